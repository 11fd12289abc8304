package account

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model/account"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// status says in a few words how the sign-in stands. What is wrong is a button:
// the form has the whole of it.
type status struct {
	view   *fyne.Container
	line   *widgets.Line
	button *widgets.Button
}

func newStatus(open func()) *status {
	s := &status{line: widgets.NewLine(""), button: widgets.NewButton("", theme.WarningIcon(), open)}
	s.button.Hide()
	s.view = container.NewStack(s.line, s.button)
	return s
}

func (s *status) paint(accounts *account.Accounts) {
	icon, color, text, wrong := theme.AccountIcon(), widgets.ColorNameMuted, parts.Tr("signIn.none"), ""
	state := accounts.State()
	switch {
	case state == account.SigningIn:
		text = parts.Tr("signIn.busy")
	case state == account.SignInFailed:
		wrong = parts.Tr("signIn.failed")
	case !accounts.Problem().Empty():
		wrong = parts.Tr("account.notKept")
	case state == account.SignedIn:
		icon, color, text = signedInLook(accounts)
	}
	parts.ShowIf(s.line, wrong == "")
	parts.ShowIf(s.button, wrong != "")
	s.button.SetText(wrong)
	s.line.SetText(text)
	s.line.SetIcon(icon, color)
	s.line.SetBusy(state == account.SigningIn)
}

// signedInLook is how long the sign-in is valid, or what to keep in mind.
func signedInLook(accounts *account.Accounts) (icon fyne.Resource, color fyne.ThemeColorName, text string) {
	icon, color = theme.WarningIcon(), widgets.ColorNameWarningText
	switch {
	case accounts.LostSandbox() != "":
		return icon, color, parts.Tr("sandbox.lost", "Name", accounts.LostSandbox())
	case account.KeepingOf(accounts) == account.KeptUntilQuit:
		return icon, color, parts.Tr("signIn.session")
	}
	icon, color = theme.ConfirmIcon(), widgets.ColorNameSuccessText
	expiry := accounts.Expiry()
	tomorrow := time.Now().AddDate(0, 0, 1).YearDay()
	switch {
	case accounts.Practice():
		return icon, color, parts.Tr("account.practice.here")
	case expiry.IsZero():
		return icon, color, parts.Tr("signIn.done")
	case time.Until(expiry) > 20*time.Hour && expiry.Local().YearDay() == tomorrow:
		return icon, color, parts.Tr("signIn.doneTomorrow") // which is the usual: short, and true
	}
	return icon, color, parts.Tr("signIn.doneUntil", "Until", parts.ClockTime(expiry))
}
