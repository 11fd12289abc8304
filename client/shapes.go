package client

import (
	"regexp"
	"strings"
	"unicode"
)

// The secrets of a call are known and taken out of what comes back by value.
// These are the shapes of those that nobody has named: what is shown, copied or
// kept of an error is made to be passed on.
var secretShapes = []*regexp.Regexp{
	regexp.MustCompile(`eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,2}`), // tokens
	regexp.MustCompile(`\bp8e-[A-Za-z0-9_-]+`),                          // Adobe's client secrets
	regexp.MustCompile(`\b` + amazonKeyIDPattern + `\b`),                // Amazon's key IDs
	regexp.MustCompile(`//[^/\s@]*:[^/\s@]*@`),                          // a password in an address
}

// namedSecret is a value beside a name that only secrets have. The name stays: it may be
// what an answer complains of.
var namedSecret = regexp.MustCompile(`(?i)(\bbearer\s+|\b[\w-]*(?:client_?secret|secret_?(?:access_?)?key|session_?token|access_?token|password|pwd)["']?\s*[=:]\s*["']?)[^\s"'&,}]+`)

var fortyCharacters = regexp.MustCompile(`[A-Za-z0-9/+=]{40,}`)

// WithoutSecrets returns text without what has the shape of a secret: tokens,
// keys, passwords in addresses and beside their names.
func WithoutSecrets(text string) string {
	for _, shape := range secretShapes {
		text = shape.ReplaceAllString(text, redacted)
	}
	text = namedSecret.ReplaceAllString(text, "${1}"+redacted)
	return fortyCharacters.ReplaceAllStringFunc(text, func(word string) string {
		if looksEncoded(word) {
			return redacted
		}
		return word
	})
}

// WithoutThese returns text without the secrets, in each form that a server may
// echo them in.
func WithoutThese(text string, secrets ...Secret) string { return newScrubber(secrets...).clean(text) }

// looksEncoded recognises Amazon's secret keys, which have 40 characters of all
// kinds, and its session tokens, which have hundreds. Addresses and words are
// not that mixed.
func looksEncoded(word string) bool {
	mixed := strings.ContainsFunc(word, unicode.IsUpper) && strings.ContainsFunc(word, unicode.IsLower)
	return mixed && (len(word) >= 100 || len(word) == 40 && strings.ContainsFunc(word, unicode.IsDigit))
}
