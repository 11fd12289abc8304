package client

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestCancelBeforeLeaving(t *testing.T) {
	t.Run("at once", func(t *testing.T) {
		b := newBench(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := b.CreateConnection(ctx, seedConnection())
		e := wantKind(t, err, KindCanceled)
		if !errors.Is(e, context.Canceled) {
			t.Error(e)
		}
	})
	t.Run("while connecting", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		c := cancelledWhileConnecting(t, cancel)
		_, err := c.CreateConnection(ctx, seedConnection())
		wantKind(t, err, KindCanceled)
	})
	t.Run("with a connection, before the body", func(t *testing.T) {
		b := newBench(t)
		ctx, cancel := context.WithCancel(t.Context())
		b.rest = newREST(roundTrip(func(r *http.Request) (*http.Response, error) {
			cancel()
			<-r.Context().Done()
			if _, err := r.Body.Read(make([]byte, 1)); err == nil {
				t.Error("the body is still given out")
			}
			return nil, r.Context().Err()
		}))
		_, err := b.CreateConnection(ctx, seedConnection())
		wantKind(t, err, KindCanceled)
	})
}

func TestCancelAfterLeaving(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	b := newBench(t, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		answer(201, goodAnswer)(w, r)
	})
	if got, err := b.CreateConnection(ctx, seedConnection()); err != nil || got.ID == "" {
		t.Fatalf("%+v, %v", got, err)
	}
}

func TestCancelGet(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	b := newBench(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	_, err := b.Connection(ctx, "x")
	wantKind(t, err, KindCanceled)
}

// TestTimeLimit runs out of the 75 seconds, before and after leaving.
func TestTimeLimit(t *testing.T) {
	for name, tc := range map[string]struct {
		leave bool
		want  Kind
	}{"before": {false, KindUnreachable}, "after": {true, KindInterrupted}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var calls atomic.Int32
				c := newClient(t, "", &tokens{value: testToken}, roundTrip(func(r *http.Request) (*http.Response, error) {
					calls.Add(1)
					if tc.leave {
						_, _ = io.Copy(io.Discard, r.Body)
					}
					<-r.Context().Done()
					return nil, r.Context().Err()
				}))
				began := time.Now()
				ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
				defer cancel()
				_, err := c.CreateConnection(ctx, seedConnection())
				e := wantKind(t, err, tc.want)
				if took := time.Since(began); took != callLimit || calls.Load() != 1 || !e.Final() {
					t.Errorf("took %v, %d calls, %v", took, calls.Load(), e)
				}
			})
		})
	}
	t.Run("in the answer", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			c := newClient(t, "", &tokens{value: testToken}, roundTrip(func(r *http.Request) (*http.Response, error) {
				_, _ = io.Copy(io.Discard, r.Body)
				pr, pw := io.Pipe()
				context.AfterFunc(r.Context(), func() { _ = pw.CloseWithError(r.Context().Err()) })
				return &http.Response{StatusCode: 201, Header: http.Header{}, Body: pr, Request: r}, nil
			}))
			_, err := c.CreateConnection(t.Context(), seedConnection())
			wantKind(t, err, KindInterrupted)
		})
	})
}

// TestRealWaits lets the pauses pass on the clock of a bubble.
func TestRealWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		c := newClient(t, "", &tokens{value: testToken}, roundTrip(func(r *http.Request) (*http.Response, error) {
			n++
			if n == 1 {
				return nil, &net.DNSError{Err: "no such host", Name: r.URL.Host, IsNotFound: true}
			}
			_, _ = io.Copy(io.Discard, r.Body)
			return &http.Response{StatusCode: 201, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader([]byte(goodAnswer))), Request: r}, nil
		}))
		began := time.Now()
		if _, err := c.CreateConnection(t.Context(), seedConnection()); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took != transientPause || n != 2 {
			t.Errorf("took %v, %d calls", took, n)
		}
	})
}

func TestUnreachable(t *testing.T) {
	count := func(n *int, then func(*http.Transport)) *http.Transport {
		transport := NewTransport()
		transport.Proxy = nil
		then(transport)
		dial := transport.DialContext
		transport.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
			*n++
			return dial(ctx, network, addr)
		}
		return transport
	}
	secure := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("called") }))
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusProxyAuthRequired)
	}))
	defer proxy.Close()
	proxyURL, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	dnsError := &net.DNSError{Err: "no such host", Name: "platform.adobe.io", IsNotFound: true}

	for name, tc := range map[string]struct {
		base      string
		transport func(*http.Transport)
		calls     int
		is        func(error) bool
	}{
		"refused": {"http://127.0.0.1:1", func(*http.Transport) {}, 3, func(err error) bool {
			var op *net.OpError
			return errors.As(err, &op) && op.Op == "dial"
		}},
		"no address": {"https://platform.adobe.io", func(tr *http.Transport) {
			tr.DialContext = func(context.Context, string, string) (net.Conn, error) { return nil, dnsError }
		}, 3, func(err error) bool {
			var dns *net.DNSError
			return errors.As(err, &dns)
		}},
		"untrusted": {secure.URL, func(*http.Transport) {}, 1, func(err error) bool {
			var unknown x509.UnknownAuthorityError
			return errors.As(err, &unknown)
		}},
		"no tls": {"https" + plain.URL[len("http"):], func(*http.Transport) {}, 3, func(err error) bool {
			return errors.Is(err, http.ErrSchemeMismatch)
		}},
		"proxy 407": {"https://platform.adobe.io", func(tr *http.Transport) {
			tr.Proxy = http.ProxyURL(proxyURL)
		}, 1, func(err error) bool {
			var p *ProxyError
			return errors.As(err, &p) && p.Status == 407
		}},
		"proxy address": {"https://platform.adobe.io", func(tr *http.Transport) {
			tr.Proxy = func(*http.Request) (*url.URL, error) { return nil, &ProxyError{} }
		}, 0, func(err error) bool {
			var p *ProxyError
			return errors.As(err, &p)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			c := newClient(t, tc.base, &tokens{value: testToken}, count(&n, tc.transport))
			c.wait = func(context.Context, time.Duration) error { return nil }
			_, err := c.CreateConnection(t.Context(), seedConnection())
			e := wantKind(t, err, KindUnreachable)
			if !tc.is(e) {
				t.Errorf("the cause is not recognisable: %v", err)
			}
			if n != tc.calls {
				t.Errorf("dialled %d times, want %d", n, tc.calls)
			}
		})
	}
}

func TestReadWhileHungUp(t *testing.T) {
	// The server reads the POST and closes a kept connection without an answer.
	b := newBench(t, answer(200, `{"result":true}`), hangUp)
	if _, err := b.TestConnection(t.Context(), "x"); err != nil {
		t.Fatal(err)
	}
	_, err := b.CreateConnection(t.Context(), seedConnection())
	if e := wantKind(t, err, KindInterrupted); !e.Kind.OutcomeUnknown() {
		t.Error(e)
	}
}

func TestGetRedirects(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("followed to another host")
	}))
	defer other.Close()
	const same = "/gateway/data/foundation/moved"
	t.Run("same host", func(t *testing.T) {
		b := newBench(t, answer(302, ``, "Location", same), answer(200, `{"result":false}`))
		if got, err := b.TestConnection(t.Context(), "x"); err != nil || got {
			t.Errorf("%v, %v", got, err)
		}
		if b.script.seen[1].Header.Get("Authorization") == "" {
			t.Error("the token was lost on the way")
		}
	})
	for name, step := range map[string]http.HandlerFunc{
		"other host":   answer(302, ``, "Location", other.URL),
		"other scheme": answer(302, ``, "Location", "https://127.0.0.1/"),
		"with a user":  answer(302, ``, "Location", "//user@127.0.0.1/"),
		"broken":       answer(302, ``, "Location", "http://[::1"),
		"none":         answer(302, ``),
		"304":          answer(304, ``),
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, step)
			_, err := b.TestConnection(t.Context(), "x")
			wantKind(t, err, KindNotPlatform)
		})
	}
	t.Run("in a circle", func(t *testing.T) {
		hop := answer(302, ``, "Location", same)
		b := newBench(t, hop, hop, hop, hop, hop, hop)
		_, err := b.TestConnection(t.Context(), "x")
		wantKind(t, err, KindNotPlatform)
	})
}

// TestHTTP2 makes a connection over HTTP/2, cancelled once it has left.
func TestHTTP2(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.ProtoMajor != 2 || int64(len(body)) != r.ContentLength || len(body) == 0 {
			t.Errorf("%s, %d of %d bytes, %v", r.Proto, len(body), r.ContentLength, err)
		}
		cancel()
		answer(201, goodAnswer)(w, r)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	transport := NewTransport()
	defer transport.CloseIdleConnections()
	transport.TLSClientConfig.RootCAs = x509.NewCertPool()
	transport.TLSClientConfig.RootCAs.AddCert(server.Certificate())
	c := newClient(t, server.URL, &tokens{value: testToken}, transport)
	if got, err := c.CreateConnection(ctx, seedConnection()); err != nil || got.ID == "" {
		t.Errorf("%+v, %v", got, err)
	}
}

// cancelledWhileConnecting is a client whose call is cancelled as it connects.
func cancelledWhileConnecting(t *testing.T, cancel func()) *Client {
	t.Helper()
	transport := NewTransport()
	transport.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
		cancel()
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return newClient(t, "http://localhost:1", &tokens{value: testToken}, transport)
}
