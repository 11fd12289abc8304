package gui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	registermodel "mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// elsewhere does what somebody else does on the practice Platform.
func (v *screen) elsewhere(what practice.Elsewhere, sandbox, id string) {
	v.t.Helper()
	if err := v.backend.practice.Elsewhere(v.t.Context(), what, practice.OrgID, sandbox, id); err != nil {
		v.t.Fatal(err)
	}
}

// click presses a row with the mouse, with keys held.
func (v *screen) click(row int, held fyne.KeyModifier) {
	v.t.Helper()
	how := widgets.MarkOne
	switch held {
	case fyne.KeyModifierShift:
		how = widgets.MarkRange
	case fyne.KeyModifierControl:
		how = widgets.MarkToggle
	}
	v.grid().Select(row)
	v.grid().OnMark(row, how)
}

// A connection that was just made is the selected one, and what was done for it stands in
// the panel: a click on its row shows the connection.
func TestAClickOnWhatWasJustMadeShowsIt(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	if v.visible("details.tabs") {
		t.Fatal("the connection is shown")
	}
	v.click(0, 0)
	if !v.visible("details.tabs") || v.main.current.Entry().Name != "Loyalty exports" {
		t.Error("the connection is not shown")
	}
}

// What looks selected is what commands act on and the panel shows: Ctrl and a click take a
// mark away and leave the cursor there, and Ctrl with an arrow only moves it.
func TestCommandsActOnWhatLooksSelected(t *testing.T) {
	for name, elsewhere := range map[string]func(*screen){
		"unmarked": func(v *screen) {
			v.click(1, fyne.KeyModifierControl)
			v.click(1, fyne.KeyModifierControl)
		},
		"moved": func(v *screen) {
			v.canvas().Focus(v.grid().Rows())
			v.grid().TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierControl})
		},
	} {
		v := withEntries(t, "Loyalty exports", "Loyalty points", "Web logs")
		v.click(0, 0)
		elsewhere(v)
		entry, row, _ := v.main.table.Selected()
		if row != 0 || !v.main.table.Marks.Has(0) || v.main.table.Marks.Has(1) || v.grid().Selected() != 1 {
			t.Fatalf("%s: row %d is selected, and the cursor is in %d", name, row, v.grid().Selected())
		}
		if shown := v.main.current.Entry().AttemptID; shown != entry.AttemptID {
			t.Errorf("%s: the panel shows %s, and %s looks selected", name, shown, entry.AttemptID)
		}
		v.command("register.copyID")
		if copied := v.clipboard(); copied != string(entry.ConnectionID) {
			t.Errorf("%s: copied %q, not %q", name, copied, entry.ConnectionID)
		}
		v.command("register.forget")
		v.expect("rows", "2", "toast", parts.Tr("forget.done", "Name", entry.Name))
		v.close()
	}
}

// needing is what is said of a look at connections of which so many need attention.
func needing(said string, n int) string {
	return parts.Tr("upkeep.attention", "Outcome", said, "Attention", parts.TrCount("register.attentionOne", "register.attention", n))
}

// strip is what the line under the register says.
func (v *screen) strip() string {
	v.t.Helper()
	if !v.visible("upkeep.strip") {
		return v.labelOf("register.hint")
	}
	return v.state("strip")
}

func TestRefreshFromPlatform(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	place := []any{"Organization", parts.Tr("account.practice"), "Sandbox", practice.SandboxProduction}
	if got := v.strip(); got != parts.Tr("upkeep.hintNever", place...) {
		t.Errorf("before the first refresh it says %q", got)
	}
	v.elsewhere(practice.ElsewhereAdd, practice.SandboxProduction, "")
	v.command("register.refresh")
	v.expect("rows", "4", "outcome", "upkeep.refreshed")
	want := parts.Tr("upkeep.refreshed", "Sandbox", practice.SandboxProduction, "Count", 4, "Added", 3, "Changed", 0, "Gone", 0)
	if got := v.strip(); got != needing(want, 2) {
		t.Errorf("it says %q, want %q", got, want)
	}
	v.tap("upkeep.dismiss")
	if got := v.strip(); !strings.HasPrefix(got, strings.SplitN(parts.Tr("upkeep.hint", append(place, "At", "@")...), "@", 2)[0]) {
		t.Errorf("afterwards it says %q", got)
	}
	// Somebody deletes one and changes another.
	names := v.column(history.ByName)
	gone, changed := slices.Index(names, "Web logs"), slices.Index(names, "Loyalty landing zone")
	v.elsewhere(practice.ElsewhereDelete, practice.SandboxProduction, v.cell(gone, history.ByConnectionID))
	v.elsewhere(practice.ElsewhereChange, practice.SandboxProduction, v.cell(changed, history.ByConnectionID))
	etag := v.cell(changed, history.ByETag)
	v.command("register.refresh")
	v.expect("rows", "4")
	want = parts.Tr("upkeep.refreshed", "Sandbox", practice.SandboxProduction, "Count", 3, "Added", 0, "Changed", 1, "Gone", 1)
	if got := v.strip(); got != needing(want, 2) {
		t.Errorf("it says %q, want %q", got, want)
	}
	if got := v.cell(gone, history.ByStatus); got != parts.Tr("status.gone") {
		t.Errorf("what is gone has the status %q", got)
	}
	for col := range v.main.register.Columns() {
		if cell := v.grid().Cell(gone, col); cell.ColorName != widgets.ColorNameMuted {
			t.Errorf("column %d of what is gone does not step back", col)
		}
	}
	if v.cell(changed, history.ByName) != "Loyalty landing zone (v2)" || v.cell(changed, history.ByETag) == etag {
		t.Errorf("what was changed is %q, %q", v.cell(changed, history.ByName), v.cell(changed, history.ByETag))
	}
}

func TestRefreshThatFails(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpList, Status: 403, Times: 9})
	v.command("register.refresh")
	problem := v.main.tasks.Outcome().Problem
	if problem.Empty() || v.strip() != parts.Say(problem.Title) {
		t.Fatalf("problem %q, it says %q", problem.Name, v.strip())
	}
	v.tap("upkeep.dismiss")
	v.expect("sheet", "upkeepTrouble", "rows", "1", "focus", "sheet.submit")
	if !v.says(parts.Say(problem.Do)) {
		t.Error("it does not say what to do")
	}
	v.press(parts.Tr("close.button"))
	v.expect("sheet", "")
	if v.visible("upkeep.strip") {
		t.Error("the strip stays")
	}
}

// While a task is under way it says so, can be stopped, and no other begins.
func TestStopTheRefresh(t *testing.T) {
	v := startPractice(t)
	v.runner.held = true
	v.command("register.refresh")
	v.expect("upkeep", "true")
	if !strings.Contains(v.strip(), practice.SandboxProduction) {
		t.Errorf("while it is under way it says %q", v.strip())
	}
	v.command("register.refresh")
	v.expect("toast", parts.Tr("busy.note"))
	v.command("register.testShown")
	v.tap("upkeep.stop")
	if !v.disabled("upkeep.stop") || v.strip() != parts.Tr("upkeep.stopping") {
		t.Errorf("after Stop it says %q", v.strip())
	}
	v.runner.release()
	v.expect("upkeep", "false")
}

// Who is not signed in is signed in first.
func TestRefreshSignsIn(t *testing.T) {
	v, platform, _ := startReal(t)
	if err := platform.Fill(t.Context(), practice.OrgID, practice.SandboxDevelopment, 3); err != nil {
		t.Fatal(err)
	}
	v.main.accounts.Form.Set(model.FieldSandbox, practice.SandboxDevelopment)
	v.enter("form.clientSecret", practice.ClientSecret)
	v.expect("signedIn", "no")
	v.command("register.refresh")
	v.expect("signedIn", "yes", "rows", "3", "outcome", "upkeep.refreshed")
}

// A field that is empty takes the cursor, and nothing is read.
func TestRefreshWithoutAnOrganization(t *testing.T) {
	v := startEmpty(t)
	if got := v.strip(); got != parts.Tr("upkeep.hintNowhere") {
		t.Errorf("it says %q", got)
	}
	v.command("register.refresh")
	v.expect("upkeep", "false", "focus", "form.orgID")
}

func TestMarkByKeysAndMouse(t *testing.T) {
	v := withEntries(t, "a", "b", "c", "d", "e")
	v.focus("register.grid")
	v.click(1, 0)
	v.click(3, fyne.KeyModifierShift)
	v.expect("marked", "3")
	if got := v.labelOf("register.count"); got != parts.Tr("register.selected", "Marked", 3, "Count", 5) {
		t.Errorf("it says %q", got)
	}
	v.click(2, fyne.KeyModifierControl)
	v.expect("marked", "2")
	v.key(fyne.KeyDown)
	v.expect("marked", "1")
	v.grid().TypedShortcut(&fyne.ShortcutSelectAll{})
	v.expect("marked", "5")
	v.grid().OnSort(0, false)
	v.expect("marked", "5")
	v.enter("register.search", "bucket-a")
	v.expect("marked", "0", "rows", "1")
}

func TestCopySeveral(t *testing.T) {
	v := withEntries(t, "a", "b", "c")
	v.focus("register.grid")
	v.grid().OnSort(0, false)
	v.click(2, 0)
	v.click(0, fyne.KeyModifierControl)
	v.command("register.copyID")
	want := v.cell(0, history.ByConnectionID) + "\n" + v.cell(2, history.ByConnectionID)
	if v.clipboard() != want || v.state("toast") != parts.Tr("copied.ids", "Count", 2) {
		t.Errorf("copied %q, said %q", v.clipboard(), v.state("toast"))
	}
	v.command("register.copyRow")
	if lines := strings.Split(v.clipboard(), "\n"); len(lines) != 2 || !strings.HasPrefix(lines[1], "c\t") {
		t.Errorf("copied %q", v.clipboard())
	}
	v.command("register.copyETag")
	if v.clipboard() != "\"0\"\n\"2\"" {
		t.Errorf("copied %q", v.clipboard())
	}
}

func TestTestSeveral(t *testing.T) {
	v := startPractice(t)
	v.made("One", practice.AccessKeyWorks)
	v.main.panel.newConnection()
	v.made("Two", practice.AccessKeyRefused)
	v.elsewhere(practice.ElsewhereAdd, practice.SandboxProduction, "")
	v.command("register.refresh")
	v.focus("register.grid")
	v.command("register.testShown")
	// Of those that others have made, the keys of one have changed at Amazon.
	want := parts.Tr("upkeep.tested", "Count", 5, "Working", 3, "Refused", 2)
	if got := v.strip(); got != needing(want, 3) {
		t.Errorf("it says %q, want %q", got, want)
	}
	for row, status := range v.column(history.ByStatus) {
		name, want := v.cell(row, history.ByName), parts.Tr("status.working")
		switch {
		case name == "Two" || strings.HasPrefix(name, "Points de vente"):
			want = parts.Tr("status.refused")
		case strings.HasPrefix(name, "Loyalty"): // of which a dataflow tells worse
			want = parts.Tr("status.partial")
		}
		if !strings.HasPrefix(status, want) {
			t.Errorf("%s has the status %q", name, status)
		}
	}
	v.grid().OnSort(0, false)
	v.click(0, 0)
	v.click(1, fyne.KeyModifierShift)
	v.command("register.test")
	if got := v.strip(); got != needing(parts.Tr("upkeep.tested", "Count", 2, "Working", 2, "Refused", 0), 3) {
		t.Errorf("of two marked it says %q", got)
	}
}

func TestFilter(t *testing.T) {
	v := startPractice(t)
	v.made("One", practice.AccessKeyWorks)
	v.main.panel.newConnection()
	v.made("Two", practice.AccessKeyRefused)
	v.elsewhere(practice.ElsewhereAdd, practice.SandboxDevelopment, "")
	v.choose("form.sandbox", parts.Tr("sandbox.option", "Title", v.sandboxTitle(practice.SandboxDevelopment), "Name", practice.SandboxDevelopment))
	v.command("register.refresh")
	v.expect("rows", "5")
	v.tap("register.filter")
	v.expect("focus", "filter.owner")
	v.choose("filter.sandbox", practice.SandboxDevelopment)
	v.expect("rows", "3", "filters", "1")
	v.choose("filter.origin", parts.Tr("filter.origin.here"))
	v.expect("rows", "0", "filters", "2")
	if !v.says(parts.Tr("register.noneFiltered")) {
		t.Error("it does not say why nothing is shown")
	}
	v.enter("register.search", "zzz")
	if !v.says(parts.Tr("register.noneOfBoth")) {
		t.Error("it does not say that the search hides them, too")
	}
	v.tap("register.filter") // with the row of filters closed, there is no Clear in sight
	v.tap("register.showAll")
	v.expect("rows", "5", "filters", "0", "focus", "register.grid")
	if v.visible("register.showAll") {
		t.Error("all are shown, and can be shown still")
	}
	v.tap("register.filter")
	v.choose("filter.sandbox", practice.SandboxDevelopment)
	v.choose("filter.origin", parts.Tr("filter.origin.here"))
	v.expect("rows", "0", "filters", "2")
	v.choose("filter.sandbox", parts.Tr("filter.sandbox.any"))
	v.expect("rows", "2", "filters", "1")
	if got := v.buttonText("register.filter"); got != parts.Tr("register.filtered", "Count", 1) {
		t.Errorf("the button says %q", got)
	}
	v.tickStatus(history.StatusRefused)
	v.expect("rows", "1", "filters", "2")
	v.tickStatus(history.StatusWorking)
	v.expect("rows", "2", "filters", "2")
	v.choose("filter.period", parts.Tr("filter.period.earlier"))
	v.expect("rows", "0")
	v.choose("filter.period", parts.Tr("filter.period.today"))
	v.expect("rows", "2")
	v.choose("filter.owner", parts.Tr("account.practice"))
	v.expect("rows", "2", "filters", "4")
	v.tap("filter.clear")
	v.expect("rows", "5", "filters", "0", "focus", "filter.owner")
	v.key(fyne.KeyEscape)
	v.expect("focus", "register.filter")
	if v.visible("filter.owner") {
		t.Error("Escape does not close the row")
	}
}

// tickStatus ticks a status in the list of the filter, by keyboard.
func (v *screen) tickStatus(status history.Status) {
	v.t.Helper()
	v.focus("filter.status")
	v.key(fyne.KeySpace)
	v.key(fyne.KeyHome)
	for range slices.Index(registermodel.Statuses(), status) + 1 {
		v.key(fyne.KeyDown)
	}
	v.key(fyne.KeySpace)
	v.key(fyne.KeyEscape)
	v.expect("focus", "filter.status")
}

func (v *screen) sandboxTitle(name string) string {
	for _, s := range v.main.accounts.Sandboxes() {
		if s.Name == name {
			return s.Title
		}
	}
	v.t.Fatalf("no sandbox %s", name)
	return ""
}

func TestForgetSeveralAndUndo(t *testing.T) {
	v := withEntries(t, "a", "b", "c", "d")
	v.focus("register.grid")
	v.grid().OnSort(0, false)
	v.click(1, 0)
	v.click(2, fyne.KeyModifierShift)
	v.key(fyne.KeyDelete)
	v.expect("rows", "2", "sheet", "", "toast", parts.Tr("forget.doneMany", "Count", 2))
	v.command("register.undo")
	v.expect("rows", "4", "toast", parts.Tr("forget.undone", "Count", 2))
	if got := v.column(history.ByName); !slices.Equal(got, []string{"a", "b", "c", "d"}) {
		t.Errorf("rows %q", got)
	}
}

func TestForgetAsksOnceForAllThatAreUnsettled(t *testing.T) {
	v := withEntries(t, "a", "b")
	for i := range 2 {
		v.entry(history.Entry{
			AttemptID: fmt.Sprintf("10000000-0000-4000-8000-%012d", i), Place: practicePlace, APIKey: practice.APIKey, Name: "Lost",
		}, history.Outcome{State: history.Unknown})
	}
	v.main.table.Reload()
	v.focus("register.grid")
	v.grid().TypedShortcut(&fyne.ShortcutSelectAll{})
	v.command("register.forget")
	v.expect("sheet", "forget", "rows", "4")
	v.press(parts.Tr("forget.yes"))
	v.expect("sheet", "", "rows", "0")
	v.command("register.undo")
	v.expect("rows", "4")
}

// The menu of the bar can be used without a row; that of a row by key.
func TestMenus(t *testing.T) {
	v := withEntries(t, "a", "b")
	v.tap("register.more")
	if v.canvas().Overlays().Top() == nil {
		t.Error("the button opens no menu")
	}
	v.canvas().Overlays().Remove(v.canvas().Overlays().Top())
	v.selectRow(0)
	v.key(desktop.KeyMenu)
	if v.canvas().Overlays().Top() == nil {
		t.Error("the Menu key opens no menu")
	}
}

// What is filtered and marked does not get lost with a change of language.
func TestFilterInAnotherLanguage(t *testing.T) {
	v := withEntries(t, "a", "b")
	v.tap("register.filter")
	v.choose("filter.origin", parts.Tr("filter.origin.here"))
	t.Cleanup(func() {
		if err := parts.UseLanguage("en"); err != nil {
			t.Error(err)
		}
	})
	if err := parts.UseLanguage("fr"); err != nil {
		t.Fatal(err)
	}
	v.main.rebuild()
	v.expect("rows", "2", "filters", "1")
	if got := v.buttonText("register.filter"); got != parts.Tr("register.filtered", "Count", 1) {
		t.Errorf("the button says %q", got)
	}
}

func TestEveryStatusHasItsLook(t *testing.T) {
	startEmpty(t)
	for _, status := range registermodel.Statuses() {
		if parts.StatusLooks[status].Key == "" {
			t.Errorf("no look for %s", status)
		}
	}
	for entry, want := range map[*history.Entry]string{
		{State: history.Created, Test: history.Working, PlatformState: "enabled"}:  "status.working",
		{State: history.Created, PlatformState: "initializing"}:                    "status.initializing",
		{State: history.Created, Test: history.Working, PlatformState: "disabled"}: "status.disabled",
		{State: history.Created, Test: history.Refused, PlatformState: "unheard"}:  "status.refused",
		{State: history.Deleted, PlatformState: "initializing"}:                    "status.deleted",
		{State: history.Deleted, Gone: true}:                                       "status.gone",
		{State: history.Pending}:                                                   "status.pending",
	} {
		if got := parts.StatusCell(*entry).Text; got != parts.Tr(want) {
			t.Errorf("%+v is %q, want %q", entry, got, parts.Tr(want))
		}
	}
}
