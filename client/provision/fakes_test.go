package provision

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
)

const (
	ownKey   = "AKIAIOSFODNN7EXAMPLE"
	otherKey = "AKIAI44QH8DHBEXAMPLE"
	apiKey   = "e053e1a87cf74c68a6ec8e71d4a82662"
	secret   = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
)

var place = history.Place{PlatformURL: "https://platform.adobe.io", OrgID: "5C1328435BF324E90A49402A@AdobeOrg", Sandbox: "dev"}

func request(name string) Request {
	return Request{
		Place: place, AccountID: "account-1", APIKey: apiKey,
		Connection: client.NewConnection{
			Name: name,
			S3: client.S3Credentials{
				AccessKeyID: ownKey, SecretAccessKey: client.NewSecret(secret), Bucket: "acme",
			},
		},
	}
}

// fakePlatform holds connections in memory. The functions stand in where set.
type fakePlatform struct {
	mu    sync.Mutex
	held  []client.Connection
	calls map[string]int

	versions int
	hidden   bool // from lists

	onCreate func(ctx context.Context, in client.NewConnection, commit func() client.Created) (client.Created, error)
	onList   func(n int) error // n counts from 1
	onListed func(c client.Connection) error
	onUpdate func(ctx context.Context, etag client.ETag, commit func() (client.Created, error)) (client.Created, error)
	onDelete func(ctx context.Context, commit func() error) error
	onGet    func() error
	// getInstead is what Connection shows, as if it were behind.
	getInstead *client.Connection
	onTest     func(ctx context.Context) (bool, error)
	sandboxes  func() ([]client.Sandbox, error)
}

// ClockSkew is that of a computer whose clock is right.
func (f *fakePlatform) ClockSkew() time.Duration { return 0 }

func (f *fakePlatform) called(op string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.calls == nil {
		f.calls = map[string]int{}
	}
	f.calls[op]++
	return f.calls[op]
}

func (f *fakePlatform) count(op string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.calls[op]
}

// add holds one more connection, as if made at Platform.
func (f *fakePlatform) add(c client.Connection) client.ConnectionID {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c.ID == "" {
		c.ID = client.ConnectionID(fmt.Sprintf("id-%d", len(f.held)+1))
	}
	c.SpecID, c.ETag = client.S3ConnectionSpecID, client.ETag(`"etag-`+c.ID+`"`)
	f.held = append(f.held, c)
	return c.ID
}

// show lets lists show everything from now on.
func (f *fakePlatform) show() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.hidden = false
}

func (f *fakePlatform) size() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.held)
}

func (f *fakePlatform) commit(in client.NewConnection) client.Created {
	id := f.add(client.Connection{
		Name: in.Name, AccessKeyID: in.S3.AccessKeyID, CreatedClient: apiKey, CreatedAt: time.Now(), State: "enabled",
	})
	return client.Created{ID: id, ETag: client.ETag(`"etag-` + id + `"`), RequestID: "request-1"}
}

func (f *fakePlatform) CreateConnection(ctx context.Context, in client.NewConnection) (client.Created, error) {
	f.called("create")
	commit := func() client.Created { return f.commit(in) }
	if f.onCreate != nil {
		return f.onCreate(ctx, in, commit)
	}
	return commit(), nil
}

func (f *fakePlatform) Connection(_ context.Context, id client.ConnectionID) (client.Connection, error) {
	f.called("get")
	if f.onGet != nil {
		if err := f.onGet(); err != nil {
			return client.Connection{}, err
		}
	}
	if f.getInstead != nil {
		return *f.getInstead, nil
	}
	return f.peek(id)
}

func (f *fakePlatform) Connections(_ context.Context, filter client.Filter) iter.Seq2[client.Connection, error] {
	return func(yield func(client.Connection, error) bool) {
		n := f.called("list")
		if f.onList != nil {
			if err := f.onList(n); err != nil {
				yield(client.Connection{}, err)
				return
			}
		}
		f.mu.Lock()
		held := slices.Clone(f.held)
		if f.hidden {
			held = nil
		}
		f.mu.Unlock()
		for _, c := range held {
			if (filter.Name == "" || c.Name == filter.Name) && !yield(c, nil) {
				return
			}
			if f.onListed != nil {
				if err := f.onListed(c); err != nil {
					yield(client.Connection{}, err)
					return
				}
			}
		}
	}
}

func (f *fakePlatform) TestConnection(ctx context.Context, _ client.ConnectionID) (bool, error) {
	f.called("test")
	if f.onTest != nil {
		return f.onTest(ctx)
	}
	return true, nil
}

func (f *fakePlatform) Sandboxes(context.Context) ([]client.Sandbox, error) {
	f.called("sandboxes")
	if f.sandboxes != nil {
		return f.sandboxes()
	}
	return []client.Sandbox{{Name: "dev", State: "active"}, {Name: "old", State: "resetting"}}, nil
}

func failure(kind client.Kind) error {
	return &client.APIError{Kind: kind, Op: "CreateConnection", Code: "code-1", Err: errors.New("as told")}
}

// goneFailure is Platform's word that it does not hold a connection.
func goneFailure() error {
	return &client.APIError{Kind: client.KindNotFound, Status: 404, Op: "Connection", Code: "FLOW-1439-404"}
}

// fakeJournal is a register in memory with the rules of history.Journal.
type fakeJournal struct {
	mu      sync.Mutex
	entries map[string]history.Entry
	trails  map[string][]history.Event // newest first
	order   []string
	alive   map[string]bool // attempts that are under way

	onBegin  func(e history.Entry) error
	onFinish func(id string, o history.Outcome) error
	onTest   error
	bulk     int // entries that MarkGone marked
	onRecord func(id string, ev history.Event) error
	onAmend  func(id string, ev history.Event) error
	onMerge  func(page []client.Connection) error
}

func newJournal() *fakeJournal {
	return &fakeJournal{entries: map[string]history.Entry{}, trails: map[string][]history.Event{}}
}

// put holds an entry as another run of the app has left it.
func (f *fakeJournal) put(e history.Entry) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if e.AttemptID == "" {
		e.AttemptID = fmt.Sprintf("attempt-%d", len(f.order)+1)
	}
	if e.Place == (history.Place{}) {
		e.Place = place
	}
	f.entries[e.AttemptID] = e
	f.order = append(f.order, e.AttemptID)
	return e.AttemptID
}

func (f *fakeJournal) all() []history.Entry {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Collect(maps.Values(f.entries))
}

// only returns the one entry there is.
func (f *fakeJournal) only(t *testing.T) history.Entry {
	t.Helper()
	all := f.all()
	if len(all) != 1 {
		t.Fatalf("the register holds %d entries, want 1: %+v", len(all), all)
	}
	return all[0]
}

func (f *fakeJournal) Begin(_ context.Context, e history.Entry) error {
	if f.onBegin != nil {
		if err := f.onBegin(e); err != nil {
			return err
		}
	}
	f.put(e)
	return nil
}

func (f *fakeJournal) Finish(ctx context.Context, id string, o history.Outcome) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if f.onFinish != nil {
		if err := f.onFinish(id, o); err != nil {
			return err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	e, ok := f.entries[id]
	if !ok {
		return history.ErrNotFound
	}
	if e.State == history.Created && (o.State != history.Created || o.ConnectionID != e.ConnectionID) {
		return history.ErrSettled
	}
	apply(&e, o)
	e.UpdatedAt = time.Now()
	f.entries[id] = e
	return nil
}

func (f *fakeJournal) RecordTest(_ context.Context, id string, result history.TestResult, at time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	e := f.entries[id]
	e.Test, e.TestedAt = result, at
	f.entries[id] = e
	return f.onTest
}

func (f *fakeJournal) Get(_ context.Context, id string) (history.Entry, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	e, ok := f.entries[id]
	if !ok {
		return history.Entry{}, history.ErrNotFound
	}
	return e, nil
}

func (f *fakeJournal) Unsettled(_ context.Context, practice bool) ([]history.Entry, error) {
	return f.where(func(e history.Entry) bool {
		return e.Place.Practice == practice &&
			(e.State == history.Unknown || (e.State == history.Pending && !f.alive[e.AttemptID]))
	}), nil
}

func (f *fakeJournal) Twins(_ context.Context, p history.Place, name, hash string) ([]history.Entry, error) {
	return f.where(func(e history.Entry) bool {
		return e.Place == p && (e.Name == name || e.AccessKeyHash == hash) &&
			e.State != history.Failed && e.State != history.Deleted
	}), nil
}

func (f *fakeJournal) where(keep func(history.Entry) bool) []history.Entry {
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []history.Entry
	for _, id := range f.order {
		if e := f.entries[id]; keep(e) {
			found = append(found, e)
		}
	}
	return found
}

func (f *fakeJournal) KnownConnection(_ context.Context, p history.Place, id client.ConnectionID) (bool, error) {
	return len(f.where(func(e history.Entry) bool {
		return e.Place == p && e.ConnectionID == id && (e.Origin == "" || e.Origin == history.Here)
	})) > 0, nil
}

func (f *fakeJournal) HashAccessKey(id string) string { return "hash of " + id }

type fakeTokens struct{ err error }

func (f fakeTokens) Token(context.Context) (string, error) { return "token", f.err }
func (fakeTokens) Invalidate(string)                       {}

// steps collects progress as "step:state" pairs.
type steps []string

var (
	stepNames  = []string{"keys", "signIn", "sandbox", "twin", "create", "test"}
	stateNames = []string{"waiting", "running", "done", "warned", "failed", "skipped"}
)

func (s *steps) progress(step Step, state StepState) {
	if state != Running {
		*s = append(*s, stepNames[step]+":"+stateNames[state])
	}
}
