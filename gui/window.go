package gui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"mooring/client/amazon"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/connection"
	"mooring/gui/model/create"
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
	attempt   *create.Attempt
	table     *registermodel.Table
	settings  *supportmodel.Settings
	recovery  *registermodel.Recovery
	details   *connection.Details
	manage    *connection.Manage
	connector *session.Connector
	elsewhere elsewhere // nil where the practice Platform did not open
	keys      *create.KeyCheck
	diagnosis *supportmodel.Diagnosis
	tasks     *registermodel.Tasks
	keyring   secrets.Vault

	platform      *platformCard
	s3            *s3Card
	progress      *progressCard
	register      *register.Page
	banners       *banners
	split         *container.Split
	root          *fyne.Container
	content       *fyne.Container
	welcome       *support.Welcome
	settingsSheet *support.Settings
	practiceSheet *support.Practice
	changing      *changeSheet // that is open, or nil
	watching      func()
	notes         notes
	// refreshWanted says that a refresh is to follow the sign-in under way.
	refreshWanted bool
	// offers are what was read from files and is still to be filled in, one by one.
	offers []func(done func())
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
	w.attempt = create.NewAttempt(s.Runner, b.connector, b.service)
	w.table = registermodel.NewTable(s.Runner, b.register)
	w.settings = supportmodel.NewSettings(s.Runner, b.register)
	w.settings.Use(b.look)
	w.keys = create.NewKeyCheck(s.Runner, amazon.New(amazon.Config{UserAgent: about.UserAgent(), Logger: b.logger}))
	w.diagnosis, w.keyring = supportmodel.NewDiagnosis(s.Runner), b.keyring
	w.recovery = registermodel.NewRecovery(s.Runner, b.register, b.service, b.connector, w.accounts)
	w.details = connection.NewDetails(s.Runner, b.register)
	w.manage, w.connector = connection.NewManage(s.Runner, b.connector, b.service), b.connector
	if b.practice != nil {
		w.elsewhere = b.practice
	}
	w.tasks = registermodel.NewTasks(s.Runner, b.register, b.service, b.connector, w.accounts)
	w.followRegister()
	w.build()
	return w
}

func (w *mainWindow) build() {
	s := w.stage
	s.Pasted = w.pasted
	w.platform = newPlatformCard(s, w.accounts)
	w.s3 = newS3Card(s, w.form)
	about := detailsAbout{org: w.orgName, kind: w.accounts.SandboxKind}
	w.progress = newProgressCard(s, w.attempt, newDetailsView(s, w.details, about), progressActions{
		createAnyway: func() { w.create(true) },
		showTwin:     w.showTwin,
		findOut:      w.findOut,
		pick:         w.pick,
		test:         w.test,
		details:      w.showEntry,
		replace:      w.onManaged(w.replaceKeys),
		browse:       w.onManaged(w.browseFiles),
		more:         w.showMore,
		next:         w.next,
	})
	w.register = register.New(s, w.table, w.tasks, register.Needs{
		Show:    w.showEntry,
		Test:    w.test,
		FindOut: w.findOut,
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

	w.s3.onCreate = func() { w.create(false) }
	w.s3.onFill, w.platform.onFill = w.chooseFile, w.chooseFile
	w.s3.onCheck = w.checkKeys
	w.platform.onMenu = w.accountMenu
	w.platform.onWrong = w.focus
	accountsPaint, attemptPaint := w.accounts.OnChange, w.attempt.OnChange
	w.accounts.OnChange = func() { accountsPaint(); w.paint() }
	w.accounts.OnChoose = w.chosen
	w.accounts.OnSignedIn = w.signedIn
	s.Follow(w.accounts.Form.Changed.Listen(func(model.Field) { w.lookAt() }))
	w.attempt.OnSettled = func(entry history.Entry) {
		if entry.Name == w.form.Value(model.FieldName) {
			w.form.Clear() // the keys have done their work
		}
	}
	w.attempt.OnRepeat = func() { w.create(false) }
	w.attempt.OnChange = func() { attemptPaint(); w.paint() }
	w.attempt.OnRecorded = w.table.Reload

	w.followEntries(attemptPaint)

	cards := container.NewGridWithColumns(3, w.platform.view, w.s3.view, w.progress.view)
	w.split = container.NewVSplit(cards, w.register.View)
	w.split.SetOffset(w.settings.Look().Split)
	// Not container.NewBorder: Tab would go to the banners last.
	w.content = widgets.NewPage(container.New(layout.NewBorderLayout(w.banners.view, nil, nil, nil), w.banners.view, w.split))
	w.root = container.NewStack(w.content, w.welcome.View, s.Toast)
}

// followRegister ties what happens to the register to what shows it. The pages
// come and go, and this stays.
func (w *mainWindow) followRegister() {
	w.tasks.Recorded.Listen(w.table.Reload)
	w.tasks.Ended.Listen(func(end registermodel.Ending) {
		if end.Task != registermodel.TaskExport {
			w.refreshCard()
		}
	})
	w.recovery.Changed.Listen(w.paint)
	w.recovery.Recorded.Listen(func() {
		w.table.Reload()
		w.refreshCard()
	})
	w.table.Changed.Listen(func() {
		if w.attempt.Recorded() {
			w.details.Reload()
		}
	})
	w.table.Forgotten.Listen(func(removal registermodel.Removal) {
		if removal.Held(w.attempt.Entry().AttemptID) {
			w.attempt.Clear()
		}
	})
}

// rebuild makes all pages anew, in the language that is spoken now.
func (w *mainWindow) rebuild() {
	w.rememberSize()
	w.stage.StopFollowing()
	welcome, folded, search := w.welcome.View.Visible(), !w.s3.fold.Opened(), w.table.Query().Search
	w.build()
	if !folded {
		w.s3.fold.Open()
	}
	w.register.Search(search)
	w.showWelcome(welcome)
	w.stage.Window.SetContent(w.root)
	w.stage.Window.SetMainMenu(w.mainMenu())
	w.accounts.OnChange()
	w.attempt.OnChange()
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
	w.watching = w.table.Watch()
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
	if w.watching != nil {
		w.watching()
	}
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
	w.attempt.Clear()
	w.table.ShowPractice(account.Practice)
	w.settings.Change(func(l *supportmodel.Look) { l.Practice = account.Practice; l.Welcomed = true })
}

func (w *mainWindow) paint() {
	busy := w.busy()
	w.s3.enable(!busy)
	w.platform.enable(!busy)
	w.lookAt()
	if w.accounts.State() == account.SignInFailed {
		w.refreshWanted = false
	}
	w.progress.showSignIn(w.accounts.Problem())
	w.banners.paint(bannerState{
		practice: w.accounts.Practice(), recovering: w.recovery.Open(), setAside: w.notes.setAside,
		secretFiles: w.notes.secretFiles,
	})
}

// create checks both cards and begins an attempt. Where a field cannot be
// right, nothing is sent and the cursor goes there.
func (w *mainWindow) create(allowTwin bool) {
	if w.busy() || w.attempt.Phase() == create.Succeeded && w.form.Empty() {
		// The second press of a double click comes when the first has been served.
		return
	}
	if wrong := w.accounts.Form.CheckAll(); wrong != model.FieldNone {
		w.focus(wrong)
		return
	}
	if wrong := w.form.CheckAll(); wrong != model.FieldNone {
		w.focus(wrong)
		return
	}
	w.accounts.Used()
	w.attempt.Create(w.accounts.Target(), model.NewConnection(w.form), allowTwin, func(created bool) {
		w.table.SelectEntry(w.attempt.Entry().AttemptID)
		if w.accounts.State() == account.SignedOut && w.attempt.Step(provision.StepSignIn) == create.StepDone {
			// The attempt has signed in by itself: that saves the account and fills the
			// list of sandboxes, as the button does.
			w.accounts.SignIn()
		}
		if created {
			// The focus goes first: the field that it leaves would else be judged empty.
			w.stage.Canvas().Focus(w.progress.id.Button())
			w.form.Clear()
			return
		}
		w.focus(w.attempt.Problem().Field)
		if w.stage.Canvas().Focused() == nil {
			// What had the focus was switched off meanwhile, and no field is at fault.
			w.stage.Canvas().Focus(w.s3.create)
		}
	})
}

// focus puts the cursor into the field that a problem is about.
func (w *mainWindow) focus(field model.Field) {
	switch {
	case field == model.FieldPlatformURL || field == model.FieldSignInURL:
		w.editAddresses(field)
	case !w.s3.focus(field):
		w.platform.focus(field)
	}
}

func (w *mainWindow) findOut(entry history.Entry) {
	w.attempt.FindOut(w.accounts.TargetFor(entry), entry)
}

func (w *mainWindow) test(entry history.Entry) { w.attempt.Test(w.accounts.TargetFor(entry), entry) }

// refreshCard shows what became of the unsettled entry on the Progress card.
func (w *mainWindow) refreshCard() {
	shown := w.attempt.Entry()
	if !parts.Unsettled(shown) || w.attempt.Busy() {
		return
	}
	w.table.Get(shown.AttemptID, func(entry history.Entry, err error) {
		if err == nil && w.attempt.Entry().AttemptID == entry.AttemptID {
			w.showEntry(entry)
		}
	})
}

// next makes the window ready for another connection.
func (w *mainWindow) next() {
	w.attempt.Clear()
	w.table.Select(-1)
	w.focus(model.FieldName)
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

// chooseReal leaves the practice Platform for the organization used last, or
// for a new one.
func (w *mainWindow) chooseReal() {
	saved := w.accounts.Saved()
	if len(saved) == 0 {
		w.accounts.ChooseNew()
		w.focus(model.FieldOrgID)
		return
	}
	last := saved[0]
	for _, account := range saved {
		if account.LastUsedAt.After(last.LastUsedAt) {
			last = account
		}
	}
	w.accounts.Choose(last)
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
	entry := w.attempt.Entry()
	return map[string]string{
		"focus":    w.stage.Places.NameOf(w.stage.Canvas().Focused()),
		"phase":    phaseNames[w.attempt.Phase()],
		"problem":  w.attempt.Problem().Name,
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
		"recorded": strconv.FormatBool(w.attempt.Recorded()),
		"browse":   w.browsing(),
	}
}

var (
	phaseNames = map[create.Phase]string{
		create.Idle: "idle", create.Working: "working", create.Stopping: "stopping",
		create.Succeeded: "succeeded", create.Trouble: "trouble", create.Undecided: "undecided",
	}
	signInNames = map[account.SignInState]string{
		account.SignedOut: "no", account.SigningIn: "busy", account.SignedIn: "yes", account.SignInFailed: "failed",
	}
)
