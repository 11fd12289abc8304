package parts

import (
	"slices"

	"fyne.io/fyne/v2"

	"mooring/gui/widgets"
)

// Sheets are the sheets of a stage.
type Sheets struct {
	stage *Stage
	open  []*openSheet // in the order in which they were made
	// from is what had the focus before the first of the sheets that are open, unless it
	// was lost just before.
	from fyne.Focusable
	lost bool
}

// openSheet is a sheet that has not been closed yet.
type openSheet struct {
	*widgets.Sheet
	name, title string
	kept        bool // it holds what the user has typed: others open on top of it and do not close it
}

// Sheet makes a sheet that is known by its name while it is open.
func (s *Sheets) Sheet(name, title string, content fyne.CanvasObject, submit, cancel string) *widgets.Sheet {
	s.close(func(o *openSheet) bool { return !o.kept || o.name == name })
	c := s.stage.Canvas()
	sheet := widgets.NewSheet(title, content, submit, cancel, c)
	s.open = slices.DeleteFunc(s.open, func(o *openSheet) bool { return o.name == name }) // which was never shown
	s.open = append(s.open, &openSheet{Sheet: sheet, name: name, title: title})
	s.nameButtons(sheet, name)
	s.nameButtons(sheet, "sheet")
	if focused := c.Focused(); focused != nil && c.Overlays().Top() == nil {
		s.from = focused
	}
	sheet.MayCancel = func() bool { return s.MayLeave(sheet) }
	sheet.WhenHidden(func() { s.stage.Runner.Apply(s.back) }) // once the pages are painted
	// A closed sheet is let go of, with what its functions hold: it may be keys.
	sheet.WhenHidden(func() {
		sheet.OnSubmit, sheet.OnCancel, sheet.MayCancel, sheet.Unfinished = nil, nil, nil, nil
		if s.SheetNamed(name) == sheet {
			s.letGo(name)
		}
	})
	return sheet
}

// SheetOnTop makes a sheet for an interruption: whatever is open stays beneath it, and is
// there as it was once this sheet has closed.
func (s *Sheets) SheetOnTop(name, title string, content fyne.CanvasObject, submit, cancel string) *widgets.Sheet {
	var beneath []*openSheet
	for _, o := range s.open {
		if !o.kept {
			o.kept = true
			beneath = append(beneath, o)
		}
	}
	sheet := s.Sheet(name, title, content, submit, cancel)
	sheet.WhenHidden(func() {
		for _, o := range beneath {
			o.kept = false
		}
	})
	return sheet
}

// nameButtons names the buttons of a sheet by its own name, and those of the sheet in
// front by "sheet".
func (s *Sheets) nameButtons(sheet *widgets.Sheet, prefix string) {
	yes, no := sheet.Buttons()
	if yes != nil {
		s.stage.Name(prefix+".submit", yes)
	}
	if no != nil {
		s.stage.Name(prefix+".cancel", no)
	}
}

// letGo forgets a sheet that has closed.
func (s *Sheets) letGo(name string) {
	s.open = slices.DeleteFunc(s.open, func(o *openSheet) bool { return o.name == name })
	s.stage.Places.forget(name + ".")
	if front := s.front(); front != nil {
		s.nameButtons(front.Sheet, "sheet")
	}
}

// close closes those of the open sheets, the one in front first.
func (s *Sheets) close(those func(*openSheet) bool) {
	for _, o := range slices.Backward(slices.Clone(s.open)) {
		if o.Visible() && those(o) {
			o.Hide()
		}
	}
}

// Keep lets other sheets open on top of the one of that name.
func (s *Sheets) Keep(name string) {
	for _, o := range s.open {
		o.kept = o.kept || o.name == name
	}
}

// CloseOnTop closes the sheets that lie on top of the kept ones.
func (s *Sheets) CloseOnTop() { s.close(func(o *openSheet) bool { return !o.kept }) }

// SheetNamed returns the sheet of a name that has not been closed, or nil.
func (s *Sheets) SheetNamed(name string) *widgets.Sheet {
	for _, o := range s.open {
		if o.name == name {
			return o.Sheet
		}
	}
	return nil
}

// OpenSheet is the name of the sheet in front, or "".
func (s *Sheets) OpenSheet() string {
	if front := s.front(); front != nil {
		return front.name
	}
	return ""
}

func (s *Sheets) front() *openSheet {
	for _, o := range slices.Backward(s.open) {
		if o.Visible() {
			return o
		}
	}
	return nil
}

// MayLeave reports whether a sheet may be closed without what was entered in it. Where
// that would be lost, it asks first, and a yes closes the sheet.
func (s *Sheets) MayLeave(sheet *widgets.Sheet) bool {
	if sheet.Unfinished == nil || !sheet.Unfinished() {
		return true
	}
	s.stage.ConfirmOnTop(Question{
		Name: "leave", Title: Tr("leave.title"), Text: Tr("leave.text"),
		Yes: Tr("leave.yes"), No: Tr("leave.no"), Danger: true, Then: sheet.Hide,
	})
	return false
}

// Unfinished are the titles of the open sheets in which something was entered that would be
// lost if the app ended.
func (s *Sheets) Unfinished() []string {
	var titles []string
	for _, o := range s.open {
		if o.Visible() && o.Unfinished != nil && o.Unfinished() {
			titles = append(titles, o.title)
		}
	}
	return titles
}

// Fit gives the open sheets the size that they have in the window as it is now.
func (s *Sheets) Fit() {
	for _, o := range s.open {
		o.Fit()
	}
}

// back puts the focus back where it was before the sheets, or else somewhere in sight.
// A sheet does so, too, as it closes: but what it was opened from may be disabled then,
// or hidden.
func (s *Sheets) back() {
	c := s.stage.Canvas()
	if c.Overlays().Top() != nil {
		return
	}
	from, had := s.from, s.from != nil || s.lost
	s.from, s.lost = nil, false
	if c.Focused() == nil && from != nil {
		c.Focus(from)
	}
	if had && !s.focusStands() {
		s.stage.FocusLost()
	}
}

// focusStands reports whether the focus is on something in sight that takes keys: Fyne
// leaves it on what has been disabled meanwhile.
func (s *Sheets) focusStands() bool {
	c := s.stage.Canvas()
	now, ok := c.Focused().(fyne.CanvasObject)
	if d, can := now.(fyne.Disableable); can && d.Disabled() {
		return false
	}
	return ok && InSight(c, now)
}

// GoOn puts the focus on what comes next where nothing has it, once the pages are painted.
func (s *Sheets) GoOn() {
	s.lost = true
	s.stage.Runner.Apply(func() {
		c, front := s.stage.Canvas(), s.front()
		if front == nil {
			s.lost = false // else it is what the window has once the sheets are closed
		}
		switch {
		case c.Focused() != nil:
		case front != nil:
			front.FocusFirst()
		case c.Overlays().Top() == nil:
			s.stage.FocusLost()
		}
	})
}
