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
	sheets map[string]*widgets.Sheet
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
	for _, open := range s.sheets {
		if open.Visible() {
			open.Hide()
		}
	}
	sheet := widgets.NewSheet(title, content, submit, cancel, s.canvas())
	s.sheets[name] = sheet
	// A closed sheet is let go of, with what its functions hold: it may be keys.
	sheet.OnHidden = func() {
		sheet.OnSubmit, sheet.OnCancel = nil, nil
		if s.sheets[name] == sheet {
			delete(s.sheets, name)
		}
	}
	return sheet
}

// openSheet is the name of the sheet that is open, or "".
func (s *stage) openSheet() string {
	for name, sheet := range s.sheets {
		if sheet.Visible() {
			return name
		}
	}
	return ""
}

// name makes an object findable in the positions that window tests read.
func (s *stage) name(name string, object fyne.CanvasObject) { s.places.add(name, object) }
