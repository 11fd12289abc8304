package gui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/assets"
	"mooring/gui/widgets"
)

// welcomePage is what the first start shows: what the app does, and two ways
// to begin.
type welcomePage struct {
	view *fyne.Container
	try  *widgets.Button
	own  *widgets.Button
}

func newWelcomePage(s *stage, organization, practice func()) *welcomePage {
	p := &welcomePage{}
	icon := canvas.NewImageFromResource(assets.Icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(96))
	title := widget.NewLabelWithStyle(tr("welcome.title"), fyne.TextAlignCenter, fyne.TextStyle{Bold: true})
	title.SizeName = theme.SizeNameHeadingText
	title.Wrapping = wrapping()
	intro := widget.NewLabelWithStyle(tr("welcome.text"), fyne.TextAlignCenter, fyne.TextStyle{})
	intro.Wrapping = wrapping()
	p.try = widgets.NewPrimaryButton(tr("welcome.practice"), theme.MediaPlayIcon(), practice)
	p.own = widgets.NewButton(tr("welcome.organization"), theme.LoginIcon(), organization)
	s.name("welcome.practice", p.try)
	s.name("welcome.organization", p.own)
	choices := newPair(
		choice(tr("welcome.practice.text"), p.try), choice(tr("welcome.organization.text"), p.own))
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
	label.Wrapping = wrapping()
	card := widgets.NewCard("", "", label)
	card.SetFooter(button)
	return card
}
