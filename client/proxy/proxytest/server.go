// Package proxytest is a proxy for tests. It listens on loopback and passes
// everything on to one server, whatever was asked for.
package proxytest

import (
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// Server is a proxy that answers CONNECT.
type Server struct {
	*httptest.Server

	to string

	mu     sync.Mutex
	login  string   // user:password, or "" for anybody
	offers []string // Proxy-Authenticate
	passed []string
	tried  []string
	open   []net.Conn // to those who were let through
}

// New starts a proxy that passes on to the server that listens at to.
func New(t testing.TB, to string) *Server {
	t.Helper()
	s := &Server{to: to}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

// Ask lets only those through who sign in, by a user and a password as Basic has them
// (user:password), and offers these ways of signing in. Connections that stand already
// are not cut.
func (s *Server) Ask(login string, offers ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.login, s.offers = login, offers
}

// Cut ends the connections that stand, so that the next call has to come in anew.
func (s *Server) Cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, here := range s.open {
		_ = here.Close()
	}
	s.open = nil
}

// Passed are the servers that calls were let through to, as host and port.
func (s *Server) Passed() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.passed...)
}

// Tried are what calls signed in with, "" for nothing.
func (s *Server) Tried() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.tried...)
}

// Address is the proxy's host and port.
func (s *Server) Address() string { return s.Listener.Addr().String() }

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodConnect {
		http.Error(w, "CONNECT only", http.StatusMethodNotAllowed)
		return
	}
	if offers := s.enter(r); offers != nil {
		w.Header()["Proxy-Authenticate"] = offers
		w.WriteHeader(http.StatusProxyAuthRequired)
		return
	}
	there, err := (&net.Dialer{}).DialContext(r.Context(), "tcp", s.to)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	here, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		_ = there.Close()
		return
	}
	s.mu.Lock()
	s.open = append(s.open, here)
	s.mu.Unlock()
	_, _ = io.WriteString(here, "HTTP/1.1 200 OK\r\n\r\n")
	go func() {
		_, _ = io.Copy(there, here)
		_ = there.Close()
	}()
	_, _ = io.Copy(here, there)
	_ = here.Close()
}

// enter notes who comes, and returns how to sign in where that is missing.
func (s *Server) enter(r *http.Request) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	sent := r.Header.Get("Proxy-Authorization")
	login := sent
	if len(sent) > len("Basic ") {
		if plain, err := base64.StdEncoding.DecodeString(sent[len("Basic "):]); err == nil {
			login = string(plain)
		}
	}
	s.tried = append(s.tried, login)
	if s.offers != nil && (s.login == "" || login != s.login) {
		return s.offers
	}
	s.passed = append(s.passed, r.Host)
	return nil
}
