-- +goose Up

-- The technical account of the credential, as Adobe has told it: Platform names that as
-- who made or changed something. It is no secret.
ALTER TABLE accounts ADD COLUMN technical TEXT NOT NULL DEFAULT '';
