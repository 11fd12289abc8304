package ingest

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model"
	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// sheetName is that of the sheet, and what the names of its controls begin with.
const sheetName = "ingest"

// page is what the sheet shows of one step.
type page interface {
	// view is what is shown.
	view() fyne.CanvasObject
	// paint shows how things are.
	paint()
	// enter is called when the step is come to, and returns what is to get the focus;
	// nil where nothing can be changed.
	enter() fyne.Focusable
	// leave takes what is still being typed.
	leave()
}

// sheet leads through the steps.
type sheet struct {
	actions *Actions
	in      *ingest.Ingest

	sheet   *widgets.Sheet
	content *fyne.Container
	head    *widgets.Tabs
	back    *widgets.Button
	reading *widgets.Line // what fills the steps is being read
	trouble *parts.Trouble
	stack   *fyne.Container
	pages   map[ingest.Step]page
	shown   ingest.Step
	reached ingest.Step // the furthest: going back loses nothing of it
	told    string      // why one cannot go on
	settled model.List  // the columns that are refused and that the user goes on with
	stops   []func()

	// waits says that Next was pressed while something was being read, and at what the
	// focus was then.
	waits bool
	at    fyne.Focusable

	unseen bool // Next was pressed before the first rows were there: they are looked at once
}

// stepKeys name the steps.
var stepKeys = map[ingest.Step]string{
	ingest.StepWhat: "bring.what", ingest.StepTarget: "bring.target", ingest.StepMapping: "bring.mapping",
	ingest.StepWhen: "bring.when", ingest.StepCheck: "bring.check",
}

// titleKeys are the titles of the sheet.
var titleKeys = map[ingest.Purpose]string{ingest.Make: "bring.title", ingest.Like: "bring.likeTitle", ingest.Change: "bring.editTitle"}

// open shows the sheet; flow is the name of the dataflow that it begins with, if any.
func (a *Actions) open(in *ingest.Ingest, flow string) {
	s := &sheet{actions: a, in: in, shown: -1}
	name := func(suffix string, o fyne.CanvasObject) { a.stage.Name(sheetName+"."+suffix, o) }
	s.buildHead(name)
	s.pages = map[ingest.Step]page{
		ingest.StepWhat:    newWhatPage(a.stage, in.What, s.next, name),
		ingest.StepTarget:  newTargetPage(a.stage, in.Target, s.next, name),
		ingest.StepMapping: newMappingPage(a.stage, in, s.fit, name),
		ingest.StepWhen:    newWhenPage(a.stage, in.When, name),
		ingest.StepCheck:   newCheckPage(a, in, name),
	}
	s.stack = container.NewStack()
	for _, step := range ingest.Steps {
		s.pages[step].view().Hide()
		s.stack.Add(s.pages[step].view())
	}
	// Not container.NewBorder: Tab would go to the top last.
	top := container.NewVBox(s.head, s.reading, s.trouble.View)
	s.content = container.New(layout.NewBorderLayout(top, nil, nil, nil), top, s.stack)
	s.sheet = a.stage.Sheet(sheetName, parts.Tr(titleKeys[in.Purpose()], "Flow", flow), s.content, parts.Tr("bring.next"), parts.Tr("cancel.button"))
	a.stage.Keep(sheetName)
	entry := in.Entry()
	s.sheet.SetIntro(parts.Tr("bring.intro", "Name", parts.EntryName(entry), "Sandbox", entry.Place.Sandbox, "Org", a.needs.Org(entry)))
	s.sheet.AddButton(s.back)
	s.sheet.Fill(fyne.Size{}) // all the room: the buttons keep their places
	s.sheet.OnSubmit = s.next
	s.sheet.MayCancel = s.mayCancel
	s.sheet.Unfinished = s.unfinished
	s.stops = []func(){in.Changed.Listen(s.paint), in.Check.Ended.Listen(s.ended)}
	s.sheet.WhenHidden(s.closed)
	s.paint()
	s.sheet.First = s.first()
	s.sheet.Show()
}

func (s *sheet) buildHead(name func(string, fyne.CanvasObject)) {
	titles := make([]widgets.Tab, len(ingest.Steps))
	for i, step := range ingest.Steps {
		titles[i].Title = strconv.Itoa(i+1) + "  " + parts.Tr(stepKeys[step])
	}
	s.head = widgets.NewTabs(titles...)
	s.head.OnSelected = func(at int) { s.turn(ingest.Steps[at]) }
	if head, ok := s.head.Head().(fyne.CanvasObject); ok {
		name("steps", head)
	}
	s.back = widgets.NewButton(parts.Tr("bring.back"), theme.NavigateBackIcon(), func() { s.turn(s.shown - 1) })
	name("back", s.back)
	s.reading = widgets.NewLine(parts.Tr("bring.readingFlow"))
	s.trouble = parts.NewNamedTrouble(sheetName+".", s.actions.stage)
}

// next goes on or, where that is not possible yet, says why. Where that is for want of
// something that is being read, the press is not lost.
func (s *sheet) next() {
	s.pages[s.shown].leave()
	again := s.waits && s.in.Hinders(s.shown).Empty()
	s.waits, s.at = s.in.Awaits(s.shown) && !again, s.actions.stage.Canvas().Focused()
	s.unseen = s.shown == ingest.StepWhat && s.in.What.Reading() && !s.in.What.Kept()
	if why := s.why(); !why.Empty() {
		s.tell(why)
		if page, ok := s.pages[s.shown].(*whenPage); ok {
			s.focus(page.blame())
		}
		if ingest.Rehearsed(s.shown) {
			s.in.Mapping.Rehearsal.Try() // at once
		}
		return
	}
	s.onward()
}

// focus puts the focus on what is to be put right, if it is one thing.
func (s *sheet) focus(at fyne.Focusable) {
	if at != nil {
		s.actions.stage.Canvas().Focus(at)
	}
}

// why is what keeps one from going on: what a step lacks, or that what the first rows tell
// is waited for, or that nobody has seen them, which a second press does not mind.
func (s *sheet) why() model.Text {
	why := s.in.Hinders(s.shown)
	switch {
	case !why.Empty():
	case s.waits && s.in.Awaits(s.shown):
		return model.T("ingest.next.trying")
	case s.unseen:
		return model.T("ingest.next.look")
	}
	return why
}

// onward goes on, unless something is to be asked first.
func (s *sheet) onward() {
	if !ingest.Rehearsed(s.shown) || !s.doubts() {
		s.goAhead()
	}
}

// goAhead starts what is set up, or goes on to the next step.
func (s *sheet) goAhead() {
	if s.shown == ingest.StepCheck {
		s.in.Check.Start()
		return
	}
	s.turn(s.shown + 1)
}

// turn shows another step or, where something before it hinders, says what.
func (s *sheet) turn(to ingest.Step) {
	s.pages[s.shown].leave()
	if s.in.Go(to) {
		s.paint()
		return
	}
	s.head.Select(int(s.shown))
	for _, step := range ingest.Steps {
		if why := s.in.Hinders(step); step < to && !why.Empty() {
			s.tell(why)
			return
		}
	}
}

// goOn does what was waited for, unless the user has turned to something else meanwhile.
func (s *sheet) goOn() {
	s.waits = false
	if s.actions.stage.Canvas().Focused() == s.at && s.why().Empty() {
		s.onward()
	}
}

// tell says why one cannot go on, or takes that away. It stays until that has changed.
func (s *sheet) tell(why model.Text) {
	text := ""
	if !why.Empty() {
		text = parts.Say(why)
	}
	if s.told != text {
		s.told = text
		s.sheet.SetError(text)
	}
}

func (s *sheet) paint() {
	step := s.in.Step()
	moved := step != s.shown
	if moved {
		s.show(step)
	}
	switch {
	case moved:
		s.waits, s.unseen = false, false
		s.tell(model.Text{})
	case s.told != "":
		s.tell(s.why())
	}
	parts.ShowIf(s.reading, s.in.Reading())
	s.reading.SetBusy(s.in.Reading())
	s.trouble.Set(s.in.Problem(), false)
	s.pages[step].paint()
	s.paintButtons()
	s.fit()
	if moved && s.sheet.Visible() {
		s.actions.stage.Canvas().Focus(s.first())
	}
	if s.waits && !s.in.Awaits(step) {
		s.goOn()
	}
}

// first is what gets the focus in the step that is shown.
func (s *sheet) first() fyne.Focusable {
	if first := s.pages[s.shown].enter(); first != nil {
		return first
	}
	return s.head.Head()
}

// fit gives everything its room anew: rows come and go.
func (s *sheet) fit() {
	s.content.Refresh()
	s.sheet.Fit()
}

func (s *sheet) show(step ingest.Step) {
	for _, each := range ingest.Steps {
		parts.ShowIf(s.pages[each].view(), each == step)
	}
	s.shown, s.reached = step, max(s.reached, step)
	s.head.Select(int(step))
}

func (s *sheet) paintButtons() {
	phase := s.in.Check.Phase()
	sending := phase == ingest.PhaseSending
	yes, no := s.sheet.Buttons()
	text := parts.Tr("bring.next")
	if s.shown == ingest.StepCheck {
		text = parts.Tr("bring.start")
		if s.in.Purpose() == ingest.Change {
			text = parts.Tr("save.button")
		}
	}
	setText(yes, text)
	text = parts.Tr("cancel.button")
	switch phase {
	case ingest.PhaseSending:
		text = parts.Tr("progress.stop")
	case ingest.PhaseUnknown:
		text = parts.Tr("close.button")
	}
	setText(no, text)
	s.sheet.SetBusy(sending)
	s.sheet.SetSubmitEnabled(phase == ingest.PhaseOpen && !s.in.Reading())
	parts.EnableIf(s.back, s.shown > 0 && s.in.CanGo(s.shown-1) && phase == ingest.PhaseOpen)
}

func setText(b *widgets.Button, text string) {
	if b.Text != text {
		b.SetText(text)
	}
}

// mayCancel stops what is under way in place of closing the sheet, and asks before
// what was set up is let go of.
func (s *sheet) mayCancel() bool {
	if s.in.Check.Phase() == ingest.PhaseSending {
		s.in.Check.Stop()
		return false
	}
	return s.actions.stage.MayLeave(s.sheet)
}

// unfinished reports whether something was set up that is not kept.
func (s *sheet) unfinished() bool {
	phase := s.in.Check.Phase()
	return (phase == ingest.PhaseOpen || phase == ingest.PhaseConflict) && s.reached > ingest.StepTarget
}

// ended follows what came of what was sent.
func (s *sheet) ended(phase ingest.Phase) {
	s.paint()
	switch phase {
	case ingest.PhaseDone:
		entry, name := s.in.Entry(), s.in.Check.Name()
		key := "bring.done"
		if s.in.Purpose() == ingest.Change {
			key = "bring.changed"
		}
		s.actions.stage.CloseOnTop()
		s.sheet.Hide()
		s.actions.stage.Toast.Say(parts.Tr(key, "Flow", name))
		s.actions.needs.ShowFlows(entry, s.in.Check.Flow())
	case ingest.PhaseConflict:
		s.showConflict()
	}
}

// closed lets go of what was read: it is the customers' data.
func (s *sheet) closed() {
	for _, stop := range s.stops {
		stop()
	}
	s.in.Close()
}
