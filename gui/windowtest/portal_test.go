//go:build window

package windowtest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"mooring/client/history"
	"mooring/client/practice"
)

// portalWindow is the class of the windows of GTK's file dialogs.
const portalWindow = "Xdg-desktop-portal-gtk"

// service is a program that serves a name on the session bus.
type service struct{ program, name string }

// startPortal runs the portal of a GTK desktop on the session bus of the tests until
// the test ends.
func startPortal(t *testing.T) {
	t.Helper()
	startServices(t, []string{"GSETTINGS_BACKEND=memory"}, portalServices...)
}

var portalServices = []service{
	{"/usr/libexec/xdg-desktop-portal-gtk", "org.freedesktop.impl.portal.desktop.gtk"},
	{"/usr/libexec/xdg-desktop-portal", "org.freedesktop.portal.Desktop"},
}

// startServices runs programs on the session bus of the tests until the test ends.
func startServices(t *testing.T, env []string, services ...service) {
	t.Helper()
	for _, service := range services {
		log, err := os.Create(filepath.Join(t.TempDir(), "log"))
		if err != nil {
			t.Fatal(err)
		}
		daemon := exec.CommandContext(context.WithoutCancel(t.Context()), service.program)
		// C.UTF-8 is a locale that the C library has everywhere: without one, GTK shows no name that is not ASCII.
		daemon.Env = slices.Concat(os.Environ(), []string{"XDG_CURRENT_DESKTOP=GNOME", "LC_CTYPE=C.UTF-8"}, env)
		daemon.Stdout, daemon.Stderr = log, log
		if err := daemon.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			_ = daemon.Process.Signal(syscall.SIGTERM)
			_ = daemon.Wait()
			_ = log.Close()
			if t.Failed() {
				said, _ := os.ReadFile(log.Name())
				t.Logf("%s printed:\n%s", service.program, said)
			}
		})
		waitOwner(t, service.name)
	}
}

// waitOwner waits until somebody serves that name on the session bus.
func waitOwner(t *testing.T, name string) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.After(startLimit); ; {
		said, _ := exec.CommandContext(t.Context(), "dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus",
			"/", "org.freedesktop.DBus.NameHasOwner", "string:"+name).Output()
		if strings.Contains(string(said), "true") {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("nobody serves %s within %v", name, startLimit)
		}
	}
}

// dialogWindow waits for the desktop's file dialog, or for what it asks on top of the
// others, and gives it the keyboard.
func (a *App) dialogWindow(others ...string) string {
	a.t.Helper()
	var window string
	a.wait("the desktop's dialog", stepLimit, func() bool {
		found, _ := a.try("xdotool", "search", "--onlyvisible", "--class", portalWindow)
		for _, window = range strings.Fields(found) {
			if !slices.Contains(others, window) {
				return true
			}
		}
		return false
	})
	a.wait("its keyboard", stepLimit, func() bool {
		_, _ = a.try("xdotool", "windowactivate", window)
		focused, err := a.try("xdotool", "getwindowfocus")
		return err == nil && strings.TrimSpace(focused) == window
	})
	return window
}

// noDialogWindow waits until there is none.
func (a *App) noDialogWindow() {
	a.t.Helper()
	a.wait("no dialog of the desktop", stepLimit, func() bool {
		found, _ := a.try("xdotool", "search", "--onlyvisible", "--class", portalWindow)
		return strings.TrimSpace(found) == ""
	})
}

// pressIn presses keys in whichever window has the keyboard.
func (a *App) pressIn(keys ...string) {
	a.t.Helper()
	a.tool("xdotool", append([]string{"key", "--delay", "50", "--"}, keys...)...)
}

// typeIn pastes a path into the dialog's own field for one.
func (a *App) typeIn(path string) {
	a.t.Helper()
	a.SetClipboard(path)
	a.pressIn("ctrl+l", "ctrl+a", "ctrl+v")
}

// choose takes a file in the dialog. Keys that come before the dialog is ready for them
// are lost, so that it may take another try; Ctrl+L also closes the field again.
func (a *App) choose(path string) {
	a.t.Helper()
	window := a.dialogWindow()
	gone := false
	for range 5 {
		a.typeIn(path)
		a.pressIn("Return")
		a.moment(5*time.Second, func() bool {
			found, _ := a.try("xdotool", "search", "--onlyvisible", "--class", portalWindow)
			gone = !slices.Contains(strings.Fields(found), window)
			return gone
		})
		if gone {
			return
		}
	}
	a.t.Fatalf("the dialog does not take %s", path)
}

// screen keeps a picture of the whole screen.
func (a *App) screen(name string) {
	a.t.Helper()
	file := filepath.Join(a.pictures, name+".png")
	if _, err := a.try("import", "-window", "root", "-depth", "8", file); err != nil {
		a.t.Error(err)
	}
	a.t.Logf("picture: %s", file)
}

// TestDesktopDialogs chooses files in the real dialog of a GTK desktop.
func TestDesktopDialogs(t *testing.T) {
	startPortal(t)
	folder := t.TempDir()
	app := StartAs(t, Setup{Args: []string{"--practice"}, Env: []string{"XDG_DOCUMENTS_DIR=" + folder, "XDG_DOWNLOAD_DIR=" + folder}})
	app.ready()

	// Both files at once, with what a path may hold.
	odd := filepath.Join(folder, "a+b 100% 你好.csv")
	if err := os.WriteFile(odd, []byte("Access key ID,Secret access key\r\n"+practice.AccessKeyWorks+","+filledKey+"\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	app.Key("ctrl+o")
	app.WaitState("sheet", "elsewhere")
	window := app.dialogWindow()
	if parent := app.tool("xprop", "-id", window, "WM_TRANSIENT_FOR"); !strings.Contains(parent, "window id") {
		t.Errorf("the dialog stands alone: %s", parent)
	}
	app.screen("portal-1-open")
	app.typeIn(odd)
	app.screen("portal-2-typed")
	app.pressIn("Return")
	app.noDialogWindow()
	app.WaitState("focus", "form.name")
	app.WaitState("sheet", "")
	app.Type("Loyalty")
	app.Key("Return")
	app.WaitState("phase", "succeeded")
	if entry := app.expectOne(); entry.Test != history.Working {
		t.Errorf("the test of the connection says %q", entry.Test)
	}

	// Dismissed.
	begun := time.Now()
	app.Key("ctrl+o")
	app.WaitState("sheet", "elsewhere")
	app.dialogWindow()
	// Nobody is that quick, and what ends at once is taken for no dialog.
	app.wait("somebody to look at it", stepLimit, func() bool { return time.Since(begun) > time.Second })
	app.pressIn("Escape")
	app.noDialogWindow()
	app.WaitState("sheet", "")

	// What is in the way is asked about there, and kept until there is something new.
	old := filepath.Join(folder, "old+1 你好.csv")
	if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	app.Key("ctrl+e")
	app.WaitState("sheet", "export")
	app.Key("Return")
	app.WaitState("sheet", "elsewhere")
	window = app.dialogWindow()
	app.screen("portal-3-save")
	app.typeIn(old)
	app.pressIn("Return")
	app.dialogWindow(window)
	app.screen("portal-4-replace")
	if data, err := os.ReadFile(old); err != nil || string(data) != "old" {
		t.Errorf("while it is asked, the file holds %q, %v", data, err)
	}
	app.pressIn("alt+r") // Replace
	app.noDialogWindow()
	app.WaitStateFunc("toast", "name the file", func(toast string) bool { return strings.Contains(toast, filepath.Base(old)) })
	if data, err := os.ReadFile(old); err != nil || !strings.Contains(string(data), "Loyalty") {
		t.Errorf("the file holds %q, %v", data, err)
	}
	app.Screenshot("portal-5-saved")

	// The dialog goes with the window.
	app.Key("ctrl+o")
	app.WaitState("sheet", "elsewhere")
	app.dialogWindow()
	app.Close()
	found, _ := exec.CommandContext(t.Context(), "xdotool", "search", "--onlyvisible", "--class", portalWindow).Output()
	if len(strings.TrimSpace(string(found))) != 0 {
		t.Error("the dialog is still there")
	}
}
