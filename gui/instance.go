package gui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"github.com/gofrs/flock"

	"mooring/gui/parts"
	"mooring/gui/widgets"
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

// errStillRunning says that the other process could not be ended.
var errStillRunning = errors.New("the other process does not end")

// Claim is this process's hold on the data folder.
type Claim struct {
	dir  string
	lock *flock.Flock
	bell *bell // nil where none can be made, and then a second start gets no answer
	// held is false where another process has the folder and does not answer.
	held bool
}

// ClaimFolder takes the data folder for this process, or shows the window of the
// process that has it (ErrRunning). A process that is just ending is waited for.
// One that hangs is left to Run, which offers to end it.
func ClaimFolder(o Options) (*Claim, error) {
	c := &Claim{dir: o.DataDir, lock: flock.New(filepath.Join(o.DataDir, claimName), flock.SetPermissions(0o600))}
	limit := time.Now().Add(bellPatience)
	for ending := false; ; {
		if c.take(lockRetry) {
			return c, nil
		}
		switch ring(o.DataDir, time.Until(limit)) {
		case bellShown:
			return nil, ErrRunning
		case bellEnding:
			if !ending {
				ending, limit = true, time.Now().Add(endingLimit)
			}
		}
		if time.Now().After(limit) {
			return c, nil
		}
	}
}

// take waits for the lock, for at most d. Where the folder cannot be locked at
// all it is taken without: that nothing can be written there is for the register
// to say, and some network drives know no locks.
func (c *Claim) take(d time.Duration) bool {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	err := os.MkdirAll(c.dir, 0o700)
	if err == nil {
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
	c.bell, _ = hangBell(c.dir)
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

// takeOver ends the process that has the folder, and takes it.
func (c *Claim) takeOver() error {
	if c.take(lockRetry) {
		return nil // it has ended meanwhile
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

// release lets go of the folder, once all other files in it are closed.
func (c *Claim) release() error {
	if !c.held {
		return nil
	}
	trouble := c.bell.takeDown()
	if err := os.Remove(filepath.Join(c.dir, ownerName)); !errors.Is(err, os.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
		trouble = errors.Join(trouble, err)
	}
	return errors.Join(trouble, c.lock.Close())
}

// answerSecondStarts shows the window at each ring.
func (o *opening) answerSecondStarts() {
	if o.claim.bell == nil {
		return
	}
	o.serve(func() {
		o.claim.bell.answer(func(shown func()) {
			o.stage.Runner.Apply(func() {
				raise(o.stage.Window)
				shown()
			})
		})
	})
}

// offerToEnd says that another process has the folder and does not answer, and
// offers to end it.
func (o *opening) offerToEnd() {
	o.exit.Store(1)
	_, _ = fmt.Fprintln(os.Stderr, "mooring:", parts.Tr("running.title")+".", parts.Tr("running.text"))
	if o.options.Tour != "" {
		o.leave()
		return
	}
	text := parts.Wrapped(fyne.TextStyle{})
	text.SetText(parts.Tr("running.text"))
	var end *widgets.Button
	end = widgets.NewButton(parts.Tr("running.end"), theme.MediaStopIcon(), func() {
		end.Disable()
		o.stage.Runner.Go(func() func() {
			err := o.claim.takeOver()
			return func() {
				end.Enable()
				if err != nil {
					o.logger.Error("the other process", "error", err)
					text.SetText(parts.Tr("running.failed"))
					return
				}
				o.exit.Store(0)
				o.begin()
			}
		})
	})
	quit := widgets.NewButton(parts.Tr("quit.button"), theme.LogoutIcon(), o.leave)
	card := widgets.NewCard(parts.Tr("running.title"), o.options.DataDir, text)
	card.SetFooter(container.NewGridWithColumns(2, quit, end))
	o.stage.Window.SetContent(container.NewPadded(card))
}
