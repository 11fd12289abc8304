package handover

import (
	"context"
	"io"
)

// Open opens a file that is read until ctx ends. A drive that does not answer keeps nobody
// any longer: what hangs in it is left behind, and a file that comes too late is closed.
func Open(ctx context.Context, open func() (io.ReadCloser, error)) (io.ReadCloser, error) {
	type opened struct {
		file io.ReadCloser
		err  error
	}
	done := make(chan opened) // taken, or else seen here that nobody takes it
	go func() {
		file, err := open()
		select {
		case done <- opened{file, err}:
		case <-ctx.Done():
			if err == nil {
				_ = file.Close()
			}
		}
	}()
	select {
	case o := <-done:
		if o.err != nil {
			return nil, o.err
		}
		return &callable{ctx, o.file}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// callable is a file whose reading can be called off.
type callable struct {
	ctx  context.Context //nolint:containedctx // io.Reader has none
	file io.ReadCloser
}

// Read reads on. What is left behind writes into memory of its own.
func (c *callable) Read(p []byte) (int, error) {
	own, n := make([]byte, len(p)), 0
	err := until(c.ctx, func() (err error) {
		n, err = c.file.Read(own)
		return err
	})
	if c.ctx.Err() != nil {
		return 0, c.ctx.Err()
	}
	return copy(p, own[:n]), err
}

// Close closes the file.
func (c *callable) Close() error { return until(c.ctx, c.file.Close) }

// until does something that may hang, and waits for it until ctx ends.
func until(ctx context.Context, do func() error) error {
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
