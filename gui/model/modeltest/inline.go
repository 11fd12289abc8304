package modeltest

import (
	"time"

	"mooring/gui/model"
)

// Inline is a Runner without goroutines: work is done before Go returns.
// Delayed functions wait in it until Fire.
type Inline struct {
	delayed []*timer
}

var _ model.Runner = (*Inline)(nil)

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
	call := &timer{f}
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
