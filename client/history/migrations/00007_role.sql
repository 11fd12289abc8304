-- +goose Up

-- How Platform gets into the account: 'role' by Adobe's own IAM role, '' by keys.
ALTER TABLE entries ADD COLUMN auth TEXT NOT NULL DEFAULT '';
