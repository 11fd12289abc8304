package history

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"github.com/google/uuid"
)

// Options says where a register is and who uses it.
type Options struct {
	// Dir is the folder of the register, made if it is missing.
	Dir string
	// Now is the clock; time.Now when nil.
	Now func() time.Time
	// Owner names this running copy of the app; a new UUID when empty, which is
	// what the app wants: a name that is used again after a crash would make the
	// attempts of the crashed copy look as if they were still under way.
	Owner string

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

// Register is an open register. It is safe for use by several goroutines, and
// several processes may have the same register open.
type Register struct {
	dir    string
	path   string
	owner  string
	now    func() time.Time
	salt   []byte
	notice *SetAside

	// One connection writes and a few read: a look at the register never waits
	// for a commit, and writers of this process queue here instead of colliding.
	writer *sql.DB
	reader *sql.DB

	alive *flock.Flock // says to other copies that this one is running
	file  os.FileInfo  // which file was opened, to notice that it was moved

	closing  sync.Once
	closeErr error
}

const (
	fileName     = "register.db"
	newFileName  = "register-new.db" // being built, see create
	lockFileName = "register.lock"   // held while a copy opens the register
	fullCheck    = "register.check"  // asks the next Open to look at every page

	busyTimeout  = 10 * time.Second
	writeTimeout = 15 * time.Second // longer, so that the clearer busy error comes first
	manyTimeout  = 5 * time.Minute  // for what is done to many entries at once
	openTimeout  = 30 * time.Second
	lockRetry    = 10 * time.Millisecond
)

var ownerName = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// Open opens the register in opts.Dir and makes or migrates it as needed. A
// damaged file is set aside, see Notice. The errors are ErrNewerVersion,
// ErrNotWritable, ErrInUse and ErrBusy, or ErrInvalid for bad options.
func Open(ctx context.Context, opts Options) (*Register, error) {
	r, err := newRegister(opts)
	if err != nil {
		return nil, err
	}
	if err := prepareFolder(r.dir); err != nil {
		return nil, classify(r.path, err)
	}
	// One copy at a time looks at the file, sets it aside, makes or migrates it.
	waiting, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	gate, err := r.lockGate(waiting)
	if err != nil {
		return nil, err
	}
	defer gate.Close() //nolint:errcheck // Closing the file is what unlocks, and it ends with the process at the latest.
	// Longer, for migrating a big register: what is cut off has to start again.
	ctx, cancel = context.WithTimeout(ctx, manyTimeout)
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
	r := &Register{dir: dir, path: filepath.Join(dir, fileName), owner: opts.Owner, now: opts.Now}
	if r.now == nil {
		r.now = time.Now
	}
	if r.owner == "" {
		r.owner = uuid.NewString()
	}
	if !ownerName.MatchString(r.owner) { // it becomes a file name
		return nil, fmt.Errorf("%w: owner %q", ErrInvalid, r.owner)
	}
	return r, nil
}

// lockGate waits for the lock under which registers are opened.
func (r *Register) lockGate(ctx context.Context) (*flock.Flock, error) {
	gate := flock.New(filepath.Join(r.dir, lockFileName), flock.SetPermissions(filePerm))
	switch ok, err := gate.TryLockContext(ctx, lockRetry); {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("%s: %w: another copy is opening it: %w", r.path, ErrBusy, err)
	case errors.Is(err, context.Canceled):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%s: %w: %w", r.path, ErrNotWritable, err)
	case !ok:
		return nil, fmt.Errorf("%s: %w", r.path, ErrBusy)
	}
	return gate, nil
}

// open does the work of Open under the gate.
func (r *Register) open(ctx context.Context, pragma map[string]string) error {
	if err := r.announce(ctx); err != nil {
		return err
	}
	r.sweepRunning()
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

// Owner returns the name of this running copy of the app.
func (r *Register) Owner() string { return r.owner }

// Path returns where the file of the register is.
func (r *Register) Path() string { return r.path }

// OthersRunning reports whether another running copy of the app has the
// register open.
func (r *Register) OthersRunning() bool { return r.othersRunning() }

// DataVersion returns a number that changes when another copy of the app has
// written to the register. Only two numbers of the same Register compare.
func (r *Register) DataVersion(ctx context.Context) (int64, error) {
	var version int64
	// Asked of the writer: its own commits do not count, those of others do.
	err := r.writer.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version)
	return version, r.fail("ask for changes", err)
}

// Close closes the register. Attempts of this copy that are still pending are
// open to reconciliation from now on. Closing twice is harmless.
func (r *Register) Close() error {
	r.closing.Do(func() {
		var errs []error
		for _, db := range []*sql.DB{r.reader, r.writer} { // the last one folds the log into the file
			if db != nil {
				errs = append(errs, db.Close())
			}
		}
		r.depart()
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
	if err := fn(&transaction{tx: tx, prepared: map[string]*sql.Stmt{}}); err != nil {
		_ = tx.Rollback()
		return r.fail(op, err)
	}
	if err := tx.Commit(); err != nil {
		_ = tx.Rollback()
		return r.fail(op, err)
	}
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
