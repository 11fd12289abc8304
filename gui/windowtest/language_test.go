//go:build window

package windowtest

import (
	"testing"

	"mooring/client/practice"
)

const typed = "Loyalty exports"

// Another language takes effect at once, and what was typed before stays.
func TestLanguageAtRunTime(t *testing.T) {
	app := startPractice(t)
	app.enter(typed, practice.AccessKeyWorks)
	app.speak(french, "fr")
	app.speak(chinese, "zh-Hans")
	// The secret can neither be read nor copied, but it is there too.
	app.Key("ctrl+Return")
	app.WaitState("phase", "succeeded")
	if entry := app.expectOne(); entry.Name != typed {
		t.Errorf("the connection is called %q", entry.Name)
	}
	app.Close()

	again := StartIn(t, app.DataDir)
	again.ready()
	again.Screenshot("language-again")
	again.Close()
}

// The places of the languages in the settings, after the computer's own and English.
const (
	french  = 2
	chinese = 3
)

// speak chooses a language in the settings and sees that what was typed is still there.
func (a *App) speak(option int, tag string) {
	a.t.Helper()
	a.Key("ctrl+comma")
	a.WaitState("sheet", "settings")
	a.Choose("settings.language", option)
	a.wait("the language "+tag, stepLimit, func() bool { return a.KeptLanguage() == tag })
	// The settings have been made anew.
	a.WaitState("sheet", "settings")
	a.Screenshot("language-" + tag + "-settings")
	a.Key("Escape")
	a.WaitState("sheet", "")
	a.SetClipboard("nothing yet")
	a.Click("form.name")
	a.WaitState("focus", "form.name")
	a.Key("ctrl+a", "ctrl+c")
	a.WaitClipboard(typed)
	a.Screenshot("language-" + tag)
}
