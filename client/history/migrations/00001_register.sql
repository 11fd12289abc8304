-- +goose Up

-- "MOOR": tells a register from any other SQLite file.
PRAGMA application_id = 1297043282;

-- One row: what belongs to this file as a whole.
CREATE TABLE register (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    salt BLOB    NOT NULL -- of entries.access_key_hash
) STRICT;

-- Times are milliseconds since 1970 in UTC, 0 for never. There is no column for
-- a secret, and none may be added.
CREATE TABLE entries (
    rowid              INTEGER PRIMARY KEY,
    attempt_id         TEXT    NOT NULL UNIQUE,
    practice           INTEGER NOT NULL CHECK (practice IN (0, 1)),
    -- Folded by this package. It stands early in the row because searching reads
    -- it of every row.
    search             TEXT    NOT NULL,
    name_key           TEXT    NOT NULL,
    sandbox_key        TEXT    NOT NULL,
    platform_url       TEXT    NOT NULL,
    org_id             TEXT    NOT NULL,
    sandbox            TEXT    NOT NULL,
    account_id         TEXT    NOT NULL,
    api_key            TEXT    NOT NULL,
    name               TEXT    NOT NULL,
    description        TEXT    NOT NULL,
    bucket             TEXT    NOT NULL,
    folder_path        TEXT    NOT NULL,
    service_url        TEXT    NOT NULL,
    access_key_hint    TEXT    NOT NULL,
    access_key_hash    TEXT    NOT NULL,
    state              TEXT    NOT NULL CHECK (state IN ('pending', 'created', 'failed', 'unknown', 'deleted')),
    connection_id      TEXT    NOT NULL DEFAULT '',
    etag               TEXT    NOT NULL DEFAULT '',
    request_id         TEXT    NOT NULL DEFAULT '',
    problem_kind       TEXT    NOT NULL DEFAULT '',
    problem_status     INTEGER NOT NULL DEFAULT 0,
    problem_code       TEXT    NOT NULL DEFAULT '',
    problem_detail     TEXT    NOT NULL DEFAULT '',
    problem_request_id TEXT    NOT NULL DEFAULT '',
    problem_op         TEXT    NOT NULL DEFAULT '',
    known_ids          TEXT    NOT NULL DEFAULT '[]',
    candidates         TEXT    NOT NULL DEFAULT '[]',
    test               TEXT    NOT NULL DEFAULT '' CHECK (test IN ('', 'working', 'refused')),
    tested_at          INTEGER NOT NULL DEFAULT 0,
    owner              TEXT    NOT NULL,
    started_at         INTEGER NOT NULL,
    updated_at         INTEGER NOT NULL,
    -- State and test result as one order: what wants attention comes first.
    status             INTEGER NOT NULL GENERATED ALWAYS AS (
        CASE state
            WHEN 'unknown' THEN 0
            WHEN 'pending' THEN 1
            WHEN 'failed'  THEN 2
            WHEN 'deleted' THEN 6
            ELSE CASE test WHEN 'refused' THEN 3 WHEN '' THEN 4 ELSE 5 END
        END) VIRTUAL
) STRICT;

-- One index for each sortable column; the rowid ends each of them.
CREATE INDEX entries_by_name       ON entries (practice, name_key, started_at);
CREATE INDEX entries_by_connection ON entries (practice, connection_id, started_at);
CREATE INDEX entries_by_etag       ON entries (practice, etag, started_at);
CREATE INDEX entries_by_sandbox    ON entries (practice, sandbox_key, started_at);
CREATE INDEX entries_by_status     ON entries (practice, status, started_at);
CREATE INDEX entries_by_start      ON entries (practice, started_at);
CREATE INDEX entries_by_access_key ON entries (access_key_hash) WHERE access_key_hash <> '';
CREATE INDEX entries_unsettled     ON entries (practice, started_at) WHERE state IN ('pending', 'unknown');

CREATE TABLE accounts (
    id           TEXT    PRIMARY KEY NOT NULL,
    label        TEXT    NOT NULL,
    org_id       TEXT    NOT NULL,
    api_key      TEXT    NOT NULL,
    sandbox      TEXT    NOT NULL,
    scopes       TEXT    NOT NULL,
    practice     INTEGER NOT NULL CHECK (practice IN (0, 1)),
    platform_url TEXT    NOT NULL,
    sign_in_url  TEXT    NOT NULL,
    last_used_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;
