package ims

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"sync/atomic"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"mooring/client"
)

const (
	// askLimit is how long one request for a token may take.
	askLimit  = 30 * time.Second
	maxAnswer = 1 << 20
	// assumedLife is the life of a token whose answer does not tell it.
	assumedLife = time.Hour
	// mostSeconds is the largest life that can be seconds: ten days. The older
	// exchange of Adobe tells milliseconds.
	mostSeconds = 10 * 24 * 60 * 60
)

// endpoint is the token endpoint of IMS, as one credential.
type endpoint struct {
	url, clientID     string
	secrets           []client.Secret
	scopes, userAgent string
	transport         http.RoundTripper
	now               func() time.Time
	good              atomic.Int64 // the index of the secret that worked last
}

// working returns the secret that worked last.
func (e *endpoint) working() client.Secret { return e.secrets[e.good.Load()] }

// ask requests a token with each secret in turn, beginning with the one that
// worked last. Only a refusal of the secret itself leads to the next.
func (e *endpoint) ask(ctx context.Context) (token, *client.APIError) {
	first := int(e.good.Load())
	var refused *client.APIError
	for i := range e.secrets {
		n := (first + i) % len(e.secrets)
		got, err := e.askWith(ctx, e.secrets[n])
		if err == nil {
			e.good.Store(int64(n))
			return got, nil
		}
		if err.Code != "invalid_client" {
			return token{}, err
		}
		refused = err
	}
	return token{}, refused
}

// askWith makes one request.
func (e *endpoint) askWith(ctx context.Context, secret client.Secret) (token, *client.APIError) {
	limited, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	var gone atomic.Bool
	traced := httptrace.WithClientTrace(limited, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { gone.Store(true) },
	})
	seen := &recorder{next: e.transport, userAgent: e.userAgent}
	httpClient := &http.Client{
		Transport:     seen,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	cfg := clientcredentials.Config{
		ClientID:     e.clientID,
		ClientSecret: secret.Reveal(),
		TokenURL:     e.url,
		Scopes:       []string{e.scopes}, // one string: joined by oauth2 they would get spaces
		AuthStyle:    oauth2.AuthStyleInParams,
	}
	got, err := cfg.Token(context.WithValue(traced, oauth2.HTTPClient, httpClient))
	if err == nil {
		return e.accept(got, seen.status)
	}
	if seen.status == 0 || seen.broken != nil {
		if ctx.Err() != nil {
			return token{}, canceled(ctx.Err())
		}
		if seen.broken != nil {
			err = seen.broken
		}
		return token{}, client.NewSendError(opToken, gone.Load(), err, e.secrets...)
	}
	// The error of oauth2 repeats the whole answer, so it goes no further.
	answer := client.Answer{Status: seen.status, Header: seen.header, Body: seen.body, At: e.now()}
	refusal := client.NewAnswerError(opToken, answer, e.secrets...)
	switch refusal.Code {
	case "invalid_client", "invalid_grant", "invalid_scope", "unauthorized_client", "access_denied":
		refusal.Kind = client.KindUnauthorized
	}
	return token{}, refusal
}

// accept checks a token that was answered and works out its end.
func (e *endpoint) accept(got *oauth2.Token, status int) (token, *client.APIError) {
	if checkToken(got.AccessToken) != nil {
		return token{}, &client.APIError{
			Kind: client.KindNotPlatform, Op: opToken, Status: status, Err: errBadToken,
		}
	}
	now := e.now()
	t := token{value: got.AccessToken, got: now}
	if life := lifeOf(got.Extra("expires_in")); life > 0 {
		t.expiry = now.Add(life)
	} else if end, ok := expiryOf(got.AccessToken); ok && end.After(now) {
		t.expiry = end
	} else {
		t.expiry = now.Add(assumedLife)
	}
	return t, nil
}

// lifeOf reads expires_in, a number or a string, in seconds.
func lifeOf(v any) time.Duration {
	var n float64
	switch v := v.(type) {
	case float64:
		n = v
	case int64:
		n = float64(v)
	case string:
		n, _ = strconv.ParseFloat(v, 64)
	}
	if n > mostSeconds {
		n /= 1000
	}
	if math.IsNaN(n) || n <= 0 {
		return 0
	}
	return time.Duration(min(n, mostSeconds) * float64(time.Second))
}

// recorder sends requests, limits what is read of the answer, and remembers it.
type recorder struct {
	next      http.RoundTripper
	userAgent string

	status int
	header http.Header
	body   []byte
	broken error // why the answer is not complete
}

var errAnswerTooBig = errors.New("the answer is too big")

// RoundTrip sends r.
func (t *recorder) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("User-Agent", t.userAgent)
	answer, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	client.Unpack(answer)
	t.status, t.header = answer.StatusCode, answer.Header
	t.body, err = io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	switch {
	case answer.StatusCode >= http.StatusMultipleChoices:
		// The status decides, however much of the body there is.
		t.body = t.body[:min(len(t.body), maxAnswer)]
		answer.Header.Del("Location")
	case err != nil:
		t.broken = err
		return nil, err
	case len(t.body) > maxAnswer:
		t.body = nil
		return nil, errAnswerTooBig
	}
	// oauth2 would read a text/plain as a form. IMS answers with JSON only.
	answer.Header.Set("Content-Type", "application/json")
	answer.Body = io.NopCloser(bytes.NewReader(t.body))
	return answer, nil
}

// checkToken reports whether value can be sent as a bearer token.
func checkToken(value string) error {
	if value == "" {
		return errEmpty
	}
	for i := range len(value) {
		if value[i] == ' ' || value[i] == '\t' || value[i] == '\r' || value[i] == '\n' {
			return errSpace
		}
	}
	return client.CheckHeaderValue(opToken, "AccessToken", value)
}
