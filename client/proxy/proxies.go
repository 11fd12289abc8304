package proxy

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"golang.org/x/net/http/httpproxy"

	"mooring/client"
)

// Vault keeps the passwords of proxies.
type Vault interface {
	Get(ctx context.Context, key string) (client.Secret, error)
	Set(ctx context.Context, key string, value client.Secret) error
	Delete(ctx context.Context, key string) error
}

// Question is a proxy that asks for a user and a password.
type Question struct {
	Proxy string // its host and port
	User  string // whom it did not accept; empty for nobody yet
	Wrong bool   // a user and a password were sent, and not accepted
}

// Proxies takes calls through the proxies that the desktop names, and signs in to
// those that ask for it. A password is sent to the proxy that it was entered for and
// to no other, is worth keeping once it has been accepted, and is not sent again once
// it has been refused: that would lock people out. It is safe for use by several
// goroutines.
type Proxies struct {
	finder *Finder
	vault  Vault

	mu       sync.Mutex
	held     map[string]*login // by the proxy's host and port
	asked    func(Question)
	accepted func(proxy string)
}

// login is what signs in to a proxy.
type login struct {
	secret client.Secret // user:password, as Basic has it; empty for none
	stored bool          // it needs no keeping any more
}

// New makes Proxies over the desktop's settings. It reads the environment now.
func New(vault Vault) *Proxies {
	return newProxies(newFinder(httpproxy.FromEnvironment(), askDesktop), vault)
}

func newProxies(finder *Finder, vault Vault) *Proxies {
	return &Proxies{
		finder: finder, vault: vault, held: map[string]*login{},
		asked: func(Question) {}, accepted: func(string) {},
	}
}

// Listen says whom to tell of a proxy that asks for a user and a password, and of one
// that has accepted what was answered, which is then to be kept. Both are called on the
// goroutine of some request.
func (p *Proxies) Listen(asked func(Question), accepted func(proxy string)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked, p.accepted = asked, accepted
}

// Use takes the calls of a transport through the proxies. It is for a transport that
// nothing has gone through yet.
func (p *Proxies) Use(transport *http.Transport) {
	transport.Proxy = p.forRequest
	transport.GetProxyConnectHeader = p.header
	refused := transport.OnProxyConnectResponse
	transport.OnProxyConnectResponse = func(ctx context.Context, proxy *url.URL, asked *http.Request, answered *http.Response) error {
		sent := asked.Header.Get(headerName)
		if answered.StatusCode == http.StatusOK {
			p.letThrough(proxy.Host, sent)
		}
		if refused == nil {
			return nil
		}
		err := refused(ctx, proxy, asked, answered)
		if refusal, ok := errors.AsType[*client.ProxyError](err); ok && refusal.Status == http.StatusProxyAuthRequired {
			p.refused(proxy.Host, sent, refusal)
		}
		return err
	}
}

// Find returns the way to a server, without who signs in to the proxy.
func (p *Proxies) Find(ctx context.Context, target *url.URL) (Choice, error) {
	choice, err := p.finder.Find(ctx, target)
	if choice.Proxy != nil {
		choice.Proxy = without(choice.Proxy)
	}
	return choice, err
}

// Answer is what the user answers to a question. It is used from the next call on.
func (p *Proxies) Answer(proxy, user string, password client.Secret) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held[proxy] = &login{secret: client.NewSecret(user + ":" + password.Reveal())}
}

// Keep puts the password of a proxy, which has accepted it, into the vault.
func (p *Proxies) Keep(ctx context.Context, proxy string) error {
	p.mu.Lock()
	held := p.held[proxy]
	p.mu.Unlock()
	if held == nil || held.secret.Empty() {
		return nil // it has been refused meanwhile
	}
	return p.vault.Set(ctx, vaultKey(proxy), held.secret)
}

// Forget removes the password of a proxy from the vault.
func (p *Proxies) Forget(ctx context.Context, proxy string) error {
	p.mu.Lock()
	delete(p.held, proxy)
	p.mu.Unlock()
	return p.vault.Delete(ctx, vaultKey(proxy))
}

func vaultKey(proxy string) string { return "proxy/" + proxy + "/password" }

func (p *Proxies) forRequest(r *http.Request) (*url.URL, error) {
	choice, err := p.finder.Find(r.Context(), r.URL)
	if err != nil || choice.Proxy == nil {
		return nil, err
	}
	proxy := choice.Proxy
	if strings.HasPrefix(proxy.Scheme, "socks") {
		return proxy, nil // which net/http signs in to by the address alone
	}
	p.adopt(proxy)
	return without(proxy), nil
}

// without returns the address of a proxy without who signs in to it.
func without(proxy *url.URL) *url.URL {
	bare := *proxy
	bare.User = nil
	return &bare
}

// adopt takes over the password that stands in the address of a proxy, unless another
// one is known.
func (p *Proxies) adopt(proxy *url.URL) {
	password, has := proxy.User.Password()
	if !has {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held[proxy.Host] == nil {
		// It is not for the vault: whoever has set it there will change it there.
		p.held[proxy.Host] = &login{client.NewSecret(proxy.User.Username() + ":" + password), true}
	}
}

const headerName = "Proxy-Authorization"

// header signs a call in to a proxy, where there is something to sign in with.
func (p *Proxies) header(ctx context.Context, proxy *url.URL, _ string) (http.Header, error) {
	with := p.login(ctx, proxy.Host)
	if with.secret.Empty() {
		return nil, nil //nolint:nilnil // net/http's way to say: nothing to add
	}
	return http.Header{headerName: {basic(with.secret)}}, nil
}

func basic(login client.Secret) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(login.Reveal()))
}

// login is what is known to sign in to a proxy; the vault is asked once.
func (p *Proxies) login(ctx context.Context, proxy string) login {
	p.mu.Lock()
	held := p.held[proxy]
	p.mu.Unlock()
	if held != nil {
		return *held
	}
	// Without it the proxy asks, and then the user is asked.
	stored, err := p.vault.Get(ctx, vaultKey(proxy))
	if err != nil && ctx.Err() != nil {
		return login{}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held[proxy] == nil {
		p.held[proxy] = &login{stored, true}
	}
	return *p.held[proxy]
}

// letThrough notes that a proxy has let a call through.
func (p *Proxies) letThrough(proxy, sent string) {
	p.mu.Lock()
	held, accepted := p.held[proxy], p.accepted
	fresh := held != nil && !held.stored && !held.secret.Empty() && basic(held.secret) == sent
	if fresh {
		held.stored = true
	}
	p.mu.Unlock()
	if fresh {
		accepted(proxy)
	}
}

// refused drops what a proxy did not accept and, if another one can help, has the
// user asked.
func (p *Proxies) refused(proxy, sent string, refusal *client.ProxyError) {
	p.mu.Lock()
	question := Question{Proxy: proxy, Wrong: refusal.Tried}
	held := p.held[proxy]
	if held != nil && !held.secret.Empty() {
		if basic(held.secret) != sent {
			p.mu.Unlock()
			return // the answer is there already, and on its way
		}
		question.User, _, _ = strings.Cut(held.secret.Reveal(), ":")
		p.held[proxy] = &login{}
	}
	asked := p.asked
	p.mu.Unlock()
	if refusal.Basic() {
		asked(question)
	}
}
