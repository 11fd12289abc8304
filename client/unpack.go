package client

import (
	"bufio"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
)

// Unpack has the body of an answer read unpacked where it comes packed with gzip. No
// request of Mooring asks for that, but whoever asks for nothing may be given any
// encoding (RFC 9110, section 12.5.3), and proxies make use of it.
func Unpack(answer *http.Response) {
	switch strings.ToLower(strings.TrimSpace(answer.Header.Get("Content-Encoding"))) {
	case "gzip", "x-gzip":
		answer.Body = &packedBody{packed: answer.Body}
	}
}

// packedBody unpacks a body as it is read. One that is not packed after all, because
// something on the way has unpacked it and left the header, is read as it is.
type packedBody struct {
	packed io.ReadCloser
	plain  io.Reader // nil until the first reading
}

// Read reads on.
func (b *packedBody) Read(p []byte) (int, error) {
	if b.plain == nil {
		buffered := bufio.NewReader(b.packed)
		b.plain = buffered
		if begin, _ := buffered.Peek(2); string(begin) == "\x1f\x8b" {
			unpacked, err := gzip.NewReader(buffered)
			if err != nil {
				return 0, err
			}
			b.plain = unpacked
		}
	}
	return b.plain.Read(p)
}

// Close ends reading.
func (b *packedBody) Close() error { return b.packed.Close() }
