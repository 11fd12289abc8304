package model

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode"

	"mooring/client"
)

// explainUnreachable words why a request did not leave this computer, or did
// not get as far as the server.
func explainUnreachable(err error) Problem {
	if problem, ok := explainProxy(err); ok {
		return problem
	}
	if problem, ok := explainCertificate(err); ok {
		return problem
	}
	var dns *net.DNSError
	var timeout net.Error
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &dns):
		return ProblemOf("dns", FieldNone, true)
	case isOneOf(err, errnosRefused):
		return ProblemOf("connectionRefused", FieldNone, true)
	case isOneOf(err, errnosOffline):
		return ProblemOf("offline", FieldNone, true)
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return ProblemOf("notEncrypted", FieldNone, false)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return ProblemOf("connectSlow", FieldNone, true)
	}
	return ProblemOf("unreachable", FieldNone, true)
}

func isOneOf(err error, errnos []syscall.Errno) bool {
	return slices.ContainsFunc(errnos, func(errno syscall.Errno) bool { return errors.Is(err, errno) })
}

func explainProxy(err error) (Problem, bool) {
	var proxy *client.ProxyError
	var op *net.OpError
	switch {
	case errors.As(err, &proxy) && proxy.Status == http.StatusProxyAuthRequired:
		return ProblemOf("proxy", FieldNone, false), true
	case proxy != nil && proxy.Status == 0:
		return ProblemOf("proxyAddress", FieldNone, false), true
	case proxy != nil:
		return ProblemOf("proxyRefused", FieldNone, true, "Status", proxy.Status), true
	case errors.As(err, &op) && op.Op == "proxyconnect": // what net/http calls the way to a proxy
		return ProblemOf("proxyUnreachable", FieldNone, true), true
	}
	return Problem{}, false
}

func explainCertificate(err error) (Problem, bool) {
	var authority x509.UnknownAuthorityError
	var hostname x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verification *tls.CertificateVerificationError
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil:
		return explainValidity(invalid.Cert, time.Now()), true
	case errors.As(err, &hostname):
		return ProblemOf("certificateHost", FieldNone, false, "Host", hostname.Host), true
	case errors.As(err, &authority) && authority.Cert != nil:
		if name := issuerOf(authority.Cert); name != "" {
			return ProblemOf("certificateIssuer", FieldNone, false, "Issuer", name), true
		}
		return ProblemOf("certificate", FieldNone, false), true
	case errors.As(err, &verification), errors.As(err, &authority), errors.As(err, &invalid):
		return ProblemOf("certificate", FieldNone, false), true
	}
	return Problem{}, false
}

// explainValidity shows the dates of the certificate and of this computer side
// by side, since either may be the wrong one.
func explainValidity(cert *x509.Certificate, now time.Time) Problem {
	if now.Before(cert.NotBefore) {
		return ProblemOf("certificateEarly", FieldNone, true,
			"From", Day{cert.NotBefore}, "Today", Day{now})
	}
	return ProblemOf("certificateExpired", FieldNone, true,
		"Until", Day{cert.NotAfter}, "Today", Day{now})
}

// issuerOf is the name of who signed a certificate. It comes from the network,
// so that it is cut to a length and cleaned of what cannot be shown.
func issuerOf(cert *x509.Certificate) string {
	names := append([]string{cert.Issuer.CommonName}, cert.Issuer.Organization...)
	for _, name := range append(names, cert.Issuer.String()) {
		name = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
			if unicode.IsPrint(r) && r != unicode.ReplacementChar {
				return r
			}
			return ' '
		}, name)), " ")
		const longest = 80
		if runes := []rune(name); len(runes) > longest {
			name = string(runes[:longest]) + "…"
		}
		if name != "" {
			return name
		}
	}
	return ""
}

// explainLost words a request that left and was not answered, or not by Adobe.
// What it did is for others to say.
func explainLost(err *client.APIError) Problem {
	var timeout net.Error
	slow := err.Status == http.StatusRequestTimeout || errors.Is(err.Err, context.DeadlineExceeded) ||
		errors.As(err.Err, &timeout) && timeout.Timeout()
	switch {
	case err.Kind == client.KindNotPlatform && err.Status >= 300 && err.Status < 400:
		return ProblemOf("redirected", FieldNone, true)
	case err.Kind == client.KindNotPlatform:
		return ProblemOf("notPlatform", FieldNone, true)
	case slow:
		return ProblemOf("answerSlow", FieldNone, true)
	}
	return ProblemOf("interrupted", FieldNone, true)
}
