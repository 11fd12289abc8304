package diagnose

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync"
	"time"

	"mooring/client"
)

// reply is what is looked at of an answer.
type reply struct {
	status         int
	header         http.Header
	start          []byte
	sent, received time.Time // by this computer's clock
}

// handshake is what became of TLS on the way to an answer.
type handshake struct {
	mu    sync.Mutex // the transport may still be at it when it has given up
	begun bool
	state *tls.ConnectionState // once it has succeeded
}

func (h *handshake) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		TLSHandshakeStart: func() {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.begun, h.state = true, nil // that with a proxy may have come before
		},
		TLSHandshakeDone: func(state tls.ConnectionState, err error) {
			h.mu.Lock()
			defer h.mu.Unlock()
			if err == nil {
				h.state = &state
			}
		},
	}
}

func (h *handshake) outcome() (begun bool, state *tls.ConnectionState) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.begun, h.state
}

// ask sends one request and judges the proxy, the handshake, the answer and the
// clock by what comes back.
func (v *visit) ask(ctx context.Context, proxy *url.URL) {
	var shake handshake
	answer, err := v.get(ctx, askLimit, true, shake.trace())
	if refused := v.proxyRefusal(proxy, answer, &shake, err); refused != NoCause {
		v.verdict(Proxy, Broken, refused, err, v.proxyFacts(ctx, proxy)...)
		return
	}
	if errors.Is(err, context.Canceled) {
		return
	}
	if proxy != nil {
		v.verdict(Proxy, Fine, NoCause, nil, v.proxyFacts(ctx, proxy)...)
	}
	if !v.shaken(&shake, err) {
		if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
			v.lookBehind(ctx)
		}
		return
	}
	if err != nil {
		cause := networkCause(err)
		if cause == Unreachable {
			cause = NoAnswer
		}
		v.verdict(Answer, Broken, cause, err)
		return
	}
	v.judge(answer, true)
	v.clock(answer, true)
}

// proxyRefusal tells why the proxy did not let the request through, or NoCause.
func (v *visit) proxyRefusal(proxy *url.URL, answer *reply, shake *handshake, err error) Cause {
	var refusal *client.ProxyError
	var op *net.OpError
	begun, _ := shake.outcome()
	switch {
	case proxy == nil:
		return NoCause
	case err == nil && answer.status == http.StatusProxyAuthRequired:
		return ProxySignIn // without TLS it answers in the server's place
	case err == nil:
		return NoCause
	case errors.As(err, &refusal):
		return proxyCause(refusal)
	case errors.As(err, &op) && (op.Op == "proxyconnect" || op.Op == "socks connect"),
		v.url.Scheme == "https" && !begun:
		return unlessCanceled(err, ProxyUnreachable)
	}
	return NoCause
}

// shaken judges the handshake and reports whether there is anything to say of
// what came after it.
func (v *visit) shaken(shake *handshake, err error) bool {
	begun, state := shake.outcome()
	switch {
	case v.url.Scheme == "http":
		v.verdict(Handshake, Skipped, PlainHTTP, nil)
		return true
	case state != nil:
		facts := append([]Fact{{"TLS", tls.VersionName(state.Version)}}, certificateFacts(state.PeerCertificates)...)
		v.verdict(Handshake, Fine, NoCause, nil, facts...)
		return true
	case err == nil:
		return true
	}
	cause := networkCause(err)
	if begun {
		cause = tlsCause(err, v.now())
	}
	var unverified *tls.CertificateVerificationError
	var facts []Fact
	if errors.As(err, &unverified) {
		facts = certificateFacts(unverified.UnverifiedCertificates)
	}
	v.verdict(Handshake, Broken, cause, err, facts...)
	return false
}

// lookBehind asks once more without checking the certificate: a wrong clock
// makes good certificates bad, and the log-in page of a network shows only like
// this. Nothing secret is sent, and nothing that comes back is relied upon.
func (v *visit) lookBehind(ctx context.Context) {
	answer, err := v.get(ctx, lookLimit, false, &httptrace.ClientTrace{})
	if err != nil {
		return
	}
	v.judge(answer, false)
	v.clock(answer, false)
}

// get sends one request on a connection of its own and reads the start of the
// answer.
func (v *visit) get(ctx context.Context, limit time.Duration, verify bool, trace *httptrace.ClientTrace) (*reply, error) {
	ctx, cancel := context.WithTimeout(httptrace.WithClientTrace(ctx, trace), limit)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, v.url.String(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "Mooring/"+v.Version)
	transport := v.ownTransport(verify)
	defer transport.CloseIdleConnections()
	sent := v.now()
	answer, err := transport.RoundTrip(request) // which follows no redirect
	if err != nil {
		return nil, err
	}
	received := v.now()
	defer answer.Body.Close()
	start, _ := io.ReadAll(io.LimitReader(answer.Body, 512)) // what does not come does not matter
	return &reply{answer.StatusCode, answer.Header, start, sent, received}, nil
}

// ownTransport is the transport for a single request.
func (v *visit) ownTransport(verify bool) *http.Transport {
	transport := v.Transport.Clone()
	transport.DisableKeepAlives = true
	config := transport.TLSClientConfig
	if config == nil {
		config = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	config.ClientSessionCache = nil // resuming would skip what is to be seen
	config.Time = v.now
	config.InsecureSkipVerify = !verify
	transport.TLSClientConfig = config
	return transport
}
