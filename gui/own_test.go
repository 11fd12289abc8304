package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client"
	"mooring/client/practice"
	"mooring/gui/parts"
)

// byScript renames the connection that is shown with the credential that Mooring is
// signed in with, as a script or another computer does.
func (v *screen) byScript(name string) {
	v.t.Helper()
	link, err := v.main.sessions.Connect(v.t.Context(), v.main.accounts.TargetFor(v.main.current.Entry()))
	if err != nil {
		v.t.Fatal(err)
	}
	id := client.ConnectionID(v.state("id"))
	now, err := link.Client.Connection(v.t.Context(), id)
	if err == nil {
		_, err = link.Client.UpdateConnection(v.t.Context(), id, now.ETag, client.Change{Name: &name})
	}
	if err != nil {
		v.t.Fatal(err)
	}
}

// A connection that was made in Adobe's own pages is changed with the credential itself:
// the sign-in told who that is, so it is said to be nobody else, wherever it is said.
func TestOwnWorkElsewhereIsRecognised(t *testing.T) {
	v := startPractice(t)
	v.elsewhere(practice.ElsewhereAdd, practice.SandboxProduction, "")
	v.command("register.refresh")
	v.selectRow(0)
	if got := v.fact(parts.Tr("details.made")); got == parts.Tr("details.withCredential") {
		t.Fatal("it was made with the credential")
	}
	v.byScript("By a script")
	v.command("register.refresh")
	v.selectRow(0)
	at := parts.DayTime(v.main.current.Entry().PlatformUpdatedAt)
	if got, want := v.fact(parts.Tr("details.changed")), parts.Tr("details.changedBy", "When", at, "Who", parts.Tr("who.own")); got != want {
		t.Errorf("the panel says %q, want %q", got, want)
	}
	v.expectTrail("trail.changedOwn")

	v.command("details.edit")
	v.byScript("By another script")
	v.enter("edit.name", "Mine")
	v.key(fyne.KeyReturn)
	v.expect("sheet", "conflict")
	for _, want := range []string{"conflict.titleOwn", "conflict.keepOwn"} {
		if !v.says(parts.Tr(want)) {
			t.Errorf("the sheet does not say %q", parts.Tr(want))
		}
	}
	v.key(fyne.KeyEscape)
	v.key(fyne.KeyEscape)
	v.tap("leave.submit")
	v.others(practice.ElsewhereChange)
	v.command("register.refresh")
	v.selectRow(0)
	v.expectTrail("trail.changed")
}
