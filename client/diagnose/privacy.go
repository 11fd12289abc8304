package diagnose

import (
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"unicode"
)

// privacy keeps the user's name out of what is passed on: it stands in the
// names of folders.
type privacy struct {
	home string
	user *regexp.Regexp // nil without a name worth hiding
}

// commonNames are names of accounts that tell of nobody, and that would make a
// text unreadable where they were taken out.
var commonNames = map[string]bool{"root": true, "user": true, "admin": true, "administrator": true, "mooring": true}

func newPrivacy(home, user string) privacy {
	p := privacy{}
	if home = filepath.Clean(home); len(home) > 3 { // neither . nor / nor C:\
		p.home = home
	}
	if i := strings.LastIndexAny(user, `\/`); i >= 0 { // a Windows name comes with its domain
		user = user[i+1:]
	}
	if len(user) > 1 && !commonNames[strings.ToLower(user)] {
		// As a part of a path or as a word, not within others.
		p.user = regexp.MustCompile(`(?i)(^|[^\pL\pN_])` + regexp.QuoteMeta(user) + `($|[^\pL\pN_])`)
	}
	return p
}

// clean returns one line of printable text without the user's name.
func (p privacy) clean(text string) string {
	const longest = 500
	text = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, "?"), func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " ")
	text = p.hideHome(text)
	if p.user != nil {
		// Twice, since neighbours share the character between them.
		text = p.user.ReplaceAllString(p.user.ReplaceAllString(text, "${1}…${2}"), "${1}…${2}")
	}
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest-1]) + "…"
	}
	return text
}

// hideHome writes ~ for the user's folder.
func (p privacy) hideHome(text string) string {
	if p.home == "" {
		return text
	}
	// An error may quote a path with its backslashes doubled.
	for _, form := range []string{p.home, strings.ReplaceAll(p.home, `\`, `\\`)} {
		if runtime.GOOS != "windows" {
			text = strings.ReplaceAll(text, form, "~")
			continue
		}
		text = regexp.MustCompile(`(?i)`+regexp.QuoteMeta(form)).ReplaceAllString(text, "~")
	}
	return text
}

// finding returns the finding as it may be passed on.
func (p privacy) finding(f Finding) Finding {
	facts := make([]Fact, 0, len(f.Facts))
	for _, fact := range f.Facts {
		if value := p.clean(fact.Value); value != "" {
			facts = append(facts, Fact{fact.Name, value})
		}
	}
	f.Facts = facts
	if f.Err != nil {
		f.Err = &cleanError{text: p.clean(f.Err.Error()), err: f.Err}
	}
	return f
}

// cleanError is an error whose text may be passed on.
type cleanError struct {
	text string
	err  error
}

// Error is the text.
func (e *cleanError) Error() string { return e.text }

// Unwrap gives the error with its types, and the text that may not be passed on.
func (e *cleanError) Unwrap() error { return e.err }
