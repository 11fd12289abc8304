-- +goose Up

-- The certificate (PEM) of a private authority that an account trusts. It is no
-- secret, and never a key.
ALTER TABLE accounts ADD COLUMN authority TEXT NOT NULL DEFAULT '';
