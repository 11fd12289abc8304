package client

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
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
}

// Error says what happened, without the proxy's address, which may hold a password.
func (e *ProxyError) Error() string {
	if e.Status == 0 {
		return "the proxy address in the environment is not valid"
	}
	return fmt.Sprintf("the proxy refused the connection: %d %s", e.Status, http.StatusText(e.Status))
}

// NewTransport returns the transport that every call to Adobe uses: proxies
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
func onProxyConnect(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode != http.StatusOK {
		return &ProxyError{Status: answer.StatusCode}
	}
	return nil
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
// "answered by something else" from "not answered".
type locationGuard struct{ next http.RoundTripper }

// RoundTrip sends r.
func (g locationGuard) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := g.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
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
	var proxy *ProxyError
	if errors.As(e.Err, &proxy) {
		return proxy.Status < 500
	}
	return errors.As(e.Err, &cert) || errors.Is(e.Err, errTimeLimit)
}
