package parts

import (
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// ExplainField says where the value of a field is found.
func (s *Stage) ExplainField(field model.Field) {
	help, ok := model.HelpFor(field)
	if !ok {
		return
	}
	steps := container.NewVBox()
	for _, step := range help.Steps {
		steps.Add(Wrapped(Say(step)))
	}
	sheet := s.Sheet("help", Say(help.Title), steps, Tr("close.button"), "")
	sheet.SetIntro(Tr("help.intro"))
	sheet.Resize(fyne.NewSize(560, 0))
	if help.Link != "" {
		sheet.AddButton(widgets.NewButton(Tr("help.open"), theme.ComputerIcon(), func() { s.openPage(help.Link) }))
	}
	sheet.OnSubmit = sheet.Hide
	sheet.Show()
}

// openPage opens a page in the browser, or copies its address where there is none.
func (s *Stage) openPage(address string) {
	page, err := url.Parse(address)
	if err == nil {
		err = s.App.OpenURL(page)
	}
	if err != nil {
		s.Copy(address, Tr("copied.address"))
	}
}
