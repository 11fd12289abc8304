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

// Options says where a register is.
type Options struct {
	// Dir is the folder of the register, made if it is missing.
	Dir string
	// Now is the clock; time.Now when nil.
	Now func() time.Time

	// pragma is what the writer is set to besides or instead of writerPragma, for
	// tests.
	pragma map[string]string
}

// SetAside says that Open found a damaged register, where it is now, and what
// was wrong with it.
type SetAside struct {
	Path  string
	Cause error
}

// Register is an open register. It is safe for use by several goroutines. One
// process at a time has it open, which the caller sees to.
type Register struct {
	dir    string
	path   string
	now    func() time.Time
	salt   []byte
	notice *SetAside

	// One connection writes and a few read: writers queue here instead of
	// colliding, and a look at the register never waits for a commit.
	writer *sql.DB
	reader *sql.DB

	file os.FileInfo // which file was opened, to notice that it was moved

	index index
	// begun are the attempts that are under way.
	begun struct {
		sync.Mutex
		ids map[string]bool
	}

	closing  sync.Once
	closeErr error
}

const (
	fileName    = "register.db"
	newFileName = "register-new.db" // being built, see create
	fullCheck   = "register.check"  // asks the next Open to look at every page

	busyTimeout  = 10 * time.Second
	writeTimeout = 15 * time.Second // longer, so that the clearer busy error comes first
	manyTimeout  = 5 * time.Minute  // for what is done to many entries at once
)

// Open opens the register in opts.Dir and makes or migrates it as needed. A
// damaged file is set aside, see Notice. The errors are ErrNewerVersion,
// ErrNotWritable and ErrBusy, or ErrInvalid for bad options.
func Open(ctx context.Context, opts Options) (*Register, error) {
	r, err := newRegister(opts)
	if err != nil {
		return nil, err
	}
	if err := prepareFolder(r.dir); err != nil {
		return nil, classify(r.path, err)
	}
	// Long, for migrating a big register: what is cut off has to start again.
	ctx, cancel := context.WithTimeout(ctx, manyTimeout)
	defer cancel()
	if err := r.open(ctx, opts.pragma); err != nil {
		_ = r.Close()
		return nil, classify(r.path, err)
	}
	return r, nil
}

func newRegister(opts Options) (*Register, error) {
	if opts.Dir == "" {
		return nil, fmt.Errorf("%w: no folder for the register", ErrInvalid)
	}
	dir, err := filepath.Abs(opts.Dir)
	if err != nil {
		return nil, fmt.Errorf("%w: folder of the register: %w", ErrInvalid, err)
	}
	r := &Register{dir: dir, path: filepath.Join(dir, fileName), now: opts.Now}
	r.begun.ids = map[string]bool{}
	if r.now == nil {
		r.now = time.Now
	}
	return r, nil
}

// open does the work of Open.
func (r *Register) open(ctx context.Context, pragma map[string]string) error {
	if err := r.prepareFile(ctx, pragma); err != nil {
		return err
	}
	if err := tightenFiles(r.path); err != nil {
		return err
	}
	var err error
	if r.writer, err = openWriter(r.path, pragma); err != nil {
		return err
	}
	if r.reader, err = openReader(r.path); err != nil {
		return err
	}
	if err = r.writer.QueryRowContext(ctx, `SELECT salt FROM register`).Scan(&r.salt); err != nil {
		return err
	}
	r.file, err = os.Stat(r.path)
	return err
}

// Notice returns where a damaged register was put by Open, or nil.
func (r *Register) Notice() *SetAside { return r.notice }

// Path returns where the file of the register is.
func (r *Register) Path() string { return r.path }

// Close closes the register. Closing twice is harmless.
func (r *Register) Close() error {
	r.closing.Do(func() {
		var errs []error
		for _, db := range []*sql.DB{r.reader, r.writer} { // the last one folds the log into the file
			if db != nil {
				errs = append(errs, db.Close())
			}
		}
		r.closeErr = errors.Join(errs...)
	})
	return r.closeErr
}

// write runs fn in a transaction that has the write lock from its start. Once
// begun it is not cancelled from outside: a commit that is reported as cancelled
// may have happened, and the register must not be in doubt about itself.
func (r *Register) write(ctx context.Context, op string, fn func(ctx context.Context, tx *transaction) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeTimeout)
	defer cancel()
	return r.transact(ctx, op, func(tx *transaction) error { return fn(ctx, tx) })
}

// writeMany is write for work that may be long: cancelling ctx ends it, and
// nothing of it was written then. Only its commit is not cancelled.
func (r *Register) writeMany(ctx context.Context, op string, fn func(ctx context.Context, tx *transaction) error) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	whole, cancel := context.WithTimeout(context.WithoutCancel(ctx), manyTimeout)
	defer cancel()
	return r.transact(whole, op, func(tx *transaction) error {
		work, cancel := context.WithTimeout(ctx, manyTimeout)
		defer cancel()
		if err := fn(work, tx); err != nil {
			return cmp.Or(ctx.Err(), err)
		}
		return ctx.Err()
	})
}

func (r *Register) transact(ctx context.Context, op string, fn func(tx *transaction) error) error {
	tx, err := r.writer.BeginTx(ctx, nil)
	if err != nil {
		return r.fail(op, err)
	}
	writing := newTransaction(tx)
	if err := fn(writing); err != nil {
		_ = tx.Rollback()
		return r.fail(op, err)
	}
	if err := tx.Commit(); err != nil {
		_ = tx.Rollback()
		return r.fail(op, err)
	}
	r.index.follow(ctx, r.reader, writing.touched)
	return nil
}

// fail classifies err and, if it is damage, asks the next Open for a full check.
func (r *Register) fail(op string, err error) error {
	if err == nil {
		return nil
	}
	err = classify(r.path, err)
	if errors.Is(err, ErrDamaged) {
		_ = os.WriteFile(filepath.Join(r.dir, fullCheck), nil, filePerm)
	}
	return fmt.Errorf("%s: %w", op, err)
}
