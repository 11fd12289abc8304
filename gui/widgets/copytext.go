package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const copyTextRows = 8

// CopyText shows a text of several lines to copy, such as a policy or a report:
// monospace, scrolled in both directions, to be selected and read but not
// changed, with a copy button above.
type CopyText struct {
	copied
	view *readOnly
}

// NewCopyText returns a box with that text and a button of that label (may be
// "", then it has an icon only).
func NewCopyText(text, copyLabel string) *CopyText {
	c := &CopyText{}
	c.view = newReadOnly(c.told)
	c.view.SetMinRowsVisible(copyTextRows)
	c.prepare(copyLabel)
	c.SetText(text)
	c.ExtendBaseWidget(c)
	return c
}

// SetText changes the text. While it is "", nothing can be copied.
func (c *CopyText) SetText(text string) {
	c.set(text)
	c.view.TextStyle = monoFor(text)
	c.view.SetText(text)
}

// SetRows sets how many lines there is room for at least; it begins with 8.
func (c *CopyText) SetRows(n int) { c.view.SetMinRowsVisible(max(n, 1)); c.Refresh() }

// unfold gives its lines as much room as they need and there is to spare, and at least
// that of so many.
func (c *CopyText) unfold(least int, spare func() float32) {
	c.SetRows(least)
	folded, room := c.view.MinSize().Height, spare()
	c.SetRows(least + 1)
	line := c.view.MinSize().Height - folded
	const bar = 1 // the bar to scroll sideways lies on the last line
	more := min(int(room/line), strings.Count(c.view.Text, "\n")+1+bar-least)
	c.SetRows(least + max(more, 0))
}

func (c *CopyText) children() []fyne.CanvasObject { return []fyne.CanvasObject{c.button, c.view} }

// CreateRenderer is called by Fyne.
func (c *CopyText) CreateRenderer() fyne.WidgetRenderer {
	return &copyTextRenderer{drawn{c.children()}, c}
}

type copyTextRenderer struct {
	drawn
	box *CopyText
}

func (r *copyTextRenderer) MinSize() fyne.Size {
	button, view := r.box.button.MinSize(), r.box.view.MinSize()
	return fyne.NewSize(max(button.Width, view.Width, 240), button.Height+view.Height)
}

func (r *copyTextRenderer) Layout(size fyne.Size) {
	c := r.box
	button := c.button.MinSize()
	place(c.button, fyne.NewPos(size.Width-button.Width, 0), button)
	place(c.view, fyne.NewPos(0, button.Height), fyne.NewSize(size.Width, max(size.Height-button.Height, 0)))
}

func (r *copyTextRenderer) Refresh() {
	r.Layout(r.box.Size())
	r.box.button.Refresh()
	r.box.view.Refresh()
	canvas.Refresh(r.box)
}
