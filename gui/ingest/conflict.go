package ingest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/parts"
)

// showConflict shows the dataflow as the user began with it, as somebody else has left it
// meanwhile, and as it would be with the user's change, and lets the user choose. Nothing
// is overwritten unseen.
func (s *sheet) showConflict() {
	stage, theirs := s.actions.stage, s.in.Check.Theirs()
	conflict := parts.Conflict{Own: s.actions.needs.Own.Did(s.in.Entry(), theirs.UpdatedBy), Who: parts.Who(theirs.UpdatedBy), At: theirs.UpdatedAt}
	rows := container.NewVBox()
	conflict.AddTo(rows)
	rows.Add(parts.CompareRow(fyne.TextStyle{Bold: true}, "", parts.Tr("conflict.seen"), parts.Tr("conflict.now"), parts.Tr("conflict.mine")))
	for _, d := range s.in.Check.Differences() {
		rows.Add(widget.NewSeparator())
		rows.Add(parts.CompareRow(fyne.TextStyle{}, parts.Say(d.Label), parts.Say(d.Seen), parts.Say(d.Now), parts.Say(d.Mine)))
	}
	title, keep := conflict.Words()
	sheet := stage.Sheet("ingestConflict", title, rows, parts.Tr("conflict.overwrite"), keep)
	sheet.SetIntro(parts.Tr("conflict.intro", "Name", theirs.Name))
	sheet.SetDanger(true)
	_, sheet.First = sheet.Buttons()
	sheet.Resize(fyne.NewSize(820, 0))
	sheet.OnSubmit = func() {
		sheet.Hide()
		s.in.Check.Overwrite()
	}
	// Esc, and the other button, leave theirs as it is, and show it.
	sheet.OnCancel = func() {
		stage.Runner.Apply(func() {
			s.sheet.Hide()
			s.actions.needs.ShowFlows(s.in.Entry(), theirs.ID)
		})
	}
	sheet.Show()
}
