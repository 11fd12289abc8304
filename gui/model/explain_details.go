package model

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"mooring/client"
)

// details is what a technician wants to know of an error.
func details(err error) string {
	var api *client.APIError
	if !errors.As(err, &api) {
		return withoutSecrets(err.Error())
	}
	var b strings.Builder
	for _, line := range []struct{ name, value string }{
		{"operation", api.Op},
		{"kind", api.Kind.String()},
		{"field", api.Field},
		{"status", statusText(api.Status)},
		{"code", api.Code},
		{"title", api.Title},
		{"detail", api.Detail},
		{"request id", api.RequestID},
		{"clock", clockText(api.ClockSkew)},
	} {
		if line.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", line.name, line.value)
		}
	}
	if api.Err != nil {
		fmt.Fprintf(&b, "cause: %s\n", api.Err)
	}
	return withoutSecrets(strings.TrimSpace(b.String()))
}

func statusText(status int) string {
	if status == 0 {
		return ""
	}
	return fmt.Sprintf("HTTP %d", status)
}

const Redacted = "•••"

// Package client has already removed the secrets that it knows of. These are
// the shapes of those that it cannot know, since details are made to be sent
// to somebody else.
var secretShapes = []*regexp.Regexp{
	regexp.MustCompile(`eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,2}`),                                                                         // tokens
	regexp.MustCompile(`\bp8e-[A-Za-z0-9_-]+`),                                                                                                  // Adobe's client secrets
	regexp.MustCompile(`\b(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[A-Z0-9]{16}\b`),                                                                   // Amazon's key IDs
	regexp.MustCompile(`(?i)\b(?:bearer\s+|(?:client_secret|s3SecretKey|s3SessionToken|access_token|password)["']?\s*[=:]\s*["']?)[^\s"'&,}]+`), // named ones
	regexp.MustCompile(`//[^/\s@]*:[^/\s@]*@`),                                                                                                  // a password in an address
}

var fortyCharacters = regexp.MustCompile(`[A-Za-z0-9/+=]{40,}`)

func withoutSecrets(text string) string {
	for _, shape := range secretShapes {
		text = shape.ReplaceAllString(text, Redacted)
	}
	return fortyCharacters.ReplaceAllStringFunc(text, func(word string) string {
		if looksEncoded(word) {
			return Redacted
		}
		return word
	})
}

// looksEncoded recognises Amazon's secret keys, which have 40 characters of all
// kinds, and its session tokens, which have hundreds. Addresses and words are
// not that mixed.
func looksEncoded(word string) bool {
	mixed := strings.ContainsFunc(word, unicode.IsUpper) && strings.ContainsFunc(word, unicode.IsLower)
	return mixed && (len(word) >= 100 || len(word) == 40 && strings.ContainsFunc(word, unicode.IsDigit))
}
