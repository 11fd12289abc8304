package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client/history"
	"mooring/gui/account"
	"mooring/gui/connection"
	"mooring/gui/create"
	"mooring/gui/model"
	accountmodel "mooring/gui/model/account"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/process"
	"mooring/gui/register"
	"mooring/gui/support"
	"mooring/gui/widgets"
)

// mainWindow puts the pages together over the models behind them: a bar on top, the
// list of connections on the left, and a panel for the thing at hand on the right.
type mainWindow struct {
	*models
	stage   *parts.Stage
	about   process.About
	options process.Options

	account       *account.View
	register      *register.Page
	create        *create.Page
	connection    *connection.Page
	actions       *connection.Actions
	filler        *create.Filler
	checker       *create.KeyChecker
	notes         *support.Notes
	welcome       *support.Welcome
	settingsSheet *support.Settings
	practiceSheet *support.Practice
	read          *widgets.Line // when the list was read last
	split         *container.Split
	body          *fyne.Container // the bar, the list and the panel
	content       *fyne.Container
	root          *fyne.Container
	menu          *fyne.MainMenu

	noted support.Noted
	// refreshWanted says that a refresh is to follow the sign-in under way.
	refreshWanted bool
	// recorded says that an entry of the register is at hand, and not an attempt.
	recorded bool
	tried    tried
	quitting *widgets.Sheet // asks whether to quit while work is under way
	// forgetAtEnd says that the app's files are to be removed once it has ended.
	forgetAtEnd bool
}

func newMainWindow(s *parts.Stage, b *backend, about process.About, options process.Options) *mainWindow {
	w := &mainWindow{stage: s, about: about, options: options, models: newModels(s.Runner, b, about)}
	if aside := b.register.Notice(); aside != nil {
		w.noted.SetAside = aside.Path
	}
	w.followRegister()
	w.followConnections()
	w.followAccounts()
	w.build()
	return w
}

func (w *mainWindow) build() {
	s := w.stage
	w.account = account.New(s, w.accounts, account.Needs{
		Fill: func() { w.filler.ChooseFile() }, Practice: w.ifIdle(w.begunWithPractice), Resized: w.layOut,
	})
	w.buildPanel()
	w.register = register.New(s, w.table, w.tasks, register.Needs{
		Show:    w.showEntry,
		New:     w.ifIdle(w.newConnection),
		Test:    w.onEntry(w.actions.Test),
		FindOut: w.onEntry(w.actions.FindOut),
		Menu:    w.actions.Menu,
		Refresh: w.refresh,
		Saved:   w.accounts.Saved,
		Hint:    w.refreshHint,
		Widths:  func(widths []float32) { w.settings.Change(func(l *supportmodel.Look) { l.Columns = widths }) },
		App:     w.about.UserAgent(),
	})
	s.Name("toast.action", s.Toast.ActionButton())
	w.register.SetWidths(w.settings.Look().Columns)
	w.notes = support.NewNotes(s, func() { w.noted.SecretFiles = nil; w.paint() })
	w.welcome = support.NewWelcome(s, w.begunWithOrganization, w.begunWithPractice)
	w.settingsSheet, w.practiceSheet = w.newSettings(), w.newPractice()
	w.compose()
}

// rebuild makes all pages anew, in the language that is spoken now. The focus goes to
// what takes the place of what had it.
func (w *mainWindow) rebuild() {
	focused := w.stage.Places.NameOf(w.stage.Canvas().Focused())
	w.rememberSize()
	w.stage.StopFollowing()
	welcome, folded, search := w.welcome.View.Visible(), w.create.Folded(), w.table.Query().Search
	w.build()
	if !folded {
		w.create.Unfold()
	}
	w.register.Search(search)
	w.showWelcome(welcome)
	w.stage.Window.SetContent(w.root)
	w.setMenu()
	w.paint()
	w.attempt.Changed.Emit()
	for _, form := range []*model.Form{w.accounts.Form, w.form} {
		for _, field := range form.Fields() {
			form.Changed.Emit(field)
		}
	}
	w.refocus(focused)
}

// refocus puts the focus on the control of that name, or else on one that is always
// in sight.
func (w *mainWindow) refocus(name string) {
	c := w.stage.Canvas()
	fallback := fyne.Focusable(w.account.Bar.Accounts)
	if w.welcome.View.Visible() {
		fallback = w.welcome.Practice
	}
	if f, ok := w.stage.Places.Objects[name].(fyne.Focusable); ok {
		c.Focus(f) // which is refused where it cannot be seen
	}
	if c.Focused() == nil {
		c.Focus(fallback)
	}
}

// begin shows the window's content and signs in to what was used last.
func (w *mainWindow) begin() {
	look := w.settings.Look()
	w.stage.Window.SetPadded(false) // the bar goes from edge to edge
	w.stage.Window.Resize(fyne.NewSize(look.Width, look.Height))
	w.stage.Window.SetContent(w.root)
	w.setMenu()
	w.stage.Window.SetCloseIntercept(w.onClose)
	w.stage.Window.SetOnDropped(w.dropped)
	support.CheckFont(w.stage)
	w.keepTime()
	w.stage.Places.State = w.state
	w.stage.Places.Watch(w.stage)
	w.accounts.Load(func(last history.Account, err error) {
		switch {
		case err != nil:
			w.stage.Toast.Note(parts.Say(model.Explain(err).Title))
			w.accounts.ChooseNew()
		case w.options.Tour != "":
			w.showWelcome(true)
		case w.options.Practice || look.Practice && look.Welcomed:
			w.showWelcome(false)
			w.accounts.ChoosePractice()
		case last.ID == "" && !look.Welcomed:
			w.showWelcome(true)
		case last.ID == "":
			w.showWelcome(false)
			w.accounts.ChooseNew()
		default:
			w.showWelcome(false)
			w.accounts.Choose(last)
		}
	})
}

// end saves what the window remembers and stops what is under way.
func (w *mainWindow) end() {
	w.stop()
	w.rememberSize()
	if !w.forgetAtEnd {
		w.settings.Save()
	}
}

func (w *mainWindow) rememberSize() {
	size := w.stage.Canvas().Size()
	w.settings.Change(func(l *supportmodel.Look) {
		l.Width, l.Height, l.Panel = size.Width, size.Height, w.split.Offset
	})
}

// onClose warns while a request is under way: its outcome would have to be
// found out at the next start.
func (w *mainWindow) onClose() {
	if !w.busy() {
		w.stage.Quit()
		return
	}
	w.quitting = w.stage.Confirm(parts.Question{
		Name: "quit", Title: parts.Tr("quit.title"), Text: parts.Tr("quit.text"), Yes: parts.Tr("quit.anyway"), No: parts.Tr("quit.stay"),
		Danger: true, Then: w.stage.Quit,
	})
}

func (w *mainWindow) paint() {
	busy := w.busy()
	if w.quitting != nil && !busy {
		if w.quitting.Visible() {
			w.quitting.Hide()
			w.stage.Toast.Note(parts.Tr("quit.ended"))
		}
		w.quitting = nil
	}
	w.sayInto()
	w.connection.Paint()
	w.account.Enable(!busy)
	w.register.PaintHint()
	if w.accounts.State() == accountmodel.SignInFailed {
		w.refreshWanted = false
	}
	w.noted.Recovering = w.recovery.Open()
	w.notes.Show(w.noted)
	w.paintRead()
	w.showPanel()
}

// focus puts the cursor into the field that a problem is about.
func (w *mainWindow) focus(field model.Field) {
	if !w.create.Focus(field) {
		w.account.Focus(field)
	}
}

func (w *mainWindow) showWelcome(on bool) {
	parts.ShowIf(w.content, !on)
	parts.ShowIf(w.welcome.View, on)
	if on {
		w.stage.Canvas().Focus(w.welcome.Practice)
	}
}

func (w *mainWindow) begunWithOrganization() {
	w.showWelcome(false)
	w.accounts.ChooseNew()
	w.focus(model.FieldOrgID)
}

func (w *mainWindow) begunWithPractice() {
	w.showWelcome(false)
	w.accounts.ChoosePractice()
	w.focus(model.FieldName)
}
