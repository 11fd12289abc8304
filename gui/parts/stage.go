package parts

import (
	"fyne.io/fyne/v2"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// Stage is what every page needs of the window: where its sheets open, where a
// short note is shown, and the clipboard.
type Stage struct {
	App    fyne.App
	Window fyne.Window
	Runner model.Runner
	Toast  *widgets.Toast
	Places *Places
	Files  *Files
	Quit   func() // saves everything and ends the app
	Sheets map[string]*widgets.Sheet
	// kept is the name of an open sheet that holds what the user has typed: other
	// sheets open on top of it in place of closing it.
	kept string
	// from is what had the focus before the first of the sheets that are open.
	from      fyne.Focusable
	following []func()
	// FocusLost puts the focus on something in sight: a sheet has closed, and what it
	// was opened from cannot take the focus back.
	FocusLost func()
	// Pasted looks at what is being pasted into a field. It returns true if that
	// is a block of credentials, with which it deals otherwise.
	Pasted func(text string) bool
}

// NewStage makes the stage of a window.
func NewStage(app fyne.App, window fyne.Window, runner model.Runner) *Stage {
	s := &Stage{
		App: app, Window: window, Runner: runner, Toast: widgets.NewToast(runner.After),
		Quit: app.Quit, Places: &Places{Objects: map[string]fyne.CanvasObject{}}, Sheets: map[string]*widgets.Sheet{},
		Pasted: func(string) bool { return false }, FocusLost: func() {},
	}
	s.Files = &Files{stage: s}
	return s
}

// Follow keeps the stop of a listener that a page has put on a signal: a page that
// is made anew, in another language, leaves none of its listeners behind.
func (s *Stage) Follow(stop func()) { s.following = append(s.following, stop) }

// StopFollowing stops what the pages follow, before they are made anew.
func (s *Stage) StopFollowing() {
	for _, stop := range s.following {
		stop()
	}
	s.following = nil
}

// Canvas is what the window draws on.
func (s *Stage) Canvas() fyne.Canvas { return s.Window.Canvas() }

// Copy puts text on the clipboard and says what was copied.
func (s *Stage) Copy(text, note string) {
	if text == "" {
		return
	}
	s.App.Clipboard().SetContent(text)
	s.Toast.Say(note)
}

// CopyField makes a field with a button that copies its text; note is the key of
// what is said then.
func (s *Stage) CopyField(name, caption, note string) *widgets.CopyField {
	f := widgets.NewCopyField(caption, "", Tr("copy.button"))
	f.OnCopy = func(string) { s.Toast.Say(Tr(note)) }
	s.Name(name, f)
	s.Name(name+".copy", f.Button())
	return f
}

// Sheet makes a sheet, which is known by its name while it is open.
func (s *Stage) Sheet(name, title string, content fyne.CanvasObject, submit, cancel string) *widgets.Sheet {
	for other, open := range s.Sheets {
		if open.Visible() && (other != s.kept || other == name) {
			open.Hide()
		}
	}
	sheet := widgets.NewSheet(title, content, submit, cancel, s.Canvas())
	s.Sheets[name] = sheet
	// By the sheet's own name, too, since another one may lie on top of it.
	yes, no := sheet.Buttons()
	for _, prefix := range []string{"sheet", name} {
		if yes != nil {
			s.Name(prefix+".submit", yes)
		}
		if no != nil {
			s.Name(prefix+".cancel", no)
		}
	}
	if focused := s.Canvas().Focused(); focused != nil && s.Canvas().Overlays().Top() == nil {
		s.from = focused
	}
	sheet.WhenHidden(func() { s.Runner.Apply(s.back) }) // once the pages are painted
	// A closed sheet is let go of, with what its functions hold: it may be keys.
	sheet.WhenHidden(func() {
		sheet.OnSubmit, sheet.OnCancel, sheet.MayCancel = nil, nil, nil
		if s.Sheets[name] == sheet {
			delete(s.Sheets, name)
			s.Places.forget(name + ".")
			if s.kept == name {
				s.kept = ""
			}
		}
	})
	return sheet
}

// back puts the focus back where it was before the sheets, or else somewhere in sight.
// A sheet does so, too, as it closes: but what it was opened from may be disabled then,
// or hidden.
func (s *Stage) back() {
	c := s.Canvas()
	if c.Overlays().Top() != nil {
		return
	}
	from := s.from
	s.from = nil
	if c.Focused() == nil && from != nil {
		c.Focus(from)
	}
	if now, ok := c.Focused().(fyne.CanvasObject); from != nil && (!ok || !InSight(now)) {
		s.FocusLost()
	}
}

// Keep lets other sheets open on top of the one of that name.
func (s *Stage) Keep(name string) { s.kept = name }

// CloseOnTop closes the sheets that lie on top of the kept one.
func (s *Stage) CloseOnTop() {
	for name, sheet := range s.Sheets {
		if sheet.Visible() && name != s.kept {
			sheet.Hide()
		}
	}
}

// OpenSheet is the name of the uppermost sheet that is open, or "".
func (s *Stage) OpenSheet() string {
	top := ""
	for name, sheet := range s.Sheets {
		if sheet.Visible() && (top == "" || top == s.kept) {
			top = name
		}
	}
	return top
}

// Name makes an object known by a name, to what follows it in another language, and to
// tests.
func (s *Stage) Name(name string, object fyne.CanvasObject) { s.Places.Objects[name] = object }
