package gui

import (
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"mooring/gui/model"
)

// background is the model.Runner of the real window. This file is the only
// place of package gui with goroutines and fyne.Do.
type background struct {
	work sync.WaitGroup
	// closed says that the app is ending. From then on nothing is brought back to
	// the UI: once Fyne's loop has stopped, fyne.Do would run it right where it is
	// called, beside everything else.
	closed atomic.Bool
}

var _ model.Runner = (*background)(nil)

// Go runs work on a goroutine of its own and what it returns on the UI's.
func (b *background) Go(work func() func()) {
	b.work.Go(func() {
		if apply := work(); apply != nil {
			b.Apply(apply)
		}
	})
}

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

// After runs f on the UI goroutine once d has passed.
func (b *background) After(d time.Duration, f func()) func() {
	timer := time.AfterFunc(d, func() { b.Apply(f) })
	return func() { timer.Stop() }
}

// close ends what is brought back to the UI.
func (b *background) close() { b.closed.Store(true) }

// wait lets work that is under way end before the process does, for at most d.
func (b *background) wait(d time.Duration) {
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
