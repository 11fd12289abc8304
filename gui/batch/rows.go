package batch

import (
	"maps"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model"
	"mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// The columns of the list of rows, which tells what each row is and how it stands. All
// cells of a row are in the panel beside it.
const (
	columnLine = iota
	columnName
	columnSandbox
	columnState
	columnWhy
)

// stateLook is how the state of a row is shown.
type stateLook struct {
	key   string
	icon  fyne.ThemeIconName
	color fyne.ThemeColorName
}

var stateLooks = map[batch.State]stateLook{
	batch.Wrong:    {"table.state.wrong", theme.IconNameError, widgets.ColorNameDangerText},
	batch.Doubtful: {"table.state.doubtful", theme.IconNameWarning, widgets.ColorNameWarningText},
	batch.Ready:    {"table.state.ready", theme.IconNameInfo, widgets.ColorNameMuted},
	batch.Twin:     {"table.state.twin", theme.IconNameWarning, widgets.ColorNameWarningText},
	batch.Creating: {"table.state.creating", theme.IconNameMediaPlay, widgets.ColorNameMuted},
	batch.Created:  {"table.state.created", theme.IconNameConfirm, widgets.ColorNameSuccessText},
	batch.Failed:   {"table.state.failed", theme.IconNameError, widgets.ColorNameDangerText},
	batch.Unknown:  {"table.state.unknown", theme.IconNameQuestion, widgets.ColorNameWarningText},
}

// rows is the list of rows, under a line that counts them.
type rows struct {
	page *Page
	view *fyne.Container
	head *widgets.Paragraph
	mend *widgets.Link
	into *widgets.Paragraph
	grid *widgets.Grid
}

func newRows(p *Page) *rows {
	r := &rows{page: p, head: parts.Bold(), into: parts.Quiet("")}
	r.mend = widgets.NewLink("", p.MendNext)
	p.stage.Name("table.mend", r.mend)
	r.grid = widgets.NewGrid(gridColumns(), r.cell)
	r.grid.Yield = []int{columnState, columnSandbox, columnName, columnLine}
	r.grid.OnSelected = func(int) { p.editor.paint() }
	r.grid.OnActivated = func(row int) { p.editor.enter(row) }
	r.grid.OnDelete = r.remove
	r.grid.OnMenu = func(_ int, at fyne.Position) { p.editor.showMenu(at) }
	p.stage.Name("table.grid", r.grid)
	const gap = -8 // labels bring room of their own around their text
	head := container.New(layout.NewCustomPaddedVBoxLayout(gap), r.head, r.into)
	// Not container.NewBorder: Tab would go to the top last.
	top := container.NewVBox(head, container.NewHBox(r.mend))
	r.view = container.NewPadded(container.New(layout.NewBorderLayout(top, nil, nil, nil), top, r.grid))
	return r
}

func gridColumns() []widgets.Column {
	all := slices.Collect(maps.Keys(stateLooks))
	// What is said at length gives way: the panel has it in full. Where a row goes stays.
	return []widgets.Column{
		columnLine:    {Title: parts.Tr("table.line"), Forms: []string{"99,999", ""}},
		columnName:    {Title: parts.Say(model.T(batch.Name.Key())), Forms: []string{"Store purchases 2026", "Store pur…"}},
		columnSandbox: {Title: parts.Say(model.T(batch.Sandbox.Key())), Forms: []string{"development-eu", "dev-eu"}},
		columnState:   {Title: parts.Tr("table.state"), Forms: []string{widestState(all...), widestState(batch.Wrong, batch.Doubtful, batch.Ready, batch.Created)}},
		columnWhy:     {Title: parts.Tr("table.why"), Fills: true, MinWidth: 130},
	}
}

// widestState takes as much room as any of the states, with its icon.
func widestState(states ...batch.State) string {
	widest, width := "", float32(0)
	for _, state := range states {
		text := parts.Tr(stateLooks[state].key)
		if w := fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{}).Width; w > width {
			widest, width = text, w
		}
	}
	const icon = "MM"
	return widest + icon
}

func (r *rows) cell(i, col int) widgets.Cell {
	if i >= r.page.table.Len() {
		return widgets.Cell{}
	}
	row := r.page.table.Row(i)
	look := stateLooks[row.State]
	if row.State == batch.Created && !row.Problem.Empty() {
		look = stateLook{look.key, theme.IconNameWarning, widgets.ColorNameWarningText}
	}
	switch col {
	case columnLine:
		return widgets.Cell{Text: strconv.Itoa(row.Line), ColorName: widgets.ColorNameMuted}
	case columnName:
		return widgets.Cell{Text: row.Cells[batch.Name].Value}
	case columnSandbox:
		return widgets.Cell{Text: row.Cells[batch.Sandbox].Value}
	case columnState:
		icon := fyne.CurrentApp().Settings().Theme().Icon(look.icon)
		return widgets.Cell{Text: parts.Tr(look.key), Icon: icon, ColorName: look.color}
	}
	return widgets.Cell{Text: why(r.page.table.Columns(), row)}
}

// why says in a line why a row is in its state.
func why(columns []batch.Column, row batch.Row) string {
	// Not every problem has a cause in words.
	if text := parts.Optional(row.Text); text != "" {
		return text
	}
	if !row.Problem.Empty() {
		return parts.Say(row.Problem.Title)
	}
	for _, level := range []model.Level{model.Error, model.Warning} {
		for _, c := range columns {
			if note := row.Cells[c].Verdict; note.Level == level {
				return parts.Say(note.Text)
			}
		}
	}
	return ""
}

func (r *rows) paint() {
	r.paintHead()
	if r.grid.Length() != r.page.table.Len() {
		r.grid.SetLength(r.page.table.Len())
	}
	r.grid.Refresh()
}

// paintHead counts the rows.
func (r *rows) paintHead() {
	counts := r.page.table.Counts()
	title := parts.TrCount("table.rowsOne", "table.rows", counts.Rows)
	if name := r.page.table.Name(); name != "" {
		title = parts.Tr("table.rowsOf", "Rows", title, "File", name)
	}
	r.head.SetText(title)
	into := countsText(counts) + "\n" + r.page.needs.Into()
	if unused := r.page.table.Unused(); len(unused) > 0 {
		into += "\n" + parts.Tr("table.unused", "Names", unused)
	}
	r.into.SetText(into)
	mend := ""
	if n := counts.Wrong + counts.Doubtful + counts.Failed + counts.Twins; n > 0 {
		mend = parts.TrCount("table.mendOne", "table.mend", n)
	}
	r.mend.SetText(mend)
	parts.ShowIf(r.mend, mend != "")
}

// countsText says how many rows stand where; what is none is left out.
func countsText(c batch.Counts) string {
	text := ""
	for _, part := range []struct {
		key string
		n   int
	}{
		{"table.count.ready", c.Ready},
		{"table.count.doubtful", c.Doubtful},
		{"table.count.wrong", c.Wrong},
		{"table.count.twins", c.Twins},
		{"table.count.created", c.Created},
		{"table.count.flawed", c.Flawed},
		{"table.count.failed", c.Failed},
		{"table.count.unknown", c.Unknown},
	} {
		if part.n == 0 {
			continue
		}
		if text != "" {
			text += parts.Tr("format.clauses")
		}
		text += parts.Tr(part.key, "Count", part.n)
	}
	return text
}

// selectFirst selects the first row that has to be looked at, or the first of all.
func (r *rows) selectFirst() {
	row := r.nextWrong(-1)
	if row < 0 && r.page.table.Len() > 0 {
		row = 0
	}
	r.grid.Select(row)
}

// nextWrong is the row after another that a person has to look at, from the first again
// after the last; -1 without any.
func (r *rows) nextWrong(after int) int {
	return r.next(after, batch.Wrong, batch.Doubtful, batch.Failed, batch.Twin)
}

// next is the row after another that is in one of the states, from the first again
// after the last; -1 without any.
func (r *rows) next(after int, states ...batch.State) int {
	n := r.page.table.Len()
	for i := range n {
		row := (after + 1 + i) % n
		if slices.Contains(states, r.page.table.Row(row).State) {
			return row
		}
	}
	return -1
}

// MendNext goes to the next row that has to be looked at, with the cursor in the cell
// that is wrong.
func (p *Page) MendNext() {
	p.editor.commit()
	p.goTo(p.rows.nextWrong(p.rows.grid.Selected()))
}

// look goes to the first row in a state.
func (p *Page) look(state batch.State) { p.goTo(p.rows.next(-1, state)) }

// goTo selects a row and puts the cursor into the cell of it that has to be looked at.
func (p *Page) goTo(row int) {
	if row < 0 {
		p.Focus()
		return
	}
	p.rows.grid.Select(row)
	p.editor.enter(row)
}

// remove takes a row out of the table, which can be undone; the file stays as it is.
func (r *rows) remove(row int) {
	p := r.page
	if !p.editable(row) {
		return
	}
	p.editor.drop()
	removal := p.table.Remove(row)
	r.grid.SetLength(p.table.Len())
	r.grid.Select(min(row, p.table.Len()-1))
	p.paint()
	said := "table.removed"
	if p.table.Name() == "" { // pasted: there is no file
		said = "table.removedPasted"
	}
	p.stage.Toast.Offer(parts.Tr(said, "Line", removal.Line), parts.Tr("undo.button"), func() { r.putBack(removal) })
	r.grid.ScrollTo(r.grid.Selected()) // from below the offer
}

// putBack undoes a removal, and shows the row again.
func (r *rows) putBack(removal batch.Removal) {
	p := r.page
	if working(p.phase) && !p.needs.Ready() {
		return
	}
	p.editor.commit()
	row := p.table.PutBack(removal)
	if row < 0 {
		p.stage.Toast.Note(parts.Tr("table.notPutBack"))
		return
	}
	p.editor.drop()
	r.grid.SetLength(p.table.Len())
	r.grid.Select(row)
	p.paint()
	p.stage.Toast.Say(parts.Tr("table.putBack", "Line", removal.Line))
}

// editable reports whether the cells of a row may be changed now.
func (p *Page) editable(row int) bool {
	if row < 0 || row >= p.table.Len() || working(p.phase) {
		return false
	}
	switch p.table.Row(row).State {
	case batch.Creating, batch.Created, batch.Unknown:
		return false
	}
	return true
}
