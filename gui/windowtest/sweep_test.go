//go:build window

package windowtest

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The secrets that these tests type, paste and copy. No other part of the project
// says these words, so that wherever they are found, the app has put them there.
const (
	secretKey   = "Window/Key+wJalrXUtnFEMIbPxRfiCYMARKED12"
	filledKey   = "Filled/Key+bPxRfiCYwJalrXUtnFEMIMARKED34"
	wrongSecret = "p8e-WindowWrongClientSecret_0123456789"
)

var markedSecrets = []string{secretKey, filledKey, wrongSecret}

// leaks lists the secrets that data holds in any of the usual spellings.
func leaks(data []byte) []string {
	var found []string
	for _, secret := range markedSecrets {
		for _, spelling := range []string{
			secret, url.QueryEscape(secret), url.PathEscape(secret), strings.ReplaceAll(secret, "/", `\/`),
			base64.StdEncoding.EncodeToString([]byte(secret)), hex.EncodeToString([]byte(secret)),
		} {
			if bytes.Contains(data, []byte(spelling)) {
				found = append(found, secret)
				break
			}
		}
	}
	return found
}

// leaksIn looks through all files below a folder, and at their names.
func leaksIn(dir string) (files int, found []string, err error) {
	tree := os.DirFS(dir)
	err = fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			var data []byte
			data, err = fs.ReadFile(tree, path)
			files++
			for _, secret := range leaks(data) {
				found = append(found, secret+" in "+path)
			}
		}
		for _, secret := range leaks([]byte(path)) {
			found = append(found, secret+" in the name "+path)
		}
		if errors.Is(err, fs.ErrNotExist) && path != "." {
			return nil // gone meanwhile
		}
		return err
	})
	return files, found, err
}

// sweepFiles looks for secrets in all that the app has written and printed.
func (a *App) sweepFiles() {
	a.t.Helper()
	for _, secret := range leaks([]byte(a.Output())) {
		a.t.Errorf("the app printed the secret %s", secret)
	}
	dirs := []string{a.DataDir}
	if session := os.Getenv("MOORING_SESSION"); session != "" { // the home and all else that is not the data folder
		dirs = append(dirs, session)
	}
	for _, dir := range dirs {
		files, found, err := leaksIn(dir)
		for _, secret := range found {
			a.t.Errorf("a secret was left behind: %s", secret)
		}
		if err != nil || files == 0 {
			a.t.Errorf("%d files were looked through in %s: %v", files, dir, err)
		}
	}
}

// sweepProcesses looks for secrets in what others can see of the running app: its
// command lines and the title of its window.
func (a *App) sweepProcesses() {
	a.t.Helper()
	for _, secret := range leaks([]byte(a.tool("xdotool", "getwindowname", a.window))) {
		a.t.Errorf("the window's title says the secret %s", secret)
	}
	binary, err := filepath.EvalSymlinks(os.Getenv("MOORING_BINARY"))
	if err != nil {
		a.t.Fatal(err)
	}
	programs, err := filepath.Glob("/proc/[0-9]*/exe")
	if err != nil {
		a.t.Fatal(err)
	}
	seen := 0
	for _, program := range programs {
		target, err := os.Readlink(program)
		if err != nil || strings.TrimSuffix(target, " (deleted)") != binary { // as after a new build
			continue // another program, or one that has ended
		}
		line, err := os.ReadFile(filepath.Join(filepath.Dir(program), "cmdline"))
		if err != nil {
			continue
		}
		seen++
		for _, secret := range leaks(line) {
			a.t.Errorf("a command line says the secret %s", secret)
		}
	}
	if seen == 0 {
		a.t.Error("no command line of the app was seen")
	}
}

// The sweep of every other test means something only if it is able to find.
func TestTheSweepFinds(t *testing.T) {
	for _, secret := range markedSecrets {
		for _, spelling := range []string{secret, url.QueryEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret))} {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "some.db-wal"), slices.Concat([]byte{0, 1, 2}, []byte(spelling), []byte{3}), 0o600); err != nil {
				t.Fatal(err)
			}
			if files, found, err := leaksIn(dir); files != 1 || len(found) != 1 || err != nil {
				t.Errorf("%q was planted, and found was %q in %d files, %v", spelling, found, files, err)
			}
		}
	}
	if found := leaks([]byte("nothing of this kind")); len(found) > 0 {
		t.Errorf("found where nothing is: %q", found)
	}
}
