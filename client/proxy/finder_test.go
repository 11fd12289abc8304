package proxy

import (
	"context"
	"errors"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/net/http/httpproxy"

	"mooring/client"
)

const platform = "https://platform.adobe.io/data/secret?x=y"

func parsed(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// says is a desktop that always gives this answer.
func says(proxy string) desktop {
	return func(context.Context, *url.URL) Choice {
		u, _ := url.Parse(proxy)
		return Choice{u, FromDesktop}
	}
}

func TestWhoWins(t *testing.T) {
	const desk, env = "http://desk:1", "http://env:2"
	for name, c := range map[string]struct {
		environment httpproxy.Config
		target      string
		proxy       string
		from        Source
	}{
		"nothing set: the desktop":         {httpproxy.Config{}, platform, desk, FromDesktop},
		"the environment wins":             {httpproxy.Config{HTTPSProxy: env}, platform, env, FromEnvironment},
		"host and port will do":            {httpproxy.Config{HTTPSProxy: "env:2"}, platform, env, FromEnvironment},
		"NO_PROXY with a proxy":            {httpproxy.Config{HTTPSProxy: env, NoProxy: ".adobe.io"}, platform, "", FromEnvironment},
		"NO_PROXY alone":                   {httpproxy.Config{NoProxy: "adobe.io"}, platform, "", FromEnvironment},
		"NO_PROXY alone, about another":    {httpproxy.Config{NoProxy: "example.com"}, platform, desk, FromDesktop},
		"HTTP_PROXY is not for https":      {httpproxy.Config{HTTPProxy: env}, platform, desk, FromDesktop},
		"this computer, by name":           {httpproxy.Config{HTTPSProxy: env}, "https://localhost:8443/", "", Nobody},
		"this computer, by number":         {httpproxy.Config{}, "https://127.0.0.3/", "", Nobody},
		"this computer, by another number": {httpproxy.Config{}, "https://[::1]:443/", "", Nobody},
		"this computer, by a longer name":  {httpproxy.Config{}, "https://a.LOCALHOST./", "", Nobody},
	} {
		choice, err := newFinder(&c.environment, says(desk)).Find(t.Context(), parsed(t, c.target))
		got := ""
		if choice.Proxy != nil {
			got = choice.Proxy.String()
		}
		if err != nil || got != c.proxy || choice.From != c.from {
			t.Errorf("%s: %q from %q, %v; want %q from %q", name, got, choice.From, err, c.proxy, c.from)
		}
	}
}

func TestBadAddressInTheEnvironment(t *testing.T) {
	for _, address := range []string{"http://user:hunter2@ho st:1", "ftp://user:hunter2@host", "http://user:hunter2@", "://"} {
		_, err := newFinder(&httpproxy.Config{HTTPSProxy: address}, says("http://desk:1")).Find(t.Context(), parsed(t, platform))
		var refusal *client.ProxyError
		if !errors.As(err, &refusal) || refusal.Status != 0 {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// The desktop is asked about the server alone, and not for each call.
func TestTheDesktopIsRemembered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked []string
		f := newFinder(&httpproxy.Config{}, func(_ context.Context, target *url.URL) Choice {
			asked = append(asked, target.String())
			return Choice{}
		})
		for range 3 {
			if _, err := f.Find(t.Context(), parsed(t, platform)); err != nil {
				t.Fatal(err)
			}
		}
		if len(asked) != 1 || asked[0] != "https://platform.adobe.io/" {
			t.Errorf("asked %q", asked)
		}
		time.Sleep(remembered) //nolint:forbidigo // in a bubble, where it takes no time
		if _, err := f.Find(t.Context(), parsed(t, platform)); err != nil || len(asked) != 2 {
			t.Errorf("later: %v, asked %q", err, asked)
		}
	})
}

// A desktop that takes its time holds a call up once and for a while; what it says in
// the end counts.
func TestASlowDesktop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const slow = 2 * lookUpLimit
		f := newFinder(&httpproxy.Config{}, func(context.Context, *url.URL) Choice {
			time.Sleep(slow) //nolint:forbidigo // in a bubble, where it takes no time
			return says("http://desk:1")(t.Context(), nil)
		})
		begun := time.Now()
		for range 2 {
			if choice, err := f.Find(t.Context(), parsed(t, platform)); err != nil || choice.Proxy != nil {
				t.Errorf("%v, %v", choice, err)
			}
		}
		if waited := time.Since(begun); waited != lookUpLimit {
			t.Errorf("waited %s", waited)
		}
		time.Sleep(slow) //nolint:forbidigo // in a bubble, where it takes no time
		if choice, err := f.Find(t.Context(), parsed(t, platform)); err != nil || choice.Proxy == nil {
			t.Errorf("in the end: %v, %v", choice, err)
		}
		time.Sleep(slow) //nolint:forbidigo // in a bubble, where it takes no time
	})
}

func TestParse(t *testing.T) {
	for address, want := range map[string]string{
		"proxy:3128": "http://proxy:3128", "http://proxy:3128": "http://proxy:3128", "socks://p:1080": "socks5://p:1080",
		"[2001:db8::1]:8080": "http://[2001:db8::1]:8080", "": "", "pac+http://p/x": "", "http://": "", "direct://": "",
	} {
		proxy, ok := parse(address)
		if ok != (want != "") || ok && proxy.String() != want {
			t.Errorf("%q: %v, %v", address, proxy, ok)
		}
	}
}
