-- +goose Up

-- Whether a later attempt at a connection of the same name, in the same place, came
-- about: a failed one of which that is so is past.
ALTER TABLE entries ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0;

UPDATE entries SET superseded = 1 WHERE state = 'failed' AND name <> '' AND EXISTS (
	SELECT 1 FROM entries later WHERE later.name = entries.name AND later.practice = entries.practice
		AND later.platform_url = entries.platform_url AND later.org_id = entries.org_id AND later.sandbox = entries.sandbox
		AND later.state IN ('created', 'deleted') AND later.started_at >= entries.started_at);
