package provision

import (
	"cmp"
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/errgroup"

	"mooring/client"
	"mooring/client/history"
)

const (
	// creators is how many connections of a batch Platform is asked for at a time.
	creators = 8
	// preparers is how many are worked on at a time. There are more of them, so that
	// a request goes out as soon as another one has ended: looking for twins, writing
	// down and testing is done meanwhile.
	preparers = 12
)

// Wanted is one connection of many.
type Wanted struct {
	Platform Platform
	Tokens   client.TokenSource
	Request  Request
}

// CreateAll makes each of the connections as Create does, eight at a time, and fewer
// where Platform has too many requests; one that it refuses for that reason is sent
// again when it has rested. each is called by the goroutine of the caller, in the
// order in which they end.
//
// Once the register cannot be written it begins no more, and does not wait for what is
// open to be found out: that is its error, or that of ctx. What either cut short before
// anything was written is not told of.
func (s *Service) CreateAll(ctx context.Context, wanted []Wanted, each func(i int, result Result, err error)) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	turns := newGate(creators, opCreate)
	defer context.AfterFunc(ctx, turns.wake)()
	places := newPlaces()
	return all(ctx, len(wanted), preparers, func(i int) (c created) {
		req := wanted[i].Request
		req.turns = turns
		c.result, c.err = s.Create(ctx, places.of(wanted[i], req.Place), wanted[i].Tokens, req, nil)
		if err := cmp.Or(unwritable(c.err), unwritable(c.result.TestErr)); err != nil {
			stop(err)
		}
		return c
	}, func(i int, c created) {
		if ctx.Err() == nil || c.result.Entry.AttemptID != "" {
			each(i, c.result, c.err)
		}
	})
}

// unwritable is what err says of a register that no other attempt could be written to
// either; nil where it says nothing of the kind.
func unwritable(err error) error {
	if unrecorded, ok := errors.AsType[*NotRecordedError](err); ok {
		err = unrecorded.Err
	}
	if errors.Is(err, history.ErrNotWritable) || errors.Is(err, history.ErrDamaged) {
		return err
	}
	return nil
}

// created is what came of one creation.
type created struct {
	result Result
	err    error
}

// Rehearse asks for each of the connections all that Create asks before it sends
// anything: the sign-in, the sandbox, and what looks the same. twins are those that
// would not stop it. each is called as that of CreateAll.
//
// The error is that of ctx; what it cut short is not told of.
func (s *Service) Rehearse(ctx context.Context, wanted []Wanted, each func(i int, twins []Twin, err error)) error {
	turns := newGate(creators, opConnections)
	defer context.AfterFunc(ctx, turns.wake)()
	places := newPlaces()
	return all(ctx, len(wanted), creators, func(i int) (r rehearsed) {
		w := wanted[i]
		_, r.err = turns.pass(ctx, func() error {
			found, err := s.prepare(ctx, places.of(w, w.Request.Place), w.Tokens, w.Request, func(Step, StepState) {})
			r.twins = found.twins
			return err
		})
		return r
	}, func(i int, r rehearsed) {
		if ctx.Err() == nil {
			each(i, r.twins, r.err)
		}
	})
}

// rehearsed is what came of one rehearsal.
type rehearsed struct {
	twins []Twin
	err   error
}

// all does work for each of many, some at a time, and hands what came of it to the
// goroutine of the caller. Once ctx has ended it begins no more.
func all[T any](ctx context.Context, n, atOnce int, work func(i int) T, each func(i int, result T)) error {
	type ended struct {
		i      int
		result T
	}
	results := make(chan ended)
	go func() {
		defer close(results)
		var group errgroup.Group
		group.SetLimit(atOnce)
		for i := range n {
			if ctx.Err() != nil {
				break
			}
			group.Go(func() error {
				results <- ended{i, work(i)}
				return nil // each result has its own
			})
		}
		_ = group.Wait()
	}()
	for e := range results {
		each(e.i, e.result)
	}
	return context.Cause(ctx)
}

// places remembers the sandboxes of each place for as long as a batch takes: they do
// not change from one of its rows to the next.
type places struct {
	mu  sync.Mutex
	all map[history.Place]*sandboxes
}

func newPlaces() *places { return &places{all: map[history.Place]*sandboxes{}} }

// of is the Platform of one that is wanted.
func (p *places) of(w Wanted, place history.Place) Platform {
	p.mu.Lock()
	defer p.mu.Unlock()
	known := p.all[place]
	if known == nil {
		known = &sandboxes{}
		p.all[place] = known
	}
	return remembering{w.Platform, known}
}

// sandboxes are those of a place once they were listed.
type sandboxes struct {
	mu     sync.Mutex
	listed bool
	list   []client.Sandbox
	err    error // that they cannot be listed
}

// remembering is a Platform whose sandboxes are asked for once.
type remembering struct {
	Platform
	known *sandboxes
}

// Sandboxes lists them.
func (r remembering) Sandboxes(ctx context.Context) ([]client.Sandbox, error) {
	r.known.mu.Lock()
	defer r.known.mu.Unlock()
	if r.known.listed {
		return r.known.list, r.known.err
	}
	list, err := r.Platform.Sandboxes(ctx)
	if err == nil || NotListed(err) {
		r.known.listed, r.known.list, r.known.err = true, list, err
	}
	return list, err
}
