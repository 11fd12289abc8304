//go:build wine

package curl

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWineCommandPrompt runs the commands in the cmd.exe of Wine, with a program
// as curl.exe that tells its arguments. Wine 8 differs from Windows, which is why
// TestCommandPrompt on Windows remains the judge: an escaped line break is a
// carriage return there; variables are looked for again in what a variable was
// replaced by, so that no percent sign can be written; a file is read in the DOS
// code page whatever chcp says; the continued lines of a command are shown in spite
// of the @; and what is typed has no variables in continued lines.
func TestWineCommandPrompt(t *testing.T) {
	wine, err := exec.LookPath("wine")
	if err != nil {
		t.Fatal("the tag wine needs Wine: ", err)
	}
	folder := t.TempDir()
	env := append(os.Environ(), "WINEPREFIX="+filepath.Join(folder, "prefix"), "WINEARCH=win64", "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=")
	run := func(env []string, name string, args ...string) []byte {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Env, cmd.Dir = env, folder
		var complaint strings.Builder
		cmd.Stderr = &complaint
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s %q: %v\n%s\n%s", name, args, err, out, complaint.String())
		}
		return out
	}
	source, err := filepath.Abs("testdata/argv/main.go")
	if err != nil {
		t.Fatal(err)
	}
	run(append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0"), "go", "build", "-o", filepath.Join(folder, "curl.exe"), source)
	stub, err := filepath.Abs("../../.ci/wine/bcryptprimitives.c")
	if err != nil {
		t.Fatal(err)
	}
	run(env, wine, "wineboot", "-i")
	t.Cleanup(func() {
		stop := exec.Command("wineserver", "-k", "-w") //nolint:noctx // the test's own context has ended by now
		stop.Env = env
		_ = stop.Run()
	})

	dll := filepath.Join(folder, "prefix/drive_c/windows/system32/bcryptprimitives.dll")
	run(os.Environ(), "x86_64-w64-mingw32-gcc", "-shared", "-O2", "-o", dll, stub, "-ladvapi32")
	for name, value := range environment {
		env = append(env, name+"="+value)
	}
	// All in one file, since Wine takes seconds to start.
	var text strings.Builder
	var want [][]string
	for _, name := range nasty {
		if !isASCII(name) {
			continue
		}
		for _, q := range requests(strings.ReplaceAll(name, "%", "")) {
			r, p := copied(t, "http://127.0.0.1:1", q)
			for i, h := range r.Header {
				r.Header[i].Value = strings.ReplaceAll(h.Value, "%", "")
			}
			r.URL = strings.ReplaceAll(r.URL, "%", "")
			text.WriteString(Render(Cmd, r, p, "Let's begin", "100% of (it) & <more>"))
			want = append(want, argv(r, p))
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "commands.bat"), []byte(strings.ReplaceAll(text.String(), "\r\n", "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for line := range strings.Lines(string(run(env, wine, "cmd", "/c", "commands.bat"))) {
		if !strings.HasPrefix(line, "[") {
			continue
		}
		var args []string
		if err := json.Unmarshal([]byte(line), &args); err != nil {
			t.Fatal(err)
		}
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], "\r", "\n")
		}
		got = append(got, args)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
