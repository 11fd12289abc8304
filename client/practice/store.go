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

	seq int64 // the order in which connections were made
}

const columns = `seq, id, etag, org, sandbox, name, description, spec_id, spec_version, auth_name,
	access_key, bucket, folder, service_url, has_session, state, created_ms, updated_ms, created_by, created_client`

// store holds the connections in SQLite. Every method that changes something
// has committed, durably, when it returns.
type store struct{ db *sql.DB }

func openStore(ctx context.Context, dir string, now func() time.Time, log *slog.Logger) (*store, error) {
	db, err := openFile(ctx, dir, now, log)
	if err != nil {
		return nil, err
	}
	return &store{db: db}, nil
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

func (s *store) insert(ctx context.Context, c Connection) error {
	ctx, cancel := durable(ctx)
	defer cancel()
	_, err := s.db.ExecContext(ctx, `INSERT INTO connections (`+columns+`)
		VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.ID, c.ETag, c.OrgID, c.Sandbox, c.Name, c.Description, c.SpecID, c.SpecVersion, c.AuthName,
		c.AccessKeyID, c.Bucket, c.FolderPath, c.ServiceURL, c.HasSessionToken, c.State,
		c.CreatedAt.UnixMilli(), c.UpdatedAt.UnixMilli(), c.CreatedBy, c.CreatedClient)
	if err != nil {
		return fmt.Errorf("insert the connection: %w", err)
	}
	return nil
}

func (s *store) get(ctx context.Context, org, sandbox, id string) (Connection, error) {
	return scan(s.db.QueryRowContext(ctx, getQuery, org, sandbox, id))
}

const getQuery = `SELECT ` + columns + ` FROM connections WHERE org = ? AND sandbox = ? AND id = ?`

// update changes a connection with change. Whatever change returns as an error
// is returned, and nothing is changed.
func (s *store) update(ctx context.Context, org, sandbox, id string, change func(*Connection) error) (Connection, error) {
	ctx, cancel := durable(ctx)
	defer cancel()
	// Transactions begin immediate (see openFile): no other process can change
	// the connection between the reading and the writing.
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return Connection{}, fmt.Errorf("begin: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	c, err := scan(tx.QueryRowContext(ctx, getQuery, org, sandbox, id))
	if err != nil {
		return Connection{}, err
	}
	if err := change(&c); err != nil {
		return c, err
	}
	_, err = tx.ExecContext(ctx, `UPDATE connections SET etag = ?, name = ?, description = ?, access_key = ?, bucket = ?,
		folder = ?, service_url = ?, has_session = ?, updated_ms = ? WHERE seq = ?`,
		c.ETag, c.Name, c.Description, c.AccessKeyID, c.Bucket,
		c.FolderPath, c.ServiceURL, c.HasSessionToken, c.UpdatedAt.UnixMilli(), c.seq)
	if err != nil {
		return Connection{}, fmt.Errorf("update the connection: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return Connection{}, fmt.Errorf("commit: %w", err)
	}
	return c, nil
}

func (s *store) remove(ctx context.Context, org, sandbox, id string) error {
	ctx, cancel := durable(ctx)
	defer cancel()
	res, err := s.db.ExecContext(ctx, `DELETE FROM connections WHERE org = ? AND sandbox = ? AND id = ?`, org, sandbox, id)
	if err != nil {
		return fmt.Errorf("delete the connection: %w", err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return fmt.Errorf("delete the connection: %w", err)
	}
	if n == 0 {
		return errNoConnection
	}
	return nil
}

// in returns the connections of a sandbox in the order in which they were made.
func (s *store) in(ctx context.Context, org, sandbox string) ([]Connection, error) {
	return collect(s.db.QueryContext(ctx,
		`SELECT `+columns+` FROM connections WHERE org = ? AND sandbox = ? ORDER BY seq`, org, sandbox))
}

func (s *store) all(ctx context.Context) ([]Connection, error) {
	return collect(s.db.QueryContext(ctx, `SELECT `+columns+` FROM connections ORDER BY seq`))
}

func collect(rows *sql.Rows, err error) ([]Connection, error) {
	if err != nil {
		return nil, fmt.Errorf("read the connections: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var list []Connection
	for rows.Next() {
		c, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the connections: %w", err)
	}
	return list, nil
}

// scan reads one row of columns.
func scan(row interface{ Scan(dest ...any) error }) (Connection, error) {
	var c Connection
	var created, updated int64
	err := row.Scan(&c.seq, &c.ID, &c.ETag, &c.OrgID, &c.Sandbox, &c.Name, &c.Description, &c.SpecID, &c.SpecVersion, &c.AuthName,
		&c.AccessKeyID, &c.Bucket, &c.FolderPath, &c.ServiceURL, &c.HasSessionToken, &c.State, &created, &updated,
		&c.CreatedBy, &c.CreatedClient)
	if errors.Is(err, sql.ErrNoRows) {
		return Connection{}, errNoConnection
	}
	if err != nil {
		return Connection{}, fmt.Errorf("read the connection: %w", err)
	}
	c.CreatedAt, c.UpdatedAt = time.UnixMilli(created), time.UnixMilli(updated)
	return c, nil
}
