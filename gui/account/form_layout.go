package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// formLayout puts the text of the form on the left, its fields in columns, and its
// buttons into a column on the right. Where there is not the room, the buttons
// go under the fields, then the fields into fewer columns, and then the text on top.
type formLayout struct {
	side    fyne.CanvasObject
	fields  []fyne.CanvasObject
	buttons []fyne.CanvasObject
	width   float32 // that it was last laid out for
}

// The least widths, in letters of the size of the text.
const (
	fieldLetters = 16
	sideLetters  = 20
	topLetters   = 9 // the height of the text where it stands on top
	sideWide     = 30
	sideShare    = 0.27 // of the width, between the two
)

// plan says where things go in a width.
type plan struct {
	columns int
	onTop   bool    // the text is above the fields
	beside  bool    // the buttons are beside the fields
	side    float32 // the width of the text
	field   float32 // that of a field
	button  float32 // that of the column of buttons
}

func (l *formLayout) gap() float32 { return 2 * theme.Padding() }

func (l *formLayout) plan(width float32) plan {
	em, gap := theme.TextSize(), l.gap()
	if width == 0 {
		width = 1200 // not laid out yet
	}
	room := width
	p := plan{columns: 3, beside: true, side: min(max(sideLetters*em, sideShare*room), sideWide*em), button: l.widestButton()}
	least := func() float32 {
		w := float32(p.columns)*(fieldLetters*em+gap) - gap
		if !p.onTop {
			w += p.side + gap
		}
		if p.beside {
			w += p.button + gap
		}
		return w
	}
	if least() > room {
		p.beside = false
	}
	if least() > room {
		p.columns = 2
	}
	if least() > room {
		p.onTop = true
	}
	if least() > room {
		p.columns = 1
	}
	left := room
	if p.onTop {
		p.side = room
	} else {
		left -= p.side + gap
	}
	if p.beside {
		left -= p.button + gap
	}
	p.field = (left+gap)/float32(p.columns) - gap
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
		place(f, x+float32(column)*(p.field+gap), y+float32(row)*(rowHeight+gap/2), p.field, rowHeight)
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
