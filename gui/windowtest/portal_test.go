//go:build window

package windowtest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"mooring/client/history"
	"mooring/client/practice"
)

// portalClass is the class of the windows of GTK's file dialogs.
const portalClass = "Xdg-desktop-portal-gtk"

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

// dialogWindows are the windows of the desktop's file dialogs that the window manager lists:
// neither a list of completions, which is a window as well, nor one that was taken away.
func (a *App) dialogWindows() []string {
	a.t.Helper()
	var listed string
	err := errors.New("not asked")
	a.moment(stepLimit, func() bool {
		listed, err = a.try("wmctrl", "-lx") // fails while a window goes
		return err == nil
	})
	if err != nil {
		a.t.Fatal(err)
	}
	var windows []string
	for line := range strings.Lines(listed) {
		if fields := strings.Fields(line); len(fields) > 2 && strings.HasSuffix(fields[2], portalClass) {
			windows = append(windows, fields[0])
		}
	}
	return windows
}

// another is a window of the dialogs beside the others, or "".
func (a *App) another(others ...string) string {
	a.t.Helper()
	for _, window := range a.dialogWindows() {
		if !slices.Contains(others, window) {
			return window
		}
	}
	return ""
}

// onScreen says whether that window of the dialogs is there.
func (a *App) onScreen(window string) bool {
	a.t.Helper()
	return slices.Contains(a.dialogWindows(), window)
}

// dialogWindow waits for the desktop's file dialog, or for what it asks on top of the
// others, and gives it the keyboard.
func (a *App) dialogWindow(others ...string) string {
	a.t.Helper()
	var window string
	a.wait("the desktop's dialog", stepLimit, func() bool {
		window = a.another(others...)
		return window != ""
	})
	id, err := strconv.ParseUint(window, 0, 32)
	if err != nil {
		a.t.Fatal(err)
	}
	a.wait("its keyboard", stepLimit, func() bool {
		_, _ = a.try("xdotool", "windowactivate", window)
		focused, err := a.try("xdotool", "getwindowfocus")
		return err == nil && strings.TrimSpace(focused) == strconv.FormatUint(id, 10)
	})
	return window
}

// pressIn presses keys in whichever window has the keyboard.
func (a *App) pressIn(keys ...string) {
	a.t.Helper()
	a.tool("xdotool", append([]string{"key", "--delay", "50", "--"}, keys...)...)
}

// typeIn pastes a path into the dialog's own field for one, which a slash opens.
func (a *App) typeIn(path string) {
	a.t.Helper()
	a.SetClipboard(path)
	a.pressIn("slash", "ctrl+a", "ctrl+v")
}

// insist does something in a dialog of the desktop, which tells nobody when it is ready for keys
// or when it has what was pasted: on a busy machine they come too early, are lost, and are
// pressed again.
func (a *App) insist(what string, act func(), done func() bool) {
	a.t.Helper()
	for range 5 {
		act()
		worked := false
		a.moment(5*time.Second, func() bool {
			worked = done()
			return worked
		})
		if worked {
			return
		}
	}
	a.screen("insist-in-vain")
	a.t.Fatalf("the dialog does not %s", what)
}

// choose takes a file in the dialog.
func (a *App) choose(path string) {
	a.t.Helper()
	window := a.dialogWindow()
	a.insist("take "+path, func() {
		a.typeIn(path)
		a.pressIn("Return")
	}, func() bool { return !a.onScreen(window) })
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
	app.choose(odd)
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
	window = app.dialogWindow()
	// Nobody is that quick, and what ends at once is taken for no dialog.
	app.wait("somebody to look at it", stepLimit, func() bool { return time.Since(begun) > time.Second })
	app.insist("close", func() { app.pressIn("Escape") }, func() bool { return !app.onScreen(window) })
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
	app.screen("portal-2-save")
	app.insist("ask", func() {
		app.typeIn(old)
		app.pressIn("Return")
	}, func() bool { return app.another(window) != "" })
	question := app.dialogWindow(window)
	app.screen("portal-3-replace")
	if data, err := os.ReadFile(old); err != nil || string(data) != "old" {
		t.Errorf("while it is asked, the file holds %q, %v", data, err)
	}
	app.insist("replace", func() { app.pressIn("alt+r") }, func() bool { return !app.onScreen(question) && !app.onScreen(window) })
	app.WaitStateFunc("toast", "name the file", func(toast string) bool { return strings.Contains(toast, filepath.Base(old)) })
	if data, err := os.ReadFile(old); err != nil || !strings.Contains(string(data), "Loyalty") {
		t.Errorf("the file holds %q, %v", data, err)
	}
	app.Screenshot("portal-4-saved")

	// The dialog goes with the window.
	app.Key("ctrl+o")
	app.WaitState("sheet", "elsewhere")
	app.dialogWindow()
	app.Close()
	app.moment(stepLimit, func() bool { return len(app.dialogWindows()) == 0 })
	if len(app.dialogWindows()) != 0 {
		t.Error("the dialog is still there")
	}
}
