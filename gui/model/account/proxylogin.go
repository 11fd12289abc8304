package account

import (
	"context"
	"errors"
	"slices"
	"strings"

	"mooring/client"
	"mooring/client/proxy"
	"mooring/gui/model"
)

// proxiesKept is the setting that lists the proxies whose passwords are in the
// keyring, so that they can be forgotten.
const proxiesKept = "proxies"

// ProxyLogin asks for what proxies want to be signed in with, and keeps it in the
// keyring once it has been accepted.
type ProxyLogin struct {
	// Asked tells of a proxy that asks for a user and a password.
	Asked model.Event[proxy.Question]
	// NotKept names a proxy whose password serves until the app quits, since the
	// keyring did not take it.
	NotKept model.Event[string]

	line     lines // of one account, as it were: the list is read and written in turn
	proxies  *proxy.Proxies
	settings model.Settings
	again    func() bool
}

// NewProxyLogin makes the model. again tries once more what the proxy has kept from
// succeeding, and reports whether there was anything.
func NewProxyLogin(runner model.Runner, proxies *proxy.Proxies, settings model.Settings, again func() bool) *ProxyLogin {
	l := &ProxyLogin{line: newLines(runner), proxies: proxies, settings: settings, again: again}
	proxies.Listen(func(q proxy.Question) {
		runner.Apply(func() { l.Asked.Emit(q) })
	}, func(proxy string) {
		runner.Apply(func() { l.keep(proxy) })
	})
	return l
}

// Answer uses a user and a password for a proxy from now on, and tries again what has
// failed. It reports whether there was anything to try.
func (l *ProxyLogin) Answer(proxy, user string, password client.Secret) (trying bool) {
	l.proxies.Answer(proxy, user, password)
	return l.again()
}

// keep keeps the password of a proxy, which has accepted it. Where the keyring takes
// none, it serves until the app quits.
func (l *ProxyLogin) keep(proxy string) {
	l.inTurn(func(ctx context.Context) func() {
		// The list first: a password that it does not name would never be removed.
		err := l.list(ctx, proxy)
		if err == nil {
			err = l.proxies.Keep(ctx, proxy)
		}
		if err == nil {
			return nil
		}
		return func() { l.NotKept.Emit(proxy) }
	})
}

// inTurn does work with the list, one piece after the other.
func (l *ProxyLogin) inTurn(work func(ctx context.Context) (apply func())) {
	l.line.add("", func() func() func() {
		return func() func() {
			ctx, cancel := context.WithTimeout(context.Background(), signInLimit)
			defer cancel()
			return work(ctx)
		}
	})
}

func (l *ProxyLogin) list(ctx context.Context, proxy string) error {
	kept, err := l.settings.Get(ctx, proxiesKept)
	if err != nil || slices.Contains(strings.Fields(kept), proxy) {
		return err
	}
	return l.settings.Set(ctx, proxiesKept, strings.TrimSpace(kept+" "+proxy))
}

// Forget removes the passwords of all proxies from the keyring. then gets nil, or why
// some of them are still there.
func (l *ProxyLogin) Forget(then func(error)) {
	l.inTurn(func(ctx context.Context) func() {
		kept, trouble := l.settings.Get(ctx, proxiesKept)
		for _, proxy := range strings.Fields(kept) {
			trouble = errors.Join(trouble, l.proxies.Forget(ctx, proxy))
		}
		return func() { then(trouble) }
	})
}
