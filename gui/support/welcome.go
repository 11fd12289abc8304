package support

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/assets"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Welcome is what the first start shows: what the app does, and two ways to begin.
type Welcome struct {
	// View is the page. It is hidden at first.
	View *fyne.Container
	// Practice is the button that begins on the practice Platform.
	Practice *widgets.Button
}

// NewWelcome makes the page; its buttons call organization and practice.
func NewWelcome(s *parts.Stage, organization, practice func()) *Welcome {
	w := &Welcome{}
	icon := canvas.NewImageFromResource(assets.Icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(96))
	title, intro := parts.Bold(), parts.Wrapped(parts.Tr("welcome.text"))
	title.Text, title.SizeName = parts.Tr("welcome.title"), theme.SizeNameHeadingText
	title.Alignment, intro.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	w.Practice = widgets.NewPrimaryButton(parts.Tr("welcome.practice"), theme.MediaPlayIcon(), practice)
	own := widgets.NewButton(parts.Tr("welcome.organization"), theme.LoginIcon(), organization)
	s.Name("welcome.practice", w.Practice)
	s.Name("welcome.organization", own)
	choices := parts.NewButtonRows(
		wayToBegin(parts.Tr("welcome.practice.text"), w.Practice), wayToBegin(parts.Tr("welcome.organization.text"), own))
	space := canvas.NewRectangle(color.Transparent)
	space.SetMinSize(fyne.NewSize(0, welcomeSpace))
	column := container.NewVBox(icon, title, intro, space, choices)
	w.View = container.New(welcomeLayout{icon, space}, column)
	w.View.Hide()
	return w
}

// welcomeWidth is how wide the page is where there is room.
const welcomeWidth = 680

// welcomeLayout puts the page into the middle. It leaves out what is there for the eye
// only where both ways to begin would not be in sight with it: on a small screen with
// large texts. What has no room even then scrolls with the window.
type welcomeLayout []fyne.CanvasObject

// MinSize is that of the page without what can be left out.
func (spare welcomeLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	for _, o := range spare {
		if o.Visible() {
			size.Height -= o.MinSize().Height + theme.Padding()
		}
	}
	return size
}

// Layout places the page, with all of it where there is room.
func (spare welcomeLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	page := objects[0]
	width := min(welcomeWidth, size.Width)
	for _, all := range []bool{true, false} {
		for _, o := range spare {
			parts.ShowIf(o, all)
		}
		page.Resize(fyne.NewSize(width, page.MinSize().Height)) // lines that wrap know their height then
		page.Resize(fyne.NewSize(width, page.MinSize().Height))
		if page.Size().Height <= size.Height {
			break
		}
	}
	page.Move(fyne.NewPos((size.Width-width)/2, max(size.Height-page.Size().Height, 0)/2))
}

// welcomeSpace is between what the app does and the ways to begin.
const welcomeSpace = 16

// wayToBegin is one of the two ways to begin: what it means, and its button.
func wayToBegin(text string, button *widgets.Button) fyne.CanvasObject {
	card := widgets.NewCard("", "", parts.Wrapped(text))
	card.SetFooter(button)
	return card
}
