package register

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// foot is the line under the rows: how many there are and how many of them need
// attention. Under it is how far work on the register is, or what came of it: a refresh
// is for what needs attention, so that both are to be seen.
type foot struct {
	stage    *parts.Stage
	table    *register.Table
	tasks    *register.Tasks
	hintText func() string

	view      *fyne.Container
	count     *widget.Label
	attention *widgets.Link
	hint      *widget.Label
	strip     *widgets.Strip
	// closed is called once the strip has been closed, which had the focus.
	closed func()
	// cramped says that there is no room for the line.
	cramped bool
}

func newFoot(s *parts.Stage, table *register.Table, tasks *register.Tasks, hintText func() string, closed func()) *foot {
	f := &foot{stage: s, table: table, tasks: tasks, hintText: hintText, closed: closed}
	f.count, f.hint = widget.NewLabel(""), widget.NewLabel("")
	f.hint.Importance = widget.LowImportance
	f.attention = widgets.NewLink("", func() { table.SetFilter(table.Filter().Attention()) })
	f.strip = widgets.NewStrip(parts.Tr("progress.stop"))
	f.strip.OnStop = tasks.Stop
	f.strip.OnDismiss = f.onDismiss
	s.Name("register.count", f.count)
	s.Name("register.attention", f.attention)
	s.Name("register.hint", f.hint)
	s.Name("upkeep.strip", f.strip)
	s.Name("upkeep.stop", f.strip.Button())
	s.Name("upkeep.dismiss", f.strip.Button())
	f.view = container.New(footLayout{f}, f.count, f.attention, f.hint, f.strip)
	f.paint()
	return f
}

func (f *foot) paint() {
	counted := f.paintCount()
	outcome := f.tasks.Outcome()
	stripped := f.strip.Visible()
	switch {
	case f.tasks.Busy():
		f.strip.SetProgress(f.tasks.Progress())
		f.strip.SetText(parts.Say(f.tasks.Text()))
		parts.EnableIf(f.strip.Button(), !f.tasks.Stopping())
		parts.ShowIf(f.strip, true)
	case !outcome.Text.Empty() || !outcome.Problem.Empty():
		f.paintOutcome(outcome)
		parts.ShowIf(f.strip, true)
	default:
		parts.ShowIf(f.strip, false)
	}
	if counted || f.strip.Visible() != stripped {
		f.view.Refresh()
	}
}

// paintCount says how many rows there are, and reports whether that is news.
func (f *foot) paintCount() bool {
	text, importance := f.countText()
	attention := ""
	if _, n := f.table.Totals(); n > 0 {
		attention = parts.TrCount("register.attentionOne", "register.attention", n)
	}
	hint := ""
	if f.hintText != nil {
		hint = f.hintText()
	}
	if f.count.Text == text && f.count.Importance == importance && f.attention.Text() == attention && f.hint.Text == hint {
		return false
	}
	f.count.Importance = importance
	f.count.SetText(text)
	f.attention.SetText(attention)
	f.hint.SetText(hint)
	return true
}

func (f *foot) countText() (string, widget.Importance) {
	count, marked := f.table.Count(), f.table.Marks.Count()
	all, _ := f.table.Totals()
	switch {
	case !f.table.Problem().Empty():
		return parts.Say(f.table.Problem().Title), widget.DangerImportance
	case marked > 1:
		return parts.Tr("register.selected", "Marked", marked, "Count", count), widget.HighImportance
	case count != all:
		return parts.Tr("register.found", "Count", count, "All", all), widget.MediumImportance
	case all > 0:
		return parts.TrCount("register.totalOne", "register.total", all), widget.LowImportance
	}
	return "", widget.LowImportance
}

func (f *foot) paintOutcome(outcome register.Outcome) {
	text, label, state := parts.Say(outcome.Text), parts.Tr("close.button"), widgets.SignDone
	if all, _ := f.table.Totals(); outcome.Nothing && all > 0 { // for want of a right, perhaps
		state = widgets.SignWarned
	}
	// Who looks whether all is well is not told so where it is not; the link is above.
	if needing := f.attention.Text(); f.tasks.Inspected() && needing != "" && !outcome.Text.Empty() {
		text, state = parts.Tr("upkeep.attention", "Outcome", text, "Attention", needing), widgets.SignWarned
	}
	if !outcome.Problem.Empty() {
		label, state = parts.Tr("upkeep.explain"), widgets.SignWarned
	}
	if outcome.Text.Empty() {
		text, state = parts.Say(outcome.Problem.Title), widgets.SignFailed
	}
	f.strip.Done(text, label, state)
}

// read takes an outcome away that has nothing to explain: who goes on with the
// rows has seen it.
func (f *foot) read() {
	if outcome := f.tasks.Outcome(); !outcome.Text.Empty() && outcome.Problem.Empty() {
		f.tasks.Dismiss()
	}
}

// onDismiss closes the strip and, where something went wrong, explains it.
func (f *foot) onDismiss() {
	problem := f.tasks.Outcome().Problem
	f.tasks.Dismiss()
	f.closed()
	if problem.Empty() {
		return
	}
	f.stage.TellTrouble("upkeepTrouble", parts.Tr("upkeep.explained"), problem, true)
}

// footLayout puts the strip under the line, where there is one. What a refresh would
// read stands at the end of the line, if there is room for it.
type footLayout struct{ foot *foot }

// MinSize is that of the line and, where there is one, of the strip.
func (l footLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	strip := l.stripSize()
	return fyne.NewSize(strip.Width, l.lineHeight()+strip.Height)
}

// lineHeight is that of the line; a label has room around its text that is not wanted
// here.
func (l footLayout) lineHeight() float32 { return l.foot.count.MinSize().Height - 2*l.around() }

// stripSize is that of the strip, with the gap above it.
func (l footLayout) stripSize() fyne.Size {
	if !l.foot.strip.Visible() {
		return fyne.Size{}
	}
	return l.foot.strip.MinSize().AddWidthHeight(0, theme.Padding())
}

func (l footLayout) around() float32 { return theme.InnerPadding() - theme.Padding() }

// Layout places the strip, or the line.
func (l footLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	f := l.foot
	if strip := f.strip.MinSize().Height; f.strip.Visible() {
		f.strip.Resize(fyne.NewSize(size.Width, strip))
		f.strip.Move(fyne.NewPos(0, size.Height-strip))
		size.Height -= strip + theme.Padding()
	}
	line := !f.cramped
	count, attention, hint := f.count.MinSize(), f.attention.MinSize(), f.hint.MinSize()
	// The label ends a padding before the link, which has one of its own.
	left := count.Width - theme.InnerPadding()
	parts.ShowIf(f.count, line)
	f.count.Move(fyne.NewPos(0, -l.around()))
	f.count.Resize(fyne.NewSize(min(count.Width, max(size.Width, 0)), count.Height))
	parts.ShowIf(f.attention, line && f.attention.Text() != "" && left+attention.Width <= size.Width)
	f.attention.Move(fyne.NewPos(left, (size.Height-attention.Height)/2))
	f.attention.Resize(attention)
	if f.attention.Visible() {
		left += attention.Width
	}
	parts.ShowIf(f.hint, line && f.hint.Text != "" && left+hint.Width <= size.Width)
	f.hint.Move(fyne.NewPos(size.Width-hint.Width, -l.around()))
	f.hint.Resize(hint)
}
