package client

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"slices"
	"syscall"
	"time"
)

// NetCause sorts errors of getting through to a server by what can be done
// about them.
type NetCause int

// The causes.
const (
	// NetOther is an error of any other kind.
	NetOther NetCause = iota
	// NetCanceled : the caller called it off.
	NetCanceled
	// NetNameUnknown : the name server knows no server of this name.
	NetNameUnknown
	// NetNameServer : the name server is not there or failed.
	NetNameServer
	// NetTimeout : no answer in time.
	NetTimeout
	// NetRefused : nothing listens there.
	NetRefused
	// NetOffline : this computer has no way to the server's network.
	NetOffline
	// NetProxyAddress : the proxy's address in the settings cannot be used.
	NetProxyAddress
	// NetProxyUnreachable : the proxy is not there or does not answer.
	NetProxyUnreachable
	// NetProxySignIn : the proxy wants a user name and a password (407).
	NetProxySignIn
	// NetProxyPassword : the proxy does not accept the user and the password (407).
	NetProxyPassword
	// NetProxyScheme : the proxy wants to be signed in to in a way that is none of
	// a user and a password, such as Kerberos or NTLM (407).
	NetProxyScheme
	// NetProxyRefused : the proxy does not let this through; NetError.Status says
	// with which status.
	NetProxyRefused
	// NetNotTLS : what answers does not speak TLS.
	NetNotTLS
	// NetUntrusted : nobody whom this computer trusts has issued the certificate.
	NetUntrusted
	// NetExpired : the certificate is no longer valid, by this computer's clock.
	NetExpired
	// NetNotYetValid : the certificate is not valid yet, by this computer's clock.
	NetNotYetValid
	// NetWrongName : the certificate is for another server than NetError.Host.
	NetWrongName
	// NetBadCertificate : the certificate cannot be used for any other reason.
	NetBadCertificate
)

// NetError is what is known of an error of getting through to a server.
type NetError struct {
	Cause       NetCause
	Status      int               // that a proxy refused with
	Proxy       string            // that refused or cannot be reached: its host and port, or one of them; empty where it is not known
	Host        string            // whose certificate was expected
	Certificate *x509.Certificate // that was not accepted; nil where it is not known
}

// SortNetError sorts an error of getting through to a server. now is this
// computer's clock.
func SortNetError(err error, now time.Time) NetError {
	if sorted, ok := sortProxyError(err); ok {
		return sorted
	}
	if sorted, ok := sortCertificateError(err, now); ok {
		return sorted
	}
	var dns *net.DNSError
	var timeout net.Error
	var record tls.RecordHeaderError
	cause := NetOther
	switch {
	case errors.Is(err, context.Canceled):
		cause = NetCanceled
	case errors.As(err, &dns) && dns.IsNotFound:
		cause = NetNameUnknown
	case errors.As(err, &dns):
		cause = NetNameServer
	case isOneOf(err, errnosRefused):
		cause = NetRefused
	case isOneOf(err, errnosOffline):
		cause = NetOffline
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		cause = NetNotTLS
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		cause = NetTimeout
	}
	return NetError{Cause: cause}
}

func sortProxyError(err error) (NetError, bool) {
	var proxy *ProxyError
	var op *net.OpError
	switch {
	case errors.As(err, &proxy) && proxy.Status == 0:
		return NetError{Cause: NetProxyAddress}, true
	case proxy != nil:
		return NetError{Cause: refusalOf(proxy), Status: proxy.Status, Proxy: proxy.Proxy}, true
	case errors.As(err, &op) && (op.Op == "proxyconnect" || op.Op == "socks connect"): // what net/http calls the way to a proxy
		return NetError{Cause: NetProxyUnreachable, Proxy: proxyOf(op)}, true
	}
	return NetError{}, false
}

// proxyOf is which proxy could not be reached: by its name where nobody knows that, else by
// its address.
func proxyOf(way *net.OpError) string {
	var dns *net.DNSError
	var dial *net.OpError
	switch {
	case errors.As(way.Err, &dns):
		return dns.Name
	case errors.As(way.Err, &dial) && dial.Addr != nil:
		return dial.Addr.String()
	}
	return ""
}

func refusalOf(proxy *ProxyError) NetCause {
	switch {
	case proxy.Status != http.StatusProxyAuthRequired:
		return NetProxyRefused
	case !proxy.Basic():
		return NetProxyScheme
	case proxy.Tried:
		return NetProxyPassword
	}
	return NetProxySignIn
}

func sortCertificateError(err error, now time.Time) (NetError, bool) {
	var authority x509.UnknownAuthorityError
	var hostname x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verification *tls.CertificateVerificationError
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil:
		if now.Before(invalid.Cert.NotBefore) {
			return NetError{Cause: NetNotYetValid, Certificate: invalid.Cert}, true
		}
		return NetError{Cause: NetExpired, Certificate: invalid.Cert}, true
	case errors.As(err, &hostname):
		return NetError{Cause: NetWrongName, Host: hostname.Host, Certificate: hostname.Certificate}, true
	case errors.As(err, &authority):
		return NetError{Cause: NetUntrusted, Certificate: authority.Cert}, true
	case errors.As(err, &invalid), errors.As(err, &verification):
		return NetError{Cause: NetBadCertificate, Certificate: invalid.Cert}, true
	}
	return NetError{}, false
}

func isOneOf(err error, errnos []syscall.Errno) bool {
	return slices.ContainsFunc(errnos, func(errno syscall.Errno) bool { return errors.Is(err, errno) })
}
