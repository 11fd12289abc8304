package model

import (
	"cmp"
	"crypto/x509"
	"net/http"
	"strings"
	"time"
	"unicode"

	"mooring/client"
)

// netNames are what the reasons are called of which no more is to be said.
var netNames = map[client.NetCause]string{
	client.NetNameUnknown:   "dns",
	client.NetNameServer:    "dns",
	client.NetRefused:       "connectionRefused",
	client.NetOffline:       "offline",
	client.NetTimeout:       "connectSlow",
	client.NetProxySignIn:   "proxy",
	client.NetProxyPassword: "proxyPassword",
	client.NetProxyScheme:   "proxyScheme",
	client.NetProxyAddress:  "proxyAddress",
	client.NetNotTLS:        "notEncrypted",
}

// explainUnreachable words why a request did not leave this computer, or did
// not get as far as the server.
func explainUnreachable(err error) Problem {
	now := time.Now()
	sorted := client.SortNetError(err, now)
	switch sorted.Cause {
	case client.NetProxyRefused:
		return NewProblem("proxyRefused", "Status", sorted.Status)
	case client.NetProxyUnreachable:
		return explainProxyUnreachable(sorted.Proxy)
	case client.NetWrongName:
		return NewProblem("certificateHost", "Host", sorted.Host)
	case client.NetExpired, client.NetNotYetValid:
		return explainValidity(sorted.Certificate, now)
	case client.NetUntrusted, client.NetBadCertificate:
		return explainUntrusted(sorted)
	}
	return NewProblem(cmp.Or(netNames[sorted.Cause], "unreachable"))
}

// explainProxyUnreachable names the proxy, where it is known.
func explainProxyUnreachable(proxy string) Problem {
	problem := NewProblem("proxyUnreachable")
	if proxy != "" {
		problem.Cause = T("problem.proxyUnreachable.which", "Proxy", proxy)
	}
	return problem
}

// explainUntrusted names who has issued the certificate, where that is the trouble.
func explainUntrusted(sorted client.NetError) Problem {
	if sorted.Cause == client.NetUntrusted && sorted.Certificate != nil {
		if name := issuerOf(sorted.Certificate); name != "" {
			return NewProblem("certificateIssuer", "Issuer", name)
		}
	}
	return NewProblem("certificate")
}

// explainValidity shows the dates of the certificate and of this computer side
// by side, since either may be the wrong one.
func explainValidity(cert *x509.Certificate, now time.Time) Problem {
	if now.Before(cert.NotBefore) {
		return NewProblem("certificateEarly", "From", Day{cert.NotBefore}, "Today", Day{now})
	}
	return NewProblem("certificateExpired", "Until", Day{cert.NotAfter}, "Today", Day{now})
}

// issuerOf is the name of who signed a certificate.
func issuerOf(cert *x509.Certificate) string {
	names := append([]string{cert.Issuer.CommonName}, cert.Issuer.Organization...)
	for _, name := range append(names, cert.Issuer.String()) {
		if name = Printable(name); name != "" {
			return name
		}
	}
	return ""
}

// Printable is a name that comes from elsewhere, such as from a certificate, cut to a
// length and cleaned of what cannot be shown.
func Printable(name string) string {
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
	return name
}

// explainLost words a request that left and was not answered, or not by Adobe.
// What it did is for others to say.
func explainLost(err *client.APIError) Problem {
	slow := err.Status == http.StatusRequestTimeout || client.SortNetError(err.Err, time.Now()).Cause == client.NetTimeout
	switch {
	case err.Kind == client.KindNotPlatform && err.Status >= 300 && err.Status < 400:
		return NewProblem("redirected")
	case err.Kind == client.KindNotPlatform:
		return NewProblem("notPlatform")
	case slow:
		return NewProblem("answerSlow")
	}
	return NewProblem("interrupted")
}
