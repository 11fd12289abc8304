package support

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/client/diagnose"
	"mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// ShowDiagnosis looks at what Mooring needs around it and shows what it finds,
// with a text for technicians to copy.
func ShowDiagnosis(s *parts.Stage, diagnosis *support.Diagnosis, options diagnose.Options) {
	list := widgets.NewFindings()
	sheet := s.Sheet("diagnose", parts.Tr("diagnose.title"), list, parts.Tr("close.button"), "")
	sheet.SetIntro(parts.Tr("diagnose.intro"))
	sheet.Resize(fyne.NewSize(640, 0))
	report := widgets.NewButton(parts.Tr("diagnose.copy"), theme.ContentCopyIcon(), func() {
		s.Copy(diagnose.Report(diagnosis.Findings(), inEnglish), parts.Tr("copied.report"))
	})
	report.Disable()
	s.Name("diagnose.copy", report)
	sheet.AddButton(report)
	stop := diagnosis.Changed.Listen(func() {
		findings := diagnosis.Findings()
		items := make([]widgets.Item, len(findings))
		for i, f := range findings {
			items[i] = widgets.Item{
				State: diagnoseLooks[f.Verdict], Title: parts.Say(support.FindingTitle(f)), Text: parts.Say(support.FindingText(f)),
			}
		}
		list.SetItems(items)
		parts.EnableIf(report, !diagnosis.Running())
		sheet.Fit()
	})
	sheet.OnSubmit = sheet.Hide
	sheet.WhenHidden(func() {
		stop()
		diagnosis.Stop()
	})
	sheet.Show()
	diagnosis.Run(options)
}

// inEnglish words a finding for technicians.
func inEnglish(f diagnose.Finding) (check, outcome string) {
	if text := support.FindingText(f); !text.Empty() {
		outcome = parts.InEnglish(text)
	}
	return parts.InEnglish(support.FindingTitle(f)), outcome
}

var diagnoseLooks = map[diagnose.Verdict]widgets.Sign{
	diagnose.Fine: widgets.SignDone, diagnose.Odd: widgets.SignWarned,
	diagnose.Broken: widgets.SignFailed, diagnose.Skipped: widgets.SignSkipped,
}
