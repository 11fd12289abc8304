package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// helpMark is the small round question mark after the label of a field. It is not a
// Tab stop, which would double the stops of a form: F1 does the same.
type helpMark struct {
	pointed
	asButton
}

const (
	helpMarkReach = 3 // how much the mark takes the pointer beyond its circle
	helpMarkGap   = 2 // between the label and that
)

func newHelpMark() *helpMark {
	m := &helpMark{}
	m.ExtendBaseWidget(m)
	m.Hide()
	return m
}

func (m *helpMark) CreateRenderer() fyne.WidgetRenderer {
	r := &helpMarkRenderer{mark: m, disc: &canvas.Circle{}, text: &canvas.Text{Text: "?", Alignment: fyne.TextAlignCenter}}
	r.objects = []fyne.CanvasObject{r.disc, r.text}
	r.Refresh()
	return r
}

type helpMarkRenderer struct {
	drawn
	mark *helpMark
	disc *canvas.Circle
	text *canvas.Text
}

func (r *helpMarkRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(measure(r.mark, theme.SizeNameCaptionText) + 3 + 2*helpMarkReach)
}

func (r *helpMarkRenderer) Layout(size fyne.Size) {
	side := measure(r.mark, theme.SizeNameCaptionText) + 3
	at := fyne.NewPos((size.Width-side)/2, (size.Height-side)/2)
	place(r.disc, at, fyne.NewSquareSize(side))
	height := textHeight(r.text.TextSize, r.text.TextStyle)
	place(r.text, fyne.NewPos(0, (size.Height-height)/2), fyne.NewSize(size.Width, height))
}

func (r *helpMarkRenderer) Refresh() {
	m := r.mark
	fill, text := ColorNameCard, ColorNameMuted
	r.disc.StrokeColor = ink(m, theme.ColorNameInputBorder)
	if m.hovered {
		fill, text = theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary
		r.disc.StrokeColor = ink(m, theme.ColorNamePrimary)
	}
	r.disc.FillColor, r.disc.StrokeWidth = ink(m, fill), 1
	r.disc.Refresh()
	setText(r.text, "?", measure(m, theme.SizeNameCaptionText)-1, bold, ink(m, text))
	r.Layout(m.Size())
}
