package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// copied is the part of a widget that has a text and a button to copy it.
type copied struct {
	widget.BaseWidget

	// OnCopy is called with the text after it was put on the clipboard.
	OnCopy func(text string)

	text   string
	button *Button
}

// prepare makes the button, of an icon only where the label is "".
func (c *copied) prepare(label string) {
	c.button = NewButton(label, theme.ContentCopyIcon(), c.Copy)
	c.button.Importance = widget.LowImportance
}

// set changes the text. While it is "", nothing can be copied.
func (c *copied) set(text string) {
	c.text = text
	if text == "" {
		c.button.Disable()
	} else {
		c.button.Enable()
	}
}

// Text returns the whole text.
func (c *copied) Text() string { return c.text }

// Button returns the copy button, to give it the focus.
func (c *copied) Button() *Button { return c.button }

// Copy puts the whole text on the clipboard, as the button does.
func (c *copied) Copy() {
	if c.text == "" {
		return
	}
	fyne.CurrentApp().Clipboard().SetContent(c.text)
	c.told(c.text)
}

func (c *copied) told(text string) {
	if c.OnCopy != nil {
		c.OnCopy(text)
	}
}
