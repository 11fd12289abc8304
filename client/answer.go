package client

import (
	"errors"
	"math"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The most that an APIError keeps of what a server says.
const (
	maxDetail = 2 << 10
	maxShort  = 256
)

var (
	errNotJSON     = errors.New("the answer is not JSON")
	errWrongStatus = errors.New("the status is not the one of a success")
	errRedirect    = errors.New("the answer is a redirect that is not followed")
)

// Answer is what a server answered, as far as it was read.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
	At     time.Time // when it came, for headers that are a date

	secrets []Secret // of the call, for what the answer may echo
}

// isJSON reports whether the answer calls itself JSON, or nothing at all.
func (a Answer) isJSON() bool {
	kind := a.contentType()
	return kind == "" || kind == "application/json" || strings.HasSuffix(kind, "+json")
}

// isPlain reports whether the answer calls itself plain text.
func (a Answer) isPlain() bool { return a.contentType() == "text/plain" }

func (a Answer) contentType() string {
	// A parameter that cannot be parsed does not change the type.
	value := a.Header.Get("Content-Type")
	if kind, _, _ := mime.ParseMediaType(value); kind != "" {
		return kind
	}
	return value
}

// requestID returns the id of the call for support, from the header.
func (a Answer) requestID() string {
	id := a.Header.Get("X-Request-Id")
	if id == "" {
		return ""
	}
	return newScrubber(a.secrets...).short(id)
}

// notPlatform returns the error for an answer that is not Platform's. Its body
// is left out: whatever it says, it does not say it about the request.
func (a Answer) notPlatform(op string, cause error) *APIError {
	return &APIError{Kind: KindNotPlatform, Status: a.Status, Op: op, RequestID: a.requestID(), Err: cause}
}

// NewAnswerError returns the error for an answer that is no success. It reads
// every error body that Adobe is known to send, and whatever it can of others:
// cut, wrongly typed, HTML, empty. The secrets, and what is left of them at a
// cut, are scrubbed from every text; and since Platform holds keys that this call did
// not send, and the copy engine behind it may quote them, so is what looks like one.
func NewAnswerError(op string, a Answer, secrets ...Secret) *APIError {
	a.secrets = secrets
	if a.Status < 400 {
		if a.Status >= 300 {
			return a.notPlatform(op, errRedirect)
		}
		return a.notPlatform(op, errWrongStatus)
	}
	scrub := newScrubber(secrets...)
	said := readErrorBody(a.Body)
	e := &APIError{
		Status:     a.Status,
		Op:         op,
		Code:       scrub.short(said.code),
		Title:      scrub.short(WithoutSecrets(scrub.clean(said.title))),
		Detail:     scrub.text(WithoutSecrets(scrub.clean(said.detail)), maxDetail),
		RequestID:  scrub.short(said.requestID),
		RetryAfter: retryAfter(a),
		ClockSkew:  a.clockSkew(),
		Page:       said.page,
	}
	if e.RequestID == "" {
		e.RequestID = a.requestID()
	}
	e.Kind = kindOfAnswer(a.Status, e.Code, said.detail)
	if a.Status == http.StatusProxyAuthRequired {
		e.Err = &ProxyError{Status: a.Status}
	}
	return e
}

// kindOfAnswer sorts an error answer. The status decides: the suffix of a Flow
// Service code is known to differ from it. Of codes only those count that say
// what the status does not.
func kindOfAnswer(status int, code, detail string) Kind {
	switch {
	case status >= 500:
		return KindUnavailable
	case status == http.StatusPreconditionFailed, strings.HasPrefix(code, "FLOW-1404-"),
		strings.HasPrefix(detail, "Supplied version=") && strings.Contains(detail, "does not match the current version"):
		return KindConflict
	}
	switch status {
	case http.StatusUnauthorized:
		return KindUnauthorized
	case http.StatusForbidden:
		return KindForbidden
	case http.StatusNotFound:
		return KindNotFound
	case http.StatusProxyAuthRequired:
		return KindUnreachable
	case http.StatusRequestTimeout:
		// Something on the way stopped waiting for the rest of the request, or
		// for the answer to it: which of them cannot be told.
		return KindInterrupted
	case http.StatusTooManyRequests:
		return KindRateLimited
	}
	return KindRejected
}

// retryAfter reads the header of that name, in seconds or as a date.
func retryAfter(a Answer) time.Duration {
	if a.Status != http.StatusTooManyRequests && a.Status != http.StatusServiceUnavailable {
		return 0
	}
	value := strings.TrimSpace(a.Header.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(value, 64); err == nil {
		if math.IsNaN(seconds) || seconds <= 0 {
			return 0
		}
		const day = 24 * 60 * 60
		return time.Duration(min(seconds, day) * float64(time.Second))
	}
	if at, err := http.ParseTime(value); err == nil {
		// By the clock of whoever set the date, as far as it is known: this
		// computer's may be wrong.
		return max(at.Sub(a.At.Add(-a.clockSkew())), 0)
	}
	return 0
}
