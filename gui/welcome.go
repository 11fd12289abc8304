package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/assets"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// welcomePage is what the first start shows: what the app does, and two ways
// to begin.
type welcomePage struct {
	view *fyne.Container
	try  *widgets.Button
	own  *widgets.Button
}

func newWelcomePage(s *parts.Stage, organization, practice func()) *welcomePage {
	p := &welcomePage{}
	icon := canvas.NewImageFromResource(assets.Icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(96))
	title := widget.NewLabelWithStyle(parts.Tr("welcome.title"), fyne.TextAlignCenter, fyne.TextStyle{Bold: true})
	title.SizeName = theme.SizeNameHeadingText
	title.Wrapping = parts.Wrapping()
	intro := widget.NewLabelWithStyle(parts.Tr("welcome.text"), fyne.TextAlignCenter, fyne.TextStyle{})
	intro.Wrapping = parts.Wrapping()
	p.try = widgets.NewPrimaryButton(parts.Tr("welcome.practice"), theme.MediaPlayIcon(), practice)
	p.own = widgets.NewButton(parts.Tr("welcome.organization"), theme.LoginIcon(), organization)
	s.Name("welcome.practice", p.try)
	s.Name("welcome.organization", p.own)
	choices := parts.NewButtonRows(
		choice(parts.Tr("welcome.practice.text"), p.try), choice(parts.Tr("welcome.organization.text"), p.own))
	space := canvas.NewRectangle(color.Transparent)
	space.SetMinSize(fyne.NewSize(0, welcomeSpace))
	column := container.NewVBox(icon, title, intro, space, choices)
	wide := canvas.NewRectangle(color.Transparent)
	wide.SetMinSize(fyne.NewSize(680, 0))
	p.view = container.NewCenter(container.NewStack(wide, column))
	p.view.Hide()
	return p
}

// welcomeSpace is between what the app does and the ways to begin.
const welcomeSpace = 16

// choice is one of the two ways to begin: what it means, and its button.
func choice(text string, button *widgets.Button) fyne.CanvasObject {
	label := widget.NewLabel(text)
	label.Wrapping = parts.Wrapping()
	card := widgets.NewCard("", "", label)
	card.SetFooter(button)
	return card
}
