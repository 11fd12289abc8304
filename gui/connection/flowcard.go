package connection

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// helpLooks are the buttons of a dataflow, by what they do.
var helpLooks = map[model.FlowHelp]struct {
	key  string
	icon fyne.ThemeIconName
}{
	model.HelpKeys:   {"details.replace", theme.IconNameLogin},
	model.HelpRows:   {"flows.rows", theme.IconNameVisibility},
	model.HelpRetry:  {"flows.retry", theme.IconNameViewRefresh},
	model.HelpStart:  {"flows.start", theme.IconNameMediaPlay},
	model.HelpPause:  {"flows.pause", theme.IconNameMediaPause},
	model.HelpResume: {"flows.resume", theme.IconNameMediaPlay},
}

// flowHelps are all that can be done, in the order of the buttons.
var flowHelps = []model.FlowHelp{model.HelpKeys, model.HelpRows, model.HelpRetry, model.HelpStart, model.HelpResume, model.HelpPause}

// flowSigns are the signs of dataflows.
var flowSigns = map[history.FlowStatus]widgets.Sign{
	history.FlowsFailing: widgets.SignFailed, history.FlowsPartial: widgets.SignWarned, history.FlowsUnknown: widgets.SignWarned,
	history.FlowsBehind:  widgets.SignWarned,
	history.FlowsWorking: widgets.SignDone, history.FlowsPaused: widgets.SignSkipped, history.FlowsWaiting: widgets.SignWaiting,
}

// runSigns are the signs of runs, and runKeys what is said of them.
var runSigns = map[client.Outcome]widgets.Sign{
	client.OutcomeGood: widgets.SignDone, client.OutcomePartial: widgets.SignWarned, client.OutcomeFailed: widgets.SignFailed,
	client.OutcomeRunning: widgets.SignRunning, client.OutcomeWaiting: widgets.SignWaiting, client.OutcomeUnknown: widgets.SignSkipped,
}

// doingKeys say what a dataflow is being asked to do.
var doingKeys = map[provision.Action]string{
	provision.ActionRetry: "flows.retrying", provision.ActionStart: "flows.starting",
	provision.ActionPause: "flows.pausing", provision.ActionResume: "flows.resuming",
}

// flowCard tells of one dataflow how it stands, with a button for what helps first.
type flowCard struct {
	actions *Actions
	flow    history.Dataflow
	told    model.FlowTold
	keysAt  time.Time // when its connection got other keys; zero for never
	prefix  string    // of the names of its buttons

	view    *widgets.Plate
	title   *widgets.List // the sign, the name, how often, and from where to where
	head    *widgets.Paragraph
	lines   *widgets.Paragraph
	figures *widgets.Paragraph
	marks   *widgets.Marks
	doing   *widgets.Line
	trouble *parts.Trouble // of what was done last
	why     *widgets.Link
	whyRow  *fyne.Container
	row     *fyne.Container
	buttons map[model.FlowHelp]*widgets.Button
	places  []model.FlowHelp // the buttons that stand there, in their order
	pressed model.FlowHelp   // the one that was pressed last, while the focus is on the card
	stop    *widgets.Button
	more    *widgets.Button
}

func newFlowCard(a *Actions) *flowCard {
	c := &flowCard{actions: a, buttons: map[model.FlowHelp]*widgets.Button{}}
	c.title = widgets.NewFindings()
	c.head, c.lines, c.figures = parts.Bold(), parts.Wrapped(""), parts.Quiet("")
	c.marks = widgets.NewMarks(parts.Tr("flows.marks"))
	c.doing = widgets.NewLine("")
	c.trouble = parts.NewTrouble(a.stage)
	c.why = widgets.NewLink(parts.Tr("flows.why"), c.explain)
	c.whyRow = container.NewHBox(c.why)
	c.stop = widgets.NewButton(parts.Tr("progress.stop"), theme.CancelIcon(), a.flows.Acts.Cancel)
	for _, help := range flowHelps {
		look := helpLooks[help]
		b := widgets.NewButton(parts.Tr(look.key), fyne.CurrentApp().Settings().Theme().Icon(look.icon), nil)
		b.OnTapped = func() {
			a.stage.Canvas().Focus(b) // a click takes the focus away
			c.pressed = help
			a.help(help, c.flow)
		}
		c.buttons[help] = b
	}
	c.more = c.newMore()
	c.row = parts.NewButtonRows()
	c.view = widgets.NewPlate(c.compose())
	return c
}

// compose puts all that is told below each other, and the buttons where they are seen
// first: what comes of them stands below, so that they stay where they are. Labels bring room of their
// own around their text, and a link has little: without the overlaps the lines would
// fall apart.
func (c *flowCard) compose() fyne.CanvasObject {
	around, pad := theme.InnerPadding(), theme.Padding()
	texts := container.New(layout.NewCustomPaddedVBoxLayout(-around-pad/2), c.head, c.lines, c.figures)
	inset := theme.IconInlineSize() + 1.5*pad // where the list has its titles
	under := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(0, 0, inset-pad, 0), o)
	}
	top := container.NewBorder(nil, nil, nil, container.NewVBox(c.more), c.title)
	told := container.New(layout.NewCustomPaddedVBoxLayout(0), top,
		container.New(layout.NewCustomPaddedLayout(-pad, -pad, inset, 0), texts))
	return container.NewVBox(told, c.row, c.doing, c.trouble.View, under(c.whyRow), under(c.marks))
}

func (c *flowCard) paint(flow history.Dataflow, now time.Time, prefix string) {
	flows := c.actions.flows
	current := c.actions.current
	since := model.FlowSince{Mended: flows.Acts.TriedAt(flow.ID), Changed: current.ChangedAt(), Mapped: current.MappedAt(flow.ID)}
	c.keysAt = current.KeysChangedAt()
	for _, at := range []time.Time{c.keysAt, since.Mapped} {
		if at.After(since.Mended) {
			since.Mended = at
		}
	}
	c.flow, c.told = flow, model.TellFlow(flow, since, now)
	told := c.told
	c.name(prefix)
	failing := told.Status == history.FlowsFailing && !told.Again
	c.view.SetAlert(failing)
	name := flow.Name
	if name == "" {
		name = string(flow.ID)
	}
	sign := flowSigns[told.Status]
	c.head.Importance = widget.WarningImportance
	switch {
	case told.Again:
		sign, c.head.Importance = widgets.SignRunning, widget.MediumImportance
	case failing:
		c.head.Importance = widget.DangerImportance
	}
	c.title.SetItems([]widgets.Item{{State: sign, Title: name, Text: joined(told.Where, "\n")}})
	setLabel(c.head, parts.Say(told.Head))
	setLabel(c.lines, joined(told.Lines, "\n"))
	setLabel(c.figures, joined(told.Figures, " · "))
	parts.ShowIf(c.whyRow, !told.Problem.Empty())
	c.paintMarks(flow.Runs, now)
	doing := flows.Acts.Doing(flow.ID)
	text := ""
	if doing != "" {
		text = parts.Tr(doingKeys[doing])
		if done, of := flows.Acts.Progress(); of > 1 {
			text = parts.Tr("flows.retryingSome", "Done", done, "Of", of)
		}
	}
	c.doing.SetText(text)
	c.doing.SetBusy(doing != "")
	parts.ShowIf(c.doing, doing != "")
	c.trouble.Set(flows.Acts.Trouble(flow.ID), true)
	c.paintButtons(doing != "")
}

// setLabel shows a text, or nothing in no room.
func setLabel(l *widgets.Paragraph, text string) {
	l.SetText(text)
	parts.ShowIf(l, text != "")
}

func joined(texts []model.Text, by string) string {
	said := make([]string, len(texts))
	for i, text := range texts {
		said[i] = parts.Say(text)
	}
	return strings.Join(said, by)
}

// name makes the buttons known by the place of the card among the others.
func (c *flowCard) name(prefix string) {
	if c.prefix == prefix {
		return
	}
	c.prefix = prefix
	s := c.actions.stage
	for help, b := range c.buttons {
		s.Name(prefix+string(help), b)
	}
	for name, o := range map[string]fyne.CanvasObject{"why": c.why, "marks": c.marks, "stop": c.stop, "more": c.more, "head": c.head, "lines": c.lines} {
		s.Name(prefix+name, o)
	}
}

// paintMarks shows the last runs, the oldest first.
func (c *flowCard) paintMarks(runs []history.Mark, now time.Time) {
	items := make([]widgets.MarkItem, len(runs))
	for i, run := range runs {
		items[len(runs)-1-i] = widgets.MarkItem{State: runSigns[run.Outcome], Text: parts.Say(model.TellMark(run, now))}
	}
	c.marks.SetItems(items)
	parts.ShowIf(c.marks, len(items) > 0)
}

// paintButtons shows what can be done.
func (c *flowCard) paintButtons(doing bool) {
	idle := c.actions.needs.Idle()
	shown := map[model.FlowHelp]bool{}
	for _, help := range c.told.Helps {
		shown[help] = true
	}
	focused := c.actions.stage.Canvas().Focused()
	lost := focused == fyne.Focusable(c.stop) && !doing
	first := c.first()
	c.place(shown)
	for help, b := range c.buttons {
		importance := widget.MediumImportance
		if help == first {
			importance = widget.HighImportance
		}
		if b.Importance != importance {
			b.Importance = importance
			b.Refresh()
		}
		lost = lost || focused == fyne.Focusable(b) && !shown[help]
		if help == model.HelpKeys && byRole(c.actions.current.Entry()) {
			b.SetText(parts.Tr("amazon.bucketPolicy"))
		}
		placed := slices.Contains(c.places, help)
		parts.ShowIf(b, shown[help] || placed && !shown[opposites[help]])
		parts.EnableIf(b, idle && shown[help])
	}
	parts.ShowIf(c.stop, doing && c.actions.flows.Acts.Doing(c.flow.ID) == provision.ActionRetry)
	c.row.Refresh()
	if lost {
		c.refocus()
	}
}

// opposites are what stands in the place of each other.
var opposites = map[model.FlowHelp]model.FlowHelp{model.HelpPause: model.HelpResume, model.HelpResume: model.HelpPause}

// place gives the buttons that are shown their places, always in one order. What is
// pointed at stays where it is, with those before it, which are pale once they are of no
// use: nothing else comes under the pointer.
func (c *flowCard) place(shown map[model.FlowHelp]bool) {
	places := slices.Clone(c.places[:c.pointedAt()+1])
	for _, help := range flowHelps {
		if !shown[help] || slices.Contains(places, help) {
			continue
		}
		at := slices.Index(places, opposites[help])
		if at < 0 {
			at = len(places)
		}
		places = slices.Insert(places, at, help)
	}
	if slices.Equal(places, c.places) {
		return
	}
	c.places, c.row.Objects = places, nil
	for _, help := range places {
		c.row.Objects = append(c.row.Objects, c.buttons[help])
	}
	c.row.Objects = append(c.row.Objects, c.stop)
}

// pointedAt is the last of the places that the pointer or the focus is on, or has pressed
// last; -1 for none.
func (c *flowCard) pointedAt() int {
	focused := c.actions.stage.Canvas().Focused()
	onCard := focused == fyne.Focusable(c.more) || focused == fyne.Focusable(c.stop)
	at := -1
	for i, help := range c.places {
		here := focused == fyne.Focusable(c.buttons[help])
		if onCard = onCard || here; here || c.buttons[help].Hovered() {
			at = i
		}
	}
	if !onCard {
		c.pressed = ""
	}
	return max(at, slices.Index(c.places, c.pressed))
}

// refocus gives the focus to a button that can be pressed, since the one that had it cannot
// any more: not to one that switches the dataflow on or off, which a second Enter would do.
func (c *flowCard) refocus() {
	for _, b := range []*widgets.Button{c.buttons[model.HelpKeys], c.buttons[model.HelpRows], c.buttons[model.HelpRetry], c.more} {
		if b.Visible() && !b.Disabled() {
			c.actions.stage.Canvas().Focus(b)
			return
		}
	}
	c.actions.stage.FocusLost()
}

// first is what helps a dataflow that fails, or left files unread. Once its connection has
// other keys, those that were refused are no longer those in use, and once its mapping is
// another one, nor is what that refused; any other change mends nothing.
func (c *flowCard) first() model.FlowHelp {
	switch {
	case c.told.Behind && slices.Contains(c.told.Helps, model.HelpRetry):
		return model.HelpRetry
	case !c.flow.Fails() || c.told.Again:
		return ""
	}
	began := c.flow.Last.Started
	if began.IsZero() {
		began = c.flow.Last.Made
	}
	changed := c.keysAt.After(began)
	for _, help := range c.told.Helps {
		if help != model.HelpPause && (help != model.HelpKeys || !changed) && (help != model.HelpRows || !c.told.Mapped) {
			return help
		}
	}
	return ""
}

// explain tells all that is known of why the last run went as it did.
func (c *flowCard) explain() {
	c.actions.stage.TellTrouble("flow", c.flow.Name, c.told.Problem, c.told.Status != history.FlowsFailing)
}
