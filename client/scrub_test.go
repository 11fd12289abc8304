package client

import (
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
)

// escapes are the ways in which a server may write what it was sent.
var escapes = map[string]func(string) string{
	"as it is":        func(s string) string { return s },
	"JSON":            func(s string) string { return inside(marshalled(s)) },
	"JSON, slashes":   func(s string) string { return strings.ReplaceAll(inside(marshalled(s)), "/", `\/`) },
	"JSON in JSON":    func(s string) string { return inside(marshalled(strings.ReplaceAll(inside(marshalled(s)), "/", `\/`))) },
	"JSON, all codes": func(s string) string { return each(s, `\u%04X`) },
	"query":           url.QueryEscape,
	"path":            url.PathEscape,
	"small digits":    func(s string) string { return each(s, "%%%02x") },
	"twice":           func(s string) string { return url.QueryEscape(url.QueryEscape(s)) },
	"HTML":            html.EscapeString,
	"HTML, numbers":   func(s string) string { return each(s, "&#%d;") },
	"XML":             func(s string) string { return each(s, "&#x%x;") },
}

func marshalled(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

func inside(quoted string) string { return quoted[1 : len(quoted)-1] }

// each writes every character that is no letter or digit in the form.
func each(s, form string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if strings.IndexByte(base64Letters, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, form, c)
	}
	return b.String()
}

const base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

func TestSecretsAreScrubbedHoweverTheyAreEscaped(t *testing.T) {
	for _, secret := range []string{
		testSecret, testToken, "p8e-Zz_19+/=&%25", `a"b\c<d>e'f`, "%2F%2f/", `\\/\u002f`, "&amp;&#47;/",
	} {
		scrub := newScrubber(NewSecret(secret))
		for name, escape := range escapes {
			text := "the value '" + escape(secret) + "' is odd"
			if got := scrub.clean(text); got != "the value '"+redacted+"' is odd" {
				t.Errorf("%s of %s: %s", name, secret, got)
			}
		}
	}
}

func TestWhatIsLeftOfASecret(t *testing.T) {
	scrub := newScrubber(NewSecret(testSecret), NewSecret("wJalrXUtnF"))
	for text, want := range map[string]string{
		"key 'wJalrXUtnFEMI/K7M...' is odd":       "key '" + redacted + "...' is odd", // shortened by the server
		"key wJalrXUtnFEMI%2fK7M… is odd":         "key " + redacted + "… is odd",
		"key wJalrXUtnFEMI\\/K7":                  "key " + redacted, // cut
		"key wJal":                                "key " + redacted,
		"key wJa":                                 "key wJa", // which gives nothing away
		"wJalr is not " + testSecret:              "wJalr is not " + redacted,
		testSecret + testSecret:                   redacted + redacted,
		"é" + testSecret + "é":                    "é" + redacted + "é",
		"% %2 %zz & &; &#; \\ \\u \\u00 nothing":  "% %2 %zz & &; &#; \\ \\u \\u00 nothing",
		strings.ReplaceAll(testSecret, "/", "%2"): redacted + "%2K7MDENG%2bPxRfiCYEXAMPLEKEY",
	} {
		if got := scrub.clean(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := newScrubber().clean("nothing"); got != "nothing" {
		t.Error(got)
	}
}

func FuzzScrubber(f *testing.F) {
	f.Add(testSecret, "key ", " is odd")
	f.Add("a\"b\\c%d&e\x00é", "%2", "F")
	f.Fuzz(func(t *testing.T, secret, before, after string) {
		if len(secret) < leastTail || strings.Contains(redacted, secret) {
			return
		}
		scrub := newScrubber(NewSecret(secret))
		for name, escape := range escapes {
			if got := scrub.clean(before + escape(secret) + after); strings.Contains(got, secret) {
				t.Errorf("%s: %q", name, got)
			}
		}
	})
}
