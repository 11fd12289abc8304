package proxy

import (
	"net"
	"net/url"
	"path"
	"strings"

	"github.com/mattn/go-ieproxy"
)

// fromSettings is the way to an address by the settings of Windows or macOS: that of
// the script if there is one, and else that of the table of proxies.
func fromSettings(settings ieproxy.ProxyConf, target *url.URL) Choice {
	if settings.Automatic.Active {
		if proxy, ok := parse(firstOf(settings.Automatic.FindProxyForURL(target.String()))); ok {
			return Choice{proxy, FromScript}
		}
	}
	if !settings.Static.Active {
		return Choice{}
	}
	if bypassed(settings.Static.NoProxy, target.Hostname()) {
		return Choice{nil, FromSystem}
	}
	for _, kind := range []string{target.Scheme, "", "socks"} {
		address := settings.Static.Protocols[kind]
		if address == "" {
			continue
		}
		if kind == "socks" && !strings.Contains(address, "://") {
			address = "socks5://" + address
		}
		if proxy, ok := parse(address); ok {
			return Choice{proxy, FromSystem}
		}
	}
	return Choice{}
}

// firstOf is the first of the proxies that a script names.
func firstOf(list string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(list), ";")
	if fields := strings.Fields(first); len(fields) > 0 {
		return fields[0]
	}
	return ""
}

// bypassed reports whether a host is on the list of those that are reached directly.
// Windows and macOS write it with asterisks (*.corp, 10.*), Windows also <local> for
// names without a dot, macOS networks such as 169.254/16.
func bypassed(list, host string) bool {
	host = strings.ToLower(host)
	ip := net.ParseIP(host)
	for _, entry := range strings.FieldsFunc(strings.ToLower(list), func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		if entry == "<local>" {
			if ip == nil && !strings.Contains(host, ".") {
				return true
			}
			continue
		}
		_, network, err := net.ParseCIDR(fullCIDR(entry))
		switch matched, bad := path.Match(entry, host); {
		case matched && bad == nil:
			return true
		case strings.HasPrefix(entry, ".") && strings.HasSuffix(host, entry):
			return true
		case err == nil && ip != nil && network.Contains(ip):
			return true
		}
	}
	return false
}

// fullCIDR writes a network out that leaves its zeros away: 169.254/16.
func fullCIDR(entry string) string {
	address, bits, found := strings.Cut(entry, "/")
	if !found || strings.Contains(address, ":") {
		return entry
	}
	for strings.Count(address, ".") < 3 {
		address += ".0"
	}
	return address + "/" + bits
}
