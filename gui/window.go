package gui

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/gui/account"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/process"
	"mooring/gui/screens"
	"mooring/gui/support"
)

// mainWindow shows the pages over the models behind them, from the first start to the
// end of the app.
type mainWindow struct {
	*models
	*pages
	stage         *parts.Stage
	about         process.About
	options       process.Options
	gate          parts.Gate
	menu          *menu
	placement     *support.Placement
	settingsSheet *support.Settings
	// forgetAtEnd says that the app's files are to be removed once it has ended.
	forgetAtEnd bool
}

func newMainWindow(s *parts.Stage, b *backend, about process.About, options process.Options) *mainWindow {
	w := &mainWindow{stage: s, about: about, options: options, models: newModels(s.Runner, b, about)}
	w.gate = parts.Gate{Toast: s.Toast, Busy: w.busy}
	w.placement = support.NewPlacement(s, w.settings)
	w.build()
	return w
}

func (w *mainWindow) build() {
	w.pages = newPages(w.stage, w.models, w.gate, w.about.UserAgent())
	w.settingsSheet = newSettings(w.stage, w.models, settingsNeeds{
		dataDir: w.options.DataDir, service: w.about.ID, speak: w.speak, export: w.register.Exchange.Export,
		quit: func() { w.forgetAtEnd = true; w.stage.Quit() },
	})
}

// rebuild makes all pages anew, in the language that is spoken now, and keeps the focus.
func (w *mainWindow) rebuild() {
	focused := w.stage.Places.NameOf(w.stage.Canvas().Focused())
	w.placement.Remember(w.split.Offset)
	w.stage.StopFollowing()
	before, search := w.pages, w.table.Query().Search
	w.build()
	if !before.panel.create.Folded() {
		w.panel.create.Unfold()
	}
	w.register.Search(search)
	w.showWelcome(before.welcome.View.Visible())
	if before.tablePage != nil {
		w.showBatch(before.showsTable())
		w.forTable().Follow(before.tablePage)
	}
	w.stage.Window.SetContent(w.root)
	w.menu = newMenu(w)
	w.attempt.Changed.Emit()
	w.accounts.Changed.Emit()
	w.table.Changed.Emit()
	for _, form := range []*model.Form{w.accounts.Form, w.form} {
		for _, field := range form.Fields() {
			form.Changed.Emit(field)
		}
	}
	w.refocus(focused)
}

// speak changes the language of the window. The models hold what has been typed.
func (w *mainWindow) speak(tag string) {
	if err := parts.UseLanguage(tag); err != nil {
		w.stage.Toast.Note(parts.Say(model.Explain(err).Title))
		return
	}
	w.settingsSheet.Reopen(w.rebuild)
	support.CheckFont(w.stage)
}

// begin shows the window's content and signs in to what was used last.
func (w *mainWindow) begin() {
	look := w.settings.Look()
	w.stage.Window.SetPadded(false) // the bar goes from edge to edge
	w.content.Hide()                // the window is empty until it is known what to go on with
	w.stage.Window.SetContent(w.root)
	w.placement.Take()
	w.menu = newMenu(w)
	screens.OnKey(w.stage.Window, func(name string, alt bool) { w.menu.key(name, alt) }) // another language makes another menu
	w.stage.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) {
		if w.stage.Toast.Action() != "" {
			w.menu.inFront(command{key: "register.undo", run: w.stage.Toast.TapAction})()
		}
	})
	w.stage.Window.SetCloseIntercept(w.onClose)
	w.stage.App.Lifecycle().SetOnEnteredForeground(func() { w.setAway(false) })
	w.stage.App.Lifecycle().SetOnExitedForeground(func() { w.setAway(true) })
	w.stage.Window.SetOnDropped(w.dropped)
	support.CheckFont(w.stage)
	w.keepTime()
	w.accounts.Load(func(last history.Account, err error) {
		first := err == nil && last.ID == "" && !look.Welcomed && !w.options.Practice && w.notices.SetAside() == ""
		switch {
		case err != nil:
			w.stage.Toast.Note(parts.Say(model.Explain(err).Title))
			w.accounts.ChooseNew()
		case first:
		case w.options.Practice || look.Practice && look.Welcomed:
			w.accounts.ChoosePractice()
		case last.ID == "":
			w.accounts.ChooseNew()
		default:
			w.accounts.Choose(last)
		}
		w.showWelcome(first)
		if !first {
			w.takeUp()
		}
	})
}

// takeUp gives the keyboard to what a start goes on with, once the list has been read:
// all that is shown has its place by then. Whoever was quicker keeps it.
func (w *mainWindow) takeUp() {
	stop := func() {}
	look := func() {
		if w.table.Loading() {
			return
		}
		stop()
		switch c := w.stage.Canvas(); {
		case c.Focused() != nil || c.Overlays().Top() != nil || w.showsTable():
		case w.accounts.Chosen().ID == "" && !w.accounts.Practice():
			w.focus(model.FieldOrgID)
		case w.table.Count() > 0:
			w.register.FocusRows()
		default:
			w.focusNext()
		}
	}
	stop = w.table.Changed.Listen(look)
	look()
}

// keepTime lets the words for how long ago something was stay true, and the same in the
// list and in the panel.
func (w *mainWindow) keepTime() {
	w.refresher.paint()
	w.table.Changed.Emit()
	w.panel.connection.Paint()
	w.stage.Runner.After(time.Minute, w.keepTime)
}

// end saves what the window remembers and stops what is under way.
func (w *mainWindow) end() {
	w.stop()
	w.stage.Files.Stop()
	w.placement.Remember(w.split.Offset)
	if !w.forgetAtEnd {
		w.settings.Save()
	}
}

// onClose warns while a request is under way, whose outcome would be open, and where
// something would be lost that is kept in memory only. The system's own way out does not
// come here.
func (w *mainWindow) onClose() {
	if sheet := w.stage.SheetNamed("quit"); sheet != nil && sheet.Visible() {
		return
	}
	if w.idle() {
		w.askLoss()
		return
	}
	sheet := w.stage.ConfirmOnTop(parts.Question{
		Name: "quit", Title: parts.Tr("quit.title"), Text: parts.Tr("quit.text"), Yes: parts.Tr("quit.anyway"), No: parts.Tr("quit.stay"),
		Danger: true, Then: w.stage.Quit,
	})
	sheet.WhenHidden(w.whenWorkChanges(func() {
		if w.idle() && sheet.Visible() {
			sheet.Hide()
			w.stage.Toast.Note(parts.Tr("quit.ended"))
		}
	}))
}

// askLoss quits, once the user has let go of what would be lost.
func (w *mainWindow) askLoss() {
	if w.tablePage != nil {
		w.tablePage.Commit()
	}
	lost := w.losses()
	if len(lost) == 0 {
		w.stage.Quit()
		return
	}
	w.stage.ConfirmOnTop(parts.Question{
		Name: "quit", Title: parts.Tr("quit.lose.title"), Text: strings.Join(lost, "\n"), Yes: parts.Tr("quit.anyway"), No: parts.Tr("quit.lose.stay"),
		Danger: true, Then: w.stage.Quit,
	})
}

// losses says what would be lost, and of what, a sentence for each.
func (w *mainWindow) losses() (lost []string) {
	say := func(key string, args ...any) { lost = append(lost, parts.Tr(key, args...)) }
	for _, title := range w.stage.Unfinished() {
		say("quit.lose.sheet", "Sheet", strings.TrimSuffix(title, "…"))
	}
	if name := w.batch.Name(); w.batch.Unsaved() && name != "" {
		say("quit.lose.tableOf", "File", name)
	} else if w.batch.Unsaved() {
		say("quit.lose.table")
	}
	form := func(place, name string) {
		if name == "" {
			say("quit.lose.unnamed", "Account", account.NameOf(w.accounts, place))
			return
		}
		say("quit.lose.form", "Name", name, "Account", account.NameOf(w.accounts, place))
	}
	if w.panel.create.Unfinished() && w.form.Typed() {
		form(w.drafts.Place(), w.form.Value(model.FieldName))
	}
	elsewhere := w.drafts.Typed()
	for _, place := range slices.Sorted(maps.Keys(elsewhere)) {
		form(place, elsewhere[place].Value(model.FieldName))
	}
	for _, unsaved := range w.accounts.Unsaved() {
		name := cmp.Or(unsaved.Label, unsaved.OrgID, parts.Tr("account.new"))
		say("quit.lose.account", "Account", name)
	}
	return lost
}
