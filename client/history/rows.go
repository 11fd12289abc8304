package history

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// writtenColumns are the columns that insertEntry writes, in the order in which scanEntry
// reads entryColumns.
const writtenColumns = `attempt_id, practice, platform_url, org_id, sandbox, account_id, api_key,
	name, description, auth, bucket, folder_path, service_url, access_key_hint, access_key_hash,
	state, connection_id, etag, request_id,
	problem_kind, problem_status, problem_code, problem_detail, problem_request_id, problem_op, problem_page,
	known_ids, candidates, test, tested_at,
	origin, gone, platform_state, created_by, updated_by, created_client,
	platform_created_at, platform_updated_at, seen_at,
	flow_status, flows, flows_failing, failing_since, last_file_at, flows_read_at,
	superseded, started_at, updated_at`

// entryColumns are the columns that scanEntry reads. When the dataflows of an entry
// were read is told once for all that were read together, and how many of them are paused
// by each of them.
var entryColumns = strings.NewReplacer(
	"flows_read_at", "coalesce((SELECT at FROM readings WHERE readings.id = entries.reading), flows_read_at)",
	"flows_failing", "flows_failing, (SELECT count(*) FROM flows WHERE entry = entries.rowid AND said ->> 'state' IN ('disabled', 'disabling'))",
).Replace(writtenColumns)

// scanner is a row of a query.
type scanner interface{ Scan(dest ...any) error }

// scanEntry reads an entry, and before it whatever else the query selects.
func scanEntry(row scanner, before ...any) (Entry, error) {
	var (
		e                            Entry
		kind, known, candidates      string
		testedAt, started, updated   int64
		madeAt, platformUpdated, saw int64
		failing, lastFile, flowsRead int64
	)
	err := row.Scan(append(before, &e.AttemptID, &e.Place.Practice, &e.Place.PlatformURL, &e.Place.OrgID, &e.Place.Sandbox,
		&e.AccountID, &e.APIKey,
		&e.Name, &e.Description, &e.Auth, &e.Bucket, &e.FolderPath, &e.ServiceURL, &e.AccessKeyHint, &e.AccessKeyHash,
		&e.State, &e.ConnectionID, &e.ETag, &e.RequestID,
		&kind, &e.Problem.Status, &e.Problem.Code, &e.Problem.Detail, &e.Problem.RequestID, &e.Problem.Op, &e.Problem.Page,
		&known, &candidates, &e.Test, &testedAt,
		&e.Origin, &e.Gone, &e.PlatformState, &e.CreatedBy, &e.UpdatedBy, &e.CreatedClient,
		&madeAt, &platformUpdated, &saw,
		&e.Flows.Status, &e.Flows.Count, &e.Flows.Failing, &e.Flows.Paused, &failing, &lastFile, &flowsRead,
		&e.Superseded, &started, &updated)...)
	if err != nil {
		return Entry{}, err
	}
	e.Problem.Kind = parseKind(kind)
	if e.KnownIDs, err = decodeIDs(known); err != nil {
		return Entry{}, fmt.Errorf("known ids of %s: %w", e.AttemptID, err)
	}
	if e.Candidates, err = decodeIDs(candidates); err != nil {
		return Entry{}, fmt.Errorf("candidates of %s: %w", e.AttemptID, err)
	}
	e.TestedAt, e.StartedAt, e.UpdatedAt = fromMillis(testedAt), fromMillis(started), fromMillis(updated)
	e.Flows.FailingSince, e.Flows.LastFile, e.Flows.ReadAt = fromMillis(failing), fromMillis(lastFile), fromMillis(flowsRead)
	e.PlatformCreatedAt, e.PlatformUpdatedAt, e.SeenAt = fromMillis(madeAt), fromMillis(platformUpdated), fromMillis(saw)
	return e, nil
}

// row is an entry and where it stands.
type row struct {
	id int64
	Entry
}

// insertEntry adds an entry as it is and returns its row.
func insertEntry(ctx context.Context, tx *transaction, e *Entry) (rowid int64, err error) {
	e.Origin = cmp.Or(e.Origin, Here)
	known, err := encodeIDs(e.KnownIDs)
	if err != nil {
		return 0, err
	}
	candidates, err := encodeIDs(e.Candidates)
	if err != nil {
		return 0, err
	}
	done, err := tx.ExecContext(ctx, insertion,
		e.AttemptID, e.Place.Practice, e.Place.PlatformURL, e.Place.OrgID, e.Place.Sandbox, e.AccountID, e.APIKey,
		e.Name, e.Description, e.Auth, e.Bucket, e.FolderPath, e.ServiceURL, e.AccessKeyHint, e.AccessKeyHash,
		e.State, e.ConnectionID, e.ETag, e.RequestID,
		formatKind(e.Problem.Kind), e.Problem.Status, e.Problem.Code, e.Problem.Detail, e.Problem.RequestID, e.Problem.Op, e.Problem.Page,
		known, candidates, e.Test, toMillis(e.TestedAt),
		e.Origin, e.Gone, e.PlatformState, e.CreatedBy, e.UpdatedBy, e.CreatedClient,
		toMillis(e.PlatformCreatedAt), toMillis(e.PlatformUpdatedAt), toMillis(e.SeenAt),
		e.Flows.Status, e.Flows.Count, e.Flows.Failing, toMillis(e.Flows.FailingSince), toMillis(e.Flows.LastFile), toMillis(e.Flows.ReadAt),
		e.Superseded, toMillis(e.StartedAt), toMillis(e.UpdatedAt))
	if err != nil {
		return 0, err
	}
	rowid, err = done.LastInsertId()
	tx.touch(rowid)
	return rowid, err
}

var insertion = strings.Join([]string{
	`INSERT INTO entries (`, writtenColumns, `) VALUES (?`, strings.Repeat(", ?", strings.Count(writtenColumns, ",")), `)`,
}, "")

// updateEntry writes all of an entry that may change. Its place, its account and
// its origin stay.
func updateEntry(ctx context.Context, tx *transaction, r *row) error {
	candidates, err := encodeIDs(r.Candidates)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE entries SET name = ?, description = ?, auth = ?, bucket = ?, folder_path = ?, service_url = ?, access_key_hint = ?, access_key_hash = ?,
		state = ?, connection_id = ?, etag = ?, request_id = ?,
		problem_kind = ?, problem_status = ?, problem_code = ?, problem_detail = ?, problem_request_id = ?, problem_op = ?, problem_page = ?,
		candidates = ?, test = ?, tested_at = ?,
		superseded = ?, gone = ?, platform_state = ?, created_by = ?, updated_by = ?, created_client = ?,
		platform_created_at = ?, platform_updated_at = ?, seen_at = ?, updated_at = ? WHERE rowid = ?`,
		r.Name, r.Description, r.Auth, r.Bucket, r.FolderPath, r.ServiceURL, r.AccessKeyHint, r.AccessKeyHash,
		r.State, r.ConnectionID, r.ETag, r.RequestID,
		formatKind(r.Problem.Kind), r.Problem.Status, r.Problem.Code, r.Problem.Detail, r.Problem.RequestID, r.Problem.Op, r.Problem.Page,
		candidates, r.Test, toMillis(r.TestedAt),
		r.Superseded, r.Gone, r.PlatformState, r.CreatedBy, r.UpdatedBy, r.CreatedClient,
		toMillis(r.PlatformCreatedAt), toMillis(r.PlatformUpdatedAt), toMillis(r.SeenAt), toMillis(r.UpdatedAt), r.id)
	tx.touch(r.id)
	return err
}

// getRow returns the row of an attempt, or ErrNotFound.
func getRow(ctx context.Context, db queryer, attemptID string) (*row, error) {
	r, err := scanRow(db.QueryRowContext(ctx, `SELECT rowid, `+entryColumns+` FROM entries WHERE attempt_id = ?`, attemptID))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("%w: %s", ErrNotFound, attemptID)
	}
	return r, err
}

func scanRow(from scanner) (*row, error) {
	var r row
	var err error
	r.Entry, err = scanEntry(from, &r.id)
	return &r, err
}
