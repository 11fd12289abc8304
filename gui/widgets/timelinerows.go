package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// happeningRow is the objects that show one item. There may be hundreds, so each
// has no more of them than it needs.
type happeningRow struct {
	dot                *canvas.Circle
	rail               *canvas.Rectangle // to the next one
	icon               *canvas.Image     // nil until it has one
	what, when, detail *lines

	item  Happening
	lines told
	known timelineSizes // for which the lines are
	sign  sign          // as it is painted
}

// sign is what a row has at its beginning, in the colors of the theme.
type sign struct {
	icon       fyne.Resource
	name       fyne.ThemeColorName
	fill, rail color.Color
}

type timelineRenderer struct {
	timeline *Timeline
	rows     []*happeningRow
	height   float32 // at the last layout
	objects  []fyne.CanvasObject
	shown    int // rows of the objects

	heights map[float32]float32 // by width, since MinSize is asked for again and again
}

// CreateRenderer is called by Fyne.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer {
	return &timelineRenderer{timeline: t}
}

func (r *timelineRenderer) Destroy() {}

func (r *timelineRenderer) Objects() []fyne.CanvasObject { return r.objects }

// at breaks the items for a width, as far as they are new or the width is.
func (r *timelineRenderer) at(s timelineSizes) (height float32) {
	for i, item := range r.timeline.items {
		if i == len(r.rows) {
			r.rows = append(r.rows, &happeningRow{
				dot: &canvas.Circle{}, rail: &canvas.Rectangle{}, what: newLines(0), when: newLines(0), detail: newLines(0),
			})
		}
		row := r.rows[i]
		if row.item != item || row.known != s {
			row.item, row.known, row.lines = item, s, r.timeline.told(item, s)
		}
		if i > 0 {
			height += s.pad * 1.5
		}
		height += row.lines.height
	}
	return height
}

// ensure makes the objects that the lines need.
func (r *timelineRenderer) ensure() {
	n := len(r.timeline.items)
	changed := n != r.shown
	for _, row := range r.rows[:n] {
		changed = row.what.grow(len(row.lines.what)) || changed
		changed = row.when.grow(len(row.lines.when)) || changed
		changed = row.detail.grow(len(row.lines.detail)) || changed
		if row.item.Icon != nil && row.icon == nil {
			row.icon, changed = &canvas.Image{}, true
		}
	}
	if !changed {
		return
	}
	r.shown, r.objects = n, nil
	for _, row := range r.rows[:n] {
		r.objects = append(r.objects, row.rail, row.dot)
		if row.icon != nil {
			r.objects = append(r.objects, row.icon)
		}
		for _, l := range []*lines{row.what, row.when, row.detail} {
			r.objects = append(r.objects, l.objects()...)
		}
	}
}

func (r *timelineRenderer) MinSize() fyne.Size {
	width := r.timeline.Size().Width
	if width == 0 {
		width = timelineWidth
	}
	height, ok := r.heights[width]
	if !ok {
		if r.heights == nil {
			r.heights = map[float32]float32{}
		}
		height = r.at(r.timeline.sizes(width))
		r.heights[width] = height
	}
	return fyne.NewSize(160, height)
}

func (r *timelineRenderer) Layout(size fyne.Size) {
	if size.Width <= 0 {
		return // not in sight yet: breaking texts for no room would take long
	}
	s := r.timeline.sizes(size.Width)
	height := r.at(s)
	r.ensure()
	y := float32(0)
	for i, row := range r.rows[:r.shown] {
		row.place(r.timeline, s, size.Width, y, i == r.shown-1)
		y += row.lines.height + s.pad*1.5
	}
	if height != r.height {
		// What is around must hear that another width needs another height.
		r.height = height
		canvas.Refresh(r.timeline)
	}
}

func (row *happeningRow) place(t *Timeline, s timelineSizes, width, y float32, last bool) {
	plain, muted := fyne.TextStyle{}, ink(t, ColorNameMuted)
	l := row.lines
	row.what.place(l.what, fyne.NewPos(s.x, y), s.room, s.step, s.text, plain, ink(t, theme.ColorNameForeground))
	below := y + float32(max(len(l.what), 1))*s.step
	switch {
	case s.stacked:
		row.when.place(l.when, fyne.NewPos(s.x, below), s.room, s.small, s.caption, plain, muted)
		below += float32(len(l.when)) * s.small
	case len(l.when) > 0:
		used := textWidth(l.when[0], s.caption, plain)
		down := baselineOf(s.text, plain) - baselineOf(s.caption, plain)
		row.when.place(l.when, fyne.NewPos(width-used, y+down), used, s.small, s.caption, plain, muted)
	default:
		row.when.clear()
	}
	row.detail.place(l.detail, fyne.NewPos(s.x, below), s.room, s.small, s.caption, plain, muted)
	row.placeSign(s, y, last)
	row.paint(t)
}

// placeSign places the dot or the icon, and the line from it to the next one.
func (row *happeningRow) placeSign(s timelineSizes, y float32, last bool) {
	middle := y + textHeight(s.text, fyne.TextStyle{})/2
	foot := s.side / 5
	if row.icon != nil {
		row.icon.Resize(fyne.NewSquareSize(s.side))
		row.icon.Move(fyne.NewPos(0, middle-s.side/2))
	}
	if row.item.Icon != nil {
		foot = s.side/2 + 2
	}
	dot := s.side * 0.4
	row.dot.Resize(fyne.NewSquareSize(dot))
	row.dot.Move(fyne.NewPos((s.side-dot)/2, middle-dot/2))
	row.rail.Hidden = last
	row.rail.Move(fyne.NewPos(s.side/2-0.5, middle+foot))
	row.rail.Resize(fyne.NewSize(1, max(row.lines.height+s.pad*1.5-2*foot, 0)))
}

// paint colors the dot or the icon if they look different by now.
func (row *happeningRow) paint(t *Timeline) {
	name := row.item.ColorName
	if name == "" {
		name = theme.ColorNameInputBorder
	}
	next := sign{row.item.Icon, name, ink(t, name), ink(t, ColorNameCardBorder)}
	if row.sign == next {
		return
	}
	row.sign = next
	row.dot.Hidden = next.icon != nil
	row.dot.FillColor = next.fill
	row.dot.Refresh()
	row.rail.FillColor = next.rail
	row.rail.Refresh()
	if row.icon != nil {
		setIcon(row.icon, next.icon, name)
	}
}

func (r *timelineRenderer) Refresh() {
	clear(r.heights)
	r.Layout(r.timeline.Size())
	canvas.Refresh(r.timeline)
}
