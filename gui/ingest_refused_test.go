package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/gui/parts"
)

// Where Platform refuses the first rows, Next asks before it goes on, and Start does, too,
// unless that was answered: the columns are named, and what helps is offered.
func TestRefusedRowsAreAskedAbout(t *testing.T) {
	v := withIngest(t, "/practice-bucket/incoming/clients-france.csv")
	v.next()
	v.intoDataset("Customers")
	v.next()
	v.runner.Fire()
	v.next()
	v.expect("sheet", "ingestRefused", "focus", "ingestRefused.cancel")
	if !v.says(parts.Tr("bring.refusedTitle")) {
		t.Error("it does not say what is the matter")
	}
	v.key(fyne.KeyEscape)
	v.expect("sheet", "ingest")
	if !v.visible("ingest.pairs") {
		t.Error("the columns are not in sight")
	}
	// By the heads of the steps to the last one: it asks there.
	v.main.stage.Places.Objects["ingest.steps"].(fyne.Focusable).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	v.next()
	v.expect("sheet", "ingestRefused")
	v.tap("ingestRefused.cure")
	v.expect("sheet", "ingest")
	v.runner.Fire()
	v.next()
	if v.state("sheet") == "ingestRefused" { // what nobody can choose for the user
		v.press(parts.Tr("bring.refusedYes"))
	}
	v.expect("sheet", "ingest")
	if v.visible("ingest.pairs") {
		t.Error("it does not go on")
	}
	v.next()
	v.next()
	v.expect("sheet", "")
}
