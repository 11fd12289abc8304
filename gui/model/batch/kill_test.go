package batch_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/batch"
)

const killEnv = "MOORING_TEST_KILL_BATCH" // makes the test binary the app that is killed

// How the app that is killed ends by itself.
const (
	endedWhole = 0
	endedRest  = 4 // some rows are left
	endedBadly = 3
)

// TestMain is also the app that gets killed, so that what dies is a real process
// with real files.
func TestMain(m *testing.M) {
	if url := os.Getenv(killEnv); url != "" {
		os.Exit(victim(url, os.Getenv(killEnv+"_DIR"), os.Getenv(killEnv+"_TABLE")))
	}
	os.Exit(m.Run())
}

// victim is one start of the app: it finds out what an earlier one left open, reads
// the table, and makes what is left of it.
func victim(url, dir, table string) int {
	ctx := context.Background()
	fail := func(err error) int {
		fmt.Fprintln(os.Stderr, err)
		return endedBadly
	}
	register, err := history.Open(ctx, history.Options{Dir: dir})
	if err != nil {
		return fail(err)
	}
	data, err := os.ReadFile(table)
	if err != nil {
		return fail(err)
	}
	sessions := session.New(secrets.NewSession(), elsewhere(url), "Mooring/test", nil)
	service := provision.New(register.Journal, provision.Options{Settle: 500 * time.Millisecond})
	link, err := sessions.Connect(ctx, practiceTarget())
	if err != nil {
		return fail(err)
	}
	err = service.ReconcileAll(ctx, func(history.Entry) (provision.Platform, error) { return link.Client, nil }, true, func(provision.Result, error) {})
	if err != nil {
		return fail(err)
	}
	var code int
	r := newLoop()
	b := batch.New(r, batch.Needs{
		Sessions: sessions, Service: service, Keys: &keys{}, Store: forgetting{register.Batches, func() { r.Apply(r.end) }},
		Hash: register.Journal.HashAccessKey, Accounts: &accounts{chosen: practiceTarget()}, Roles: &accounts{},
	})
	b.Changed.Listen(func() {
		switch b.Phase() {
		case batch.Editing:
			b.Create(true) // of nothing, where every row is there
		case batch.Done, batch.Empty:
			counts := b.Counts()
			if b.Phase() == batch.Empty && !b.Problem().Empty() {
				code = endedBadly
			}
			if counts.Created != counts.Rows {
				code = endedRest
			}
			if code != endedWhole {
				r.end() // else once the batch is forgotten
			}
		}
	})
	r.Apply(func() { b.Read(filepath.Base(table), data) })
	r.run()
	if err := register.Close(); err != nil {
		return fail(err)
	}
	return code
}

// forgetting is the store of batches, and tells when one has been forgotten.
type forgetting struct {
	*history.Batches
	then func()
}

func (f forgetting) Forget(ctx context.Context, id string) error {
	defer f.then()
	return f.Batches.Forget(ctx, id)
}

// elsewhere is the practice Platform of another process.
type elsewhere string

func (e elsewhere) Start(context.Context) (string, error) { return string(e), nil }
func (elsewhere) Stop(context.Context) error              { return nil }

// loop is a Runner with goroutines, as the window's is.
type loop struct {
	mu    sync.Mutex
	queue []func()
	more  sync.Cond
	ended bool
}

var _ model.Runner = (*loop)(nil)

func newLoop() *loop {
	l := &loop{}
	l.more.L = &l.mu
	return l
}

func (l *loop) Go(work func() func()) {
	go func() {
		if f := work(); f != nil {
			l.Apply(f)
		}
	}()
}

func (l *loop) Apply(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queue = append(l.queue, f)
	l.more.Signal()
}

func (l *loop) After(d time.Duration, f func()) func() {
	timer := time.AfterFunc(d, func() { l.Apply(f) })
	return func() { timer.Stop() }
}

// run runs what is applied until end is called by it.
func (l *loop) run() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for !l.ended {
		for len(l.queue) == 0 {
			l.more.Wait()
		}
		f := l.queue[0]
		l.queue = l.queue[1:]
		l.mu.Unlock()
		f()
		l.mu.Lock()
	}
}

func (l *loop) end() { l.ended = true } // within run, which reads it next

// deadly is a practice Platform that has the app killed at some of its requests to
// create: before they are done, or after.
type deadly struct {
	*practice.Platform
	posts  atomic.Int64
	next   atomic.Int64 // which request to create; 0 for none
	before atomic.Bool
	kill   chan struct{}
}

func (p *deadly) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	mine := r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/connections") && p.posts.Add(1) == p.next.Load()
	if mine && p.before.Load() {
		p.kill <- struct{}{}
	}
	p.Platform.ServeHTTP(w, r)
	if mine && !p.before.Load() {
		p.kill <- struct{}{}
	}
}

// faults are n ways to misbehave, among requests that behave.
func faults(random *rand.Rand, n, requests int) []practice.Fault {
	kinds := []practice.Fault{
		{Status: 429, RetryAfter: "1"},
		{Drop: practice.DropAfterCommit},
		{Drop: practice.DropMidBody},
		{Drop: practice.DropBeforeCommit},
		{Status: 500},
		{Status: 503, Commit: true},
		{Status: 400},
	}
	var all []practice.Fault
	for i := range n {
		f := kinds[i%len(kinds)]
		f.Op, f.Times = practice.OpCreate, 1
		all = append(all, practice.Fault{Op: practice.OpCreate, Times: 1 + random.IntN(2*requests/n)}, f)
	}
	return all
}

// TestKillBatch kills the app again and again while it makes the rows of a table, and
// has Platform misbehave. In the end each row is there once, and the register agrees.
func TestKillBatch(t *testing.T) {
	rows, kills, wrong := 150, 3, 14
	if os.Getenv("MOORING_LONG") != "" {
		rows, kills, wrong = 1000, 10, 70
	}
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // it places faults
	dir := t.TempDir()
	inner, err := practice.Open(t.Context(), practice.Options{Dir: filepath.Join(dir, "practice")})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = inner.Close() }()
	inner.Misbehave(faults(random, wrong, rows)...)
	platform := &deadly{Platform: inner, kill: make(chan struct{}, 1)}
	server := httptest.NewServer(platform)
	defer server.Close()
	table, registerDir := filepath.Join(dir, "table.csv"), filepath.Join(dir, "register")
	if err := os.WriteFile(table, []byte(tableOf(rows)), 0o600); err != nil {
		t.Fatal(err)
	}
	killed, code := 0, -1
	for start := 0; code != endedWhole; start++ {
		if start > kills+10 {
			t.Fatal("it never ends")
		}
		platform.next.Store(0)
		if killed < kills {
			platform.before.Store(killed%2 == 0)
			platform.next.Store(platform.posts.Load() + 1 + random.Int64N(int64(rows*3/kills/4)))
		}
		dead := false
		if code, dead = runOnce(t, server.URL, registerDir, table, platform.kill); dead {
			killed++
		}
	}
	if killed != kills {
		t.Errorf("killed %d times", killed)
	}
	agree(t, registerDir, inner, rows)
	holdsNoSecret(t, registerDir)
}

// runOnce runs the app until it ends, or is killed.
func runOnce(t *testing.T, url, dir, table string, kill <-chan struct{}) (code int, killed bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	app := exec.CommandContext(ctx, self)
	app.Env = append(os.Environ(), killEnv+"="+url, killEnv+"_DIR="+dir, killEnv+"_TABLE="+table)
	var trouble bytes.Buffer
	app.Stderr = &trouble
	if err := app.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = app.Wait() // how it ended is in its state
	}()
	select {
	case <-kill:
		if err := app.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		<-ended
		return -1, true
	case <-ended:
	}
	if code := app.ProcessState.ExitCode(); code == endedWhole || code == endedRest {
		return code, false
	}
	t.Fatalf("the app ended with %v: %s", app.ProcessState, trouble.String())
	return 0, false
}

// agree checks that Platform holds each row once, and that the register says so.
func agree(t *testing.T, dir string, platform *practice.Platform, rows int) {
	t.Helper()
	all, err := platform.Connections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]string{}
	for _, c := range all {
		if held[c.Name] != "" {
			t.Errorf("%s is there twice", c.Name)
		}
		held[c.Name] = c.ID
	}
	if len(held) != rows {
		t.Errorf("%d of %d rows are there", len(held), rows)
	}
	register, err := history.Open(t.Context(), history.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = register.Close() }()
	told := map[string]bool{}
	err = register.Entries.Each(t.Context(), history.Query{Practice: true}, func(e history.Entry) error {
		switch {
		case e.State == history.Pending, e.State == history.Unknown:
			t.Errorf("%s is %s", e.Name, e.State)
		case e.State == history.Failed:
			t.Errorf("%s is there beside the one that was created", e.Name)
		case e.State == history.Created && (told[e.Name] || held[e.Name] != string(e.ConnectionID)):
			t.Errorf("%s is %s in the register and %s on Platform", e.Name, e.ConnectionID, held[e.Name])
		}
		told[e.Name] = told[e.Name] || e.State == history.Created
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range held {
		if !told[name] {
			t.Errorf("the register does not know %s", name)
		}
	}
	if all, err := register.Batches.All(t.Context(), true); len(all) > 0 || err != nil {
		t.Errorf("%d batches are remembered still, %v", len(all), err)
	}
}

func holdsNoSecret(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path) //nolint:gosec // the test's own folder
		if bytes.Contains(data, []byte(secretKey)) {
			t.Errorf("%s holds a secret", filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
