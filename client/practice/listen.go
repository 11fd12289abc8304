package practice

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	readHeaderTimeout = 10 * time.Second
	readTimeout       = 30 * time.Second
	writeTimeout      = 30 * time.Second
	idleTimeout       = 60 * time.Second
	maxHeaderBytes    = 64 << 10
)

// listener is the server while the Platform is in use.
type listener struct {
	mu      sync.Mutex
	server  *http.Server
	baseURL string
	hurry   context.CancelFunc // ends delays
	served  chan struct{}      // closed when Serve has returned
	closed  bool
}

// Start listens on a free port of 127.0.0.1 and returns the address, which is
// both the Platform's and the sign-in's. Starting a Platform that listens
// already returns its address. Canceling ctx later does not stop it.
func (p *Platform) Start(ctx context.Context) (baseURL string, err error) {
	l := &p.listener
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return "", ErrClosed
	}
	if l.server != nil {
		return l.baseURL, nil
	}
	socket, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("practice: listen: %w", err)
	}
	base, hurry := context.WithCancel(context.WithoutCancel(ctx))
	server := &http.Server{
		Handler:           p,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		BaseContext:       func(net.Listener) context.Context { return base },
		ErrorLog:          slog.NewLogLogger(p.log.Handler(), slog.LevelWarn),
	}
	served := make(chan struct{})
	go func() {
		defer close(served)
		if err := server.Serve(socket); !errors.Is(err, http.ErrServerClosed) {
			p.log.Error("the practice Platform stopped listening", "error", err)
		}
	}()
	l.server, l.hurry, l.served = server, hurry, served
	l.baseURL = "http://" + socket.Addr().String()
	return l.baseURL, nil
}

// Stop lets the requests in hand finish, delays cut short, and stops listening.
// When ctx ends first, or they take too long, the connections are closed. The
// Platform can be started again, at another address.
func (p *Platform) Stop(ctx context.Context) error {
	p.listener.mu.Lock()
	defer p.listener.mu.Unlock()
	return p.listener.stop(ctx)
}

func (l *listener) close(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	return l.stop(ctx)
}

// lastRequests is how long requests in hand may take to finish, none of which waits
// for anything any more.
const lastRequests = time.Second / 2

// stop needs l.mu to be held.
func (l *listener) stop(ctx context.Context) error {
	if l.server == nil {
		return nil
	}
	l.hurry()
	// A connection that was made and never used counts as busy for five seconds.
	ctx, cancel := context.WithTimeout(ctx, lastRequests)
	defer cancel()
	err := l.server.Shutdown(ctx)
	if ctx.Err() != nil {
		err = l.server.Close()
	}
	<-l.served
	l.server, l.baseURL = nil, ""
	if err != nil {
		return fmt.Errorf("practice: stop: %w", err)
	}
	return nil
}
