package practice

import (
	"net/http"
	"slices"
	"sync"
	"time"
)

// DropWhen says when a Fault drops the connection.
type DropWhen int

// The moments at which a connection can be dropped.
const (
	// DropNever sends the answer whole.
	DropNever DropWhen = iota
	// DropBeforeCommit drops it before anything is done.
	DropBeforeCommit
	// DropAfterCommit does what was asked, and drops it before the answer.
	DropAfterCommit
	// DropMidBody does what was asked, and drops it amid the answer's body.
	DropMidBody
)

// Fault is a way to misbehave. The zero Fault behaves, which is of use between
// others: {Times: 2}, {Status: 503, Times: 1} fails the third request.
type Fault struct {
	Op    Op  // which operation; empty for any
	Times int // how many requests; 0 for all from now on
	// Delay passes before anything is done. A request that ends meanwhile does
	// nothing.
	Delay time.Duration
	// AnswerDelay passes when it is done, before the answer.
	AnswerDelay time.Duration
	// Status, Body or ContentType replace the answer. A Status alone brings the
	// documented body of that status, a Body alone comes with status 200, and
	// an empty Body that is not nil stays empty.
	Status      int
	Body        []byte
	ContentType string // application/json when empty
	// Commit does what was asked before the answer is replaced; otherwise
	// nothing is done.
	Commit     bool
	Drop       DropWhen
	RetryAfter string      // header Retry-After
	Header     http.Header // more headers, such as Location
}

// HTMLPage is what a captive portal answers, to be used as a Fault's Body with
// HTMLType.
var HTMLPage = []byte("<!DOCTYPE html>\n<html><head><title>Welcome to the hotel Wi-Fi</title></head>" +
	"<body><form action=\"/login\">Please sign in.</form></body></html>\n")

// HTMLType is the content type of HTMLPage.
const HTMLType = "text/html; charset=utf-8"

func (f Fault) replaces() bool { return f.Status != 0 || f.Body != nil || f.ContentType != "" }

// faultList holds the faults that are still to come.
type faultList struct {
	mu   sync.Mutex
	list []Fault
}

// Misbehave adds faults. A request meets the first one of its operation, in
// the order in which they were added, that is not used up.
func (p *Platform) Misbehave(faults ...Fault) {
	p.faults.mu.Lock()
	defer p.faults.mu.Unlock()
	p.faults.list = append(p.faults.list, faults...)
}

// Behave forgets all faults.
func (p *Platform) Behave() {
	p.faults.mu.Lock()
	defer p.faults.mu.Unlock()
	p.faults.list = nil
}

// take returns the fault that a request of op meets, the zero Fault if none.
func (l *faultList) take(op Op) Fault {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, f := range l.list {
		if f.Op != "" && f.Op != op {
			continue
		}
		switch f.Times {
		case 0:
		case 1:
			l.list = slices.Delete(l.list, i, i+1)
		default:
			l.list[i].Times--
		}
		return f
	}
	return Fault{}
}

// answer returns what the fault says instead of the proper answer.
func (f Fault) answer(c *call) answer {
	a := answer{status: f.Status, body: f.Body}
	if f.Status == 0 {
		a.status = http.StatusOK
	} else if f.Body == nil {
		a = documented(c, f.Status)
	}
	if f.ContentType != "" {
		a = a.with("Content-Type", f.ContentType)
	} else if a.header.Get("Content-Type") == "" {
		a = a.with("Content-Type", jsonType)
	}
	return a
}

// decorate adds the fault's headers, also to a proper answer.
func (f Fault) decorate(a answer) answer {
	for key, values := range f.Header {
		a = a.with(key, values[0])
	}
	if f.RetryAfter != "" {
		a = a.with("Retry-After", f.RetryAfter)
	}
	return a
}

// documented returns the body that a service answers a status with.
func documented(c *call, status int) answer {
	switch {
	case status == http.StatusTooManyRequests:
		return tooMany()
	case c.op == OpToken && status >= 500:
		return imsError(status, "internal_error", "Please try again later")
	case c.op == OpToken:
		return imsError(status, "invalid_client", "invalid client_secret parameter")
	case status == http.StatusUnauthorized:
		return tokenInvalid()
	}
	switch status {
	case http.StatusForbidden:
		return c.forbidden("2120-403", "You do not have sufficient permissions to perform the operation.")
	case http.StatusNotFound:
		return c.noObject()
	case http.StatusPreconditionFailed:
		return c.refused(versionMismatch("v1", "cc01fc2c-0000-0200"))
	case http.StatusInternalServerError:
		return c.internal()
	case http.StatusServiceUnavailable:
		return c.flow("1103-503", "Service Unavailable",
			"The service is temporarily unavailable. Please try again. If the problem persists, please contact customer support.")
	case http.StatusGatewayTimeout:
		return c.flow("1104-504", "Gateway Timeout",
			"A gateway timeout has occurred. Please try again. If the problem persists, please contact customer support.")
	}
	return badRequest(status, http.StatusText(status), "The practice Platform was told to answer like this.")
}
