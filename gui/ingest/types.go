package ingest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// types are those of fields, as package client has them.
var types = []string{"string", "integer", "number", "boolean", "date", "date-time", "array", "map", "object"}

// typeText is the type of a field in words, or as it is where there are none.
func typeText(kind string) string {
	if key := "bring.type." + kind; parts.HasText(key) {
		return parts.Tr(key)
	}
	return kind
}

// typeColumn has room for the longest word for a type.
func typeColumn() widgets.Column {
	widest, width := "", float32(0)
	for _, kind := range types {
		text := typeText(kind)
		if w := fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{}).Width; w > width {
			widest, width = text, w
		}
	}
	return widgets.Column{Title: parts.Tr("browse.type"), Forms: []string{widest}}
}
