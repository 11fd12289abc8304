-- +goose Up

-- What Platform says of a connection, and how its entry came here. Rows that are
-- there already were all made with this register.
ALTER TABLE entries ADD COLUMN origin TEXT NOT NULL DEFAULT 'here' CHECK (origin IN ('here', 'elsewhere', 'imported'));
ALTER TABLE entries ADD COLUMN gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1));
ALTER TABLE entries ADD COLUMN platform_state TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN updated_by TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN created_client TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN platform_created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN platform_updated_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;

-- The answer that a problem is of was a page, such as a proxy's, and not JSON.
ALTER TABLE entries ADD COLUMN problem_page INTEGER NOT NULL DEFAULT 0 CHECK (problem_page IN (0, 1));

-- Searching, sorting and counting is done in memory, and there is one running
-- copy of the app: what served that in every row goes.
DROP INDEX entries_by_name;
DROP INDEX entries_by_connection;
DROP INDEX entries_by_etag;
DROP INDEX entries_by_sandbox;
DROP INDEX entries_by_status;
DROP INDEX entries_by_start;
ALTER TABLE entries DROP COLUMN status;
ALTER TABLE entries DROP COLUMN search;
ALTER TABLE entries DROP COLUMN name_key;
ALTER TABLE entries DROP COLUMN sandbox_key;
ALTER TABLE entries DROP COLUMN owner;

CREATE INDEX entries_by_name       ON entries (name);
CREATE INDEX entries_by_connection ON entries (connection_id);

-- The audit trail. There is no column for a secret here either.
CREATE TABLE events (
    id                 INTEGER PRIMARY KEY,
    entry              INTEGER NOT NULL REFERENCES entries (rowid) ON DELETE CASCADE,
    at                 INTEGER NOT NULL,
    kind               TEXT    NOT NULL,
    fields             TEXT    NOT NULL DEFAULT '[]', -- JSON
    test               TEXT    NOT NULL DEFAULT '',
    problem_kind       TEXT    NOT NULL DEFAULT '',
    problem_status     INTEGER NOT NULL DEFAULT 0,
    problem_code       TEXT    NOT NULL DEFAULT '',
    problem_detail     TEXT    NOT NULL DEFAULT '',
    problem_request_id TEXT    NOT NULL DEFAULT '',
    problem_op         TEXT    NOT NULL DEFAULT '',
    problem_page       INTEGER NOT NULL DEFAULT 0 CHECK (problem_page IN (0, 1)),
    made_by            TEXT    NOT NULL DEFAULT ''
) STRICT;

-- What is known of the entries that are there already. When a connection was
-- made is known only as long as nothing was recorded after it.
INSERT INTO events (entry, at, kind) SELECT rowid, started_at, 'attempted' FROM entries;
INSERT INTO events (entry, at, kind)
    SELECT rowid, CASE WHEN state = 'created' AND tested_at = 0 THEN updated_at ELSE started_at END, 'created'
    FROM entries WHERE state IN ('created', 'deleted') AND connection_id <> '';
INSERT INTO events (entry, at, kind, problem_kind, problem_status, problem_code, problem_detail, problem_request_id, problem_op)
    SELECT rowid, updated_at, state, problem_kind, problem_status, problem_code, problem_detail, problem_request_id, problem_op
    FROM entries WHERE state IN ('failed', 'unknown');
INSERT INTO events (entry, at, kind, test) SELECT rowid, tested_at, 'tested', test FROM entries WHERE test <> '';
INSERT INTO events (entry, at, kind) SELECT rowid, updated_at, 'deleted' FROM entries WHERE state = 'deleted';

CREATE INDEX events_by_entry ON events (entry, at);
