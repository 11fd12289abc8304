package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// registerFoot is the line under the register: what a refresh would read and
// when that was read last or, in its place, how far work on the register is.
type registerFoot struct {
	stage    *parts.Stage
	upkeep   *register.Upkeep
	accounts *account.Accounts

	hint  *widget.Label
	strip *widgets.Strip
	// cramped says that there is no room for the hint.
	cramped bool
}

func newRegisterFoot(s *parts.Stage, upkeep *register.Upkeep, accounts *account.Accounts) *registerFoot {
	f := &registerFoot{stage: s, upkeep: upkeep, accounts: accounts}
	f.hint = widget.NewLabel("")
	f.hint.Importance = widget.LowImportance
	f.hint.Truncation = fyne.TextTruncateEllipsis
	f.strip = widgets.NewStrip(parts.Tr("progress.stop"))
	f.strip.OnStop = upkeep.Stop
	f.strip.OnDismiss = f.onDismiss
	s.Name("upkeep.strip", f.strip)
	s.Name("upkeep.stop", f.strip.StopButton())
	s.Name("upkeep.dismiss", f.strip.DismissButton())
	f.paint()
	return f
}

func (f *registerFoot) paint() {
	outcome := f.upkeep.Outcome()
	switch {
	case f.upkeep.Busy():
		f.strip.SetProgress(f.upkeep.Progress())
		f.strip.SetText(parts.Say(f.upkeep.Text()))
		parts.EnableIf(f.strip.StopButton(), !f.upkeep.Stopping())
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
func (f *registerFoot) setCramped(cramped bool) {
	f.cramped = cramped
	parts.ShowIf(f.hint, !f.strip.Visible() && !cramped)
}

func (f *registerFoot) paintOutcome(outcome register.Outcome) {
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
func (f *registerFoot) read() {
	if outcome := f.upkeep.Outcome(); !outcome.Text.Empty() && outcome.Problem.Empty() {
		f.upkeep.Dismiss()
	}
}

// onDismiss closes the strip and, where something went wrong, explains it.
func (f *registerFoot) onDismiss() {
	problem := f.upkeep.Outcome().Problem
	f.upkeep.Dismiss()
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

// paintHint says what a refresh would read, so that this is known before.
func (f *registerFoot) paintHint() {
	target := f.accounts.Target()
	f.upkeep.LookAt(target)
	organization, sandbox := organizationName(f.accounts, target), target.Account.Sandbox
	text := ""
	switch last := f.upkeep.LastRefresh(); {
	case organization == "" || sandbox == "":
		text = parts.Tr("upkeep.hintNowhere")
	case last.IsZero():
		text = parts.Tr("upkeep.hintNever", "Organization", organization, "Sandbox", sandbox)
	default:
		text = parts.Tr("upkeep.hint", "Organization", organization, "Sandbox", sandbox, "At", model.Moment{Time: last})
	}
	if f.hint.Text != text {
		f.hint.SetText(text)
	}
}

// organizationName is what the user calls the organization of a target.
func organizationName(accounts *account.Accounts, target session.Target) string {
	switch {
	case target.Account.Practice:
		return parts.Tr("account.practice")
	case target.Account.Label != "" && target.Account.OrgID == accounts.Chosen().OrgID:
		return target.Account.Label
	}
	return target.Account.OrgID
}
