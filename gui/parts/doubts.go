package parts

import (
	"fyne.io/fyne/v2"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// AskDoubts calls then once the user has confirmed the keys in a form that do not look
// right, or at once where all do. After a no, focus puts the cursor into the first of them.
func (s *Stage) AskDoubts(form *model.Form, yes string, focus func(model.Field) bool, then func()) {
	doubts := form.Doubts()
	if len(doubts) == 0 {
		then()
		return
	}
	items := make([]widgets.Item, len(doubts))
	for i, field := range doubts {
		items[i] = widgets.Item{State: widgets.SignWarned, Title: Say(field.Label()), Text: Say(form.Judge(field).Text)}
	}
	findings := widgets.NewFindings()
	findings.SetItems(items)
	sheet := s.SheetOnTop("doubts", Tr("doubts.title"), findings, yes, Tr("doubts.look"))
	sheet.SetIntro(Tr("doubts.text"))
	sheet.Resize(fyne.NewSize(560, 0))
	_, sheet.First = sheet.Buttons() // a second Enter sends nothing
	meant := false
	sheet.OnSubmit = func() {
		meant = true
		sheet.Hide()
		form.Mean(doubts...)
		then()
	}
	sheet.WhenHidden(func() {
		if !meant {
			focus(doubts[0])
		}
	})
	sheet.Show()
}
