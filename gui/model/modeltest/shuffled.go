// Package modeltest helps the tests of the models.
package modeltest

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"mooring/gui/model"
)

// Shuffled is a Runner that keeps several jobs open, as a busy window does, and
// ends them in an order that its seed decides: a late result really comes late.
// Everything happens on the goroutine that calls Step or Settle.
//
// As in the window, what is brought back to the UI is run in the order in which
// it was brought back; the order in which jobs are worked on is open.
type Shuffled struct {
	random *rand.Rand
	jobs   []func() func()
	queue  []func() // for the UI
	timers []*timer
}

type timer struct{ f func() }

var _ model.Runner = (*Shuffled)(nil)

// NewShuffled makes a runner whose order is the seed's.
func NewShuffled(seed uint64) *Shuffled {
	return &Shuffled{random: rand.New(rand.NewPCG(seed, seed))} //nolint:gosec // it shuffles tests
}

// Go keeps work open until a Step takes it.
func (r *Shuffled) Go(work func() func()) { r.jobs = append(r.jobs, work) }

// Apply puts f behind what is to be run on the UI goroutine already.
func (r *Shuffled) Apply(f func()) { r.queue = append(r.queue, f) }

// After keeps f for Fire.
func (r *Shuffled) After(_ time.Duration, f func()) func() {
	t := &timer{f}
	r.timers = append(r.timers, t)
	return func() { t.f = nil }
}

// Step does one thing, which may be to work on any of the open jobs, or to run
// what is next on the UI goroutine. It reports whether there was anything to do.
func (r *Shuffled) Step() bool {
	if len(r.jobs)+len(r.queue) == 0 {
		return false
	}
	at := r.random.IntN(len(r.jobs) + min(len(r.queue), 1))
	if at == len(r.jobs) {
		r.apply()
		return true
	}
	work := r.jobs[at]
	r.jobs = append(r.jobs[:at:at], r.jobs[at+1:]...)
	if apply := work(); apply != nil {
		r.Apply(apply)
	}
	return true
}

func (r *Shuffled) apply() {
	f := r.queue[0]
	r.queue = r.queue[1:]
	f()
}

// Paint runs what waits for the UI goroutine, and works on no job: what the user
// sees while they are still under way.
func (r *Shuffled) Paint() {
	for len(r.queue) > 0 {
		r.apply()
	}
}

// Settle does all there is to do, and what comes of it.
func (r *Shuffled) Settle() {
	for r.Step() {
	}
}

// Fire runs the delayed functions that are waiting and have not been stopped.
func (r *Shuffled) Fire() {
	waiting := r.timers
	r.timers = nil
	for _, t := range waiting {
		if t.f != nil {
			t.f()
		}
	}
}

// Seeds is how many orders EachOrder tries.
const Seeds = 20

// EachOrder runs a test under many runners, each with an order of its own.
func EachOrder(t *testing.T, test func(t *testing.T, r *Shuffled)) {
	t.Helper()
	for seed := range uint64(Seeds) {
		t.Run(fmt.Sprintf("order %d", seed), func(t *testing.T) { test(t, NewShuffled(seed)) })
	}
}
