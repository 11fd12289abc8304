package proxy

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/http/httpproxy"

	"mooring/client"
	"mooring/client/proxy/proxytest"
)

var errNone = errors.New("no such secret")

// noVault holds nothing.
type noVault struct{}

func (noVault) Get(context.Context, string) (client.Secret, error) { return client.Secret{}, errNone }
func (noVault) Set(context.Context, string, client.Secret) error   { return nil }
func (noVault) Delete(context.Context, string) error               { return nil }

// memory is a vault.
type memory struct {
	mu   sync.Mutex
	held map[string]client.Secret
	read int
}

func (m *memory) Get(_ context.Context, key string) (client.Secret, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.read++
	value, ok := m.held[key]
	if !ok {
		return value, errNone
	}
	return value, nil
}

func (m *memory) Set(_ context.Context, key string, value client.Secret) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.held[key] = value
	return nil
}

func (m *memory) Delete(_ context.Context, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.held, key)
	return nil
}

func trust(transport *http.Transport, server *httptest.Server) {
	transport.TLSClientConfig.RootCAs = x509.NewCertPool()
	transport.TLSClientConfig.RootCAs.AddCert(server.Certificate())
}

func get(t *testing.T, transport *http.Transport, address string) string {
	t.Helper()
	body, err := try(t, transport, address)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func try(t *testing.T, transport *http.Transport, address string) (string, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	transport.CloseIdleConnections() // the next call is to meet the proxy again
	return string(body), err
}

// desk is a proxy that asks, a server behind it, and Proxies on the way to both.
type desk struct {
	way       *proxytest.Server
	vault     *memory
	proxies   *Proxies
	transport *http.Transport
	asked     []Question
	accepted  []string
}

const (
	known  = "ada:lock step" // a password as people have them
	server = "https://example.com/"
)

func newDesk(t *testing.T, address func(way *proxytest.Server) string) *desk {
	t.Helper()
	behind := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "here") }))
	t.Cleanup(behind.Close)
	d := &desk{way: proxytest.New(t, behind.Listener.Addr().String()), vault: &memory{held: map[string]client.Secret{}}}
	d.way.Ask(known, `Negotiate`, `Basic realm="the house"`)
	d.start(address)
	trust(d.transport, behind)
	return d
}

// start is a start of the app.
func (d *desk) start(address func(way *proxytest.Server) string) {
	d.proxies = newProxies(newFinder(&httpproxy.Config{HTTPSProxy: address(d.way)}, says("")), d.vault)
	d.proxies.Listen(func(q Question) { d.asked = append(d.asked, q) }, func(proxy string) { d.accepted = append(d.accepted, proxy) })
	roots := (*x509.CertPool)(nil)
	if d.transport != nil {
		roots = d.transport.TLSClientConfig.RootCAs
	}
	d.transport = client.NewTransport()
	d.transport.TLSClientConfig.RootCAs = roots
	d.proxies.Use(d.transport)
}

func bare(way *proxytest.Server) string { return way.URL }

func cause(err error) client.NetCause { return client.SortNetError(err, time.Now()).Cause }

func TestPassword(t *testing.T) {
	d := newDesk(t, bare)
	if _, err := try(t, d.transport, server); cause(err) != client.NetProxySignIn {
		t.Fatalf("without a password: %v", err)
	}
	if want := (Question{Proxy: d.way.Address()}); len(d.asked) != 1 || d.asked[0] != want {
		t.Fatalf("asked %+v", d.asked)
	}

	d.proxies.Answer(d.way.Address(), "ada", client.NewSecret("wrong"))
	_, err := try(t, d.transport, server)
	if cause(err) != client.NetProxyPassword {
		t.Fatalf("with a wrong password: %v", err)
	}
	if strings.Contains(fmt.Sprintf("%v %+v", err, err), "wrong") {
		t.Errorf("the error tells the password: %v", err)
	}
	if want := (Question{d.way.Address(), "ada", true}); len(d.asked) != 2 || d.asked[1] != want {
		t.Fatalf("asked %+v", d.asked)
	}
	if _, err := try(t, d.transport, server); cause(err) != client.NetProxySignIn {
		t.Fatalf("afterwards: %v", err)
	}
	if tried := d.way.Tried(); tried[len(tried)-1] != "" {
		t.Error("a password that was refused is sent again")
	}
	if len(d.vault.held) != 0 {
		t.Error("a password that was not accepted is kept")
	}

	d.proxies.Answer(d.way.Address(), "ada", client.NewSecret("lock step"))
	if got := get(t, d.transport, server); got != "here" {
		t.Error(got)
	}
	read := d.vault.read
	if get(t, d.transport, server); len(d.accepted) != 1 || d.accepted[0] != d.way.Address() || d.vault.read != read {
		t.Errorf("accepted %q, and read %d times", d.accepted, d.vault.read-read)
	}
	if err := d.proxies.Keep(t.Context(), d.way.Address()); err != nil {
		t.Fatal(err)
	}

	// Another start takes it from the vault.
	d.asked = nil
	d.start(bare)
	if got := get(t, d.transport, server); got != "here" || len(d.asked) != 0 || len(d.accepted) != 1 {
		t.Errorf("%q, asked %v, accepted %v", got, d.asked, d.accepted)
	}
	if err := d.proxies.Forget(t.Context(), d.way.Address()); err != nil || len(d.vault.held) != 0 {
		t.Errorf("Forget = %v, and there is %d left", err, len(d.vault.held))
	}
	if _, err := try(t, d.transport, server); cause(err) != client.NetProxySignIn {
		t.Errorf("forgotten: %v", err)
	}
}

// A password in the address that the environment has is used, and kept nowhere else.
func TestPasswordInTheAddress(t *testing.T) {
	d := newDesk(t, func(way *proxytest.Server) string { return "http://ada:lock%20step@" + way.Address() })
	if got := get(t, d.transport, server); got != "here" || len(d.accepted) != 0 {
		t.Errorf("%q, to be kept for %q", got, d.accepted)
	}
	choice, err := d.proxies.Find(t.Context(), parsed(t, server))
	if err != nil || choice.Proxy.User != nil || choice.From != FromEnvironment {
		t.Errorf("%v, %v", choice, err)
	}
	d.way.Ask("ada:another", "Basic")
	if _, err := try(t, d.transport, server); cause(err) != client.NetProxyPassword || strings.Contains(err.Error(), "step") {
		t.Errorf("once it is another: %v", err)
	}
	d.proxies.Answer(d.way.Address(), "ada", client.NewSecret("another"))
	if got := get(t, d.transport, server); got != "here" {
		t.Error(got)
	}
}

// No password helps where the proxy takes none: nobody is asked for one.
func TestNoPasswordForNTLM(t *testing.T) {
	d := newDesk(t, bare)
	d.way.Ask("", "Negotiate", "NTLM")
	if _, err := try(t, d.transport, server); cause(err) != client.NetProxyScheme {
		t.Errorf("%v", err)
	}
	if len(d.asked) != 0 {
		t.Errorf("asked %+v", d.asked)
	}
}

// A password goes to the proxy that it was entered for.
func TestPasswordForAnother(t *testing.T) {
	d := newDesk(t, bare)
	d.proxies.Answer("other:1", "ada", client.NewSecret("lock step"))
	if _, err := try(t, d.transport, server); cause(err) != client.NetProxySignIn {
		t.Errorf("%v", err)
	}
	if tried := d.way.Tried(); tried[0] != "" {
		t.Errorf("the proxy got %q", tried)
	}
}

func TestProxiesPrintNoPassword(t *testing.T) {
	d := newDesk(t, bare)
	d.proxies.Answer(d.way.Address(), "ada", client.NewSecret("lock step"))
	if got := get(t, d.transport, server); got != "here" {
		t.Fatal(got)
	}
	for _, form := range []string{"%v", "%+v", "%#v"} {
		if strings.Contains(fmt.Sprintf(form, d.proxies), "lock step") {
			t.Errorf("%s prints the password", form)
		}
	}
}
