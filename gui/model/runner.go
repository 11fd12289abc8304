package model

import "time"

// Runner keeps slow work away from the UI goroutine. The window has one that
// uses goroutines and fyne.Do; tests inject their own.
type Runner interface {
	// Go runs work on another goroutine and then the function that it returns,
	// if any, on the UI goroutine.
	Go(work func() (apply func()))
	// Apply runs f on the UI goroutine soon, in the order of the calls. Work
	// that is under way uses it to report progress.
	Apply(f func())
	// After runs f on the UI goroutine once d has passed, unless stop is called
	// before that.
	After(d time.Duration, f func()) (stop func())
}

// Inline is a Runner without goroutines: work is done before Go returns.
// Delayed functions wait in it until Fire. It is for tests.
type Inline struct {
	delayed []*delayedCall
}

type delayedCall struct{ f func() }

// Go runs work and what it returns.
func (r *Inline) Go(work func() func()) {
	if apply := work(); apply != nil {
		apply()
	}
}

// Apply runs f.
func (r *Inline) Apply(f func()) { f() }

// After keeps f for Fire.
func (r *Inline) After(_ time.Duration, f func()) func() {
	call := &delayedCall{f: f}
	r.delayed = append(r.delayed, call)
	return func() { call.f = nil }
}

// Fire runs the delayed functions that are waiting and have not been stopped.
func (r *Inline) Fire() {
	waiting := r.delayed
	r.delayed = nil
	for _, call := range waiting {
		if call.f != nil {
			call.f()
		}
	}
}
