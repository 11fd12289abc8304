package handover

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// WriteFile makes the file at path with what write writes, whole or not at all:
// it is written beside path, forced to disk, and only then takes the place of a file
// that is there. Where anything fails, or ctx ends, the old file is as it was and
// nothing is left beside it. The file can be read by its owner only.
func WriteFile(ctx context.Context, path string, write func(w io.Writer) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	folder := filepath.Dir(path)
	// CreateTemp lets the owner only read and write.
	file, err := os.CreateTemp(folder, ".mooring-*.tmp")
	if err != nil {
		return fmt.Errorf("handover: %w", err)
	}
	done := false
	defer func() {
		if !done { // also where write panics
			_ = file.Close() // Windows removes no open file
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	if err := write(cancelable{ctx, file}); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return fmt.Errorf("handover: %w", err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("handover: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return fmt.Errorf("handover: %w", err)
	}
	done = true
	// That the new name survives a power cut is for the folder to say, where a system
	// lets one ask. Without it the old file might be back, whole.
	if f, err := os.Open(folder); err == nil { //nolint:gosec // the folder that the user has chosen
		_ = f.Sync()
		_ = f.Close()
	}
	return nil
}

// cancelable is a writer that stops when its context ends.
type cancelable struct {
	ctx context.Context
	w   io.Writer
}

// Write writes on.
func (c cancelable) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.w.Write(p)
}
