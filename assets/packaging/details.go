// Package packaging fills the templates of the packages with what FyneApp.toml says of
// the app and of whoever publishes it.
package packaging

import (
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// Details is what the packages say of the app.
type Details struct {
	ID, Version string
	Build       int
	Publisher   string // who publishes it
	Domain      string
	Mail        string
	Homepage    string
	Support     string // where users ask
}

// Read reads the text of FyneApp.toml. It fails where something is missing, or has
// characters that one of the templates would choke on.
func Read(text string) (Details, error) {
	var file struct{ Details, Publisher Details }
	if _, err := toml.Decode(text, &file); err != nil {
		return Details{}, fmt.Errorf("FyneApp.toml: %w", err)
	}
	d := file.Publisher
	d.ID, d.Version, d.Build = file.Details.ID, file.Details.Version, file.Details.Build
	var trouble error
	for name, value := range d.values() {
		if value == "" || strings.ContainsAny(value, "\"\\$`\n\r\t") {
			trouble = errors.Join(trouble, fmt.Errorf("FyneApp.toml: %s cannot be %q", name, value))
		}
	}
	return d, trouble
}

// values are what stands between @ signs in the templates.
func (d Details) values() map[string]string {
	developer, _, _ := cutLast(d.ID, ".")
	return map[string]string{
		"ID": d.ID, "DEVELOPER": developer, "VERSION": d.Version, "BUILD": fmt.Sprint(d.Build),
		"PUBLISHER": d.Publisher, "DOMAIN": d.Domain, "MAIL": d.Mail, "HOMEPAGE": d.Homepage, "SUPPORT": d.Support,
	}
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// Unfinished lists what whoever publishes still has to put right.
func (d Details) Unfinished() []string {
	var found []string
	note := func(ok bool, format string, args ...any) {
		if !ok {
			found = append(found, fmt.Sprintf(format, args...))
		}
	}
	note(!reserved(d.Domain), "Domain %q is a placeholder", d.Domain)
	labels := strings.Split(strings.ToLower(d.Domain), ".")
	slices.Reverse(labels)
	prefix := strings.Join(labels, ".") + "."
	note(strings.HasPrefix(strings.ToLower(d.ID), prefix), "ID %q does not begin with %q, the domain turned round", d.ID, prefix)
	address, err := mail.ParseAddress(d.Mail)
	isAddress := err == nil && address.Address == d.Mail
	note(isAddress, "Mail %q is no address", d.Mail)
	_, host, _ := cutLast(d.Mail, "@")
	note(!isAddress || !reserved(host), "Mail %q is a placeholder", d.Mail)
	for _, page := range []struct{ name, address string }{{"Homepage", d.Homepage}, {"Support", d.Support}} {
		u, err := url.Parse(page.address)
		isPage := err == nil && u.Scheme == "https" && u.Hostname() != ""
		note(isPage, "%s %q is no https address", page.name, page.address)
		note(!isPage || !reserved(u.Hostname()), "%s %q is a placeholder", page.name, page.address)
	}
	note(strings.HasSuffix(d.Homepage, "/"), "Homepage %q does not end in a slash", d.Homepage)
	return found
}

// reserved says whether a domain is one of those that never belong to anybody
// (RFC 2606 and 6761).
func reserved(domain string) bool {
	domain = strings.ToLower(domain)
	for _, name := range []string{"example", "test", "invalid", "localhost", "example.com", "example.net", "example.org"} {
		if domain == name || strings.HasSuffix(domain, "."+name) {
			return true
		}
	}
	return domain == ""
}

var placeholder = regexp.MustCompile(`@[A-Z]+@`)

// Fill fills a template. name is its file's: in XML, some signs are written otherwise.
// extra are values of the build, such as its date. Nothing may be left between @ signs.
func (d Details) Fill(name, template string, extra map[string]string) (string, error) {
	escape := func(s string) string { return s }
	if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".plist") {
		escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace
	}
	var pairs []string
	for _, values := range []map[string]string{d.values(), extra} {
		for key, value := range values {
			pairs = append(pairs, "@"+key+"@", escape(value))
		}
	}
	filled := strings.NewReplacer(pairs...).Replace(template)
	if left := placeholder.FindString(filled); left != "" {
		return "", fmt.Errorf("%s: nothing is known of %s", name, left)
	}
	return filled, nil
}
