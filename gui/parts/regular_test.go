//go:build unix

package parts

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"fyne.io/fyne/v2/storage"
)

// A pipe into which nobody writes is neither opened nor offered: that would take for ever.
func TestRegularFilesOnly(t *testing.T) {
	folder := t.TempDir()
	file, other, pipe := filepath.Join(folder, "export.json"), filepath.Join(folder, "notes.md"), filepath.Join(folder, "pipe.json")
	for _, path := range []string{file, other} {
		if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, opens := range map[string]bool{file: true, pipe: false, folder: false, filepath.Join(folder, "none.json"): false} {
		opened, err := OpenFile(path)
		if (err == nil) != opens {
			t.Errorf("%s: %v", path, err)
		}
		if err != nil {
			continue
		}
		if data, err := io.ReadAll(opened); err != nil || string(data) != "{}" {
			t.Errorf("read %q, %v", data, err)
		}
		_ = opened.Close()
	}
	json := regularFiles{storage.NewExtensionFileFilter([]string{".json"})}
	for path, offered := range map[string]bool{file: true, other: false, pipe: false} {
		if got := json.Matches(storage.NewFileURI(path)); got != offered {
			t.Errorf("%s is offered: %v", path, got)
		}
	}
	if !(regularFiles{}).Matches(storage.NewFileURI(other)) || (regularFiles{}).Matches(storage.NewFileURI(pipe)) {
		t.Error("where any file will do, a pipe will")
	}
}

// What a driver keeps elsewhere, as on a cloud drive, is a file all the same.
func TestWhatIsAFile(t *testing.T) {
	for mode, want := range map[fs.FileMode]bool{
		0o600: true, fs.ModeIrregular | 0o600: true, fs.ModeDir: false, fs.ModeNamedPipe: false, fs.ModeSocket: false,
		fs.ModeDevice: false, fs.ModeDevice | fs.ModeCharDevice: false,
	} {
		if isFile(mode) != want {
			t.Errorf("%v: %v", mode, !want)
		}
	}
}
