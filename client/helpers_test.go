package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	testToken  = "eyJhbGciOi.test-access-token.c2ln"
	testSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	goodAnswer = `{"id":"4cb0c374-d3bb-4557-b139-5712880adc55","etag":"\"1700d77b-0000-0200-0000-5e3b41a10000\""}`
)

// tokens is a TokenSource that counts.
type tokens struct {
	mu          sync.Mutex
	value       string
	err         error
	invalidated []string
	onInvalid   func(t *tokens)
}

func (t *tokens) Token(context.Context) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.value, t.err
}

func (t *tokens) Invalidate(token string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.invalidated = append(t.invalidated, token)
	if t.onInvalid != nil {
		t.onInvalid(t)
	}
}

// script is a server that answers call after call, and fails the test on one
// call too many or too few.
type script struct {
	t     *testing.T
	mu    sync.Mutex
	steps []http.HandlerFunc
	seen  []*http.Request
	body  [][]byte
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mu.Lock()
	n := len(s.seen)
	s.seen = append(s.seen, r.Clone(context.Background()))
	s.body = append(s.body, body)
	s.mu.Unlock()
	if !strings.HasPrefix(r.URL.Path, "/gateway/data/foundation/") {
		s.t.Errorf("call outside of the base path: %s", r.URL)
	}
	if n >= len(s.steps) {
		s.t.Errorf("unexpected call %d: %s %s", n+1, r.Method, r.URL)
		w.WriteHeader(http.StatusTeapot)
		return
	}
	s.steps[n](w, r)
}

// answer returns a step that answers with JSON.
func answer(status int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// hangUp closes the connection without an answer.
func hangUp(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		_ = conn.Close()
	}
}

// cutOff promises more than it sends.
func cutOff(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", fmt.Sprint(len(body)+100))
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
		_ = http.NewResponseController(w).Flush()
		hangUp(w, r)
	}
}

// bench is a client, its server and what they did.
type bench struct {
	*Client
	script *script
	server *httptest.Server
	tokens *tokens
	waits  []time.Duration
}

// newBench starts a server with the steps and a client for it that does not
// really wait.
func newBench(t *testing.T, steps ...http.HandlerFunc) *bench {
	t.Helper()
	b := &bench{script: &script{t: t, steps: steps}, tokens: &tokens{value: testToken}}
	b.server = httptest.NewServer(b.script)
	t.Cleanup(b.server.Close)
	b.Client = newClient(t, b.server.URL+"/gateway/", b.tokens, nil)
	b.wait = func(ctx context.Context, d time.Duration) error {
		b.waits = append(b.waits, d)
		return ctx.Err()
	}
	t.Cleanup(func() {
		b.script.mu.Lock()
		defer b.script.mu.Unlock()
		if len(b.script.seen) < len(steps) {
			t.Errorf("%d calls, want %d", len(b.script.seen), len(steps))
		}
	})
	return b
}

func newClient(t testing.TB, base string, source TokenSource, transport http.RoundTripper) *Client {
	t.Helper()
	if transport == nil {
		own := NewTransport()
		t.Cleanup(own.CloseIdleConnections)
		transport = own
	}
	c, err := New(Config{
		BaseURL: base, APIKey: "{API_KEY}", OrgID: "{IMS_ORG}", Sandbox: "{SANDBOX_NAME}",
		Tokens: source, UserAgent: "Mooring/1.2.3", Transport: transport,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func seedConnection() NewConnection {
	return NewConnection{
		Name:        "S3 Connection",
		Description: "Connection for an Amazon S3 account",
		S3:          S3Credentials{AccessKeyID: "AKIAIOSFODNN7EXAMPLE", SecretAccessKey: NewSecret(testSecret)},
	}
}

// apiError returns err as an *APIError, and fails where it is none or tells a secret.
func apiError(t *testing.T, err error) *APIError {
	t.Helper()
	var e *APIError
	if !errors.As(err, &e) {
		t.Fatalf("error %v (%T), want an *APIError", err, err)
	}
	for _, secret := range []string{testToken, testSecret} {
		if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, *e), secret) {
			t.Errorf("the error tells a secret: %v", err)
		}
	}
	return e
}

func wantKind(t *testing.T, err error, want Kind) *APIError {
	t.Helper()
	e := apiError(t, err)
	if e.Kind != want {
		t.Fatalf("kind %q, want %q (%v)", e.Kind, want, err)
	}
	return e
}
