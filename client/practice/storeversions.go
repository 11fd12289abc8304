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
