package diagnose

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"mooring/client"
)

// target is a server to visit.
type target struct {
	url  *url.URL // nil if the address is no good
	name string   // for people
}

// targetsOf parses the addresses; several of one server are visited once, at
// the first of them.
func targetsOf(addresses []string) []target {
	var targets []target
	for _, address := range addresses {
		t := target{name: "?"} // what cannot be parsed may hold anything
		u, err := url.Parse(strings.TrimSpace(address))
		if err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" {
			u.User, u.Fragment = nil, ""
			t.url, t.name = u, strings.ToLower(u.Host)
		}
		if !slices.ContainsFunc(targets, func(other target) bool { return other.name == t.name }) {
			targets = append(targets, t)
		}
	}
	return targets
}

// hostPort is what to connect to for a URL.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		switch u.Scheme {
		case "https":
			port = "443"
		case "socks5", "socks5h":
			port = "1080"
		default:
			port = "80"
		}
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// visit is the checks of one server, in turn.
type visit struct {
	*run
	target
	said map[Check]bool
	say  func(Finding)
}

// verdict says what came of a check. A check that failed because the run was
// called off was not made.
func (v *visit) verdict(check Check, verdict Verdict, cause Cause, err error, facts ...Fact) {
	if cause == Canceled {
		verdict, err, facts = Skipped, nil, nil
	}
	v.said[check] = true
	v.say(Finding{Check: check, Host: v.name, Verdict: verdict, Cause: cause, Facts: facts, Err: err})
}

// all makes the checks. One that cannot be made after another has failed is skipped.
func (v *visit) all(ctx context.Context) {
	v.visit(ctx)
	cause := EarlierFailure
	if errors.Is(ctx.Err(), context.Canceled) {
		cause = Canceled
	}
	for check := Resolve; check <= Clock; check++ {
		if !v.said[check] {
			v.verdict(check, Skipped, cause, nil)
		}
	}
}

func (v *visit) visit(ctx context.Context) {
	if v.url == nil {
		v.verdict(Resolve, Broken, BadAddress, nil)
		return
	}
	proxy, err := v.proxy(ctx)
	if err != nil {
		v.verdict(Proxy, Broken, ProxyAddress, &client.ProxyError{}) // err itself may quote a password
		return
	}
	if !v.resolve(ctx, proxy != nil) {
		return
	}
	if proxy == nil {
		v.verdict(Proxy, Fine, NoCause, nil, v.proxyFacts(ctx, nil)...)
		if !v.connect(ctx) {
			return
		}
	} else {
		v.verdict(Connect, Skipped, ViaProxy, nil)
		if !v.reachProxy(ctx, proxy) {
			return
		}
	}
	v.ask(ctx, proxy)
}

// proxy returns the proxy for the server, nil for none.
func (v *visit) proxy(ctx context.Context) (*url.URL, error) {
	if v.Transport.Proxy == nil {
		return nil, nil
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, v.url.String(), nil)
	if err != nil {
		return nil, err
	}
	return v.Transport.Proxy(request)
}

// resolve looks up the name. Behind a proxy it need not be known here.
func (v *visit) resolve(ctx context.Context, viaProxy bool) bool {
	ctx, cancel := context.WithTimeout(ctx, resolveLimit)
	defer cancel()
	begun := time.Now()
	addresses, err := v.resolver.LookupHost(ctx, v.url.Hostname())
	if err == nil && len(addresses) == 0 {
		err = &net.DNSError{Err: "no address", Name: v.url.Hostname(), IsNotFound: true}
	}
	switch {
	case err == nil:
		v.verdict(Resolve, Fine, NoCause, nil, Fact{"Addresses", strings.Join(addresses, ", ")}, took(begun))
	case viaProxy && resolveCause(err) != Canceled:
		v.verdict(Resolve, Skipped, ViaProxy, err)
		return true
	default:
		v.verdict(Resolve, Broken, resolveCause(err), err)
	}
	return err == nil
}

// resolveCause is networkCause, except that silence is that of the name server.
func resolveCause(err error) Cause {
	switch cause := networkCause(err); cause {
	case Unreachable, Refused, TimedOut:
		return NameServer
	default:
		return cause
	}
}

// connect opens a connection and closes it.
func (v *visit) connect(ctx context.Context) bool {
	begun := time.Now()
	reached, err := v.reach(ctx, hostPort(v.url))
	if err != nil {
		v.verdict(Connect, Broken, networkCause(err), err)
		return false
	}
	v.verdict(Connect, Fine, NoCause, nil, Fact{"Reached", reached}, took(begun))
	return true
}

// reach connects and returns the address that it was connected to.
func (v *visit) reach(ctx context.Context, address string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, connectLimit)
	defer cancel()
	conn, err := v.dial(ctx, "tcp", address)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close() }() // nothing was sent
	return conn.RemoteAddr().String(), nil
}

// NoProxy is the value of FactProxy where a server is reached directly.
const NoProxy = "none"

// proxyFacts tells the proxy without who signs in to it, and who named it.
func (v *visit) proxyFacts(ctx context.Context, proxy *url.URL) []Fact {
	facts := []Fact{{FactProxy, NoProxy}}
	if proxy != nil {
		facts[0].Value = proxy.Scheme + "://" + proxy.Host
	}
	if v.NamedBy != nil {
		if by := v.NamedBy(ctx, v.url); by != "" {
			facts = append(facts, Fact{FactNamedBy, by})
		}
	}
	if proxy == nil {
		return facts
	}
	if _, has := proxy.User.Password(); has {
		facts = append(facts, Fact{"Password in its address", "yes"})
	}
	return facts
}

// reachProxy connects to the proxy. Whether it lets anything through shows later.
func (v *visit) reachProxy(ctx context.Context, proxy *url.URL) bool {
	if _, err := v.reach(ctx, hostPort(proxy)); err != nil {
		v.verdict(Proxy, Broken, unlessCanceled(err, ProxyUnreachable), err, v.proxyFacts(ctx, proxy)...)
		return false
	}
	return true
}

func unlessCanceled(err error, cause Cause) Cause {
	if errors.Is(err, context.Canceled) {
		return Canceled
	}
	return cause
}

func took(begun time.Time) Fact {
	return Fact{"Took", fmt.Sprintf("%d ms", time.Since(begun).Milliseconds())}
}
