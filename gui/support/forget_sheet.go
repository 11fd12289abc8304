package support

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/client/secrets"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Forgetting is what *Forget everything* needs of the window.
type Forgetting struct {
	// Accounts is how many accounts are saved, and DataDir the folder of the files.
	Accounts int
	DataDir  string
	// Export offers to export the list of connections.
	Export func()
	// Secrets removes the client secrets from the keyring; then gets nil, or why
	// some of them are still there. Service is what the keyring files them under.
	Secrets func(then func(error))
	Service string
	// Quit ends the app, after which its files are removed.
	Quit func()
}

// AskForget says what would go, offers to export what cannot be had back, and
// lets it go.
func AskForget(s *parts.Stage, forgetting Forgetting) {
	accounts := parts.Wrapped(parts.Tr("forgetAll.accounts", "Accounts", forgetting.Accounts))
	items := container.NewVBox(accounts,
		parts.Paragraphs("forgetAll.register", "forgetAll.practice", "forgetAll.settings", "forgetAll.stays"))
	sheet := s.Sheet("forgetAll", parts.Tr("forgetAll.title"), items, parts.Tr("forgetAll.yes"), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("forgetAll.text", "Folder", forgetting.DataDir))
	sheet.SetDanger(true)
	export := widgets.NewButton(parts.Tr("forgetAll.export"), theme.DownloadIcon(), func() {
		sheet.Hide()
		forgetting.Export()
	})
	s.Name("forgetAll.export", export)
	sheet.AddButton(export)
	sheet.Resize(fyne.NewSize(560, 0))
	sheet.OnSubmit = func() {
		sheet.SetBusy(true)
		forgetting.Secrets(func(err error) {
			if !sheet.Visible() {
				return // called off
			}
			sheet.SetBusy(false)
			switch {
			case err == nil:
				sheet.Hide()
				forgetting.Quit()
			case errors.Is(err, secrets.ErrUnavailable), errors.Is(err, secrets.ErrTimeout):
				ForgetTheRest(s, forgetting, err)
			default:
				sheet.SetError(parts.Say(model.Explain(err).Title))
			}
		})
	}
	sheet.Show()
}

// ForgetTheRest says what the keyring may still hold, and asks whether the rest is to go.
func ForgetTheRest(s *parts.Stage, forgetting Forgetting, err error) {
	s.Confirm(parts.Question{
		Name: "forgetRest", Title: parts.Say(model.Explain(err).Title), Text: parts.Tr("forgetAll.without", "Service", forgetting.Service),
		Yes: parts.Tr("forgetAll.rest"), No: parts.Tr("cancel.button"), Danger: true, Then: forgetting.Quit,
	})
}
