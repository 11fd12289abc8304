//go:build window

package windowtest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"mooring/client/practice"
)

// pinyinProfile makes fcitx type Chinese by pinyin once it is switched on.
const pinyinProfile = `[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us

[Groups/0/Items/1]
Name=pinyin

[GroupOrder]
0=Default
`

// noHotkeys keeps Shift from switching the language, which xdotool presses for each capital.
const noHotkeys = `[Hotkey]
AltTriggerKeys=
TriggerKeys=
EnumerateForwardKeys=
`

// startInputMethod runs a real input method on the display of the tests until the
// test ends, and returns the environment that lets an app find it.
func startInputMethod(t *testing.T) (env []string) {
	t.Helper()
	config := t.TempDir()
	if err := os.Mkdir(filepath.Join(config, "fcitx5"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"profile": pinyinProfile, "config": noHotkeys} {
		if err := os.WriteFile(filepath.Join(config, "fcitx5", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	log, err := os.Create(filepath.Join(config, "log"))
	if err != nil {
		t.Fatal(err)
	}
	fcitx := exec.CommandContext(context.WithoutCancel(t.Context()), "fcitx5", "--disable=wayland,waylandim,kimpanel,cloudpinyin")
	fcitx.Env = append(os.Environ(), "XDG_CONFIG_HOME="+config, "XDG_DATA_HOME="+t.TempDir(), "LC_CTYPE=C.UTF-8")
	fcitx.Stdout, fcitx.Stderr = log, log
	if err := fcitx.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = fcitx.Process.Signal(syscall.SIGTERM)
		_ = fcitx.Wait()
		_ = log.Close()
		if t.Failed() {
			said, _ := os.ReadFile(log.Name())
			t.Logf("fcitx5 printed:\n%s", said)
		}
	})
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.After(startLimit); ; {
		servers, err := exec.CommandContext(t.Context(), "xprop", "-root", "XIM_SERVERS").Output()
		if err == nil && strings.Contains(string(servers), "fcitx") {
			// The name of a locale that no computer has: the app has to do without.
			return []string{"XMODIFIERS=@im=fcitx", "LC_CTYPE=xx_XX.UTF-8"}
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("fcitx5 did not serve the display within %v: %s", startLimit, servers)
		}
	}
}

// chinese switches the input method of the field with the focus between Chinese and
// English, in which it passes all on.
func (a *App) chinese(on bool) {
	a.t.Helper()
	flag, want := "-c", "1"
	if on {
		flag, want = "-o", "2"
	}
	a.wait("fcitx5 to be switched "+flag, stepLimit, func() bool {
		a.tool("fcitx5-remote", flag)
		return strings.TrimSpace(a.tool("fcitx5-remote")) == want
	})
}

// fillThrough pastes text into the named field and goes on by Tab: what goes through
// an input method takes its time, and a click on the next field would overtake it.
func (a *App) fillThrough(name, text string) {
	a.t.Helper()
	a.Click(name)
	a.WaitState("focus", name)
	a.Key("ctrl+a")
	a.Paste(text)
	a.Key("Tab")
	a.WaitStateFunc("focus", "leave "+name, func(focus string) bool { return focus != name })
}

// expectText fails unless this stands in the field with the focus. Since keys and
// letters come in their order, whatever was pressed before has been served then.
func (a *App) expectText(want string) {
	a.t.Helper()
	if got := a.copied("ctrl+a", "ctrl+c", "End"); got != want {
		a.t.Errorf("%s holds %q, not %q", a.State("focus"), got, want)
	}
}

// TestComposing holds that what is pressed to compose Chinese is for the input
// method alone: in a form, in the search and in a sheet.
func TestComposing(t *testing.T) {
	env := startInputMethod(t)
	app := StartAs(t, Setup{Env: env})
	app.WaitState("welcome", "true")
	app.Click("welcome.practice")
	app.ready()
	app.fillThrough("form.name", "world")
	app.fillThrough("form.accessKey", practice.AccessKeyWorks)
	app.fillThrough("form.secretKey", secretKey)

	app.Click("form.name")
	app.WaitState("focus", "form.name")
	app.chinese(true)
	app.Key("ctrl+a", "BackSpace")
	app.Type("nihao")
	app.Key("Return") // takes the letters as they are, and does not create
	app.expectText("nihao")
	app.Key("ctrl+a", "BackSpace")
	app.Type("nihao")
	app.Screenshot("composing-1-letters")
	app.Key("space")
	app.expectText("你好")
	app.Type("shi")
	app.Key("BackSpace", "BackSpace", "BackSpace") // deletes what is composed and no more
	app.expectText("你好")
	app.Type("shijie")
	app.Key("Left", "Home", "Escape") // moves within what is composed, and drops it
	app.Type("shijie")
	app.Key("space")
	app.expectText("你好世界")
	app.Type("hao")
	app.Key("Tab", "Tab", "Escape") // goes through the candidates
	app.expectText("你好世界")
	app.Type("hao")
	app.Key("1", "space") // the first candidate, and then a space
	app.expectText("你好世界好 ")
	app.WaitState("focus", "form.name")
	if made := app.Made(); len(made) != 0 || app.State("phase") != "idle" {
		t.Errorf("composing has made %v, and it is %s", made, app.State("phase"))
	}
	app.Key("BackSpace", "Return") // nothing is being composed: this one creates
	app.WaitState("phase", "succeeded")
	if entry := app.expectOne(); entry.Name != "你好世界好" {
		t.Errorf("the connection is called %q", entry.Name)
	}

	app.Click("register.search")
	app.WaitState("focus", "register.search")
	app.chinese(true)
	app.Type("nihao")
	app.Key("space")
	app.Type("shi")
	app.Key("Escape") // drops what is composed, and not what is searched for
	app.expectText("你好")
	app.WaitState("rows", "1")
	app.Type("nihao")
	app.Key("space")
	app.WaitState("rows", "0")
	app.Key("Escape")
	app.WaitState("rows", "1")
	app.chinese(false)

	app.Click("progress.details")
	app.WaitState("recorded", "true")
	app.Key("ctrl+j")
	app.WaitState("sheet", "edit")
	app.Click("edit.name")
	app.WaitState("focus", "edit.name")
	app.Key("ctrl+a")
	app.Type("Mine")
	app.expectText("Mine")
	app.chinese(true)
	app.Type("shijie")
	app.Key("Escape") // drops what is composed, and the sheet stays
	app.Type("shijie")
	app.Key("space")
	app.Type("hao")
	app.Key("Return") // takes the letters, and sends nothing
	app.expectText("Mine世界hao")
	app.WaitState("sheet", "edit")
	app.Screenshot("composing-2-sheet")
	if made := app.Made(); len(made) != 1 || made[0].Name != "你好世界好" {
		t.Errorf("composing in a sheet has made %v", made)
	}
	app.Key("Return")
	app.waitMade("the new name", func(c practice.Connection) bool { return c.Name == "Mine世界hao" })
	app.Close()
}

// TestFrenchKeys holds that accents arrive, by keys of their own, by dead keys and by
// AltGr, whether or not the computer has the locale that is named.
func TestFrenchKeys(t *testing.T) {
	display := OpenDisplay(t, "1440x900x24")
	for _, locale := range []string{"C.UTF-8", "xx_XX.UTF-8"} {
		t.Run(locale, func(t *testing.T) {
			app := StartAs(t, Setup{Display: display, Args: []string{"--practice"}, Env: []string{"LC_CTYPE=" + locale}})
			app.ready()
			app.tool("setxkbmap", "fr")
			app.Click("form.name")
			app.WaitState("focus", "form.name")
			// Dead circumflex and e; é; à; AltGr+e; dead diaeresis and e; AltGr+à. By the places of the keys.
			app.Key("34", "26", "11", "19")
			app.tool("xdotool", "keydown", "108", "key", "26", "keyup", "108")
			app.tool("xdotool", "keydown", "50", "key", "34", "keyup", "50", "key", "26")
			app.tool("xdotool", "keydown", "108", "key", "19", "keyup", "108")
			app.settled() // it looks up what a key types when it serves it
			app.tool("setxkbmap", "us")
			app.expectText("êéà€ë@")
			app.Close()
		})
	}
}

// TestFastTyping holds that who types faster than the window draws loses neither
// letters nor Enter, without an input method and through one that passes all on.
func TestFastTyping(t *testing.T) {
	for _, through := range []string{"nothing", "input method"} {
		t.Run(through, func(t *testing.T) {
			var env []string
			if through != "nothing" {
				env = startInputMethod(t)
			}
			app := StartAs(t, Setup{Env: env})
			app.WaitState("welcome", "true")
			app.Click("welcome.practice")
			app.ready()
			app.fillThrough("form.accessKey", practice.AccessKeyWorks)
			app.fillThrough("form.secretKey", secretKey)
			app.Click("form.name")
			app.WaitState("focus", "form.name")
			if env != nil {
				app.chinese(true)
				app.chinese(false)
			}
			app.Key("ctrl+a")
			// One go of xdotool: three milliseconds a key, and no pause before Tab and Enter.
			app.tool("xdotool",
				"type", "--delay", "3", "--args", "1", "Fast by hand", "key", "Tab",
				"type", "--delay", "3", "--args", "1", "made in a hurry", "key", "Return")
			app.WaitState("phase", "succeeded")
			if entry := app.expectOne(); entry.Name != "Fast by hand" || entry.Description != "made in a hurry" {
				t.Errorf("what was typed became %q, %q", entry.Name, entry.Description)
			}
			app.Close()
		})
	}
}
