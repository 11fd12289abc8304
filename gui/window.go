package gui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"mooring/client/amazon"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/client/session"
	accountview "mooring/gui/account"
	"mooring/gui/connection"
	"mooring/gui/create"
	"mooring/gui/model"
	"mooring/gui/model/account"
	connectionmodel "mooring/gui/model/connection"
	createmodel "mooring/gui/model/create"
	registermodel "mooring/gui/model/register"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/register"
	"mooring/gui/support"
	"mooring/gui/widgets"
)

// mainWindow puts the pages together and ties them to the models behind them.
type mainWindow struct {
	stage   *parts.Stage
	about   About
	options Options

	accounts  *account.Accounts
	form      *model.Form
	drafts    *model.Drafts
	attempt   *createmodel.Attempt
	table     *registermodel.Table
	settings  *supportmodel.Settings
	recovery  *registermodel.Recovery
	current   *connectionmodel.Current
	manage    *connectionmodel.Manage
	connector *session.Sessions
	elsewhere elsewhere // nil where the practice Platform did not open
	keys      *createmodel.KeyCheck
	diagnosis *supportmodel.Diagnosis
	tasks     *registermodel.Tasks
	keyring   secrets.Vault

	account       *accountview.View
	create        *create.Page
	connection    *connection.Page
	actions       *connection.Actions
	filler        *create.Filler
	checker       *create.KeyChecker
	register      *register.Page
	banners       *banners
	split         *container.Split
	root          *fyne.Container
	content       *fyne.Container
	welcome       *support.Welcome
	settingsSheet *support.Settings
	practiceSheet *support.Practice
	notes         notes
	// refreshWanted says that a refresh is to follow the sign-in under way.
	refreshWanted bool
	// recorded says that an entry of the register was shown last, and not an attempt.
	recorded bool
	// forgetAtEnd says that the app's files are to be removed once it has ended.
	forgetAtEnd bool
}

// notes is what the banner under the practice banner may have to say.
type notes struct {
	setAside    string
	secretFiles []string
}

func newMainWindow(s *parts.Stage, b *backend, about About, options Options) *mainWindow {
	w := &mainWindow{stage: s, about: about, options: options}
	if aside := b.register.Notice(); aside != nil {
		w.notes.setAside = aside.Path
	}
	w.accounts = account.NewAccounts(s.Runner, b.register, b.vault, b.connector, account.PracticeSecrets{
		OrgID: practice.OrgID, APIKey: practice.APIKey, ClientSecret: practice.ClientSecret,
	})
	w.form = model.NewS3Form()
	w.drafts = model.NewDrafts(w.form)
	w.attempt = createmodel.NewAttempt(s.Runner, b.connector, b.service)
	w.table = registermodel.NewTable(s.Runner, b.register)
	w.settings = supportmodel.NewSettings(s.Runner, b.register)
	w.settings.Use(b.look)
	w.keys = createmodel.NewKeyCheck(s.Runner, amazon.New(amazon.Config{UserAgent: about.UserAgent(), Logger: b.logger}))
	w.diagnosis, w.keyring = supportmodel.NewDiagnosis(s.Runner), b.keyring
	w.recovery = registermodel.NewRecovery(s.Runner, b.register, b.service, b.connector, w.accounts)
	w.manage, w.connector = connectionmodel.NewManage(s.Runner, b.connector, b.service), b.connector
	w.current = connectionmodel.NewCurrent(s.Runner, b.register, w.manage)
	if b.practice != nil {
		w.elsewhere = b.practice
	}
	w.tasks = registermodel.NewTasks(s.Runner, b.register, b.service, b.connector, w.accounts)
	w.followRegister()
	w.followConnections()
	w.build()
	return w
}

func (w *mainWindow) build() {
	s := w.stage
	w.account = accountview.New(s, w.accounts, accountview.Needs{
		Fill: func() { w.filler.ChooseFile() }, Practice: w.ifIdle(w.begunWithPractice),
	})
	w.buildPanel()
	w.register = register.New(s, w.table, w.tasks, register.Needs{
		Show:    w.showEntry,
		Test:    w.onEntry(w.actions.Test),
		FindOut: w.onEntry(w.actions.FindOut),
		Refresh: w.refresh,
		Saved:   w.accounts.Saved,
		Hint:    w.refreshHint,
		Widths:  func(widths []float32) { w.settings.Change(func(l *supportmodel.Look) { l.Columns = widths }) },
		App:     w.about.UserAgent(),
	})
	s.Name("toast.action", s.Toast.ActionButton())
	w.register.SetWidths(w.settings.Look().Columns)
	w.banners = newBanners(s, w.ifIdle(w.chooseReal), func() { w.notes.secretFiles = nil; w.paint() })
	w.welcome = support.NewWelcome(s, w.begunWithOrganization, w.begunWithPractice)

	w.settingsSheet, w.practiceSheet = w.newSettings(), w.newPractice()

	s.Follow(w.accounts.Changed.Listen(w.paint))
	s.Follow(w.accounts.AccountChosen.Listen(w.chosen))
	s.Follow(w.accounts.SignInDone.Listen(func(history.Account) { w.signedIn() }))
	s.Follow(w.accounts.Form.Changed.Listen(func(model.Field) { w.lookAt() }))
	cards := container.NewGridWithColumns(2, w.create.View, w.connection.View)
	w.split = container.NewVSplit(cards, w.register.View)
	w.split.SetOffset(w.settings.Look().Split)
	// Not container.NewBorder: Tab would go to the banners last.
	top := container.NewVBox(w.banners.view, w.account.Bar.View, w.account.Form.View)
	w.content = widgets.NewPage(container.New(layout.NewBorderLayout(top, nil, nil, nil), top, w.split))
	w.root = container.NewStack(w.content, w.welcome.View, s.Toast)
}

// followRegister ties what happens to the register to what shows it. The pages
// come and go, and this stays.
func (w *mainWindow) followRegister() {
	w.tasks.Recorded.Listen(w.table.Reload)
	w.tasks.Ended.Listen(func(end registermodel.Ending) {
		if end.Task != registermodel.TaskExport {
			w.current.Reload()
		}
	})
	w.recovery.Changed.Listen(w.paint)
	w.recovery.Recorded.Listen(func() {
		w.table.Reload()
		w.current.Reload()
	})
	w.table.Forgotten.Listen(func(removal registermodel.Removal) {
		if removal.Held(w.attempt.Entry().AttemptID) {
			w.attempt.Clear()
		}
		if removal.Held(w.current.Entry().AttemptID) {
			w.current.Clear()
		}
	})
}

// rebuild makes all pages anew, in the language that is spoken now.
func (w *mainWindow) rebuild() {
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
	w.stage.Window.SetMainMenu(w.mainMenu())
	w.paint()
	w.attempt.Changed.Emit()
	for _, form := range []*model.Form{w.accounts.Form, w.form} {
		for _, field := range form.Fields() {
			form.Changed.Emit(field)
		}
	}
}

// begin shows the window's content and signs in to what was used last.
func (w *mainWindow) begin() {
	look := w.settings.Look()
	w.stage.Window.Resize(fyne.NewSize(look.Width, look.Height))
	w.stage.Window.SetContent(w.root)
	w.stage.Window.SetMainMenu(w.mainMenu())
	w.stage.Window.SetCloseIntercept(w.onClose)
	w.stage.Window.SetOnDropped(w.dropped)
	support.CheckFont(w.stage)
	w.stage.Places.State = w.state
	w.stage.Places.Watch(w.stage)
	w.accounts.Load(func(last history.Account, err error) {
		switch {
		case err != nil:
			w.stage.Toast.Say(parts.Say(model.Explain(err).Title))
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
	w.recovery.Stop()
	w.manage.Cancel()
	// What has not left is not sent any more. What has left is settled at the next
	// start, if its answer does not come at once.
	w.attempt.Cancel()
	w.tasks.Stop()
	w.accounts.Stop()
	w.keys.Stop()
	w.diagnosis.Stop()
	w.rememberSize()
	if !w.forgetAtEnd {
		w.settings.Save()
	}
}

func (w *mainWindow) rememberSize() {
	size := w.stage.Canvas().Size()
	w.settings.Change(func(l *supportmodel.Look) {
		l.Width, l.Height, l.Split = size.Width, size.Height, w.split.Offset
	})
}

// onClose warns while a request is under way: its outcome would have to be
// found out at the next start.
func (w *mainWindow) onClose() {
	if !w.busy() {
		w.stage.Quit()
		return
	}
	w.stage.Confirm(parts.Question{
		Name: "quit", Title: parts.Tr("quit.title"), Text: parts.Tr("quit.text"), Yes: parts.Tr("quit.anyway"), No: parts.Tr("quit.stay"),
		Danger: true, Then: w.stage.Quit,
	})
}

// chosen follows the choice of another account: the register shows its side,
// and never both.
func (w *mainWindow) chosen(account history.Account) {
	w.refreshWanted = false
	if account.Practice != w.table.Query().Practice {
		w.tasks.Stop() // it is about the side that is left
	}
	w.create.Show(draftOf(account))
	w.attempt.Clear()
	w.current.Clear()
	w.table.ShowPractice(account.Practice)
	w.settings.Change(func(l *supportmodel.Look) { l.Practice = account.Practice; l.Welcomed = true })
}

func (w *mainWindow) paint() {
	busy := w.busy()
	w.sayInto()
	w.connection.Paint()
	w.account.Enable(!busy)
	w.lookAt()
	if w.accounts.State() == account.SignInFailed {
		w.refreshWanted = false
	}
	w.banners.paint(bannerState{
		practice: w.accounts.Practice(), recovering: w.recovery.Open(), setAside: w.notes.setAside,
		secretFiles: w.notes.secretFiles,
	})
}

// focus puts the cursor into the field that a problem is about.
func (w *mainWindow) focus(field model.Field) {
	if !w.create.Focus(field) {
		w.account.Focus(field)
	}
}

// chooseReal leaves the practice Platform for the organization used last, or
// for a new one.
func (w *mainWindow) chooseReal() {
	if last := w.accounts.Last(); last.ID != "" {
		w.accounts.Choose(last)
		return
	}
	w.accounts.ChooseNew()
	w.focus(model.FieldOrgID)
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

// state is what window tests may ask besides where things are.
func (w *mainWindow) state() map[string]string {
	entry, phase, problem := w.shown()
	return map[string]string{
		"focus":    w.stage.Places.NameOf(w.stage.Canvas().Focused()),
		"phase":    phase,
		"problem":  problem.Name,
		"signedIn": signInNames[w.accounts.State()],
		"practice": strconv.FormatBool(w.accounts.Practice()),
		"welcome":  strconv.FormatBool(w.welcome.View.Visible()),
		"rows":     strconv.Itoa(w.table.Count()),
		"marked":   strconv.Itoa(w.table.MarkCount()),
		"filters":  strconv.Itoa(w.table.Filter().Count()),
		"upkeep":   strconv.FormatBool(w.tasks.Busy()),
		"outcome":  w.tasks.Outcome().Text.Key,
		"strip":    w.register.StripText(),
		"id":       string(entry.ConnectionID),
		"etag":     string(entry.ETag),
		"toast":    w.stage.Toast.Text(),
		"sheet":    w.stage.OpenSheet(),
		"overlays": strconv.Itoa(len(w.stage.Canvas().Overlays().List())), // sheets, lists, and the dialogs for files
		"recorded": strconv.FormatBool(w.recorded),
		"browse":   w.browsing(),
	}
}

var (
	phaseNames = map[createmodel.Phase]string{
		createmodel.Idle: "idle", createmodel.Working: "working", createmodel.Stopping: "stopping",
		createmodel.Succeeded: "succeeded", createmodel.Trouble: "trouble", createmodel.Undecided: "undecided",
	}
	signInNames = map[account.State]string{
		account.SignedOut: "no", account.SigningIn: "busy", account.SignedIn: "yes", account.SignInFailed: "failed",
	}
)
