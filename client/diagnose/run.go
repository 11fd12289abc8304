package diagnose

import (
	"cmp"
	"context"
	"slices"
	"sync"
)

// run is one diagnosis.
type run struct {
	Options
	found chan placed
}

// placed is a finding with its place among the others: servers first, as given.
type placed struct {
	group   int
	finding Finding
}

// Run makes all checks, several at a time, within 20 seconds. It calls each with
// every finding as it comes, one at a time and on the goroutine of the caller,
// unless each is nil. It returns them in order: for each address the checks of
// a server, then those of this computer. Once ctx ends, what has not been
// checked is Skipped.
func Run(ctx context.Context, opts Options, each func(Finding)) []Finding {
	ctx, cancel := context.WithTimeout(ctx, runLimit)
	defer cancel()
	r := &run{Options: opts.complete(), found: make(chan placed)}
	private := newPrivacy(r.home, r.user)

	var workers sync.WaitGroup
	targets := targetsOf(r.Addresses)
	for i, t := range targets {
		workers.Go(func() {
			v := &visit{run: r, target: t, said: map[Check]bool{}}
			v.say = func(f Finding) { r.found <- placed{i, f} }
			v.all(ctx)
		})
	}
	for _, check := range []func(context.Context) Finding{r.keyring, r.folder, r.system} {
		workers.Go(func() { r.found <- placed{len(targets), check(ctx)} })
	}
	go func() {
		workers.Wait()
		close(r.found)
	}()

	var all []placed
	for p := range r.found {
		p.finding = private.finding(p.finding)
		all = append(all, p)
		if each != nil {
			each(p.finding)
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(a.finding.Check, b.finding.Check))
	})
	findings := make([]Finding, len(all))
	for i, p := range all {
		findings[i] = p.finding
	}
	return findings
}

// await does what cannot be interrupted on a goroutine of its own, and leaves
// it behind when ctx ends: a dead network drive blocks for as long as it likes.
func await[T any](ctx context.Context, work func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1) // nobody may be left to receive
	go func() {
		value, err := work()
		done <- outcome{value, err}
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
