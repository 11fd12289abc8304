package widgets

import (
	"cmp"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// listRow is the objects that show one item. There may be hundreds, so each has
// no more of them than it needs.
type listRow struct {
	dot               *canvas.Circle
	rail              *canvas.Rectangle // to the next one; nil without a history
	icon              *canvas.Image     // nil until it has one
	spinner           *spinner          // nil until it has one
	title, tail, text *lines

	item  Item
	lines listLines
	known listSizes // for which the lines are
	look  signLook  // as it is painted
}

// signLook is what a row has at its head, in the colors of the theme.
type signLook struct {
	icon       fyne.Resource
	name       fyne.ThemeColorName
	fill, rail color.Color
}

type listRenderer struct {
	drawn
	list   *List
	rows   []*listRow
	height float32 // at the last layout
	shown  int     // rows of the objects

	heights map[float32]float32 // by width, since MinSize is asked for again and again
}

// CreateRenderer is called by Fyne.
func (l *List) CreateRenderer() fyne.WidgetRenderer { return &listRenderer{list: l} }

// at breaks the items for a width, as far as they are new or the width is.
func (r *listRenderer) at(s listSizes) (height float32) {
	for i, item := range r.list.items {
		if i == len(r.rows) {
			row := &listRow{dot: &canvas.Circle{Hidden: true}, title: newLines(0), tail: newLines(0), text: newLines(0)}
			if r.list.kind == events {
				row.rail = &canvas.Rectangle{}
			}
			r.rows = append(r.rows, row)
		}
		row := r.rows[i]
		if row.item != item || row.known != s {
			row.item, row.known, row.lines = item, s, r.list.lines(item, s)
		}
		if i > 0 {
			height += s.gap
		}
		height += row.lines.height
	}
	return height
}

// ensure makes the objects that the lines need.
func (r *listRenderer) ensure() {
	n := len(r.list.items)
	changed := n != r.shown
	for _, row := range r.rows[min(n, len(r.rows)):] {
		row.turn(false) // or it would for ever, unseen
	}
	for _, row := range r.rows[:n] {
		changed = row.title.grow(len(row.lines.title)) || changed
		changed = row.tail.grow(len(row.lines.tail)) || changed
		changed = row.text.grow(len(row.lines.text)) || changed
		if icon, _ := row.item.sign(); icon != nil && row.icon == nil && r.list.kind != facts {
			row.icon, changed = &canvas.Image{}, true
		}
		if row.item.State == SignRunning && row.spinner == nil {
			row.spinner, changed = newSpinner(), true
		}
	}
	if !changed {
		return
	}
	r.shown, r.objects = n, nil
	for _, row := range r.rows[:n] {
		r.objects = append(r.objects, row.objects()...)
	}
}

// objects are what draws the row.
func (row *listRow) objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{row.dot}
	if row.rail != nil {
		all = append(all, row.rail)
	}
	if row.icon != nil {
		all = append(all, row.icon)
	}
	if row.spinner != nil {
		all = append(all, row.spinner)
	}
	for _, l := range []*lines{row.title, row.tail, row.text} {
		all = append(all, l.objects()...)
	}
	return all
}

func (r *listRenderer) MinSize() fyne.Size {
	width := cmp.Or(r.list.Size().Width, listWidth)
	height, ok := r.heights[width]
	if !ok {
		if r.heights == nil {
			r.heights = map[float32]float32{}
		}
		height = r.at(r.list.sizes(width))
		r.heights[width] = height
	}
	return fyne.NewSize(160, height)
}

func (r *listRenderer) Layout(size fyne.Size) {
	if size.Width <= 0 {
		return // not in sight yet: breaking texts for no room would take long
	}
	s := r.list.sizes(size.Width)
	height := r.at(s)
	r.ensure()
	y := float32(0)
	for i, row := range r.rows[:r.shown] {
		row.place(r.list, s, size.Width, y, i == r.shown-1)
		y += row.lines.height + s.gap
	}
	if height != r.height {
		// What is around must hear that another width needs another height.
		r.height = height
		canvas.Refresh(r.list)
	}
}

func (r *listRenderer) Refresh() {
	clear(r.heights)
	r.Layout(r.list.Size())
	canvas.Refresh(r.list)
}

func (row *listRow) place(l *List, s listSizes, width, y float32, last bool) {
	muted := ink(l, ColorNameMuted)
	name := theme.ColorNameForeground
	if row.item.State.quiet() {
		name = ColorNameMuted
	}
	shown := row.lines
	if l.kind == facts {
		row.placeFact(l, s, y)
		return
	}
	row.title.place(shown.title, fyne.NewPos(s.x, y), s.room, s.step, s.title, l.titleStyle(row.item), ink(l, name))
	below := y + float32(max(len(shown.title), 1))*s.step
	tail := ink(l, row.item.State.tailColor())
	switch {
	case s.stacked:
		row.tail.place(shown.tail, fyne.NewPos(s.x, below), s.room, s.tail*1.3, s.tail, plain, tail)
		below += float32(len(shown.tail)) * s.tail * 1.3
	case len(shown.tail) > 0:
		used := textWidth(shown.tail[0], s.tail, plain)
		down := float32(shown.tailAt)*s.step + baselineOf(s.title, plain) - baselineOf(s.tail, plain)
		row.tail.place(shown.tail, fyne.NewPos(width-used, y+down), used, s.tail*1.3, s.tail, plain, tail)
	default:
		row.tail.place(nil, fyne.Position{}, 0, 0, s.tail, plain, tail)
	}
	row.text.place(shown.text, fyne.NewPos(s.x, below), s.room, s.under, s.text, plain, muted)
	row.placeSign(s, y, last)
	row.paint(l)
}

func (row *listRow) placeFact(l *List, s listSizes, y float32) {
	shown := row.lines
	row.title.place(shown.title, fyne.NewPos(0, y), s.column, s.step, s.title, plain, ink(l, ColorNameMuted))
	if s.stacked {
		y += float32(len(shown.title)) * s.step
	}
	row.text.place(shown.text, fyne.NewPos(s.x, y), s.room, s.under, s.text, plain, ink(l, theme.ColorNameForeground))
}

// sign is the icon at the head of an item and its color; a dot has none.
func (i Item) sign() (icon fyne.Resource, name fyne.ThemeColorName) {
	icon, name = i.State.icon()
	if i.Icon != nil {
		icon, name = i.Icon, i.ColorName
	}
	if i.State == SignDot {
		name = i.ColorName
	}
	return icon, cmp.Or(name, theme.ColorNameInputBorder)
}

// placeSign places the dot or the icon, and the line from it to the next one.
func (row *listRow) placeSign(s listSizes, y float32, last bool) {
	middle := y + textHeight(s.title, plain)/2
	at, side := fyne.NewPos(0, middle-s.side/2), fyne.NewSquareSize(s.side)
	foot := s.side / 5
	if row.icon != nil {
		place(row.icon, at, side)
	}
	if row.spinner != nil {
		place(row.spinner, at, side)
	}
	if icon, _ := row.item.sign(); icon != nil {
		foot = s.side/2 + 2
	}
	dot := s.side * 0.4
	place(row.dot, fyne.NewPos((s.side-dot)/2, middle-dot/2), fyne.NewSquareSize(dot))
	if row.rail != nil {
		row.rail.Hidden = last
		place(row.rail, fyne.NewPos(s.side/2-0.5, middle+foot), fyne.NewSize(1, max(row.lines.height+s.gap-2*foot, 0)))
	}
}

// turn starts and stops the sign of what runs.
func (row *listRow) turn(on bool) {
	if row.spinner != nil {
		row.spinner.set(on)
	}
}

// paint colors the sign if it looks different by now.
func (row *listRow) paint(l *List) {
	row.turn(row.item.State == SignRunning)
	icon, name := row.item.sign()
	next := signLook{icon, name, ink(l, name), ink(l, ColorNameCardBorder)}
	row.dot.Hidden = row.item.State != SignDot || icon != nil
	if row.look == next {
		return
	}
	row.look = next
	row.dot.FillColor = next.fill
	row.dot.Refresh()
	if row.rail != nil {
		row.rail.FillColor = next.rail
		row.rail.Refresh()
	}
	if row.icon != nil {
		setIcon(row.icon, icon, name)
	}
}
