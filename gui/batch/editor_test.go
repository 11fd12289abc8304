package batch

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/batch"
	"mooring/gui/parts"
)

// The ID of a connection that was made can be copied from its row, also where the list
// could not be told of it; then there is nothing to show there.
func TestIDOfARow(t *testing.T) {
	b := open(t, "en", "One", "Two")
	b.table.phase = batch.Done
	b.table.rows[0].State = batch.Created
	b.table.rows[0].Entry = history.Entry{AttemptID: "one", ConnectionID: "made-up-id", State: history.Created}
	b.page.rows.grid.Select(0)
	b.table.changed.Emit()
	b.Runner.Settle()
	b.Tap("table.id.copy")
	if got := b.Stage.App.Clipboard().Content(); got != "made-up-id" {
		t.Errorf("copied %q", got)
	}
	if !b.page.editor.open.Visible() {
		t.Error("it cannot be shown in the list")
	}
	b.table.rows[0].Problem = model.Problem{Name: "notRecorded", Title: model.T("problem.notRecorded.title")}
	b.table.changed.Emit()
	b.Runner.Settle()
	if b.page.editor.open.Visible() || !b.page.editor.id.Visible() {
		t.Error("the list does not have it: only its ID can be copied")
	}
	b.page.rows.grid.Select(1)
	if b.page.editor.id.Visible() {
		t.Error("a row without a connection has an ID")
	}
}

// A right click on a row offers what its buttons do.
func TestMenuOfARow(t *testing.T) {
	b := open(t, "en", "One", "Two")
	b.page.rows.grid.Select(1)
	b.page.rows.grid.OnMenu(1, fyne.NewPos(40, 40))
	if b.Stage.Canvas().Overlays().Top() == nil {
		t.Fatal("no menu opens")
	}
	items := b.page.editor.menuItems()
	if len(items) != 1 || items[0].Label != parts.Tr("table.remove") {
		t.Fatalf("it offers %d things, first %q", len(items), items[0].Label)
	}
	items[0].Action()
	b.wantDone("remove 1")
	b.table.rows[0].State = batch.Failed
	b.table.changed.Emit()
	b.Runner.Settle()
	if items := b.page.editor.menuItems(); len(items) != 2 || items[0].Label != parts.Tr("progress.again") {
		t.Errorf("of a row that failed it offers %d things", len(items))
	}
}
