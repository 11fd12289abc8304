package widgets

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Choice is a list of options of which one is selected. It is one stop of the
// Tab key; Up and Down go through the options.
type Choice struct {
	chooser
	asButton

	// OnChanged is called with the index of the option that was selected.
	OnChanged func(index int)

	options []string
}

// NewChoice returns those options with the first one selected. There must be one.
func NewChoice(options ...string) *Choice {
	c := &Choice{options: slices.Clone(options)}
	c.extend(c)
	return c
}

// Options returns the options.
func (c *Choice) Options() []string { return slices.Clone(c.options) }

// Selected returns the index of the selected option.
func (c *Choice) Selected() int { return c.chosen }

// Select selects an option and calls OnChanged if it was another. An index that is out of range is ignored.
func (c *Choice) Select(index int) {
	if index < 0 || index >= len(c.options) || index == c.chosen {
		return
	}
	c.chosen = index
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(index)
	}
}

// TypedKey is called by Fyne.
func (c *Choice) TypedKey(key *fyne.KeyEvent) {
	if haste.late(key) {
		return
	}
	switch key.Name {
	case fyne.KeyUp:
		c.choose(c.chosen - 1)
	case fyne.KeyDown:
		c.choose(c.chosen + 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		submit(c, "", nil)
	default:
		c.chooser.TypedKey(key)
	}
}

func (c *Choice) count() int { return len(c.options) }

func (c *Choice) choose(index int) { c.Select(index) }

// at is the option at a height, or -1.
func (c *Choice) at(p fyne.Position) int {
	top := float32(0)
	for i := range c.options {
		_, height := c.broken(i, c.Size().Width)
		if p.Y >= top && p.Y < top+height {
			return i
		}
		top += height
	}
	return -1
}

const (
	choiceLines = 3
	choiceWidth = 420 // until it is known
)

func (c *Choice) sizes() (text, step, side, pad float32) {
	text = measure(c, theme.SizeNameText)
	return text, text * 1.3, measure(c, theme.SizeNameInlineIcon), measure(c, theme.SizeNamePadding)
}

// broken is the lines of an option and the height that it takes.
func (c *Choice) broken(index int, width float32) (option []string, height float32) {
	text, step, side, pad := c.sizes()
	room := max(width-side-pad*3, 40)
	option = wrap(c.options[index], text, plain, room, choiceLines)
	return option, step*float32(max(len(option), 1)) + pad*1.5
}

// CreateRenderer is called by Fyne.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{choice: c}
	for range c.options {
		row := &choiceRow{
			wash: &canvas.Rectangle{}, circle: &canvas.Circle{}, dot: &canvas.Circle{},
			option: newLines(choiceLines),
		}
		r.rows = append(r.rows, row)
		r.objects = append(r.objects, row.wash, row.circle, row.dot)
		r.objects = append(r.objects, row.option.objects()...)
	}
	return r
}

type choiceRow struct {
	wash        *canvas.Rectangle
	circle, dot *canvas.Circle
	option      *lines
}

type choiceRenderer struct {
	drawn
	choice *Choice
	rows   []*choiceRow
	height float32 // at the last layout
}

func (r *choiceRenderer) heightAt(width float32) float32 {
	height := float32(0)
	for i := range r.choice.options {
		_, h := r.choice.broken(i, width)
		height += h
	}
	return height
}

func (r *choiceRenderer) MinSize() fyne.Size {
	_, _, side, _ := r.choice.sizes()
	width := cmp.Or(r.choice.Size().Width, choiceWidth)
	return fyne.NewSize(side+160, r.heightAt(width))
}

func (r *choiceRenderer) Layout(size fyne.Size) {
	c := r.choice
	text, step, side, pad := c.sizes()
	x, y := side+pad*2, float32(0)
	room := size.Width - x - pad
	for i, row := range r.rows {
		option, height := c.broken(i, size.Width)
		row.paint(c, i)
		frame(row.wash, fyne.NewPos(0, y), fyne.NewSize(size.Width, height))
		first := y + pad*0.75
		middle := first + textHeight(text, plain)/2
		place(row.circle, fyne.NewPos(pad, middle-side/2+1), fyne.NewSquareSize(side-2))
		place(row.dot, fyne.NewPos(pad+side/4-1, middle-side/4), fyne.NewSquareSize(side/2))
		row.option.place(option, fyne.NewPos(x, first), room, step, text, plain, ink(c, theme.ColorNameForeground))
		y += height
	}
	if height := r.heightAt(size.Width); height != r.height {
		r.height = height
		canvas.Refresh(c)
	}
}

func (row *choiceRow) paint(c *Choice, index int) {
	chosen := index == c.chosen
	row.wash.CornerRadius = measure(c, theme.SizeNameInputRadius)
	row.wash.FillColor = ink(c, theme.ColorNameHover)
	row.wash.StrokeColor, row.wash.StrokeWidth = nil, 0
	row.wash.Hidden = index != c.hovered && (!chosen || !c.focused)
	if chosen && c.focused {
		row.wash.StrokeColor, row.wash.StrokeWidth = ink(c, theme.ColorNamePrimary), 2
	}
	border := theme.ColorNameInputBorder
	if chosen {
		border = theme.ColorNamePrimary
	}
	row.circle.FillColor = ink(c, theme.ColorNameInputBackground)
	row.circle.StrokeColor, row.circle.StrokeWidth = ink(c, border), 1.5
	row.dot.FillColor = ink(c, theme.ColorNamePrimary)
	row.dot.Hidden = !chosen
	row.wash.Refresh()
	row.circle.Refresh()
	row.dot.Refresh()
}

func (r *choiceRenderer) Refresh() {
	r.Layout(r.choice.Size())
	canvas.Refresh(r.choice)
}
