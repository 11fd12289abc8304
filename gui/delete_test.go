package gui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// submitButton is the primary button of the open sheet.
func (v *screen) button(label string) *widgets.Button {
	v.t.Helper()
	for _, o := range v.shown() {
		if b, ok := o.(*widgets.Button); ok && b.Text == label {
			return b
		}
	}
	v.t.Fatalf("there is no button %q", label)
	return nil
}

func TestDeleteInProductionWantsTheName(t *testing.T) {
	v := withDetails(t)
	v.command("details.delete")
	v.expect("sheet", "delete", "focus", "delete.typed")
	for _, typed := range []string{"", "loyalty exports", "Loyalty export"} {
		v.enter("delete.typed", typed)
		if !v.button(parts.Tr("delete.submit")).Disabled() {
			t.Errorf("%q is taken for the name", typed)
		}
		v.key(fyne.KeyReturn)
		if n := len(v.held()); n != 1 {
			t.Fatalf("%q has deleted it", typed)
		}
	}
	v.enter("delete.typed", "Loyalty exports")
	v.key(fyne.KeyReturn)
	v.expect("sheet", "", "rows", "1", "toast", parts.Tr("delete.done", "Name", "Loyalty exports"))
	if n := len(v.held()); n != 0 {
		t.Errorf("Platform still holds %d", n)
	}
	entry := v.main.current.Entry()
	if entry.State != history.Deleted || entry.Gone || v.cell(0, history.ByStatus) != parts.Tr("status.deleted") {
		t.Errorf("the register says %+v", entry)
	}
	v.expectTrail("trail.deleted", "trail.deleting")
	if v.visible("details.replace") || v.visible("details.browse") || v.visible("details.test") {
		t.Error("something can be done with a connection that is deleted")
	}
}

// Of a sandbox of another organization it is not known what it is: the sheet says of
// which, also where both are practice ones.
func TestDeleteInAnotherOrganization(t *testing.T) {
	v := startPractice(t)
	v.command("menu.scenarios")
	v.tap("scenario." + practice.ScenarioOrgOnAWS)
	v.choose("form.sandbox", parts.Tr("sandbox.option", "Title", "Development", "Name", practice.SandboxDevelopment))
	v.tap("create")
	v.expect("phase", "succeeded")
	entry := v.main.attempt.Entry()
	v.main.accounts.ChoosePractice()
	v.command("menu.new")
	v.key(fyne.KeyEscape)
	v.selectRow(0)
	v.command("details.delete")
	v.expect("sheet", "delete")
	v.wantSaid(practice.OrgOnAWS)
	if entry.Place.OrgID != practice.OrgOnAWS {
		t.Errorf("it was made in %q", entry.Place.OrgID)
	}
}

func TestDeleteInADevelopmentSandbox(t *testing.T) {
	v := startPractice(t)
	v.choose("form.sandbox", parts.Tr("sandbox.option", "Title", "Development", "Name", practice.SandboxDevelopment))
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.tap("progress.details")
	v.command("details.delete")
	v.expect("sheet", "delete")
	if _, ok := v.canvas().Focused().(*widgets.Button); !ok || v.visible("delete.typed") {
		t.Error("the name is asked for where little is at stake, or Enter would delete at once")
	}
	v.key(fyne.KeyEscape)
	if n := len(v.held()); n != 1 {
		t.Error("Escape has deleted it")
	}
	v.command("details.delete")
	v.press(parts.Tr("delete.submit"))
	v.expect("sheet", "")
	if n := len(v.held()); n != 0 {
		t.Errorf("Platform still holds %d", n)
	}
}

func TestDeleteWhileADataflowUsesIt(t *testing.T) {
	v := withDetails(t)
	v.others(practice.ElsewhereUse)
	v.command("details.delete")
	v.enter("delete.typed", "Loyalty exports")
	v.press(parts.Tr("delete.submit"))
	v.expect("sheet", "delete", "phase", "succeeded")
	for _, key := range []string{"problem.inUse.title", "problem.inUse.cause", "problem.inUse.do", "problem.nothingDeleted"} {
		if !v.says(parts.Tr(key)) {
			t.Errorf("%s is not said", key)
		}
	}
	if n := len(v.held()); n != 1 {
		t.Error("it was deleted")
	}
	v.expectTrail("trail.deleteFailed")
	v.others(practice.ElsewhereFree)
	v.press(parts.Tr("delete.submit"))
	v.expect("sheet", "")
	if n := len(v.held()); n != 0 {
		t.Errorf("Platform still holds %d", n)
	}
}

func TestDeleteFails(t *testing.T) {
	for name, c := range map[string]struct {
		faults  []practice.Fault
		phase   string
		problem string
		gone    bool // Platform does not hold it afterwards
	}{
		"not allowed": {[]practice.Fault{{Op: practice.OpDelete, Status: 403, Times: 1}}, "delete", "problem.permission.title", false},
		"dropped before": {
			[]practice.Fault{{Op: practice.OpDelete, Drop: practice.DropBeforeCommit, Times: 1}}, "delete", "problem.changeNotMade.title", false,
		},
		"dropped after": {[]practice.Fault{{Op: practice.OpDelete, Drop: practice.DropAfterCommit, Times: 1}}, "", "", true},
		"503":           {[]practice.Fault{{Op: practice.OpDelete, Status: 503, Times: 3}}, "delete", "problem.changeNotMade.title", false},
	} {
		t.Run(name, func(t *testing.T) {
			v := withDetails(t)
			v.backend.practice.Misbehave(c.faults...)
			v.command("details.delete")
			v.enter("delete.typed", "Loyalty exports")
			v.press(parts.Tr("delete.submit"))
			v.backend.practice.Behave()
			v.expect("sheet", c.phase)
			if c.problem != "" && !v.says(parts.Tr(c.problem)) {
				t.Errorf("%s is not said", c.problem)
			}
			if gone := len(v.held()) == 0; gone != c.gone || (v.main.current.Entry().State == history.Deleted) != c.gone {
				t.Errorf("Platform holds %d, the register says %s", len(v.held()), v.main.current.Entry().State)
			}
		})
	}
}

// It is not known whether it was deleted: Look again finds it out.
func TestDeletionThatIsNotKnown(t *testing.T) {
	v := withDetails(t)
	v.backend.practice.Misbehave(
		practice.Fault{Op: practice.OpDelete, Drop: practice.DropAfterCommit, Times: 1},
		practice.Fault{Op: practice.OpGet, Status: 403},
	)
	v.command("details.delete")
	v.enter("delete.typed", "Loyalty exports")
	v.press(parts.Tr("delete.submit"))
	v.expect("sheet", "delete")
	if !v.says(parts.Tr("problem.changeLost.title")) || !v.button(parts.Tr("delete.submit")).Disabled() {
		t.Error("it does not say that it is not known, or lets it be sent again")
	}
	v.expectTrail("trail.deleteUnknown", "trail.deleting")
	v.backend.practice.Behave()
	v.tap("delete.look")
	v.expect("sheet", "")
	if got := v.main.current.Entry().State; got != history.Deleted {
		t.Errorf("the register says %s", got)
	}
}

// Somebody else was quicker: that counts as deleted.
func TestDeleteWhatIsGone(t *testing.T) {
	v := withDetails(t)
	v.others(practice.ElsewhereDelete)
	v.command("details.delete")
	v.enter("delete.typed", "Loyalty exports")
	v.press(parts.Tr("delete.submit"))
	v.expect("sheet", "")
	if got := v.main.current.Entry().State; got != history.Deleted {
		t.Errorf("the register says %s", got)
	}
}

// The two ways to lose an entry cannot be taken for each other.
func TestDeletingIsNotRemovingFromTheList(t *testing.T) {
	for _, file := range []string{"en.json", "fr.json", "zh-Hans.json"} {
		said := texts(t, file)
		about := []string{said["details.delete"], said["delete.title"], said["delete.submit"], said["register.forget"], said["forget.title"], said["forget.yes"]}
		slices.Sort(about)
		if len(slices.Compact(about)) != 6 {
			t.Errorf("%s: two of %q are the same", file, about)
		}
	}
}

func TestOthersCanBePlayed(t *testing.T) {
	v := startPractice(t)
	v.command("menu.scenarios")
	if !v.disabled("scenarios.change") || v.disabled("scenarios.add") {
		t.Error("others can change what is not chosen, or cannot make connections")
	}
	below := func() fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(v.main.stage.Places.Objects["scenarios.change"])
	}
	before := below()
	v.tap("scenarios.add")
	if v.expect("toast", ""); !v.says(parts.Tr("elsewhere.done", "What", parts.Tr("elsewhere.add"))) {
		t.Error("the sheet does not say that it was done")
	}
	if after := below(); after != before {
		t.Errorf("the next row was at %v, and is at %v: another click would hit something else", before, after)
	}
	if v.says(parts.Tr("elsewhere.add")) {
		t.Error("it is still offered as if it were to be done")
	}
	v.press(parts.Tr("close.button"))
	if n := len(v.held()); n < 2 {
		t.Errorf("others have made %d", n)
	}
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.tap("progress.details")
	v.command("menu.scenarios")
	v.tap("scenarios.use")
	v.press(parts.Tr("close.button"))
	v.command("details.delete")
	v.enter("delete.typed", "Loyalty exports")
	v.press(parts.Tr("delete.submit"))
	if !v.says(parts.Tr("problem.inUse.title")) {
		t.Error("the dataflow does not keep it from being deleted")
	}
}
