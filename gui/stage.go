package gui

import (
	"fyne.io/fyne/v2"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// stage is what every page needs of the window: where its sheets open, where a
// short note is shown, and the clipboard.
type stage struct {
	app    fyne.App
	window fyne.Window
	runner model.Runner
	toast  *widgets.Toast
	places *places
	// graphics is what the window is drawn by.
	graphics graphics
	sheets   map[string]*widgets.Sheet
	// kept is the name of an open sheet that holds what the user has typed: other
	// sheets open on top of it in place of closing it.
	kept string
	// pasted looks at what is being pasted into a field. It returns true if that
	// is a block of credentials, with which it deals otherwise.
	pasted func(text string) bool
}

func (s *stage) canvas() fyne.Canvas { return s.window.Canvas() }

// copy puts text on the clipboard and says what was copied.
func (s *stage) copy(text, note string) {
	if text == "" {
		return
	}
	s.app.Clipboard().SetContent(text)
	s.toast.Say(note)
}

// sheet makes a sheet whose name window tests can read while it is open.
func (s *stage) sheet(name, title string, content fyne.CanvasObject, submit, cancel string) *widgets.Sheet {
	for other, open := range s.sheets {
		if open.Visible() && (other != s.kept || other == name) {
			open.Hide()
		}
	}
	sheet := widgets.NewSheet(title, content, submit, cancel, s.canvas())
	s.sheets[name] = sheet
	// By the sheet's own name, too, since another one may lie on top of it.
	yes, no := sheet.Buttons()
	for _, prefix := range []string{"sheet", name} {
		if yes != nil {
			s.name(prefix+".submit", yes)
		}
		if no != nil {
			s.name(prefix+".cancel", no)
		}
	}
	// A closed sheet is let go of, with what its functions hold: it may be keys.
	sheet.OnHidden = func() {
		sheet.OnSubmit, sheet.OnCancel = nil, nil
		if s.sheets[name] == sheet {
			delete(s.sheets, name)
			s.places.forget(name + ".")
			if s.kept == name {
				s.kept = ""
			}
		}
	}
	return sheet
}

// keep lets other sheets open on top of the one of that name.
func (s *stage) keep(name string) { s.kept = name }

// closeOnTop closes the sheets that lie on top of the kept one.
func (s *stage) closeOnTop() {
	for name, sheet := range s.sheets {
		if sheet.Visible() && name != s.kept {
			sheet.Hide()
		}
	}
}

// openSheet is the name of the uppermost sheet that is open, or "".
func (s *stage) openSheet() string {
	top := ""
	for name, sheet := range s.sheets {
		if sheet.Visible() && (top == "" || top == s.kept) {
			top = name
		}
	}
	return top
}

// name makes an object findable in the positions that window tests read.
func (s *stage) name(name string, object fyne.CanvasObject) { s.places.add(name, object) }
