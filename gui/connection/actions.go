package connection

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Needs is what this package asks of the rest of the window.
type Needs struct {
	// TargetFor says how to sign in for an entry.
	TargetFor func(history.Entry) session.Target
	// Org names the organization of an entry.
	Org func(history.Entry) string
	// Kind says how much is at stake in the sandbox of an entry.
	Kind func(history.Place) model.SandboxKind
	// Own tells what was done with the credential of an entry.
	Own model.Own
	// Idle reports whether nothing is under way with any connection.
	Idle func() bool
	// ChooseFile lets the user choose a file with keys, which Actions.Fill takes.
	ChooseFile func()
	// CheckKeys asks Amazon about the keys in a form, and ShowPolicy shows what they
	// have to be allowed; both may put the cursor into a field of it.
	CheckKeys, ShowPolicy func(form *model.Form, focus func(model.Field) bool)
	// Duplicate fills the form of a new connection in with what is known of an entry.
	Duplicate func(history.Entry)
	// ShowBucketPolicy shows what lets Adobe's role into the bucket of an entry.
	ShowBucketPolicy func(history.Entry)
	// Forget takes an entry off the list.
	Forget func(history.Entry)
	// ShowInList shows an entry in the list, which a search or a filter hides there.
	ShowInList func(history.Entry)
	// Ingest makes dataflows of the files behind a connection.
	Ingest Ingest
	// App is how the app names itself to a server.
	App string
}

// Actions are what can be done with a connection of the register. Most of them open
// a sheet.
type Actions struct {
	stage     *parts.Stage
	current   *connection.Current
	manage    *connection.Manage
	flows     *connection.Dataflows
	connector *session.Sessions
	needs     Needs
	changing  *changeSheet // that is open, or nil
	several   bool         // connections are selected in the register
	showFlows func()       // shows the dataflows of the connection at hand
	now       func() time.Time
}

// NewActions makes the Actions over the connection at hand.
func NewActions(s *parts.Stage, current *connection.Current, manage *connection.Manage, flows *connection.Dataflows, connector *session.Sessions, needs Needs) *Actions {
	return &Actions{stage: s, current: current, manage: manage, flows: flows, connector: connector, needs: needs, showFlows: func() {}, now: time.Now}
}

// Command is something that can be done with an entry, as menus offer it.
type Command struct {
	// Key is that of its words; a Command without one stands between groups.
	Key  string
	Icon fyne.Resource
	// Offered reports whether it can be done with an entry.
	Offered func(history.Entry) bool
	// Run does it. With an entry that it is not offered for, it may say why; see Told.
	Run func(history.Entry)
	// Told reports whether Run says why it cannot be done with an entry; nil for never.
	Told func(history.Entry) bool
}

// copyKey and removeKey are those of the words for the submenus of Copies and Removals.
const copyKey, removeKey = "menu.copy", "menu.remove"

// Commands lists all that can be done with one entry, but for the Copies and Removals.
func (a *Actions) Commands() []Command {
	return []Command{
		{Key: "register.test", Icon: theme.MediaPlayIcon(), Offered: parts.Held, Run: a.Test},
		{Key: "progress.findOut", Icon: theme.SearchIcon(), Offered: canFindOut, Run: a.FindOut},
		{Key: "progress.pick", Icon: theme.ListIcon(), Offered: canPick, Run: a.Pick},
		{Key: "details.replace", Icon: theme.LoginIcon(), Offered: hasKeys, Run: a.Replace, Told: byRole},
		{Key: "amazon.bucketPolicy", Icon: theme.DocumentIcon(), Offered: byRole, Run: a.needs.ShowBucketPolicy},
		{Key: "details.browse", Icon: theme.FolderOpenIcon(), Offered: parts.Held, Run: a.Browse},
		{Key: "details.edit", Icon: theme.DocumentCreateIcon(), Offered: parts.Held, Run: a.Edit},
		{Key: "details.duplicate", Icon: theme.ContentAddIcon(), Offered: recorded, Run: a.needs.Duplicate},
		{},
		{Key: copyKey, Icon: theme.ContentCopyIcon(), Offered: recorded},
		{Key: removeKey, Icon: theme.DeleteIcon(), Offered: recorded},
	}
}

// Copies are what can be copied of one entry.
func (a *Actions) Copies() []Command {
	return []Command{
		{Key: "details.copyAll", Offered: recorded, Run: a.copyAll},
		{Key: "details.curl", Offered: recorded, Run: a.Curl},
	}
}

// Removals are the ways in which one entry goes.
func (a *Actions) Removals() []Command {
	return []Command{
		{Key: "register.forget", Icon: theme.ContentRemoveIcon(), Offered: recorded, Run: a.needs.Forget},
		{Key: "details.delete", Icon: theme.DeleteIcon(), Offered: parts.Held, Run: a.Delete},
	}
}

func recorded(entry history.Entry) bool { return entry.AttemptID != "" }

// hasKeys reports whether an entry stands for a connection with keys, and byRole for one
// without.
func hasKeys(entry history.Entry) bool { return parts.Held(entry) && entry.Auth != client.AuthRole }

func byRole(entry history.Entry) bool { return parts.Held(entry) && entry.Auth == client.AuthRole }

func canFindOut(entry history.Entry) bool { return parts.Unsettled(entry) && len(entry.Candidates) < 2 }

func canPick(entry history.Entry) bool { return parts.Unsettled(entry) && len(entry.Candidates) > 1 }

// Do runs a command with the connection at hand or, where that cannot be, says why:
// where several are selected, the user may mean all of them.
func (a *Actions) Do(c Command) {
	entry := a.current.Entry()
	command := strings.TrimSuffix(parts.Tr(c.Key), "…")
	switch {
	case !a.needs.Idle():
		a.stage.Toast.Note(parts.Tr("busy.note"))
	case a.several:
		a.stage.Toast.Note(parts.Tr("several.one", "Command", command))
	case entry.AttemptID == "":
		a.stage.Toast.Note(parts.Tr("details.chooseFirst"))
	case !c.Offered(entry) && (c.Told == nil || !c.Told(entry)):
		a.stage.Toast.Note(parts.Tr("details.notHeld", "Command", command))
	default:
		c.Run(entry)
	}
}

// Ready reports whether Do would run a command now.
func (a *Actions) Ready(c Command) bool {
	return a.needs.Idle() && !a.several && c.Offered(a.current.Entry())
}

// Menu is the Commands for the connection at hand; what else can be copied is put before
// the Copies.
func (a *Actions) Menu(copies ...*fyne.MenuItem) []*fyne.MenuItem {
	return a.items(a.Commands(), copies)
}

func (a *Actions) items(commands []Command, copies []*fyne.MenuItem) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	entry := a.current.Entry()
	for _, c := range commands {
		switch {
		case c.Key == "":
			items = append(items, fyne.NewMenuItemSeparator())
		case !c.Offered(entry):
		case c.Key == copyKey:
			items = append(items, parts.Submenu(c.Key, c.Icon, append(copies, a.items(a.Copies(), nil)...)...))
		case c.Key == removeKey && parts.Held(entry):
			items = append(items, parts.Submenu(c.Key, c.Icon, a.items(a.Removals(), nil)...))
		case c.Key == removeKey:
			items = append(items, a.items(a.Removals(), nil)...) // which is one
		default:
			item := fyne.NewMenuItemWithIcon(parts.Tr(c.Key), c.Icon, func() { a.Do(c) })
			item.Disabled = !a.needs.Idle()
			items = append(items, item)
		}
	}
	return items
}

// Test asks Platform whether it can read the bucket of an entry now.
func (a *Actions) Test(entry history.Entry) {
	if a.needs.Idle() {
		a.current.Test(a.needs.TargetFor(entry), entry)
	}
}

// FindOut asks Platform what became of an entry whose outcome is not known.
func (a *Actions) FindOut(entry history.Entry) {
	if a.needs.Idle() {
		a.current.FindOut(a.needs.TargetFor(entry), entry)
	}
}

// Pick lets the user say which of several connections is the one of an attempt.
func (a *Actions) Pick(entry history.Entry) {
	options := make([]string, len(entry.Candidates))
	for i, id := range entry.Candidates {
		options[i] = string(id)
	}
	choice := widgets.NewChoice(options...)
	sheet := a.stage.Sheet("pick", parts.Tr("pick.title"), choice, parts.Tr("pick.yes"), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("pick.text", "Name", entry.Name))
	sheet.OnSubmit = func() {
		picked := entry.Candidates[choice.Selected()]
		sheet.Hide()
		a.current.Adopt(a.needs.TargetFor(entry), entry, picked)
	}
	sheet.Show()
}

// Changing reports whether a sheet is open in which a connection is changed.
func (a *Actions) Changing() bool { return a.changing != nil }

// Fill gives an access key that was read from a file to the sheet that is open, which may
// ask for one, and returns the fields that it has filled.
func (a *Actions) Fill(key credentials.AmazonKey) []model.Field { return a.changing.fill(key) }
