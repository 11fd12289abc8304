package parts

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

// errNotRegular is why something with the name of a file is not opened.
var errNotRegular = errors.New("not a regular file")

// OpenURI is OpenFile for a file that may be elsewhere.
func OpenURI(file fyne.URI) (io.ReadCloser, error) {
	if file.Scheme() == "file" {
		return OpenFile(file.Path())
	}
	return storage.Reader(file)
}

// OpenFile opens a file that the user has chosen. What is none, such as a named pipe, is
// not: to open it might take until somebody writes into it, which may be never.
func OpenFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err == nil && !isFile(info.Mode()) {
		err = &fs.PathError{Op: "open", Path: path, Err: errNotRegular}
	}
	if err != nil {
		return nil, err
	}
	return os.Open(path) //nolint:gosec // the user has chosen it
}

// regularFiles lets Fyne's dialog list regular files only, since it opens what is chosen
// while the window waits. Inner is another filter, or nil.
type regularFiles struct{ inner storage.FileFilter }

// Matches is called by Fyne.
func (r regularFiles) Matches(file fyne.URI) bool {
	if r.inner != nil && !r.inner.Matches(file) {
		return false
	}
	info, err := os.Stat(file.Path())
	return err == nil && isFile(info.Mode())
}

// isFile reports whether a mode is that of a file, and not of a folder, a pipe, a socket or
// a device. Go calls irregular what some drivers on Windows keep elsewhere, such as files
// of a cloud drive: they are read like any other.
func isFile(mode fs.FileMode) bool { return mode.Type()&^fs.ModeIrregular == 0 }
