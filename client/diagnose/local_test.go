package diagnose

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// find makes the checks and returns that of this computer.
func find(t *testing.T, o Options, check Check) Finding {
	t.Helper()
	for _, f := range Run(t.Context(), o, nil) {
		if f.Check == check {
			return f
		}
	}
	t.Fatalf("no finding of check %d", check)
	return Finding{}
}

func TestKeyring(t *testing.T) {
	broken := errors.New("failed to unlock correct collection")
	for _, c := range []struct {
		name   string
		change func(*vault)
		want   outcome
		step   string
	}{
		{"works", func(*vault) {}, fine, ""},
		{"locked", func(v *vault) { v.err["set"] = broken }, outcome{Broken, KeyringUnavailable}, "store"},
		{"not read", func(v *vault) { v.err["get"] = broken }, outcome{Broken, KeyringUnavailable}, "read back"},
		{"altered", func(v *vault) { v.altered = true }, outcome{Broken, KeyringUnavailable}, "read back"},
		{"not removed", func(v *vault) { v.err["delete"] = broken }, outcome{Broken, KeyringUnavailable}, "remove"},
		{"falls back", func(v *vault) { v.degraded = broken }, outcome{Odd, KeyringUnavailable}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := newVault()
			c.change(v)
			f := find(t, Options{Vault: v}, Keyring)
			if (outcome{f.Verdict, f.Cause}) != c.want || f.Fact("Step") != c.step {
				t.Errorf("got %+v", f)
			}
			if f.Fact("Kind") == "" {
				t.Error("which keyring is not told")
			}
			if v.err["delete"] == nil && v.left() != 0 {
				t.Error("the throw-away item was left")
			}
		})
	}
}

func TestFolder(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good")
	if err := os.Mkdir(good, 0o700); err != nil {
		t.Fatal(err)
	}
	f := find(t, Options{DataDir: good}, Folder)
	if f.Verdict != Fine && f.Cause != LittleSpace || f.Fact(FactFolder) == "" {
		t.Errorf("good: %+v", f)
	}
	if runtime.GOOS != "windows" && f.Fact("Rights") != "drwx------" {
		t.Errorf("rights %q", f.Fact("Rights"))
	}
	if _, known := freeSpace(good); known && !strings.HasSuffix(f.Fact("Free"), "B") {
		t.Errorf("free %q", f.Fact("Free"))
	}
	if left, err := os.ReadDir(good); err != nil || len(left) != 0 {
		t.Errorf("left %v, %v", left, err)
	}

	if f := find(t, Options{DataDir: filepath.Join(good, "missing")}, Folder); f.Cause != NotWritable || f.Verdict != Broken {
		t.Errorf("missing: %+v", f)
	}
	file := filepath.Join(good, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if f := find(t, Options{DataDir: file}, Folder); f.Cause != NotWritable || f.Verdict != Broken {
		t.Errorf("a file: %+v", f)
	}
	if runtime.GOOS == "windows" {
		return
	}
	if err := os.Chmod(good, 0o755); err != nil { //nolint:gosec // That is the point.
		t.Fatal(err)
	}
	if f := find(t, Options{DataDir: good}, Folder); f.Cause != OpenToOthers && f.Cause != LittleSpace || f.Verdict != Odd {
		t.Errorf("open: %+v", f)
	}
}

func TestFolderThatTakesNothing(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs a folder that even root cannot write to")
	}
	if f := find(t, Options{DataDir: "/proc"}, Folder); f.Verdict != Broken || f.Err == nil {
		t.Errorf("got %+v", f)
	}
}

func TestSize(t *testing.T) {
	for bytes, want := range map[uint64]string{0: "0 kB", 999_999: "999 kB", 5_400_000: "5 MB", 12_340_000_000: "12.3 GB"} {
		if got := size(bytes); got != want {
			t.Errorf("%d is %q, want %q", bytes, got, want)
		}
	}
}

func TestPrivacy(t *testing.T) {
	for _, c := range []struct{ home, user, text, want string }{
		{"/home/anna", "anna", "open /home/anna/.local/share/mooring: permission denied", "open ~/.local/share/mooring: permission denied"},
		{"/home/anna", "anna", "/media/anna/Anna/annals, anna", "/media/…/…/annals, …"},
		{"/home/anna", `CORP\anna`, "of anna", "of …"},
		{"/root", "root", "the root certificate in /root/x", "the root certificate in ~/x"},
		{"/", "user", "/data/user", "/data/user"},
		{"", "", "two\nlines\x00 and\tmore", "two lines and more"},
	} {
		if got := newPrivacy(c.home, c.user).clean(c.text); got != c.want {
			t.Errorf("%q became %q, want %q", c.text, got, c.want)
		}
	}
	if got := newPrivacy("", "").clean(strings.Repeat("é", 1000)); len([]rune(got)) != 500 {
		t.Errorf("%d runes", len([]rune(got)))
	}
}

func TestNoUserName(t *testing.T) {
	home := filepath.Join(t.TempDir(), "anneliese")
	v := newVault()
	v.err["set"] = &fs.PathError{Op: "dial", Path: filepath.Join(home, "bus"), Err: errors.New("refused for Anneliese")}
	report := report(Run(t.Context(), Options{DataDir: filepath.Join(home, "mooring"), Vault: v, home: home, user: "anneliese"}, nil)...)
	if strings.Contains(strings.ToLower(report), "anneliese") || !strings.Contains(report, "~"+string(filepath.Separator)+"mooring") {
		t.Error(report)
	}
}
