package client

import (
	"bufio"
	"crypto/tls"
	"encoding/binary"
	"io"
	"net"
	"net/http/httptest"
	"sync"
	"testing"
)

// The frames of HTTP/2 that the test needs (RFC 9113), and the errors in them.
const (
	frameHeaders  = 0x1
	frameReset    = 0x3
	frameSettings = 0x4
	frameGoAway   = 0x7

	endStream  = 0x1
	endHeaders = 0x4
	ack        = 0x1

	noError       = 0x0
	protocolError = 0x1
	refusedStream = 0x7
)

// streams is a server of HTTP/2 that does as it is told with the first request
// that creates, and makes what it is asked for by all others.
type streams struct {
	t        *testing.T
	listener net.Listener
	first    func(c *streamConn, stream uint32) (goOn bool)
	bare     func(c *streamConn, stream uint32) // takes the requests without a body

	mu    sync.Mutex
	posts int
}

type streamConn struct {
	net.Conn
	t *testing.T
}

// write writes one frame.
func (c *streamConn) write(kind, flags byte, stream uint32, payload ...byte) {
	frame := []byte{0, 0, byte(len(payload)), kind, flags} //nolint:gosec // payloads are short
	frame = binary.BigEndian.AppendUint32(frame, stream)
	if _, err := c.Write(append(frame, payload...)); err != nil {
		c.t.Logf("write: %v", err)
	}
}

// answer answers with JSON, in the header compression of RFC 7541.
func (c *streamConn) answer(stream uint32, status, body string) {
	header := append([]byte{0x08, 3}, status...) // :status
	header = append(header, 0x0f, 0x10, 16)      // content-type
	c.write(frameHeaders, endHeaders, stream, append(header, "application/json"...)...)
	c.write(0, endStream, stream, []byte(body)...)
}

func (c *streamConn) goAway(last uint32) {
	c.write(frameGoAway, 0, 0, append(binary.BigEndian.AppendUint32(nil, last), 0, 0, 0, noError)...)
}

func (c *streamConn) reset(stream uint32, code byte) {
	c.write(frameReset, 0, stream, 0, 0, 0, code)
}

func (s *streams) serve() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		go s.converse(&streamConn{conn, s.t})
	}
}

// converse serves one connection. On each the first request looks and creates
// nothing, so that a stream may be told by its turn.
func (s *streams) converse(c *streamConn) {
	defer func() { _ = c.Close() }()
	r := bufio.NewReader(c)
	if _, err := r.Discard(len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")); err != nil {
		return
	}
	c.write(frameSettings, 0, 0)
	creates := map[uint32]bool{}
	for {
		var head [9]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return
		}
		payload := make([]byte, int(head[0])<<16|int(head[1])<<8|int(head[2]))
		if _, err := io.ReadFull(r, payload); err != nil {
			return
		}
		kind, flags, stream := head[3], head[4], binary.BigEndian.Uint32(head[5:])
		switch {
		case kind == frameSettings && flags&ack == 0:
			c.write(frameSettings, ack, 0)
		case kind == frameHeaders && flags&endStream != 0 && s.bare != nil:
			s.mu.Lock()
			s.posts++
			s.mu.Unlock()
			s.bare(c, stream)
		case kind == frameHeaders && flags&endStream != 0:
			c.answer(stream, "200", `{"result":true}`)
		case kind == 0 && flags&endStream != 0 && !creates[stream]:
			creates[stream] = true
			s.mu.Lock()
			s.posts++
			first := s.posts == 1
			s.mu.Unlock()
			if !first {
				c.answer(stream, "201", goodAnswer)
			} else if !s.first(c, stream) {
				return
			}
		}
	}
}

// TestStreams sends a create over HTTP/2 to a server that ends the stream or the
// connection without an answer. It is sent again only where HTTP/2 says that
// nothing was done.
func TestStreams(t *testing.T) {
	for name, tc := range map[string]struct {
		first func(c *streamConn, stream uint32) bool
		want  Kind // KindUnknown for success
		posts int
	}{
		"GOAWAY before the stream": {func(c *streamConn, stream uint32) bool {
			c.goAway(stream - 2)
			return true
		}, KindUnknown, 2},
		"GOAWAY with the stream, and no answer": {func(c *streamConn, stream uint32) bool {
			c.goAway(stream)
			return false
		}, KindInterrupted, 1},
		"GOAWAY with the stream, and its answer": {func(c *streamConn, stream uint32) bool {
			c.goAway(stream)
			c.answer(stream, "201", goodAnswer)
			return true
		}, KindUnknown, 1},
		"refused stream": {func(c *streamConn, stream uint32) bool {
			c.reset(stream, refusedStream)
			return true
		}, KindUnknown, 2},
		"PROTOCOL_ERROR": {func(c *streamConn, stream uint32) bool {
			c.reset(stream, protocolError)
			return true
		}, KindInterrupted, 1},
		"closed": {func(*streamConn, uint32) bool { return false }, KindInterrupted, 1},
	} {
		t.Run(name, func(t *testing.T) {
			s := &streams{first: tc.first}
			c := s.start(t)
			if err := look(c); err != nil {
				t.Fatal(err)
			}
			err := create(c)
			if tc.want != KindUnknown {
				wantKind(t, err, tc.want)
			} else if err != nil {
				t.Error(err)
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			if s.posts != tc.posts {
				t.Errorf("%d requests came, want %d", s.posts, tc.posts)
			}
		})
	}
}

// TestStreamsWithoutBody has a request without a body end in a way that proves
// nothing. net/http would send it again, and what it asks for be done twice.
func TestStreamsWithoutBody(t *testing.T) {
	for name, code := range map[string]byte{"PROTOCOL_ERROR": protocolError, "refused stream": refusedStream} {
		t.Run(name, func(t *testing.T) {
			s := &streams{bare: func(c *streamConn, stream uint32) { c.reset(stream, code) }}
			c := s.start(t)
			_, err := c.Dataflows().RetryRun(t.Context(), "1-2-3")
			wantKind(t, err, KindInterrupted)
			s.mu.Lock()
			if s.posts != 1 {
				t.Errorf("%d requests came", s.posts)
			}
			s.posts = 0
			s.mu.Unlock()
			if code == refusedStream {
				return // that a request that changes nothing is repeated then, with pauses, is right
			}
			_, err = c.Connection(t.Context(), "1-2-3")
			wantKind(t, err, KindInterrupted)
			s.mu.Lock()
			defer s.mu.Unlock()
			if s.posts == 0 || s.posts > mostReads*(maxTransient+1) {
				t.Errorf("%d requests to read came", s.posts)
			}
		})
	}
}

// start starts the server, and returns a client of it.
func (s *streams) start(t *testing.T) *Client {
	t.Helper()
	server := httptest.NewUnstartedServer(nil) // for its certificate
	server.StartTLS()
	t.Cleanup(server.Close)
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{
		Certificates: server.TLS.Certificates, NextProtos: []string{"h2"}, MinVersion: tls.VersionTLS12,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	s.t, s.listener = t, listener
	go s.serve()
	return newClient(t, "https://"+listener.Addr().String(), &tokens{value: testToken}, trusting(t, server))
}
