package practice

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"testing"
	"time"
)

// started returns a sender to a Platform that listens by itself.
func started(t *testing.T, p *Platform) *sender {
	t.Helper()
	base, err := p.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := dial(t, p)
	s.base = base
	return s
}

func TestStartAndStop(t *testing.T) {
	p := openTest(t, Options{Record: true})
	s := started(t, p)
	u, err := url.Parse(s.base)
	if err != nil || !net.ParseIP(u.Hostname()).IsLoopback() || u.Port() == "0" {
		t.Fatalf("listens on %s", s.base)
	}
	if again, err := p.Start(t.Context()); err != nil || again != s.base {
		t.Errorf("started twice: %s %v", again, err)
	}
	s.create("x")
	if err := p.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.Stop(t.Context()); err != nil {
		t.Errorf("stopped twice: %v", err)
	}
	asked := len(p.Requests())
	if _, err := s.try("GET", flowPath+"/connections", ""); err == nil && len(p.Requests()) > asked { // another may have the port by now
		t.Error("still listening")
	}
	if got := started(t, p).list(nil); names(got) != "x" {
		t.Errorf("after a new start: %+v", got)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Start(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("start after close: %v", err)
	}
}

// Stopping cuts delays short, but the answer to what is done still comes.
func TestStopDuringASlowAnswer(t *testing.T) {
	p := openTest(t, Options{SlowDelay: time.Hour, Record: true})
	s := started(t, p)
	done := make(chan reply)
	go func() {
		defer close(done)
		r, err := s.try("POST", flowPath+"/connections", bodyFor("Slow", AccessKeySlow))
		if err != nil {
			t.Error(err)
			return
		}
		done <- r
	}()
	waitFor(t, func() bool { return len(held(t, p)) == 1 })
	if err := p.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r := <-done; r.status != http.StatusCreated {
		t.Errorf("got %d", r.status)
	}
}

// A client that goes away during the slow answer leaves its connection there.
func TestClientGoesAway(t *testing.T) {
	p := openTest(t, Options{SlowDelay: time.Hour})
	s := started(t, p)
	ctx, cancel := context.WithCancel(t.Context())
	gone := make(chan error)
	go func() {
		resp, err := http.DefaultClient.Do(s.request("POST", flowPath+"/connections", bodyFor("Gone", AccessKeySlow)).WithContext(ctx))
		if err == nil {
			_ = resp.Body.Close()
		}
		gone <- err
	}()
	waitFor(t, func() bool { return len(held(t, p)) == 1 })
	cancel()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := p.Close(); err != nil { // does not wait an hour
		t.Error(err)
	}
}

func TestStopCutsWhatDoesNotEnd(t *testing.T) {
	p := openTest(t, Options{})
	s := started(t, p)
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", s.base[len("http://"):])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.Write([]byte("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := p.Stop(ctx); err != nil {
		t.Errorf("got %v", err)
	}
}

// waitFor waits until something that happens on other goroutines has happened.
func waitFor(t *testing.T, ok func() bool) {
	t.Helper()
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	deadline := time.After(time.Minute)
	for !ok() {
		select {
		case <-ticker.C:
		case <-deadline:
			t.Fatal("it does not happen")
		}
	}
}

// A connection that was made and never used keeps nothing from ending.
func TestStopWithAnUnusedConnection(t *testing.T) {
	p := openTest(t, Options{})
	s := started(t, p)
	u, err := url.Parse(s.base)
	if err != nil {
		t.Fatal(err)
	}
	s.create("x")
	unused, err := new(net.Dialer).DialContext(t.Context(), "tcp", u.Host)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unused.Close() }()
	s.create("y") // by now the server knows the connection that came before
	stopped := make(chan error)
	go func() { stopped <- p.Stop(t.Context()) }()
	select {
	case err := <-stopped:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(quitTime):
		t.Error("the Platform holds up the end of the app")
	}
}

// quitTime is how long the app has to end.
const quitTime = 3 * time.Second
