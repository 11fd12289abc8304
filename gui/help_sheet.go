package gui

import (
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// explainField says where the value of a field is found.
func (s *stage) explainField(field model.Field) {
	help, ok := model.HelpFor(field)
	if !ok {
		return
	}
	steps := container.NewVBox()
	for _, step := range help.Steps {
		label := wrapped(fyne.TextStyle{})
		label.SetText(say(step))
		steps.Add(label)
	}
	sheet := s.sheet("help", say(help.Title), steps, tr("close.button"), "")
	sheet.SetIntro(tr("help.intro"))
	sheet.Resize(fyne.NewSize(560, 0))
	if help.Link != "" {
		sheet.AddButton(widgets.NewButton(tr("help.open"), theme.ComputerIcon(), func() { s.openPage(help.Link) }))
	}
	sheet.OnSubmit = sheet.Hide
	sheet.Show()
}

// openPage opens a page in the browser, or copies its address where there is none.
func (s *stage) openPage(address string) {
	page, err := url.Parse(address)
	if err == nil {
		err = s.app.OpenURL(page)
	}
	if err != nil {
		s.copy(address, tr("copied.address"))
	}
}
