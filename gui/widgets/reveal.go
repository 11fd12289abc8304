package widgets

import (
	"slices"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// followers are the scroll containers that follow the focus. Fyne's objects do not
// know what they are in, so a widget that gets the focus looks here. They belong to
// the UI goroutine, as all widgets do.
var followers []weak.Pointer[container.Scroll]

// newFollower returns a scroll container that scrolls to what has the focus in it.
func newFollower(content fyne.CanvasObject) *container.Scroll {
	l := &shrinking{}
	s := container.NewVScroll(container.New(l, content))
	l.scroll = s
	followers = slices.DeleteFunc(followers, func(p weak.Pointer[container.Scroll]) bool { return p.Value() == nil })
	followers = append(followers, weak.Make(s))
	return s
}

// shrinking lays out the content of a scroll container, and scrolls back where the content
// has become shorter than it was scrolled down. Fyne does so only with the next turn of the
// wheel, and leaves the beginning out of sight until then.
type shrinking struct{ scroll *container.Scroll }

// MinSize is that of the content.
func (l *shrinking) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout gives the content all the room.
func (l *shrinking) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	s := l.scroll
	if most := max(size.Height-s.Size().Height, 0); s.Offset.Y > most {
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, most))
	}
}

// reveal scrolls to what has just got the focus, with room for the line below it
// that says what is wrong with it. Otherwise Tab would lead out of sight.
func reveal(o fyne.CanvasObject) {
	all := around(o)
	// What has just been opened or closed makes the content longer or shorter than it was
	// laid out, and with it the room of what is scrolled in it.
	for _, s := range slices.Backward(all) {
		content := fyne.NewSize(s.Size().Width, max(s.Size().Height, s.Content.MinSize().Height))
		if s.Content.Size() != content {
			s.Content.Resize(content)
		}
	}
	for _, s := range all {
		at, _ := within(s.Content, o)
		top := at.Y
		bottom := top + o.Size().Height
		room := s.Size().Height
		above := theme.Padding()
		const lines = 3 // hardly more than the two of a caption
		below := min(lines*theme.CaptionTextSize(), max(room-o.Size().Height-above, 0))
		offset := s.Offset
		switch {
		case top-above < offset.Y:
			offset.Y = max(top-above, 0)
		case bottom+below > offset.Y+room:
			offset.Y = bottom + below - room
		}
		s.ScrollToOffset(offset)
	}
}

// around returns the scroll containers that an object is in, the innermost first, since it
// was made first. The canvas would not do: Fyne knows it only of what has been painted.
func around(o fyne.CanvasObject) (all []*container.Scroll) {
	for _, p := range followers {
		if s := p.Value(); s != nil && holds(s.Content, o) {
			all = append(all, s)
		}
	}
	return all
}

// outOfSight reports whether one of the scroll containers that an object is in shows
// nothing of it.
func outOfSight(o fyne.CanvasObject) bool {
	return slices.ContainsFunc(around(o), func(s *container.Scroll) bool {
		at, _ := within(s.Content, o)
		room := s.Size().Height
		return room > 0 && (at.Y+o.Size().Height <= s.Offset.Y || at.Y >= s.Offset.Y+room)
	})
}

// returns scrolls back to what has the focus and is out of sight, and reports whether it
// was: nothing is pressed unseen.
func returns(o fyne.CanvasObject) bool {
	if !outOfSight(o) {
		return false
	}
	reveal(o)
	return true
}

// InSight reports whether the scroll containers that an object is in show all of it.
func InSight(o fyne.CanvasObject) bool {
	for _, s := range around(o) {
		at, _ := within(s.Content, o)
		if at.Y < s.Offset.Y || at.Y+o.Size().Height > s.Offset.Y+s.Size().Height {
			return false
		}
	}
	return true
}
