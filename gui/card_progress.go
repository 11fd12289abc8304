package gui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/client/provision"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// progressCard is the card "Progress": the named steps of an attempt, and under
// them the result or the problem.
type progressCard struct {
	stage   *parts.Stage
	attempt *create.Attempt
	actions progressActions
	details *detailsView  // of an entry of the register, in place of the steps
	signIn  model.Problem // why the sign-in failed, shown while nothing else is

	view    *widgets.Card
	badge   *widgets.Badge
	steps   *widgets.StepList
	line    *widget.Separator
	hint    *widget.Label
	id      *widgets.CopyField
	etag    *widgets.CopyField
	result  *fyne.Container
	trouble *parts.Trouble
	buttons *fyne.Container
	stop    *widgets.Button
	again   *widgets.Button
	anyway  *widgets.Button
	show    *widgets.Button
	findOut *widgets.Button
	pick    *widgets.Button
	test    *widgets.Button
	replace *widgets.Button
	browse  *widgets.Button
	more    *widgets.Button
	open    *widgets.Button // shows the details of the entry, after an attempt
	next    *widgets.Button
}

// progressActions is what the card's buttons do beyond the attempt itself.
type progressActions struct {
	createAnyway func()
	showTwin     func(provision.Twin)
	findOut      func(history.Entry)
	pick         func(history.Entry)
	test         func(history.Entry)
	details      func(history.Entry)
	replace      func()
	browse       func()
	more         func(at fyne.CanvasObject)
	next         func()
}

var stepKeys = map[provision.Step]string{
	provision.StepKeys: "step.keys", provision.StepSignIn: "step.signIn", provision.StepSandbox: "step.sandbox",
	provision.StepTwin: "step.twin", provision.StepCreate: "step.create", provision.StepTest: "step.test",
}

var stepLooks = map[create.StepState]widgets.StepState{
	create.StepWaiting: widgets.StepWaiting, create.StepRunning: widgets.StepRunning, create.StepDone: widgets.StepDone,
	create.StepWarned: widgets.StepWarned, create.StepFailed: widgets.StepFailed, create.StepSkipped: widgets.StepSkipped,
}

func newProgressCard(s *parts.Stage, attempt *create.Attempt, details *detailsView, actions progressActions) *progressCard {
	c := &progressCard{stage: s, attempt: attempt, details: details, actions: actions}
	names := make([]string, len(create.Steps))
	for i, step := range create.Steps {
		names[i] = parts.Tr(stepKeys[step])
	}
	c.steps = widgets.NewStepList(names...)
	c.hint = widget.NewLabel(parts.Tr("progress.idle"))
	c.hint.Wrapping = parts.Wrapping()
	c.hint.Importance = widget.LowImportance
	c.id = widgets.NewCopyField(parts.Tr("result.id"), "", parts.Tr("copy.button"))
	c.id.OnCopy = func(string) { s.Toast.Say(parts.Tr("copied.id")) }
	c.etag = widgets.NewCopyField(parts.Tr("result.etag"), "", parts.Tr("copy.button"))
	c.etag.OnCopy = func(string) { s.Toast.Say(parts.Tr("copied.etag")) }
	c.result = container.NewVBox(c.id, c.etag)
	c.trouble = parts.NewTrouble(s)
	c.buildButtons()
	s.Name("result.id", c.id)
	s.Name("result.etag", c.etag)
	s.Name("result.id.copy", c.id.Button())
	s.Name("result.etag.copy", c.etag.Button())
	c.line = widget.NewSeparator()
	body := container.NewVBox(c.steps, c.line, c.hint, details.status, c.trouble.View, c.result, details.view)
	c.view = widgets.NewScrollCard(parts.Tr("progress.title"), parts.Tr("progress.subtitle"), body)
	c.view.SetFooter(c.buttons)
	c.badge = widgets.NewBadge(parts.Tr("sandbox.badge"))
	c.badge.Hide()
	c.view.SetCorner(c.badge)
	attempt.OnChange = c.paint
	c.paint()
	return c
}

func (c *progressCard) buildButtons() {
	button := func(name, key string, icon fyne.Resource, f func()) *widgets.Button {
		b := widgets.NewButton(parts.Tr(key), icon, f)
		c.stage.Name(name, b)
		return b
	}
	entry := c.attempt.Entry
	c.stop = button("progress.stop", "progress.stop", theme.CancelIcon(), c.attempt.Cancel)
	c.again = button("progress.again", "progress.again", theme.ViewRefreshIcon(), c.attempt.Again)
	c.anyway = button("progress.anyway", "progress.anyway", theme.ContentAddIcon(), c.actions.createAnyway)
	c.show = button("progress.show", "progress.show", theme.SearchIcon(), c.onShow)
	c.findOut = button("progress.findOut", "progress.findOut", theme.SearchIcon(), func() { c.actions.findOut(entry()) })
	c.pick = button("progress.pick", "progress.pick", theme.ListIcon(), func() { c.actions.pick(entry()) })
	c.test = button("progress.test", "progress.test", theme.MediaPlayIcon(), func() { c.actions.test(entry()) })
	c.replace = button("details.replace", "details.replace", theme.LoginIcon(), func() { c.actions.replace() })
	c.browse = button("details.browse", "details.browse", theme.FolderOpenIcon(), func() { c.actions.browse() })
	c.more = button("details.more", "details.more", theme.MoreHorizontalIcon(), func() { c.actions.more(c.more) })
	c.open = button("progress.details", "progress.details", theme.InfoIcon(), func() { c.actions.details(entry()) })
	c.next = button("progress.next", "progress.next", theme.ContentAddIcon(), func() { c.actions.next() })
	c.buttons = parts.NewButtonRows(c.stop, c.again, c.show, c.anyway, c.findOut, c.pick, c.test, c.replace, c.browse, c.open, c.next, c.more)
}

func (c *progressCard) onShow() {
	if twins := c.attempt.Twins(); len(twins) > 0 {
		c.actions.showTwin(twins[0])
	}
}

func (c *progressCard) paint() {
	a := c.attempt
	for i, step := range create.Steps {
		c.steps.SetState(i, stepLooks[a.Step(step)])
	}
	entry, problem := a.Entry(), a.Problem()
	c.steps.SetDetail(slices.Index(create.Steps, provision.StepSandbox), entry.Place.Sandbox)
	c.id.SetText(string(entry.ConnectionID))
	c.etag.SetText(string(entry.ETag))
	parts.ShowIf(c.result, entry.ConnectionID != "")
	parts.ShowIf(c.etag, entry.ETag != "")
	c.paintHint()
	if a.Phase() == create.Idle {
		problem = c.signIn
	}
	c.trouble.Set(problem, a.Phase() == create.Succeeded || a.Phase() == create.Undecided)
	c.paintDetails(entry)
	c.paintButtons(entry)
	c.paintSubtitle(entry)
}

// paintDetails shows the steps, or an entry of the register in their place.
func (c *progressCard) paintDetails(entry history.Entry) {
	recorded := c.attempt.Recorded()
	parts.ShowIf(c.steps, !recorded)
	parts.ShowIf(c.line, !recorded)
	parts.ShowIf(c.details.status, recorded)
	parts.ShowIf(c.details.view, recorded)
	parts.ShowIf(c.badge, recorded && c.details.about.kind(entry.Place) == model.SandboxProduction)
	title := parts.Tr("progress.title")
	if recorded {
		title = parts.Tr("details.title")
		c.details.paint(entry, c.attempt.Busy())
	}
	c.view.SetTitle(title)
}

// showSignIn tells why the sign-in failed, in full, while no attempt is shown.
func (c *progressCard) showSignIn(problem model.Problem) {
	if c.signIn.Name != problem.Name || c.signIn.Details != problem.Details {
		c.signIn = problem
		c.paint()
	}
}

func (c *progressCard) paintHint() {
	text := ""
	switch {
	case c.attempt.Phase() == create.Idle && !c.signIn.Empty():
	case c.attempt.Phase() == create.Idle:
		text = parts.Tr("progress.idle")
	case c.attempt.Phase() == create.Stopping:
		text = parts.Tr("progress.stopping")
	}
	c.hint.SetText(text)
	parts.ShowIf(c.hint, text != "")
}

func (c *progressCard) paintSubtitle(entry history.Entry) {
	text := parts.Tr("progress.subtitle")
	if entry.Name != "" {
		text = entry.Name
	}
	c.view.SetSubtitle(text)
}

func (c *progressCard) paintButtons(entry history.Entry) {
	a, phase := c.attempt, c.attempt.Phase()
	twins := a.Twins()
	unsettledTwin := len(twins) > 0 && a.Problem().Name == "twinUnsettled"
	parts.ShowIf(c.stop, a.Busy())
	parts.EnableIf(c.stop, phase == create.Working)
	parts.ShowIf(c.again, a.CanRepeat() && phase == create.Trouble)
	parts.ShowIf(c.show, len(twins) > 0)
	parts.ShowIf(c.anyway, len(twins) > 0 && !unsettledTwin)
	parts.ShowIf(c.findOut, phase == create.Undecided && len(entry.Candidates) < 2)
	parts.ShowIf(c.pick, phase == create.Undecided && len(entry.Candidates) > 1)
	parts.ShowIf(c.next, !a.Recorded() && (phase == create.Succeeded || phase == create.Undecided))
	c.paintEntryButtons(entry)
	c.buttons.Refresh()
}

// paintEntryButtons shows what can be done with the entry, after an attempt or as
// one of the register.
func (c *progressCard) paintEntryButtons(entry history.Entry) {
	a, succeeded, recorded := c.attempt, c.attempt.Phase() == create.Succeeded, c.attempt.Recorded()
	managed := succeeded && parts.Held(entry)
	parts.ShowIf(c.test, succeeded && entry.State == history.Created)
	label := parts.Tr("progress.test")
	if recorded {
		label = parts.Tr("register.test") // shorter, so that the buttons stand in two columns
	}
	c.test.SetText(label)
	parts.ShowIf(c.replace, managed && (recorded || a.Problem().Name == "testRefused"))
	parts.ShowIf(c.browse, managed && recorded)
	parts.ShowIf(c.open, !recorded && !a.Busy() && entry.AttemptID != "" && !c.replace.Visible())
	parts.ShowIf(c.more, recorded && !a.Busy())
}
