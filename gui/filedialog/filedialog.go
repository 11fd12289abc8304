// Package filedialog asks for files with the desktop's own dialog. It knows neither
// Fyne nor Mooring.
//
// On Linux and its relatives that is the portal, which is the same for all desktops
// and is asked over D-Bus; on Windows comdlg32; on macOS AppleScript.
package filedialog

import (
	"context"
	"errors"
	"path/filepath"
)

// ErrNone says that this desktop has no file dialog to offer.
var ErrNone = errors.New("filedialog: the desktop has none")

// Common is what any dialog is told.
type Common struct {
	Title  string
	Accept string // what the button says that takes the choice, where a desktop lets one say it
	Folder string // where to begin; it need not exist
	Parent uintptr
	Kinds  []Kind // the first is chosen at first; none means any file
}

// Kind is a kind of files to choose from.
type Kind struct {
	Name    string
	Endings []string // such as ".json"; none means any
}

// Opening asks for files to read.
type Opening struct {
	Common
	Several bool
}

// Saving asks where to write a file.
type Saving struct {
	Common
	Name string // the name to begin with
}

// Desktop is the desktop that the program runs on.
type Desktop struct{}

// Open asks for files to read and returns their paths, none if the user has dismissed
// the dialog. When ctx ends, the dialog closes.
func (Desktop) Open(ctx context.Context, o Opening) ([]string, error) {
	return open(ctx, o)
}

// Save asks where to write a file and returns its path, "" if the user has dismissed
// the dialog. If there is a file already, the user was asked whether to replace it;
// it is as it was. When ctx ends, the dialog closes.
func (Desktop) Save(ctx context.Context, s Saving) (string, error) {
	paths, err := save(ctx, s)
	if err != nil || len(paths) == 0 {
		return "", err
	}
	return filepath.Clean(paths[0]), nil
}
