package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// Wrapped is a paragraph that wraps as its language does.
func Wrapped(text string) *widgets.Paragraph {
	return widgets.NewParagraph(text, Wrapping())
}

// Quiet is Wrapped for what is less important.
func Quiet(text string) *widgets.Paragraph {
	l := Wrapped(text)
	l.Importance = widget.LowImportance
	return l
}

// Bold is Wrapped for a title that is still to be set.
func Bold() *widgets.Paragraph {
	l := Wrapped("")
	l.TextStyle.Bold = true
	return l
}

// Signed puts a sign before a label. Labels have a margin above their text: without
// the drop, the sign would stand above the first line.
func Signed(icon *widget.Icon, label *widgets.Paragraph) *fyne.Container {
	const drop = 8
	sign := container.New(layout.NewCustomPaddedLayout(drop, 0, 0, 0), icon)
	return container.NewBorder(nil, nil, container.NewVBox(sign), nil, label)
}

// Paragraphs are texts below each other, by their keys.
func Paragraphs(keys ...string) *fyne.Container {
	box := container.NewVBox()
	for _, key := range keys {
		box.Add(Wrapped(Tr(key)))
	}
	return box
}

// Column stacks the fields of a form with little room between them: each keeps
// room for its own caption.
func Column() *fyne.Container { return container.New(layout.NewCustomPaddedVBoxLayout(2)) }

// OneLine makes a text of one line, so that a cell does not break the row it is copied with.
func OneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, text)
}

// Optional returns the sentence of a text, or "" where there is none.
func Optional(text model.Text) string {
	if !HasText(text.Key) {
		return ""
	}
	return Say(text)
}
