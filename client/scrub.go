package client

import (
	"cmp"
	"encoding/json"
	"errors"
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scrubber removes the secrets of a call from what a server echoes, in each
// form that a server may echo them in.
type scrubber []string

func newScrubber(secrets ...Secret) scrubber {
	var forms scrubber
	for _, secret := range secrets {
		s := secret.Reveal()
		if s == "" {
			continue
		}
		quoted, _ := json.Marshal(s) // a string can always be marshalled
		escaped := strings.Trim(string(quoted), `"`)
		forms = append(forms, s, url.QueryEscape(s), url.PathEscape(s), html.EscapeString(s),
			escaped, strings.ReplaceAll(s, "/", `\/`))
	}
	// A secret that is part of another must not break the longer one up.
	slices.SortFunc(forms, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return slices.Compact(forms)
}

// clean returns text without the secrets.
func (s scrubber) clean(text string) string {
	for _, form := range s {
		text = strings.ReplaceAll(text, form, redacted)
	}
	return text
}

// cleanTail removes the beginning of a secret at the end of text, which is
// where an answer that was cut may have been cut.
func (s scrubber) cleanTail(text string) string {
	const shortest = 4 // less than that gives nothing away
	for _, form := range s {
		for n := min(len(form), len(text)); n >= shortest; n-- {
			if strings.HasSuffix(text, form[:n]) {
				return text[:len(text)-n] + redacted
			}
		}
	}
	return text
}

// text returns at most limit bytes of text, without secrets and fit to be shown.
func (s scrubber) text(text string, limit int) string {
	text = strings.ToValidUTF8(s.cleanTail(s.clean(text)), "\ufffd")
	text = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, text))
	if len(text) <= limit {
		return text
	}
	const more = "…"
	cut := limit - len(more)
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + more
}

// short returns a text of one line: a code, a title, an id.
func (s scrubber) short(text string) string {
	return strings.Join(strings.Fields(s.text(text, maxShort)), " ")
}

// scrubbed returns err, or where its text holds a secret an error that has the
// rest of the text and no way to the original.
func scrubbed(err error, secrets ...Secret) error {
	if text := err.Error(); newScrubber(secrets...).clean(text) != text {
		return errors.New(newScrubber(secrets...).text(text, maxDetail))
	}
	return err
}
