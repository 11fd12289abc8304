package gui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// membersFile is a file of the practice bucket, of which one row has 1 where a boolean
// belongs.
const membersFile = "/practice-bucket/loyalty/members.csv"

// withIngest opens the sheet that brings a file of the practice bucket in.
func withIngest(t *testing.T, path string) *screen {
	t.Helper()
	v := startPractice(t)
	v.bringIn(path)
	return v
}

// bringIn makes a connection and opens the sheet for one of its files.
func (v *screen) bringIn(path string) {
	v.t.Helper()
	v.create("Loyalty", practice.AccessKeyWorks)
	v.main.panel.showEntry(v.main.current.Entry())
	v.main.panel.bringing.Bring(v.main.current.Entry(), path, false)
	v.expect("sheet", "ingest", "focus", "ingest.path")
}

// next goes on in the sheet.
func (v *screen) next() {
	v.t.Helper()
	v.tap("ingest.submit")
}

// intoDataset chooses a dataset, as a click does.
func (v *screen) intoDataset(name string) {
	v.t.Helper()
	grid := named[*widgets.Grid](v, "ingest.datasets")
	for row := range grid.Length() {
		if grid.Cell(row, 0).Text == name {
			grid.Select(row)
			v.runner.Fire()
			return
		}
	}
	v.t.Fatalf("there is no dataset %s", name)
}

// pairs are the rows of the list of what goes where, in words.
func (v *screen) pairs() []string {
	v.t.Helper()
	grid := named[*widgets.Grid](v, "ingest.pairs")
	rows := make([]string, grid.Length())
	for row := range rows {
		rows[row] = grid.Cell(row, 0).Text + " → " + grid.Cell(row, 1).Text
	}
	return rows
}

// pick makes a row of the list the one at hand.
func (v *screen) pick(row string) {
	v.t.Helper()
	at := slices.Index(v.pairs(), row)
	if at < 0 {
		v.t.Fatalf("there is no row %q, only %q", row, v.pairs())
	}
	named[*widgets.Grid](v, "ingest.pairs").Select(at)
}

// toMapping goes to the columns of the members.
func (v *screen) toMapping() {
	v.t.Helper()
	v.next()
	v.intoDataset("Loyalty members")
	v.next()
	v.expect("focus", "ingest.pairs")
}

// From a file to a dataflow whose first run is looked at: what is not touched is right.
func TestAFileIsBroughtIn(t *testing.T) {
	v := withIngest(t, membersFile)
	if rows := named[*widgets.Grid](v, "ingest.rows"); rows.Length() == 0 || rows.Cell(0, 0).Text != "M-00001" {
		t.Errorf("the first rows are not shown")
	}
	v.toMapping()
	if !slices.Contains(v.pairs(), "memberId → _practice.loyalty.memberId") {
		t.Errorf("columns are matched as %q", v.pairs())
	}
	v.next()
	v.expect("focus", "ingest.frequency")
	v.next()
	v.expect("focus", "ingest.name")
	pieces := named[*widgets.List](v, "ingest.pieces").Items()
	if len(pieces) != 4 || !strings.Contains(pieces[0].Text, membersFile) {
		t.Errorf("it will make %v", pieces)
	}
	v.enter("ingest.name", "Members, once")
	v.focus("ingest.curl")
	v.key(fyne.KeySpace)
	v.expect("sheet", "ingestCurl")
	v.tap("ingestCurl.copy")
	for _, want := range []string{"/sourceConnections", "/flows", membersFile, "Members, once"} {
		if script := v.clipboard(); !strings.Contains(script, want) {
			t.Errorf("%s is not in the script:\n%s", want, script)
		}
	}
	v.escape()
	v.expect("sheet", "ingest", "focus", "ingest.curl")
	v.focus("ingest.name")
	v.key(fyne.KeyReturn)
	v.expect("sheet", "", "toast", parts.Tr("bring.done", "Flow", "Members, once"), "busy", "false")
	if flows := v.main.flows.Flows(); len(flows) != 1 || flows[0].Name != "Members, once" {
		t.Errorf("its dataflows are %v", flows)
	}
	v.object("flows.0.more")
	v.main.panel.bringing.Bring(v.main.current.Entry(), membersFile, false)
	v.toMapping()
	v.next()
	v.next()
	v.enter("ingest.name", "Members, again")
	v.focus("ingest.name")
	v.key(fyne.KeyReturn)
	v.expect("sheet", "")
	if flows := v.main.flows.Flows(); len(flows) != 2 || flows[0].Name != "Members, again" {
		t.Errorf("what was made last is not the first of its dataflows: %v", flows)
	}
}

// What is marked in the list of datasets is the one that is taken, whatever the filter does
// to the list in the meantime.
func TestTheMarkedDatasetIsTheChosenOne(t *testing.T) {
	v := withIngest(t, membersFile)
	v.next()
	v.expect("focus", "ingest.filter")
	v.intoDataset("Customers")
	grid := named[*widgets.Grid](v, "ingest.datasets")
	v.enter("ingest.filter", "loyalty mem")
	if grid.Length() != 1 || grid.Selected() >= 0 {
		t.Errorf("row %d of %d is marked, and the customers are chosen", grid.Selected(), grid.Length())
	}
	v.enter("ingest.filter", "")
	if at := grid.Selected(); at < 0 || grid.Cell(at, 0).Text != "Customers" {
		t.Errorf("row %d is marked, and the customers are chosen", at)
	}
	// Keys come faster than pictures.
	v.focus("ingest.filter")
	filter := named[*widgets.Entry](v, "ingest.filter")
	filter.SetText("loyalty mem")
	filter.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	v.main.stage.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	v.runner.Fire()
	v.next()
	if !slices.Contains(v.pairs(), "memberId → _practice.loyalty.memberId") {
		t.Errorf("columns are matched as %q", v.pairs())
	}
}

// Next stays where it is and says why, and so do the titles of the steps.
func TestNextSaysWhyItIsNotPossibleYet(t *testing.T) {
	v := withIngest(t, membersFile)
	v.next()
	v.next()
	if !v.says(parts.Tr("ingest.next.dataset")) || v.visible("ingest.pairs") {
		t.Error("it goes on without a dataset")
	}
	v.intoDataset("Loyalty members")
	if v.says(parts.Tr("ingest.next.dataset")) {
		t.Error("it still says so when one is chosen")
	}
	v.tap("ingest.back")
	v.expect("focus", "ingest.path")
	if !v.disabled("ingest.back") {
		t.Error("there is something before the first step")
	}
	v.focus("ingest.steps")
	for range 4 {
		v.key(fyne.KeyRight)
		v.focus("ingest.steps")
	}
	if !v.visible("ingest.name") {
		t.Error("the arrows do not lead through the steps")
	}
}

// A press of Next while another path is being read, which is the press that ends its
// typing, is answered: it stops at the rows, which nobody has seen, and says so, or says
// why it cannot go on; and whoever turns to something else meanwhile stays.
func TestNextWaitsForWhatIsBeingRead(t *testing.T) {
	v := withIngest(t, membersFile)
	press := func(path string, meanwhile func()) {
		v.runner.held = true
		v.enter("ingest.path", path)
		v.focus("ingest.submit") // as the mouse does
		v.next()
		if !v.says(parts.Tr("ingest.next.reading")) {
			t.Errorf("%s: it does not say that it waits", path)
		}
		meanwhile()
		v.runner.release()
		if v.says(parts.Tr("ingest.next.reading")) {
			t.Errorf("%s: it still says that it waits", path)
		}
	}
	press("/practice-bucket/loyalty/*.none", func() {})
	if !v.says(parts.Tr("ingest.next.noFiles")) {
		t.Error("it does not say why it stays")
	}
	press("/practice-bucket/loyalty/", func() { v.focus("ingest.path") })
	v.expect("focus", "ingest.path")
	press(membersFile, func() {})
	if !v.says(parts.Tr("ingest.next.look")) || !v.visible("ingest.rows") {
		t.Error("it leads past rows that nobody has seen")
	}
	v.next()
	v.expect("focus", "ingest.filter")

	grid := named[*widgets.Grid](v, "ingest.datasets")
	for row := range grid.Length() {
		if grid.Cell(row, 0).Text == "Loyalty members" {
			grid.Select(row)
		}
	}
	v.runner.held = true
	v.runner.Fire() // the schema is being read
	v.focus("ingest.submit")
	v.next()
	if !v.says(parts.Tr("ingest.next.schemaReading")) {
		t.Error("it does not wait for the schema")
	}
	v.runner.release()
	v.expect("focus", "ingest.pairs")
}

// A row that is wrong is cured, a field gets another column, a constant or nothing, and
// a column goes elsewhere: nothing of it is lost by going back.
func TestColumnsAreMappedByHand(t *testing.T) {
	v := withIngest(t, membersFile)
	v.toMapping()
	v.pick("Nothing → person.name.firstName")
	v.choose("ingest.kind", parts.Tr("bring.constant"))
	v.enter("ingest.text", "Ada")
	v.key(fyne.KeyReturn)
	v.pick("email → personalEmail.address")
	v.choose("ingest.where", "person.name.lastName")
	v.pick("tier → _practice.loyalty.tier")
	v.choose("ingest.kind", parts.Tr("bring.nothing"))
	v.tap("ingest.back")
	v.next()
	for _, want := range []string{
		parts.Tr("bring.constantOf", "Value", "Ada") + " → person.name.firstName",
		"email → person.name.lastName", "Nothing → personalEmail.address", "tier → " + parts.Tr("bring.nowhere"),
	} {
		if !slices.Contains(v.pairs(), want) {
			t.Errorf("there is no %q among %q", want, v.pairs())
		}
	}
	v.pick("memberId → _practice.loyalty.memberId")
	v.choose("ingest.kind", parts.Tr("bring.expression"))
	v.enter("ingest.text", "trim(memberId)")
	v.key(fyne.KeyReturn)
	if !slices.Contains(v.pairs(), "trim(memberId) → _practice.loyalty.memberId") {
		t.Errorf("an expression is not taken: %q", v.pairs())
	}
}

// Whatever becomes of a row, it stays where it is, as do the inputs below the list: the next
// press would else hit something else.
func TestNothingMovesInTheColumns(t *testing.T) {
	v := withIngest(t, membersFile)
	v.toMapping()
	v.layout(fyne.NewSize(1240, 660))
	driver := fyne.CurrentApp().Driver()
	place := func() string {
		grid, rows := named[*widgets.Grid](v, "ingest.pairs"), v.pairs()
		_, to, _ := strings.Cut(rows[grid.Selected()], " → ")
		v.layout(fyne.NewSize(1240, 660))
		return fmt.Sprint(grid.Selected(), " ", to, driver.AbsolutePositionForObject(v.object("ingest.kind")))
	}
	for _, c := range []struct {
		row     string
		changes []func()
	}{
		{"tier → _practice.loyalty.tier", []func(){
			func() {
				v.choose("ingest.kind", parts.Tr("bring.constant"))
				v.enter("ingest.text", "Ada")
				v.key(fyne.KeyReturn)
			},
			func() { v.choose("ingest.kind", parts.Tr("bring.nothing")) },
			func() { v.choose("ingest.kind", parts.Tr("bring.column")); v.choose("ingest.column", "joined") },
			func() { v.choose("ingest.column", "tier") },
		}},
		{"Nothing → _practice.loyalty.points", []func(){
			func() { v.choose("ingest.column", "joined") },
			func() { v.choose("ingest.column", "tier") },
		}},
	} {
		v.pick(c.row)
		before := place()
		for i, change := range c.changes {
			change()
			v.runner.Fire()
			if after := place(); after != before {
				t.Errorf("%s: change %d moves it from %s to %s", c.row, i, before, after)
			}
		}
	}
}

// Escape asks before it loses what was set up, but not at the beginning.
func TestLeavingAsksFirst(t *testing.T) {
	v := withIngest(t, membersFile)
	v.toMapping()
	v.escape()
	v.expect("sheet", "leave")
	v.tap("leave.cancel")
	v.expect("sheet", "ingest")
	v.escape()
	v.tap("leave.submit")
	v.expect("sheet", "")
	v.main.panel.bringing.Bring(v.main.current.Entry(), membersFile, false)
	v.escape()
	v.expect("sheet", "")
}

// It asks as well on a step that was gone back to: what was set up after it goes, too.
func TestLeavingAsksOnAStepThatWasGoneBackTo(t *testing.T) {
	v := withIngest(t, membersFile)
	v.toMapping()
	v.tap("ingest.back")
	v.tap("ingest.back")
	v.expect("focus", "ingest.path")
	v.escape()
	v.expect("sheet", "leave")
	v.escape()
	v.expect("sheet", "ingest")
}

// flowMenu does what the menu of the first dataflow offers.
func (v *screen) flowMenu(do func(history.Entry, history.Dataflow)) {
	v.t.Helper()
	flows := v.main.flows.Flows()
	if len(flows) == 0 {
		v.t.Fatal("there is no dataflow")
	}
	do(v.main.current.Entry(), flows[0])
}

// A dataflow that was set up is given another name, fills the steps of another one, and
// is deleted with what belongs to it.
func TestADataflowIsEditedRepeatedAndDeleted(t *testing.T) {
	v := withIngest(t, membersFile)
	v.toMapping()
	v.next()
	v.choose("ingest.frequency", parts.Tr("bring.days"))
	v.next()
	v.enter("ingest.name", "Members, daily")
	v.next()
	v.expect("sheet", "")
	bringing := v.main.panel.bringing

	v.flowMenu(bringing.Edit)
	v.expect("sheet", "ingest", "focus", "ingest.steps")
	if path := named[*widgets.Entry](v, "ingest.path"); path.Text != membersFile || !path.Disabled() || !v.says(parts.Tr("bring.filesStay")) {
		t.Errorf("its files are %q, and can be changed", path.Text)
	}
	v.next()
	v.expect("focus", "ingest.datasets")
	if grid := named[*widgets.Grid](v, "ingest.datasets"); grid.Length() != 1 || grid.Cell(0, 0).Text != "Loyalty members" || grid.Selected() != 0 {
		t.Errorf("it lists %d datasets", grid.Length())
	}
	if v.visible("ingest.filter") || !v.says(parts.Tr("bring.datasetStays")) {
		t.Error("it does not say that the dataset stays")
	}
	v.focus("ingest.steps")
	v.key(fyne.KeyEnd)
	v.enter("ingest.name", "Members, each day")
	v.next()
	v.expect("sheet", "", "toast", parts.Tr("bring.changed", "Flow", "Members, each day"))

	v.flowMenu(bringing.Like)
	v.expect("sheet", "ingest")
	if path := named[*widgets.Entry](v, "ingest.path").Text; path != membersFile {
		t.Errorf("another one like it reads %s", path)
	}
	v.focus("ingest.steps")
	v.key(fyne.KeyEnd)
	v.next()
	v.expect("sheet", "")
	if flows := v.main.flows.Flows(); len(flows) != 2 {
		t.Fatalf("there are %d dataflows", len(flows))
	}

	v.flowMenu(bringing.Curl)
	v.expect("sheet", "ingestCurl")
	v.tap("ingestCurl.copy")
	for _, want := range []string{"/sourceConnections", "/targetConnections", "/mappingSets", "/flows", membersFile} {
		if script := v.clipboard(); !strings.Contains(script, want) || strings.Contains(script, practice.ClientSecret) {
			t.Errorf("%s is not in the script, or a secret is:\n%s", want, script)
		}
	}
	v.escape()

	for left := 1; left >= 0; left-- {
		v.flowMenu(bringing.Delete)
		v.expect("sheet", "ingestDelete")
		if focus := v.state("focus"); !strings.HasSuffix(focus, ".cancel") {
			t.Errorf("the focus is on %s", focus)
		}
		v.tap("ingestDelete.submit")
		v.expect("sheet", "")
		if flows := v.main.flows.Flows(); len(flows) != left {
			t.Errorf("%d dataflows are left, want %d", len(flows), left)
		}
	}
}

// A dataflow that was changed meanwhile is not overwritten unseen; here it was a script
// with the very credential, and the sheet says so.
func TestADataflowIsNotOverwrittenUnseen(t *testing.T) {
	v := withIngest(t, membersFile)
	v.toMapping()
	v.next()
	v.next()
	v.enter("ingest.name", "Mine")
	v.next()
	for _, overwrite := range []bool{false, true} {
		v.flowMenu(v.main.panel.bringing.Edit)
		v.focus("ingest.steps")
		v.key(fyne.KeyEnd)
		link, err := v.main.sessions.Connect(t.Context(), v.main.accounts.TargetFor(v.main.current.Entry()))
		if err != nil {
			t.Fatal(err)
		}
		id, seen, theirs := v.main.flows.Flows()[0].ID, v.main.flows.Flows()[0].Name, "Theirs"
		flow, err := link.Client.Dataflows().Flow(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if err := link.Client.Ingest().UpdateFlow(t.Context(), id, flow.ETag, client.FlowChange{Name: &theirs}); err != nil {
			t.Fatal(err)
		}
		v.enter("ingest.name", "Mine again")
		v.next()
		v.expect("sheet", "ingestConflict")
		for _, text := range []string{seen, theirs, "Mine again", parts.Tr("conflict.titleOwn"), parts.Tr("conflict.keepOwn")} {
			if !v.says(text) {
				t.Errorf("it does not show %q", text)
			}
		}
		want, button := theirs, "ingestConflict.cancel"
		if overwrite {
			want, button = "Mine again", "ingestConflict.submit"
		}
		v.tap(button)
		v.expect("sheet", "")
		if flow, err = link.Client.Dataflows().Flow(t.Context(), id); err != nil || flow.Name != want {
			t.Errorf("its name is %q, want %q (%v)", flow.Name, want, err)
		}
	}
}

// Next waits for what the first rows tell, which may be a reason not to go on, and goes on
// by itself then; whoever does not want to wait presses again.
func TestNextWaitsForTheFirstRows(t *testing.T) {
	v := withIngest(t, membersFile)
	v.toMapping()
	for _, patient := range []bool{true, false} {
		v.tap("ingest.rematch")
		v.runner.release()
		v.runner.held = true
		v.tap("ingest.rematch")
		v.focus("ingest.submit")
		v.next()
		if !v.visible("ingest.pairs") || !v.says(parts.Tr("ingest.next.trying")) {
			t.Fatal("it goes on before the answers are there, or does not say that it waits")
		}
		if !patient {
			v.next()
		}
		v.runner.release()
		if v.visible("ingest.pairs") || v.says(parts.Tr("ingest.next.trying")) {
			t.Fatalf("patient %t: it still waits", patient)
		}
		v.tap("ingest.back")
	}
}

// A colleague who changed the dataflow meanwhile is named, as with a connection.
func TestWhoChangedADataflowIsNamed(t *testing.T) {
	v := withIngest(t, membersFile)
	v.toMapping()
	v.next()
	v.next()
	v.enter("ingest.name", "Mine")
	v.next()
	v.flowMenu(v.main.panel.bringing.Edit)
	v.focus("ingest.steps")
	v.key(fyne.KeyEnd)
	v.others(practice.ElsewhereRename)
	v.enter("ingest.name", "Mine again")
	v.next()
	v.expect("sheet", "ingestConflict")
	named := slices.ContainsFunc(v.shown(), func(o fyne.CanvasObject) bool {
		text, ok := textOf(o)
		return ok && strings.Contains(text, parts.Tr("who.colleague", "ID", "0000…B2@AdobeID"))
	})
	if !named || !v.says(parts.Tr("conflict.title")) {
		t.Error("it does not say who it was")
	}
}

// Nothing of the steps is cut off in the smallest window.
func TestTheStepsFitTheSmallestWindow(t *testing.T) {
	t.Cleanup(func() { speak(t, "en.json") })
	for _, size := range sizes(t) {
		if size.screen == 1 && size.text > 1 {
			continue // what is larger scrolls
		}
		t.Run(size.String(), func(t *testing.T) {
			v := size.open(t)
			v.tap("welcome.practice")
			v.bringIn(membersFile)
			whole := func(step string) {
				v.layout(smallest)
				v.wantSheetWhole(step, size.text)
			}
			whole("files")
			v.next()
			v.intoDataset("Loyalty members")
			whole("dataset")
			v.next()
			whole("columns")
			v.pick(parts.Tr("bring.nothing") + " → person.name.firstName")
			whole("a field without a source")
			v.next()
			v.choose("ingest.frequency", parts.Tr("bring.minutes"))
			whole("schedule")
			v.next()
			whole("check")
		})
	}
}

// No step shows a word of Adobe's interfaces where the language has one.
func TestBringingInSpeaksTheLanguage(t *testing.T) {
	t.Cleanup(func() { speak(t, "en.json") })
	for _, language := range []string{"fr", "zh-Hans"} {
		v := openScreen(t, t.TempDir(), func(v *screen) { v.language = language + ".json" })
		v.tap("welcome.practice")
		v.bringIn("/practice-bucket/incoming/")
		look := func(step string) {
			t.Helper()
			v.layout(fyne.NewSize(1240, 632))
			for _, text := range v.visibleTexts() {
				for _, token := range []string{"delimited", "string", "boolean", "number", "date-time", "dd/MM/yyyy"} {
					if path := strings.Contains(text, ".") && !strings.Contains(text, " "); strings.Contains(text, token) && !path {
						t.Errorf("%s, %s: %q", language, step, text)
					}
				}
			}
		}
		look("files")
		v.typePath(membersFile)
		v.runner.Fire()
		look("file")
		v.next()
		v.intoDataset("Loyalty members")
		look("dataset")
		v.next()
		look("columns")
		v.next()
		v.next()
		look("check")
	}
}

// A required field without a column is filled by an expression that is offered for it.
func TestARequiredFieldIsSupplied(t *testing.T) {
	v := withIngest(t, "/practice-bucket/incoming/orders-2026-11.csv.gz")
	v.next()
	v.intoDataset("Orders")
	v.next()
	v.pick("Nothing → _id")
	v.tap("ingest.cure.0")
	if !slices.Contains(v.pairs(), "uuid() → _id") {
		t.Errorf("there are %q", v.pairs())
	}
	v.pick("Nothing → timestamp")
	if text := named[*widgets.Button](v, "ingest.cure.0").Text; text != parts.Tr("ingest.cure.now") || !v.says("now()") {
		t.Errorf("for a time it offers %s", text)
	}
	v.pick("items → _practice.order.items")
	if v.visible("ingest.cure.0") {
		t.Error("it offers another source for what has one")
	}
}

// What an input method writes in full width is put right, which is said.
func TestFullWidthInTheScheduleIsMended(t *testing.T) {
	v := withIngest(t, membersFile)
	v.toMapping()
	v.next()
	v.enter("ingest.percent", "１０％")
	v.focus("ingest.submit")
	if got := named[*widgets.Entry](v, "ingest.percent").Text; got != "10%" || !v.says(parts.Tr("clean.fullWidth")) {
		t.Errorf("it became %q, which is said: %v", got, v.says(parts.Tr("clean.fullWidth")))
	}
	v.enter("ingest.percent", "20")
	if v.says(parts.Tr("clean.fullWidth")) {
		t.Error("it is still said of what was typed since")
	}
	v.enter("ingest.start", "２０９９年１２月２４日　下午５点半")
	v.focus("ingest.submit")
	v.next()
	v.expect("focus", "ingest.name")
}

// What is wrong with the schedule is marked where it was typed, and has the focus.
func TestAWrongTimeIsMarked(t *testing.T) {
	v := withIngest(t, membersFile)
	v.toMapping()
	v.next()
	v.enter("ingest.start", "soon")
	v.focus("ingest.submit")
	v.next()
	v.expect("focus", "ingest.start")
	v.enter("ingest.start", "31/12/2099 17h30")
	v.enter("ingest.percent", "2,5")
	v.focus("ingest.submit")
	v.next()
	v.expect("focus", "ingest.percent")
	if !v.says(parts.Tr("ingest.next.percent")) {
		t.Error("it does not say what is wrong with the percentage")
	}
	v.enter("ingest.percent", "2")
	if v.says(parts.Tr("ingest.next.percent")) {
		t.Error("it still says that the percentage is wrong")
	}
	v.next()
	v.expect("focus", "ingest.name")
}
