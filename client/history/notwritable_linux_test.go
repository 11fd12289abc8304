package history

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

func init() {
	jobs["sealed"] = jobSealed
	jobs["full"] = jobFull
	jobs["limited"] = jobLimited
	jobs["readonly"] = jobReadOnly
}

// unprivileged runs a job in a user namespace of its own: as another user
// without any right of root, or as one who may mount.
func unprivileged(t *testing.T, job, dir string, insideID int, flags uintptr) []string {
	t.Helper()
	cmd := process(t, job, dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | flags,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: insideID, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: insideID, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSYS) || errors.Is(err, syscall.ENOSPC) {
		t.Skipf("no user namespaces here: %v", err)
	}
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if lines[0] == "cannot mount" {
		t.Skip(lines[0])
	}
	return lines
}

// Root may write everywhere, so a user without its rights tries.
func TestReadOnlyFolder(t *testing.T) {
	for _, name := range []string{"nothing there", "empty folder", "with a register"} {
		t.Run(name, func(t *testing.T) {
			parent := filepath.Join(t.TempDir(), "parent")
			dir := filepath.Join(parent, "mooring")
			mkdir(t, parent, 0o700)
			sealed := dir
			switch name {
			case "nothing there":
				sealed = parent
			case "empty folder":
				mkdir(t, dir, 0o500)
			default:
				r := openAt(t, dir)
				begin(t, r, entryNamed("x"))
				if err := r.Close(); err != nil {
					t.Fatal(err)
				}
			}
			mkdir(t, sealed, 0o500)
			got := unprivileged(t, "sealed", dir, 1000, 0)
			mkdir(t, sealed, 0o700)
			if !slices.Equal(got, []string{"not writable"}) {
				t.Errorf("said %v", got)
			}
		})
	}
}

// jobSealed says how opening ends.
func jobSealed(ctx context.Context, dir string, say func(string)) error {
	r, err := Open(ctx, Options{Dir: dir})
	switch {
	case errors.Is(err, ErrNotWritable):
		say("not writable")
		return nil
	case err != nil:
		return err
	case r.Notice() != nil:
		return fmt.Errorf("taken for damage: %w", r.Notice().Cause)
	}
	say("opened")
	return r.Close()
}

func TestReadOnlyFileSystem(t *testing.T) {
	for _, entries := range []int{-1, 0, 3} {
		t.Run(fmt.Sprint(entries), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "mooring")
			mkdir(t, dir, 0o700)
			if entries >= 0 {
				dir, _ = goodRegister(t, entries)
			}
			got := unprivileged(t, "readonly", dir, 0, syscall.CLONE_NEWNS)
			if !slices.Equal(got, []string{"not writable"}) {
				t.Errorf("said %v", got)
			}
		})
	}
}

// jobReadOnly mounts the folder read-only, for itself alone, and opens it.
func jobReadOnly(ctx context.Context, dir string, say func(string)) error {
	if err := bindReadOnly(dir); err != nil {
		say("cannot mount")
		return nil //nolint:nilerr // Said.
	}
	return jobSealed(ctx, dir, say)
}

func bindReadOnly(dir string) error {
	if err := syscall.Mount(dir, dir, "", syscall.MS_BIND, ""); err != nil {
		return err
	}
	return syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_BIND|syscall.MS_RDONLY, "")
}

func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	got := unprivileged(t, "full", dir, 0, syscall.CLONE_NEWNS)
	if got[len(got)-1] != "all is there" {
		t.Errorf("said %v", got)
	}
}

// jobFull fills a small disk of its own: the register says so, loses nothing and
// works again when there is room.
func jobFull(ctx context.Context, disk string, say func(string)) error {
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		say("cannot mount")
		return nil //nolint:nilerr // Said.
	}
	dir := filepath.Join(disk, "mooring")
	free, err := fillDisk(disk)
	if err != nil {
		return err
	}
	if _, err := Open(ctx, Options{Dir: dir}); !errors.Is(err, ErrNotWritable) {
		return fmt.Errorf("Open on a full disk: %w", err)
	}
	free()
	r, err := Open(ctx, Options{Dir: dir})
	if err != nil {
		return fmt.Errorf("Open with room: %w", err)
	}
	if free, err = fillDisk(disk); err != nil {
		return err
	}
	written := 0
	for err == nil {
		if err = r.Journal.Begin(ctx, entryNamed("x")); err == nil {
			written++
		}
	}
	say(fmt.Sprintf("%d written, then %v", written, err))
	if !errors.Is(err, ErrNotWritable) {
		return err
	}
	_ = r.Close()
	if r, err = Open(ctx, Options{Dir: dir}); err == nil {
		err = r.Close()
	}
	if err != nil && !errors.Is(err, ErrNotWritable) {
		return fmt.Errorf("Open again on the full disk: %w", err)
	}
	free()
	if err := allThere(ctx, dir, written); err != nil {
		return err
	}
	say("all is there")
	return nil
}

// allThere checks that the register holds so many entries and takes another.
func allThere(ctx context.Context, dir string, want int) error {
	r, err := Open(ctx, Options{Dir: dir})
	if err != nil {
		return err
	}
	n, err := count(ctx, r, Query{})
	if err != nil || n != want || r.Notice() != nil {
		return fmt.Errorf("%d entries, want %d; notice %+v; %w", n, want, r.Notice(), err)
	}
	if err := r.Journal.Begin(ctx, entryNamed("room again")); err != nil {
		return err
	}
	return r.Close()
}

// fillDisk writes until there is no room, and returns what makes room again.
func fillDisk(disk string) (free func(), err error) {
	f, err := os.CreateTemp(disk, "filler")
	if err != nil {
		return nil, err
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if closeErr := f.Close(); closeErr != nil || !errors.Is(err, syscall.ENOSPC) {
		return nil, errors.Join(err, closeErr)
	}
	return func() { _ = os.Remove(f.Name()) }, nil
}

// A limit on the size of files makes writes fail without any special right.
func TestFailingWrites(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	got := run(t, process(t, "limited", dir))
	if len(got) != 1 || got[0] != "not writable" {
		t.Errorf("said %v", got)
	}
	r := openAt(t, dir)
	if r.Notice() != nil {
		t.Errorf("taken for damage: %+v", r.Notice())
	}
	if n, err := count(t.Context(), r, Query{}); n != 1 || err != nil {
		t.Errorf("Count = %d, %v", n, err)
	}
}

func jobLimited(ctx context.Context, dir string, say func(string)) error {
	r, err := Open(ctx, Options{Dir: dir})
	if err != nil {
		return err
	}
	if err := r.Journal.Begin(ctx, entryNamed("x")); err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: 4096}); err != nil {
		return err
	}
	if err := r.Journal.Begin(ctx, entryNamed("y")); !errors.Is(err, ErrNotWritable) {
		return fmt.Errorf("Begin: %w", err)
	}
	say("not writable")
	return nil // as a crash would leave it
}
