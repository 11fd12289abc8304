package model

import "slices"

// Signal tells any number of listeners that a state has changed. Changes that
// come in one go are told once: the listeners run on the UI goroutine, soon after
// the first of them, and read the state as it is then.
//
// It belongs to the UI goroutine, as all state of the models does.
type Signal struct {
	runner    Runner
	listeners []*listener
	pending   bool
}

type listener struct{ f func() }

// NewSignal makes a Signal whose listeners are run by the runner.
func NewSignal(runner Runner) *Signal { return &Signal{runner: runner} }

// Listen calls f after each change from now on, until stop is called.
func (s *Signal) Listen(f func()) (stop func()) {
	l := &listener{f}
	s.listeners = append(s.listeners, l)
	return func() {
		l.f = nil
		s.listeners = slices.DeleteFunc(slices.Clone(s.listeners), func(other *listener) bool { return other == l })
	}
}

// Emit says that the state has changed.
func (s *Signal) Emit() {
	if s.pending {
		return
	}
	s.pending = true
	s.runner.Apply(func() {
		s.pending = false
		for _, l := range s.listeners {
			if l.f != nil { // an earlier one may have stopped it
				l.f()
			}
		}
	})
}
