package handover

import (
	"context"
	"errors"
	"io"
)

// Open opens a file that is read until ctx ends. A drive that does not answer keeps nobody
// any longer: what hangs in it is left behind.
func Open(ctx context.Context, open func() (io.ReadCloser, error)) (io.ReadCloser, error) {
	out, in := io.Pipe()
	opened := make(chan error, 1)
	go func() {
		file, err := open()
		opened <- err
		if err == nil {
			_, err = io.Copy(in, file)
			_ = in.CloseWithError(errors.Join(err, file.Close())) // which never fails
		}
	}()
	context.AfterFunc(ctx, func() { _ = in.CloseWithError(ctx.Err()) })
	select {
	case err := <-opened:
		return out, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
