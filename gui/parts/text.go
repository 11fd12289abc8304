package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model"
)

// Wrapped is a label that breaks its lines as the language does.
func Wrapped(style fyne.TextStyle) *widget.Label {
	l := widget.NewLabelWithStyle("", fyne.TextAlignLeading, style)
	l.Wrapping = Wrapping()
	return l
}

// Paragraphs are texts below each other, by their keys.
func Paragraphs(keys ...string) *fyne.Container {
	box := container.NewVBox()
	for _, key := range keys {
		label := Wrapped(fyne.TextStyle{})
		label.SetText(Tr(key))
		box.Add(label)
	}
	return box
}

// Column stacks the fields of a form with little room between them: each keeps
// room for its own caption.
func Column() *fyne.Container { return container.New(layout.NewCustomPaddedVBoxLayout(2)) }

// OneLine keeps a cell from breaking the row that it is copied in.
func OneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, text)
}

// Optional is the sentence of a text, or "" where no language has one.
func Optional(text model.Text) string {
	if !HasText(text.Key) {
		return ""
	}
	return Say(text)
}
