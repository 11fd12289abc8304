package register

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Needs is what the page asks of the rest of the window.
type Needs struct {
	// Show shows an entry that was selected.
	Show func(history.Entry)
	// Test asks Platform whether it can read the bucket of one connection.
	Test func(history.Entry)
	// FindOut finds out what became of an attempt.
	FindOut func(history.Entry)
	// Refresh reads what Platform holds in the sandbox at hand.
	Refresh func()
	// Saved lists the saved accounts; filters go by their names.
	Saved func() []history.Account
	// Hint says what a refresh would read, and when that was read last.
	Hint func() string
	// Widths keeps the widths of the columns, which were set by hand.
	Widths func([]float32)
	// App is the program and its version, which exports name.
	App string
}

// Page is the list of connections, with its search, its filters and its foot.
type Page struct {
	// View is the page.
	View *fyne.Container
	// Commands is what can be done with the connections.
	Commands *Commands

	stage *parts.Stage
	table *register.Table
	tasks *register.Tasks
	needs Needs

	bar      *fyne.Container
	search   *widgets.Entry
	grid     *widgets.Grid
	title    *widget.Label
	count    *widget.Label
	filter   *widgets.Button
	filters  *filterRow
	copyID   *widgets.Button
	test     *widgets.Button
	refresh  *widgets.Button
	more     *widgets.Button
	foot     *foot
	empty    *widget.Label
	painting bool
}

// New makes the page over its models.
func New(s *parts.Stage, table *register.Table, tasks *register.Tasks, needs Needs) *Page {
	p := &Page{stage: s, table: table, tasks: tasks, needs: needs}
	p.Commands = newCommands(s, table, tasks, needs)
	p.buildGrid()
	bar := p.buildBar()
	p.filters = newFilterRow(s, table, needs.Saved, p.ToggleFilters)
	p.foot = newFoot(s, tasks, needs.Hint)
	head := container.New(layout.NewCustomPaddedVBoxLayout(theme.Padding()), bar, p.filters.view)
	p.View = container.New(pageLayout{p}, head, p.grid, p.foot.hint, p.foot.strip)
	for _, stop := range []func(){
		table.Changed.Listen(p.paint), table.Arrived.Listen(needs.Show), tasks.Changed.Listen(p.paintTasks),
		tasks.Ended.Listen(p.ended),
	} {
		s.Follow(stop)
	}
	p.paint()
	return p
}

// FocusSearch puts the cursor into the search.
func (p *Page) FocusSearch() { p.stage.Canvas().Focus(p.search) }

// FocusRows gives the focus to the rows.
func (p *Page) FocusRows() { p.stage.Canvas().Focus(p.grid) }

// Search puts a text into the search, as if it had been typed.
func (p *Page) Search(text string) { p.search.SetText(text) }

// SetWidths sets the widths of the columns, as Needs.Widths had them.
func (p *Page) SetWidths(widths []float32) { p.grid.SetWidths(widths) }

// StripText is what the strip of a task says, for tests.
func (p *Page) StripText() string { return p.foot.strip.Text() }

// PaintHint says anew what a refresh would read.
func (p *Page) PaintHint() { p.foot.paint() }

func (p *Page) buildBar() *fyne.Container {
	p.search = widgets.NewEntry()
	p.search.PlaceHolder = parts.Tr("register.search")
	p.search.Icon = theme.SearchIcon()
	p.search.OnChanged = p.table.Search
	p.search.OnEscape = func() { p.search.SetText("") }
	p.title = widget.NewLabelWithStyle(parts.Tr("register.title"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	p.count = widget.NewLabel("")
	p.filter = widgets.NewButton(parts.Tr("register.filter"), theme.ListIcon(), p.ToggleFilters)
	p.copyID = widgets.NewButton(parts.Tr("register.copy"), theme.ContentCopyIcon(), p.Commands.CopyID)
	p.test = widgets.NewButton(parts.Tr("register.test"), theme.MediaPlayIcon(), p.Commands.Test)
	p.refresh = widgets.NewButton(parts.Tr("register.refresh"), theme.ViewRefreshIcon(), p.needs.Refresh)
	p.more = widgets.NewButton("", theme.MoreHorizontalIcon(), func() { p.Commands.showAll(p.more) })
	for name, o := range map[string]fyne.CanvasObject{
		"register.search": p.search, "register.grid": p.grid, "register.filter": p.filter, "register.copyID": p.copyID,
		"register.test": p.test, "register.refresh": p.refresh, "register.more": p.more, "register.count": p.count,
	} {
		p.stage.Name(name, o)
	}
	p.bar = container.New(barLayout{p}, p.title, p.count, p.search, p.filter, p.copyID, p.test, p.refresh, p.more)
	return p.bar
}

func (p *Page) buildGrid() {
	columns := make([]widgets.Column, len(Columns))
	for i, c := range Columns {
		columns[i] = widgets.Column{Title: parts.Tr(c.key), Width: c.width, Mono: c.mono, Sortable: true}
	}
	p.grid = widgets.NewGrid(columns, p.cell)
	p.grid.Placeholder = parts.Tr("register.loading")
	p.grid.OnSort = func(col int, descending bool) { p.table.SortBy(Columns[col].By, descending) }
	p.grid.OnWidthsChanged = p.needs.Widths
	p.grid.OnSelected = p.onSelected
	p.grid.Marked = p.table.Marked
	p.grid.OnMark = p.onMark
	p.grid.OnMarkAll = p.table.MarkAll
	p.grid.OnSight = p.table.InSight
	p.grid.OnActivated = func(int) { p.Commands.show() }
	p.grid.OnCopy = func(int) { p.Commands.CopyID() }
	p.grid.OnMenu = func(_ int, at fyne.Position) { p.Commands.showRow(at) }
	p.grid.OnDelete = func(int) { p.Commands.Forget() }
	p.empty = widget.NewLabel("")
	p.empty.Alignment = fyne.TextAlignCenter
	p.empty.Wrapping = parts.Wrapping()
	p.empty.Importance = widget.LowImportance
	p.grid.SetEmpty(p.empty)
}

func (p *Page) cell(row, col int) widgets.Cell {
	entry, ok := p.table.Row(row)
	if !ok {
		return widgets.Cell{Pending: true}
	}
	return cellOf(entry, Columns[col].By)
}

func (p *Page) paint() {
	p.painting = true
	defer func() { p.painting = false }()
	p.grid.SetLength(p.table.Count())
	query := p.table.Query()
	for i, c := range Columns {
		if c.By == query.Sort {
			p.grid.SetSort(i, query.Descending)
		}
	}
	_, row, _ := p.table.Selected()
	p.grid.Select(row)
	p.grid.Refresh()
	p.paintCount(query)
	p.filters.paint()
	p.paintButtons()
}

func (p *Page) paintCount(query history.Query) {
	count, marked := p.table.Count(), p.table.MarkCount()
	text, importance := "", widget.LowImportance
	switch {
	case marked > 1:
		text, importance = parts.Tr("register.selected", "Marked", marked, "Count", count), widget.HighImportance
	case count > 0:
		text = parts.Tr("register.count", "Count", count)
	}
	if p.count.Importance != importance {
		p.count.Importance = importance
		p.count.Refresh()
	}
	if p.count.Text != text {
		p.count.SetText(text)
		p.bar.Refresh() // it has another width now
	}
	switch {
	case !p.table.Problem().Empty():
		p.empty.SetText(parts.Say(p.table.Problem().Title))
	case p.table.Filter().Count() > 0:
		p.empty.SetText(parts.Tr("register.noneFiltered"))
	case query.Search != "":
		p.empty.SetText(parts.Tr("register.noMatch"))
	case query.Practice:
		p.empty.SetText(parts.Tr("register.emptyPractice"))
	default:
		p.empty.SetText(parts.Tr("register.empty"))
	}
}

func (p *Page) paintButtons() {
	entry, _, _ := p.table.Selected()
	several := p.Commands.several()
	parts.EnableIf(p.copyID, several || entry.ConnectionID != "")
	parts.EnableIf(p.test, several && !p.tasks.Busy() || !several && entry.State == history.Created)
	parts.EnableIf(p.refresh, !p.tasks.Busy())
	text, importance := parts.Tr("register.filter"), widget.MediumImportance
	if n := p.table.Filter().Count(); n > 0 {
		text, importance = parts.Tr("register.filtered", "Count", n), widget.HighImportance
	}
	if p.filter.Text != text || p.filter.Importance != importance {
		p.filter.Importance = importance
		p.filter.SetText(text)
		p.bar.Refresh()
	}
}

// paintTasks shows how far the work on the register is.
func (p *Page) paintTasks() {
	stripped := p.foot.strip.Visible()
	p.foot.paint()
	p.paintButtons()
	if p.foot.strip.Visible() != stripped {
		p.View.Refresh()
	}
}

// ended follows what a task has done to the register.
func (p *Page) ended(end register.Ending) {
	if end.Task == register.TaskExport {
		p.Commands.exported(end.Outcome)
	}
}

func (p *Page) onSelected(row int) {
	if p.painting {
		return
	}
	p.foot.read()
	p.table.Select(row)
	p.Commands.show()
}

func (p *Page) onMark(row int, how widgets.Mark) {
	switch how {
	case widgets.MarkToggle:
		p.table.Toggle(row)
	case widgets.MarkRange:
		p.table.MarkRange(row)
	default:
		p.table.MarkOne(row)
	}
}

// ToggleFilters opens the row of filters, or closes it.
func (p *Page) ToggleFilters() {
	p.foot.read()
	open := !p.filters.view.Visible()
	if !open {
		p.stage.Canvas().Focus(p.filter)
	}
	parts.ShowIf(p.filters.view, open)
	p.View.Refresh()
	if open {
		p.stage.Canvas().Focus(p.filters.owner)
	}
}
