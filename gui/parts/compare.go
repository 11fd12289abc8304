package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// CompareRow is a row of a comparison: what is compared, and its values side by side.
func CompareRow(style fyne.TextStyle, cells ...string) *fyne.Container {
	row := container.NewGridWithColumns(len(cells))
	for i, cell := range cells {
		if cell == "" && i > 0 {
			cell = "–"
		}
		label := widget.NewLabelWithStyle(cell, fyne.TextAlignLeading, style)
		label.Wrapping = fyne.TextWrapBreak
		row.Add(label)
	}
	// The margin of the labels is room between the columns, and none before the first.
	return container.New(layout.NewCustomPaddedLayout(0, 0, -theme.InnerPadding(), 0), row)
}
