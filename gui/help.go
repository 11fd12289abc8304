package gui

import (
	"mooring/client"
	"mooring/client/diagnose"
	"mooring/client/ims"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/support"
)

// newSettings makes the sheet of the settings.
func (w *mainWindow) newSettings() *support.Settings {
	s := support.NewSettings(w.stage)
	s.Model, s.DataDir = w.settings, w.options.DataDir
	s.Speak = w.speak
	s.Forget = func() {
		support.AskForget(w.stage, support.Forgetting{
			Accounts: len(w.accounts.Saved()), DataDir: w.options.DataDir,
			Export: w.register.Exchange.Export, Secrets: w.accounts.ForgetSecrets,
			Quit: func() { w.forgetAtEnd = true; w.stage.Quit() },
		})
	}
	return s
}

// newPractice makes the sheet "Practice with problems".
func (w *mainWindow) newPractice() *support.Practice {
	p := support.NewPractice(w.stage)
	if w.others != nil {
		p.Others = w.others
	}
	p.Entry, p.Place, p.Use = w.current.Entry, w.practicePlace, w.useScenario
	return p
}

// speak changes the language of the window. All pages are made anew from the
// models, which hold what has been typed.
func (w *mainWindow) speak(tag string) {
	if err := parts.UseLanguage(tag); err != nil {
		w.stage.Toast.Note(parts.Say(model.Explain(err).Title))
		return
	}
	w.settingsSheet.Reopen(w.rebuild)
	support.CheckFont(w.stage)
}

func (w *mainWindow) showDiagnosis() {
	support.ShowDiagnosis(w.stage, w.diagnosis, w.diagnoseOptions())
}

// diagnoseOptions asks the servers of the chosen account, and Adobe's for the
// practice Platform: nothing but a look at whether they can be reached.
func (w *mainWindow) diagnoseOptions() diagnose.Options {
	platform, signIn := w.accounts.Form.Value(model.FieldPlatformURL), w.accounts.Form.Value(model.FieldSignInURL)
	if platform == "" {
		platform = client.DefaultBaseURL
	}
	if signIn == "" {
		signIn = ims.DefaultBaseURL
	}
	return diagnose.Options{
		// Pages that answer a program, and not the front doors, which may lead on to
		// a page for people and would look like the log-in page of a network.
		Addresses: []string{platform + "/data/foundation/flowservice/connections", signIn + "/ims/token/v3"},
		DataDir:   w.options.DataDir,
		Version:   w.about.Version,
		Vault:     w.keyring,
	}
}
