package widgets

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// MarkItem is one of Marks: how something went, and what is said of it.
type MarkItem struct {
	State Sign
	Text  string
}

// Marks are small signs in a row, the oldest first: how the same thing went each time.
// They differ in shape as well as in color, and the one under the pointer is put into
// words below the row. The row is one Tab stop: Left, Right, Home and End go through it.
type Marks struct {
	chooser
	asText

	items []MarkItem
	rest  string // what stands below them otherwise
}

// NewMarks returns an empty row. rest is said below it while no mark is looked at.
func NewMarks(rest string) *Marks {
	m := &Marks{rest: rest}
	m.extend(m)
	return m
}

// SetItems replaces the marks. The newest of them is looked at first.
func (m *Marks) SetItems(items []MarkItem) {
	if slices.Equal(m.items, items) {
		return
	}
	if len(items) != len(m.items) || m.chosen >= len(items) {
		m.chosen = len(items) - 1
	}
	m.items, m.hovered = slices.Clone(items), -1
	m.Refresh()
}

// caption is what stands below the marks.
func (m *Marks) caption() string {
	switch {
	case m.hovered >= 0 && m.hovered < len(m.items):
		return m.items[m.hovered].Text
	case m.focused && m.chosen >= 0 && m.chosen < len(m.items):
		return m.items[m.chosen].Text
	}
	return m.rest
}

// AccessibilityLabel is what is said of the mark that is looked at.
func (m *Marks) AccessibilityLabel() string { return m.caption() }

func (m *Marks) count() int { return len(m.items) }

func (m *Marks) choose(at int) {
	if at >= 0 && at < len(m.items) && at != m.chosen {
		m.chosen = at
		m.Refresh()
	}
}

const (
	markWide = 10
	markHigh = 14
	markStep = 14 // from one to the next, where there is room
	markRing = 3  // around the row
)

// step is from one mark to the next: they move together where the room is short.
func (m *Marks) step() float32 {
	if n := float32(len(m.items)); n > 0 {
		return min(markStep, max((m.Size().Width-2*markRing)/n, markWide/2.))
	}
	return markStep
}

// at is the mark at a position, or -1.
func (m *Marks) at(p fyne.Position) int {
	i := int((p.X - markRing) / m.step())
	if p.X < markRing || i >= len(m.items) || p.Y > markHigh+2*markRing {
		return -1
	}
	return i
}

// CreateRenderer is called by Fyne.
func (m *Marks) CreateRenderer() fyne.WidgetRenderer {
	r := &marksRenderer{row: m, ring: &canvas.Rectangle{}, caption: &canvas.Text{}}
	r.Refresh()
	return r
}

type marksRenderer struct {
	drawn
	row     *Marks
	marks   []*canvas.Rectangle
	ring    *canvas.Rectangle // around the one that the keyboard looks at
	caption *canvas.Text
}

func (r *marksRenderer) textSize() float32 { return measure(r.row, theme.SizeNameCaptionText) }

// MinSize has room for the marks at their closest.
func (r *marksRenderer) MinSize() fyne.Size {
	width := float32(len(r.row.items))*markWide/2 + 2*markRing
	return fyne.NewSize(width, markHigh+2*markRing+textHeight(r.textSize(), plain))
}

func (r *marksRenderer) Layout(size fyne.Size) {
	m := r.row
	step := m.step()
	wide := min(markWide, step-1)
	r.ring.Hidden = !m.focused || len(m.items) == 0
	for i, mark := range r.marks {
		x := markRing + float32(i)*step
		high := markHeight(m.items[i].State)
		inset := mark.StrokeWidth / 2
		place(mark, fyne.NewPos(x+inset, markRing+markHigh-high+inset), fyne.NewSize(wide-2*inset, high-2*inset))
		if i == m.chosen {
			place(r.ring, fyne.NewPos(x-2, 1), fyne.NewSize(wide+4, markHigh+4))
		}
	}
	text := r.textSize()
	setText(r.caption, truncate(m.caption(), text, plain, size.Width), text, plain, ink(m, ColorNameMuted))
	place(r.caption, fyne.NewPos(markRing, markHigh+2*markRing), fyne.NewSize(size.Width, textHeight(text, plain)))
}

// markHeight is how high a mark is: the more, the better it went.
func markHeight(s Sign) float32 {
	switch s {
	case SignDone, SignFailed:
		return markHigh
	case SignWarned:
		return markHigh * 0.7
	default:
		return markHigh * 0.35
	}
}

func (r *marksRenderer) Refresh() {
	m := r.row
	for len(r.marks) < len(m.items) {
		r.marks = append(r.marks, &canvas.Rectangle{})
	}
	r.marks = r.marks[:len(m.items)]
	r.objects = r.objects[:0]
	for i, mark := range r.marks {
		_, name := m.items[i].State.icon()
		tint := ink(m, cmp.Or(name, theme.ColorNamePrimary)) // without a color, it runs
		mark.FillColor, mark.StrokeColor, mark.StrokeWidth, mark.CornerRadius = tint, tint, 0, 2
		if m.items[i].State == SignFailed { // hollow: told apart without its color
			mark.FillColor, mark.StrokeWidth = ink(m, theme.ColorNameHeaderBackground), 2
		}
		mark.Refresh()
		r.objects = append(r.objects, mark)
	}
	r.ring.FillColor, r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = nil, ink(m, theme.ColorNamePrimary), 2, 3
	r.objects = append(r.objects, r.ring, r.caption)
	r.Layout(m.Size())
	r.ring.Refresh()
	canvas.Refresh(m)
}
