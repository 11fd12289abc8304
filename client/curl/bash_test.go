package curl

import (
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// posix runs the text as a script, and as if it were typed.
func posix(shell string, flags ...string) map[string]runner {
	return map[string]runner{
		"script": func(t *testing.T, text string, env []string) (string, error) {
			t.Helper()
			cmd := exec.CommandContext(t.Context(), shell, append(slices.Clip(flags), write(t, "script.sh", text))...)
			cmd.Env = env
			out, err := cmd.CombinedOutput()
			return string(out), err
		},
		"typed": func(t *testing.T, text string, env []string) (string, error) {
			t.Helper()
			cmd := exec.CommandContext(t.Context(), shell, append(slices.Clip(flags), "-i")...)
			cmd.Env = append(env, "HOME="+t.TempDir(), "PS1=", "PS2=")
			cmd.Stdin = strings.NewReader(text)
			out, err := cmd.CombinedOutput()
			return string(out), err
		},
	}
}

// TestPOSIXShells runs the commands in each of the shells that is here.
func TestPOSIXShells(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the shells that there are for Windows rewrite arguments that look like paths")
	}
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not on this computer")
	}
	for shell, flags := range map[string][]string{
		"bash": {"--norc", "--noprofile"}, "zsh": {"-f"}, "dash": nil, "sh": nil,
	} {
		t.Run(shell, func(t *testing.T) {
			path, err := exec.LookPath(shell)
			if err != nil {
				t.Skipf("%s is not on this computer", shell)
			}
			if target, _ := filepath.EvalSymlinks(path); shell == "sh" && slices.Contains([]string{"bash", "dash"}, filepath.Base(target)) {
				t.Skip("sh is one of the other shells here")
			}
			t.Parallel()
			for way, run := range posix(path, flags...) {
				t.Run(way, func(t *testing.T) {
					sameRequests(t, Bash, run)
					needsVariables(t, Bash, run)
				})
			}
		})
	}
}
