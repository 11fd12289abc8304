package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/widget"

	"mooring/client/practice"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// A colleague's rename gives a connection no other keys: *Replace keys…* is what helps
// first, as before.
func TestARenameIsNoCure(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.tap("progress.details")
	id := v.state("id")
	v.elsewhere(practice.ElsewhereFail, practice.SandboxProduction, id)
	v.command("register.refresh")
	v.main.panel.actions.ShowFlows(v.main.current.Entry(), "")
	first := func(when, head string) {
		t.Helper()
		keys, ok := v.object("flows.0.keys").(*widgets.Button)
		if !ok || !keys.Visible() || keys.Importance != widget.HighImportance {
			t.Errorf("%s it does not begin with other keys", when)
		}
		if got := v.labelOf("flows.0.head"); !strings.HasPrefix(got, head) {
			t.Errorf("%s it says %q", when, got)
		}
	}
	first("once Amazon refuses them,", parts.Tr("flow.keysRefused"))
	v.elsewhere(practice.ElsewhereChange, practice.SandboxProduction, id)
	v.command("register.refresh")
	first("once somebody has renamed it,", parts.Tr("flow.keysRefused"))
}

// What was done with the very credential is not said to be somebody else's, also once
// Platform has told who it was.
func TestReplacingKeysIsOwnWork(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.tap("progress.details")
	v.command("details.edit")
	v.enter("edit.description", "Nightly")
	v.press(parts.Tr("save.button"))
	v.command("register.refresh")
	v.selectRow(0)
	v.command("details.copyAll")
	entry := v.main.current.Entry()
	if entry.UpdatedBy != practice.TechnicalAccount {
		t.Fatalf("Platform says that it was %q", entry.UpdatedBy)
	}
	want := parts.Tr("details.changedBy", "When", parts.DayTime(entry.PlatformUpdatedAt), "Who", parts.Tr("who.own"))
	if copied := v.clipboard(); !strings.Contains(copied, want) {
		t.Errorf("%q is not among the details:\n%s", want, copied)
	}
}
