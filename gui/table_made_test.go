package gui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"mooring/client/practice"
	"mooring/gui/model"
	batchmodel "mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

const tableHead = "Name,Access key ID,Secret access key,Bucket,Sandbox\n"

// dropTable drops a table on the window and leads to its rows.
func (v *screen) dropTable(rows ...string) {
	v.t.Helper()
	v.command("table.menu")
	file := filepath.Join(v.t.TempDir(), "luma.csv")
	if err := os.WriteFile(file, []byte(tableHead+strings.Join(rows, "\n")+"\n"), 0o600); err != nil {
		v.t.Fatal(err)
	}
	v.main.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(file)})
}

func tableRow(name, key, sandbox string) string {
	return strings.Join([]string{name, key, exampleSecretKey, "acme-exports", sandbox}, ",")
}

// From a dropped file to connections on Platform and in the list, with a row mended and
// another one refused.
func TestConnectionsFromATable(t *testing.T) {
	v := startPractice(t)
	v.dropTable(
		tableRow("One", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment),
		tableRow("", "AKIATABLE000EXAMPLE2", practice.SandboxDevelopment),
		tableRow("Three", "AKIATABLE000EXAMPLE3", ""),
	)
	v.expect("table", "editing rows 3 ready 2 doubtful 0 wrong 1 twins 0 created 0 failed 0 unknown 0 row 1", "focus", "table.grid")
	v.key(fyne.KeyReturn)
	v.enter("table.cell.name", "Two")
	v.key(fyne.KeyReturn)
	v.expect("table", "editing rows 3 ready 3 doubtful 0 wrong 0 twins 0 created 0 failed 0 unknown 0 row 1", "focus", "table.grid")

	v.tap("table.rehearse")
	v.tap("tableRehearse.submit")
	if n := len(v.held()); n != 0 {
		t.Errorf("a rehearsal made %d connections", n)
	}
	v.expect("table", "editing rows 3 ready 3 doubtful 0 wrong 0 twins 0 created 0 failed 0 unknown 0 row 1")

	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 403, Times: 1})
	v.command("create.button")
	v.expect("sheet", "tableStakes")
	v.enter("tableStakes.typed0", "1 "+practice.SandboxProduction)
	v.key(fyne.KeyReturn)
	v.expect("table", "done rows 3 ready 0 doubtful 0 wrong 0 twins 0 created 2 failed 1 unknown 0 row 1", "sheet", "", "busy", "false")
	v.tap("table.mend")
	v.tap("table.again")
	if v.state("sheet") == "tableStakes" { // it is the one for production that failed
		v.enter("tableStakes.typed0", "1 "+practice.SandboxProduction)
		v.key(fyne.KeyReturn)
	}
	v.expect("table", "done rows 3 ready 0 doubtful 0 wrong 0 twins 0 created 3 failed 0 unknown 0 row "+v.rowOf(), "rows", "3") // it takes the place of the attempt that failed
	if n := len(v.held()); n != 3 {
		t.Errorf("Platform holds %d connections, want 3", n)
	}
	v.tap("table.openRow")
	v.expect("table", "", "recorded", "true")
	if !v.visible("details.more") {
		t.Error("the connection is not shown")
	}
}

// rowOf is the row of the table that is selected.
func (v *screen) rowOf() string {
	fields := strings.Fields(v.state("table"))
	return fields[len(fields)-1]
}

// A table that the end of the app cut short is told of, and goes on with its file.
func TestTableThatWasCutShort(t *testing.T) {
	v := startPractice(t)
	rows := []string{
		tableRow("One", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment),
		tableRow("Two", "AKIATABLE000EXAMPLE2", practice.SandboxDevelopment),
	}
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 403, Times: 1})
	v.dropTable(rows...)
	v.tap("table.create")
	v.expect("table", "done rows 2 ready 0 doubtful 0 wrong 0 twins 0 created 1 failed 1 unknown 0 row 0")
	again := v.restart()
	if note, want := noteIn(again.main, "banner.cutShort"), parts.Tr("table.unfinishedNote", "Created", 1, "Left", 1); note != want {
		t.Fatalf("the note says %q, want %q", note, want)
	}
	again.tap("banner.later")
	if note := noteIn(again.main, "banner.cutShort"); note != "" {
		t.Errorf("put off, it still says %q", note)
	}
	again = again.restart()
	again.tap("banner.goOn")
	again.expect("focus", "table.open")
	again.dropTable(rows...)
	if note := noteIn(again.main, "banner.cutShort"); note != "" {
		t.Errorf("the note still says %q", note)
	}
	again.tap("table.create")
	again.expect("table", "done rows 2 ready 0 doubtful 0 wrong 0 twins 0 created 2 failed 0 unknown 0 row "+again.rowOf())
	if n := len(again.held()); n != 2 {
		t.Errorf("Platform holds %d connections, want 2", n)
	}
}

// What is removed from the list is no longer shown there from the table, and is again once
// that was undone.
func TestRowOfATableRemovedFromTheList(t *testing.T) {
	v := startPractice(t)
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 403, Times: 1})
	v.dropTable(
		tableRow("One", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment),
		tableRow("Two", "AKIATABLE000EXAMPLE2", practice.SandboxDevelopment),
	)
	v.tap("table.create")
	v.expect("table", "done rows 2 ready 0 doubtful 0 wrong 0 twins 0 created 1 failed 1 unknown 0 row 0")
	made := 0
	if v.main.batch.Row(1).State == batchmodel.Created {
		made = 1
	}
	v.key(fyne.KeyHome)
	for range made {
		v.key(fyne.KeyDown)
	}
	if !v.visible("table.openRow") {
		t.Fatal("the row that was created leads nowhere")
	}
	v.main.register.Commands.ForgetEntry(v.main.batch.Row(made).Entry)
	v.expect("rows", "1")
	if v.visible("table.openRow") || !v.says(parts.Tr("batch.removed")) {
		t.Error("the table leads to what was removed, or does not say so")
	}
	v.tap("toast.action")
	v.expect("rows", "2")
	if !v.visible("table.openRow") {
		t.Error("put back, it leads nowhere")
	}
}

// The results say why in whole sentences, and in no key of a text.
func TestReasonsInResults(t *testing.T) {
	v := startPractice(t)
	v.dropTable(
		tableRow("One", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment),
		tableRow("Two", "AKIATABLE000EXAMPLE2", "nowhere"),
	)
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 400})
	v.tap("table.create")
	results := string(v.main.batch.Results(parts.Optional, ','))
	for _, want := range []string{
		parts.Tr("problem.rejected.title") + ". " + parts.Tr("problem.rejected.do"),
		parts.Tr("batch.sandbox.unknown", "Sandbox", "nowhere", "Names", model.List{practice.SandboxProduction, practice.SandboxDevelopment}),
	} {
		if !strings.Contains(results, want) {
			t.Errorf("%q is not in\n%s", want, results)
		}
	}
	if strings.Contains(results, "problem.") {
		t.Errorf("a key is in\n%s", results)
	}
}

// Whoever goes back to the list meanwhile sees there how far a table is, can stop it, reads
// why the form waits, and is told of the end.
func TestTableGoesOnBehindTheList(t *testing.T) {
	v := startPractice(t)
	v.dropTable(tableRow("One", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment))
	v.runner.held = true
	v.tap("table.create")
	v.tap("table.close")
	if !v.visible("table.afar") || !v.visible("table.afarStop") {
		t.Fatal("the list does not show that a table is being created")
	}
	waits := func() bool {
		return strings.Contains(v.main.panel.create.View.AccessibilityLabel(), parts.Tr("create.waits"))
	}
	if !waits() {
		t.Error("the form does not say what it waits for")
	}
	v.runner.inTurn = true // so the end comes before the window has followed the way back
	v.runner.release()
	v.runner.inTurn = false
	if got, want := named[*widgets.Strip](v, "table.afar").Text(), parts.Tr("table.endedAllOne"); got != want {
		t.Errorf("at the end the list says %q, want %q", got, want)
	}
	if waits() {
		t.Error("the form still says that it waits")
	}
	v.tap("table.afarStop")
	v.command("table.menu")
	if v.visible("table.afar") || v.visible("table.strip") {
		t.Error("what was read is shown again")
	}
}

// What has ended before somebody's eyes is not told again over the list.
func TestTableThatWasSeenToEnd(t *testing.T) {
	v := startPractice(t)
	v.dropTable(tableRow("One", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment))
	v.tap("table.create")
	if !v.visible("table.strip") {
		t.Fatal("the page does not say how the table has ended")
	}
	v.tap("table.close")
	if v.visible("table.afar") {
		t.Error("the list says it once more")
	}
}
