-- +goose Up

-- When all dataflows of a place were last read: once for all its entries.
CREATE TABLE readings (
    id           INTEGER PRIMARY KEY,
    practice     INTEGER NOT NULL CHECK (practice IN (0, 1)),
    platform_url TEXT    NOT NULL,
    org_id       TEXT    NOT NULL,
    sandbox      TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    UNIQUE (practice, platform_url, org_id, sandbox)
) STRICT;

-- The reading that what is known of an entry's dataflows holds as of, or 0 where
-- that is flows_read_at.
ALTER TABLE entries ADD COLUMN reading INTEGER NOT NULL DEFAULT 0;

-- Those that a reading takes up, and those that it lets go. Hardly ever are there any.
CREATE INDEX entries_to_read ON entries (practice, org_id, sandbox) WHERE reading = 0 AND state = 'created';
CREATE INDEX entries_to_leave ON entries (reading) WHERE reading <> 0 AND state <> 'created';
