package diagnose

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"time"

	"mooring/client"
)

// Cause says why a finding is not Fine.
type Cause int

// The causes.
const (
	// NoCause is that of a check that is Fine.
	NoCause Cause = iota
	// Canceled : the run was called off.
	Canceled
	// NotGiven : the caller gave nothing to check.
	NotGiven
	// EarlierFailure : an earlier check of the same server failed.
	EarlierFailure
	// ViaProxy : a proxy does this in place of this computer.
	ViaProxy
	// PlainHTTP : the address is without TLS, such as that of the practice Platform.
	PlainHTTP
	// BadAddress : the address is not one of a server.
	BadAddress
	// TimedOut : no answer in time.
	TimedOut
	// NameUnknown : there is no server of this name, as far as the name server knows.
	NameUnknown
	// NameServer : the name server is not there or failed.
	NameServer
	// Refused : nothing listens there.
	Refused
	// Unreachable : no connection for any other reason.
	Unreachable
	// ProxyAddress : the proxy's address in the environment cannot be used.
	ProxyAddress
	// ProxyUnreachable : the proxy is not there or does not answer.
	ProxyUnreachable
	// ProxySignIn : the proxy wants a user name and a password (407).
	ProxySignIn
	// ProxyRefused : the proxy does not let this through.
	ProxyRefused
	// NotTLS : what answers does not speak TLS.
	NotTLS
	// Untrusted : the certificate's issuer is not trusted by this computer.
	Untrusted
	// Expired : the certificate is no longer valid, by this computer's clock.
	Expired
	// NotYetValid : the certificate is not valid yet, by this computer's clock.
	NotYetValid
	// WrongName : the certificate is that of another server.
	WrongName
	// HandshakeFailed : TLS failed for any other reason.
	HandshakeFailed
	// NoAnswer : the connection ended without an answer.
	NoAnswer
	// WebPage : the answer is a web page.
	WebPage
	// Redirected : the answer points to another site.
	Redirected
	// NoDate : the answer does not tell the time.
	NoDate
	// ClockWrong : this computer's clock differs from the server's.
	ClockWrong
	// KeyringUnavailable : the keyring is missing, locked or failing.
	KeyringUnavailable
	// KeyringAltered : the keyring does not give back what it was given.
	KeyringAltered
	// SessionOnly : secrets are held until the app ends, and then forgotten.
	SessionOnly
	// FolderMissing : the folder of the data is not there.
	FolderMissing
	// NotWritable : nothing can be written to the folder of the data.
	NotWritable
	// LittleSpace : the disk is full, or almost.
	LittleSpace
	// OpenToOthers : other users of this computer may look into the folder.
	OpenToOthers
	// NotUTF8 : the language settings do not name UTF-8.
	NotUTF8
	lastCause = NotUTF8
)

// networkCause sorts errors of getting through to a server.
func networkCause(err error) Cause {
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.Is(err, context.Canceled):
		return Canceled
	case errors.As(err, &dns) && dns.IsNotFound:
		return NameUnknown
	case errors.As(err, &dns):
		return NameServer
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return TimedOut
	case errors.Is(err, errRefused):
		return Refused
	}
	return Unreachable
}

// tlsCause sorts errors of a handshake.
func tlsCause(err error, now time.Time) Cause {
	var header tls.RecordHeaderError
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	var unverified *tls.CertificateVerificationError
	switch cause := networkCause(err); {
	case cause == Canceled, cause == TimedOut:
		return cause
	case errors.As(err, &header):
		return NotTLS
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		if invalid.Cert != nil && now.Before(invalid.Cert.NotBefore) {
			return NotYetValid
		}
		return Expired
	case errors.As(err, &name):
		return WrongName
	case errors.As(err, &unverified):
		return Untrusted
	}
	return HandshakeFailed
}

// proxyCause sorts what a proxy answered; 0 is an address that cannot be used.
func proxyCause(err *client.ProxyError) Cause {
	switch err.Status {
	case 0:
		return ProxyAddress
	case http.StatusProxyAuthRequired:
		return ProxySignIn
	}
	return ProxyRefused
}
