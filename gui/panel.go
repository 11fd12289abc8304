package gui

import (
	"slices"

	"fyne.io/fyne/v2"

	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/connection"
	"mooring/gui/create"
	"mooring/gui/model"
	accountmodel "mooring/gui/model/account"
	connectionmodel "mooring/gui/model/connection"
	createmodel "mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// buildPanel makes the pages for making a connection and for the one at hand.
func (w *mainWindow) buildPanel() {
	s := w.stage
	w.checker = create.NewKeyChecker(s, w.keys)
	check := func(form *model.Form, focus func(model.Field) bool) {
		w.checker.Check(form, w.accounts.Practice(), focus)
	}
	w.actions = connection.NewActions(s, w.current, w.manage, w.sessions, connection.Needs{
		TargetFor: w.accounts.TargetFor, Org: w.orgName, Kind: w.accounts.SandboxKind, Idle: w.idle,
		ChooseFile: func() { w.filler.ChooseFile() }, CheckKeys: check, ShowPolicy: w.checker.ShowPolicy, App: w.about.UserAgent(),
	})
	w.connection = connection.New(s, w.current, w.actions, connection.Several{
		Test:    func() { w.register.Commands.Test() },
		CopyIDs: func() { w.register.Commands.CopyID() },
		Export:  func() { w.register.Exchange.Export() },
		Forget:  func() { w.register.Commands.Forget() },
	})
	w.create = create.New(s, w.attempt, w.form, w.drafts, w.checker, create.Needs{
		Target: w.target, FocusAccount: w.focusAccount, Practice: w.accounts.Practice, Idle: w.idle, Org: w.orgName,
		ChooseFile: func() { w.filler.ChooseFile() },
		ShowTwin:   w.showTwin,
		FindOut:    w.onEntry(w.actions.FindOut),
		Pick:       w.onEntry(w.actions.Pick),
		Replace:    w.onEntry(w.actions.Replace),
		Browse:     w.onEntry(w.actions.Browse),
		Open:       w.showEntry,
		New:        w.newConnection,
		Next:       w.next,
	})
	w.filler = create.NewFiller(s, create.FillNeeds{
		Ready: w.ready, Adobe: w.adobeFiller, Amazon: w.fillAmazon, Filled: w.filledFrom,
	})
	s.Pasted = w.filler.Pasted
	s.Follow(w.attempt.Ended.Listen(w.attemptEnded))
}

// followConnections ties what happens to connections to what shows it. The pages
// come and go, and this stays.
func (w *mainWindow) followConnections() {
	w.attempt.Recorded.Listen(w.table.Reload)
	w.attempt.Changed.Listen(func() {
		if w.attempt.Phase() != createmodel.Idle {
			w.show(w.recorded && !w.attempt.Busy())
		}
		w.paint()
	})
	w.manage.Recorded.Listen(w.table.Reload)
	w.manage.Changed.Listen(w.paint)
	w.current.Changed.Listen(func() { w.create.Follow(w.current.Entry()) })
	w.current.Gone.Listen(func(history.Entry) { w.show(false) })
	w.table.Changed.Listen(func() {
		w.connection.Select(w.table.Marks.Count())
		w.showPanel()
		if entry, _, ok := w.table.Selected(); ok {
			w.current.Follow(entry)
		}
	})
}

// onEntry shows an entry and does something with it, if nothing is under way.
func (w *mainWindow) onEntry(do func(history.Entry)) func(history.Entry) {
	return func(entry history.Entry) {
		if w.ready() {
			w.showEntry(entry)
			do(entry)
		}
	}
}

// ready reports whether something may be begun, and says why not.
func (w *mainWindow) ready() bool {
	if w.busy() {
		w.stage.Toast.Note(parts.Tr("busy.note"))
	}
	return !w.busy()
}

// draftOf names the draft of an account.
func draftOf(account history.Account) string {
	if account.Practice {
		return "practice"
	}
	return "account " + account.ID
}

// sayInto says where a connection would be made.
func (w *mainWindow) sayInto() {
	target := w.accounts.Target()
	into := parts.Tr("create.nowhere")
	if organization := organizationName(w.accounts, target); organization != "" && target.Account.Sandbox != "" {
		into = parts.Tr("create.into", "Sandbox", target.Account.Sandbox, "Org", organization)
	}
	w.create.SetInto(into)
}

// target judges the account's fields.
func (w *mainWindow) target() (session.Target, bool) {
	if wrong := w.accounts.Form.CheckAll(); wrong != model.FieldNone {
		w.focus(wrong)
		if wrong == model.FieldSandbox && w.accounts.State() != accountmodel.SignedIn {
			w.stage.Toast.Note(parts.Tr("signIn.first"))
		}
		return session.Target{}, false
	}
	w.accounts.Used()
	return w.accounts.Target(), true
}

func (w *mainWindow) focusAccount(field model.Field) bool {
	if field == model.FieldNone {
		return false
	}
	w.focus(field)
	return w.stage.Canvas().Focused() != nil
}

// attemptEnded lets the register follow, and signs in where the attempt has done so
// by itself: that saves the account and fills the list of sandboxes.
func (w *mainWindow) attemptEnded(createmodel.Phase) {
	entry := w.attempt.Entry()
	w.table.SelectEntry(entry.AttemptID)
	if entry.AttemptID != "" {
		w.current.Show(entry)
	}
	if w.accounts.State() == accountmodel.SignedOut && w.attempt.Step(provision.StepSignIn) == provision.Done {
		w.accounts.SignIn()
	}
}

// newConnection makes the window ready for another connection. Whoever has looked at
// one meanwhile comes back to what was typed, and empties it by the second press.
func (w *mainWindow) newConnection() {
	back := w.recorded && w.create.Unfinished()
	w.show(false)
	w.current.Clear()
	w.table.Select(-1)
	if back {
		w.create.Focus(model.FieldName)
		return
	}
	w.create.New()
}

// showEntry shows an entry of the register.
func (w *mainWindow) showEntry(entry history.Entry) {
	w.show(true)
	w.current.Show(entry)
}

// showTwin selects the entry of the connection that looks like the new one, if
// the register has it.
func (w *mainWindow) showTwin(twin provision.Twin) {
	w.register.Search("")
	copyID := func() { w.stage.Copy(string(twin.ConnectionID), parts.Tr("copied.twin")) }
	if twin.AttemptID == "" {
		copyID()
		return
	}
	w.table.Find(twin.AttemptID, func(entry history.Entry, err error) {
		if err != nil {
			copyID()
			return
		}
		w.showEntry(entry)
	})
}

// dropped takes files that were dropped on the window.
func (w *mainWindow) dropped(_ fyne.Position, files []fyne.URI) {
	if w.ready() {
		w.showWelcome(false)
		w.filler.Drop(files)
	}
}

// adobeFiller fills the account in, unless keys of a connection are being replaced:
// who signs in is not what is being changed.
func (w *mainWindow) adobeFiller() func(credentials.AdobeCredential) {
	if w.actions.Changing() {
		return nil
	}
	return w.account.Fill
}

func (w *mainWindow) fillAmazon(key credentials.AmazonKey) {
	if !w.actions.Fill(key) {
		w.create.Fill(key)
	}
}

func (w *mainWindow) filledFrom(file string) {
	if !slices.Contains(w.noted.SecretFiles, file) {
		w.noted.SecretFiles = append(w.noted.SecretFiles, file)
	}
	w.paint()
}

// entryCommands are the commands for the connection that is shown.
func (w *mainWindow) entryCommands() []command {
	keys := map[string]command{
		"details.browse":  {char: fyne.KeyB},
		"details.replace": {char: fyne.KeyK, mod: fyne.KeyModifierShift},
		"details.edit":    {char: fyne.KeyJ},
		"details.curl":    {char: fyne.KeyJ, mod: fyne.KeyModifierShift},
		"details.copyAll": {char: fyne.KeyB, mod: fyne.KeyModifierShift},
		"details.delete":  {char: fyne.KeyQ, mod: fyne.KeyModifierShift},
	}
	commands := []command{{}}
	for _, c := range w.actions.Commands() {
		if key, ok := keys[c.Key]; ok {
			key.key, key.run = c.Key, func() { w.actions.Do(c) }
			commands = append(commands, key)
		}
	}
	return commands
}

// shown is what window tests ask of the pages: an entry, how it stands, and what is
// wrong with it.
func (w *mainWindow) shown() (history.Entry, string, model.Problem) {
	if !w.recorded {
		return w.attempt.Entry(), phaseNames[w.attempt.Phase()], w.attempt.Problem()
	}
	entry, phase := w.current.Entry(), "succeeded"
	switch {
	case w.current.Doing() != connectionmodel.DoingNothing:
		phase = "working"
	case entry.State == history.Failed:
		phase = "trouble"
	case parts.Unsettled(entry):
		phase = "undecided"
	}
	return entry, phase, w.current.Problem()
}

// browsing is the row of the tree of files that the arrows have reached, for window
// tests; "" where the tree is not open.
func (w *mainWindow) browsing() string {
	tree, ok := w.stage.Places.Objects["browse.tree"].(*widgets.Tree)
	if !ok {
		return ""
	}
	return tree.Current()
}
