// Package proxy finds the proxy on the way to a server as the desktop has it, and
// signs in to one that asks for a user and a password.
//
// The environment wins (HTTPS_PROXY, NO_PROXY). Where it says nothing, the settings
// of Windows and macOS count, a script (PAC) included, and on Linux what GNOME and
// KDE answer through the desktop's portal. This computer itself is never reached by
// way of a proxy.
package proxy

import (
	"context"
	"net"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/http/httpproxy"

	"mooring/client"
)

const (
	// lookUpLimit is how long a request waits for what the desktop says. A script
	// that is still being fetched then serves the next request.
	lookUpLimit = 4 * time.Second
	// remembered is for how long what the desktop said is not asked again.
	remembered = time.Minute
)

// Source says who named a proxy, or that there is to be none.
type Source string

// The sources.
const (
	Nobody          Source = ""            // nothing is set up: directly
	FromEnvironment Source = "environment" // HTTPS_PROXY and its like
	FromSystem      Source = "system"      // the settings of Windows or macOS
	FromScript      Source = "script"      // the script (PAC) that these settings name
	FromDesktop     Source = "desktop"     // GNOME's or KDE's settings, by the portal
)

// Choice is the way to a server.
type Choice struct {
	Proxy *url.URL // nil for directly
	From  Source
}

// desktop asks the desktop for the way to an address. It may take as long as a
// script is slow.
type desktop func(ctx context.Context, target *url.URL) Choice

// Finder finds the proxy on the way to a server. It is safe for use by several
// goroutines, and never for the UI goroutine: the desktop may take seconds.
type Finder struct {
	environment *httpproxy.Config
	desktop     desktop
	now         func() time.Time
	limit       time.Duration

	mu    sync.Mutex
	known map[string]*answer // by what was asked for
}

// answer is what the desktop said of one server.
type answer struct {
	choice Choice
	until  time.Time     // when it is to be asked again
	asking chan struct{} // closed when it has been; nil while nobody asks
}

func newFinder(environment *httpproxy.Config, ask desktop) *Finder {
	return &Finder{environment: environment, desktop: ask, now: time.Now, limit: lookUpLimit, known: map[string]*answer{}}
}

// Find returns the way to a server. The error is a *client.ProxyError for an
// address in the environment that is none; it does not repeat the address, which
// may hold a password.
func (f *Finder) Find(ctx context.Context, target *url.URL) (Choice, error) {
	if isHere(target.Hostname()) {
		return Choice{}, nil
	}
	if named := f.named(target.Scheme); named != "" {
		_, ok := parse(named)
		proxy, err := f.environment.ProxyFunc()(target)
		if !ok || err != nil {
			return Choice{}, &client.ProxyError{}
		}
		return Choice{proxy, FromEnvironment}, nil
	}
	if f.excepted(target) {
		return Choice{nil, FromEnvironment}, nil
	}
	return f.ask(ctx, target), nil
}

// named is the proxy that the environment names for a scheme.
func (f *Finder) named(scheme string) string {
	if scheme == "http" {
		return f.environment.HTTPProxy
	}
	return f.environment.HTTPSProxy
}

// excepted reports whether NO_PROXY names the server, where there is nothing else
// in the environment.
func (f *Finder) excepted(target *url.URL) bool {
	const some = "http://proxy.invalid"
	config := httpproxy.Config{HTTPProxy: some, HTTPSProxy: some, NoProxy: f.environment.NoProxy}
	proxy, err := config.ProxyFunc()(target)
	return err == nil && proxy == nil
}

// ask asks the desktop, and waits for it within the limit. Without an answer, what
// it said before counts.
func (f *Finder) ask(ctx context.Context, target *url.URL) Choice {
	// No path: it is nobody's business, and no script may go by it.
	target = &url.URL{Scheme: target.Scheme, Host: target.Host, Path: "/"}
	f.mu.Lock()
	known := f.known[target.String()]
	if known == nil {
		known = &answer{}
		f.known[target.String()] = known
	}
	if f.now().Before(known.until) {
		defer f.mu.Unlock()
		return known.choice
	}
	if known.asking == nil {
		known.asking = make(chan struct{})
		go f.learn(known, target) //nolint:gosec // it serves the next request as well
	}
	asking := known.asking
	f.mu.Unlock()

	limit := time.NewTimer(f.limit)
	defer limit.Stop()
	select {
	case <-asking:
	case <-ctx.Done():
	case <-limit.C:
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if known.asking != nil && ctx.Err() == nil { // the others need not wait as long
		known.until = f.now().Add(remembered)
	}
	return known.choice
}

// learn asks the desktop and remembers what it says. It is not bound to the request
// that began it: the next one can do with the answer as well.
func (f *Finder) learn(known *answer, target *url.URL) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*f.limit)
	defer cancel()
	choice := f.desktop(ctx, target)
	f.mu.Lock()
	defer f.mu.Unlock()
	known.choice, known.until = choice, f.now().Add(remembered)
	close(known.asking)
	known.asking = nil
}

// isHere reports whether a host is this computer.
func isHere(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}

// schemes are the ways to talk to a proxy that net/http knows.
var schemes = []string{"http", "https", "socks5", "socks5h"}

// parse reads the address of a proxy: a URL, or a host and port of an HTTP proxy.
func parse(address string) (*url.URL, bool) {
	address = strings.TrimSpace(address)
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	proxy, err := url.Parse(address)
	if err != nil || proxy.Hostname() == "" {
		return nil, false
	}
	if proxy.Scheme == "socks" { // what desktops call it
		proxy.Scheme = "socks5"
	}
	return proxy, slices.Contains(schemes, proxy.Scheme)
}
