package practice

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
)

var errNoFlow = errors.New("no such dataflow")

// Dataflow is a dataflow as the practice Platform holds it, together with what its
// source connection and its target connection say, of which it has one each.
type Dataflow struct {
	ID           string
	ETag         string // its inner quotes included
	OrgID        string
	Sandbox      string
	Name         string
	Description  string
	State        string
	ConnectionID string // of the base connection
	SourceID     string
	TargetID     string
	SpecID       string // of the source
	Path         string
	PathType     string // file or folder
	Recursive    bool
	Format       string
	Dataset      string // which of the practice data sets
	Frequency    string // once, minute, hour, day or week
	Interval     int
	StartsAt     time.Time
	// Diagnostics says that rows that are refused are kept for looking at.
	Diagnostics bool
	// Percent of the rows may be refused before a run fails.
	Percent       int
	CreatedAt     time.Time
	UpdatedAt     time.Time
	CreatedBy     string
	CreatedClient string
	UpdatedBy     string
	UpdatedClient string
	// NextAt is when the next run is due; zero where none is.
	NextAt      time.Time
	Delimiter   string // of its files; empty for a comma
	Compression string // of its files; empty for none
	// Backfill says that the first run reads the files that are there by then.
	Backfill bool
	// MappingID is that of the mapping set that the rows go through.
	MappingID      string
	MappingVersion int

	seq int64
}

const onceOnly = "once"

// period is the time from one run to the next, 0 where there is only one.
func (f *Dataflow) period() time.Duration {
	unit := map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour, "week": 7 * 24 * time.Hour}
	return unit[f.Frequency] * time.Duration(f.Interval)
}

// schedule sets the first run that is due not before the moment.
func (f *Dataflow) schedule(from time.Time) {
	f.NextAt = f.StartsAt
	if !from.After(f.StartsAt) {
		return
	}
	period := f.period()
	if period == 0 {
		f.NextAt = time.Time{}
		return
	}
	f.NextAt = f.StartsAt.Add((from.Sub(f.StartsAt) + period - 1) / period * period)
}

// newDataflow makes an enabled dataflow on a connection, without what it reads,
// where to and when.
func newDataflow(conn Connection, name string, now time.Time) Dataflow {
	return Dataflow{
		ID: uuid.NewString(), ETag: newETag(conn.Sandbox, now), OrgID: conn.OrgID, Sandbox: conn.Sandbox, Name: name, State: stateEnabled,
		ConnectionID: conn.ID, SourceID: uuid.NewString(), TargetID: uuid.NewString(), SpecID: conn.SpecID,
		CreatedAt: now, CreatedBy: somebodyElse, CreatedClient: PagesClient,
		UpdatedAt: now, UpdatedBy: somebodyElse, UpdatedClient: PagesClient,
	}
}

// touch gives the dataflow another etag, as every change does.
func (f *Dataflow) touch(now time.Time, by, client string) {
	f.ETag, f.UpdatedAt, f.UpdatedBy, f.UpdatedClient = newETag(f.Sandbox, now), now, by, client
}

const flowColumns = `seq, id, etag, org, sandbox, name, description, state, base_id, source_id, target_id, spec_id, path, path_type,
	recursive, format, dataset, frequency, interval, start_ms, diagnostics, percent, created_ms, updated_ms,
	created_by, created_client, updated_by, updated_client, next_ms, delimiter, compression, backfill,
	mapping_id, mapping_version`

func scanFlow(row scanner) (Dataflow, error) {
	var f Dataflow
	var starts, created, updated, next int64
	err := row.Scan(&f.seq, &f.ID, &f.ETag, &f.OrgID, &f.Sandbox, &f.Name, &f.Description, &f.State, &f.ConnectionID, &f.SourceID,
		&f.TargetID, &f.SpecID, &f.Path, &f.PathType, &f.Recursive, &f.Format, &f.Dataset, &f.Frequency, &f.Interval, &starts,
		&f.Diagnostics, &f.Percent, &created, &updated, &f.CreatedBy, &f.CreatedClient, &f.UpdatedBy, &f.UpdatedClient, &next,
		&f.Delimiter, &f.Compression, &f.Backfill, &f.MappingID, &f.MappingVersion)
	if errors.Is(err, sql.ErrNoRows) {
		return f, errNoFlow
	}
	if err != nil {
		return f, fmt.Errorf("read the dataflow: %w", err)
	}
	if f.MappingID == "" {
		f.MappingID = datasetByKey(f.Dataset).mappingSet(f.OrgID).ID
	}
	f.StartsAt, f.NextAt = momentOf(starts), momentOf(next)
	f.CreatedAt, f.UpdatedAt = time.UnixMilli(created), time.UnixMilli(updated)
	return f, nil
}

// flowStore holds the dataflows and their runs beside the connections. What it
// gives out is as of now: the runs that have become due since somebody looked
// are made first.
type flowStore struct {
	*store
}

func insertFlows(ctx context.Context, tx *sql.Tx, flows ...Dataflow) error {
	add, err := tx.PrepareContext(ctx, `INSERT INTO flows (`+flowColumns+`)
		VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return fmt.Errorf("insert the dataflow: %w", err)
	}
	defer func() { _ = add.Close() }()
	for _, f := range flows {
		_, err := add.ExecContext(ctx, f.ID, f.ETag, f.OrgID, f.Sandbox, f.Name, f.Description, f.State, f.ConnectionID,
			f.SourceID, f.TargetID, f.SpecID, f.Path, f.PathType, f.Recursive, f.Format, f.Dataset, f.Frequency, f.Interval,
			millis(f.StartsAt), f.Diagnostics, f.Percent, f.CreatedAt.UnixMilli(), f.UpdatedAt.UnixMilli(), f.CreatedBy,
			f.CreatedClient, f.UpdatedBy, f.UpdatedClient, millis(f.NextAt), f.Delimiter, f.Compression, f.Backfill,
			f.MappingID, f.MappingVersion)
		if err != nil {
			return fmt.Errorf("insert the dataflow: %w", err)
		}
	}
	return nil
}

// add adds dataflows that others make, all or none.
func (s flowStore) add(ctx context.Context, flows ...Dataflow) error {
	return s.transact(ctx, func(ctx context.Context, tx *sql.Tx) error { return insertWhole(ctx, tx, flows...) })
}

// insertWhole inserts dataflows with their source connections and target
// connections.
func insertWhole(ctx context.Context, tx *sql.Tx, flows ...Dataflow) error {
	for _, f := range flows {
		if err := insertSides(ctx, tx, sidesOf(f)...); err != nil {
			return err
		}
	}
	return insertFlows(ctx, tx, flows...)
}

// flow returns a dataflow of a sandbox.
func (s flowStore) flow(ctx context.Context, org, sandbox, id string) (Dataflow, error) {
	if err := s.catchUp(ctx, org, sandbox); err != nil {
		return Dataflow{}, err
	}
	return scanFlow(s.db.QueryRowContext(ctx, flowQuery, org, sandbox, id))
}

const flowQuery = `SELECT ` + flowColumns + ` FROM flows WHERE org = ? AND sandbox = ? AND id = ?`

// flows returns the first dataflows of a sandbox that match lets through, as
// store.in does it.
func (s flowStore) flows(
	ctx context.Context, org, sandbox string, after int64, limit int, match func(Dataflow) bool,
) ([]Dataflow, error) {
	if err := s.catchUp(ctx, org, sandbox); err != nil {
		return nil, err
	}
	rows, err := s.db.QueryContext(ctx,
		`SELECT `+flowColumns+` FROM flows WHERE org = ? AND sandbox = ? AND seq > ? ORDER BY seq`, org, sandbox, after)
	return collect(rows, err, scanFlow, limit, match)
}

const flowsOfQuery = `SELECT ` + flowColumns + ` FROM flows WHERE base_id = ? ORDER BY seq`

// of returns the dataflows of a base connection.
func (s flowStore) of(ctx context.Context, connectionID string) ([]Dataflow, error) {
	rows, err := s.db.QueryContext(ctx, flowsOfQuery, connectionID)
	return collect(rows, err, scanFlow, 0, nil)
}

// all returns the dataflows of all sandboxes.
func (s flowStore) all(ctx context.Context) ([]Dataflow, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT `+flowColumns+` FROM flows ORDER BY seq`)
	return collect(rows, err, scanFlow, 0, nil)
}

// updateFlow changes a dataflow with change. Whatever change returns as an error
// is returned, and nothing is changed. What was due until now has been done
// before.
func (s flowStore) updateFlow(
	ctx context.Context, org, sandbox, id string, change func(ctx context.Context, in querier, f *Dataflow) error,
) (Dataflow, error) {
	if err := s.catchUp(ctx, org, sandbox); err != nil {
		return Dataflow{}, err
	}
	var f Dataflow
	err := s.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var err error
		if f, err = scanFlow(tx.QueryRowContext(ctx, flowQuery, org, sandbox, id)); err != nil {
			return err
		}
		if err := change(ctx, tx, &f); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE flows SET etag = ?, name = ?, description = ?, state = ?, updated_ms = ?, updated_by = ?,
			updated_client = ?, frequency = ?, interval = ?, start_ms = ?, next_ms = ?, mapping_id = ?, mapping_version = ? WHERE seq = ?`,
			f.ETag, f.Name, f.Description, f.State, f.UpdatedAt.UnixMilli(), f.UpdatedBy, f.UpdatedClient, f.Frequency, f.Interval,
			millis(f.StartsAt), millis(f.NextAt), f.MappingID, f.MappingVersion, f.seq)
		if err != nil {
			return fmt.Errorf("update the dataflow: %w", err)
		}
		return nil
	})
	return f, err
}

// removeFlow deletes a dataflow and its runs. Its source connection and its target
// connection stay, as on Platform.
func (s flowStore) removeFlow(ctx context.Context, org, sandbox, id string) error {
	return s.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		f, err := scanFlow(tx.QueryRowContext(ctx, flowQuery, org, sandbox, id))
		if err != nil {
			return err
		}
		for _, statement := range []string{`DELETE FROM runs WHERE flow_id = ?`, `DELETE FROM flows WHERE id = ?`} {
			if _, err := tx.ExecContext(ctx, statement, f.ID); err != nil {
				return fmt.Errorf("delete the dataflow: %w", err)
			}
		}
		return nil
	})
}
