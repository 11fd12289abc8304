package parts

import (
	"slices"

	"fyne.io/fyne/v2"

	"mooring/gui/widgets"
)

// Sheet makes a sheet that is known by its name while it is open.
func (s *Stage) Sheet(name, title string, content fyne.CanvasObject, submit, cancel string) *widgets.Sheet {
	s.close(func(other string) bool { return !s.kept[other] || other == name })
	sheet := widgets.NewSheet(title, content, submit, cancel, s.Canvas())
	s.Sheets[name] = sheet
	s.order = append(s.order, name)
	s.nameButtons(sheet, name)
	s.nameButtons(sheet, "sheet")
	if focused := s.Canvas().Focused(); focused != nil && s.Canvas().Overlays().Top() == nil {
		s.from = focused
	}
	sheet.MayCancel = func() bool { return s.MayLeave(name) }
	sheet.WhenHidden(func() { s.Runner.Apply(s.back) }) // once the pages are painted
	// A closed sheet is let go of, with what its functions hold: it may be keys.
	sheet.WhenHidden(func() {
		sheet.OnSubmit, sheet.OnCancel, sheet.MayCancel, sheet.Unfinished = nil, nil, nil, nil
		if s.Sheets[name] == sheet {
			s.letGo(name)
		}
	})
	return sheet
}

// SheetOnTop makes a sheet for an interruption: whatever is open stays beneath it, and is
// there as it was once this sheet has closed.
func (s *Stage) SheetOnTop(name, title string, content fyne.CanvasObject, submit, cancel string) *widgets.Sheet {
	var beneath []string
	for _, other := range s.order {
		if !s.kept[other] {
			s.kept[other] = true
			beneath = append(beneath, other)
		}
	}
	sheet := s.Sheet(name, title, content, submit, cancel)
	sheet.WhenHidden(func() {
		for _, other := range beneath {
			delete(s.kept, other)
		}
	})
	return sheet
}

// nameButtons names the buttons of a sheet by its own name, and that in front by
// "sheet": another one may lie on top of it.
func (s *Stage) nameButtons(sheet *widgets.Sheet, prefix string) {
	yes, no := sheet.Buttons()
	if yes != nil {
		s.Name(prefix+".submit", yes)
	}
	if no != nil {
		s.Name(prefix+".cancel", no)
	}
}

// letGo forgets a sheet that has closed.
func (s *Stage) letGo(name string) {
	delete(s.Sheets, name)
	delete(s.kept, name)
	s.order = slices.DeleteFunc(s.order, func(other string) bool { return other == name })
	s.Places.forget(name + ".")
	if front := s.Sheets[s.OpenSheet()]; front != nil {
		s.nameButtons(front, "sheet")
	}
}

// close closes those of the open sheets, the one in front first.
func (s *Stage) close(those func(name string) bool) {
	for _, name := range slices.Backward(slices.Clone(s.order)) {
		if sheet := s.Sheets[name]; sheet != nil && sheet.Visible() && those(name) {
			sheet.Hide()
		}
	}
}

// Keep lets other sheets open on top of the one of that name.
func (s *Stage) Keep(name string) { s.kept[name] = true }

// CloseOnTop closes the sheets that lie on top of the kept ones.
func (s *Stage) CloseOnTop() { s.close(func(name string) bool { return !s.kept[name] }) }

// OpenSheet is the name of the uppermost sheet that is open, or "".
func (s *Stage) OpenSheet() string {
	for _, name := range slices.Backward(s.order) {
		if s.Sheets[name].Visible() {
			return name
		}
	}
	return ""
}

// MayLeave reports whether a sheet may be closed without what was entered in it. Where
// that would be lost, it asks first, and a yes closes the sheet.
func (s *Stage) MayLeave(name string) bool {
	sheet := s.Sheets[name]
	if sheet == nil || sheet.Unfinished == nil || !sheet.Unfinished() {
		return true
	}
	s.ConfirmOnTop(Question{
		Name: "leave", Title: Tr("leave.title"), Text: Tr("leave.text"),
		Yes: Tr("leave.yes"), No: Tr("leave.no"), Danger: true, Then: sheet.Hide,
	})
	return false
}

// Unfinished reports whether what was entered in an open sheet would be lost if the app
// ended.
func (s *Stage) Unfinished() bool {
	for _, sheet := range s.Sheets {
		if sheet.Visible() && sheet.Unfinished != nil && sheet.Unfinished() {
			return true
		}
	}
	return false
}

// back puts the focus back where it was before the sheets, or else somewhere in sight.
// A sheet does so, too, as it closes: but what it was opened from may be disabled then,
// or hidden.
func (s *Stage) back() {
	c := s.Canvas()
	if c.Overlays().Top() != nil {
		return
	}
	from, had := s.from, s.from != nil || s.lost
	s.from, s.lost = nil, false
	if c.Focused() == nil && from != nil {
		c.Focus(from)
	}
	if now, ok := c.Focused().(fyne.CanvasObject); had && (!ok || !InSight(c, now)) {
		s.FocusLost()
	}
}

// GoOn puts the focus on what comes next where nothing has it, once the pages are painted.
func (s *Stage) GoOn() {
	s.lost = true
	s.Runner.Apply(func() {
		c, front := s.Canvas(), s.Sheets[s.OpenSheet()]
		if front == nil {
			s.lost = false // else it is what the window has once the sheets are closed
		}
		switch {
		case c.Focused() != nil:
		case front != nil:
			front.FocusFirst()
		case c.Overlays().Top() == nil:
			s.FocusLost()
		}
	})
}
