package batch

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model"
	"mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// editor is the panel with all cells of the selected row. What is typed into a cell is
// taken as the cursor leaves it; Enter goes on to the next thing to mend.
type editor struct {
	page *Page
	view *widgets.Card
	row  int // that is shown, or -1

	why     *widgets.Paragraph
	trouble *parts.Trouble
	id      *widgets.CopyField // of the connection that was made of it
	cells   map[batch.Column]*cell
	body    *fyne.Container // all of these, and fields
	fields  *fyne.Container
	columns []batch.Column // as they stand in fields
	again   *widgets.Button
	open    *widgets.Button
	remove  *widgets.Button
}

// cell is one cell of the row.
type cell struct {
	column batch.Column
	entry  *widgets.Entry
	shown  fyne.Focusable // the entry itself, or the SecretEntry around it
	view   *widgets.Field
}

func newEditor(p *Page) *editor {
	e := &editor{page: p, row: -1, cells: map[batch.Column]*cell{}, fields: parts.Column()}
	e.why = parts.Wrapped("")
	e.trouble = parts.NewNamedTrouble("table.rowProblem.", p.stage)
	e.id = p.stage.CopyField("table.id", parts.Tr("result.id"), "copied.id")
	for _, c := range batch.Columns() {
		e.cells[c] = e.newCell(c)
	}
	e.again = p.button("table.again", "progress.again", theme.ViewRefreshIcon(), e.retry)
	e.open = p.button("table.openRow", "table.openRow", nil, func() { p.needs.Open(p.table.Row(e.row).Entry) })
	e.remove = p.button("table.remove", "table.remove", theme.DeleteIcon(), func() {
		p.rows.remove(e.row)
		p.Focus()
	})
	e.body = container.NewVBox(e.why, e.trouble.View, e.id, e.fields)
	e.view = widgets.NewScrollCard("", "", e.body)
	e.view.SetFooter(parts.NewButtonRows(e.again, e.open, e.remove))
	return e
}

// cellNames are what window tests know the inputs by.
var cellNames = map[batch.Column]string{
	batch.Name: "name", batch.Description: "description", batch.AccessKey: "accessKey", batch.SecretKey: "secretKey",
	batch.SessionToken: "sessionToken", batch.Bucket: "bucket", batch.Folder: "folder", batch.ServiceURL: "serviceURL",
	batch.Sandbox: "sandbox", batch.Account: "account", batch.Access: "access",
}

func (e *editor) newCell(column batch.Column) *cell {
	c := &cell{column: column}
	object := fyne.CanvasObject(nil)
	if column.Secret() {
		entry := widgets.NewSecretEntry()
		c.entry, c.shown, object = &entry.Entry, entry, entry
	} else {
		entry := widgets.NewEntry()
		c.entry, c.shown, object = entry, entry, entry
	}
	c.view = widgets.NewField(parts.Say(model.T(column.Key())), object)
	c.view.SetAbove(true)
	c.view.SetCaptionLines(widgets.WholeCaption)
	if !column.Secret() {
		cover := &model.Cover{} // the table hides what is in it already
		c.entry.OnChanged = func(text string) { c.entry.SetConcealed(cover.Over(column.Field(), text)) }
	}
	c.entry.OnFocusLost = func() { e.take(c) }
	c.entry.OnSubmitted = func(string) { e.next(c) }
	c.entry.OnEscape = func() {
		e.show(c)
		e.page.Focus()
	}
	e.page.stage.Name("table.cell."+cellNames[column], object)
	return c
}

// take puts what was typed into the table.
func (e *editor) take(c *cell) {
	if e.page.editable(e.row) && c.entry.Text != e.value(c) {
		e.page.table.Set(e.row, c.column, c.entry.Text)
		e.page.paint()
	}
}

// commit takes what is typed in the cell that has the focus.
func (e *editor) commit() {
	for _, c := range e.cells {
		if e.page.stage.Canvas().Focused() == c.shown {
			e.take(c)
		}
	}
}

// drop forgets what was typed into the row that is shown.
func (e *editor) drop() { e.row = -1 }

func (e *editor) value(c *cell) string { return e.page.table.Row(e.row).Cells[c.column].Value }

// show puts what the table has into the input.
func (e *editor) show(c *cell) {
	if value := e.value(c); c.entry.Text != value {
		c.entry.SetText(value)
	}
}

// next goes on from a cell: to the next one of the row that is wrong, or of another row,
// and to the rows where nothing is wrong any more.
func (e *editor) next(from *cell) {
	e.take(from)
	if wrong := e.firstWrong(); wrong != nil {
		e.page.stage.Canvas().Focus(wrong.shown)
		return
	}
	if row := e.page.rows.nextWrong(e.row); row >= 0 && row != e.row {
		e.page.rows.grid.Select(row)
		e.enter(row)
		return
	}
	e.page.Focus()
}

// firstWrong is the first cell of the row that is refused; nil without any.
func (e *editor) firstWrong() *cell { return e.first(model.Error) }

// first is the first cell of the row of which something as grave is said; nil without any.
func (e *editor) first(level model.Level) *cell {
	for _, c := range e.columns {
		if e.page.table.Row(e.row).Cells[c].Verdict.Level == level {
			return e.cells[c]
		}
	}
	return nil
}

// enter puts the cursor into the cell of a row that is to be mended, or into the first.
func (e *editor) enter(row int) {
	if !e.page.editable(row) || len(e.columns) == 0 {
		return
	}
	to := e.cells[e.columns[0]]
	for _, level := range []model.Level{model.Warning, model.Error} {
		if c := e.first(level); c != nil {
			to = c
		}
	}
	e.page.stage.Canvas().Focus(to.shown)
}

// retry tries the row again, makes it although it looks like another, or finds out what
// became of it. Of one that looks odd the user says that it is right. Where live data is
// at stake, it is typed as for the whole table.
func (e *editor) retry() {
	row, table := e.row, e.page.table
	if table.Row(row).State == batch.Doubtful {
		e.accept()
		return
	}
	if e.page.needs.Ready() {
		e.page.askStakes(table.RetryStakes(row), 1, func() { table.Retry(row) })
	}
}

// accept lets the row be. It stays in sight, so that a second click accepts no other;
// the focus is on the way to the next one.
func (e *editor) accept() {
	e.commit()
	e.page.table.Accept(e.row)
	e.page.paint()
	if mend := e.page.rows.mend; mend.Visible() {
		e.page.stage.Canvas().Focus(mend)
		return
	}
	e.page.Focus()
}

func (e *editor) paint() {
	row := e.page.rows.grid.Selected()
	if row >= e.page.table.Len() {
		row = -1
	}
	other := row != e.row
	e.row = row
	parts.ShowIf(e.view, row >= 0)
	if row < 0 {
		return
	}
	shown := e.page.table.Row(row)
	e.paintButtons(shown)
	title := shown.Cells[batch.Name].Value
	if title == "" {
		title = parts.Tr("table.unnamed")
	}
	e.view.SetHead(title, parts.Tr("table.rowState", "Line", shown.Line, "State", parts.Tr(stateLooks[shown.State].key)))
	text := ""
	if shown.Problem.Empty() {
		text = why(e.page.table.Columns(), shown) // the list may cut it, and the cell be out of sight
	}
	e.why.SetText(text)
	parts.ShowIf(e.why, text != "")
	e.trouble.Set(shown.Problem, shown.State == batch.Unknown)
	e.id.SetText(string(shown.Entry.ConnectionID))
	parts.ShowIf(e.id, shown.Entry.ConnectionID != "")
	e.paintColumns()
	editable := e.page.editable(row)
	for _, c := range e.columns {
		e.paintCell(e.cells[c], shown.Cells[c], other, editable)
	}
	e.layOut()
	if other {
		e.view.ScrollToTop()
	}
}

// layOut gives the cells their places: where a line below one has gone and another has
// come below the next, all are as tall together as they were, and Fyne moves none.
func (e *editor) layOut() {
	for _, c := range []*fyne.Container{e.body, e.fields} {
		if c.Size().Width > 0 {
			c.Layout.Layout(c.Objects, c.Size())
		}
	}
}

// paintButtons shows what can be done with the row.
func (e *editor) paintButtons(shown batch.Row) {
	editable := e.page.editable(e.row)
	key := map[batch.State]string{
		batch.Doubtful: "table.accept", batch.Twin: "progress.anyway", batch.Failed: "progress.again", batch.Unknown: "progress.findOut",
	}[shown.State]
	if key != "" {
		e.again.SetText(parts.Tr(key))
	}
	parts.ShowIf(e.again, key != "" && !working(e.page.phase))
	parts.ShowIf(e.open, shown.Entry.AttemptID != "" && !shown.Unrecorded())
	parts.ShowIf(e.remove, editable)
}

// showMenu shows what can be done with the row.
func (e *editor) showMenu(at fyne.Position) {
	if items := e.menuItems(); len(items) > 0 {
		e.page.stage.Menu(at, items...)
	}
}

// menuItems are what the buttons of the row do, and to copy the ID of its connection.
func (e *editor) menuItems() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, b := range []*widgets.Button{e.again, e.open, e.remove} {
		if b.Visible() {
			items = append(items, fyne.NewMenuItem(b.Text, b.OnTapped))
		}
	}
	if e.id.Visible() {
		items = append(items, fyne.NewMenuItem(parts.Tr("register.copyID"), e.id.Button().OnTapped))
	}
	return items
}

// paintColumns shows the cells that the table has or needs.
func (e *editor) paintColumns() {
	columns := e.page.table.Columns()
	if slices.Equal(columns, e.columns) {
		return
	}
	e.columns = columns
	e.fields.Objects = nil
	for _, c := range columns {
		e.fields.Add(e.cells[c].view)
	}
}

func (e *editor) paintCell(c *cell, now batch.Cell, other, editable bool) {
	if other || e.page.stage.Canvas().Focused() != c.shown {
		e.show(c)
	}
	if secret, ok := c.shown.(*widgets.SecretEntry); ok && other {
		secret.SetRevealed(false)
	}
	if d, ok := c.shown.(fyne.Disableable); ok {
		parts.EnableIf(d, editable)
	}
	c.view.SetError(parts.TextAt(now.Verdict, model.Error))
	c.view.SetWarning(parts.TextAt(now.Verdict, model.Warning))
	c.view.SetNotice(parts.TextAt(now.Verdict, model.Cleaned))
}
