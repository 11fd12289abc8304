package history

import (
	"context"
	"fmt"
	"path/filepath"
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

// SetAside says that a damaged register was found, where it is now, and, of one that
// this Open found, what was wrong with it.
type SetAside struct {
	Path  string
	Cause error
}

// Register is an open register: a file, and what is kept in it. It is safe for
// use by several goroutines. One process at a time has it open, which the caller
// sees to.
type Register struct {
	// Journal is what happened to connections, and attempts to make them.
	Journal *Journal
	// Entries is the same as a list, for those who look through it.
	Entries *Entries
	// Plans are what takes several requests and is not over.
	Plans    *Plans
	Accounts *Accounts
	Settings *Settings
	Batches  *Batches

	store *store
	aside *SetAside
}

// Open opens the register in opts.Dir and makes or migrates it as needed. A
// damaged file is set aside, see Notice. The errors are ErrNewerVersion,
// ErrNotFolder, ErrNotWritable and ErrBusy, or ErrInvalid for bad options.
func Open(ctx context.Context, opts Options) (*Register, error) {
	if opts.Dir == "" {
		return nil, fmt.Errorf("%w: no folder for the register", ErrInvalid)
	}
	dir, err := filepath.Abs(opts.Dir)
	if err != nil {
		return nil, fmt.Errorf("%w: folder of the register: %w", ErrInvalid, err)
	}
	now := opts.Now
	if now == nil {
		now = time.Now
	}
	r := newRegister(&store{location: location{dir: dir, path: filepath.Join(dir, fileName)}, now: now})
	if err := prepareFolder(dir); err != nil {
		return nil, classify(r.store.path, err)
	}
	// Long, for migrating a big register: what is cut off has to start again.
	ctx, cancel := context.WithTimeout(ctx, manyTimeout)
	defer cancel()
	if err := r.open(ctx, opts.pragma); err != nil {
		_ = r.Close()
		return nil, classify(r.store.path, err)
	}
	return r, nil
}

// newRegister gives the parts what they share.
func newRegister(s *store) *Register {
	begun := &underWay{ids: map[string]bool{}}
	entries := &Entries{store: s, underWay: begun}
	return &Register{
		Journal:  &Journal{store: s, entries: entries, underWay: begun},
		Entries:  entries,
		Plans:    &Plans{store: s, entries: entries},
		Accounts: &Accounts{store: s},
		Settings: &Settings{store: s},
		Batches:  &Batches{store: s},
		store:    s,
	}
}

// open does the work of Open.
func (r *Register) open(ctx context.Context, pragma map[string]string) error {
	var err error
	if r.aside, err = r.store.prepare(ctx, pragma, r.store.now()); err != nil {
		return err
	}
	if err := r.store.open(pragma); err != nil {
		return err
	}
	r.recallAside(ctx)
	return r.store.writer.QueryRowContext(ctx, `SELECT salt FROM register`).Scan(&r.Journal.salt)
}

// asideKey is the setting that has where a damaged register was put.
const asideKey = "setAside"

// recallAside remembers where a damaged register was put until somebody has read it, or
// the file is gone. A register that cannot remember that is a good one all the same.
func (r *Register) recallAside(ctx context.Context) {
	if r.aside != nil {
		_ = r.Settings.Set(ctx, asideKey, r.aside.Path)
		return
	}
	if path, err := r.Settings.Get(ctx, asideKey); err == nil && path != "" && exists(path) {
		r.aside = &SetAside{Path: path}
	}
}

// Notice returns where a damaged register was put by this Open or an earlier one, or nil.
func (r *Register) Notice() *SetAside { return r.aside }

// DismissNotice says that the user knows of the damaged register.
func (r *Register) DismissNotice(ctx context.Context) error {
	r.aside = nil
	return r.Settings.Set(ctx, asideKey, "")
}

// Path returns where the file of the register is.
func (r *Register) Path() string { return r.store.path }

// Close closes the register. Closing twice is harmless.
func (r *Register) Close() error { return r.store.close() }
