package handover

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// folderHolds checks that the folder of path has this one file with this text, or
// none where text is empty.
func folderHolds(t *testing.T, path, text string) {
	t.Helper()
	list, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, one := range list {
		names = append(names, one.Name())
	}
	if text == "" {
		if len(names) != 0 {
			t.Errorf("left behind: %q", names)
		}
		return
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != text || len(names) != 1 {
		t.Errorf("%q, %v; the folder has %q", got, err, names)
	}
}

func says(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func TestWriteFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "connexions é 数据.json")
	for _, text := range []string{"first", "second"} {
		if err := WriteFile(t.Context(), path, says(text)); err != nil {
			t.Fatal(err)
		}
		folderHolds(t, path, text)
	}
	if runtime.GOOS == "windows" {
		return // permissions are inherited from the folder there
	}
	if err := os.Chmod(path, 0o644); err != nil { //nolint:gosec // what somebody may have made of it
		t.Fatal(err)
	}
	if err := WriteFile(t.Context(), path, says("third")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// TestWriteFileFails holds that the old file stays, and is alone, whatever happens.
func TestWriteFileFails(t *testing.T) {
	for name, write := range map[string]func(cancel context.CancelFunc, w io.Writer) error{
		"an error": func(_ context.CancelFunc, w io.Writer) error { return errors.Join(says("half")(w), errOfTest) },
		"canceled while writing": func(cancel context.CancelFunc, w io.Writer) error {
			if err := says("half")(w); err != nil {
				return err
			}
			cancel()
			return says("the rest")(w)
		},
		"canceled at the end": func(cancel context.CancelFunc, w io.Writer) error {
			defer cancel()
			return says("everything")(w)
		},
	} {
		for _, old := range []string{"", "old"} {
			t.Run(name+" "+old, func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "x.json")
				if old != "" {
					if err := os.WriteFile(path, []byte(old), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				err := WriteFile(ctx, path, func(w io.Writer) error { return write(cancel, w) })
				if !errors.Is(err, errOfTest) && !errors.Is(err, context.Canceled) {
					t.Errorf("%v", err)
				}
				folderHolds(t, path, old)
			})
		}
	}
}

// TestWriteFilePanics holds that even a mistake in the program leaves nothing behind.
func TestWriteFilePanics(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.json")
	func() {
		defer func() { _ = recover() }()
		_ = WriteFile(t.Context(), path, func(io.Writer) error {
			_ = any(path).(error)
			return nil
		})
		t.Error("it went on")
	}()
	folderHolds(t, path, "")
}

func TestWriteFileNowhere(t *testing.T) {
	folder := t.TempDir()
	if err := WriteFile(t.Context(), filepath.Join(folder, "no", "x.json"), says("x")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
	taken := filepath.Join(folder, "taken")
	if err := os.Mkdir(taken, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(t.Context(), taken, says("x")); err == nil {
		t.Error("a folder was replaced")
	}
	list, err := os.ReadDir(folder)
	if err != nil || len(list) != 1 {
		t.Errorf("left behind: %v, %v", list, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = WriteFile(ctx, filepath.Join(folder, "x"), func(io.Writer) error { t.Error("called"); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
