package practice

import (
	"context"
	"database/sql"
	"fmt"
)

// versions are the steps that lead from an empty file to the current version;
// after the first n of them a file is of version n. A step that has been
// released is never changed.
var versions = []string{
	`CREATE TABLE connections (
	seq            INTEGER PRIMARY KEY AUTOINCREMENT,
	id             TEXT NOT NULL UNIQUE,
	etag           TEXT NOT NULL,
	org            TEXT NOT NULL,
	sandbox        TEXT NOT NULL,
	name           TEXT NOT NULL,
	description    TEXT NOT NULL,
	spec_id        TEXT NOT NULL,
	spec_version   TEXT NOT NULL,
	auth_name      TEXT NOT NULL,
	access_key     TEXT NOT NULL,
	bucket         TEXT NOT NULL,
	folder         TEXT NOT NULL,
	service_url    TEXT NOT NULL,
	has_session    INTEGER NOT NULL,
	state          TEXT NOT NULL,
	created_ms     INTEGER NOT NULL,
	updated_ms     INTEGER NOT NULL,
	created_by     TEXT NOT NULL,
	created_client TEXT NOT NULL
) STRICT;
CREATE INDEX connections_place ON connections (org, sandbox, seq);`,

	`ALTER TABLE connections ADD COLUMN updated_by     TEXT    NOT NULL DEFAULT '';
ALTER TABLE connections ADD COLUMN updated_client TEXT    NOT NULL DEFAULT '';
ALTER TABLE connections ADD COLUMN in_use         INTEGER NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN ready_ms       INTEGER NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN ready_etag     TEXT    NOT NULL DEFAULT '';
UPDATE connections SET updated_by = created_by, updated_client = created_client;`,

	// What was "in use" by a dataflow that did not exist gets one, paused: nothing
	// is known of its runs.
	`ALTER TABLE connections ADD COLUMN keys_ended_ms INTEGER NOT NULL DEFAULT 0;
CREATE TABLE flows (
	seq            INTEGER PRIMARY KEY AUTOINCREMENT,
	id             TEXT NOT NULL UNIQUE,
	etag           TEXT NOT NULL,
	org            TEXT NOT NULL,
	sandbox        TEXT NOT NULL,
	name           TEXT NOT NULL,
	description    TEXT NOT NULL,
	state          TEXT NOT NULL,
	base_id        TEXT NOT NULL,
	source_id      TEXT NOT NULL UNIQUE,
	target_id      TEXT NOT NULL UNIQUE,
	spec_id        TEXT NOT NULL,
	path           TEXT NOT NULL,
	path_type      TEXT NOT NULL,
	recursive      INTEGER NOT NULL,
	format         TEXT NOT NULL,
	dataset        TEXT NOT NULL,
	frequency      TEXT NOT NULL,
	interval       INTEGER NOT NULL,
	start_ms       INTEGER NOT NULL,
	diagnostics    INTEGER NOT NULL,
	percent        INTEGER NOT NULL,
	created_ms     INTEGER NOT NULL,
	updated_ms     INTEGER NOT NULL,
	created_by     TEXT NOT NULL,
	created_client TEXT NOT NULL,
	updated_by     TEXT NOT NULL,
	updated_client TEXT NOT NULL,
	next_ms        INTEGER NOT NULL,
	deleted        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX flows_place ON flows (org, sandbox, seq);
CREATE INDEX flows_due ON flows (org, sandbox, next_ms) WHERE next_ms > 0;
CREATE INDEX flows_base ON flows (base_id);
CREATE TABLE runs (
	seq      INTEGER PRIMARY KEY AUTOINCREMENT,
	id       TEXT NOT NULL UNIQUE,
	etag     TEXT NOT NULL,
	flow_id  TEXT NOT NULL,
	batch    TEXT NOT NULL UNIQUE,
	made_ms  INTEGER NOT NULL,
	begun_ms INTEGER NOT NULL,
	done_ms  INTEGER NOT NULL,
	from_ms  INTEGER NOT NULL,
	to_ms    INTEGER NOT NULL,
	outcome  TEXT NOT NULL
) STRICT;
CREATE INDEX runs_flow ON runs (flow_id, seq);
INSERT INTO flows (id, etag, org, sandbox, name, description, state, base_id, source_id, target_id, spec_id, path, path_type,
	recursive, format, dataset, frequency, interval, start_ms, diagnostics, percent, created_ms, updated_ms,
	created_by, created_client, updated_by, updated_client, next_ms)
SELECT 'f10f0000' || substr(id, 9), etag, org, sandbox, 'Daily sales', '', 'disabled', id, '50f0000e' || substr(id, 9),
	'7a60e7ed' || substr(id, 9), spec_id,
	'/' || coalesce(nullif(bucket, ''), 'practice-bucket') || iif(folder = '', '', '/' || folder) || '/sales', 'folder', 1, 'delimited', 'sales', 'hour', 1, updated_ms, 1, 5,
	updated_ms, updated_ms, updated_by, updated_client, updated_by, updated_client, 0
FROM connections WHERE in_use = 1;
ALTER TABLE connections DROP COLUMN in_use;`,

	// Source connections and target connections are there without a dataflow, too.
	// The names of those that came with one, in doc, are the ones of side.
	`CREATE TABLE sides (
	seq     INTEGER PRIMARY KEY AUTOINCREMENT,
	id      TEXT NOT NULL UNIQUE,
	org     TEXT NOT NULL,
	sandbox TEXT NOT NULL,
	target  INTEGER NOT NULL,
	doc     TEXT NOT NULL
) STRICT;
CREATE INDEX sides_place ON sides (org, sandbox, target, seq);
INSERT INTO sides (id, org, sandbox, target, doc)
SELECT source_id, org, sandbox, 0, json_object('ID', source_id, 'OrgID', org, 'Sandbox', sandbox, 'Name', name || ' (source)',
	'ConnectionID', base_id, 'SpecID', spec_id, 'Path', path, 'PathType', path_type, 'Recursive', json(iif(recursive, 'true', 'false')),
	'Format', format, 'MadeAt', created_ms, 'By', created_by, 'Client', created_client)
FROM flows ORDER BY seq;
INSERT INTO sides (id, org, sandbox, target, doc)
SELECT target_id, org, sandbox, 1, json_object('ID', target_id, 'OrgID', org, 'Sandbox', sandbox, 'Target', json('true'),
	'Name', name || ' (target)', 'SpecID', 'c604ff05-7f1a-43c0-8e18-33bf874cb11c', 'Dataset', dataset,
	'MadeAt', created_ms, 'By', created_by, 'Client', created_client)
FROM flows ORDER BY seq;
CREATE TABLE mapping_sets (
	seq     INTEGER PRIMARY KEY AUTOINCREMENT,
	id      TEXT NOT NULL UNIQUE,
	org     TEXT NOT NULL,
	sandbox TEXT NOT NULL,
	doc     TEXT NOT NULL
) STRICT;
DELETE FROM flows WHERE deleted = 1;
ALTER TABLE flows DROP COLUMN deleted;
ALTER TABLE flows ADD COLUMN delimiter       TEXT    NOT NULL DEFAULT '';
ALTER TABLE flows ADD COLUMN compression     TEXT    NOT NULL DEFAULT '';
ALTER TABLE flows ADD COLUMN backfill        INTEGER NOT NULL DEFAULT 1;
ALTER TABLE flows ADD COLUMN mapping_id      TEXT    NOT NULL DEFAULT '';
ALTER TABLE flows ADD COLUMN mapping_version INTEGER NOT NULL DEFAULT 0;`,
}

// upgrade brings a file from a version to the current one, or leaves it as it is.
func upgrade(ctx context.Context, db *sql.DB, from int) error {
	if from == len(versions) {
		return nil
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("make the tables: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	for _, step := range append(versions[from:len(versions):len(versions)], fmt.Sprintf(`PRAGMA user_version = %d`, len(versions))) {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("make the tables: %w", err)
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("make the tables: %w", err)
	}
	return nil
}
