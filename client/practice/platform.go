// Package practice is a practice Platform: a strict imitation of the parts of
// Adobe Experience Platform that Mooring calls, kept in one SQLite file and
// served on loopback. People try the whole job on it with nothing at risk, and
// tests let it misbehave. It never stores an AWS secret.
package practice

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

const (
	// defaultSlowDelay is long enough to be felt and well within the client's limit.
	defaultSlowDelay = 8 * time.Second
	// defaultInitializing is long enough to meet the state, and short enough to
	// wait for its end.
	defaultInitializing = 30 * time.Second
)

// ErrClosed is returned by Start after Close.
var ErrClosed = errors.New("the practice Platform is closed")

// Options says where the practice Platform keeps its data and how it behaves.
type Options struct {
	// Dir is the folder of practice.db. It is made, for the user only, if it is
	// missing.
	Dir string
	// Now replaces the clock, for tests; nil for time.Now.
	Now func() time.Time
	// SlowDelay is how long the slow scenario takes to answer; 8 s when zero.
	SlowDelay time.Duration
	// Initializing is how long the connection of the initializing scenario stays
	// so, by the clock; 30 s when zero.
	Initializing time.Duration
	// Record keeps the last requests, headers and bodies included, for
	// Requests. The app leaves it off, since these hold secrets.
	Record bool
	// Logger gets one line per call without header values and bodies; nil for none.
	Logger *slog.Logger
}

// Platform is a practice Platform. It is an http.Handler and can also listen
// by itself. Its methods may be called by several goroutines.
type Platform struct {
	*core

	handlers map[Op]func(*call) answer
	faults   faultList
	requests *requestLog // nil unless Options.Record
	listener listener
}

// core is what the services of the Platform work with.
type core struct {
	store        *store
	now          func() time.Time
	slowDelay    time.Duration
	initializing time.Duration
	log          *slog.Logger
	tokens       signer
	throttle     throttle
}

// Open opens the store in opts.Dir, making it if needed. Nothing listens until
// Start. Several processes may have the same folder open.
func Open(ctx context.Context, opts Options) (*Platform, error) {
	if opts.Dir == "" {
		return nil, errors.New("practice: no folder given")
	}
	p := &Platform{core: &core{
		now: opts.Now, log: opts.Logger,
		slowDelay:    cmp.Or(opts.SlowDelay, defaultSlowDelay),
		initializing: cmp.Or(opts.Initializing, defaultInitializing),
	}}
	if p.now == nil {
		p.now = time.Now
	}
	if p.log == nil {
		p.log = slog.New(slog.DiscardHandler)
	}
	if opts.Record {
		p.requests = &requestLog{}
	}
	// Tokens are checked against a key that lives as long as the process, so
	// that no key lies on disk. A restart makes old tokens invalid, which is
	// also what a client must be able to live with.
	p.tokens = signer{key: make([]byte, 32)}
	_, _ = rand.Read(p.tokens.key) // it never fails
	s, err := openStore(ctx, opts.Dir, p.now, p.log)
	if err != nil {
		return nil, fmt.Errorf("practice: %w", err)
	}
	p.store = s
	p.handlers = p.flowHandlers()
	return p, nil
}

// flowStore is the store as far as it is about dataflows.
func (p *core) flowStore() flowStore { return flowStore{p.store} }

// mappingStore is the store as far as it is about mapping sets.
func (p *core) mappingStore() mappingStore { return mappingStore{p.store} }

func (p *core) somebody() somebody { return somebody{p.flowStore()} }

// Close stops listening and closes the store.
func (p *Platform) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return errors.Join(p.listener.close(ctx), p.store.close())
}

// NewToken returns an access token as the sign-in gives it, for trying a pasted
// token.
func (p *Platform) NewToken() string { return p.tokens.sign(p.now(), defaultScope) }

// Connections returns what the Platform holds, of all organizations and
// sandboxes, oldest first.
func (p *Platform) Connections(ctx context.Context) ([]Connection, error) {
	return p.store.all(ctx)
}

// Dataflows returns the dataflows that the Platform holds, of all organizations
// and sandboxes, oldest first.
func (p *Platform) Dataflows(ctx context.Context) ([]Dataflow, error) {
	return p.flowStore().all(ctx)
}

// throttle counts the refusals of the too-many-requests scenario.
type throttle struct {
	mu    sync.Mutex
	count map[string]int
}

// refuse reports whether this request is one of the first n for key. The one
// after these is let through and begins the count anew.
func (t *throttle) refuse(key string, n int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.count == nil {
		t.count = make(map[string]int)
	}
	if t.count[key] >= n {
		delete(t.count, key)
		return false
	}
	t.count[key]++
	return true
}

var _ http.Handler = (*Platform)(nil)
