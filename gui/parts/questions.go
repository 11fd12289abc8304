package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/gui/widgets"
)

// Question is a choice between doing something and leaving it.
type Question struct {
	Name, Title, Text, Yes, No string
	Danger                     bool
	Then                       func()
}

// Confirm asks a question, and does what it is about if the answer is yes. It
// returns the sheet, which may be hidden once the question has answered itself.
func (s *Stage) Confirm(q Question) *widgets.Sheet {
	return ask(s.Sheet(q.Name, q.Title, container.NewWithoutLayout(), q.Yes, q.No), q)
}

// ConfirmOnTop is Confirm on top of whatever is open, which is there again after a no.
func (s *Stage) ConfirmOnTop(q Question) *widgets.Sheet {
	return ask(s.SheetOnTop(q.Name, q.Title, container.NewWithoutLayout(), q.Yes, q.No), q)
}

func ask(sheet *widgets.Sheet, q Question) *widgets.Sheet {
	sheet.SetIntro(q.Text)
	sheet.SetDanger(q.Danger)
	sheet.OnSubmit = func() {
		sheet.Hide()
		q.Then()
	}
	sheet.Show()
	return sheet
}

// Tell shows something that needs no answer: it is only to be read.
func (s *Stage) Tell(name, title string, content fyne.CanvasObject) *widgets.Sheet {
	sheet := s.Sheet(name, title, content, Tr("close.button"), "")
	sheet.OnSubmit = sheet.Hide
	sheet.Resize(fyne.NewSize(620, 0))
	sheet.Show()
	return sheet
}
