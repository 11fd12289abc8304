package practice

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

var errNoConnection = errors.New("no such connection")

// Connection is a connection as the practice Platform holds it. There is no
// field for a secret; HasSessionToken only says that one was given.
type Connection struct {
	ID              string
	ETag            string // its inner quotes included
	OrgID           string
	Sandbox         string
	Name            string
	Description     string
	SpecID          string
	SpecVersion     string
	AuthName        string
	AccessKeyID     string
	Bucket          string
	FolderPath      string
	ServiceURL      string
	HasSessionToken bool
	State           string
	CreatedAt       time.Time
	UpdatedAt       time.Time
	CreatedBy       string
	CreatedClient   string
	UpdatedBy       string
	UpdatedClient   string
	// KeysEndedAt is since when Amazon no longer lets the keys in, whatever they
	// are; zero where it does.
	KeysEndedAt time.Time
	// ReadyAt is when a connection that is still initializing becomes enabled;
	// zero for one that was so at once.
	ReadyAt time.Time

	readyETag string // the etag from then on
	seq       int64  // the order in which connections were made
}

const columns = `seq, id, etag, org, sandbox, name, description, spec_id, spec_version, auth_name,
	access_key, bucket, folder, service_url, has_session, state, created_ms, updated_ms, created_by, created_client,
	updated_by, updated_client, keys_ended_ms, ready_ms, ready_etag`

// store holds the connections in SQLite. Every method that changes something
// has committed, durably, when it returns. What it gives out is as of now.
type store struct {
	db  *sql.DB
	now func() time.Time
}

func openStore(ctx context.Context, dir string, now func() time.Time, log *slog.Logger) (*store, error) {
	db, err := openFile(ctx, dir, now, log)
	if err != nil {
		return nil, err
	}
	return &store{db: db, now: now}, nil
}

func (s *store) close() error {
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("practice: close the store: %w", err)
	}
	return nil
}

// durable returns a context for a change: a request that has arrived whole is
// carried out even if its sender goes away, as a real service does it.
func durable(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
}

// transact does something in one transaction. Transactions begin immediate (see
// openFile): no other process can change anything meanwhile.
func (s *store) transact(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	ctx, cancel := durable(ctx)
	defer cancel()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	if err := do(ctx, tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// insert adds connections, all or none.
func (s *store) insert(ctx context.Context, list ...Connection) error {
	return s.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		add, err := tx.PrepareContext(ctx, `INSERT INTO connections (`+columns+`)
			VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
		if err != nil {
			return fmt.Errorf("insert the connection: %w", err)
		}
		defer func() { _ = add.Close() }()
		for _, c := range list {
			_, err := add.ExecContext(ctx,
				c.ID, c.ETag, c.OrgID, c.Sandbox, c.Name, c.Description, c.SpecID, c.SpecVersion, c.AuthName,
				c.AccessKeyID, c.Bucket, c.FolderPath, c.ServiceURL, c.HasSessionToken, c.State,
				c.CreatedAt.UnixMilli(), c.UpdatedAt.UnixMilli(), c.CreatedBy, c.CreatedClient,
				c.UpdatedBy, c.UpdatedClient, millis(c.KeysEndedAt), millis(c.ReadyAt), c.readyETag)
			if err != nil {
				return fmt.Errorf("insert the connection: %w", err)
			}
		}
		return nil
	})
}

// millis is a time in milliseconds since 1970, and 0 for none.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// momentOf is the time of milliseconds since 1970, and zero for 0.
func momentOf(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

func (s *store) get(ctx context.Context, org, sandbox, id string) (Connection, error) {
	return s.scan(s.db.QueryRowContext(ctx, getQuery, org, sandbox, id))
}

const getQuery = `SELECT ` + columns + ` FROM connections WHERE org = ? AND sandbox = ? AND id = ?`

// update changes a connection with change. Whatever change returns as an error
// is returned, and nothing is changed.
func (s *store) update(ctx context.Context, org, sandbox, id string, change func(*Connection) error) (Connection, error) {
	var c Connection
	err := s.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var err error
		if c, err = s.scan(tx.QueryRowContext(ctx, getQuery, org, sandbox, id)); err != nil {
			return err
		}
		if err := change(&c); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE connections SET etag = ?, name = ?, description = ?, access_key = ?, bucket = ?,
			folder = ?, service_url = ?, has_session = ?, state = ?, updated_ms = ?, updated_by = ?, updated_client = ?,
			keys_ended_ms = ?, ready_ms = ? WHERE seq = ?`,
			c.ETag, c.Name, c.Description, c.AccessKeyID, c.Bucket,
			c.FolderPath, c.ServiceURL, c.HasSessionToken, c.State, c.UpdatedAt.UnixMilli(), c.UpdatedBy, c.UpdatedClient,
			millis(c.KeysEndedAt), millis(c.ReadyAt), c.seq)
		if err != nil {
			return fmt.Errorf("update the connection: %w", err)
		}
		return nil
	})
	return c, err
}

// remove deletes a connection if check has nothing against it, nor against the
// dataflows on it. Whatever check returns as an error is returned.
func (s *store) remove(ctx context.Context, org, sandbox, id string, check func(Connection, []Dataflow) error) error {
	return s.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		c, err := s.scan(tx.QueryRowContext(ctx, getQuery, org, sandbox, id))
		if err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, flowsOfQuery, c.ID)
		flows, err := collect(rows, err, scanFlow, 0, nil)
		if err != nil {
			return err
		}
		if err := check(c, flows); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM connections WHERE seq = ?`, c.seq); err != nil {
			return fmt.Errorf("delete the connection: %w", err)
		}
		return nil
	})
}

// in returns the first connections of a sandbox that match lets through, in the
// order in which they were made, beginning behind the one with the number
// after. It reads no further than it must for limit of them; 0 is no limit.
func (s *store) in(
	ctx context.Context, org, sandbox string, after int64, limit int, match func(Connection) bool,
) ([]Connection, error) {
	rows, err := s.db.QueryContext(ctx,
		`SELECT `+columns+` FROM connections WHERE org = ? AND sandbox = ? AND seq > ? ORDER BY seq`, org, sandbox, after)
	return collect(rows, err, s.scan, limit, match)
}

func (s *store) all(ctx context.Context) ([]Connection, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT `+columns+` FROM connections ORDER BY seq`)
	return collect(rows, err, s.scan, 0, nil)
}

// scanner is a row of a query.
type scanner interface{ Scan(dest ...any) error }

// collect reads the first rows that match lets through; a limit of 0 is none.
func collect[T any](
	rows *sql.Rows, err error, scan func(row scanner) (T, error), limit int, match func(T) bool,
) ([]T, error) {
	if err != nil {
		return nil, fmt.Errorf("read the rows: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var list []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		if match != nil && !match(one) {
			continue
		}
		if list = append(list, one); len(list) == limit {
			return list, nil
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the rows: %w", err)
	}
	return list, nil
}

// scan reads one row of columns. A connection whose time has come is enabled,
// although nothing has been written since it was made.
func (s *store) scan(row scanner) (Connection, error) {
	var c Connection
	var created, updated, ended, ready int64
	err := row.Scan(&c.seq, &c.ID, &c.ETag, &c.OrgID, &c.Sandbox, &c.Name, &c.Description, &c.SpecID, &c.SpecVersion, &c.AuthName,
		&c.AccessKeyID, &c.Bucket, &c.FolderPath, &c.ServiceURL, &c.HasSessionToken, &c.State, &created, &updated,
		&c.CreatedBy, &c.CreatedClient, &c.UpdatedBy, &c.UpdatedClient, &ended, &ready, &c.readyETag)
	if errors.Is(err, sql.ErrNoRows) {
		return Connection{}, errNoConnection
	}
	if err != nil {
		return Connection{}, fmt.Errorf("read the connection: %w", err)
	}
	c.CreatedAt, c.UpdatedAt = time.UnixMilli(created), time.UnixMilli(updated)
	c.KeysEndedAt, c.ReadyAt = momentOf(ended), momentOf(ready)
	if c.State == stateInitializing && !s.now().Before(c.ReadyAt) {
		c.State, c.ETag = stateEnabled, c.readyETag
		if c.UpdatedAt.Before(c.ReadyAt) {
			c.UpdatedAt = c.ReadyAt
		}
	}
	return c, nil
}
