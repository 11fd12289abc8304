// Package ims signs in to Adobe: it gets access tokens for an OAuth
// Server-to-Server credential, or keeps one that was pasted. Tokens stay in
// memory and are never logged.
package ims

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/sync/singleflight"

	"mooring/client"
)

// DefaultBaseURL is the sign-in address for all regions.
const DefaultBaseURL = "https://ims-na1.adobelogin.com"

// DefaultScopes are the scopes that Platform needs.
const DefaultScopes = "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext"

// The codes of the errors that Pasted gives.
const (
	CodeTokenExpired = "token_expired"
	CodeTokenRefused = "token_refused"
)

const (
	tokenPath = "/ims/token/v3" //nolint:gosec // a path, not a token
	opToken   = "Token"
	opNew     = "New"

	// renewBefore is how long before its end a token is renewed, so that it
	// outlives the call that it is used for.
	renewBefore = 5 * time.Minute
	// holdOff is how long a token that could not be renewed in time, but is
	// still valid, is used without trying again.
	holdOff = 30 * time.Second
	// signInLimit is how long a sign-in may take with all that is repeated of it.
	signInLimit = 2 * time.Minute
)

var (
	errEmpty    = errors.New("it is empty")
	errSpace    = errors.New("it holds a space or a line break")
	errBadToken = errors.New("the answer holds no token that can be sent")
)

// Config says where to sign in, and as whom.
type Config struct {
	// BaseURL is the address of IMS; DefaultBaseURL when empty. It must be
	// https, or http on loopback.
	BaseURL string
	// ClientID is the client id (API key) of the credential.
	ClientID string
	// ClientSecrets are tried in turn: a credential may have two while one
	// replaces the other.
	ClientSecrets []client.Secret
	// Scopes are separated by commas; DefaultScopes when empty.
	Scopes string
	// UserAgent is sent as it is; "Mooring" when empty.
	UserAgent string
	// Transport replaces the HTTP transport, for tests; nil for the default one.
	Transport http.RoundTripper
	// Now is the clock; time.Now when nil.
	Now func() time.Time
}

// Source gets access tokens for a Server-to-Server credential and keeps the
// newest in memory. It is safe for use by several goroutines.
type Source struct {
	ask  func(ctx context.Context) (token, *client.APIError)
	good func() client.Secret
	now  func() time.Time
	wait func(ctx context.Context, d time.Duration) error

	asking singleflight.Group

	mu      sync.Mutex
	held    token
	holdTil time.Time
}

// token is an access token and its life.
type token struct {
	value       string
	got, expiry time.Time
}

// fresh reports whether the token can be used without renewing it: up to five
// minutes before its end, or to half its life if that is shorter.
func (t token) fresh(now time.Time) bool {
	early := min(renewBefore, t.expiry.Sub(t.got)/2)
	return t.value != "" && now.Before(t.expiry.Add(-early))
}

// valid reports whether the token can still be used.
func (t token) valid(now time.Time) bool { return t.value != "" && now.Before(t.expiry) }

// New returns a Source for cfg. It validates and does no I/O. Its errors are
// *client.APIError of KindInvalid with the name of the field.
func New(cfg Config) (*Source, error) {
	cfg.UserAgent = cmp.Or(cfg.UserAgent, "Mooring")
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Transport == nil {
		cfg.Transport = client.NewTransport()
	}
	base, err := client.ParseBaseURL(cmp.Or(cfg.BaseURL, DefaultBaseURL))
	if err != nil {
		return nil, err
	}
	if err := client.CheckHeaderValue(opNew, "UserAgent", cfg.UserAgent); err != nil {
		return nil, err
	}
	if strings.TrimSpace(cfg.ClientID) == "" {
		return nil, invalid("ClientID", errEmpty)
	}
	if err := client.CheckHeaderValue(opNew, "ClientID", cfg.ClientID); err != nil {
		return nil, err
	}
	var secrets []client.Secret
	for _, s := range cfg.ClientSecrets {
		if !s.Empty() {
			secrets = append(secrets, s)
		}
	}
	if len(secrets) == 0 {
		return nil, invalid("ClientSecrets", errEmpty)
	}
	e := &endpoint{
		url:       base.String() + tokenPath,
		clientID:  cfg.ClientID,
		secrets:   secrets,
		scopes:    joinScopes(cfg.Scopes),
		userAgent: cfg.UserAgent,
		transport: cfg.Transport,
		now:       cfg.Now,
	}
	return &Source{ask: e.ask, good: e.working, now: cfg.Now, wait: client.Wait}, nil
}

// joinScopes writes scopes as Adobe wants them: separated by commas alone.
func joinScopes(scopes string) string {
	parts := strings.FieldsFunc(scopes, func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	if len(parts) == 0 {
		return DefaultScopes
	}
	return strings.Join(parts, ",")
}

func invalid(field string, cause error) *client.APIError {
	return &client.APIError{Kind: client.KindInvalid, Op: opNew, Field: field, Err: cause}
}

// Token returns a token that is valid now. However many callers wait, one
// request is made for all of them. It does not end with the caller that happened
// to come first; after one has left, the next to come begins another.
func (s *Source) Token(ctx context.Context) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", canceled(err)
	}
	s.mu.Lock()
	now := s.now()
	if s.held.fresh(now) || (s.held.valid(now) && now.Before(s.holdTil)) {
		defer s.mu.Unlock()
		return s.held.value, nil
	}
	s.mu.Unlock()

	asked := s.asking.DoChan(theToken, func() (any, error) {
		limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), signInLimit)
		defer cancel()
		return s.renew(limited)
	})
	select {
	case answer := <-asked:
		if answer.Err != nil {
			return "", answer.Err
		}
		value, _ := answer.Val.(string)
		return value, nil
	case <-ctx.Done():
		s.asking.Forget(theToken)
		return "", canceled(ctx.Err())
	}
}

// theToken is the one thing that is asked for.
const theToken = "token"

// renew signs in and keeps the token. One that is renewed early, which fails,
// still works for a while.
func (s *Source) renew(ctx context.Context) (string, error) {
	got, err := s.persist(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	switch {
	case err == nil:
		s.held, s.holdTil = got, time.Time{}
		return got.value, nil
	case s.held.valid(now) && (passes(err) || err.Kind == client.KindNotPlatform):
		s.holdTil = now.Add(holdOff)
		return s.held.value, nil
	}
	return "", err
}

// passes reports whether asking again may help.
func passes(e *client.APIError) bool {
	switch e.Kind {
	case client.KindUnreachable, client.KindInterrupted, client.KindUnavailable, client.KindRateLimited:
		return true
	}
	return false
}

// persist asks until there is a token, a final no, or no sense in asking again.
// A sign-in changes nothing at Adobe, so it may be repeated after any trouble
// that passes.
func (s *Source) persist(ctx context.Context) (token, *client.APIError) {
	var count client.Repeats
	var last *client.APIError
	for {
		got, e := s.ask(ctx)
		switch {
		case e == nil:
			return got, nil
		case e.Kind == client.KindCanceled && last != nil: // out of time
			return token{}, last
		}
		pause, again := count.Next(e, false)
		if !again || s.wait(ctx, pause) != nil {
			return token{}, e
		}
		last = e
	}
}

// Invalidate drops the token if it is the one that is held.
func (s *Source) Invalidate(refused string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if refused != "" && s.held.value == refused {
		s.held = token{}
	}
}

// Expiry returns when the held token ends, or the zero time where there is none.
func (s *Source) Expiry() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.held.expiry
}

// Secret returns the client secret that worked last, to be kept for the next
// time; the first one as long as none has.
func (s *Source) Secret() client.Secret { return s.good() }

// Format writes no token and no secret, whatever the verb.
func (s *Source) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("ims.Source")) }

// LogValue makes slog print no token and no secret.
func (s *Source) LogValue() slog.Value { return slog.StringValue("ims.Source") }

func canceled(cause error) *client.APIError {
	return &client.APIError{Kind: client.KindCanceled, Op: opToken, Err: cause}
}
