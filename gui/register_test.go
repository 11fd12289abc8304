package gui

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model/account"
	"mooring/gui/parts"
)

// withEntries opens the window on a register that holds these connections of
// the practice Platform already.
func withEntries(t *testing.T, names ...string) *screen {
	t.Helper()
	v := startPractice(t)
	for i, name := range names {
		e := history.Entry{
			AttemptID: fmt.Sprintf("00000000-0000-4000-8000-%012d", i), Place: practicePlace, APIKey: practice.APIKey, Name: name,
			Bucket: "bucket-" + name,
		}
		v.entry(e, history.Outcome{
			State: history.Created, ConnectionID: client.ConnectionID(fmt.Sprintf("id-%d", len(names)-i)), ETag: client.ETag(fmt.Sprintf(`"%d"`, i)),
		})
	}
	v.main.table.Reload()
	v.expect("rows", fmt.Sprint(len(names)))
	return v
}

func TestSearch(t *testing.T) {
	v := withEntries(t, "alpha", "beta", "gamma", "alphabet")
	v.command("register.find")
	v.expect("focus", "register.search")
	for _, r := range "ALPHA" {
		v.canvas().Focused().TypedRune(r)
	}
	v.expect("rows", "2")
	v.enter("register.search", "bucket-gamma")
	v.expect("rows", "1")
	v.enter("register.search", "no such thing")
	v.expect("rows", "0")
	if !v.says(parts.Tr("register.noMatch")) {
		t.Error("it does not say that nothing matches")
	}
	v.key(fyne.KeyEscape)
	v.expect("rows", "4")
}

func TestEmptyRegisterSaysSo(t *testing.T) {
	v := startPractice(t)
	if !v.says(parts.Tr("register.emptyPractice")) {
		t.Error("the practice side does not say that it is empty")
	}
	v.leavePractice()
	if !v.says(parts.Tr("register.empty")) {
		t.Error("the real side does not say that it is empty")
	}
}

func TestSort(t *testing.T) {
	v := withEntries(t, "beta", "alpha", "gamma")
	if got := v.column(history.ByName); !slices.Equal(got, []string{"gamma", "alpha", "beta"}) {
		t.Errorf("at first %q, want the newest on top", got)
	}
	for i, by := range v.main.register.Columns() {
		v.grid().OnSort(i, false)
		up := v.column(by)
		v.grid().OnSort(i, true)
		down := v.column(by)
		slices.Reverse(down)
		if !slices.IsSorted(up) || !slices.Equal(up, down) {
			t.Errorf("column %s: upwards %q, downwards the reverse of %q", by, up, down)
		}
		if at, descending := v.grid().Sort(); at != i || !descending {
			t.Errorf("the arrow is at column %d, %v", at, descending)
		}
	}
}

// The selected entry stays selected wherever a search or another order puts it.
func TestSelectionFollowsTheEntry(t *testing.T) {
	v := withEntries(t, "beta", "alpha", "gamma")
	v.selectRow(0)
	if name := v.main.current.Entry().Name; name != "gamma" {
		t.Fatalf("%q is shown", name)
	}
	v.grid().OnSort(0, false)
	if got := v.grid().Selected(); got != 2 {
		t.Errorf("row %d is selected after sorting by name", got)
	}
	v.enter("register.search", "alpha")
	if got := v.grid().Selected(); got != -1 {
		t.Errorf("row %d is selected although the entry is not there", got)
	}
	v.command("register.copyID")
	if got := v.clipboard(); got != "" {
		t.Errorf("%q was copied although no row is selected", got)
	}
	v.enter("register.search", "")
	if got := v.grid().Selected(); got != 2 {
		t.Errorf("row %d is selected after the search", got)
	}
	v.expect("id", "id-1")
}

func TestCopyFromTheRegister(t *testing.T) {
	v := withEntries(t, "tab\tin the name", "beta")
	v.selectRow(0)
	v.command("register.copyID")
	if v.clipboard() != "id-1" || v.state("toast") != parts.Tr("copied.id") {
		t.Errorf("copied %q, said %q", v.clipboard(), v.state("toast"))
	}
	v.command("register.copyETag")
	if v.clipboard() != `"1"` || v.state("toast") != parts.Tr("copied.etag") {
		t.Errorf("copied %q, said %q", v.clipboard(), v.state("toast"))
	}
	v.selectRow(1)
	v.command("register.copyRow")
	cells := strings.Split(v.clipboard(), "\t")
	want := []string{"tab in the name", "id-2", `"0"`, practice.SandboxProduction, parts.Tr("status.created")}
	if len(cells) != 6 || !slices.Equal(cells[:5], want) || strings.Contains(v.clipboard(), "\n") {
		t.Errorf("copied %q", v.clipboard())
	}
	v.focus("register.grid")
	v.grid().TypedShortcut(&fyne.ShortcutCopy{})
	if v.clipboard() != "id-2" {
		t.Errorf("the shortcut copied %q", v.clipboard())
	}
	v.key(desktop.KeyMenu)
	if v.canvas().Overlays().Top() == nil {
		t.Error("the Menu key opens no menu")
	}
}

// Removing an entry is of this computer only, asks nothing and can be undone.
func TestForgetAndUndo(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.selectRow(0)
	id := v.state("id")
	v.key(fyne.KeyDelete)
	v.expect("sheet", "", "rows", "0", "id", "", "toast", parts.Tr("forget.done", "Name", "Loyalty exports"))
	if entry := v.main.attempt.Entry(); entry.AttemptID != "" {
		t.Errorf("the attempt that made %q still stands behind the panel", entry.Name)
	}
	if n := len(v.held()); n != 1 {
		t.Errorf("Platform holds %d: forgetting is of this computer only", n)
	}
	v.command("register.undo")
	v.expect("rows", "1", "toast", parts.Tr("forget.undoneOne", "Name", "Loyalty exports"), "id", id)
	if at := v.main.current.Entry(); string(at.ConnectionID) != id || !v.main.panel.connection.View.Visible() {
		t.Errorf("what looks selected is not: %q is at hand", at.Name)
	}
	if got := v.cell(0, history.ByConnectionID); got != id {
		t.Errorf("it came back with %q", got)
	}
	v.command("register.undo")
	v.expect("rows", "1")
	// The key for it elsewhere, which the list passes on.
	v.focus("register.grid")
	v.key(fyne.KeyDelete)
	v.expect("rows", "0")
	v.shortcut(&fyne.ShortcutUndo{})
	v.expect("rows", "1", "id", id)
	v.shortcut(&fyne.ShortcutUndo{}) // nothing is offered any more
	v.expect("rows", "1", "id", id)
}

// shortcut presses one where nothing that has the focus wants it. The canvas of Fyne's
// tests wraps the one that knows the window's.
func (v *screen) shortcut(s fyne.Shortcut) {
	v.t.Helper()
	canvas, ok := reflect.Indirect(reflect.ValueOf(v.canvas())).FieldByName("WindowlessCanvas").Interface().(fyne.Shortcutable)
	if !ok {
		v.t.Fatal("the window takes no shortcuts")
	}
	canvas.TypedShortcut(s)
}

// What nobody could find out any more afterwards is asked about.
func TestForgettingAnUnsettledEntryWarns(t *testing.T) {
	v := withUnknown(t, "Lost")
	v.selectRow(0)
	v.command("register.forget")
	found := false
	eachVisible(v.canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if text, ok := textOf(o); ok && strings.Contains(parts.Tr("forget.unsettled", "Name", "Lost"), text) && len(text) > 20 {
			found = true
		}
	})
	if !found {
		t.Error("it does not warn that the outcome is not known")
	}
	v.press(parts.Tr("cancel.button"))
	v.expect("sheet", "", "rows", "1")
	v.command("register.forget")
	v.press(parts.Tr("forget.yes"))
	v.expect("sheet", "", "rows", "0")
}

// withUnknown opens the window on a register with an entry whose outcome could
// not be found out yet.
func withUnknown(t *testing.T, name string, candidates ...client.ConnectionID) *screen {
	t.Helper()
	v := startPractice(t)
	v.unknown(name, candidates...)
	v.main.table.Reload()
	v.expect("rows", "1")
	return v
}

const unknownAttempt = "0b0f5c5e-6a55-4d0b-8a68-0f5b9f4a3a11"

func (v *screen) unknown(name string, candidates ...client.ConnectionID) {
	v.t.Helper()
	v.entry(history.Entry{
		AttemptID: unknownAttempt, Place: practicePlace, APIKey: practice.APIKey, AccountID: account.PracticeID, Name: name,
	}, history.Outcome{
		State: history.Unknown, Candidates: candidates, Problem: history.Problem{Kind: client.KindInterrupted, Op: "CreateConnection"},
	})
}

// onPlatform makes a connection behind the window's back, as an attempt does
// whose answer is lost.
func (v *screen) onPlatform(name, accessKey string) client.Created {
	v.t.Helper()
	link, err := v.backend.connector.Connect(v.t.Context(), v.main.accounts.Target())
	if err != nil {
		v.t.Fatal(err)
	}
	made, err := link.Client.CreateConnection(v.t.Context(), client.NewConnection{
		Name: name, S3: client.S3Credentials{AccessKeyID: accessKey, SecretAccessKey: client.NewSecret(exampleSecretKey)},
	})
	if err != nil {
		v.t.Fatal(err)
	}
	return made
}

func TestUnknownEntryExplainsItself(t *testing.T) {
	v := withUnknown(t, "Lost")
	made := v.onPlatform("Lost", practice.AccessKeyWorks)
	if got := v.cell(0, history.ByStatus); got != parts.Tr("status.unknown") {
		t.Errorf("status %q", got)
	}
	v.selectRow(0)
	v.expect("phase", "undecided", "problem", "outcomeUnknown", "id", "")
	if !v.says(parts.Tr("problem.outcomeUnknown.title")) || !v.says(parts.Tr("problem.outcomeUnknown.do")) {
		t.Error("its words cannot be seen")
	}
	v.tap("details.findOut")
	v.expect("phase", "succeeded", "id", string(made.ID), "etag", string(made.ETag), "rows", "1")
	if got := v.cell(0, history.ByConnectionID); got != string(made.ID) {
		t.Errorf("the register shows %q", got)
	}
}

func TestUnknownEntryThatMadeNothing(t *testing.T) {
	v := withUnknown(t, "Lost")
	v.selectRow(0)
	v.command("progress.findOut")
	v.expect("phase", "trouble", "problem", "notCreated", "rows", "1")
	if got := v.cell(0, history.ByStatus); got != parts.Tr("status.failed") {
		t.Errorf("status %q", got)
	}
	v.made("Lost", practice.AccessKeyWorks) // it is safe to try again
}

func TestPlatformOutOfReachWhenFindingOut(t *testing.T) {
	v := withUnknown(t, "Lost")
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpList, Status: 403, Times: 1})
	v.selectRow(0)
	v.tap("details.findOut")
	v.expect("phase", "undecided", "rows", "1")
	if got := v.cell(0, history.ByStatus); got != parts.Tr("status.unknown") {
		t.Errorf("status %q", got)
	}
	v.tap("details.findOut")
	v.expect("phase", "trouble", "problem", "notCreated")
}

func TestAmbiguousEntryIsPicked(t *testing.T) {
	v := withUnknown(t, "Lost")
	first, second := v.onPlatform("Lost", practice.AccessKeyWorks), v.onPlatform("Lost", practice.AccessKeyWorks)
	v.selectRow(0)
	v.tap("details.findOut")
	v.expect("phase", "undecided", "problem", "ambiguous", "id", "")
	if v.visible("details.findOut") {
		t.Error("finding out is offered where only the user can tell")
	}
	v.tap("details.pick")
	v.expect("sheet", "pick")
	v.press(parts.Tr("cancel.button"))
	v.expect("sheet", "", "phase", "undecided")
	v.tap("details.pick")
	v.pickOption(string(second.ID))
	v.press(parts.Tr("pick.yes"))
	v.expect("phase", "succeeded", "id", string(second.ID), "etag", string(second.ETag), "rows", "1")
	if len(v.held()) != 2 || first.ID == second.ID {
		t.Error("the other one is gone from Platform")
	}
	again := v.restart()
	if got := again.cell(0, history.ByConnectionID); got != string(second.ID) {
		t.Errorf("after a restart the register shows %q", got)
	}
}

// An entry that was cut short is looked up at the next start.
func TestStartLooksUpWhatWasCutShort(t *testing.T) {
	v := startPractice(t)
	v.unknown("Lost")
	made := v.onPlatform("Lost", practice.AccessKeyWorks)
	again := v.restart()
	again.expect("rows", "1", "phase", "idle")
	if got := again.cell(0, history.ByConnectionID); got != string(made.ID) {
		t.Errorf("the register shows %q", got)
	}
	if again.visible("banner.note") {
		t.Errorf("the banner still says %q", again.registerNote())
	}
}

func TestBannerWhileLookingUp(t *testing.T) {
	v := withUnknown(t, "Lost")
	var said []string
	v.main.recovery.Changed.Listen(func() {
		if text := v.registerNote(); text != "" {
			said = append(said, text)
		}
	})
	v.main.recovery.Run(true)
	if !slices.Contains(said, parts.Tr("banner.recovering", "Count", 1)) {
		t.Errorf("the banner said %q", said)
	}
	if v.registerNote() != "" {
		t.Error("the banner stays")
	}
}

func TestWidthsAreRemembered(t *testing.T) {
	v := withEntries(t, "alpha")
	widths := v.grid().Widths()
	widths[0] += 40
	v.grid().SetWidths(widths)
	v.grid().OnWidthsChanged(widths)
	v.main.stage.Window.Resize(fyne.NewSize(1300, 900))
	v.main.split.SetOffset(0.6)
	again := v.restart()
	if got := again.grid().Widths(); !slices.Equal(got, widths) {
		t.Errorf("widths %v, want those of %v", got, widths)
	}
	if size := again.canvas().Size(); size != fyne.NewSize(1300, 900) {
		t.Errorf("size %v", size)
	}
	if offset := again.main.split.Offset; offset < 0.59 || offset > 0.61 {
		t.Errorf("split %v", offset)
	}
}

// A long register is read a page at a time, and every row can be reached.
func TestLongRegister(t *testing.T) {
	v := startPractice(t)
	const n = 450
	for i := range n {
		v.entry(history.Entry{
			AttemptID: fmt.Sprintf("00000000-0000-4000-8000-%012d", i), Place: practicePlace, Name: fmt.Sprintf("entry %03d", i),
			StartedAt: time.Date(2026, 1, 1, 0, 0, i, 0, time.UTC),
		}, history.Outcome{})
	}
	v.main.table.Reload()
	v.expect("rows", fmt.Sprint(n))
	v.focus("register.grid")
	v.key(fyne.KeyEnd)
	if entry, row, ok := v.main.table.Selected(); !ok || row != n-1 || entry.Name != "entry 000" {
		t.Errorf("row %d, %q, %v", row, entry.Name, ok)
	}
}

// Whoever looks at a connection and searches for another goes on seeing the first, and
// how to find it again in the list.
func TestConnectionThatTheListHides(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty", practice.AccessKeyWorks)
	v.command("menu.new")
	v.made("Web logs", practice.FreshKey(practice.AccessKeyWorks))
	v.selectRow(1)
	if v.visible("details.showInList") {
		t.Error("it is said to be hidden while it can be seen")
	}
	v.enter("register.search", "web")
	v.expect("rows", "1", "recorded", "true")
	if !v.visible("details.showInList") {
		t.Fatal("the panel does not say that the list hides its connection")
	}
	v.selectRow(0)
	if v.visible("details.showInList") {
		t.Error("it is still said of another connection, which can be seen")
	}
	v.enter("register.search", "loyal")
	v.tap("details.showInList")
	v.expect("rows", "2", "recorded", "true", "focus", "register.grid")
	if entry, _, ok := v.main.table.Selected(); !ok || entry.Name != "Web logs" || v.search().Text != "" {
		t.Errorf("selected is %q, and the search says %q", entry.Name, v.search().Text)
	}
	if v.visible("details.showInList") {
		t.Error("it is still said to be hidden")
	}
	filter := v.main.table.Filter()
	filter.Sandbox = "another"
	v.main.table.SetFilter(filter)
	if !v.visible("details.showInList") {
		t.Error("of a filter it says nothing")
	}
}
