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
-- Of the table facets.
ALTER TABLE entries ADD COLUMN facet INTEGER NOT NULL DEFAULT 0;
-- The status, as it was when it was last looked at: SQLite reads a generated
-- column of an index from the entry all the same. A trigger keeps it.
ALTER TABLE entries ADD COLUMN rank INTEGER NOT NULL DEFAULT -1;

DROP INDEX entries_by_name;
DROP INDEX entries_by_connection;
DROP INDEX entries_by_etag;
DROP INDEX entries_by_sandbox;
DROP INDEX entries_by_status;
DROP INDEX entries_by_start;

-- As before, and what was deleted elsewhere comes last.
ALTER TABLE entries DROP COLUMN status;
ALTER TABLE entries ADD COLUMN status INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE state
        WHEN 'unknown' THEN 0
        WHEN 'pending' THEN 1
        WHEN 'failed'  THEN 2
        WHEN 'deleted' THEN 6 + gone
        ELSE CASE test WHEN 'refused' THEN 3 WHEN '' THEN 4 ELSE 5 END
    END) VIRTUAL;

-- The few combinations of what never or hardly ever changes in an entry and is
-- filtered by: one small number stands for all of it in every index.
CREATE TABLE facets (
    id         INTEGER PRIMARY KEY,
    practice   INTEGER NOT NULL,
    account_id TEXT    NOT NULL,
    org_id     TEXT    NOT NULL,
    sandbox    TEXT    NOT NULL,
    origin     TEXT    NOT NULL,
    UNIQUE (practice, org_id, sandbox, account_id, origin)
) STRICT;

-- How many entries there are of a facet and a rank. The triggers below keep it,
-- so that nobody has to count a big register.
CREATE TABLE tallies (
    facet INTEGER NOT NULL,
    rank  INTEGER NOT NULL,
    n     INTEGER NOT NULL,
    PRIMARY KEY (facet, rank)
) STRICT, WITHOUT ROWID;

INSERT INTO facets (practice, account_id, org_id, sandbox, origin)
    SELECT DISTINCT practice, account_id, org_id, sandbox, origin FROM entries;
UPDATE entries SET rank = status, facet = (
    SELECT id FROM facets f
    WHERE f.practice = entries.practice AND f.org_id = entries.org_id AND f.sandbox = entries.sandbox
        AND f.account_id = entries.account_id AND f.origin = entries.origin);
INSERT INTO tallies (facet, rank, n) SELECT facet, rank, count(*) FROM entries GROUP BY facet, rank;

-- One index for each sortable column; the rowid orders what is equal. The facet
-- and the rank at the end make filtering a matter of the index alone.
CREATE INDEX entries_by_name       ON entries (practice, name_key, started_at, rowid, facet, rank);
CREATE INDEX entries_by_connection ON entries (practice, connection_id, started_at, rowid, facet, rank);
CREATE INDEX entries_by_etag       ON entries (practice, etag, started_at, rowid, facet, rank);
CREATE INDEX entries_by_sandbox    ON entries (practice, sandbox_key, started_at, rowid, facet, rank);
CREATE INDEX entries_by_status     ON entries (practice, rank, started_at, rowid, facet);
CREATE INDEX entries_by_start      ON entries (practice, started_at, rowid, facet, rank);
-- For the few entries of a rare combination.
CREATE INDEX entries_by_facet      ON entries (facet, rank, started_at);

-- +goose StatementBegin
CREATE TRIGGER entries_inserted AFTER INSERT ON entries WHEN NEW.facet <> 0 AND NEW.rank = NEW.status BEGIN
    INSERT INTO tallies (facet, rank, n) VALUES (NEW.facet, NEW.rank, 1)
        ON CONFLICT DO UPDATE SET n = n + 1;
END;
-- +goose StatementEnd

-- A running copy of an older version writes entries without facet and rank.
-- +goose StatementBegin
CREATE TRIGGER entries_inserted_bare AFTER INSERT ON entries WHEN NEW.facet = 0 OR NEW.rank <> NEW.status BEGIN
    INSERT INTO facets (practice, account_id, org_id, sandbox, origin)
        VALUES (NEW.practice, NEW.account_id, NEW.org_id, NEW.sandbox, NEW.origin)
        ON CONFLICT DO NOTHING;
    UPDATE entries SET rank = NEW.status, facet = (
        SELECT id FROM facets f
        WHERE f.practice = NEW.practice AND f.org_id = NEW.org_id AND f.sandbox = NEW.sandbox
            AND f.account_id = NEW.account_id AND f.origin = NEW.origin)
        WHERE rowid = NEW.rowid;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER entries_updated AFTER UPDATE OF state, gone, test ON entries WHEN NEW.rank <> NEW.status BEGIN
    UPDATE entries SET rank = NEW.status WHERE rowid = NEW.rowid;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER entries_moved AFTER UPDATE OF facet, rank ON entries
WHEN OLD.facet <> NEW.facet OR OLD.rank <> NEW.rank BEGIN
    UPDATE tallies SET n = n - 1 WHERE facet = OLD.facet AND rank = OLD.rank;
    INSERT INTO tallies (facet, rank, n) VALUES (NEW.facet, NEW.rank, 1)
        ON CONFLICT DO UPDATE SET n = n + 1;
    DELETE FROM tallies WHERE facet = OLD.facet AND rank = OLD.rank AND n <= 0;
    DELETE FROM facets WHERE id = OLD.facet AND NOT EXISTS (SELECT 1 FROM tallies WHERE facet = OLD.facet);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER entries_deleted AFTER DELETE ON entries BEGIN
    UPDATE tallies SET n = n - 1 WHERE facet = OLD.facet AND rank = OLD.rank;
    DELETE FROM tallies WHERE facet = OLD.facet AND rank = OLD.rank AND n <= 0;
    DELETE FROM facets WHERE id = OLD.facet AND NOT EXISTS (SELECT 1 FROM tallies WHERE facet = OLD.facet);
END;
-- +goose StatementEnd

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
