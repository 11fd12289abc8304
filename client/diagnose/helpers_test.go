package diagnose

import (
	"context"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"

	"mooring/client"
)

// names is a name server for tests: it knows these, and no others.
type names map[string][]string

func (n names) LookupHost(_ context.Context, host string) ([]string, error) {
	if addresses, known := n[host]; known {
		return addresses, nil
	}
	return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
}

// dialer connects to a listener whatever the address is.
func dialer(listener net.Addr) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, listener.String())
	}
}

// host is in the certificate of httptest, with 127.0.0.1.
const host = "example.com"

func tlsServer(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // handshakes fail on purpose
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

// answering answers as Platform does without credentials.
func answering(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json;charset=UTF-8")
	w.WriteHeader(http.StatusForbidden)
	_, _ = w.Write([]byte(`{"error_code":"403000","message":"Api Key is required"}`))
}

// optionsFor are options under which host is the server, whose certificate is trusted.
func optionsFor(server *httptest.Server) Options {
	o := Options{
		Addresses: []string{"https://" + host + "/base"},
		resolver:  names{host: {"192.0.2.1"}},
		Transport: client.NewTransport(),
		dial:      dialer(server.Listener.Addr()),
		home:      "/home/anneliese", user: "anneliese",
	}
	o.Transport.Proxy = nil
	if cert := server.Certificate(); cert != nil {
		o.Transport.TLSClientConfig.RootCAs = x509.NewCertPool()
		o.Transport.TLSClientConfig.RootCAs.AddCert(cert)
	}
	return o
}

// through sets the proxy of the options.
func (o *Options) through(t *testing.T, proxy string) {
	t.Helper()
	u, err := url.Parse(proxy)
	if err != nil {
		t.Fatal(err)
	}
	o.Transport.Proxy = http.ProxyURL(u)
}

// outcome is a finding without its details.
type outcome struct {
	Verdict Verdict
	Cause   Cause
}

var fine = outcome{Fine, NoCause}

// runFor makes the checks and returns the findings of the one server.
func runFor(t *testing.T, o Options) map[Check]Finding {
	t.Helper()
	found := map[Check]Finding{}
	for _, f := range Run(t.Context(), o, nil) {
		if f.Check > Clock {
			continue
		}
		if _, twice := found[f.Check]; twice {
			t.Errorf("check %d was said twice", f.Check)
		}
		found[f.Check] = f
	}
	if len(found) != int(Clock)+1 {
		t.Errorf("%d findings of the server", len(found))
	}
	return found
}

// want compares outcomes; checks that are not named were skipped after a failure.
func want(t *testing.T, found map[Check]Finding, expected map[Check]outcome) {
	t.Helper()
	for check := Resolve; check <= Clock; check++ {
		wanted, named := expected[check]
		if !named {
			wanted = outcome{Skipped, EarlierFailure}
		}
		if f := found[check]; (outcome{f.Verdict, f.Cause}) != wanted {
			t.Errorf("check %d: got %s, cause %d (%v); want %s, cause %d", check, f.Verdict, f.Cause, f.Err, wanted.Verdict, wanted.Cause)
		}
	}
}

// report is what is passed on, without the words for it.
func report(findings ...Finding) string {
	return Report(findings, func(Finding) (check, outcome string) { return "", "" })
}

// vault is a keyring in memory.
type vault struct {
	mu       sync.Mutex
	values   map[string]client.Secret
	err      map[string]error // by step
	hang     map[string]bool
	altered  bool
	degraded error
}

func newVault() *vault {
	return &vault{values: map[string]client.Secret{}, err: map[string]error{}, hang: map[string]bool{}}
}

func (v *vault) step(ctx context.Context, name string, do func()) error {
	v.mu.Lock()
	hang := v.hang[name]
	v.mu.Unlock()
	if hang {
		<-ctx.Done()
		return ctx.Err()
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.err[name]; err != nil {
		return err
	}
	do()
	return nil
}

func (v *vault) Get(ctx context.Context, key string) (value client.Secret, err error) {
	err = v.step(ctx, "get", func() {
		value = v.values[key]
		if v.altered {
			value = client.NewSecret("other")
		}
	})
	return value, err
}

func (v *vault) Set(ctx context.Context, key string, value client.Secret) error {
	return v.step(ctx, "set", func() { v.values[key] = value })
}

func (v *vault) Delete(ctx context.Context, key string) error {
	return v.step(ctx, "delete", func() { delete(v.values, key) })
}

func (v *vault) Degraded() error { return v.degraded }

func (v *vault) left() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.values)
}
