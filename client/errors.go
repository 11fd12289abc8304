package client

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Kind sorts errors by what a caller can do about them.
type Kind int

// The kinds of errors.
const (
	// KindUnknown is an error that is not of this package.
	KindUnknown Kind = iota
	// KindInvalid is an input that was refused before anything was sent.
	KindInvalid
	// KindCanceled is a call that was cancelled before anything was sent.
	KindCanceled
	// KindUnreachable is a request that provably never left: no address, no
	// connection, no TLS, or the proxy refused. Safe to try again.
	KindUnreachable
	// KindInterrupted is a request that left and got no complete answer. What it
	// did is unknown.
	KindInterrupted
	// KindNotPlatform is an answer that is not Platform's, such as the HTML of a
	// captive portal with status 200, or a redirect. What the request did is unknown.
	KindNotPlatform
	// KindUnauthorized is a token that was refused, also after it was renewed
	// once (401), or a sign-in that was refused.
	KindUnauthorized
	// KindForbidden is a right that is missing (403).
	KindForbidden
	// KindNotFound is a connection, organization or sandbox that does not exist (404).
	KindNotFound
	// KindConflict is an etag that is no longer the current one (412, FLOW-1404).
	KindConflict
	// KindRateLimited is a 429 that lasted longer than waiting is worth.
	KindRateLimited
	// KindRejected is any other 4xx: Platform understood the request and said no.
	KindRejected
	// KindUnavailable is a 5xx. What the request did is unknown.
	KindUnavailable
)

var kindNames = [...]string{
	"unknown error", "refused before sending", "cancelled before sending", "not reachable", "interrupted",
	"not Platform's answer", "not signed in", "not allowed", "not found", "changed meanwhile",
	"too many requests", "rejected", "unavailable",
}

// String names the kind in English, for logs.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return kindNames[KindUnknown]
	}
	return kindNames[k]
}

// OutcomeUnknown reports whether a request that changes something may have
// taken effect although it returned an error of this kind.
func (k Kind) OutcomeUnknown() bool {
	return k == KindInterrupted || k == KindNotPlatform || k == KindUnavailable
}

// APIError is the error of every method of Client and of package ims.
// Its texts never hold a secret or a token: what a server echoes is scrubbed.
type APIError struct {
	Kind   Kind
	Status int // HTTP status; 0 without an answer
	// Code is the service's own code: "FLOW-1404-412", "SMS-2074-400" (from
	// "type"), "401013" (the gateway's error_code), "invalid_client" (IMS's
	// error); empty if the answer has none.
	Code       string
	Title      string // as answered; empty where the answer has none
	Detail     string // as answered, at most 2 KiB
	RequestID  string
	RetryAfter time.Duration // of a 429 or 503; 0 if not told
	// ClockSkew is how far this computer's clock is ahead of the server's, or
	// behind it if negative, by the Date header of the answer; 0 where that is
	// not known or less than a minute.
	ClockSkew time.Duration
	// Page says that the answer was a web page. The services of Platform answer in
	// JSON, also that something is not there: a page is that of the gateway, which
	// has no such route, or of something else on the way.
	Page bool
	// Op is the operation that failed: "CreateConnection", "Connections",
	// "Connection", "TestConnection", "UpdateConnection", "DeleteConnection",
	// "Explore", "Preview", "Sandboxes", "Token", …
	Op string
	// Field is the input that was refused, of a KindInvalid error, or "Auth" where
	// Platform has no IAM role for the organization: "BaseURL",
	// "APIKey", "OrgID", "Sandbox", "Name", "AccessKeyID", "ETag", "Path", …
	Field string
	Err   error // the cause, if there is one
}

// Error says what happened in English, for logs; people read model.Explain.
func (e *APIError) Error() string {
	var b strings.Builder
	if e.Op != "" {
		b.WriteString(e.Op + ": ")
	}
	b.WriteString(e.Kind.String())
	if e.Field != "" {
		b.WriteString(" (" + e.Field + ")")
	}
	if e.Status != 0 {
		fmt.Fprintf(&b, " (HTTP %s)", strings.TrimSpace(strconv.Itoa(e.Status)+" "+http.StatusText(e.Status)))
	}
	for _, s := range []string{e.Code, e.Words()} {
		if s != "" {
			b.WriteString(": " + s)
		}
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Words returns what the answer said, in the server's own words; empty where
// it said nothing.
func (e *APIError) Words() string {
	switch {
	case e.Title == "" || strings.Contains(e.Detail, e.Title):
		return e.Detail
	case e.Detail == "":
		return e.Title
	}
	return e.Title + ": " + e.Detail
}

// Unwrap returns the cause.
func (e *APIError) Unwrap() error { return e.Err }

// KindOf returns the kind of err, or KindUnknown if it is not an *APIError.
func KindOf(err error) Kind {
	if api, ok := errors.AsType[*APIError](err); ok {
		return api.Kind
	}
	return KindUnknown
}
