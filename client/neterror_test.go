package client

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestSortNetError(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	until := func(from, to time.Duration) error {
		return &tls.CertificateVerificationError{Err: x509.CertificateInvalidError{
			Cert: &x509.Certificate{NotBefore: now.Add(from), NotAfter: now.Add(to)}, Reason: x509.Expired,
		}}
	}
	for name, c := range map[string]struct {
		err  error
		want NetError
	}{
		"nothing":             {nil, NetError{}},
		"anything":            {errors.New("odd"), NetError{}},
		"called off":          {fmt.Errorf("x: %w", context.Canceled), NetError{Cause: NetCanceled}},
		"no such name":        {&net.OpError{Op: "dial", Err: &net.DNSError{IsNotFound: true}}, NetError{Cause: NetNameUnknown}},
		"silent name server":  {&net.DNSError{Err: "i/o timeout", IsTimeout: true}, NetError{Cause: NetNameServer}},
		"refused":             {&net.OpError{Op: "dial", Err: errnosRefused[0]}, NetError{Cause: NetRefused}},
		"no network":          {&net.OpError{Op: "dial", Err: errnosOffline[0]}, NetError{Cause: NetOffline}},
		"out of time":         {context.DeadlineExceeded, NetError{Cause: NetTimeout}},
		"plain http":          {http.ErrSchemeMismatch, NetError{Cause: NetNotTLS}},
		"proxy address":       {&ProxyError{}, NetError{Cause: NetProxyAddress}},
		"407":                 {&ProxyError{Status: 407}, NetError{Cause: NetProxySignIn, Status: 407}},
		"407, NTLM":           {&ProxyError{Status: 407, Schemes: []string{"negotiate", "ntlm"}}, NetError{Cause: NetProxyScheme, Status: 407}},
		"407, password":       {&ProxyError{Status: 407, Schemes: []string{"ntlm", "basic"}, Tried: true, Proxy: "p:1"}, NetError{Cause: NetProxyPassword, Status: 407, Proxy: "p:1"}},
		"403 of the proxy":    {&ProxyError{Status: 403}, NetError{Cause: NetProxyRefused, Status: 403}},
		"proxy away":          {&net.OpError{Op: "proxyconnect", Err: &net.DNSError{}}, NetError{Cause: NetProxyUnreachable}},
		"proxy's name":        {&net.OpError{Op: "proxyconnect", Err: &net.OpError{Op: "dial", Err: &net.DNSError{Name: "proxy.acme.example"}}}, NetError{Cause: NetProxyUnreachable, Proxy: "proxy.acme.example"}},
		"proxy is off":        {&net.OpError{Op: "proxyconnect", Err: &net.OpError{Op: "dial", Addr: &net.TCPAddr{IP: net.IPv4(10, 0, 0, 1), Port: 3128}, Err: errors.New("off")}}, NetError{Cause: NetProxyUnreachable, Proxy: "10.0.0.1:3128"}},
		"expired":             {until(-2*time.Hour, -time.Hour), NetError{Cause: NetExpired}},
		"not yet":             {until(time.Hour, 2*time.Hour), NetError{Cause: NetNotYetValid}},
		"unknown authority":   {x509.UnknownAuthorityError{}, NetError{Cause: NetUntrusted}},
		"other name":          {x509.HostnameError{Certificate: &x509.Certificate{}, Host: "a.example"}, NetError{Cause: NetWrongName, Host: "a.example"}},
		"otherwise not valid": {&tls.CertificateVerificationError{Err: errors.New("odd")}, NetError{Cause: NetBadCertificate}},
	} {
		got := SortNetError(c.err, now)
		got.Certificate = nil
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestAuthSchemes(t *testing.T) {
	for challenge, want := range map[string]string{
		`Basic realm="a, NTLM b"`:                           "basic",
		`Negotiate, NTLM, Basic realm="x", charset="UTF-8"`: "negotiate ntlm basic",
		`NTLM TlRMTVNTUAACAAAA=`:                            "ntlm",
		"":                                                  "",
		`Digest realm="x", qop="auth", nonce="a=", opaque=b`: "digest",
	} {
		if got := strings.Join(authSchemes(challenge), " "); got != want {
			t.Errorf("%s: %q, want %q", challenge, got, want)
		}
	}
}
