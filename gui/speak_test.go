package gui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/parts"
)

// focusIsSeen fails unless the focus is on something in sight, and returns its name.
func (v *screen) focusIsSeen(when string) string {
	v.t.Helper()
	focused, ok := v.canvas().Focused().(fyne.CanvasObject)
	if !ok || !slices.Contains(v.shown(), focused) {
		v.t.Errorf("%s: the focus is on %T, which cannot be seen", when, v.canvas().Focused())
	}
	return v.state("focus")
}

// A change of language makes every page anew. The focus stays in the settings, and
// after them it is where it was.
func TestFocusSurvivesALanguage(t *testing.T) {
	t.Cleanup(func() { speak(t, "en.json") })
	for name, before := range map[string]func(v *screen) (focus string){
		"a field": func(v *screen) string { v.focus("form.accessKey"); return "form.accessKey" },
		"a button": func(v *screen) string {
			v.made("Loyalty exports", practice.AccessKeyWorks)
			return "result.id.copy"
		},
		"nothing": func(v *screen) string { v.canvas().Unfocus(); return "" },
		"the welcome": func(v *screen) string {
			v.main.showWelcome(true)
			return "welcome.practice"
		},
	} {
		t.Run(name, func(t *testing.T) {
			v := startPractice(t)
			want := before(v)
			v.command("settings.title")
			v.choose("settings.language", "Français")
			v.expect("sheet", "settings")
			if got := v.focusIsSeen("in the settings"); got != "settings.language" {
				t.Errorf("the focus is on %q in the settings", got)
			}
			v.press(parts.Tr("close.button"))
			if got := v.focusIsSeen("after the settings"); want != "" && got != want {
				t.Errorf("the focus is on %q after the settings, want %q", got, want)
			}
		})
	}
}

// What the form says of where the connection goes follows the choice of a sandbox.
func TestFormNamesTheChosenSandbox(t *testing.T) {
	v := startPractice(t)
	for _, sandbox := range []struct{ title, name string }{{"Development", practice.SandboxDevelopment}, {"Production", practice.SandboxProduction}} {
		v.choose("form.sandbox", parts.Tr("sandbox.option", "Title", sandbox.title, "Name", sandbox.name))
		if into := parts.Tr("create.into", "Sandbox", sandbox.name, "Org", parts.Tr("account.practice")); !slices.Contains(v.visibleTexts(), into) {
			t.Errorf("it does not say %q", into)
		}
	}
}
