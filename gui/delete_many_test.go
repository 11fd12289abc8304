package gui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// withMany has connections in a sandbox, the last made of which is shown.
func withMany(t *testing.T, sandbox string, names ...string) *screen {
	t.Helper()
	v := startPractice(t)
	v.choose("form.sandbox", parts.Tr("sandbox.option", "Title", v.sandboxTitle(sandbox), "Name", sandbox))
	for i, name := range names {
		v.command("menu.new")
		v.made(name, fmt.Sprintf("AKIAMANY%012d", i)) // or they are twins
	}
	v.grid().OnSort(0, false)
	v.focus("register.grid")
	return v
}

// markAll marks everything in the list by key, and asks to delete it on Platform.
func (v *screen) markAllAndDelete() {
	v.t.Helper()
	v.grid().TypedShortcut(&fyne.ShortcutSelectAll{})
	v.command("details.delete")
}

func TestDeleteSeveral(t *testing.T) {
	v := withMany(t, practice.SandboxProduction, "Alpha", "Beta", "Gamma")
	for i := range 2 {
		state := []history.State{history.Failed, history.Unknown}[i]
		v.entry(history.Entry{
			AttemptID: fmt.Sprintf("10000000-0000-4000-8000-%012d", i), Place: practicePlace, APIKey: practice.APIKey, Name: "Zeta",
		}, history.Outcome{State: state})
	}
	v.main.table.Reload()
	v.selectRow(1)
	beta := v.state("id")
	v.elsewhere(practice.ElsewhereUse, practice.SandboxProduction, beta)
	v.markAllAndDelete()
	org := parts.PracticeName(practice.OrgID)
	v.expect("sheet", "deleteMany", "focus", "deleteMany.typed0")
	v.wantSaid(
		parts.Tr("deleteMany.title", "Count", 3), parts.Tr("deleteMany.intro"), parts.Tr("deleteMany.flows"),
		parts.Tr("stakes.practice", "Sandbox", practice.SandboxProduction),
		parts.Tr("deleteMany.place", "Count", 3, "Sandbox", practice.SandboxProduction, "Org", org, "Names", "Alpha, Beta, Gamma"),
		parts.Tr("deleteMany.nothing", "Count", 1), parts.Tr("deleteMany.unsettled", "Count", 1),
	)
	submit := strings.TrimSuffix(parts.Tr("register.deleteMany", "Count", 3), "…")
	for _, typed := range []string{"", "3", "prod 3", "2 prod"} {
		v.enter("deleteMany.typed0", typed)
		v.key(fyne.KeyReturn)
		if n := len(v.held()); n != 3 || !v.button(submit).Disabled() {
			t.Fatalf("%q has deleted %d", typed, 3-n)
		}
	}
	v.enter("deleteMany.typed0", "3  "+practice.SandboxProduction)
	v.key(fyne.KeyReturn)
	v.expect("sheet", "", "outcome", "upkeep.deletedSome", "marked", "3")
	if got, want := v.strip(), parts.Tr("upkeep.deletedSome", "Count", 2, "Total", 3, "Used", 1, "Gone", 0, "Rest", 0); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if held := v.held(); len(held) != 1 || held[0].ID != beta {
		t.Errorf("Platform holds %+v", held)
	}
	v.tap("upkeep.dismiss")
	v.expect("sheet", "upkeepTrouble")
	v.wantSaid(parts.Tr("problem.inUse.title"))
	v.key(fyne.KeyEscape)

	// What is left is marked still: once nothing uses it, it goes, too.
	v.elsewhere(practice.ElsewhereFree, practice.SandboxProduction, beta)
	v.command("details.delete")
	v.wantSaid(parts.Tr("deleteMany.titleOne"))
	v.enter("deleteMany.typed0", "1 "+practice.SandboxProduction)
	v.key(fyne.KeyReturn)
	v.expect("sheet", "", "outcome", "upkeep.deleted")
	if n := len(v.held()); n != 0 {
		t.Errorf("Platform still holds %d", n)
	}
	// What is left of the marks never came about.
	v.command("details.delete")
	v.expect("sheet", "", "toast", parts.Tr("details.notHeld", "Command", parts.Tr("delete.submit")))
}

// In a development sandbox nothing has to be typed, but Enter does no harm: unless
// dataflows are known to use one of them.
func TestDeleteSeveralInADevelopmentSandbox(t *testing.T) {
	v := withMany(t, practice.SandboxDevelopment, "Alpha", "Beta", "Gamma", "Delta")
	v.click(0, 0)
	v.click(2, fyne.KeyModifierControl)
	v.command("details.delete")
	v.expect("sheet", "deleteMany")
	if _, ok := v.main.stage.Places.Stop("deleteMany.typed0"); ok {
		t.Error("something has to be typed")
	}
	v.key(fyne.KeyReturn) // which is on Cancel
	v.expect("sheet", "")
	if n := len(v.held()); n != 4 {
		t.Fatalf("Enter has deleted %d", 4-n)
	}
	v.command("details.delete")
	v.press(strings.TrimSuffix(parts.Tr("register.deleteMany", "Count", 2), "…"))
	v.expect("sheet", "", "outcome", "upkeep.deleted", "marked", "0")
	for _, held := range v.held() {
		if held.Name != "Beta" && held.Name != "Gamma" {
			t.Errorf("Platform still holds %s", held.Name)
		}
	}
	for row, name := range v.column(history.ByName) {
		deleted := v.cell(row, history.ByStatus) == parts.Tr("status.deleted")
		if want := name == "Alpha" || name == "Delta"; deleted != want {
			t.Errorf("%s is deleted: %v", name, deleted)
		}
	}

	row := 1
	v.selectRow(row)
	v.elsewhere(practice.ElsewhereUse, practice.SandboxDevelopment, v.state("id"))
	v.command("register.refresh")
	v.markAllAndDelete()
	v.expect("sheet", "deleteMany", "focus", "deleteMany.typed0")
	v.wantSaid(parts.Tr("deleteMany.used", "Count", 1, "Names", v.cell(row, history.ByName)), parts.Tr("deleteMany.nothing", "Count", 2))
}

// Nobody deletes many by one slip, wherever they are.
func TestDeleteManyInADevelopmentSandboxWantsTheirNumber(t *testing.T) {
	names := strings.Split("ABCDEFGHIJ", "")
	v := withMany(t, practice.SandboxDevelopment, names...)
	v.markAllAndDelete()
	v.expect("sheet", "deleteMany", "focus", "deleteMany.typed0")
	v.key(fyne.KeyEscape)
	v.click(0, fyne.KeyModifierControl)
	v.command("details.delete")
	v.expect("sheet", "deleteMany")
	if _, ok := v.main.stage.Places.Stop("deleteMany.typed0"); ok {
		t.Error("of nine, something has to be typed")
	}
}

// While they are deleted nothing else begins, the end of the app asks, and Stop keeps the
// rest from being sent; what of it is left stays marked.
func TestDeleteSeveralAndStop(t *testing.T) {
	v := withMany(t, practice.SandboxDevelopment, "Alpha", "Beta", "Gamma")
	v.markAllAndDelete()
	v.runner.held = true
	v.press(strings.TrimSuffix(parts.Tr("register.deleteMany", "Count", 3), "…"))
	v.expect("sheet", "", "upkeep", "true")
	if got := v.strip(); got != parts.Tr("upkeep.deleting", "Done", 0, "Total", 3) {
		t.Errorf("it says %q", got)
	}
	v.command("details.delete")
	v.expect("sheet", "", "toast", parts.Tr("busy.note"))
	v.command("menu.new")
	v.expect("toast", parts.Tr("busy.note"))
	if !v.disabled("several.details.delete") || !v.disabled("several.register.forget") {
		t.Error("the panel lets something else begin")
	}
	v.main.onClose()
	v.expect("sheet", "quit")
	v.key(fyne.KeyEscape)
	v.command("progress.stop")
	v.runner.release()
	v.expect("upkeep", "false", "outcome", "upkeep.deleteStopped", "marked", "3")
	if n := len(v.held()); n != 3 {
		t.Errorf("%d were deleted all the same", 3-n)
	}
	if v.disabled("several.details.delete") {
		t.Error("the rest cannot be deleted")
	}
}

// The same by the panel and by the menu of the rows.
func TestDeleteSeveralIsOffered(t *testing.T) {
	v := withMany(t, practice.SandboxDevelopment, "Alpha", "Beta")
	v.grid().TypedShortcut(&fyne.ShortcutSelectAll{})
	if v.menuItem("details.delete").Disabled {
		t.Error("the menu does not offer it")
	}
	v.tap("several.details.delete")
	v.expect("sheet", "deleteMany")
	v.key(fyne.KeyEscape)
	v.focus("register.grid")
	v.key("Menu")
	v.wantSaid(parts.Tr("register.deleteMany", "Count", 2))
	v.canvas().Overlays().Remove(v.canvas().Overlays().Top())
	// Where all are filtered but one, it is the sheet for one again.
	v.click(0, 0)
	v.command("details.delete")
	v.expect("sheet", "delete")
	if b, ok := v.canvas().Focused().(*widgets.Button); !ok || b.Text != parts.Tr("cancel.button") {
		t.Error("Enter would delete")
	}
}
