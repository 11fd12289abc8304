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

// tail is what belongs to an address and stands in fields of its own.
type tail struct {
	port, scheme string
	// several says that there is more than one port, of more than one address.
	several bool
}

// add takes a value that may be a part of it, and reports whether it is named as one.
func (t *tail) add(m meaning, text string) bool {
	text = plainWord(text)
	switch {
	case m.field == fieldTLS && slices.Contains(withoutTLS, strings.ToLower(text)):
		t.scheme = "http://"
	case m.field == fieldPort && portShape.MatchString(text):
		t.several = t.several || t.port != "" && t.port != text
		t.port = text
	}
	return m.field == fieldTLS || m.field == fieldPort
}

// wholeAddresses puts the port of a store, and that it is spoken to without TLS, into its
// address where many tools have them beside it: another port is another store.
func (g *group) wholeAddresses(values []named, meanings []meaning) []named {
	tails := map[string]tail{}
	for i, m := range meanings {
		if t := tails[m.stem()]; t.add(m, values[i].text) {
			tails[m.stem()] = t
		}
	}
	if len(tails) == 0 {
		return values
	}
	whole := slices.Clone(values)
	for i, m := range meanings {
		if m.field != fieldServiceURL && m.field != fieldAnyURL {
			continue
		}
		t := tails[m.stem()]
		if g.series && (m.stem() == "" || t.several) {
			// In a text of lines, a port without a word of the store's may be that of anything.
			t = tail{}
			for next := i + 1; next < len(meanings); next++ {
				if meanings[next].stem() != m.stem() || !t.add(meanings[next], values[next].text) {
					break
				}
			}
		}
		if address := plainWord(values[i].text); t.port+t.scheme != "" && !isAmazonS3(address) {
			whole[i].text = withPort(address, t.port, t.scheme)
		}
	}
	return whole
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
