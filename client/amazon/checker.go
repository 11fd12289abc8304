package amazon

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"mooring/client"
)

// callLimit is the time that one question may take, with its repetition and
// with the way to the right region. Connecting has its own, shorter limit.
const callLimit = 20 * time.Second

// Config says how a Checker calls. The zero Config is good for use.
type Config struct {
	// UserAgent is sent as it is; "Mooring" when empty.
	UserAgent string
	// Logger gets one line per check, without keys and names; nil for none.
	Logger *slog.Logger
	// Transport replaces the HTTP transport, for tests; nil for the one of
	// package client, which takes proxies from the environment.
	Transport http.RoundTripper
}

// Checker asks S3 what keys may do. It keeps nothing between two runs and may
// be used by several goroutines.
type Checker struct{ cfg Config }

// New returns a Checker. It does no I/O.
func New(cfg Config) *Checker {
	cfg.UserAgent = cmp.Or(cfg.UserAgent, "Mooring")
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	return &Checker{cfg: cfg}
}

// Run asks the questions of Checks one after another with the keys given, and
// hands each finding to each (if not nil) as it comes, on the calling
// goroutine. It returns all findings.
//
// The error is an *client.APIError of KindInvalid if the input cannot be asked
// about, with the field; or that of ctx if it was cancelled, with the findings
// until then. What S3 says is never an error here but a Finding.
func (c *Checker) Run(ctx context.Context, creds client.S3Credentials, each func(Finding)) ([]Finding, error) {
	at, err := validate(creds)
	if err != nil {
		return nil, err
	}
	s, done := c.begin(creds, at)
	defer done()

	var findings []Finding
	hopeless := false
	for _, check := range Checks() {
		var f Finding
		if hopeless {
			f = Finding{Verdict: Skipped, Reason: EarlierFailure}
		} else if f = s.check(ctx, check); ctx.Err() != nil {
			return findings, ctx.Err()
		}
		f.Check = check
		hopeless = hopeless || f.Verdict == Failed && f.Cause.general(check)
		c.cfg.Logger.Info("keys checked", "check", check.String(), "verdict", f.Verdict.String(),
			"reason", f.Reason.String(), "cause", f.Cause.String(), "code", f.Code)
		findings = append(findings, f)
		if each != nil {
			each(f)
		}
	}
	return findings, nil
}

// call asks one question, once more in the right region if that was the
// trouble, and sorts what went wrong. The answer goes into what is pointed to.
func (s *session) call(ctx context.Context, q question, into any) (*answer, *Error) {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	for first := true; ; first = false {
		a := &answer{asked: s.signAs, root: q.root, into: into}
		err := s.ask(ctx, q, a)
		if err == nil && !a.refused() {
			return a, nil
		}
		refusal := s.sort(q.op, a, err)
		right := a.movedTo()
		if refusal.Cause != CauseRegion || right == "" || !first || s.at.custom == "" && !samePartition(right, s.at) {
			return a, refusal
		}
		s.signAs, s.moved, s.refusal = right, right, refusal
	}
}

// samePartition keeps the keys of one partition from being tried in another.
func samePartition(region string, at place) bool {
	return client.IsS3Region(region) && client.PartitionOfRegion(region) == at.partition
}

// sort makes the one error of this package from what a call was answered, or
// from why it was not.
func (s *session) sort(op string, a *answer, err error) *Error {
	e := &Error{Op: op, Status: a.status}
	switch {
	case a.foreign:
		e.Cause = CauseNotS3
	case a.status >= 300:
		e.Cause = causeOf(a, !s.creds.SessionToken.Empty())
		e.Code = cut(s.scrub(a.fault.Code), 80)
		e.Detail = cut(s.scrub(a.fault.Message), 1<<10)
		e.serverTime = a.serverTime()
	case a.status != 0:
		e.Cause = CauseNotS3 // the right kind of answer, yet not to be read
	case errors.Is(err, context.DeadlineExceeded) || isTimeout(err):
		e.Cause, e.Err = CauseTimeout, err
	default:
		e.Cause, e.Err = CauseUnreachable, err
	}
	return e
}

// shortest is the length below which a text is no secret but, taken out of an
// answer, would leave holes in it.
const shortest = 8

// scrub takes the secrets out of what a store sent. None is known to echo them
// in its words; the signed text that Amazon sends back holds the session token.
func (s *session) scrub(text string) string {
	secrets := slices.DeleteFunc([]client.Secret{s.creds.SecretAccessKey, s.creds.SessionToken}, func(secret client.Secret) bool {
		return len(secret.Reveal()) < shortest
	})
	return client.WithoutThese(text, secrets...)
}

func cut(text string, limit int) string {
	if len(text) > limit {
		text = text[:limit] + "…"
	}
	return strings.ToValidUTF8(text, "")
}
