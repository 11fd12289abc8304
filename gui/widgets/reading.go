package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Reading is something to read in a box that may be too small for it. Then it is a Tab
// stop, where keys scroll it.
type Reading struct {
	focusable
	asGroup

	// OnEscape is called when the Escape key is typed.
	OnEscape func()

	scroll *container.Scroll
}

var (
	_ fyne.Focusable   = (*Reading)(nil)
	_ fyne.Disableable = (*Reading)(nil)
)

// NewReading returns a box with that in it.
func NewReading(content fyne.CanvasObject) *Reading {
	r := &Reading{scroll: newFollower(content)}
	r.extend(r)
	return r
}

// Disabled reports whether all is in sight, so that the Tab key passes it over.
func (r *Reading) Disabled() bool {
	return r.scroll.Content.MinSize().Height <= r.scroll.Size().Height
}

// Enable does nothing: whether it can be scrolled is for the room to say.
func (r *Reading) Enable() {}

// Disable does nothing, see Enable.
func (r *Reading) Disable() {}

// TypedKey is called by Fyne.
func (r *Reading) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyEscape:
		escape(r, r.OnEscape)
	case scrollByKey(r.scroll, key.Name):
	default:
		keyScrolls(r, key.Name)
	}
}

func (r *Reading) children() []fyne.CanvasObject { return []fyne.CanvasObject{r.scroll} }

// CreateRenderer is called by Fyne.
func (r *Reading) CreateRenderer() fyne.WidgetRenderer {
	return newRinged(widget.NewSimpleRenderer(r.scroll), r, theme.SizeNameInputRadius, func() border { return focusBorder(r.focused) })
}
