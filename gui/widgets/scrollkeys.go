package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// keyScrolls scrolls by a key that an object with the focus has no use for: what it is
// in, the innermost part first, or else the sheet in front. It reports whether that led
// anywhere.
func keyScrolls(o fyne.CanvasObject, key fyne.KeyName) bool {
	parts := around(o)
	if s := frontSheet(o); s != nil && !slices.Contains(parts, s.body.content) {
		parts = append(parts, s.body.content)
	}
	at := slices.IndexFunc(parts, func(s *container.Scroll) bool { return scrollByKey(s, key) })
	if at < 0 {
		return false
	}
	if _, typed := o.(interface{ SelectedText() string }); !typed && !InSight(o) { // a field would be judged as it is left
		focusInSight(parts[at])
	}
	return true
}

// focusInSight gives the focus to the first thing in sight, where a part was scrolled away
// from what had it: Enter would press that unseen, and Tab lead back. It stays where there
// is none.
func focusInSight(s *container.Scroll) {
	at := s.Offset
	Walk(s.Content, func(o fyne.CanvasObject) bool {
		f, ok := o.(fyne.Focusable)
		if d, can := o.(fyne.Disableable); !ok || can && d.Disabled() || !Shows(s.Content, o) || !InSight(o) {
			return false
		}
		canvasOf(o).Focus(f)
		s.ScrollToOffset(at) // where the key has led
		return true
	})
}

// scrollByKey scrolls a part down and up, as a page of a browser does, and reports
// whether it was not at the end already.
func scrollByKey(s *container.Scroll, key fyne.KeyName) bool {
	line := 3 * theme.TextSize()
	page := max(s.Size().Height-line, line) // what was last is seen again as the first
	most := max(s.Content.MinSize().Height-s.Size().Height, 0)
	at := s.Offset.Y
	switch key {
	case fyne.KeyUp:
		at -= line
	case fyne.KeyDown:
		at += line
	case fyne.KeyPageUp:
		at -= page
	case fyne.KeyPageDown:
		at += page
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = most
	}
	at = min(max(at, 0), most)
	if at == s.Offset.Y {
		return false
	}
	s.ScrollToOffset(fyne.NewPos(s.Offset.X, at))
	return true
}
