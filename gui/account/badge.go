package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/parts"
)

// badge names what the color of the bar tells, for those who cannot see it.
type badge struct {
	view  *fyne.Container
	plate *canvas.Rectangle
	text  *canvas.Text
}

func newBadge() *badge {
	b := &badge{plate: canvas.NewRectangle(nil), text: canvas.NewText("", nil)}
	b.text.TextStyle.Bold = true
	b.text.Alignment = fyne.TextAlignCenter
	b.view = container.NewStack(b.plate, container.New(layout.NewCustomPaddedLayout(3, 3, 8, 8), b.text))
	return b
}

var badgeKeys = map[tone]string{
	toneProduction: "sandbox.badge", toneDevelopment: "sandbox.badge.development", tonePractice: "sandbox.badge.practice",
}

func (b *badge) show(t tone) {
	key, known := badgeKeys[t]
	parts.ShowIf(b.view, known)
	if !known {
		return
	}
	ground, text := t.looks()
	b.plate.FillColor, b.text.Color = text, ground
	b.plate.CornerRadius = theme.Size(theme.SizeNameInputRadius)
	b.text.Text, b.text.TextSize = parts.Tr(key), theme.CaptionTextSize()
	b.plate.Refresh()
	b.text.Refresh()
}
