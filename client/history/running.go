package history

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// A running copy of the app holds a lock on a file of its own in this folder.
// The system lets go of it however the copy ends, so that the others can tell a
// slow attempt from one that nobody works on any more.
const (
	runningDir = "running"
	lockSuffix = ".lock"
)

func (r *Register) runningFile(owner string) string {
	return filepath.Join(r.dir, runningDir, owner+lockSuffix)
}

// announce takes this copy's lock. It runs under the gate, as does the removal
// of such files: none vanishes between being made and being locked.
func (r *Register) announce(ctx context.Context) error {
	lock := flock.New(r.runningFile(r.owner), flock.SetPermissions(filePerm))
	// Another copy may be probing the file right now; a held lock stays held.
	ctx, cancel := context.WithTimeout(ctx, 50*lockRetry)
	defer cancel()
	ok, err := lock.TryLockContext(ctx, lockRetry)
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w: a copy of the name %s is running", ErrInUse, r.owner)
	}
	if err != nil {
		return fmt.Errorf("%w: announce this copy: %w", ErrNotWritable, err)
	}
	if !ok {
		return fmt.Errorf("%w: a copy of the name %s is running", ErrInUse, r.owner)
	}
	r.alive = lock
	return nil
}

// depart lets go of this copy's lock and removes the file.
func (r *Register) depart() {
	if r.alive == nil {
		return
	}
	path := r.alive.Path()
	_ = os.Remove(path) // while locked, where the system allows it
	_ = r.alive.Close()
	_ = os.Remove(path)
}

// isRunning reports whether the copy of this name is running. When in doubt it
// is: an attempt that is reconciled too late is better than one too early.
func (r *Register) isRunning(owner string) bool {
	if owner == r.owner {
		return true
	}
	if !ownerName.MatchString(owner) {
		return false // such a name never had a file
	}
	return isLocked(r.runningFile(owner))
}

// isLocked reports whether a running copy holds the lock of the file.
func isLocked(path string) bool {
	// Without O_CREATE: asking must not leave a file behind. And a shared lock:
	// several copies that ask at once must not take each other for the owner.
	probe := flock.New(path, flock.SetFlag(os.O_RDONLY))
	ok, err := probe.TryRLock()
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	if err != nil || !ok {
		return true
	}
	_ = probe.Close()
	return false
}

// othersRunning reports whether another copy has the register open.
func (r *Register) othersRunning() bool {
	for _, path := range r.runningFiles() {
		if isLocked(path) {
			return true
		}
	}
	return false
}

// sweepRunning removes what crashed copies left. Call it under the gate.
func (r *Register) sweepRunning() {
	for _, path := range r.runningFiles() {
		if !isLocked(path) {
			_ = os.Remove(path)
		}
	}
}

// trySweepRunning is sweepRunning for a caller without the gate: if another copy
// is just opening the register, that copy sweeps.
func (r *Register) trySweepRunning() {
	gate := flock.New(filepath.Join(r.dir, lockFileName), flock.SetPermissions(filePerm))
	if ok, err := gate.TryLock(); err != nil || !ok {
		return
	}
	r.sweepRunning()
	_ = gate.Close()
}

// runningFiles lists the files of the other copies.
func (r *Register) runningFiles() []string {
	dir := filepath.Join(r.dir, runningDir)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var paths []string
	for _, e := range entries {
		owner, ok := strings.CutSuffix(e.Name(), lockSuffix)
		if ok && owner != r.owner && e.Type().IsRegular() {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths
}
