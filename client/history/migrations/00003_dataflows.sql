-- +goose Up

-- How the dataflows of a connection stand together: what the list shows, sorts
-- and filters by. Times are milliseconds since 1970 in UTC, 0 for never.
ALTER TABLE entries ADD COLUMN flow_status TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN flows INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN flows_failing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN failing_since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN last_file_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN flows_read_at INTEGER NOT NULL DEFAULT 0;

-- What was read of each dataflow, to be shown again: nobody asks for parts of it.
-- There is no place in it for a secret, nor for what is in the customer's files.
CREATE TABLE flows (
    entry   INTEGER NOT NULL REFERENCES entries (rowid) ON DELETE CASCADE,
    flow_id TEXT    NOT NULL,
    said    TEXT    NOT NULL, -- JSON
    PRIMARY KEY (entry, flow_id)
) STRICT, WITHOUT ROWID;

-- Which dataflow and which of its runs an event is about.
ALTER TABLE events ADD COLUMN flow_id TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN flow_name TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN run_id TEXT NOT NULL DEFAULT '';

-- What was about to be asked of Platform: after a crash, what became of it is to
-- be found out.
CREATE INDEX events_begun ON events (entry, flow_id) WHERE kind IN ('retrying', 'starting', 'pausing', 'resuming');
