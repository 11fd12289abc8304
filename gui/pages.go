package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/account"
	"mooring/gui/batch"
	"mooring/gui/connection"
	"mooring/gui/model"
	batchmodel "mooring/gui/model/batch"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/register"
	"mooring/gui/support"
	"mooring/gui/widgets"
)

// pages are what the window shows of its models: a bar on top, the list of connections
// on the left, a panel for the thing at hand on the right. They are made anew in
// another language.
type pages struct {
	stage  *parts.Stage
	models *models

	account   *account.View
	refresher *refresher
	register  *register.Page
	panel     *panel
	notes     *support.Notes
	welcome   *support.Welcome
	practice  *support.Practice
	split     *container.Split
	listed    *fyne.Container // the list and the panel, above what goes on with a table
	tablePage *batch.Page     // nil until it is asked for
	afar      *fyne.Container // how far the table is, below the list; nil until there is a page for it
	shown     *fyne.Container // the list and the panel, or the table
	body      *fyne.Container // the bar, and what is shown below it
	content   *fyne.Container // all but the welcome
	root      *fyne.Container
	turned    func() // is called when another of them is in front
}

func newPages(s *parts.Stage, m *models, g parts.Gate, app string) *pages {
	p := &pages{stage: s, models: m, turned: func() {}}
	p.account = account.New(s, m.accounts, account.Needs{
		Fill: func() { p.panel.filler.ChooseFile() }, Practice: g.WhenReady(p.beginWithPractice), Resized: p.layOut,
		Proxy: m.proxyLogin,
	})
	deleteMany := g.WhenReady(func() { p.register.Commands.Delete() })
	p.panel = newPanel(s, m, g, panelNeeds{
		account: p.account,
		several: connection.Several{
			Test:    func() { p.register.Commands.Test() },
			CopyIDs: func() { p.register.Commands.CopyID() },
			Export:  func() { p.register.Exchange.Export() },
			Forget:  func() { p.register.Commands.Forget() },
			Delete:  deleteMany,
		},
		forget: func(entry history.Entry) { p.register.Commands.ForgetEntry(entry) },
		list: listNeeds{
			search: func(text string) { p.register.Search(text) }, focus: func() { p.register.FocusRows() },
		},
		app: app,
	})
	p.refresher = newRefresher(s, m, g, p.account)
	p.register = register.New(s, m.table, m.tasks, register.Needs{
		Show:    p.panel.turnTo,
		New:     g.WhenReady(p.panel.newConnection),
		Test:    p.panel.onEntry(p.panel.actions.Test),
		Delete:  deleteMany,
		Org:     func(entry history.Entry) string { return account.OrganizationOf(m.accounts, entry) },
		Kind:    m.accounts.SandboxKind,
		FindOut: p.panel.onEntry(p.panel.actions.FindOut),
		Menu:    p.panel.actions.Menu,
		Refresh: p.refresher.refresh,
		Saved:   m.accounts.Saved,
		Sandbox: func() string { return m.accounts.Target().Account.Sandbox },
		Hint:    p.refresher.hint,
		Widths:  func(widths []float32) { m.settings.Change(func(l *supportmodel.Look) { l.Columns = widths }) },
		App:     app,
	})
	p.register.SetWidths(m.settings.Look().Columns)
	s.Name("toast.action", s.Toast.ActionButton())
	p.notes = support.NewNotes(s, m.notices, func() { p.showBatch(true) }, p.register.CoveredBy)
	p.welcome = support.NewWelcome(s, p.beginWithOrganization, p.beginWithPractice)
	p.practice = newPractice(s, m, func(scenario practice.Scenario) {
		p.showWelcome(false)
		p.showBatch(false) // it fills in the form
		useScenario(s, m, p.panel, scenario)
	})
	s.FocusLost = p.focusNext
	p.compose(m.settings.Look().Panel)
	followModels(s, m, p)
	return p
}

// compose puts the pages in their places: the bar and the form under it on top, the
// list on the left, and the panel on the right, which never covers it.
func (p *pages) compose(panelAt float64) {
	p.register.Cover(p.notes.View)
	list := container.NewPadded(p.register.View)
	p.split = container.NewHSplit(list, container.NewPadded(p.panel.view))
	p.split.SetOffset(panelAt)
	// Not container.NewBorder: Tab would go to the bar last.
	top := container.New(layout.NewCustomPaddedVBoxLayout(0), p.account.Bar.View, p.account.Form.View)
	p.listed = container.NewStack(p.split)
	p.shown = container.New(inTurn{under: p.account.Form.View}, p.listed)
	p.body = container.New(widgets.NewFramedLayout(top, nil), top, p.shown)
	p.content = widgets.NewPage(p.body)
	p.root = container.New(inFront{p.stage.Fit}, p.content, p.welcome.View, p.stage.Toast, widgets.NewShield())
}

// forTable is the page for connections from a table, which few starts need: it is made when
// it is asked for first.
func (p *pages) forTable() *batch.Page {
	if p.tablePage != nil {
		return p.tablePage
	}
	s, m := p.stage, p.models
	p.tablePage = batch.New(s, m.batch, m.batch.Changed, batch.Needs{
		Close: func() { p.showBatch(false) },
		Ready: p.panel.gate.Ready,
		Into:  func() string { return intoTable(m) },
		Open: func(entry history.Entry) {
			p.showBatch(false)
			p.panel.showInList(entry, listNeeds{search: p.register.Search, focus: p.register.FocusRows})
		},
		Resized:    func() { p.showAfar() },
		SecretFile: m.notices.FilledFrom,
	})
	edge := theme.Padding()
	p.afar = container.New(layout.NewCustomPaddedLayout(0, edge, edge, edge), p.tablePage.Afar)
	p.listed.Layout = widgets.NewFramedLayout(nil, p.afar)
	p.listed.Add(p.afar)
	p.showAfar()
	p.tablePage.View.Hide()
	p.shown.Add(p.tablePage.View)
	return p.tablePage
}

// showAfar has room below the list for how far a table is, while there is something to say.
func (p *pages) showAfar() {
	if p.afar != nil {
		parts.ShowIf(p.afar, p.tablePage.Afar.Visible())
		p.listed.Refresh()
	}
}

// showsTable reports whether that page is in the place of the list and the panel.
func (p *pages) showsTable() bool { return p.tablePage != nil && p.tablePage.View.Visible() }

// inTurn gives all objects the same place, of which one is shown at a time. The window
// is never smaller than any of them needs, or what else is in it would be cut off.
type inTurn struct {
	under fyne.CanvasObject // may be shown above them
}

// underLetters is how high they are at least while something is shown above them that
// takes most of a small window, in letters of the size of the text: the page scrolls then.
const underLetters = 20

// MinSize has room for each of the objects.
func (l inTurn) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := fyne.Size{}
	if l.under.Visible() {
		least.Height = underLetters * theme.TextSize()
	}
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least
}

// Layout places the objects.
func (inTurn) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// inFront gives all objects the window, one in front of the other, and says so.
type inFront struct{ resized func() }

// MinSize has room for each of the objects.
func (inFront) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return layout.NewStackLayout().MinSize(objects)
}

// Layout places the objects.
func (l inFront) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	layout.NewStackLayout().Layout(objects, size)
	l.resized()
}

// layOut gives the list and the panel the room that the form above them leaves.
func (p *pages) layOut() {
	if p.body != nil {
		p.body.Layout.Layout(p.body.Objects, p.body.Size())
	}
}

// focus puts the cursor into the field that a problem is about.
func (p *pages) focus(field model.Field) {
	if !p.panel.create.Focus(field) {
		p.account.Focus(field)
	}
}

// focusNext puts the focus on what the user is likely to go on with.
func (p *pages) focusNext() {
	if p.showsTable() {
		p.tablePage.Focus()
		return
	}
	p.panel.focus()
}

// showBatch shows the page for connections from a table in the place of the list and
// the panel, or these again.
func (p *pages) showBatch(on bool) {
	if on {
		p.showWelcome(false)
	}
	if p.showsTable() == on {
		return
	}
	parts.ShowIf(p.listed, !on)
	parts.ShowIf(p.forTable().View, on)
	if on {
		p.tablePage.Focus()
	} else {
		p.register.FocusRows()
	}
	p.turn()
}

// turn tells that another page is in front.
func (p *pages) turn() {
	widgets.Turned(p.stage.Canvas())
	p.turned()
}

// lacksForm is the key of why there is no form or table that something could be made of;
// "" if there is.
func (p *pages) lacksForm() string {
	phase := p.models.batch.Phase()
	switch {
	case p.models.busy():
		return "busy.note"
	case p.showsTable() && (phase == batchmodel.Editing || phase == batchmodel.Done):
		return ""
	case p.showsTable():
		return "menu.nothing"
	case !p.content.Visible():
		return "menu.welcome"
	case !p.panel.showsForm():
		return "menu.noForm"
	}
	return ""
}

// lacksKeys is the key of why there are no keys that could be checked; "" if there are.
func (p *pages) lacksKeys() string {
	reason := p.lacksForm()
	switch {
	case p.content.Visible() && p.panel.asksForKeys():
		return ""
	case reason == "":
		return "menu.nothing"
	}
	return reason
}

// refocus puts the focus on the control of that name, or else on one that is always
// in sight.
func (p *pages) refocus(name string) {
	c := p.stage.Canvas()
	fallback := fyne.Focusable(p.account.Bar.Accounts)
	if p.welcome.View.Visible() {
		fallback = p.welcome.Practice
	}
	if f, ok := p.stage.Places.Stop(name); ok {
		c.Focus(f) // which is refused where it cannot be seen
	}
	if c.Focused() == nil {
		c.Focus(fallback)
	}
}

func (p *pages) showWelcome(on bool) {
	parts.ShowIf(p.content, !on)
	parts.ShowIf(p.welcome.View, on)
	canvas.Refresh(p.root) // Fyne draws nothing anew for what has never been drawn
	if on {
		p.stage.Canvas().Focus(p.welcome.Practice)
	}
	p.turn()
}

func (p *pages) beginWithOrganization() {
	p.showWelcome(false)
	p.models.accounts.ChooseNew()
	p.focus(model.FieldOrgID)
}

func (p *pages) beginWithPractice() {
	p.showWelcome(false)
	p.models.accounts.ChoosePractice()
	if p.showsTable() {
		p.tablePage.Focus() // whose rows go there now
		return
	}
	p.focus(model.FieldName)
}

// dropped takes files that were dropped on the window.
func (p *pages) dropped(_ fyne.Position, files []fyne.URI) {
	switch {
	case p.showsTable():
		p.tablePage.Files.Drop(files)
	case p.panel.gate.Ready():
		p.showWelcome(false)
		p.panel.filler.Drop(files)
	}
}
