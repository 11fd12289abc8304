package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
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
	v.canvas().Focus(v.search())
	v.runner.release()
	v.expect("practice", "true", "focus", "register.search")
}
