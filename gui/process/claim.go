package process

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// One process works in a data folder at a time: the one that holds the lock of a
// file in it. The system lets go of the lock however that process ends. Another
// start shows the window of the first and ends, whatever its options are.

const (
	claimName = "mooring.lock"
	ownerName = "mooring.pid" // says who holds the lock; on Windows a locked file cannot be read
	lockRetry = 50 * time.Millisecond
	// endingLimit is how long a process that is being ended may take for it.
	endingLimit = quitLimit + time.Second
)

// ErrRunning says that another process works in the data folder, and that its
// window has been shown.
var ErrRunning = errors.New("mooring is running already: its window has been brought to the front")

// errStillRunning says that the other process runs, and could not be ended.
var errStillRunning = errors.New("the other process does not end")

// Claim is this process's hold on the data folder.
type Claim struct {
	dir  string
	lock *flock.Flock
	// requests are those of second starts; nil where no socket can be made, and then
	// they get no answer.
	requests *requests
	// held is false where another process has the folder and does not answer.
	held bool
}

// ClaimFolder takes the data folder for this process, or shows the window of the
// process that has it (ErrRunning). A process that is just ending is waited for.
// One that hangs is left to Run, which offers to end it.
func ClaimFolder(o Options) (*Claim, error) {
	c := &Claim{dir: o.DataDir, lock: flock.New(filepath.Join(o.DataDir, claimName), flock.SetPermissions(0o600))}
	limit := time.Now().Add(answerLimit)
	for ending := false; ; {
		if c.take(lockRetry) {
			return c, nil
		}
		switch askToShow(o.DataDir, time.Until(limit)) {
		case answerShown:
			return nil, ErrRunning
		case answerEnding:
			if !ending {
				ending, limit = true, time.Now().Add(endingLimit)
			}
		}
		if time.Now().After(limit) {
			return c, nil
		}
	}
}

// Held reports whether this process works in the folder. It does not where another
// one has it and does not answer.
func (c *Claim) Held() bool { return c.held }

// take waits for the lock, for at most d once another process is found to have it: to look
// may take longer on a slow drive. A folder that cannot be locked at all is taken without:
// it is for the register to say that nothing can be written there, and some network drives
// have no locks.
func (c *Claim) take(d time.Duration) bool {
	err := os.MkdirAll(c.dir, 0o700)
	if err == nil {
		c.held, err = c.lock.TryLock()
	}
	if err == nil && !c.held {
		ctx, cancel := context.WithTimeout(context.Background(), d)
		defer cancel()
		c.held, err = c.lock.TryLockContext(ctx, lockRetry/2)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	c.held = true
	if err != nil {
		return true
	}
	host, _ := os.Hostname() // without a name no two are told apart
	_ = os.WriteFile(filepath.Join(c.dir, ownerName), []byte(strconv.Itoa(os.Getpid())+" "+host), 0o600)
	c.requests, _ = listen(c.dir)
	return true
}

// owner is the process that has the folder, as far as it can be known and ended.
func (c *Claim) owner() (*os.Process, error) {
	text, err := os.ReadFile(filepath.Join(c.dir, ownerName))
	if err != nil {
		return nil, err
	}
	number, host, _ := strings.Cut(string(text), " ")
	pid, err := strconv.Atoi(number)
	if err != nil {
		return nil, err
	}
	if here, _ := os.Hostname(); here != host || pid == os.Getpid() {
		return nil, errStillRunning
	}
	return os.FindProcess(pid)
}

// look tries again: it takes the folder if it is free by now. ErrRunning says that the
// process that has it answers again and has shown its window, errStillRunning that it
// does not answer.
func (c *Claim) look() error {
	if c.take(lockRetry) {
		return nil
	}
	if askToShow(c.dir, answerLimit) == answerShown {
		return ErrRunning
	}
	return errStillRunning
}

// takeOver ends the process that has the folder, and takes it. It leaves a process alone
// that answers again, and returns what look does.
func (c *Claim) takeOver() error {
	if err := c.look(); !errors.Is(err, errStillRunning) {
		return err
	}
	other, err := c.owner()
	if err != nil {
		return errors.Join(errStillRunning, err)
	}
	// A process whose window hangs still saves what it can when it is asked to end.
	if err := other.Signal(syscall.SIGTERM); err == nil && c.take(endingLimit) {
		return nil
	}
	err = other.Kill()
	if c.take(endingLimit) {
		return nil
	}
	return errors.Join(errStillRunning, err)
}

// Release lets go of the folder, once all other files in it are closed. With forget, the
// app's files in it are removed.
func (c *Claim) Release(forget bool) error {
	if !c.held {
		return nil
	}
	trouble := c.requests.close()
	if err := os.Remove(filepath.Join(c.dir, ownerName)); !errors.Is(err, os.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
		trouble = errors.Join(trouble, err)
	}
	if !forget {
		return errors.Join(trouble, c.lock.Close())
	}
	// The lock goes last.
	return errors.Join(trouble, erase(c.dir), c.lock.Close(), os.RemoveAll(filepath.Join(c.dir, claimName)), removeEmpty(c.dir))
}
