package ingest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// showConflict shows the dataflow as somebody else has left it meanwhile, and lets the
// user choose. Nothing is overwritten unseen.
func (s *sheet) showConflict() {
	stage, theirs := s.actions.stage, s.in.Check.Theirs()
	facts := widgets.NewFacts()
	items := []widgets.Item{
		{Title: parts.Tr("bring.name"), Text: theirs.Name},
		{Title: parts.Tr("bring.frequency"), Text: parts.Say(model.Often(theirs.Schedule))},
	}
	if theirs.Description != "" {
		items = append(items, widgets.Item{Title: parts.Tr("bring.description"), Text: theirs.Description})
	}
	facts.SetItems(items)
	now := parts.Bold()
	now.SetText(parts.Tr("conflict.now"))
	sheet := stage.Sheet("ingestConflict", parts.Tr("conflict.title"), container.NewVBox(now, facts), parts.Tr("conflict.overwrite"), parts.Tr("conflict.keep"))
	sheet.SetIntro(parts.Tr("conflict.intro", "Name", theirs.Name))
	sheet.SetDanger(true)
	_, sheet.First = sheet.Buttons()
	sheet.Resize(fyne.NewSize(620, 0))
	sheet.OnSubmit = func() {
		sheet.Hide()
		s.in.Check.Overwrite()
	}
	// Esc, and the other button, leave theirs as it is.
	sheet.OnCancel = func() { stage.Runner.Apply(s.sheet.Hide) }
	sheet.Show()
}
