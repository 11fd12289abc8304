package client

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// newTLSServer starts a server of TLS.
func newTLSServer(t testing.TB, http2 bool, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.EnableHTTP2 = http2
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

// trusting returns a transport that trusts a server.
func trusting(t testing.TB, server *httptest.Server) *http.Transport {
	t.Helper()
	transport := NewTransport()
	t.Cleanup(transport.CloseIdleConnections)
	transport.TLSClientConfig.RootCAs = x509.NewCertPool()
	transport.TLSClientConfig.RootCAs.AddCert(server.Certificate())
	return transport
}

// TestKeptConnection checks which requests go out on the connection of the one
// before.
func TestKeptConnection(t *testing.T) {
	for _, version := range []string{"HTTP/1.1", "HTTP/2.0"} {
		for name, tc := range map[string]struct {
			pause time.Duration
			call  func(c *Client) error
			kept  bool
		}{
			"create":                    {0, create, true},
			"create, a moment later":    {freshness, create, true},
			"create, later":             {freshness + 1, create, false},
			"create, the clock is back": {-time.Hour, create, false},
			"delete, that has no body":  {0, remove, false},
			"look, later":               {freshness + 1, look, true},
		} {
			t.Run(version+" "+name, func(t *testing.T) {
				var from []string
				server := newTLSServer(t, version == "HTTP/2.0", func(w http.ResponseWriter, r *http.Request) {
					_, _ = io.Copy(io.Discard, r.Body)
					from = append(from, r.RemoteAddr)
					if r.Proto != version {
						t.Errorf("over %s", r.Proto)
					}
					switch r.Method {
					case http.MethodPost:
						answer(http.StatusCreated, goodAnswer)(w, r)
					case http.MethodDelete:
						w.WriteHeader(http.StatusNoContent)
					default:
						answer(http.StatusOK, `{"result":true}`)(w, r)
					}
				})
				c := newClient(t, server.URL, &tokens{value: testToken}, trusting(t, server))
				now := time.Now()
				c.now = func() time.Time { return now }
				if err := look(c); err != nil {
					t.Fatal(err)
				}
				now = now.Add(tc.pause)
				if err := tc.call(c); err != nil {
					t.Fatal(err)
				}
				if kept := from[0] == from[1]; kept != tc.kept {
					t.Errorf("on the kept connection: %v, want %v", kept, tc.kept)
				}
			})
		}
	}
}

func create(c *Client) error {
	_, err := c.CreateConnection(context.Background(), seedConnection())
	return err
}

func look(c *Client) error {
	_, err := c.TestConnection(context.Background(), "x")
	return err
}

func remove(c *Client) error { return c.DeleteConnection(context.Background(), "x") }

// TestIdleConnection checks that no body is given to a connection that was idle
// for too long, though others have been heard of since.
func TestIdleConnection(t *testing.T) {
	for _, tc := range []struct {
		info httptrace.GotConnInfo
		want error
	}{
		{httptrace.GotConnInfo{}, nil},
		{httptrace.GotConnInfo{Reused: true}, nil},
		{httptrace.GotConnInfo{Reused: true, WasIdle: true, IdleTime: freshness}, nil},
		{httptrace.GotConnInfo{Reused: true, WasIdle: true, IdleTime: freshness + 1}, errStale},
	} {
		d := &departure{body: []byte("{}")}
		var r http.Request
		d.load(&r)
		d.given(tc.info)
		got, err := io.ReadAll(r.Body)
		if !errors.Is(err, tc.want) || (string(got) == "{}") != (tc.want == nil) || d.callOff() != (tc.want != nil) {
			t.Errorf("%+v: read %q, %v", tc.info, got, err)
		}
	}
}

// failing is a connection that breaks in the writing that left counts down to,
// after some of its bytes.
type failing struct {
	net.Conn
	left   *atomic.Int32
	before int
	on     func()
}

func (c failing) Write(p []byte) (int, error) {
	if c.left.Add(-1) != 0 {
		return c.Conn.Write(p)
	}
	n, _ := c.Conn.Write(p[:c.before])
	c.on()
	return n, &net.OpError{Op: "write", Err: syscall.EPIPE}
}

// TestDeadConnection sends a create over a kept connection that breaks while
// the request is written to it.
func TestDeadConnection(t *testing.T) {
	for name, tc := range map[string]struct {
		broken int  // which writing fails
		before int  // how many of its bytes are taken
		cutOff bool // there is no way to connect again
		cancel bool // the create is called off meanwhile
		want   Kind // KindUnknown for success
		posts  int
	}{
		"before the first byte":                  {broken: 1, want: KindUnknown, posts: 1},
		"before the first byte, and no way back": {broken: 1, cutOff: true, want: KindUnreachable},
		"before the first byte, then called off": {broken: 1, cancel: true, want: KindCanceled},
		"in the header":                          {broken: 1, before: 20, want: KindUnknown, posts: 1},
		"after the header":                       {broken: 2, want: KindInterrupted},
		"in the body":                            {broken: 2, before: 1, want: KindInterrupted},
		"in the body, though called off":         {broken: 2, before: 1, cancel: true, want: KindInterrupted},
	} {
		t.Run(name, func(t *testing.T) {
			var posts atomic.Int32
			done := make(chan struct{}, 1)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost {
					if body, err := io.ReadAll(r.Body); err != nil || int64(len(body)) != r.ContentLength {
						return
					}
					posts.Add(1)
					done <- struct{}{}
					answer(http.StatusCreated, goodAnswer)(w, r)
					return
				}
				answer(http.StatusOK, `{"result":true}`)(w, r)
			}))
			defer server.Close()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var left atomic.Int32
			cutOff := false
			transport := NewTransport()
			defer transport.CloseIdleConnections()
			dial := transport.DialContext
			transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
				if cutOff {
					return nil, &net.OpError{Op: "dial", Err: syscall.ENETUNREACH}
				}
				conn, err := dial(ctx, network, address)
				return failing{conn, &left, tc.before, func() {
					if tc.cancel {
						cancel()
					}
				}}, err
			}
			c := newClient(t, server.URL, &tokens{value: testToken}, transport)
			c.wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
			if err := look(c); err != nil {
				t.Fatal(err)
			}
			left.Store(int32(tc.broken)) //nolint:gosec // a handful
			cutOff = tc.cutOff
			_, err := c.CreateConnection(ctx, seedConnection())
			if tc.want != KindUnknown {
				wantKind(t, err, tc.want)
			} else if err != nil {
				t.Fatal(err)
			}
			if tc.posts > 0 {
				<-done
			}
			if got := int(posts.Load()); got != tc.posts {
				t.Errorf("%d requests were taken, want %d", got, tc.posts)
			}
		})
	}
}
