package register

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Needs is what the page asks of the rest of the window.
type Needs struct {
	// Show shows an entry that was selected.
	Show func(history.Entry)
	// New makes the window ready for another connection.
	New func()
	// Test asks Platform whether it can read the bucket of one connection.
	Test func(history.Entry)
	// Delete is Commands.Delete, unless something is under way.
	Delete func()
	// FindOut finds out what became of an attempt.
	FindOut func(history.Entry)
	// Org names the organization of an entry, and Kind says how much is at stake in its
	// sandbox.
	Org  func(history.Entry) string
	Kind func(history.Place) model.SandboxKind
	// Menu is what can be done with the one connection that is selected; copies are more
	// things that can be copied.
	Menu func(copies ...*fyne.MenuItem) []*fyne.MenuItem
	// Refresh reads what Platform holds in the sandbox at hand.
	Refresh func()
	// Saved lists the saved accounts; filters go by their names.
	Saved func() []history.Account
	// Sandbox is the one at hand, which new connections go to; nil for none.
	Sandbox func() string
	// Hint says what a refresh would read, and when that was read last. It is shown
	// at the end of the foot; nil for nothing.
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
	// Exchange is export and import.
	Exchange *Exchange
	*columnsInSight

	stage *parts.Stage
	table *register.Table
	needs Needs

	bar      *bar
	filters  *filterRow
	empty    *widgets.Paragraph // why there are no rows
	showAll  *widgets.Link      // below it, where something hides them
	foot     *foot
	painting bool
}

// New makes the page over its models.
func New(s *parts.Stage, table *register.Table, tasks *register.Tasks, needs Needs) *Page {
	p := &Page{stage: s, table: table, needs: needs}
	p.Exchange = &Exchange{stage: s, table: table, tasks: tasks, app: needs.App}
	p.Commands = newCommands(s, table, tasks, p.Exchange, needs)
	p.Commands.removed = p.goOn
	p.buildGrid()
	p.bar = newBar(s, table.Search, p.ToggleFilters, needs.New, p.Commands.showAll)
	p.bar.search.OnDown = p.FocusRows
	p.bar.search.OnSubmitted = func(string) { p.FocusRows() }
	p.filters = newFilterRow(s, table, needs.Saved, p.ToggleFilters)
	p.foot = newFoot(s, table, tasks, needs.Hint, p.FocusRows)
	head := container.New(layout.NewCustomPaddedVBoxLayout(theme.Padding()), p.bar.view, p.filters.view)
	p.View = container.New(pageLayout{p}, head, p.grid, p.foot.view)
	for _, stop := range []func(){
		s.Toast.Over(p.grid), table.Changed.Listen(p.paint), table.Arrived.Listen(needs.Show), tasks.Changed.Listen(p.foot.paint),
		tasks.Ended.Listen(p.ended), tasks.Deletions.Done.Listen(p.deleted),
	} {
		s.Follow(stop)
	}
	p.paint()
	return p
}

// Cover lays something over the rows, and nothing else.
func (p *Page) Cover(o fyne.CanvasObject) { p.View.Add(o) }

// CoveredBy tells of what lies on the last rows while it is visible.
func (p *Page) CoveredBy(in fyne.CanvasObject, objects ...fyne.CanvasObject) {
	p.grid.CoveredBy(in, objects...)
}

// FocusSearch puts the cursor into the search.
func (p *Page) FocusSearch() { p.stage.Canvas().Focus(p.bar.search) }

// FocusRows gives the focus to the rows.
func (p *Page) FocusRows() { p.stage.Canvas().Focus(p.grid.Rows()) }

// goOn gives the focus to the rows, where another one is selected now: what was removed
// may have had it, or the page that showed it.
func (p *Page) goOn() {
	if !widgets.HasFocus(p.View) {
		p.FocusRows()
	}
}

// Search puts a text into the search, as if it had been typed.
func (p *Page) Search(text string) { p.bar.search.SetText(text) }

// StripText is what the strip of a task says, for tests.
func (p *Page) StripText() string { return p.foot.strip.Text() }

// FollowSandbox takes notice of another sandbox at hand, which is what a refresh would
// read.
func (p *Page) FollowSandbox() {
	if p.showColumns(p.tellsSandbox()) {
		p.paint()
		return
	}
	p.foot.paint()
}

func (p *Page) buildGrid() {
	p.columnsInSight = &columnsInSight{
		grid: widgets.NewGrid(nil, p.cell), keep: p.needs.Widths, widths: map[history.Column]float32{},
	}
	p.stage.Name("register.grid", p.grid)
	p.showColumns(p.tellsSandbox())
	p.grid.Placeholder = parts.Tr("register.loading")
	p.grid.OnSort = func(col int, descending bool) { p.table.SortBy(p.columns[col], descending) }
	p.grid.OnWidthsChanged = p.setByHand
	p.grid.OnSelected = p.onSelected
	p.grid.Marked = p.table.Marks.Has
	p.grid.OnMark = p.onMark
	p.grid.OnMarkAll = p.table.Marks.All
	p.grid.OnSight = p.table.InSight
	p.grid.OnActivated = func(int) { p.Commands.show() }
	p.grid.OnCopy = func(int) { p.Commands.CopyID() }
	p.grid.OnMenu = func(_ int, at fyne.Position) { p.Commands.showRow(at) }
	p.grid.OnDelete = func(int) { p.Commands.Forget() }
	p.empty = parts.Quiet("")
	p.empty.Alignment = fyne.TextAlignCenter
	p.showAll = widgets.NewLink(parts.Tr("register.showAll"), p.onShowAll)
	p.stage.Name("register.showAll", p.showAll)
	p.grid.SetEmpty(container.NewVBox(p.empty, container.NewCenter(p.showAll)))
}

// tellsSandbox reports whether rows may be in another sandbox than one would think: in
// several, or not in the one at hand.
func (p *Page) tellsSandbox() bool {
	of := p.table.Facets().Sandboxes(p.table.Filter().Owner)
	if only := p.table.Filter().Sandbox; only != "" {
		of = []string{only}
	}
	atHand := ""
	if p.needs.Sandbox != nil {
		atHand = p.needs.Sandbox()
	}
	return len(of) > 1 || len(of) == 1 && atHand != "" && of[0] != atHand
}

func (p *Page) cell(row, col int) widgets.Cell {
	entry, ok := p.table.Row(row)
	if !ok {
		return widgets.Cell{Pending: true}
	}
	return cellOf(entry, p.columns[col], p.grid.Form(col))
}

func (p *Page) paint() {
	p.painting = true
	defer func() { p.painting = false }()
	p.showColumns(p.tellsSandbox())
	p.grid.SetLength(p.table.Count())
	query := p.table.Query()
	p.grid.SetSort(slices.Index(p.columns, query.Sort), query.Descending)
	p.grid.Select(p.table.Marks.Cursor())
	p.grid.Refresh()
	p.paintEmpty(query)
	p.filters.paint()
	p.bar.paint(p.table.Filter().Count())
	p.foot.paint()
}

func (p *Page) paintEmpty(query history.Query) {
	text, hidden := p.why(query)
	p.empty.SetText(text)
	parts.ShowIf(p.showAll, hidden)
}

// why is why there are no rows, where there are none, and whether something hides them.
func (p *Page) why(query history.Query) (text string, hidden bool) {
	filtered, searched := p.table.Filter().Count() > 0, query.Search != ""
	switch all, _ := p.table.Totals(); {
	case all == 0 && p.table.Loading():
		return "", false // nobody knows yet
	case !p.table.Problem().Empty():
		return parts.Say(p.table.Problem().Title), false
	case filtered && searched:
		return parts.Tr("register.noneOfBoth"), true
	case filtered:
		return parts.Tr("register.noneFiltered"), true
	case searched:
		return parts.Tr("register.noMatch"), true
	case query.Practice:
		return parts.Tr("register.emptyPractice"), false
	}
	return parts.Tr("register.empty"), false
}

// onShowAll takes away whatever hides rows.
func (p *Page) onShowAll() {
	p.Search("")
	p.table.SetFilter(register.Filter{})
	p.FocusRows()
}

// ended follows what a task has done to the register.
func (p *Page) ended(end register.Ending) {
	if end.Task == register.TaskExport {
		p.Exchange.exported(end.Outcome)
	}
}

// deleted leaves marked what could not be deleted.
func (p *Page) deleted(scope register.Scope) {
	p.turn(func() { p.table.Marks.Drop(scope) })
}

func (p *Page) onSelected(row int) {
	if p.painting {
		return
	}
	p.foot.read()
	p.turn(func() { p.table.Select(row) })
}

func (p *Page) onMark(row int, how widgets.Mark) {
	p.turn(func() {
		switch how {
		case widgets.MarkToggle:
			p.table.Marks.Toggle(row)
		case widgets.MarkRange:
			p.table.Marks.Range(row)
		default:
			p.table.Marks.One(row)
		}
	})
	if how == widgets.MarkOne {
		p.Commands.show() // what was just made is selected, and not shown yet
	}
}

// turn shows another entry where that is the selected one after a change.
func (p *Page) turn(change func()) {
	_, before, _ := p.table.Selected()
	change()
	if _, now, _ := p.table.Selected(); now != before {
		p.Commands.show()
	}
}

// ToggleFilters opens the row of filters, or closes it.
func (p *Page) ToggleFilters() {
	p.foot.read()
	open := !p.filters.view.Visible()
	if !open {
		p.stage.Canvas().Focus(p.bar.filter)
	}
	parts.ShowIf(p.filters.view, open)
	p.View.Refresh()
	if open {
		p.stage.Canvas().Focus(p.filters.owner)
	}
}
