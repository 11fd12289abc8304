-- +goose Up

-- Connections that are made from a table: which rows there are and which attempt
-- each of them is, or is going to be, so that after a crash the rest can be told from
-- what is there. The keys are in the user's file and nowhere else.
CREATE TABLE batches (
    id       TEXT    PRIMARY KEY NOT NULL,
    practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
    name     TEXT    NOT NULL,
    begun_at INTEGER NOT NULL
) STRICT;

CREATE TABLE batch_rows (
    batch           TEXT    NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    line            INTEGER NOT NULL,
    source          TEXT    NOT NULL, -- salted hash of what the file says, but for its secrets
    attempt_id      TEXT    NOT NULL, -- empty while none is planned
    platform_url    TEXT    NOT NULL,
    org_id          TEXT    NOT NULL,
    sandbox         TEXT    NOT NULL,
    account_id      TEXT    NOT NULL,
    api_key         TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    description     TEXT    NOT NULL,
    bucket          TEXT    NOT NULL,
    folder_path     TEXT    NOT NULL,
    service_url     TEXT    NOT NULL,
    access_key_hint TEXT    NOT NULL,
    access_key_hash TEXT    NOT NULL,
    PRIMARY KEY (batch, line)
) STRICT, WITHOUT ROWID;

CREATE INDEX batch_rows_by_attempt ON batch_rows (attempt_id) WHERE attempt_id <> '';
