package diagnose

import (
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
	// ProxyAddress : the proxy's address in the settings cannot be used.
	ProxyAddress
	// ProxyUnreachable : the proxy is not there or does not answer.
	ProxyUnreachable
	// ProxySignIn : the proxy wants a user name and a password (407).
	ProxySignIn
	// ProxyPassword : the proxy does not accept the user name and the password.
	ProxyPassword
	// ProxyScheme : the proxy wants Kerberos, NTLM or the like (407).
	ProxyScheme
	// ProxyRefused : the proxy does not let this through.
	ProxyRefused
	// NotTLS : no protected connection came about.
	NotTLS
	// Untrusted : the certificate's issuer is not trusted by this computer.
	Untrusted
	// NotValidNow : the certificate is not valid yet or no longer, by this computer's clock.
	NotValidNow
	// WrongName : the certificate is that of another server.
	WrongName
	// NoAnswer : the connection ended without an answer.
	NoAnswer
	// WebPage : the answer is a web page, or points to another site.
	WebPage
	// NoDate : the answer does not tell the time.
	NoDate
	// ClockWrong : this computer's clock differs from the server's.
	ClockWrong
	// KeyringUnavailable : the keyring is missing, locked or failing. Secrets are
	// held until the app ends, and then forgotten.
	KeyringUnavailable
	// KeyringWaits : the keyring does not answer; its own window may wait for a password.
	KeyringWaits
	// NotWritable : nothing can be written to the folder of the data.
	NotWritable
	// LittleSpace : the disk is full, or almost.
	LittleSpace
	// OpenToOthers : other users of this computer may look into the folder.
	OpenToOthers
)

// netCauses are the causes of what package client sorts.
var netCauses = map[client.NetCause]Cause{
	client.NetOther: Unreachable, client.NetOffline: Unreachable, client.NetCanceled: Canceled, client.NetTimeout: TimedOut,
	client.NetNameUnknown: NameUnknown, client.NetNameServer: NameServer, client.NetRefused: Refused,
	client.NetProxyAddress: ProxyAddress, client.NetProxyUnreachable: ProxyUnreachable,
	client.NetProxySignIn: ProxySignIn, client.NetProxyPassword: ProxyPassword, client.NetProxyScheme: ProxyScheme,
	client.NetProxyRefused: ProxyRefused, client.NetNotTLS: NotTLS,
	client.NetUntrusted: Untrusted, client.NetBadCertificate: Untrusted, client.NetWrongName: WrongName,
	client.NetExpired: NotValidNow, client.NetNotYetValid: NotValidNow,
}

// networkCause sorts errors of getting through to a server.
func networkCause(err error) Cause { return netCauses[client.SortNetError(err, time.Now()).Cause] }

// tlsCause sorts errors of a handshake, for which a connection stands already.
func tlsCause(err error, now time.Time) Cause {
	switch cause := netCauses[client.SortNetError(err, now).Cause]; cause {
	case Unreachable, Refused, NameUnknown, NameServer:
		return NotTLS
	default:
		return cause
	}
}

// proxyCause sorts what a proxy answered.
func proxyCause(err *client.ProxyError) Cause { return networkCause(err) }
