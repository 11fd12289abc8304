package amazon

import (
	"net/http"

	"mooring/client"
)

// session is one run: the keys, where to ask, and what was learnt of it.
type session struct {
	creds     client.S3Credentials
	at        place
	http      *http.Client
	userAgent string

	signAs  string // the region that calls to S3 go to and are signed for
	moved   string // the region that an answer sent the calls to; else empty
	refusal *Error // that answer
}

func (c *Checker) begin(creds client.S3Credentials, at place) (*session, func()) {
	transport, done := c.cfg.Transport, func() {}
	if transport == nil {
		own := client.NewTransport()
		transport, done = own, own.CloseIdleConnections
	}
	s := &session{creds: creds, at: at, userAgent: c.cfg.UserAgent, signAs: at.region}
	s.http = &http.Client{
		Transport: transport,
		// A signature holds for one host only.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return s, done
}
