package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/gui/model/account"
	"mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// registerPage is the lower half of the window: the connections that are known.
type registerPage struct {
	stage    *parts.Stage
	table    *register.Table
	upkeep   *register.Upkeep
	accounts *account.Accounts
	actions  registerActions

	view     *fyne.Container
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
	foot     *registerFoot
	empty    *widget.Label
	painting bool
}

// registerActions is what happens with entries outside this page.
type registerActions struct {
	selected func(history.Entry)
	test     func(history.Entry)
	testAll  func(register.Scope)
	findOut  func(history.Entry)
	forget   func(register.Scope)
	refresh  func()
	export   func()
	load     func() // an export of another computer
	widths   func([]float32)
}

// columns of the register, in their order.
var registerColumns = []struct {
	by    history.Column
	key   string
	width float32
	mono  bool
}{
	{history.ByName, "column.name", 152, false},
	{history.ByConnectionID, "column.id", 304, true},
	{history.ByETag, "column.etag", 318, true},
	{history.BySandbox, "column.sandbox", 82, false},
	{history.ByStatus, "column.status", 168, false},
	{history.ByStarted, "column.created", 136, false},
}

func newRegisterPage(s *parts.Stage, table *register.Table, upkeep *register.Upkeep, accounts *account.Accounts, actions registerActions) *registerPage {
	p := &registerPage{stage: s, table: table, upkeep: upkeep, accounts: accounts, actions: actions}
	p.buildGrid()
	bar := p.buildBar()
	p.filters = newFilterRow(s, table, accounts, p.onFilter)
	p.foot = newRegisterFoot(s, upkeep, accounts)
	head := container.New(layout.NewCustomPaddedVBoxLayout(theme.Padding()), bar, p.filters.view)
	p.view = container.New(registerLayout{p}, head, p.grid, p.foot.hint, p.foot.strip)
	table.OnChange = p.paint
	table.OnRow = func(int, int) { p.grid.Refresh() }
	table.OnArrived = p.actions.selected
	p.paint()
	return p
}

func (p *registerPage) buildBar() *fyne.Container {
	p.search = widgets.NewEntry()
	p.search.PlaceHolder = parts.Tr("register.search")
	p.search.Icon = theme.SearchIcon()
	p.search.OnChanged = p.table.Search
	p.search.OnEscape = func() { p.search.SetText("") }
	p.title = widget.NewLabelWithStyle(parts.Tr("register.title"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	p.count = widget.NewLabel("")
	p.filter = widgets.NewButton(parts.Tr("register.filter"), theme.ListIcon(), p.onFilter)
	p.copyID = widgets.NewButton(parts.Tr("register.copy"), theme.ContentCopyIcon(), p.onCopyID)
	p.test = widgets.NewButton(parts.Tr("register.test"), theme.MediaPlayIcon(), p.onTest)
	p.refresh = widgets.NewButton(parts.Tr("register.refresh"), theme.ViewRefreshIcon(), p.actions.refresh)
	p.more = widgets.NewButton("", theme.MoreHorizontalIcon(), p.onMore)
	for name, o := range map[string]fyne.CanvasObject{
		"register.search": p.search, "register.grid": p.grid, "register.filter": p.filter, "register.copyID": p.copyID,
		"register.test": p.test, "register.refresh": p.refresh, "register.more": p.more,
	} {
		p.stage.Name(name, o)
	}
	p.bar = container.New(barLayout{p}, p.title, p.count, p.search, p.filter, p.copyID, p.test, p.refresh, p.more)
	return p.bar
}

func (p *registerPage) buildGrid() {
	columns := make([]widgets.Column, len(registerColumns))
	for i, c := range registerColumns {
		columns[i] = widgets.Column{Title: parts.Tr(c.key), Width: c.width, Mono: c.mono, Sortable: true}
	}
	p.grid = widgets.NewGrid(columns, p.cell)
	p.grid.Placeholder = parts.Tr("register.loading")
	p.grid.OnSort = func(col int, descending bool) { p.table.SortBy(registerColumns[col].by, descending) }
	p.grid.OnWidthsChanged = p.actions.widths
	p.grid.OnSelected = p.onSelected
	p.grid.Marked = p.table.Marked
	p.grid.OnMark = p.onMark
	p.grid.OnMarkAll = p.table.MarkAll
	p.grid.OnActivated = func(int) { p.onShow() }
	p.grid.OnCopy = func(int) { p.onCopyID() }
	p.grid.OnMenu = p.onMenu
	p.grid.OnDelete = func(int) { p.onForget() }
	p.empty = widget.NewLabel("")
	p.empty.Alignment = fyne.TextAlignCenter
	p.empty.Wrapping = parts.Wrapping()
	p.empty.Importance = widget.LowImportance
	p.grid.SetEmpty(p.empty)
}

func (p *registerPage) cell(row, col int) widgets.Cell {
	entry, ok := p.table.Row(row)
	if !ok {
		return widgets.Cell{Pending: true}
	}
	return cellOf(entry, registerColumns[col].by)
}

// cellOf is what the register shows of an entry. What Platform does not hold any
// more stays in sight, but steps back.
func cellOf(entry history.Entry, column history.Column) widgets.Cell {
	cell := widgets.Cell{}
	switch column {
	case history.ByName:
		cell.Text = entry.Name
	case history.ByConnectionID:
		cell = orDash(string(entry.ConnectionID))
	case history.ByETag:
		cell = orDash(string(entry.ETag))
	case history.BySandbox:
		cell.Text = entry.Place.Sandbox
	case history.ByStatus:
		return parts.StatusCell(entry)
	default:
		cell.Text = parts.DayTime(entry.StartedAt)
	}
	if entry.State == history.Deleted {
		cell.ColorName = widgets.ColorNameMuted
	}
	return cell
}

func orDash(text string) widgets.Cell {
	if text == "" {
		return widgets.Cell{Text: "–", ColorName: widgets.ColorNameMuted}
	}
	return widgets.Cell{Text: text}
}

func (p *registerPage) paint() {
	p.painting = true
	defer func() { p.painting = false }()
	p.grid.SetLength(p.table.Count())
	query := p.table.Query()
	for i, c := range registerColumns {
		if c.by == query.Sort {
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

func (p *registerPage) paintCount(query history.Query) {
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

func (p *registerPage) paintButtons() {
	entry, _, _ := p.table.Selected()
	several := p.several()
	parts.EnableIf(p.copyID, several || entry.ConnectionID != "")
	parts.EnableIf(p.test, several && !p.upkeep.Busy() || !several && entry.State == history.Created)
	parts.EnableIf(p.refresh, !p.upkeep.Busy())
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

// paintUpkeep shows how far the work on the register is.
func (p *registerPage) paintUpkeep() {
	stripped := p.foot.strip.Visible()
	p.foot.paint()
	p.paintButtons()
	if p.foot.strip.Visible() != stripped {
		p.view.Refresh()
	}
}

// several reports whether more than one entry is marked.
func (p *registerPage) several() bool { return p.table.MarkCount() > 1 }

func (p *registerPage) onSelected(row int) {
	if p.painting {
		return
	}
	p.foot.read()
	p.table.Select(row)
	if entry, _, ok := p.table.Selected(); ok {
		p.actions.selected(entry)
	}
}

func (p *registerPage) onMark(row int, how widgets.Mark) {
	switch how {
	case widgets.MarkToggle:
		p.table.Toggle(row)
	case widgets.MarkRange:
		p.table.MarkRange(row)
	default:
		p.table.MarkOne(row)
	}
}

// onFilter opens the row of filters, or closes it.
func (p *registerPage) onFilter() {
	p.foot.read()
	open := !p.filters.view.Visible()
	if !open {
		p.stage.Canvas().Focus(p.filter)
	}
	parts.ShowIf(p.filters.view, open)
	p.view.Refresh()
	if open {
		p.table.LoadFacets()
		p.stage.Canvas().Focus(p.filters.owner)
	}
}

func (p *registerPage) onShow() {
	if entry, _, ok := p.table.Selected(); ok {
		p.actions.selected(entry)
	}
}

func (p *registerPage) onTest() {
	if p.several() {
		p.actions.testAll(p.table.Acting())
		return
	}
	if entry, _, ok := p.table.Selected(); ok && entry.State == history.Created {
		p.actions.test(entry)
	}
}

func (p *registerPage) onTestShown() { p.actions.testAll(p.table.Shown()) }

func (p *registerPage) onFindOut() {
	if entry, _, ok := p.table.Selected(); ok && parts.Unsettled(entry) {
		p.actions.findOut(entry)
	}
}

func (p *registerPage) onForget() {
	if scope := p.table.Acting(); scope.Count > 0 {
		p.actions.forget(scope)
	}
}
