package register

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// foot is the line under the register: what a refresh would read and
// when that was read last or, in its place, how far work on the register is.
type foot struct {
	stage    *parts.Stage
	tasks    *register.Tasks
	hintText func() string

	hint  *widget.Label
	strip *widgets.Strip
	// cramped says that there is no room for the hint.
	cramped bool
}

func newFoot(s *parts.Stage, tasks *register.Tasks, hintText func() string) *foot {
	f := &foot{stage: s, tasks: tasks, hintText: hintText}
	f.hint = widget.NewLabel("")
	f.hint.Importance = widget.LowImportance
	f.hint.Truncation = fyne.TextTruncateEllipsis
	f.strip = widgets.NewStrip(parts.Tr("progress.stop"))
	f.strip.OnStop = tasks.Stop
	f.strip.OnDismiss = f.onDismiss
	s.Name("register.hint", f.hint)
	s.Name("upkeep.strip", f.strip)
	s.Name("upkeep.stop", f.strip.StopButton())
	s.Name("upkeep.dismiss", f.strip.DismissButton())
	f.paint()
	return f
}

func (f *foot) paint() {
	outcome := f.tasks.Outcome()
	switch {
	case f.tasks.Busy():
		f.strip.SetProgress(f.tasks.Progress())
		f.strip.SetText(parts.Say(f.tasks.Text()))
		parts.EnableIf(f.strip.StopButton(), !f.tasks.Stopping())
		parts.ShowIf(f.strip, true)
	case !outcome.Text.Empty() || !outcome.Problem.Empty():
		f.paintOutcome(outcome)
		parts.ShowIf(f.strip, true)
	default:
		parts.ShowIf(f.strip, false)
	}
	parts.ShowIf(f.hint, !f.strip.Visible() && !f.cramped)
	f.paintHint()
}

// setCramped says whether there is room for the hint.
func (f *foot) setCramped(cramped bool) {
	f.cramped = cramped
	parts.ShowIf(f.hint, !f.strip.Visible() && !cramped)
}

func (f *foot) paintOutcome(outcome register.Outcome) {
	text, label, state := parts.Say(outcome.Text), parts.Tr("close.button"), widgets.StepDone
	if !outcome.Problem.Empty() {
		label, state = parts.Tr("upkeep.explain"), widgets.StepWarned
	}
	if outcome.Text.Empty() {
		text, state = parts.Say(outcome.Problem.Title), widgets.StepFailed
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
	if problem.Empty() {
		return
	}
	trouble := parts.NewNamedTrouble("upkeepTrouble.", f.stage)
	trouble.Set(problem, true)
	sheet := f.stage.Sheet("upkeepTrouble", parts.Tr("upkeep.explained"), trouble.View, parts.Tr("close.button"), "")
	sheet.OnSubmit = sheet.Hide
	sheet.Resize(fyne.NewSize(620, 0))
	sheet.Show()
}

func (f *foot) paintHint() {
	if text := f.hintText(); f.hint.Text != text {
		f.hint.SetText(text)
	}
}
