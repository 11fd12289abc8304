package gui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// registerPage is the lower half of the window: the connections that were made.
type registerPage struct {
	stage   *stage
	table   *model.Table
	actions registerActions

	view     *fyne.Container
	search   *widgets.Entry
	grid     *widgets.Grid
	count    *widget.Label
	copyID   *widgets.Button
	copyETag *widgets.Button
	test     *widgets.Button
	more     *widgets.Button
	empty    *widget.Label
	painting bool
}

// registerActions is what happens with the selected entry outside this page.
type registerActions struct {
	selected func(history.Entry)
	test     func(history.Entry)
	findOut  func(history.Entry)
	forget   func(history.Entry)
	widths   func([]float32)
}

// columns of the register, in their order.
var registerColumns = []struct {
	by    history.Column
	key   string
	width float32
	mono  bool
}{
	{history.ByName, "column.name", 156, false},
	{history.ByConnectionID, "column.id", 304, true},
	{history.ByETag, "column.etag", 322, true},
	{history.BySandbox, "column.sandbox", 82, false},
	{history.ByStatus, "column.status", 160, false},
	{history.ByStarted, "column.created", 136, false},
}

func newRegisterPage(s *stage, table *model.Table, actions registerActions) *registerPage {
	p := &registerPage{stage: s, table: table, actions: actions}
	p.search = widgets.NewEntry()
	p.search.PlaceHolder = tr("register.search")
	p.search.Icon = theme.SearchIcon()
	p.search.OnChanged = table.Search
	p.search.OnEscape = func() { p.search.SetText("") }
	p.count = widget.NewLabel("")
	p.count.Importance = widget.LowImportance
	p.copyID = widgets.NewButton(tr("register.copyID"), theme.ContentCopyIcon(), p.onCopyID)
	p.copyETag = widgets.NewButton(tr("register.copyETag"), theme.ContentCopyIcon(), p.onCopyETag)
	p.test = widgets.NewButton(tr("register.test"), theme.MediaPlayIcon(), p.onTest)
	p.more = widgets.NewButton("", theme.MoreHorizontalIcon(), p.onMore)
	p.buildGrid()
	for name, o := range map[string]fyne.CanvasObject{
		"register.search": p.search, "register.grid": p.grid, "register.copyID": p.copyID,
		"register.copyETag": p.copyETag, "register.test": p.test, "register.more": p.more,
	} {
		s.name(name, o)
	}
	title := widget.NewLabelWithStyle(tr("register.title"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	bar := container.NewBorder(nil, nil, container.NewHBox(title, p.count),
		container.NewHBox(p.copyID, p.copyETag, p.test, p.more), p.search)
	// Not container.NewBorder: Tab would go to the grid before the bar.
	p.view = container.New(layout.NewBorderLayout(bar, nil, nil, nil), bar, p.grid)
	table.OnChange = p.paint
	table.OnRow = func(int, int) { p.grid.Refresh() }
	table.OnArrived = p.actions.selected
	p.paint()
	return p
}

func (p *registerPage) buildGrid() {
	columns := make([]widgets.Column, len(registerColumns))
	for i, c := range registerColumns {
		columns[i] = widgets.Column{Title: tr(c.key), Width: c.width, Mono: c.mono, Sortable: true}
	}
	p.grid = widgets.NewGrid(columns, p.cell)
	p.grid.Placeholder = tr("register.loading")
	p.grid.OnSort = func(col int, descending bool) { p.table.SortBy(registerColumns[col].by, descending) }
	p.grid.OnWidthsChanged = p.actions.widths
	p.grid.OnSelected = p.onSelected
	p.grid.OnActivated = func(int) { p.onShow() }
	p.grid.OnCopy = func(int) { p.onCopyID() }
	p.grid.OnMenu = p.onMenu
	p.grid.OnDelete = func(int) { p.onForget() }
	p.empty = widget.NewLabel("")
	p.empty.Alignment = fyne.TextAlignCenter
	p.empty.Wrapping = wrapping()
	p.empty.Importance = widget.LowImportance
	p.grid.SetEmpty(p.empty)
}

func (p *registerPage) cell(row, col int) widgets.Cell {
	entry, ok := p.table.Row(row)
	if !ok {
		return widgets.Cell{Pending: true}
	}
	switch registerColumns[col].by {
	case history.ByName:
		return widgets.Cell{Text: entry.Name}
	case history.ByConnectionID:
		return orDash(string(entry.ConnectionID))
	case history.ByETag:
		return orDash(string(entry.ETag))
	case history.BySandbox:
		return widgets.Cell{Text: entry.Place.Sandbox}
	case history.ByStatus:
		return statusCell(entry)
	default:
		return widgets.Cell{Text: dayTime(entry.StartedAt)}
	}
}

func orDash(text string) widgets.Cell {
	if text == "" {
		return widgets.Cell{Text: "–", ColorName: widgets.ColorNameMuted}
	}
	return widgets.Cell{Text: text}
}

// statusCell says in a word or two where an entry stands.
func statusCell(entry history.Entry) widgets.Cell {
	switch {
	case entry.State == history.Created && entry.Test == history.Working:
		return widgets.Cell{Text: tr("status.working"), Icon: theme.ConfirmIcon(), ColorName: widgets.ColorNameSuccessText}
	case entry.State == history.Created && entry.Test == history.Refused:
		return widgets.Cell{Text: tr("status.refused"), Icon: theme.WarningIcon(), ColorName: widgets.ColorNameWarningText}
	case entry.State == history.Created:
		return widgets.Cell{Text: tr("status.created"), Icon: theme.InfoIcon(), ColorName: widgets.ColorNameMuted}
	case entry.State == history.Failed:
		return widgets.Cell{Text: tr("status.failed"), Icon: theme.ErrorIcon(), ColorName: widgets.ColorNameDangerText}
	case entry.State == history.Deleted:
		return widgets.Cell{Text: tr("status.deleted"), Icon: theme.DeleteIcon(), ColorName: widgets.ColorNameMuted}
	case entry.State == history.Pending:
		return widgets.Cell{Text: tr("status.pending"), Icon: theme.MediaPlayIcon(), ColorName: widgets.ColorNameMuted}
	}
	return widgets.Cell{Text: tr("status.unknown"), Icon: theme.QuestionIcon(), ColorName: widgets.ColorNameWarningText}
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
	_, row, selected := p.table.Selected()
	p.grid.Select(row)
	p.grid.Refresh()
	p.paintCount(query)
	p.paintButtons(selected)
}

func (p *registerPage) paintCount(query history.Query) {
	text := ""
	if p.table.Count() > 0 {
		text = tr("register.count", "Count", number(p.table.Count()))
	}
	p.count.SetText(text)
	switch {
	case !p.table.Problem().Empty():
		p.empty.SetText(say(p.table.Problem().Title))
	case query.Search != "":
		p.empty.SetText(tr("register.noMatch"))
	case query.Practice:
		p.empty.SetText(tr("register.emptyPractice"))
	default:
		p.empty.SetText(tr("register.empty"))
	}
}

func (p *registerPage) paintButtons(selected bool) {
	entry, _, _ := p.table.Selected()
	enableIf(p.copyID, entry.ConnectionID != "")
	enableIf(p.copyETag, entry.ETag != "")
	enableIf(p.test, entry.State == history.Created)
	enableIf(p.more, selected)
}

func (p *registerPage) onSelected(row int) {
	if p.painting {
		return
	}
	p.table.Select(row)
	if entry, _, ok := p.table.Selected(); ok {
		p.actions.selected(entry)
	}
}

func (p *registerPage) onShow() {
	if entry, _, ok := p.table.Selected(); ok {
		p.actions.selected(entry)
	}
}

func (p *registerPage) onCopyID() {
	entry, _, _ := p.table.Selected()
	p.stage.copy(string(entry.ConnectionID), tr("copied.id"))
}

func (p *registerPage) onCopyETag() {
	entry, _, _ := p.table.Selected()
	p.stage.copy(string(entry.ETag), tr("copied.etag"))
}

// onCopyRow copies the row as a spreadsheet takes it: cells between tabs.
func (p *registerPage) onCopyRow() {
	_, row, ok := p.table.Selected()
	if !ok {
		return
	}
	text := ""
	for col := range registerColumns {
		if col > 0 {
			text += "\t"
		}
		text += oneLine(p.cell(row, col).Text)
	}
	p.stage.copy(text, tr("copied.row"))
}

func (p *registerPage) onTest() {
	if entry, _, ok := p.table.Selected(); ok && entry.State == history.Created {
		p.actions.test(entry)
	}
}

func (p *registerPage) onFindOut() {
	if entry, _, ok := p.table.Selected(); ok && unsettled(entry) {
		p.actions.findOut(entry)
	}
}

func (p *registerPage) onForget() {
	if entry, _, ok := p.table.Selected(); ok {
		p.actions.forget(entry)
	}
}

func unsettled(entry history.Entry) bool {
	return entry.State == history.Unknown || entry.State == history.Pending
}

func (p *registerPage) onMore() {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.more)
	_, row, _ := p.table.Selected()
	p.onMenu(row, at.AddXY(0, p.more.Size().Height))
}

func (p *registerPage) onMenu(_ int, at fyne.Position) {
	entry, _, ok := p.table.Selected()
	if !ok {
		return
	}
	item := func(key string, enabled bool, f func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(tr(key), f)
		i.Disabled = !enabled
		return i
	}
	menu := fyne.NewMenu("",
		item("register.copyID", entry.ConnectionID != "", p.onCopyID),
		item("register.copyETag", entry.ETag != "", p.onCopyETag),
		item("register.copyRow", true, p.onCopyRow),
		fyne.NewMenuItemSeparator(),
		item("register.test", entry.State == history.Created, p.onTest),
		item("progress.findOut", unsettled(entry), p.onFindOut),
		fyne.NewMenuItemSeparator(),
		item("register.forget", true, p.onForget),
	)
	widget.ShowPopUpMenuAtPosition(menu, p.stage.canvas(), at)
}

// dayTime is when something happened, in the user's time zone and written as the
// language writes it: its text holds the layout.
func dayTime(at time.Time) string { return at.Local().Format(tr("format.dayTime")) }

// clockTime is the time of day of something that happens within a day.
func clockTime(at time.Time) string {
	if time.Until(at) > 20*time.Hour {
		return dayTime(at)
	}
	return at.Local().Format("15:04")
}

// oneLine keeps a cell from breaking the row that it is copied in.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, text)
}
