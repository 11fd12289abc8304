package history

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // The driver "sqlite".
)

const (
	driver = "sqlite"
	// schemaVersion is the version of the newest migration.
	schemaVersion = 11
	// applicationID stands in the header of every register: "MOOR".
	applicationID = 0x4D4F4F52
	pageSize      = 4096 // SQLite's default
	// versionTable is goose's own.
	versionTable = goose.DefaultTablename
)

//go:embed migrations/*.sql
var migrations embed.FS

// writerPragma is what a connection that writes is set to, by name. The driver
// applies busy_timeout first and the others in alphabetical order.
var writerPragma = map[string]string{
	"busy_timeout":       strconv.FormatInt(busyTimeout.Milliseconds(), 10),
	"journal_mode":       "WAL",
	"synchronous":        "FULL", // a commit is on the disk when it returns
	"foreign_keys":       "1",
	"secure_delete":      "1",       // what was forgotten is gone from the file too
	"journal_size_limit": "4194304", // a log that once grew does not stay big
	"trusted_schema":     "0",
}

var readerPragma = map[string]string{
	"busy_timeout":   strconv.FormatInt(busyTimeout.Milliseconds(), 10),
	"query_only":     "1",
	"trusted_schema": "0",
	"cache_size":     "-64", // KiB for each of them: what is looked at again is in memory anyway
}

func openWriter(path string, extra map[string]string) (*sql.DB, error) {
	pragma := maps.Clone(writerPragma)
	maps.Copy(pragma, extra)
	return openDatabase(path, 1, pragma, url.Values{"_txlock": {"immediate"}})
}

func openReader(path string) (*sql.DB, error) {
	db, err := openDatabase(path, 4, readerPragma, url.Values{})
	if err == nil {
		db.SetMaxIdleConns(1) // for each has memory of its own
	}
	return db, err
}

// openUntouched opens the database so that its file keeps every byte.
func openUntouched(path string) (*sql.DB, error) {
	return openDatabase(path, 1, readerPragma, url.Values{"mode": {"ro"}})
}

func openDatabase(path string, connections int, pragma map[string]string, query url.Values) (*sql.DB, error) {
	for name, value := range pragma {
		query.Add("_pragma", name+"("+value+")")
	}
	db, err := sql.Open(driver, dataSource(path, query))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// dataSource is path as a URI, since the driver takes what follows a question
// mark as its parameters, and a folder may have one in its name.
func dataSource(path string, query url.Values) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // C:/…
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: query.Encode()}).String()
}

// migrate brings the database to schemaVersion, each migration in a transaction.
func migrate(ctx context.Context, db *sql.DB) error {
	provider, err := newProvider(db)
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

func newProvider(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files,
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()), goose.WithAllowOutofOrder(true))
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	return provider, nil
}
