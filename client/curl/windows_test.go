package curl

import (
	"encoding/base64"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"
)

// onWindows returns the folder of Windows' own programs, which is put before
// others so that its curl.exe is taken, and whether that one is built for Unicode.
func onWindows(t *testing.T) (folder string, unicode bool) {
	t.Helper()
	if runtime.GOOS != "windows" {
		t.Skip("this shell is on Windows only")
	}
	folder = filepath.Join(os.Getenv("SystemRoot"), "System32")
	out, err := exec.CommandContext(t.Context(), filepath.Join(folder, "curl.exe"), "--version").Output() //nolint:gosec // Windows' own folder
	if err != nil {
		t.Skipf("curl.exe does not come with this Windows: %v", err)
	}
	return folder, strings.Contains(string(out), " Unicode ")
}

func isASCII(name string) bool {
	return !strings.ContainsFunc(name, func(r rune) bool { return r > 0x7e })
}

// admitted leaves out what a curl that is not built for Unicode cannot get.
func admitted(unicode bool) func(string) bool {
	return func(name string) bool { return unicode || isASCII(name) }
}

// before puts a folder at the beginning of the PATH.
func before(folder string, env []string) []string {
	var out []string
	for _, line := range env {
		if name, value, _ := strings.Cut(line, "="); strings.EqualFold(name, "PATH") {
			line = name + "=" + folder + string(os.PathListSeparator) + value
		}
		out = append(out, line)
	}
	return out
}

// TestCommandPrompt runs the commands in Windows' cmd.exe, from a file and typed.
func TestCommandPrompt(t *testing.T) {
	folder, unicode := onWindows(t)
	file := func(t *testing.T, text string, env []string) (string, error) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), filepath.Join(folder, "cmd.exe"), "/d", "/c", write(t, "command.bat", text))
		cmd.Env = before(folder, env)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	typed := func(t *testing.T, text string, env []string) (string, error) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), filepath.Join(folder, "cmd.exe"), "/d", "/q")
		cmd.Env = before(folder, env)
		cmd.Stdin = strings.NewReader(text)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	t.Run("file", func(t *testing.T) {
		sameRequests(t, Cmd, file, admitted(unicode))
		needsVariables(t, Cmd, file)
	})
	t.Run("typed", func(t *testing.T) {
		// What comes through a pipe is read in the console's code page, unlike what is typed.
		sameRequests(t, Cmd, typed, isASCII)
		needsVariables(t, Cmd, typed)
	})
}

// powerShells runs the text from a file and as a command line.
func powerShells(program, folder string) map[string]runner {
	run := func(t *testing.T, env []string, args ...string) (string, error) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), program, append([]string{"-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass"}, args...)...)
		cmd.Env = before(folder, env)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	return map[string]runner{
		"file": func(t *testing.T, text string, env []string) (string, error) {
			t.Helper()
			return run(t, env, "-File", write(t, "command.ps1", "\ufeff"+strings.ReplaceAll(text, "\n", "\r\n")))
		},
		"command": func(t *testing.T, text string, env []string) (string, error) {
			t.Helper()
			var raw []byte
			for _, unit := range utf16.Encode([]rune(text)) {
				raw = binary.LittleEndian.AppendUint16(raw, unit)
			}
			return run(t, env, "-EncodedCommand", base64.StdEncoding.EncodeToString(raw))
		},
	}
}

// TestWindowsPowerShell runs the commands in PowerShell 5.1.
func TestWindowsPowerShell(t *testing.T) {
	folder, unicode := onWindows(t)
	program, err := exec.LookPath("powershell.exe")
	if err != nil {
		t.Skip("powershell.exe is not on this computer")
	}
	for way, run := range powerShells(program, folder) {
		t.Run(way, func(t *testing.T) {
			sameRequests(t, PowerShell, run, admitted(unicode))
			needsVariables(t, PowerShell, run)
		})
	}
}

// TestPowerShell runs the commands in PowerShell 7, on any system.
func TestPowerShell(t *testing.T) {
	program, err := exec.LookPath("pwsh")
	if err != nil {
		t.Skip("pwsh is not on this computer")
	}
	unicode := true
	var folder string
	if runtime.GOOS == "windows" {
		folder, unicode = onWindows(t)
	} else {
		curl, err := exec.LookPath("curl")
		if err != nil {
			t.Skip("curl is not on this computer")
		}
		folder = t.TempDir()
		if err := os.Symlink(curl, filepath.Join(folder, "curl.exe")); err != nil {
			t.Fatal(err)
		}
	}
	for way, run := range powerShells(program, folder) {
		t.Run(way, func(t *testing.T) {
			sameRequests(t, PowerShell, run, admitted(unicode))
			needsVariables(t, PowerShell, run)
		})
	}
}
