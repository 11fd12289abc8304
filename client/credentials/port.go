package credentials

import (
	"regexp"
	"slices"
	"strings"
)

var (
	portShape  = regexp.MustCompile(`^[1-9]\d{1,4}$`)
	withoutTLS = []string{"false", "no", "off", "0"}
)

// wholeAddresses puts the port of a store, and that it is spoken to without TLS, into its
// address where many tools have them beside it: another port is another store.
func (g *group) wholeAddresses(values []named, meanings []meaning) []named {
	whole := slices.Clone(values)
	for i, m := range meanings {
		if m.field != fieldServiceURL && m.field != fieldAnyURL {
			continue
		}
		port, scheme := g.beside(i, values, meanings)
		if address := plainWord(values[i].text); port+scheme != "" && !isAmazonS3(address) {
			whole[i].text = withPort(address, port, scheme)
		}
	}
	return whole
}

// beside returns what stands beside the address at i and belongs to it.
func (g *group) beside(i int, values []named, meanings []meaning) (port, scheme string) {
	next := false
	for j, m := range meanings {
		is := m.field == fieldPort || m.field == fieldTLS
		next = j == i || next && is
		// In a text of lines, a port without a word of the store's may be that of anything.
		if !is || m.stem() != meanings[i].stem() || g.series && m.stem() == "" && !next {
			continue
		}
		said := plainWord(values[j].text)
		switch {
		case m.field == fieldTLS && slices.Contains(withoutTLS, strings.ToLower(said)):
			scheme = "http://"
		case m.field == fieldPort && portShape.MatchString(said):
			port = said
		}
	}
	return port, scheme
}

// plainWord is a word without what programs have around it.
func plainWord(text string) string { return strings.Trim(text, quotes+blanks+",;\n") }

// stem is what the names of the parts of one address have in common.
func (m meaning) stem() string { return strings.TrimSpace(m.affix + " " + m.vendor) }

// withPort returns an address with a port and a scheme where it has none of its own.
func withPort(address, port, scheme string) string {
	own, rest, found := strings.Cut(address, "://")
	switch {
	case found:
		scheme = own + "://"
	case port == "80":
		scheme, rest = "http://", own
	default:
		rest = own
	}
	host, path, slash := strings.Cut(rest, "/")
	usual := port == "443" && scheme != "http://" || port == "80" && scheme == "http://"
	if port != "" && !usual && !strings.Contains(host, ":") {
		host += ":" + port
	}
	if slash {
		host += "/" + path
	}
	return scheme + host
}
