package handover_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"mooring/client/handover"
)

// A drive that does not answer keeps nobody: neither as a file is opened nor as it is read.
func TestOpenIsCalledOff(t *testing.T) {
	hangs := make(chan struct{})
	t.Cleanup(func() { close(hangs) })
	for name, open := range map[string]func(call func()) (io.ReadCloser, error){
		"opening": func(call func()) (io.ReadCloser, error) {
			call()
			<-hangs
			return nil, io.ErrUnexpectedEOF
		},
		"reading": func(call func()) (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader("{"), reader(func() {
				call()
				<-hangs
			}))), nil
		},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		file, err := handover.Open(ctx, func() (io.ReadCloser, error) { return open(cancel) })
		if err == nil {
			_, err = io.ReadAll(file)
		}
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A file that a drive opens after it was called off does not stay open.
func TestOpenedTooLateIsClosed(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	answers, closed := make(chan struct{}), make(chan struct{})
	_, err := handover.Open(ctx, func() (io.ReadCloser, error) {
		cancel()
		<-answers
		return closer{strings.NewReader("{}"), closed}, nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	close(answers)
	<-closed
}

// reader is called by each read, which then is at the end.
type reader func()

func (r reader) Read([]byte) (int, error) {
	r()
	return 0, io.EOF
}

func TestOpenReadsWhole(t *testing.T) {
	want := strings.Repeat("0123456789", 100_000)
	closed := make(chan struct{})
	file, err := handover.Open(t.Context(), func() (io.ReadCloser, error) {
		return closer{strings.NewReader(want), closed}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(file); err != nil || string(got) != want {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
	<-closed
	refused := errors.New("refused")
	if _, err := handover.Open(t.Context(), func() (io.ReadCloser, error) { return nil, refused }); !errors.Is(err, refused) {
		t.Errorf("not opened: %v", err)
	}
	broken := io.NopCloser(io.MultiReader(strings.NewReader("{"), brokenReader{refused}))
	file, err = handover.Open(t.Context(), func() (io.ReadCloser, error) { return broken, nil })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(file); !errors.Is(err, refused) {
		t.Errorf("not read: %v", err)
	}
}

type closer struct {
	io.Reader
	closed chan struct{}
}

func (c closer) Close() error {
	close(c.closed)
	return nil
}

type brokenReader struct{ err error }

func (e brokenReader) Read([]byte) (int, error) { return 0, e.err }
