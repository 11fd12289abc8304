package parts

import (
	"slices"
	"weak"

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
	Sheets

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
		Quit: app.Quit, Places: &Places{Objects: map[string]fyne.CanvasObject{}},
		Pasted: func(string) bool { return false }, FocusLost: func() {},
	}
	s.Toast.Avoid = s.buttons
	s.Files, s.Sheets = &Files{stage: s}, Sheets{stage: s}
	stages = slices.DeleteFunc(stages, func(p weak.Pointer[Stage]) bool { return p.Value() == nil })
	stages = append(stages, weak.Make(s))
	return s
}

// stages are those of all windows: what is hidden does not know in which one it is. They
// belong to the UI goroutine.
var stages []weak.Pointer[Stage]

// stageOf is the stage of the window that draws on a canvas, or nil.
func stageOf(c fyne.Canvas) *Stage {
	for _, p := range stages {
		if s := p.Value(); s != nil && s.Canvas() == c {
			return s
		}
	}
	return nil
}

// Follow keeps what stops a listener that a page has put on a signal: a page that is made
// anew, for another language, leaves none of its listeners behind.
func (s *Stage) Follow(stop func()) { s.following = append(s.following, stop) }

// StopFollowing stops what the pages follow, before they are made anew.
func (s *Stage) StopFollowing() {
	for _, stop := range s.following {
		stop()
	}
	s.following = nil
}

// Canvas is the window's canvas.
func (s *Stage) Canvas() fyne.Canvas { return s.Window.Canvas() }

// buttons are those of the window that are in sight.
func (s *Stage) buttons() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, o := range s.Places.Objects {
		if b, ok := o.(*widgets.Button); ok && InSight(s.Canvas(), b) {
			all = append(all, b)
		}
	}
	return all
}

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

// Name makes an object known by a name: to the one that replaces it in another language,
// and to tests.
func (s *Stage) Name(name string, object fyne.CanvasObject) { s.Places.Objects[name] = object }
