package model

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"mooring/client"
	"mooring/client/ims"
)

// longestQuote is how much of a server's words is shown; the details have more.
const longestQuote = 300

// whatItSaid quotes an answer: the server's own words, its code and the id of
// the request, whatever there is of them, so that nothing that Mooring says
// stands in their place.
func whatItSaid(err *client.APIError) Text {
	code := err.Code
	if slices.Contains([]string{ims.CodeTokenExpired, ims.CodeTokenRefused}, code) {
		code = "" // our own
	}
	words := quote(err.Words())
	if words == code {
		words = ""
	}
	key := ""
	for _, part := range []struct {
		name  string
		there bool
	}{{"words", words != ""}, {"code", code != ""}, {"id", err.RequestID != ""}} {
		if part.there {
			key += part.name
		}
	}
	switch key {
	case "words":
		return T("problem.said.words", "Words", words)
	case "wordscode":
		return T("problem.said.wordsCode", "Words", words, "Code", code)
	case "wordsid":
		return T("problem.said.wordsID", "Words", words, "RequestID", err.RequestID)
	case "wordscodeid":
		return T("problem.said.wordsCodeID", "Words", words, "Code", code, "RequestID", err.RequestID)
	case "code":
		return T("problem.said.code", "Code", code)
	case "codeid":
		return T("problem.said.codeID", "Code", code, "RequestID", err.RequestID)
	}
	switch {
	case err.Status < 400: // a success, or something that is no answer of the service
		return Text{}
	case err.RequestID != "":
		return T("problem.said.statusID", "Status", err.Status, "RequestID", err.RequestID)
	}
	return T("problem.said.status", "Status", err.Status)
}

// quote makes a server's words fit for one paragraph, without secrets.
func quote(words string) string {
	words = strings.Join(strings.FieldsFunc(client.WithoutSecrets(words), func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " ")
	if runes := []rune(words); len(runes) > longestQuote {
		words = strings.TrimSpace(string(runes[:longestQuote-1])) + "…"
	}
	return words
}

// Without takes the secrets out of what a server may have repeated of them.
func (p Problem) Without(secrets ...client.Secret) Problem {
	p.Details = client.WithoutThese(p.Details, secrets...)
	p.Said.Args = maps.Clone(p.Said.Args)
	for name, value := range p.Said.Args {
		if text, ok := value.(string); ok {
			p.Said.Args[name] = client.WithoutThese(text, secrets...)
		}
	}
	return p
}
