package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// formLayout puts the text of the form on the left, its fields in columns, and its
// buttons into a column on the right. IDs fit into the first column. Where there is not
// the room, the buttons go under the fields, then the fields into fewer columns, and then
// the text on top.
type formLayout struct {
	side    fyne.CanvasObject
	fields  []fyne.CanvasObject
	buttons []fyne.CanvasObject
	width   float32 // that it was last laid out for
}

// Widths, in letters of the size of the text.
const (
	fieldLetters = 16 // a column on its own
	restLetters  = 12 // a column beside the first, at least
	sideLeast    = 16
	sideLetters  = 20 // where there is the room
	topLetters   = 9  // the height of the text where it stands on top
	sideWide     = 30
	sideShare    = 0.27 // of the width, between the two
)

// anID is as long as what stands in the first column: an organization's, which is longer
// than an API key. It is to be seen whole: its end tells whether all of it was pasted.
const anID = "0A1B2C3D4E5F60718293A4B5@AdobeOrg"

// idWidth is the width of a field that shows an ID whole.
func idWidth() float32 {
	const edges = 10 // of the entry, and of the ring around it
	return fyne.MeasureText(anID, theme.TextSize(), fyne.TextStyle{}).Width + 2*theme.InnerPadding() + edges
}

// plan says where things go in a width.
type plan struct {
	columns int
	onTop   bool    // the text is above the fields
	beside  bool    // the buttons are beside the fields
	side    float32 // the width of the text
	first   float32 // that of a field in the first column
	field   float32 // that of any other
	button  float32 // that of the column of buttons
}

func (l *formLayout) gap() float32 { return 2 * theme.Padding() }

func (l *formLayout) plan(width float32) plan {
	em, gap := theme.TextSize(), l.gap()
	if width == 0 {
		width = 1200 // not laid out yet
	}
	id, rest, side := idWidth(), restLetters*em, max(sideLeast*em, l.side.MinSize().Width)
	p := plan{columns: 3, beside: true, button: l.widestButton()}
	// room is what the text and the fields share.
	room := func() float32 {
		w := width - float32(p.columns-1)*gap
		if !p.onTop {
			w -= gap
		}
		if p.beside {
			w -= p.button + gap
		}
		return w
	}
	fits := func() bool {
		least := id + float32(p.columns-1)*rest
		if !p.onTop {
			least += side
		}
		return least <= room()
	}
	for _, give := range []func(){func() { p.beside = false }, func() { p.columns = 2 }, func() { p.onTop = true }, func() { p.columns = 1 }} {
		if fits() {
			break
		}
		give()
	}
	left := room()
	if p.onTop {
		p.side = width
	} else {
		most := left - id - float32(p.columns-1)*rest
		p.side = max(min(max(sideLetters*em, sideShare*width), sideWide*em, most), min(side, left))
		left -= p.side
	}
	p.field = left / float32(p.columns)
	p.first = p.field
	if p.columns > 1 && p.field < id {
		p.first, p.field = id, (left-id)/float32(p.columns-1)
	}
	return p
}

func (l *formLayout) widestButton() float32 {
	w := float32(0)
	for _, b := range l.buttons {
		w = max(w, b.MinSize().Width)
	}
	return w
}

// shown is the fields in sight, by column and row: those that belong together
// stand below each other.
func (l *formLayout) shown() []fyne.CanvasObject {
	var shown []fyne.CanvasObject
	for _, f := range l.fields {
		if f.Visible() {
			shown = append(shown, f)
		}
	}
	return shown
}

// rows is how many rows of fields there are, with room for the one of the sandbox
// even where it is not shown: nothing moves when it comes or goes.
func (l *formLayout) rows(p plan) int { return (5 + p.columns - 1) / p.columns }

func (l *formLayout) rowHeight() float32 {
	h := float32(0)
	for _, f := range l.shown() {
		h = max(h, f.MinSize().Height)
	}
	return h
}

// MinSize is called by Fyne.
func (l *formLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	p, gap := l.plan(l.width), l.gap()
	height := float32(l.rows(p))*(l.rowHeight()+gap/2) + gap/2
	if !p.beside {
		height += l.buttons[0].MinSize().Height + gap/2
	}
	if p.onTop {
		height += l.sideHeight() + gap
	}
	return fyne.NewSize(fieldLetters*theme.TextSize(), height)
}

func (l *formLayout) sideHeight() float32 { return topLetters * theme.TextSize() }

// Layout is called by Fyne.
func (l *formLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	p, gap := l.plan(size.Width), l.gap()
	rowHeight := l.rowHeight()
	x, y := float32(0), gap/2
	if p.onTop {
		place(l.side, x, y, p.side, l.sideHeight())
		y += l.sideHeight() + gap
	} else {
		place(l.side, x, y, p.side, size.Height-gap)
		x += p.side + gap
	}
	rows := l.rows(p)
	for i, f := range l.shown() {
		column, row := i/rows, i%rows
		at, fieldWidth := x, p.first
		if column > 0 {
			at, fieldWidth = x+p.first+gap+float32(column-1)*(p.field+gap), p.field
		}
		place(f, at, y+float32(row)*(rowHeight+gap/2), fieldWidth, rowHeight)
	}
	if p.beside {
		l.placeColumn(size, p)
		return
	}
	right, below := size.Width, y+float32(rows)*(rowHeight+gap/2)
	for i := len(l.buttons) - 1; i >= 0; i-- {
		least := l.buttons[i].MinSize()
		right -= least.Width
		place(l.buttons[i], right, below, least.Width, least.Height)
		right -= gap / 2
	}
}

// placeColumn puts the buttons into their column, the last one on its foot.
func (l *formLayout) placeColumn(size fyne.Size, p plan) {
	gap := l.gap()
	y := size.Height - gap/2
	for i := len(l.buttons) - 1; i >= 0; i-- {
		h := l.buttons[i].MinSize().Height
		y -= h
		place(l.buttons[i], size.Width-p.button, y, p.button, h)
		y -= gap / 2
	}
}

func place(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}
