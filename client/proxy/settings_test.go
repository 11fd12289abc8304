package proxy

import (
	"testing"

	"github.com/mattn/go-ieproxy"
)

// What Windows and macOS have in their settings. Their scripts (PAC) are run by the
// systems themselves: go-ieproxy asks them, and elsewhere answers nothing.
func TestFromSettings(t *testing.T) {
	table := func(noProxy string, protocols map[string]string) ieproxy.ProxyConf {
		return ieproxy.ProxyConf{Static: ieproxy.StaticProxyConf{Active: true, Protocols: protocols, NoProxy: noProxy}}
	}
	for name, c := range map[string]struct {
		settings ieproxy.ProxyConf
		proxy    string
		from     Source
	}{
		"nothing":              {ieproxy.ProxyConf{}, "", Nobody},
		"one for all":          {table("", map[string]string{"": "proxy:8080"}), "http://proxy:8080", FromSystem},
		"one for each":         {table("", map[string]string{"http": "a:1", "https": "b:2"}), "http://b:2", FromSystem},
		"as a URL":             {table("", map[string]string{"https": "https://b:2"}), "https://b:2", FromSystem},
		"SOCKS only":           {table("", map[string]string{"socks": "s:1080"}), "socks5://s:1080", FromSystem},
		"for another":          {table("", map[string]string{"ftp": "f:21"}), "", Nobody},
		"not for this server":  {table("*.adobe.io", map[string]string{"": "proxy:8080"}), "", FromSystem},
		"not for another":      {table("*.example.com,<local>", map[string]string{"": "proxy:8080"}), "http://proxy:8080", FromSystem},
		"a script not run":     {ieproxy.ProxyConf{Automatic: ieproxy.ProxyScriptConf{Active: true, PreConfiguredURL: "http://x/p.pac"}}, "", Nobody},
		"switched off":         {ieproxy.ProxyConf{Static: ieproxy.StaticProxyConf{Protocols: map[string]string{"": "proxy:8080"}}}, "", Nobody},
		"an address that none": {table("", map[string]string{"": "ftp://x"}), "", Nobody},
	} {
		choice := fromSettings(c.settings, parsed(t, platform))
		got := ""
		if choice.Proxy != nil {
			got = choice.Proxy.String()
		}
		if got != c.proxy || choice.From != c.from {
			t.Errorf("%s: %q from %q, want %q from %q", name, got, choice.From, c.proxy, c.from)
		}
	}
}

func TestBypassed(t *testing.T) {
	for _, c := range []struct {
		list, host string
		want       bool
	}{
		{"<local>", "intranet", true},
		{"<local>", "intranet.corp", false},
		{"<local>", "10.1.2.3", false},
		{"10.*, 192.168.*", "10.1.2.3", true},
		{"*.corp;other", "a.b.CORP", true},
		{".corp", "a.corp", true},
		{".corp", "corp", false},
		{"*.local,169.254/16", "169.254.3.4", true},
		{"*.local,169.254/16", "169.255.3.4", false},
		{"2001:db8::/32", "2001:db8::5", true},
		{"[", "x", false},
		{"", "x", false},
	} {
		if got := bypassed(c.list, c.host); got != c.want {
			t.Errorf("%q, %s: %v", c.list, c.host, got)
		}
	}
}

func TestFirstOf(t *testing.T) {
	for list, want := range map[string]string{"a:1": "a:1", "a:1;b:2": "a:1", " a:1 b:2": "a:1", "": "", ";": ""} {
		if got := firstOf(list); got != want {
			t.Errorf("%q: %q", list, got)
		}
	}
}
