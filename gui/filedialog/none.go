//go:build windows || darwin

package filedialog

import "context"

func open(context.Context, Opening) ([]string, error) { return nil, ErrNone }

func save(context.Context, Saving) ([]string, error) { return nil, ErrNone }
