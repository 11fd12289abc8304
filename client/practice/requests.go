package practice

import (
	"bytes"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// maxRequests bounds what a Platform with Options.Record remembers.
const maxRequests = 1000

// Request is a request as it came in, its secrets included.
type Request struct {
	At     time.Time
	Op     Op // empty if no operation answers to the method and path
	Method string
	Path   string
	Query  url.Values
	Header http.Header
	Body   []byte
}

// requestLog holds the last requests.
type requestLog struct {
	mu   sync.Mutex
	list []Request
}

func (l *requestLog) add(r Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.list) == maxRequests {
		l.list = append(l.list[:0], l.list[1:]...)
	}
	l.list = append(l.list, r)
}

// Requests returns the last 1000 requests, oldest first, if Options.Record is
// set, and nothing otherwise.
func (p *Platform) Requests() []Request {
	if p.requests == nil {
		return nil
	}
	p.requests.mu.Lock()
	defer p.requests.mu.Unlock()
	list := make([]Request, len(p.requests.list))
	for i, r := range p.requests.list {
		r.Header, r.Body = r.Header.Clone(), bytes.Clone(r.Body)
		list[i] = r
	}
	return list
}
