package amazon

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Cause sorts refusals and failures by what can be done about them.
type Cause int

// The causes.
const (
	// NoCause is that of a check that passed or was skipped.
	NoCause Cause = iota
	// CauseKeyID : there is no such access key id, or it is switched off
	// (InvalidAccessKeyId, InvalidClientTokenId).
	CauseKeyID
	// CauseSecret : the secret is not that of the access key id
	// (SignatureDoesNotMatch).
	CauseSecret
	// CauseExpired : the temporary keys are no longer valid (ExpiredToken).
	CauseExpired
	// CauseToken : the session token is not valid, or not of these keys
	// (InvalidToken).
	CauseToken
	// CauseDenied : the keys are right and may not do this (AccessDenied).
	CauseDenied
	// CauseNoBucket : there is no bucket of this name (NoSuchBucket).
	CauseNoBucket
	// CauseRegion : the bucket is in another region than the one asked
	// (PermanentRedirect, AuthorizationHeaderMalformed); Finding.Region says in
	// which, where the answer told.
	CauseRegion
	// CauseClock : the clock of this computer is wrong (RequestTimeTooSkewed);
	// Finding.ServerTime holds the other side's.
	CauseClock
	// CauseThrottled : too many requests just now (SlowDown).
	CauseThrottled
	// CauseUnavailable : trouble on the other side (any other 5xx).
	CauseUnavailable
	// CauseRejected : any other refusal; Finding.Code names it.
	CauseRejected
	// CauseNotOffered : the store does not know this call.
	CauseNotOffered
	// CauseNotS3 : the answer is not that of an S3 store, such as the log-in page
	// of a network.
	CauseNotS3
	// CauseUnreachable : no answer; what Error wraps says why.
	CauseUnreachable
	// CauseTimeout : no answer in time.
	CauseTimeout
)

var causeNames = [...]string{
	"", "unknown access key id", "wrong secret access key", "keys expired", "invalid session token", "not allowed",
	"no such bucket", "wrong region", "wrong clock", "too many requests", "unavailable", "refused",
	"not offered", "not an answer of S3", "not reachable", "no answer in time",
}

// String names the cause in English, for logs.
func (c Cause) String() string { return nameOf(causeNames[:], int(c)) }

// general reports whether every later call to S3 would fail the same way.
// Only what an answer says of the keys themselves counts for all services;
// another service may still be reachable when one is not.
func (c Cause) general(check Check) bool {
	switch c {
	case CauseKeyID, CauseSecret, CauseExpired, CauseToken, CauseClock:
		return true
	case CauseThrottled, CauseUnavailable, CauseNotS3, CauseUnreachable, CauseTimeout:
		return check != Identity
	case CauseNoBucket:
		return check == Region
	default:
		return false
	}
}

// Error is the error of a Finding. Its text holds no secret: what a server
// echoes is scrubbed, and of an answer nothing is kept but what stands here.
type Error struct {
	Op     string // "GetCallerIdentity", "ListBuckets", "GetBucketLocation", "ListObjectsV2"
	Cause  Cause
	Status int // HTTP status; 0 without an answer
	Code   string
	Detail string
	Err    error // why there was no answer: *net.DNSError, *client.ProxyError, …; nil with one

	serverTime time.Time
}

// Error says what happened in English, for logs.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Op + ": " + e.Cause.String())
	if e.Status != 0 {
		fmt.Fprintf(&b, " (HTTP %d)", e.Status)
	}
	for _, s := range []string{e.Code, e.Detail} {
		if s != "" {
			b.WriteString(": " + s)
		}
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap returns the reason why there was no answer.
func (e *Error) Unwrap() error { return e.Err }

// causeByCode holds the codes of S3 and STS that say enough by themselves.
var causeByCode = map[string]Cause{
	"InvalidAccessKeyId":                 CauseKeyID,
	"InvalidClientTokenId":               CauseKeyID,
	"UnrecognizedClientException":        CauseKeyID,
	"SignatureDoesNotMatch":              CauseSecret,
	"ExpiredToken":                       CauseExpired,
	"ExpiredTokenException":              CauseExpired,
	"TokenRefreshRequired":               CauseExpired,
	"InvalidToken":                       CauseToken,
	"AccessDenied":                       CauseDenied,
	"AccessDeniedException":              CauseDenied,
	"AllAccessDisabled":                  CauseDenied,
	"NoSuchBucket":                       CauseNoBucket,
	"InvalidBucketName":                  CauseNoBucket,
	"PermanentRedirect":                  CauseRegion,
	"IllegalLocationConstraintException": CauseRegion,
	"RequestTimeTooSkewed":               CauseClock,
	"RequestExpired":                     CauseClock,
	"SlowDown":                           CauseThrottled,
	"Throttling":                         CauseThrottled,
	"ThrottlingException":                CauseThrottled,
	"RequestLimitExceeded":               CauseThrottled,
	"BandwidthLimitExceeded":             CauseThrottled,
	"TooManyRequestsException":           CauseThrottled,
	"NotImplemented":                     CauseNotOffered,
	"MethodNotAllowed":                   CauseNotOffered,
}

// causeOf sorts an answer that is a refusal. The same codes mean different
// things in places, which is why they are not simply looked up.
func causeOf(a *answer, withToken bool) Cause {
	switch {
	case a.fault.Code == "InvalidClientTokenId" && withToken:
		// STS says the same of an unknown key id and of a token that is not its own.
		return CauseToken
	case a.fault.Code == "SignatureDoesNotMatch" && skewed(a.fault.Message):
		return CauseClock
	case a.movedTo() != "" && (a.status == http.StatusMovedPermanently || a.status == http.StatusTemporaryRedirect || a.regionRefused()):
		return CauseRegion
	}
	if cause, known := causeByCode[a.fault.Code]; known {
		return cause
	}
	switch {
	case a.status == http.StatusTooManyRequests:
		return CauseThrottled
	case a.status == http.StatusMethodNotAllowed || a.status == http.StatusNotImplemented:
		return CauseNotOffered
	case a.status >= http.StatusInternalServerError:
		return CauseUnavailable
	default:
		return CauseRejected
	}
}

// skewed recognises the words with which STS tells a wrong clock, for which it
// has no code of its own.
func skewed(message string) bool {
	return strings.HasPrefix(message, "Signature expired") || strings.HasPrefix(message, "Signature not yet current")
}
