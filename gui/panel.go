package gui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/account"
	"mooring/gui/connection"
	"mooring/gui/create"
	"mooring/gui/ingest"
	"mooring/gui/model"
	accountmodel "mooring/gui/model/account"
	connectionmodel "mooring/gui/model/connection"
	createmodel "mooring/gui/model/create"
	registermodel "mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// panel is the right side of the window: the page for a new connection, or that for
// the one or the several that are selected.
type panel struct {
	stage    *parts.Stage
	gate     parts.Gate
	accounts *accountmodel.Accounts
	attempt  *createmodel.Attempt
	current  *connectionmodel.Current
	table    *registermodel.Table
	form     *model.Form

	create     *create.Page
	connection *connection.Page
	bringing   *ingest.Actions
	actions    *connection.Actions
	filler     *create.Filler
	view       *fyne.Container
}

// panelNeeds is what the panel asks of the rest of the window.
type panelNeeds struct {
	account *account.View
	several connection.Several
	forget  func(history.Entry) // takes an entry off the list
	list    listNeeds
	app     string
}

// listNeeds is what the panel asks of the list.
type listNeeds struct {
	search func(string) // puts a text into the search
	focus  func()       // gives the focus to the rows
}

func newPanel(s *parts.Stage, m *models, g parts.Gate, needs panelNeeds) *panel {
	p := &panel{stage: s, gate: g, accounts: m.accounts, attempt: m.attempt, current: m.current, table: m.table, form: m.form}
	checker := create.NewKeyChecker(s, m.keys)
	organization := func(entry history.Entry) string { return account.OrganizationOf(m.accounts, entry) }
	p.filler = create.NewFiller(s, create.FillNeeds{
		Ready: g.Ready, Amazon: p.fillAmazon, Filled: m.notices.FilledFrom,
		Leaving: needs.account.Leaving,
		Adobe: func() func(credentials.AdobeCredential) []model.Field {
			if p.actions.Changing() {
				return nil // who signs in is not what is being changed
			}
			return needs.account.Fill
		},
	})
	s.Pasted = p.filler.Pasted
	p.bringing = ingest.New(s, m.ingests, ingest.Needs{
		TargetFor: m.accounts.TargetFor, Org: organization, Kind: m.accounts.SandboxKind, Own: m.accounts.Own,
		ShowFlows: func(entry history.Entry, first client.FlowID) { p.actions.ShowFlows(entry, first) },
		Address:   func(target session.Target) (string, error) { return m.sessions.Address(context.Background(), target) },
		App:       needs.app,
	})
	policy := create.NewBucketPolicy(s, m.role)
	p.actions = connection.NewActions(s, m.current, m.manage, m.flows, m.sessions, connection.Needs{
		TargetFor: m.accounts.TargetFor, Org: organization, Kind: m.accounts.SandboxKind, Own: m.accounts.Own, Idle: m.idle,
		ChooseFile: p.filler.ChooseFile, ShowPolicy: checker.ShowPolicy, App: needs.app,
		Duplicate: p.duplicate,
		Ingest:    connection.Ingest{Bring: p.bringing.Bring, Edit: p.bringing.Edit, Delete: p.bringing.Delete, Like: p.bringing.Like, Curl: p.bringing.Curl},
		ShowBucketPolicy: func(entry history.Entry) {
			policy.Show(m.accounts.TargetFor(entry), model.FormOf(entry.Bucket, entry.FolderPath), func(model.Field) bool { return false })
		},
		Forget:     needs.forget,
		ShowInList: func(entry history.Entry) { p.showInList(entry, needs.list) },
		CheckKeys: func(form *model.Form, focus func(model.Field) bool) {
			checker.Check(form, m.accounts.Practice(), focus)
		},
	})
	p.connection = connection.New(s, m.current, p.actions, needs.several)
	p.create = create.New(s, m.attempt, m.form, checker, m.role, create.Needs{
		Target: needs.account.Target, Chosen: m.accounts.Target, Practice: m.accounts.Practice, Idle: m.idle, Org: organization,
		FocusAccount: func(field model.Field) bool {
			needs.account.Enable(m.idle()) // else it is only once it hears that the attempt has ended
			return needs.account.Focus(field)
		},
		ChooseFile: p.filler.ChooseFile,
		ShowTwin:   func(twin provision.Twin) { p.showTwin(twin, needs.list) },
		FindOut:    p.onEntry(p.actions.FindOut),
		Pick:       p.onEntry(p.actions.Pick),
		Replace:    p.onEntry(p.actions.Replace),
		Browse:     p.onEntry(p.actions.Browse),
		Open: func(entry history.Entry) {
			p.showEntry(entry)
			p.focus() // the button that was pressed is hidden now
		},
		New:  p.newConnection,
		Next: func() string { return nextScenario(m) },
	})
	s.Follow(m.attempt.Ended.Listen(func(createmodel.Phase) { p.attemptEnded() }))
	p.view = container.NewStack(p.create.View, p.connection.View)
	p.paint()
	return p
}

// paint shows the page for the thing at hand.
func (p *panel) paint() {
	selected := p.selected()
	if selected != p.connection.View.Visible() {
		widgets.Turned(p.stage.Canvas())
	}
	parts.ShowIf(p.connection.View, selected)
	parts.ShowIf(p.create.View, !selected)
}

// selected reports whether the panel shows one connection, or several.
func (p *panel) selected() bool { return p.current.Opened() || p.table.Marks.Count() > 1 }

// showsForm reports whether the panel shows the form for a new connection.
func (p *panel) showsForm() bool {
	phase := p.attempt.Phase()
	return !p.selected() && (phase == createmodel.Idle || phase == createmodel.Trouble)
}

// focus puts the focus on what the user is likely to go on with.
func (p *panel) focus() {
	if p.connection.View.Visible() {
		p.connection.Focus()
		return
	}
	p.create.FocusNext()
}

// asksForKeys reports whether the panel shows a form with keys, or a connection that was
// made with some that Amazon refuses.
func (p *panel) asksForKeys() bool {
	made := p.attempt.Entry()
	refused := p.attempt.Phase() == createmodel.Succeeded && made.Test == history.Refused && made.Auth != client.AuthRole
	return p.showsForm() && !model.ByRole(p.form) || refused && !p.selected()
}

// turnTo shows an entry that the user points at in the list.
func (p *panel) turnTo(entry history.Entry) {
	if !p.current.Opened() || p.current.Entry().AttemptID != entry.AttemptID {
		p.showEntry(entry)
	}
}

// showEntry shows an entry of the register.
func (p *panel) showEntry(entry history.Entry) {
	p.current.Open(entry)
	p.paint()
}

// onEntry shows an entry and does something with it, if nothing is under way.
func (p *panel) onEntry(do func(history.Entry)) func(history.Entry) {
	return func(entry history.Entry) {
		if p.gate.Ready() {
			p.showEntry(entry)
			do(entry)
		}
	}
}

// turnToNew puts the connection at hand away.
func (p *panel) turnToNew() {
	p.current.PutBehind()
	p.current.Clear()
	p.table.Select(-1)
	p.paint()
}

// toForm turns to the form for a new connection as it stands.
func (p *panel) toForm() {
	if p.connection.View.Visible() {
		if !p.gate.Ready() {
			return
		}
		p.turnToNew()
	}
	p.create.FocusNext()
}

// newConnection makes ready for another connection. Whoever has looked at one meanwhile
// comes back to what was typed; by the second press it is emptied, but not unasked.
func (p *panel) newConnection() {
	back := p.current.Opened()
	p.turnToNew()
	switch {
	case !p.create.Unfinished():
		p.create.New()
	case back:
		p.create.Focus(model.FieldName)
	default:
		p.stage.Confirm(parts.Question{
			Name: "empty", Title: parts.Tr("empty.title"), Text: parts.Tr("empty.text"),
			Yes: parts.Tr("empty.yes"), No: parts.Tr("cancel.button"), Danger: true, Then: p.create.New,
		})
	}
}

// duplicate fills the form of a new connection in with what is known of an entry. What
// was typed there and not created yet is not lost unasked.
func (p *panel) duplicate(entry history.Entry) {
	fill := func() {
		p.turnToNew()
		p.create.Duplicate(entry)
	}
	if !p.create.Unfinished() {
		fill()
		return
	}
	p.stage.Confirm(parts.Question{
		Name: "duplicate", Title: parts.Tr("duplicate.title"), Text: parts.Tr("duplicate.text", "Name", entry.Name),
		Yes: parts.Tr("duplicate.yes"), No: parts.Tr("cancel.button"), Danger: true, Then: fill,
	})
}

// attemptEnded lets the register follow, and signs in where the attempt has done so
// by itself: that saves the account and fills the list of sandboxes.
func (p *panel) attemptEnded() {
	entry := p.attempt.Entry()
	p.table.SelectEntry(entry.AttemptID)
	if entry.AttemptID != "" {
		p.current.Show(entry)
	}
	if p.accounts.State() == accountmodel.SignedOut && p.attempt.Step(provision.StepSignIn) == provision.Done {
		p.accounts.SignIn()
	}
}

// showInList shows an entry that the search or a filter hides, or says why it cannot.
func (p *panel) showInList(entry history.Entry, list listNeeds) {
	list.search("")
	p.table.Find(entry.AttemptID, func(found history.Entry, err error) {
		if err != nil {
			p.stage.Toast.Note(parts.Say(model.Explain(err).Title))
			return
		}
		p.showEntry(found)
		list.focus()
	})
}

// showTwin selects the entry of the connection that looks like the new one, if
// the register has it.
func (p *panel) showTwin(twin provision.Twin, list listNeeds) {
	list.search("")
	copyID := func() { p.stage.Copy(string(twin.ConnectionID), parts.Tr("copied.twin")) }
	if twin.AttemptID == "" {
		copyID()
		return
	}
	p.table.Find(twin.AttemptID, func(entry history.Entry, err error) {
		if err != nil {
			copyID()
			return
		}
		p.showEntry(entry)
	})
}

// fillAmazon fills a key in where one is asked for.
func (p *panel) fillAmazon(key credentials.AmazonKey) []model.Field {
	if p.actions.Changing() {
		return p.actions.Fill(key)
	}
	return p.create.Fill(key)
}
