package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/parts"
)

// What is typed first after a start goes where one would expect it, and is not lost: into
// the first field, or to the list where there is one.
func TestAStartTakesTheKeyboard(t *testing.T) {
	v := startPractice(t)
	v = v.restart()
	v.expect("practice", "true", "focus", "form.name")
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v = v.restart()
	v.expect("practice", "true", "rows", "1", "focus", "register.grid")
	v.key(fyne.KeyDown)
	if _, row, ok := v.main.table.Selected(); !ok || row != 0 {
		t.Errorf("Down selects row %d", row)
	}
}

func TestAStartWithAnOrganizationTakesTheKeyboard(t *testing.T) {
	v, _, _ := startReal(t)
	v = v.restart()
	v.expect("signedIn", "yes", "focus", "form.name")
	v.main.accounts.Remove(v.main.accounts.Chosen(), true, func(error) {})
	v = v.restart()
	v.expect("practice", "false", "focus", "form.orgID")
}

// Whoever was quicker than the register keeps the keyboard.
func TestAStartTakesNothingAway(t *testing.T) {
	v := startPractice(t)
	v.close()
	v = openScreen(t, v.dir, func(again *screen) { again.vault, again.runner.held = v.vault, true })
	for !v.visible("register.search") {
		v.runner.step()
	}
	v.canvas().Focus(v.search())
	v.runner.release()
	v.expect("practice", "true", "focus", "register.search")
}

// Until it is known what a start goes on with, the window is empty; until the list has been
// read, it is not said to be empty.
func TestAStartShowsNoWrongPage(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.close()
	v = openScreen(t, v.dir, func(again *screen) { again.vault, again.runner.held = v.vault, true })
	for _, o := range v.shown() {
		if text, ok := textOf(o); ok {
			t.Errorf("before anything is known it says %q", text)
		}
	}
	for len(v.runner.queue) > 0 && v.main.table.Count() == 0 {
		v.runner.step()
		if v.main.table.Count() > 0 {
			break
		}
		for _, key := range []string{"register.empty", "register.emptyPractice", "account.connect"} {
			if v.says(parts.Tr(key)) {
				t.Errorf("before the list has been read it says %q", parts.Tr(key))
			}
		}
	}
	v.expect("practice", "true", "rows", "1")
	v.runner.release()
}
