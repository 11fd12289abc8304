package account_test

import (
	"context"
	"crypto/x509"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"mooring/client"
	"mooring/client/proxy"
	"mooring/client/proxy/proxytest"
	"mooring/client/secrets"
	"mooring/gui/model/account"
	"mooring/gui/model/modeltest"
)

// memory keeps settings, unless it is broken.
type memory struct {
	kept   map[string]string
	broken error
	read   func() // is called by whoever reads, who goes on with what was there before
}

func (m *memory) Get(_ context.Context, key string) (string, error) {
	kept := m.kept[key]
	if m.read != nil {
		m.read()
	}
	return kept, m.broken
}

func (m *memory) Set(_ context.Context, key, value string) error {
	if m.broken == nil {
		m.kept[key] = value
	}
	return m.broken
}

// proxied is a proxy that asks, and the model that answers it.
type proxied struct {
	way       *proxytest.Server
	vault     secrets.Vault
	settings  *memory
	login     *account.ProxyLogin
	transport *http.Transport
	asked     []proxy.Question
	again     int
}

func newProxied(t *testing.T, r *modeltest.Shuffled) *proxied {
	t.Helper()
	behind := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(behind.Close)
	p := &proxied{way: proxytest.New(t, behind.Listener.Addr().String()), vault: secrets.NewSession(), settings: &memory{kept: map[string]string{}}}
	p.way.Ask("ada:lock step", "Basic")
	for _, name := range []string{"HTTP_PROXY", "NO_PROXY", "https_proxy", "http_proxy", "no_proxy"} {
		t.Setenv(name, "")
	}
	t.Setenv("HTTPS_PROXY", p.way.URL)
	proxies := proxy.New(p.vault)
	p.login = account.NewProxyLogin(r, proxies, p.settings, func() bool { p.again++; return p.again == 1 })
	p.login.Asked.Listen(func(q proxy.Question) { p.asked = append(p.asked, q) })
	p.transport = client.NewTransport()
	p.transport.TLSClientConfig.RootCAs = x509.NewCertPool()
	p.transport.TLSClientConfig.RootCAs.AddCert(behind.Certificate())
	proxies.Use(p.transport)
	return p
}

// call goes through the proxy, if that lets it.
func (p *proxied) call(t *testing.T) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://example.com/", nil)
	if err != nil {
		t.Fatal(err)
	}
	if answer, err := p.transport.RoundTrip(request); err == nil {
		_ = answer.Body.Close()
	}
	p.transport.CloseIdleConnections()
}

func (p *proxied) key() string { return "proxy/" + p.way.Address() + "/password" }

func TestProxyLogin(t *testing.T) {
	r := modeltest.NewShuffled(1)
	p := newProxied(t, r)
	p.call(t)
	if len(p.asked) != 0 {
		t.Error("it is asked on the goroutine of a call")
	}
	r.Settle()
	if len(p.asked) != 1 || p.asked[0].Proxy != p.way.Address() {
		t.Fatalf("asked %+v", p.asked)
	}
	if !p.login.Answer(p.way.Address(), "ada", client.NewSecret("lock step")) || p.again != 1 {
		t.Error("what has failed is not tried again")
	}
	if p.login.Answer(p.way.Address(), "ada", client.NewSecret("lock step")) {
		t.Error("something is tried again where nothing has failed")
	}
	p.login.NotKept.Listen(func(proxy string) { t.Errorf("the password of %s is said not to be kept", proxy) })
	p.call(t)
	r.Settle()
	if kept, err := p.vault.Get(t.Context(), p.key()); err != nil || kept.Reveal() != "ada:lock step" {
		t.Errorf("kept %v, %v", kept, err)
	}
	for key, value := range p.settings.kept {
		if strings.Contains(value, "ada") || strings.Contains(value, "lock") {
			t.Errorf("the setting %s tells %q", key, value)
		}
	}
	var trouble error
	p.login.Forget(func(err error) { trouble = err })
	r.Settle()
	if _, err := p.vault.Get(t.Context(), p.key()); !errors.Is(err, secrets.ErrNotFound) || trouble != nil {
		t.Errorf("after forgetting: %v, %v", err, trouble)
	}
}

// A password that the register cannot list is not kept: nothing would remove it.
func TestProxyLoginThatCannotBeListed(t *testing.T) {
	r := modeltest.NewShuffled(1)
	p := newProxied(t, r)
	p.settings.broken = errors.New("the disk is full")
	var said []string
	p.login.NotKept.Listen(func(proxy string) { said = append(said, proxy) })
	p.login.Answer(p.way.Address(), "ada", client.NewSecret("lock step"))
	p.call(t)
	r.Settle()
	if !slices.Equal(said, []string{p.way.Address()}) {
		t.Errorf("it is said of %q that their passwords are not kept", said)
	}
	if _, err := p.vault.Get(t.Context(), p.key()); !errors.Is(err, secrets.ErrNotFound) {
		t.Errorf("it is kept all the same: %v", err)
	}
	var trouble error
	p.login.Forget(func(err error) { trouble = err })
	r.Settle()
	if !errors.Is(trouble, p.settings.broken) {
		t.Errorf("forgetting = %v", trouble)
	}
}

// A private authority waits with what is entered, and is saved with the account.
func TestTrustAuthority(t *testing.T) {
	d := newDesk(modeltest.NewShuffled(1))
	authorities := client.Authorities{
		{Certificate: proxytest.NewAuthority(t, "Luma Root").Certificate}, {Certificate: proxytest.NewAuthority(t, "Luma Issuing").Certificate},
	}
	d.enter()
	d.signIn(t)
	d.runner.Settle()
	saved := d.accounts.Chosen()
	account.Trust(d.accounts, authorities)
	if d.accounts.State() != account.SignedOut {
		t.Error("still signed in, though who is trusted has changed")
	}
	d.accounts.ChooseNew()
	d.runner.Settle()
	if account.AuthoritiesOf(d.accounts) != nil {
		t.Error("a new account trusts it")
	}
	d.accounts.Choose(saved)
	d.runner.Settle()
	if got := account.AuthoritiesOf(d.accounts); len(got) != 2 || got[1].Name() != "Luma Issuing" {
		t.Errorf("after coming back: %v", got)
	}
	if got := d.store[saved.ID].Authority; got != authorities.PEM() {
		t.Errorf("saved %q", got)
	}
	account.Trust(d.accounts, nil)
	if account.AuthoritiesOf(d.accounts) != nil || d.accounts.Target().Account.Authority != "" {
		t.Error("it is trusted after it was removed")
	}
	d.accounts.ChoosePractice()
	account.Trust(d.accounts, authorities)
	if d.accounts.Target().Account.Authority != "" {
		t.Error("the practice Platform is given an authority")
	}
}

// accept lets a proxy accept a password.
func (p *proxied) accept(t *testing.T, way string) {
	t.Helper()
	p.login.Answer(way, "ada", client.NewSecret("lock step"))
	asked := &http.Request{Header: http.Header{}}
	asked.SetBasicAuth("ada", "lock step")
	asked.Header.Set("Proxy-Authorization", asked.Header.Get("Authorization"))
	err := p.transport.OnProxyConnectResponse(t.Context(), &url.URL{Host: way}, asked, &http.Response{StatusCode: http.StatusOK})
	if err != nil {
		t.Fatal(err)
	}
}

// Two proxies that accept their passwords at once are both listed: what is not listed would
// never be removed from the keyring.
func TestTwoProxyLoginsAtOnce(t *testing.T) {
	r := modeltest.NewShuffled(1)
	p := newProxied(t, r)
	p.settings.read = func() { // the other one is kept while the list is being written
		p.settings.read = func() {}
		r.Step()
	}
	ways := []string{"one.example:3128", "two.example:3128"}
	for _, way := range ways {
		p.accept(t, way)
	}
	r.Paint()
	r.Settle()
	kept := func(way string) bool {
		_, err := p.vault.Get(t.Context(), "proxy/"+way+"/password")
		return err == nil
	}
	for _, way := range ways {
		if !kept(way) {
			t.Errorf("the password of %s is not kept", way)
		}
	}
	p.login.Forget(func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	r.Settle()
	for _, way := range ways {
		if kept(way) {
			t.Errorf("the password of %s is kept for ever", way)
		}
	}
}

// A password that is just being kept when all are to be forgotten is forgotten, too.
func TestProxyLoginIsKeptAndForgottenAtOnce(t *testing.T) {
	r := modeltest.NewShuffled(1)
	p := newProxied(t, r)
	const way = "one.example:3128"
	p.settings.read = func() {
		p.settings.read = func() {}
		r.Step()
	}
	p.accept(t, way)
	r.Paint()
	forgotten := 0
	p.login.Forget(func(error) { forgotten++ })
	r.Settle()
	if _, err := p.vault.Get(t.Context(), "proxy/"+way+"/password"); err == nil || forgotten != 1 {
		t.Errorf("it is in the keyring; told %d times", forgotten)
	}
}
