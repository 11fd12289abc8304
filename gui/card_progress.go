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
	"mooring/gui/widgets"
)

// progressCard is the card "Progress": the named steps of an attempt, and under
// them the result or the problem.
type progressCard struct {
	stage   *stage
	attempt *model.Attempt
	actions progressActions
	signIn  model.Problem // why the sign-in failed, shown while nothing else is

	view    *widgets.Card
	steps   *widgets.StepList
	hint    *widget.Label
	id      *widgets.CopyField
	etag    *widgets.CopyField
	result  *fyne.Container
	trouble *troubleView
	buttons *fyne.Container
	stop    *widgets.Button
	again   *widgets.Button
	anyway  *widgets.Button
	show    *widgets.Button
	findOut *widgets.Button
	pick    *widgets.Button
	test    *widgets.Button
	next    *widgets.Button
}

// progressActions is what the card's buttons do beyond the attempt itself.
type progressActions struct {
	createAnyway func()
	showTwin     func(provision.Twin)
	findOut      func(history.Entry)
	pick         func(history.Entry)
	test         func(history.Entry)
	next         func()
}

var stepKeys = map[provision.Step]string{
	provision.StepKeys: "step.keys", provision.StepSignIn: "step.signIn", provision.StepSandbox: "step.sandbox",
	provision.StepTwin: "step.twin", provision.StepCreate: "step.create", provision.StepTest: "step.test",
}

var stepLooks = map[model.StepState]widgets.StepState{
	model.StepWaiting: widgets.StepWaiting, model.StepRunning: widgets.StepRunning, model.StepDone: widgets.StepDone,
	model.StepWarned: widgets.StepWarned, model.StepFailed: widgets.StepFailed, model.StepSkipped: widgets.StepSkipped,
}

func newProgressCard(s *stage, attempt *model.Attempt, actions progressActions) *progressCard {
	c := &progressCard{stage: s, attempt: attempt, actions: actions}
	names := make([]string, len(model.Steps))
	for i, step := range model.Steps {
		names[i] = tr(stepKeys[step])
	}
	c.steps = widgets.NewStepList(names...)
	c.hint = widget.NewLabel(tr("progress.idle"))
	c.hint.Wrapping = wrapping()
	c.hint.Importance = widget.LowImportance
	c.id = widgets.NewCopyField(tr("result.id"), "", tr("copy.button"))
	c.id.OnCopy = func(string) { s.toast.Say(tr("copied.id")) }
	c.etag = widgets.NewCopyField(tr("result.etag"), "", tr("copy.button"))
	c.etag.OnCopy = func(string) { s.toast.Say(tr("copied.etag")) }
	c.result = container.NewVBox(c.id, c.etag)
	c.trouble = newTroubleView(s)
	c.buildButtons()
	s.name("result.id", c.id)
	s.name("result.etag", c.etag)
	s.name("result.id.copy", c.id.Button())
	s.name("result.etag.copy", c.etag.Button())
	body := container.NewVBox(c.steps, widget.NewSeparator(), c.hint, c.trouble.view, c.result)
	c.view = widgets.NewScrollCard(tr("progress.title"), tr("progress.subtitle"), body)
	c.view.SetFooter(c.buttons)
	attempt.OnChange = c.paint
	c.paint()
	return c
}

func (c *progressCard) buildButtons() {
	button := func(name, key string, icon fyne.Resource, f func()) *widgets.Button {
		b := widgets.NewButton(tr(key), icon, f)
		c.stage.name(name, b)
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
	c.next = button("progress.next", "progress.next", theme.ContentAddIcon(), func() { c.actions.next() })
	c.buttons = newPair(c.stop, c.again, c.show, c.anyway, c.findOut, c.pick, c.test, c.next)
}

func (c *progressCard) onShow() {
	if twins := c.attempt.Twins(); len(twins) > 0 {
		c.actions.showTwin(twins[0])
	}
}

func (c *progressCard) paint() {
	a := c.attempt
	for i, step := range model.Steps {
		c.steps.SetState(i, stepLooks[a.Step(step)])
	}
	entry, problem := a.Entry(), a.Problem()
	c.steps.SetDetail(slices.Index(model.Steps, provision.StepSandbox), entry.Place.Sandbox)
	c.id.SetText(string(entry.ConnectionID))
	c.etag.SetText(string(entry.ETag))
	showIf(c.result, entry.ConnectionID != "")
	showIf(c.etag, entry.ETag != "")
	c.paintHint()
	if a.Phase() == model.Idle {
		problem = c.signIn
	}
	c.trouble.set(problem, a.Phase() == model.Succeeded || a.Phase() == model.Undecided)
	c.paintButtons(entry)
	c.paintSubtitle(entry)
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
	case c.attempt.Phase() == model.Idle && !c.signIn.Empty():
	case c.attempt.Phase() == model.Idle:
		text = tr("progress.idle")
	case c.attempt.Phase() == model.Stopping:
		text = tr("progress.stopping")
	}
	c.hint.SetText(text)
	showIf(c.hint, text != "")
}

func (c *progressCard) paintSubtitle(entry history.Entry) {
	text := tr("progress.subtitle")
	if entry.Name != "" {
		text = entry.Name
	}
	c.view.SetSubtitle(text)
}

func (c *progressCard) paintButtons(entry history.Entry) {
	a, phase := c.attempt, c.attempt.Phase()
	twins := a.Twins()
	unsettledTwin := len(twins) > 0 && a.Problem().Name == "twinUnsettled"
	showIf(c.stop, a.Busy())
	enableIf(c.stop, phase == model.Working)
	showIf(c.again, a.CanRepeat() && phase == model.Trouble)
	showIf(c.show, len(twins) > 0)
	showIf(c.anyway, len(twins) > 0 && !unsettledTwin)
	showIf(c.findOut, phase == model.Undecided && len(entry.Candidates) < 2)
	showIf(c.pick, phase == model.Undecided && len(entry.Candidates) > 1)
	showIf(c.test, phase == model.Succeeded && entry.State == history.Created)
	showIf(c.next, phase == model.Succeeded || phase == model.Undecided)
	c.buttons.Refresh()
}
