package gui

import (
	"errors"
	"fmt"
	"log"
	"os"
	"time"
)

// Fyne 2.8.1 may never come back from its loop once it was told to quit, and it
// may drop what it was to do at its end. So nothing is left for then: whichever
// way the user goes, everything is saved and closed first, and a timer ends the
// process if Fyne does not.

const (
	// quitLimit is how long the process may last once it was told to end.
	quitLimit = 3 * time.Second
	// lastWork is how long a closing app waits for work under way. What takes
	// longer is settled at the next start.
	lastWork = time.Second
)

// flood is what a test does to make Fyne hang.
var flood = func(func(func())) {}

// leave ends the app. Every way out leads here: the menu, the window's button,
// Ctrl+Q, the end of a tour, and the system's signals.
func (o *opening) leave() {
	if o.leaving {
		return
	}
	o.leaving = true
	if o.claim.bell != nil {
		o.claim.bell.ending.Store(true)
	}
	o.endInTime()
	o.stage.Window.Hide() // the user is done with it; what is left to do needs no window
	flood(o.serve)
	o.finish()
	o.quit()
}

// leaveWith is leave with an exit code.
func (o *opening) leaveWith(code int) {
	o.exit.Store(int32(code)) //nolint:gosec // 0 or 1
	o.leave()
}

// endInTime makes sure of the end of the process, from any goroutine.
func (o *opening) endInTime() {
	o.deadline.Do(func() {
		time.AfterFunc(quitLimit, func() { o.kill(o.code()) })
	})
}

// code is the exit code. It is not 0 while something may be unsaved.
func (o *opening) code() int {
	code := int(o.exit.Load())
	if !o.saved.Load() {
		return max(code, 1)
	}
	return code
}

// finish saves what there is to save and closes what is open, once.
func (o *opening) finish() {
	if o.finished {
		return
	}
	o.finished = true
	if o.main != nil {
		o.main.end()
	}
	o.stop()
	var trouble error
	if o.backend != nil {
		if err := o.backend.close(); err != nil {
			o.logger.Error("close", "error", err)
		}
	}
	o.logger.Info("end", "code", o.exit.Load())
	log.SetOutput(terminal()) // the file must not come back
	trouble = errors.Join(trouble, o.logFile.Close(), stopCrashWatch(o.options))
	if o.claim.held && o.main != nil && o.main.forgetAtEnd {
		trouble = errors.Join(trouble, erase(o.options.DataDir, o.claim.release))
	} else {
		trouble = errors.Join(trouble, o.claim.release())
	}
	if o.options.passing {
		trouble = errors.Join(trouble, os.RemoveAll(o.options.DataDir))
	}
	if trouble != nil {
		_, _ = fmt.Fprintln(os.Stderr, "mooring:", trouble)
		o.exit.CompareAndSwap(0, 1)
	}
	o.saved.Store(true)
}
