package provision_test

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
)

// The moments at which the app is killed. The first four are met on its side,
// the others on Platform's.
const (
	killBeforeJournal = "before the journal"
	killJournalled    = "between journal and request"
	killAnswered      = "between answer and record"
	killRecorded      = "after the record"
	killBeforeCommit  = "during the request, before it is done"
	killAfterCommit   = "during the request, after it is done"
	killMidAnswer     = "amid the answer"
	killLateCommit    = "during the request, done only after the kill"
)

const (
	killEnv = "MOORING_TEST_KILL" // makes the test binary the app that is killed
	ready   = "ready"
)

// TestMain is also the app that gets killed, so that what dies is a real
// process with real files.
func TestMain(m *testing.M) {
	if moment := os.Getenv(killEnv); moment != "" {
		err := victim(moment, os.Getenv(killEnv+"_DIR"), os.Getenv(killEnv+"_URL"), os.Getenv(killEnv+"_NAME"))
		_, _ = fmt.Fprintln(os.Stdout, "ended:", err)
		os.Exit(3)
	}
	os.Exit(m.Run())
}

// victim runs one create, and waits to be killed when its moment has come.
func victim(moment, dir, baseURL, name string) error {
	if work, moment, ok := strings.Cut(moment, ": "); ok {
		return changingVictim(work, moment, dir, baseURL, name)
	}
	register, err := history.Open(context.Background(), history.Options{Dir: dir})
	if err != nil {
		return err
	}
	c, tokens, err := connect(baseURL, practicePlace, nil)
	if err != nil {
		return err
	}
	journal := &stoppingJournal{Journal: register.Journal, moment: moment}
	service := provision.New(journal, provision.Options{})
	_, err = service.Create(context.Background(), c, tokens, practiceRequest(name, keyOf(name)), nil)
	return err
}

// keyOf is an access key of its own for each name, so that no two are twins.
func keyOf(name string) string {
	_, n, _ := strings.Cut(name, "#")
	return fmt.Sprintf("AKIAKILLED%010s", n)
}

// stoppingJournal is the register, but at its moment it says so and stands still.
type stoppingJournal struct {
	*history.Journal
	moment string
}

func (j *stoppingJournal) stop(moment string) {
	if j.moment == moment {
		_, _ = fmt.Fprintln(os.Stdout, ready)
		// Not select {}: with no timer and no connection left, the runtime would take
		// that for a deadlock and end the app by itself, before the kill comes.
		<-time.After(time.Hour)
	}
}

// around stands still before and after something that is written.
func (j *stoppingJournal) around(before, after string, write func() error) error {
	j.stop(before)
	err := write()
	j.stop(after)
	return err
}

func (j *stoppingJournal) Begin(ctx context.Context, e history.Entry) error {
	return j.around(killBeforeJournal, killJournalled, func() error { return j.Journal.Begin(ctx, e) })
}

func (j *stoppingJournal) Finish(ctx context.Context, id string, o history.Outcome) error {
	return j.around(killAnswered, killRecorded, func() error { return j.Journal.Finish(ctx, id, o) })
}

func (j *stoppingJournal) Record(ctx context.Context, id string, ev history.Event) error {
	return j.around(killBeforeJournal, killJournalled, func() error { return j.Journal.Record(ctx, id, ev) })
}

func (j *stoppingJournal) Amend(ctx context.Context, id string, a history.Amendment, ev history.Event) error {
	return j.around(killAnswered, killRecorded, func() error { return j.Journal.Amend(ctx, id, a, ev) })
}

func (j *stoppingJournal) MarkDeleted(ctx context.Context, id string, gone bool, ev history.Event) error {
	return j.around(killAnswered, killRecorded, func() error { return j.Journal.MarkDeleted(ctx, id, gone, ev) })
}

func (j *stoppingJournal) AmendFlow(ctx context.Context, id string, d history.Dataflow, change func(*history.Dataflow), ev history.Event) error {
	return j.around(killAnswered, killRecorded, func() error { return j.Journal.AmendFlow(ctx, id, d, change, ev) })
}

// stoppingPlatform is the practice Platform, but at its moment it says so and
// keeps the request until the one who sent it is dead.
type stoppingPlatform struct {
	*practice.Platform
	moment string
	method string // of the requests that are kept
	path   string // and what their paths hold; /connections when empty
	after  int    // how many of them are let through before
	met    atomic.Int32
	past   chan struct{} // one for each that was let through and is done
	ready  chan struct{}

	mu   sync.Mutex
	late func() // what is done after the kill
}

// newStoppingPlatform makes one that keeps requests of a method at a moment, and serves it
// at the address. now, which may be nil, is its clock.
func newStoppingPlatform(t *testing.T, dir, moment, method, path string, now func() time.Time) (p *stoppingPlatform, baseURL string) {
	t.Helper()
	inner, err := practice.Open(t.Context(), practice.Options{Dir: filepath.Join(dir, "practice"), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = inner.Close() })
	p = &stoppingPlatform{Platform: inner, moment: moment, method: method, path: path, ready: make(chan struct{}), past: make(chan struct{}, 100)}
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	return p, server.URL
}

func (p *stoppingPlatform) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == p.method && strings.Contains(r.URL.Path, cmp.Or(p.path, "/connections")) && (p.moment == killBeforeCommit || p.moment == killAfterCommit || p.moment == killMidAnswer || p.moment == killLateCommit):
		p.keep(w, r)
	case strings.HasSuffix(r.URL.Path, "/connections"), p.path != "" && r.Method == http.MethodGet:
		// The first look sees nothing, because the request is done between it
		// and the second.
		answer := httptest.NewRecorder()
		p.Platform.ServeHTTP(answer, r)
		p.mu.Lock()
		if p.late != nil {
			p.late()
			p.late = nil
		}
		p.mu.Unlock()
		copyAnswer(w, answer, answer.Body.Len())
	default:
		p.Platform.ServeHTTP(w, r)
	}
}

func (p *stoppingPlatform) keep(w http.ResponseWriter, r *http.Request) {
	switch met := int(p.met.Add(1)); {
	case met <= p.after:
		p.Platform.ServeHTTP(w, r)
		p.past <- struct{}{}
		return
	case p.after > 0 && met > p.after+1: // sent beside the one that is kept
		<-r.Context().Done()
		return
	}
	for range p.after {
		<-p.past
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	handle := func() *httptest.ResponseRecorder {
		again := r.Clone(context.WithoutCancel(r.Context()))
		again.Body = io.NopCloser(bytes.NewReader(body))
		answer := httptest.NewRecorder()
		p.Platform.ServeHTTP(answer, again)
		return answer
	}
	switch p.moment {
	case killAfterCommit:
		handle()
	case killMidAnswer:
		answer := handle()
		copyAnswer(w, answer, answer.Body.Len()/2)
		_ = http.NewResponseController(w).Flush()
	}
	p.ready <- struct{}{}
	<-r.Context().Done() // its sender is dead
	if p.moment == killLateCommit {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.late = func() { handle() }
	}
	p.ready <- struct{}{}
}

func copyAnswer(w http.ResponseWriter, answer *httptest.ResponseRecorder, n int) {
	maps.Copy(w.Header(), answer.Header())
	w.Header().Set("Content-Length", strconv.Itoa(answer.Body.Len()))
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes()[:n])
}

// killRounds is how often each moment is tried: twice, or many times with
// MOORING_LONG, which make test-long sets.
func killRounds(long int) int {
	if os.Getenv("MOORING_LONG") != "" {
		return long
	}
	return 2
}

// TestKill kills the app at every moment of an attempt, many times. What it
// leaves behind has to be put right by the next run.
func TestKill(t *testing.T) {
	rounds := killRounds(20)
	tests := []struct {
		moment string
		want   history.State // empty: the register knows nothing of it
	}{
		{killBeforeJournal, ""},
		{killJournalled, history.Failed},
		{killBeforeCommit, history.Failed},
		{killAfterCommit, history.Created},
		{killLateCommit, history.Created},
		{killMidAnswer, history.Created},
		{killAnswered, history.Created},
		{killRecorded, history.Created},
	}
	for _, tt := range tests {
		t.Run(tt.moment, func(t *testing.T) {
			dir := t.TempDir()
			platform, baseURL := newStoppingPlatform(t, dir, tt.moment, http.MethodPost, "", nil)
			registerDir := filepath.Join(dir, "register")
			for round := range rounds {
				name := fmt.Sprintf("S3 connection #%d", round)
				kill(t, tt.moment, registerDir, baseURL, name, platform)
				recoverFrom(t, registerDir, baseURL)
				register := openRegister(t, registerDir)
				if entry := agree(t, register, platform.Platform, name, true); entry.State != tt.want {
					t.Errorf("round %d: %q, want %q", round, entry.State, tt.want)
				}
				if err := register.Close(); err != nil {
					t.Error(err)
				}
				noSecrets(t, registerDir)
				if t.Failed() {
					return
				}
			}
		})
	}
}

// kill runs the app, kills it at its moment, and returns when it is dead.
func kill(t *testing.T, moment, dir, baseURL, name string, platform *stoppingPlatform) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	app := exec.CommandContext(ctx, self)
	app.Env = append(os.Environ(), killEnv+"="+moment, killEnv+"_DIR="+dir, killEnv+"_URL="+baseURL, killEnv+"_NAME="+name)
	var trouble bytes.Buffer
	app.Stderr = &trouble
	out, err := app.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Start(); err != nil {
		t.Fatal(err)
	}
	said := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(out).ReadString('\n')
		said <- strings.TrimSpace(line)
	}()
	kept := false
	select {
	case <-platform.ready:
		kept = true
	case line := <-said:
		if line != ready {
			t.Fatalf("the app said %q: %s", line, trouble.String())
		}
	case <-ctx.Done():
		t.Fatalf("the moment did not come: %s", trouble.String())
	}
	if err := app.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if kept {
		<-platform.ready
		<-said // the end of its output
	}
	var exit *exec.ExitError
	if err := app.Wait(); !errors.As(err, &exit) || exit.Success() || exit.Exited() {
		t.Fatalf("the app was not killed but ended: %v", err)
	}
}

// recoverFrom is what the next start of the app does.
func recoverFrom(t *testing.T, dir, baseURL string) {
	t.Helper()
	register := openRegister(t, dir)
	defer func() { _ = register.Close() }()
	c, _ := signIn(t, baseURL, practicePlace, nil)
	service := provision.New(register.Journal, provision.Options{Settle: 50 * time.Millisecond})
	err := service.ReconcileAll(t.Context(), func(history.Entry) (provision.Platform, error) { return c, nil }, true,
		func(_ provision.Result, err error) {
			if err != nil {
				t.Error(err)
			}
		})
	if err != nil {
		t.Error(err)
	}
}
