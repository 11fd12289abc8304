package history

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

const (
	fileName    = "register.db"
	newFileName = "register-new.db" // being built, see create
	fullCheck   = "register.check"  // asks the next Open to look at every page

	busyTimeout  = 10 * time.Second
	writeTimeout = 15 * time.Second // longer, so that the clearer busy error comes first
	manyTimeout  = 5 * time.Minute  // for what is done to many entries at once
)

// store is the open file, as the parts of the register share it.
type store struct {
	location
	now func() time.Time

	// One connection writes and a few read: writers queue here instead of
	// colliding, and a look at the register never waits for a commit.
	writer *sql.DB
	reader *sql.DB

	file os.FileInfo // which file was opened, to notice that it was moved

	index    index // of the entries; it follows every transaction
	readings readings

	closing  sync.Once
	closeErr error
}

// open opens the file, which is there and of the current version.
func (s *store) open(pragma map[string]string) error {
	if err := tightenFiles(s.path); err != nil {
		return err
	}
	var err error
	if s.writer, err = openWriter(s.path, pragma); err != nil {
		return err
	}
	if s.reader, err = openReader(s.path); err != nil {
		return err
	}
	s.file, err = os.Stat(s.path)
	return err
}

func (s *store) close() error {
	s.closing.Do(func() {
		var errs []error
		for _, db := range []*sql.DB{s.reader, s.writer} { // the last one folds the log into the file
			if db != nil {
				errs = append(errs, db.Close())
			}
		}
		s.closeErr = errors.Join(errs...)
	})
	return s.closeErr
}

// inPlace makes sure that what is written can be found again: on Unix the file
// can be moved or removed while it is open, and SQLite would not notice.
func (s *store) inPlace() error {
	info, err := os.Stat(s.path)
	if err != nil {
		return fmt.Errorf("%s: %w: moved away while open: %w", s.path, ErrNotWritable, err)
	}
	if !os.SameFile(info, s.file) {
		return fmt.Errorf("%s: %w: replaced while open", s.path, ErrNotWritable)
	}
	return nil
}

// write runs fn in a transaction that has the write lock from its start. Once
// begun it is not cancelled from outside: a commit that is reported as cancelled
// may have happened, and the register must not be in doubt about itself.
func (s *store) write(ctx context.Context, op string, fn func(ctx context.Context, tx *transaction) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeTimeout)
	defer cancel()
	return s.transact(ctx, op, func(tx *transaction) error { return fn(ctx, tx) })
}

// writeMany is write for work that may be long: cancelling ctx ends it, and
// nothing of it was written then. Only its commit is not cancelled.
func (s *store) writeMany(ctx context.Context, op string, fn func(ctx context.Context, tx *transaction) error) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	whole, cancel := context.WithTimeout(context.WithoutCancel(ctx), manyTimeout)
	defer cancel()
	return s.transact(whole, op, func(tx *transaction) error {
		work, cancel := context.WithTimeout(ctx, manyTimeout)
		defer cancel()
		if err := fn(work, tx); err != nil {
			return cmp.Or(ctx.Err(), err)
		}
		return ctx.Err()
	})
}

func (s *store) transact(ctx context.Context, op string, fn func(tx *transaction) error) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return s.fail(op, err)
	}
	writing := &transaction{tx: tx, prepared: map[string]*sql.Stmt{}, touched: map[int64]bool{}, readings: &s.readings, now: s.now}
	if err := fn(writing); err != nil {
		_ = tx.Rollback()
		return s.fail(op, err)
	}
	if err := tx.Commit(); err != nil {
		_ = tx.Rollback()
		return s.fail(op, err)
	}
	s.index.follow(ctx, s.reader, writing.touched)
	return nil
}

// fail classifies err and, if it is damage, asks the next Open for a full check.
func (s *store) fail(op string, err error) error {
	if err == nil {
		return nil
	}
	err = classify(s.path, err)
	if errors.Is(err, ErrDamaged) {
		_ = os.WriteFile(filepath.Join(s.dir, fullCheck), nil, filePerm)
	}
	return fmt.Errorf("%s: %w", op, err)
}
