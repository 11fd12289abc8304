package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Page is the panel for the connection at hand: where it stands, all that is known
// of it, its files, and what was done to it. Where several are selected, it offers
// what can be done with all of them.
type Page struct {
	// View is the panel.
	View *widgets.Card

	stage   *parts.Stage
	current *connection.Current
	actions *Actions

	head     *head
	tabs     *tabs
	overview *overview
	flows    *flowsTab
	files    *filesTab
	history  *widgets.List
	unread   *widgets.Paragraph // in place of the history
	hint     *widgets.Paragraph // in place of everything
	several  *several
	buttons  *buttons
	more     *widgets.Button
	one      *fyne.Container // all of one connection

	turned string // the attempt ID of the connection that was turned to last
	led    bool   // its dataflows were not chosen by the user
}

// New makes the page over the connection at hand.
func New(s *parts.Stage, current *connection.Current, actions *Actions, many Several) *Page {
	p := &Page{stage: s, current: current, actions: actions}
	p.head = newHead(s, func() { actions.needs.ShowInList(p.current.Entry()) })
	p.tabs = newTabs(s, func() {
		p.led = false
		p.follow()
	})
	p.overview = newOverview(s, actions.needs)
	p.flows = newFlowsTab(actions)
	p.files = newFilesTab(actions, p.Paint)
	p.flows.bring.OnTapped = p.chooseFiles
	p.history = widgets.NewHistory()
	p.unread = parts.Quiet("")
	p.unread.SetText(parts.Tr("details.reading"))
	actions.showFlows = func() {
		p.tabs.choose(tabFlows)
		p.Focus()
	}
	p.hint = parts.Quiet("")
	p.several = newSeveral(s, many)
	p.buttons = newButtons(s, actions)
	p.buttons.bring.OnTapped = p.bringIn
	p.more = widgets.NewButton("", theme.MoreHorizontalIcon(), p.showMenu)
	p.more.Importance = widget.LowImportance
	s.Name("details.more", p.more)
	top := container.NewVBox(p.head.view, p.tabs.view)
	views := container.NewStack(p.overview.view, p.flows.view, p.files.view, container.NewVBox(p.unread, p.history))
	// Not container.NewBorder: Tab would go to the top last.
	p.one = container.New(layout.NewBorderLayout(top, nil, nil, nil), top, views)
	p.View = widgets.NewScrollCard("", "", container.NewStack(p.one, container.NewVBox(p.hint)))
	p.View.SetFooter(container.NewVBox(p.buttons.view, p.several.view))
	p.View.SetCorner(p.more)
	s.Follow(current.Changed.Listen(p.follow))
	s.Follow(actions.flows.Changed.Listen(p.Paint))
	s.Follow(p.files.close)
	s.Follow(actions.flows.LookAway)
	p.Paint()
	return p
}

// Select says how many connections are selected in the register: of several, the
// page shows what can be done with all of them.
func (p *Page) Select(count int) {
	if p.several.count != count {
		p.several.count, p.actions.several = count, count > 1
		p.follow()
	}
}

// SetHidden says whether the list hides the connection at hand.
func (p *Page) SetHidden(hidden bool) {
	if p.head.hidden.Visible() != hidden {
		parts.ShowIf(p.head.hidden, hidden)
		p.View.Refresh()
	}
}

// Paint shows how things are, which Needs.Idle is a part of.
func (p *Page) Paint() {
	entry, many := p.current.Entry(), p.several.count > 1
	one := entry.AttemptID != "" && !many
	parts.ShowIf(p.one, one)
	parts.ShowIf(p.more, one)
	parts.ShowIf(p.hint, !one)
	parts.ShowIf(p.buttons.view, one)
	parts.ShowIf(p.several.view, many)
	title := parts.EntryName(entry)
	switch {
	case many:
		title = parts.Tr("several.title", "Count", p.several.count)
		p.hint.SetText(parts.Tr("several.text"))
		p.several.paint(p.actions.needs.Idle())
	case !one:
		title = parts.Tr("details.title")
		p.hint.SetText(parts.Tr("details.none"))
	default:
		p.paintOne()
	}
	p.View.SetTitle(title) // which lays out what is shown now
}

// turn leads to the dataflows of a connection of which one fails, where nothing else
// was chosen, and back with the next one.
func (p *Page) turn(entry history.Entry) {
	if p.turned == entry.AttemptID {
		return
	}
	p.turned = entry.AttemptID
	failing := entry.Status() == history.StatusFailing && parts.Held(entry)
	switch {
	case failing && p.tabs.chosen == tabOverview:
		p.tabs.choose(tabFlows)
		p.led = true
	case !failing && p.tabs.chosen == tabFlows && p.led:
		p.tabs.choose(tabOverview)
	}
}

// follow paints, and reads the files or the dataflows of the connection at hand where
// they are to be seen.
func (p *Page) follow() {
	entry := p.current.Entry()
	p.Paint()
	p.turn(entry)
	held := p.several.count < 2 && parts.Held(entry)
	p.files.show(entry, p.tabs.chosen == tabFiles && held)
	p.flows.show(entry, p.tabs.chosen == tabFlows && held && p.current.Opened())
}

func (p *Page) paintOne() {
	entry := p.current.Entry()
	if parts.Held(entry) {
		p.tabs.offer(tabOverview, tabFlows, tabFiles, tabHistory)
	} else {
		p.tabs.offer(tabOverview, tabHistory)
	}
	p.tabs.mark(tabFlows, entry.Flows.Status.NeedsAttention())
	p.head.paint(p.current)
	p.overview.paint(p.current)
	p.history.SetItems(happenings(entry, p.current.Events(), p.actions.needs.Own))
	chosen := p.tabs.chosen
	if chosen == tabFlows {
		p.flows.paint()
	}
	parts.ShowIf(p.flows.view, chosen == tabFlows)
	parts.ShowIf(p.files.view, chosen == tabFiles)
	parts.ShowIf(p.overview.view, chosen == tabOverview)
	parts.ShowIf(p.history, chosen == tabHistory)
	parts.ShowIf(p.unread, chosen == tabHistory && !p.current.Loaded())
	p.buttons.paint(p.current, p.actions.needs, chosen, p.files.problem())
}

// Focus puts the focus on the titles of the tabs.
func (p *Page) Focus() { p.stage.Canvas().Focus(p.tabs.view.Head()) }

// showMenu shows all that can be done with the connection, below the button.
func (p *Page) showMenu() { p.stage.MenuBelow(p.more, p.actions.Menu()...) }
