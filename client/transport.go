package client

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// The limits of getting through to a host.
const (
	connectLimit   = 10 * time.Second
	handshakeLimit = 10 * time.Second
	maxRedirects   = 5
)

// ProxyError is a proxy that refused to pass a call on, or a proxy address in
// the environment that cannot be used. It is found with errors.As under an
// *APIError of KindUnreachable.
type ProxyError struct {
	// Status is what the proxy answered, such as 407 when it wants a user and a
	// password; 0 where the proxy was not asked.
	Status int
	// Proxy is the proxy's host and port; empty where it is not known.
	Proxy string
	// Schemes are the ways of signing in that the proxy offers with a 407, in
	// lower case, such as basic and negotiate.
	Schemes []string
	// Tried says that a user and a password were sent along, and not accepted.
	Tried bool
}

// Basic reports whether a user and a password as such could satisfy the proxy.
// One that names no way at all is taken to want them.
func (e *ProxyError) Basic() bool {
	return len(e.Schemes) == 0 || slices.Contains(e.Schemes, "basic")
}

// Error says what happened, without the proxy's address, which may hold a password.
func (e *ProxyError) Error() string {
	if e.Status == 0 {
		return "the proxy address in the environment is not valid"
	}
	return fmt.Sprintf("the proxy refused the connection: %d %s", e.Status, http.StatusText(e.Status))
}

// NewTransport returns the transport that every call uses: proxies
// from the environment, time limits for connecting, TLS 1.2 or later, and no
// Accept-Encoding of its own.
func NewTransport() *http.Transport {
	dialer := &net.Dialer{Timeout: connectLimit, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:                  proxyFromEnvironment,
		OnProxyConnectResponse: onProxyConnect,
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    handshakeLimit,
		TLSClientConfig: &tls.Config{
			MinVersion:         tls.VersionTLS12,
			ClientSessionCache: tls.NewLRUClientSessionCache(8),
		},
		ForceAttemptHTTP2:     true,
		DisableCompression:    true,
		MaxIdleConns:          8,
		MaxIdleConnsPerHost:   8,
		IdleConnTimeout:       60 * time.Second,
		ExpectContinueTimeout: time.Second,
	}
}

// proxyFromEnvironment is http.ProxyFromEnvironment with an error that does
// not repeat the address, since proxy addresses may hold a password.
func proxyFromEnvironment(r *http.Request) (*url.URL, error) {
	u, err := http.ProxyFromEnvironment(r)
	if err != nil {
		return nil, &ProxyError{}
	}
	return u, nil
}

// onProxyConnect gives a proxy's refusal a type; net/http has only text for it.
func onProxyConnect(_ context.Context, proxy *url.URL, asked *http.Request, answer *http.Response) error {
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	refusal := &ProxyError{
		Status: answer.StatusCode, Proxy: proxy.Host, Tried: asked.Header.Get("Proxy-Authorization") != "",
	}
	if answer.StatusCode == http.StatusProxyAuthRequired {
		for _, challenge := range answer.Header.Values("Proxy-Authenticate") {
			refusal.Schemes = append(refusal.Schemes, authSchemes(challenge)...)
		}
	}
	return refusal
}

// authSchemes reads the names of the schemes out of a Proxy-Authenticate header,
// which may list several, each with parameters: Negotiate, Basic realm="a, b".
func authSchemes(challenge string) []string {
	var schemes []string
	quoted := false
	parts := strings.FieldsFunc(challenge, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ',' && !quoted
	})
	for _, part := range parts {
		name, _, _ := strings.Cut(strings.TrimSpace(part), " ")
		if name != "" && !strings.Contains(name, "=") {
			schemes = append(schemes, strings.ToLower(name))
		}
	}
	return schemes
}

// checkRedirect lets only a GET be redirected, and only within its own host
// and scheme: a redirect elsewhere would carry the token along, and one of a
// POST would send it twice or turn it into a GET. What is not followed is
// handed on as the answer that it is.
func checkRedirect(r *http.Request, via []*http.Request) error {
	first := via[0]
	if first.Method != http.MethodGet || len(via) > maxRedirects || r.URL.User != nil ||
		r.URL.Scheme != first.URL.Scheme || r.URL.Host != first.URL.Host {
		return http.ErrUseLastResponse
	}
	return nil
}

// locationGuard drops a Location that cannot be parsed. net/http would turn
// such an answer into an error without its status, and a status is what tells
// "answered by something else" from "not answered". It also unpacks what comes
// packed.
type locationGuard struct{ next http.RoundTripper }

// RoundTrip sends r.
func (g locationGuard) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := g.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	Unpack(answer)
	if answer.StatusCode/100 == 3 {
		if _, err := answer.Location(); err != nil {
			answer.Header.Del("Location")
		}
	}
	return answer, nil
}

// CloseIdleConnections closes the connections that no call uses.
func (g locationGuard) CloseIdleConnections() {
	if c, ok := g.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// Final reports whether asking again in a moment cannot help although the kind
// of the error sounds like it: the certificate is not trusted, the proxy said
// no, or all the time that the call had is used up.
func (e *APIError) Final() bool {
	var cert *tls.CertificateVerificationError
	if proxy, ok := errors.AsType[*ProxyError](e.Err); ok {
		return proxy.Status < 500
	}
	return errors.As(e.Err, &cert) || errors.Is(e.Err, errTimeLimit)
}
