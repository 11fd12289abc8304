package process

import (
	"errors"
	"fmt"
	"os"
	"time"

	"mooring/gui/screens"
)

// Fyne 2.8.1 may never return from its loop once it was told to quit, or may panic, and it
// may drop what it was to do at the end. So it is not told: whichever way the user leaves,
// everything is saved and closed, and the process ends itself. A timer ends it where that
// hangs.

const (
	// quitLimit is how long the process may last once it was told to end.
	quitLimit = 3 * time.Second
	// lastWork is how long a closing app waits for work under way. What takes
	// longer is settled at the next start.
	lastWork = time.Second
)

// flood is what a test does here to make Fyne hang.
var flood = func(func(func())) {}

// leave ends the app. Every way out leads here: the menu, the window's button,
// Ctrl+Q, and the system's signals.
func (p *Process) leave() {
	if p.leaving {
		return
	}
	p.leaving = true
	if p.setup.Claim.requests != nil {
		p.setup.Claim.requests.ending.Store(true)
	}
	p.endInTime()
	p.endContent()        // it remembers where the window is
	p.Stage.Window.Hide() // the user is done with it; what is left to do needs no window
	flood(p.setup.Background.Serve)
	p.finish()
	p.setup.Background.Last(func() {
		screens.Close(p.Stage.Window)
		p.setup.Exit(p.code())
	})
}

// endInTime makes sure that the process ends. Any goroutine may call it.
func (p *Process) endInTime() {
	p.deadline.Do(func() {
		time.AfterFunc(quitLimit, func() { p.setup.Exit(p.code()) })
	})
}

// code is the exit code. It is not 0 while something may be unsaved.
func (p *Process) code() int {
	code := int(p.exit.Load())
	if !p.saved.Load() {
		return max(code, 1)
	}
	return code
}

// endContent lets what the window shows save what it remembers, once.
func (p *Process) endContent() {
	if p.content != nil && !p.contentEnded {
		p.contentEnded = true
		p.content.End()
	}
}

// finish saves what there is to save and closes what is open, once.
func (p *Process) finish() {
	if p.finished {
		return
	}
	p.finished = true
	p.endContent()
	p.setup.Background.End(lastWork)
	forget := false
	if p.content != nil {
		if err := p.content.Close(); err != nil {
			p.setup.Log.Error("close", "error", err)
		}
		forget = p.content.Forget()
	}
	p.setup.Log.Info("end", "code", p.exit.Load())
	trouble := errors.Join(p.setup.Log.Close(), p.setup.Options.Crashes().endWatch(), p.setup.Claim.Release(forget))
	if trouble != nil {
		_, _ = fmt.Fprintln(os.Stderr, "mooring:", trouble)
		p.exit.CompareAndSwap(0, 1)
	}
	p.saved.Store(true)
}
