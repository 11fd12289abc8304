package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/client"
	"mooring/client/diagnose"
	"mooring/client/ims"
	"mooring/gui/model"
	"mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// showDiagnosis looks at what Mooring needs around it and shows what it finds,
// with a text for technicians to copy.
func (w *mainWindow) showDiagnosis() {
	list := widgets.NewFindingList()
	sheet := w.stage.Sheet("diagnose", parts.Tr("diagnose.title"), list, parts.Tr("close.button"), "")
	sheet.SetIntro(parts.Tr("diagnose.intro"))
	sheet.Resize(fyne.NewSize(640, 0))
	report := widgets.NewButton(parts.Tr("diagnose.copy"), theme.ContentCopyIcon(), func() {
		w.stage.Copy(w.diagnosis.Report(), parts.Tr("copied.report"))
	})
	report.Disable()
	w.stage.Name("diagnose.copy", report)
	sheet.AddButton(report)
	w.diagnosis.OnChange = func() {
		findings := w.diagnosis.Findings()
		list.SetLength(len(findings))
		for i, f := range findings {
			list.Set(i, widgets.Finding{
				State: diagnoseLooks[f.Verdict], Title: parts.Say(support.FindingTitle(f)), Text: parts.Say(support.FindingText(f)),
			})
		}
		parts.EnableIf(report, w.diagnosis.Report() != "")
		sheet.Fit()
	}
	sheet.OnSubmit = func() {
		w.diagnosis.Stop()
		sheet.Hide()
	}
	sheet.OnCancel = w.diagnosis.Stop
	sheet.Show()
	w.diagnosis.Run(w.diagnoseOptions())
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

var diagnoseLooks = map[diagnose.Verdict]widgets.FindingState{
	diagnose.Fine: widgets.FindingPassed, diagnose.Odd: widgets.FindingWarned,
	diagnose.Broken: widgets.FindingFailed, diagnose.Skipped: widgets.FindingSkipped,
}
