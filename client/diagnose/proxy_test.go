package diagnose

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"mooring/client"
	"mooring/client/proxy/proxytest"
)

func parse(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// proxy passes on to the server, or answers with the status.
func proxy(t *testing.T, server net.Addr, status int) *httptest.Server {
	t.Helper()
	p := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect || status != http.StatusOK {
			w.WriteHeader(status)
			return
		}
		there, err := (&net.Dialer{}).DialContext(r.Context(), "tcp", server.String())
		if err != nil {
			t.Error(err)
			return
		}
		here, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = io.WriteString(here, "HTTP/1.1 200 OK\r\n\r\n")
		go func() {
			_, _ = io.Copy(there, here)
			_ = there.Close()
		}()
		_, _ = io.Copy(here, there)
		_ = here.Close()
	}))
	t.Cleanup(p.Close)
	return p
}

func TestProxies(t *testing.T) {
	server := tlsServer(t, answering)
	address := func(s *httptest.Server) string { return "http://anneliese:pass-word@" + s.Listener.Addr().String() }
	viaProxy := outcome{Skipped, ViaProxy}
	for _, c := range []struct {
		name, address string
		change        func(*Options)
		want          map[Check]outcome
	}{
		{"passes", address(proxy(t, server.Listener.Addr(), http.StatusOK)), nil, map[Check]outcome{
			Resolve: fine, Proxy: fine, Connect: viaProxy, Handshake: fine, Answer: fine, Clock: fine,
		}},
		{"knows the name", address(proxy(t, server.Listener.Addr(), http.StatusOK)), func(o *Options) { o.resolver = names{} }, map[Check]outcome{
			Resolve: viaProxy, Proxy: fine, Connect: viaProxy, Handshake: fine, Answer: fine, Clock: fine,
		}},
		{"brings its own authority", address(proxy(t, server.Listener.Addr(), http.StatusOK)), func(o *Options) {
			o.Transport.TLSClientConfig.RootCAs = nil
		}, map[Check]outcome{
			Resolve: fine, Proxy: fine, Connect: viaProxy, Handshake: {Broken, Untrusted}, Clock: fine,
		}},
		{"does not accept the password", address(proxy(t, server.Listener.Addr(), http.StatusProxyAuthRequired)), nil, map[Check]outcome{
			Resolve: fine, Proxy: {Broken, ProxyPassword}, Connect: viaProxy,
		}},
		{"refuses", address(proxy(t, server.Listener.Addr(), http.StatusForbidden)), nil, map[Check]outcome{
			Resolve: fine, Proxy: {Broken, ProxyRefused}, Connect: viaProxy,
		}},
		{"wants a password without TLS", address(proxy(t, server.Listener.Addr(), http.StatusProxyAuthRequired)), func(o *Options) {
			o.Addresses = []string{"http://" + host}
		}, map[Check]outcome{Resolve: fine, Proxy: {Broken, ProxySignIn}, Connect: viaProxy}},
		{"not there", "http://anneliese:pass-word@127.0.0.1:1", nil, map[Check]outcome{
			Resolve: fine, Proxy: {Broken, ProxyUnreachable}, Connect: viaProxy,
		}},
		{"cuts", "http://anneliese:pass-word@" + cutting(t).Addr().String(), nil, map[Check]outcome{
			Resolve: fine, Proxy: {Broken, ProxyUnreachable}, Connect: viaProxy,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := optionsFor(server)
			o.dial = nil
			o.through(t, c.address)
			o.NamedBy = func(context.Context, *url.URL) string { return "the desktop" }
			if c.change != nil {
				c.change(&o)
			}
			found := runFor(t, o)
			want(t, found, c.want)
			f := found[Proxy]
			if f.Fact(FactNamedBy) != "the desktop" {
				t.Errorf("named by %q", f.Fact(FactNamedBy))
			}
			if f.Fact(FactProxy) != "http://"+parse(t, c.address).Host || f.Fact("Password in its address") != "yes" {
				t.Errorf("facts %v", f.Facts)
			}
			for _, f := range found {
				if report := report(f); strings.Contains(report, "pass-word") || strings.Contains(report, "anneliese") {
					t.Errorf("told too much: %s", report)
				}
			}
		})
	}
}

func TestProxyAddressOfNoUse(t *testing.T) {
	o := optionsFor(tlsServer(t, answering))
	o.Transport.Proxy = func(*http.Request) (*url.URL, error) { return nil, errors.New("invalid proxy address anna:pass-word@") }
	found := runFor(t, o)
	want(t, found, map[Check]outcome{Proxy: {Broken, ProxyAddress}})
	var refusal *client.ProxyError
	if err := found[Proxy].Err; !errors.As(err, &refusal) || strings.Contains(err.Error(), "pass-word") {
		t.Errorf("error %v", err)
	}
}

func TestProxyThatHangs(t *testing.T) {
	o := optionsFor(tlsServer(t, answering))
	o.through(t, "socks5://proxy.test")
	ctx, cancel := context.WithCancel(t.Context())
	var asked string
	o.dial = func(ctx context.Context, _, address string) (net.Conn, error) {
		asked = address
		cancel()
		<-ctx.Done()
		return nil, ctx.Err()
	}
	for _, f := range Run(ctx, o, nil) {
		if f.Check == Proxy && (f.Verdict != Skipped || f.Cause != Canceled || f.Err != nil) {
			t.Errorf("got %+v", f)
		}
	}
	if asked != "proxy.test:1080" {
		t.Errorf("asked %q", asked)
	}
}

// A proxy that asks is told apart from one that no password helps with.
func TestProxyThatAsks(t *testing.T) {
	server := tlsServer(t, answering)
	for offer, cause := range map[string]Cause{`Basic realm="x"`: ProxySignIn, "Negotiate": ProxyScheme} {
		way := proxytest.New(t, server.Listener.Addr().String())
		way.Ask("ada:secret", offer)
		o := optionsFor(server)
		o.dial = nil
		o.through(t, way.URL)
		want(t, runFor(t, o), map[Check]outcome{Resolve: fine, Proxy: {Broken, cause}, Connect: {Skipped, ViaProxy}})
	}
}
