package process

import (
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"fyne.io/fyne/v2"

	"mooring/gui/model"
)

// Background runs work beside the UI goroutine.
type Background interface {
	model.Runner
	// Serve runs f on a goroutine that nobody waits for.
	Serve(f func())
	// OnSignal follows the signals of the system that end the app: first is called at
	// once, and then f on the UI goroutine.
	OnSignal(first, f func())
	// Last runs f on the UI goroutine after all else, outside of the event that is
	// being handled there, even when work has ended.
	Last(f func())
	// End keeps the work that still goes on away from the UI, and waits for it for at
	// most d.
	End(d time.Duration)
}

// NewBackground makes the background of the real window.
func NewBackground() Background { return &background{} }

// background runs the work of the real window. This file is the only place of gui
// with goroutines and fyne.Do.
type background struct {
	work sync.WaitGroup
	// closed says that the app is ending. From then on nothing is brought back to
	// the UI: once Fyne's loop has stopped, fyne.Do would run it right where it is
	// called, beside everything else.
	closed atomic.Bool
}

// Go runs work on a goroutine of its own and what it returns on the UI's.
func (b *background) Go(work func() func()) {
	b.work.Go(func() {
		if apply := work(); apply != nil {
			b.Apply(apply)
		}
	})
}

func (*background) Serve(f func()) { go f() }

// Apply runs f on the UI goroutine soon.
func (b *background) Apply(f func()) {
	if b.closed.Load() {
		return
	}
	fyne.Do(func() {
		if !b.closed.Load() {
			f()
		}
	})
}

// After runs f on the UI goroutine once d has passed. Once it is due, it may have to wait
// for its turn there, and be stopped by what has its own before.
func (b *background) After(d time.Duration, f func()) func() {
	stopped := false // of the UI goroutine
	timer := time.AfterFunc(d, func() {
		b.Apply(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() {
		stopped = true
		timer.Stop()
	}
}

func (*background) Last(f func()) { fyne.Do(f) }

// OnSignal calls first beside the UI goroutine, which may hang, and then f on it.
func (b *background) OnSignal(first, f func()) {
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, syscall.SIGTERM, syscall.SIGHUP)
	signal.Ignore(os.Interrupt)
	var look func()
	look = func() {
		if !takeSignals(heard) {
			b.After(handlerEvery, look)
		}
	}
	b.Apply(look)
	go func() {
		for range heard {
			first()
			b.Apply(f)
		}
	}()
}

// endSignals are sent by Ctrl+C in a terminal, a session that logs out, and a
// terminal that closes.
var endSignals = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}

// handlerEvery is how often takeSignals looks whether Fyne's handler listens.
const handlerEvery = 2 * time.Millisecond

// takeSignals passes the signals that end the app to heard, and takes them from Fyne,
// whose own handler would end its loop before anything is saved. That handler begins to
// listen in a goroutine beside the loop, a second later on a busy machine, and does not say
// so; but from then on an interrupt is no longer ignored. Until then the answer is false.
func takeSignals(heard chan<- os.Signal) bool {
	if signal.Ignored(os.Interrupt) {
		return false
	}
	signal.Reset(endSignals...)
	signal.Notify(heard, endSignals...)
	return true
}

func (b *background) End(d time.Duration) {
	b.closed.Store(true)
	done := make(chan struct{})
	go func() {
		b.work.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(d):
	}
}
