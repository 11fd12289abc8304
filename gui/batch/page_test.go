package batch

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/stagetest"
	"mooring/gui/widgets"
)

func TestMain(m *testing.M) { stagetest.Main(m) }

// made is a Table in which a row without a name is wrong, and that does nothing else by
// itself.
type made struct {
	changed  *model.Signal
	phase    batch.Phase
	name     string
	problem  model.Problem
	progress batch.Progress
	rows     []batch.Row
	stakes   []batch.Stake
	left     []batch.Unfinished
	ended    batch.Ending
	unused   model.List
	mended   bool
	removed  batch.Row
	done     []string
}

func (m *made) Mended() bool              { return m.mended }
func (m *made) Unused() model.List        { return m.unused }
func (m *made) Phase() batch.Phase        { return m.phase }
func (m *made) Name() string              { return m.name }
func (m *made) Problem() model.Problem    { return m.problem }
func (m *made) Progress() batch.Progress  { return m.progress }
func (m *made) Len() int                  { return len(m.rows) }
func (m *made) Row(i int) batch.Row       { return m.rows[i] }
func (m *made) Columns() []batch.Column   { return batch.Columns() }
func (m *made) Stakes(bool) []batch.Stake { return m.stakes }

func (m *made) RetryStakes(i int) []batch.Stake {
	if m.rows[i].State == batch.Unknown {
		return nil
	}
	return m.stakes
}
func (m *made) Ended() batch.Ending { return m.ended }

func (m *made) Counts() batch.Counts {
	c := batch.Counts{Rows: len(m.rows)}
	for _, row := range m.rows {
		switch row.State {
		case batch.Wrong:
			c.Wrong++
		case batch.Twin:
			c.Twins++
		case batch.Created:
			c.Created++
		case batch.Failed:
			c.Failed++
		case batch.Unknown:
			c.Unknown++
		case batch.Doubtful:
			c.Doubtful++
		case batch.Ready, batch.Creating:
			c.Ready++
		}
	}
	return c
}

func (m *made) Unfinished() []batch.Unfinished { return slices.Clone(m.left) }

func (m *made) did(format string, args ...any) {
	m.done = append(m.done, fmt.Sprintf(format, args...))
	m.changed.Emit()
}

func (m *made) become(phase batch.Phase) {
	m.phase = phase
	m.changed.Emit()
}

func (m *made) Read(name string, data []byte) {
	m.phase, m.name = batch.Editing, name
	m.rows = nil
	for line := range strings.Lines(string(data)) {
		m.rows = append(m.rows, row(len(m.rows)+2, strings.TrimSpace(line)))
	}
	m.did("read %s", name)
}

func (m *made) Paste(text string) { m.Read("", []byte(text)) }

func (m *made) Clear() {
	m.phase, m.rows = batch.Empty, nil
	m.did("clear")
}

func (m *made) Set(i int, c batch.Column, value string) {
	cells := m.rows[i].Cells
	cells[c] = batch.Cell{Value: value}
	if name := cells[batch.Name]; c == batch.Name {
		m.rows[i] = row(m.rows[i].Line, name.Value)
		m.rows[i].Cells[batch.SecretKey] = cells[batch.SecretKey]
	}
	m.did("set %d %s %s", i, cellNames[c], value)
}

func (m *made) Remove(i int) batch.Removal {
	m.removed = m.rows[i]
	m.rows = slices.Delete(m.rows, i, i+1)
	if len(m.rows) == 0 {
		m.phase = batch.Empty
	}
	m.did("remove %d", i)
	return batch.Removal{Line: m.removed.Line}
}

func (m *made) PutBack(r batch.Removal) int {
	if r.Line != m.removed.Line {
		return -1
	}
	at := min(r.Line-2, len(m.rows))
	m.phase, m.rows = batch.Editing, slices.Insert(m.rows, at, m.removed)
	m.did("put back %d", at)
	return at
}

func (m *made) Rehearse(askAmazon bool) { m.did("rehearse %v", askAmazon) }
func (m *made) Create(doubtful bool)    { m.did("create %v", doubtful) }
func (m *made) Accept(i int)            { m.rows[i].State = batch.Ready; m.did("accept %d", i) }
func (m *made) Retry(i int)             { m.did("retry %d", i) }
func (m *made) Stop()                   { m.did("stop") }
func (m *made) Forget(id string) {
	m.left = slices.DeleteFunc(m.left, func(u batch.Unfinished) bool { return u.ID == id })
	m.did("forget %s", id)
}

func (m *made) Results(func(model.Text) string, rune) []byte { return []byte("results") }

const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"

func row(line int, name string) batch.Row {
	r := batch.Row{Line: line, State: batch.Ready, Cells: map[batch.Column]batch.Cell{
		batch.Name: {Value: name}, batch.AccessKey: {Value: "AKIAIOSFODNN7EXAMPLE"}, batch.SecretKey: {Value: secret}, batch.Sandbox: {Value: "dev"},
	}}
	if name == "" {
		r.State = batch.Wrong
		r.Cells[batch.Name] = batch.Cell{Verdict: model.Note{Level: model.Error, Text: model.T("check.name.empty")}}
	}
	return r
}

// bench is the page over a table.
type bench struct {
	*stagetest.Bench
	table *made
	page  *Page
	asked []string // of the rest of the window
	ready bool     // for anything else
}

func open(t *testing.T, language string, names ...string) *bench {
	t.Helper()
	b := &bench{Bench: stagetest.New(t, language), ready: true}
	b.table = &made{changed: model.NewSignal(b.Runner)}
	for i, name := range names {
		b.table.phase = batch.Editing
		b.table.rows = append(b.table.rows, row(i+2, name))
	}
	note := func(what string) { b.asked = append(b.asked, what) }
	b.page = New(b.Stage, b.table, b.table.changed, Needs{
		Close: func() { note("close") }, Ready: func() bool { return b.ready }, Into: func() string { return "into dev" },
		Open:    func(e history.Entry) { note("open " + e.AttemptID) },
		Resized: func() {}, SecretFile: func(name string) { note("secret " + name) },
	})
	b.Show(b.page.View)
	b.Stage.Window.Resize(fyne.NewSize(960, 560))
	b.page.Focus()
	return b
}

// key types a key into what has the focus.
func (b *bench) key(name fyne.KeyName) {
	b.T.Helper()
	focused := b.Stage.Canvas().Focused()
	if focused == nil {
		b.T.Fatal("nothing has the focus")
	}
	focused.TypedKey(&fyne.KeyEvent{Name: name})
	b.Runner.Settle()
}

// enter types a text into what has the focus, in place of what stands there.
func (b *bench) enter(text string) {
	b.T.Helper()
	focused := b.Stage.Canvas().Focused()
	entry, ok := focused.(interface{ SetText(text string) })
	if !ok {
		b.T.Fatalf("%s is no entry", b.Focus())
	}
	entry.SetText("")
	for _, r := range text {
		focused.TypedRune(r)
	}
}

func (b *bench) wantFocus(name string) {
	b.T.Helper()
	if got := b.Focus(); got != name {
		b.T.Fatalf("the focus is on %q, want %q", got, name)
	}
}

func (b *bench) wantDone(want ...string) {
	b.T.Helper()
	b.Runner.Settle()
	if !slices.Equal(b.table.done, want) {
		b.T.Errorf("done: %q, want %q", b.table.done, want)
	}
	b.table.done = nil
}

func TestMendingByKeyboard(t *testing.T) {
	b := open(t, "en", "One", "", "Three", "", "Five")
	b.wantFocus("table.grid")
	if got := b.page.Selected(); got != 1 {
		t.Fatalf("row %d is selected, want the first that is wrong", got)
	}
	b.key(fyne.KeyReturn)
	b.wantFocus("table.cell.name")
	b.enter("Two")
	b.key(fyne.KeyReturn)
	b.wantFocus("table.cell.name")
	if got := b.page.Selected(); got != 3 {
		t.Fatalf("Enter leads to row %d, want the next that is wrong", got)
	}
	b.enter("Four")
	b.key(fyne.KeyReturn)
	b.wantFocus("table.grid")
	b.wantDone("set 1 name Two", "set 3 name Four")

	// Escape leaves the cell as it was.
	b.key(fyne.KeyReturn)
	b.enter("Something else")
	b.key(fyne.KeyEscape)
	b.wantFocus("table.grid")
	b.wantDone()
	if got := b.page.editor.cells[batch.Name].entry.Text; got != "Four" {
		t.Errorf("the cell says %q", got)
	}

	// Whoever goes to another row by mouse has what was typed taken for the row where it was typed.
	b.key(fyne.KeyReturn)
	b.enter("Fourth")
	b.Stage.Canvas().Focus(b.page.rows.grid.Rows())
	b.page.rows.grid.Select(0)
	b.wantDone("set 3 name Fourth")
	if got := b.page.editor.cells[batch.Name].entry.Text; got != "One" {
		t.Errorf("the panel says %q for the first row", got)
	}
	b.key(fyne.KeyDelete)
	b.wantDone("remove 0")
	if got := b.page.editor.cells[batch.Name].entry.Text; got != "Two" {
		t.Errorf("after a row was removed, the panel says %q", got)
	}
}

// A row that was removed comes back by Undo: the one that was removed, and in sight.
func TestRemovingIsUndone(t *testing.T) {
	b := open(t, "en", "One", "Two", "Three")
	b.table.name = "connections.csv"
	b.page.rows.grid.Select(1)
	b.Tap("table.remove")
	b.wantDone("remove 1")
	b.wantFocus("table.grid")
	if got := b.Stage.Toast.Text(); got != "Row 3 was removed from the table. The file stays as it is." {
		t.Errorf("it says %q", got)
	}
	b.page.rows.grid.Select(0)
	b.Stage.Toast.TapAction()
	if got := b.Stage.Toast.Text(); got != "Row 3 is back in the table." {
		t.Errorf("it says %q", got)
	}
	b.wantDone("put back 1")
	if got := b.page.Selected(); got != 1 || b.page.editor.cells[batch.Name].entry.Text != "Two" {
		t.Errorf("row %d is shown, %q", got, b.page.editor.cells[batch.Name].entry.Text)
	}

	// With its last row a table goes, and comes back.
	for range 3 {
		b.key(fyne.KeyDelete)
	}
	b.wantDone("remove 1", "remove 1", "remove 0")
	b.wantFocus("table.open")
	b.Stage.Toast.TapAction()
	b.wantDone("put back 0")
	b.wantFocus("table.grid")
	if got := b.page.Selected(); got != 0 || !b.page.work.Visible() {
		t.Errorf("row %d is shown", got)
	}

	// Not while rows are made, and not into another table.
	b.key(fyne.KeyDelete)
	b.Runner.Settle()
	b.ready = false
	b.table.become(batch.Making)
	b.Runner.Settle()
	b.table.done = nil
	b.Stage.Toast.TapAction()
	b.wantDone()
	b.ready = true
	b.table.become(batch.Editing)
	b.table.rows = []batch.Row{row(2, "One"), row(3, "Two")}
	b.table.changed.Emit()
	b.Runner.Settle()
	b.page.rows.grid.Select(0)
	b.page.Focus()
	b.key(fyne.KeyDelete)
	b.table.removed.Line = 9
	b.Stage.Toast.TapAction()
	if got := b.Stage.Toast.Text(); got != "The table of this row is not open any more." {
		t.Errorf("it says %q", got)
	}
}

// Rows that were pasted have no file that could stay as it is.
func TestRemovingAPastedRow(t *testing.T) {
	b := open(t, "en", "One", "Two")
	b.Tap("table.remove")
	if got := b.Stage.Toast.Text(); got != "Row 2 was removed from the table." {
		t.Errorf("it says %q", got)
	}
}

func TestWhatIsTypedLastIsCreated(t *testing.T) {
	b := open(t, "en", "One", "Two")
	b.key(fyne.KeyReturn)
	b.enter("First")
	b.page.Create() // as Ctrl+Return does, with the cursor in the cell
	b.wantDone("set 0 name First", "create false")
}

func TestSecretsAreMasked(t *testing.T) {
	b := open(t, "en", "One", "")
	for _, c := range []batch.Column{batch.SecretKey, batch.SessionToken} {
		entry, ok := b.page.editor.cells[c].shown.(*widgets.SecretEntry)
		if !ok || entry.Revealed() {
			t.Errorf("%s can be read", cellNames[c])
		}
	}
	entry, _ := b.page.editor.cells[batch.SecretKey].shown.(*widgets.SecretEntry)
	entry.SetRevealed(true)
	b.page.rows.grid.Select(0)
	if entry.Revealed() {
		t.Error("the secret of another row can be read at once")
	}
	id := b.page.editor.cells[batch.AccessKey].entry
	id.SetText("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
	if !id.Password {
		t.Error("a secret that is typed in the place of an ID can be read")
	}
	if id.SetText("AKIAIOSFODNN7EXAMPLE"); id.Password {
		t.Error("the ID in its place cannot be read")
	}
	for i := range b.table.rows {
		for col := range columnWhy + 1 {
			if text := b.page.rows.cell(i, col).Text; strings.Contains(text, secret) {
				t.Errorf("a secret stands in the list: %s", text)
			}
		}
	}
}

// A problem that has no cause in words is told by its title.
func TestWhyARowIsWrong(t *testing.T) {
	b := open(t, "en", "One")
	problem := model.NewProblem("sandboxUnknown", "Sandbox", "nowhere").In(model.FieldSandbox)
	b.table.rows[0].State, b.table.rows[0].Text, b.table.rows[0].Problem = batch.Wrong, problem.Cause, problem
	if got, want := b.page.rows.cell(0, columnWhy).Text, parts.Say(problem.Title); got != want || got == "" {
		t.Errorf("the list says %q, want %q", got, want)
	}
	b.table.rows[0].Text = model.T("check.bucket.dot")
	if got, want := b.page.rows.cell(0, columnWhy).Text, parts.Tr("check.bucket.dot"); got != want {
		t.Errorf("the list says %q, want %q", got, want)
	}
}

// The panel says in full why a row is to be looked at, where the list may cut it and the
// cell that is wrong may be out of sight; each of its cells says in full what is wrong there.
func TestTheReasonIsReadInFull(t *testing.T) {
	for _, language := range []string{"en", "fr", "zh-Hans"} {
		b := open(t, language, "One", "", "Three")
		text := model.T("batch.sandbox.unknown", "Sandbox", "nowhere", "Names", model.List{"development-eu", "development-us", "production", "staging-eu"})
		shifted := &b.table.rows[0]
		shifted.State, shifted.Text = batch.Wrong, model.T("batch.wide")
		for _, row := range b.table.rows[:2] {
			row.Cells[batch.Sandbox] = batch.Cell{Value: "nowhere", Verdict: model.Note{Level: model.Error, Text: text}}
		}
		b.table.rows[1].Text = model.T("check.name.empty")
		for i, want := range []string{parts.Tr("batch.wide"), parts.Tr("check.name.empty"), ""} {
			b.page.rows.grid.Select(i)
			if why := b.page.editor.why; why.Text != want || why.Visible() != (want != "") {
				t.Errorf("%s: row %d: it says %q, visible %v; want %q", language, i, why.Text, why.Visible(), want)
			}
			if got := b.page.rows.cell(i, columnWhy).Text; got != want {
				t.Errorf("%s: row %d: the list says %q, want %q", language, i, got, want)
			}
		}
		b.page.rows.grid.Select(1)
		said, lines := "", 0
		for _, o := range test.WidgetRenderer(b.page.editor.cells[batch.Sandbox].view).Objects() {
			if line, ok := o.(*canvas.Text); ok && line.Visible() {
				said, lines = said+line.Text, lines+1
			}
		}
		if want := strings.ReplaceAll(parts.Say(text), " ", ""); !strings.HasSuffix(strings.ReplaceAll(said, " ", ""), want) || lines < 3 {
			t.Errorf("%s: the cell says %q", language, said)
		}
	}
}

func TestRehearsal(t *testing.T) {
	b := open(t, "en", "One")
	b.Tap("table.rehearse")
	b.Tap("tableRehearse.submit")
	b.wantDone("rehearse false")
	b.Tap("table.rehearse")
	choice, _ := b.Object("tableRehearse.amazon").(*widgets.Choice)
	choice.Select(1)
	b.Tap("tableRehearse.submit")
	b.wantDone("rehearse true")
	b.table.become(batch.Rehearsing)
	b.Runner.Settle()
	b.end(batch.Editing, batch.Ending{Phase: batch.Rehearsing})
	b.wantEnd("Rehearsed, nothing was created: 1 ready", widgets.SignDone)
	b.table.rows[0].State = batch.Twin
	b.end(batch.Editing, batch.Ending{Phase: batch.Rehearsing, Stopped: true})
	b.wantEnd("The rehearsal was stopped, nothing was created: 1 looking the same", widgets.SignWarned)
	b.end(batch.Editing, batch.Ending{}) // a row was changed
	if b.page.course.near.Visible() {
		t.Error("an end is told that holds no longer")
	}
}

func TestProductionIsTyped(t *testing.T) {
	b := open(t, "en", "One", "Two")
	b.table.stakes = []batch.Stake{{Account: "Luma", Sandbox: "prod", Rows: 2}, {Account: "Acme", Sandbox: "prod-eu", Rows: 1}}
	b.Tap("table.create")
	b.wantDone()
	b.wantFocus("tableStakes.typed0")
	submit, _ := b.Object("tableStakes.submit").(*widgets.Button)
	b.enter("3 prod")
	b.key(fyne.KeyReturn)
	if _, said := b.stake(0).Caption(); said != parts.Tr("delete.wrong") {
		t.Errorf("below the wrong number stands %q", said)
	}
	b.enter("2  prod ")
	if !submit.Disabled() {
		t.Error("the second sandbox was not typed")
	}
	b.key(fyne.KeyReturn)
	b.wantFocus("tableStakes.typed1")
	b.enter("1 prod-eu")
	if submit.Disabled() {
		t.Error("everything was typed")
	}
	b.key(fyne.KeyReturn)
	b.wantDone("create false")
	if b.Stage.OpenSheet() != "" {
		t.Error("the question is still open")
	}
}

// One row alone asks for no less than the whole table: by its button and by the sheet's.
// To find out what became of one asks nothing.
func TestProductionIsTypedForOneRow(t *testing.T) {
	for _, state := range []batch.State{batch.Failed, batch.Twin} {
		b := open(t, "en", "One", "Two")
		b.table.phase, b.table.rows[1].State = batch.Done, state
		b.table.stakes = []batch.Stake{{Account: "Luma", Sandbox: "prod", Rows: 1}}
		b.table.changed.Emit()
		b.Runner.Settle()
		b.page.rows.grid.Select(1)
		b.Tap("table.again")
		b.wantDone()
		b.wantFocus("tableStakes.typed0")
		b.enter("2 prod")
		b.key(fyne.KeyReturn)
		b.wantDone()
		b.Tap("sheet.cancel")
		b.wantDone()
		b.Tap("table.again")
		b.enter("1 prod")
		b.Tap("tableStakes.submit")
		b.wantDone("retry 1")
		b.table.rows[1].State = batch.Unknown
		b.table.changed.Emit()
		b.Runner.Settle()
		b.Tap("table.again")
		b.wantDone("retry 1")
	}
}

// stake is the field in which a sandbox is typed.
func (b *bench) stake(i int) *widgets.Field {
	b.T.Helper()
	input := b.Object(fmt.Sprintf("tableStakes.typed%d", i))
	var found *widgets.Field
	var look func(fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		if f, ok := o.(*widgets.Field); ok && f.Input() == input {
			found = f
		}
		for _, child := range test.LaidOutObjects(o) {
			if child != o {
				look(child)
			}
		}
	}
	look(b.Stage.Canvas().Overlays().Top())
	if found == nil {
		b.T.Fatal("it has no field")
	}
	return found
}

func TestProgress(t *testing.T) {
	b := open(t, "en", "One", "Two")
	b.table.progress = batch.Progress{Done: 12, Total: 40, Left: 3*time.Minute + 20*time.Second}
	b.table.become(batch.Making)
	b.Runner.Settle()
	b.wantFocus("table.stop")
	if got, want := b.page.course.near.Text(), "Creating: 12 of 40, about 3 minutes left"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
	for _, name := range []string{"table.create", "table.rehearse", "table.another", "table.results", "table.cell.name"} {
		if d, ok := b.Object(name).(fyne.Disableable); !ok || !d.Disabled() {
			t.Errorf("%s can be used while rows are created", name)
		}
	}
	b.Tap("table.stop")
	b.wantDone("stop")
	b.table.rows[0].State, b.table.rows[1].State = batch.Created, batch.Failed
	b.table.rows[1].Problem = model.NewProblem("slow")
	b.end(batch.Done, batch.Ending{Phase: batch.Making})
	b.wantEnd("Ended: 1 created, 1 not created", widgets.SignWarned)
	b.page.rows.grid.Select(1)
	b.Tap("table.again")
	b.wantDone("retry 1")
	b.page.rows.grid.Select(0)
	b.WantHidden("table.again", "table.remove")
	b.table.rows[0].State = batch.Unknown
	b.table.changed.Emit()
	b.Runner.Settle()
	b.WantVisible("table.again")
	b.WantHidden("table.remove")
}

func TestTablesComeByFile(t *testing.T) {
	b := open(t, "en")
	b.wantFocus("table.open")
	file := filepath.Join(t.TempDir(), "luma.csv")
	if err := os.WriteFile(file, []byte("One\n\nThree\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	drop := func() {
		b.page.Files.Drop([]fyne.URI{storage.NewFileURI(file)})
		b.Runner.Settle()
	}
	drop()
	b.wantDone("read luma.csv")
	b.wantFocus("table.grid")
	if !slices.Equal(b.asked, []string{"secret luma.csv"}) {
		t.Errorf("asked for %q", b.asked)
	}
	if got := b.page.Selected(); got != 1 {
		t.Errorf("row %d is selected, want the one without a name", got)
	}
	if got, want := b.page.rows.head.Text, "luma.csv: 3 rows"; got != want {
		t.Errorf("the head says %q, want %q", got, want)
	}
	// Nothing is lost of a table that nobody has touched.
	drop()
	b.wantDone("read luma.csv")
	// Another one only if the user says so: what was mended would be lost.
	b.table.mended = true
	drop()
	b.wantDone()
	b.wantFocus("sheet.cancel")
	b.Tap("tableReplace.submit")
	b.wantDone("read luma.csv")

	b.Stage.App.Clipboard().SetContent("Uno\nDos\n")
	b.table.mended = false
	b.table.rows[0].State = batch.Created // which rows are left would be forgotten
	b.table.changed.Emit()
	b.Runner.Settle()
	b.Tap("table.another")
	b.wantDone()
	for pasted, key := range map[bool]string{false: "table.replaceRest", true: "table.replaceRestPasted"} {
		if b.table.name = "luma.csv"; pasted {
			b.table.name = ""
		}
		if got := b.page.Files.lost(false); got != key {
			t.Errorf("pasted %v: it says %q", pasted, got)
		}
	}
	b.Tap("tableReplace.submit")
	b.wantDone("clear")
	b.wantFocus("table.open")
	b.Tap("table.paste")
	b.wantDone("read ")
	if got, want := b.page.rows.head.Text, "2 rows"; got != want {
		t.Errorf("the head says %q, want %q", got, want)
	}

	missing := storage.NewFileURI(filepath.Join(t.TempDir(), "gone.csv"))
	b.page.Files.Drop([]fyne.URI{missing})
	b.Runner.Settle()
	if got := b.Stage.OpenSheet(); got != "tableTrouble" {
		t.Errorf("the sheet %q tells of a file that is gone", got)
	}
	b.wantDone()
}

func TestCutShort(t *testing.T) {
	b := open(t, "en")
	at := time.Date(2026, 11, 28, 9, 30, 0, 0, time.Local)
	b.table.left = []batch.Unfinished{
		{ID: "second", Name: "luma.csv", At: at, Created: 12, Left: 28}, {ID: "first", Name: "acme.csv", At: at.Add(-time.Hour), Created: 1, Left: 2},
	}
	b.table.changed.Emit()
	b.Runner.Settle()
	for _, want := range []string{"“luma.csv” was cut short on 28 Nov 2026 09:30: 12 created, 28 left", "“acme.csv” was cut short on 28 Nov 2026 08:30: 1 created, 2 left"} {
		if !slices.ContainsFunc(b.page.start.leftBox.Objects, func(o fyne.CanvasObject) bool {
			label, ok := o.(*widgets.Paragraph)
			return ok && strings.HasPrefix(label.Text, want)
		}) {
			t.Errorf("it does not say %q", want)
		}
	}
	b.Tap("table.forget1")
	b.wantDone()
	b.wantFocus("sheet.cancel")
	b.Tap("tableForget.submit")
	b.wantDone("forget first")
	b.Tap("table.forget0")
	b.Tap("tableForget.submit")
	b.wantDone("forget second")
	if b.page.start.leftBox.Visible() {
		t.Error("it is still told")
	}
}

func TestResultsAreSaved(t *testing.T) {
	b := open(t, "en", "One")
	file := filepath.Join(t.TempDir(), "results.csv")
	b.page.Files.write(file, b.table.Results(parts.Say, ','))
	b.Runner.Settle()
	if data, err := os.ReadFile(file); err != nil || string(data) != "results" {
		t.Errorf("written %q, %v", data, err)
	}
	b.page.Files.write(filepath.Join(t.TempDir(), "missing", "results.csv"), nil)
	b.Runner.Settle()
	if got := b.Stage.OpenSheet(); got != "tableTrouble" {
		t.Errorf("the sheet %q tells of a folder that is gone", got)
	}
}

// end lets what is under way end so.
func (b *bench) end(phase batch.Phase, ended batch.Ending) {
	b.table.ended = ended
	b.table.become(phase)
	b.Runner.Settle()
}

// wantEnd holds what is said of an end, in words and by its sign.
func (b *bench) wantEnd(text string, sign widgets.Sign) {
	b.T.Helper()
	strip := b.page.course.near
	if got := strip.Sign(); !strip.Visible() || strip.Text() != text || got != sign {
		b.T.Errorf("said %q with sign %v, want %q with %v", strip.Text(), got, text, sign)
	}
}

// Only what nothing is left of has gone well.
func TestWordsAndSignOfAnEnd(t *testing.T) {
	made := batch.Ending{Phase: batch.Making}
	stopped := batch.Ending{Phase: batch.Making, Stopped: true}
	for _, tt := range []struct {
		ended  batch.Ending
		counts batch.Counts
		text   string
		sign   widgets.Sign
	}{
		{made, batch.Counts{Rows: 1, Created: 1}, "The connection is created", widgets.SignDone},
		{made, batch.Counts{Rows: 40, Created: 40}, "All 40 connections are created", widgets.SignDone},
		{made, batch.Counts{Rows: 40, Created: 40, Flawed: 3}, "All connections are created; 3 of them have a problem", widgets.SignWarned},
		{made, batch.Counts{Rows: 80, Twins: 80}, "Nothing was created: 80 looking the same", widgets.SignWarned},
		{made, batch.Counts{Rows: 9, Doubtful: 2, Created: 7}, "Ended: 2 to check, 7 created", widgets.SignWarned},
		{made, batch.Counts{Rows: 9, Unknown: 9}, "Ended: 9 with an unknown outcome", widgets.SignWarned},
		{stopped, batch.Counts{Rows: 9, Ready: 5, Created: 4, Flawed: 1}, "Stopped: 5 ready, 4 created, 1 of them with a problem", widgets.SignWarned},
		{stopped, batch.Counts{Rows: 9, Ready: 9}, "Stopped. Nothing was created: 9 ready", widgets.SignWarned},
	} {
		if text, sign := endText(tt.ended, tt.counts); text != tt.text || sign != tt.sign {
			t.Errorf("%+v: %q with %v, want %q with %v", tt.counts, text, sign, tt.text, tt.sign)
		}
	}
}

// Rows that look odd are counted by themselves, gone to, and made only if that is said.
func TestRowsToCheck(t *testing.T) {
	b := open(t, "en", "One", "Two", "Three")
	odd := func(i int) {
		b.table.rows[i].State = batch.Doubtful
		b.table.rows[i].Cells[batch.Bucket] = batch.Cell{Verdict: model.Note{Level: model.Warning, Text: model.T("check.bucket.empty")}}
	}
	odd(1)
	odd(2)
	b.table.changed.Emit()
	b.Runner.Settle()
	if got := b.page.rows.into.Text; !strings.HasPrefix(got, "1 ready, 2 to check") {
		t.Errorf("counted %q", got)
	}
	b.Tap("table.mend")
	b.wantFocus("table.cell.bucket")
	if got := b.page.Selected(); got != 1 {
		t.Errorf("it leads to row %d", got)
	}
	create, _ := b.Object("table.create").(*widgets.Button)
	if got := create.Text; got != "Create up to 3 connections…" {
		t.Errorf("the button says %q", got)
	}
	b.Tap("table.create")
	b.wantDone()
	b.Tap("tableDoubtful.look")
	b.wantFocus("table.cell.bucket")
	b.Tap("table.create")
	b.Tap("tableDoubtful.submit")
	b.wantDone("create false")
	b.Tap("table.create")
	choice, _ := b.Object("tableDoubtful.choice").(*widgets.Choice)
	choice.Select(1)
	b.Tap("tableDoubtful.submit")
	b.wantDone("create true")

	b.Tap("table.again") // which says that it is right
	b.wantDone("accept 1")
	b.wantFocus("table.mend")
	if got := b.page.Selected(); got != 1 {
		t.Errorf("a second click would accept row %d", got)
	}
	b.table.rows[0].State = batch.Created
	b.table.rows = slices.Delete(b.table.rows, 1, 2)
	b.table.changed.Emit()
	b.Runner.Settle()
	if got := create.Text; got != "Create 1 connection…" {
		t.Errorf("the button says %q", got)
	}
	b.Tap("table.create") // there is nothing to choose from
	b.Tap("tableDoubtful.submit")
	b.wantDone("create true")
}

// Where all that is left has failed, the main button tries it again.
func TestTryAllAgain(t *testing.T) {
	b := open(t, "en", "One", "Two", "Three")
	b.table.phase = batch.Done
	b.table.rows[0].State = batch.Created
	b.table.rows[1].State, b.table.rows[2].State = batch.Failed, batch.Failed
	b.table.changed.Emit()
	b.Runner.Settle()
	create, _ := b.Object("table.create").(*widgets.Button)
	if create.Disabled() || create.Text != "Try 2 rows again" {
		t.Fatalf("the button says %q, disabled: %v", create.Text, create.Disabled())
	}
	b.Tap("table.create")
	b.wantDone("create false")
}

// What is said below one cell of a row covers no other when another row is shown.
func TestCellsDoNotOverlap(t *testing.T) {
	b := open(t, "en", "", "Two")
	b.table.rows[1].State = batch.Doubtful
	b.table.rows[1].Cells[batch.SecretKey] = batch.Cell{Value: secret, Verdict: model.Note{Level: model.Warning, Text: model.T("check.bucket.empty")}}
	b.table.rows[1].Text = model.T("check.bucket.empty")
	for _, row := range []int{0, 1, 0} {
		b.page.rows.grid.Select(row)
		bottom := float32(0)
		for _, o := range b.page.editor.fields.Objects {
			if top := o.Position().Y; top < bottom || o.Size().Height < o.MinSize().Height {
				t.Errorf("row %d: a cell at %v, %v tall, is covered or cut off", row, top, o.Size().Height)
			}
			bottom = o.Position().Y + o.Size().Height
		}
	}
}

func TestUnusedColumns(t *testing.T) {
	for language, want := range map[string]string{
		"en": "These columns are not used: Colour, Shop", "fr": "Ces colonnes ne sont pas utilisées : Colour, Shop", "zh-Hans": "以下列未使用：Colour、Shop",
	} {
		b := open(t, language, "One")
		b.page.paint()
		if got := b.page.rows.into.Text; strings.Contains(got, "Colour") || strings.Count(got, "\n") != 1 {
			t.Errorf("%q of none", got)
		}
		b.table.unused = model.List{"Colour", "Shop"}
		b.page.paint()
		if got := b.page.rows.into.Text; !strings.HasSuffix(got, "\n"+want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
