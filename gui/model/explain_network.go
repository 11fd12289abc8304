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
		return problemOf("dns", FieldNone, true)
	case isOneOf(err, errnosRefused):
		return problemOf("connectionRefused", FieldNone, true)
	case isOneOf(err, errnosOffline):
		return problemOf("offline", FieldNone, true)
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return problemOf("notEncrypted", FieldNone, false)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return problemOf("connectSlow", FieldNone, true)
	}
	return problemOf("unreachable", FieldNone, true)
}

func isOneOf(err error, errnos []syscall.Errno) bool {
	return slices.ContainsFunc(errnos, func(errno syscall.Errno) bool { return errors.Is(err, errno) })
}

func explainProxy(err error) (Problem, bool) {
	var proxy *client.ProxyError
	var op *net.OpError
	switch {
	case errors.As(err, &proxy) && proxy.Status == http.StatusProxyAuthRequired:
		return problemOf("proxy", FieldNone, false), true
	case proxy != nil && proxy.Status == 0:
		return problemOf("proxyAddress", FieldNone, false), true
	case proxy != nil:
		return problemOf("proxyRefused", FieldNone, true, "Status", proxy.Status), true
	case errors.As(err, &op) && op.Op == "proxyconnect": // what net/http calls the way to a proxy
		return problemOf("proxyUnreachable", FieldNone, true), true
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
		return problemOf("certificateHost", FieldNone, false, "Host", hostname.Host), true
	case errors.As(err, &authority) && authority.Cert != nil:
		if name := issuerOf(authority.Cert); name != "" {
			return problemOf("certificateIssuer", FieldNone, false, "Issuer", name), true
		}
		return problemOf("certificate", FieldNone, false), true
	case errors.As(err, &verification), errors.As(err, &authority), errors.As(err, &invalid):
		return problemOf("certificate", FieldNone, false), true
	}
	return Problem{}, false
}

// explainValidity shows the dates of the certificate and of this computer side
// by side, since either may be the wrong one.
func explainValidity(cert *x509.Certificate, now time.Time) Problem {
	if now.Before(cert.NotBefore) {
		return problemOf("certificateEarly", FieldNone, true,
			"From", Day{cert.NotBefore}, "Today", Day{now})
	}
	return problemOf("certificateExpired", FieldNone, true,
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
		return problemOf("redirected", FieldNone, true)
	case err.Kind == client.KindNotPlatform:
		return problemOf("notPlatform", FieldNone, true)
	case slow:
		return problemOf("answerSlow", FieldNone, true)
	}
	return problemOf("interrupted", FieldNone, true)
}
