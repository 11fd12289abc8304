package credentials

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"mooring/client"
)

// A mail or a web page may hand over a value as its source has it, with &#43; for a
// plus, and an address with %2B.

// valueEntity is a character of a value as the source of a page has it. &amp; is none:
// it stands between the values of an address.
var valueEntity = regexp.MustCompile(`^&(?:amp;)?(?i:#43|#x2b|plus|#47|#x2f|sol|#61|#x3d|equals);`)

// escapedInText are the escapes that are taken out of a whole text.
var escapedInText = regexp.MustCompile(`(?i)%(?:2F|2B|3D|40)`)

// valueEnd returns where the first of the characters of stop is in text that is no part
// of an escape; -1 where there is none.
func valueEnd(text, stop string) int {
	for from := 0; ; {
		n := strings.IndexAny(text[from:], stop)
		if n < 0 {
			return -1
		}
		from += n
		entity := valueEntity.FindString(text[from:])
		if entity == "" {
			return from
		}
		from += len(entity)
	}
}

// jsonEscapes are what programs make in JSON of the marks that secrets have.
var jsonEscapes = strings.NewReplacer(`\/`, "/", `\u002f`, "/", `\u002F`, "/", `\u002b`, "+", `\u002B`, "+", `\u003d`, "=", `\u003D`, "=")

// unescapeShape returns what a secret stands for in a page, an address or JSON, where that is
// beyond doubt a secret of the kind and value itself is none. What can be seen, such as
// an organization, is offered to be put right.
func unescapeShape(kind ValueKind, value string) (string, bool) {
	switch kind {
	case SecretAccessKey, ClientSecret, SessionToken, AccessToken:
	case ServiceURL, BucketName:
		return unescapeAddress(value)
	default:
		return "", false
	}
	if len(value) > maxValue || !strings.ContainsAny(value, `&%\`) || unmistakable(kind, value) {
		return "", false
	}
	plain := jsonEscapes.Replace(value)
	const most = 3 // an address in a page, in a mail
	for range most {
		plain = html.UnescapeString(plain)
		if text, err := url.PathUnescape(plain); err == nil {
			plain = text
		}
		if unmistakable(kind, plain) {
			return plain, true
		}
	}
	return "", false
}

// unescapeAddress returns the address that a page or another address has in it.
func unescapeAddress(value string) (string, bool) {
	plain := html.UnescapeString(value)
	if text, err := url.QueryUnescape(plain); err == nil && strings.Contains(strings.ToLower(plain), "%3a%2f%2f") {
		plain = text
	}
	return plain, plain != value && strings.Contains(plain, "://")
}

// readEscaped reads a text in which marks and values are written as in the source of a
// page, or as in an address.
func readEscaped(text string) (Found, bool) {
	plain := escapedInText.ReplaceAllStringFunc(html.UnescapeString(html.UnescapeString(text)), func(code string) string {
		character, _ := url.PathUnescape(code)
		return character
	})
	if plain == text {
		return Found{}, false
	}
	found, err := readText(plain)
	if err != nil {
		return Found{}, false
	}
	// One that was put together stands like that in neither text, which is said of it.
	changed := func(secret client.Secret) bool {
		return !strings.Contains(text, secret.Reveal()) && strings.Contains(plain, secret.Reveal())
	}
	for i := range found.Amazon {
		key := &found.Amazon[i]
		if changed(key.SecretAccessKey) {
			key.Escaped = append(key.Escaped, SecretAccessKey)
		}
		if changed(key.SessionToken) {
			key.Escaped = append(key.Escaped, SessionToken)
		}
	}
	for i := range found.Adobe {
		if a := &found.Adobe[i]; slices.ContainsFunc(a.Secrets, changed) {
			a.Escaped = append(a.Escaped, ClientSecret)
		}
	}
	return found, true
}
