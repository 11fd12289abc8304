package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

type factRow struct{ label, value *lines }

type factsRenderer struct {
	facts   *Facts
	rows    []*factRow
	height  float32 // at the last layout
	objects []fyne.CanvasObject

	// What the lines are at a width, since MinSize is asked for again and again.
	known    []broken
	knownFor factSizes
	stale    bool
}

func (r *factsRenderer) Destroy() {}

func (r *factsRenderer) Objects() []fyne.CanvasObject { return r.objects }

// ensure makes what is missing; rows that are too many stay, for the next facts.
func (r *factsRenderer) ensure() {
	grown := false
	for len(r.rows) < len(r.facts.facts) {
		r.rows = append(r.rows, &factRow{label: newLines(0), value: newLines(0)})
		grown = true
	}
	for i, b := range r.known {
		grown = r.rows[i].label.grow(len(b.label)) || grown
		grown = r.rows[i].value.grow(len(b.value)) || grown
	}
	if !grown {
		return
	}
	r.objects = nil
	for i, row := range r.rows {
		r.objects = append(r.objects, row.label.objects()...)
		r.objects = append(r.objects, row.value.objects()...)
		r.objects = append(r.objects, r.facts.links[i])
	}
}

// at breaks the facts for a width.
func (r *factsRenderer) at(width float32) ([]broken, factSizes) {
	s := r.facts.sizes(width)
	if s == r.knownFor && !r.stale && len(r.known) == len(r.facts.facts) {
		return r.known, s
	}
	known := make([]broken, len(r.facts.facts))
	for i := range known {
		known[i] = r.facts.broken(i, s)
	}
	r.known, r.knownFor, r.stale = known, s, false
	return known, s
}

func (r *factsRenderer) heightAt(width float32) float32 {
	known, s := r.at(width)
	height := float32(0)
	for i, b := range known {
		height += b.height
		if i > 0 {
			height += s.gap / 2
		}
	}
	return height
}

func (r *factsRenderer) MinSize() fyne.Size {
	width := r.facts.Size().Width
	if width == 0 {
		width = factsWidth
	}
	return fyne.NewSize(160, r.heightAt(width))
}

func (r *factsRenderer) Layout(size fyne.Size) {
	if size.Width <= 0 {
		return // not in sight yet
	}
	known, s := r.at(size.Width)
	r.ensure()
	f, plain, y := r.facts, fyne.TextStyle{}, float32(0)
	line := textHeight(s.text, plain)
	for i, row := range r.rows {
		if i >= len(known) {
			row.label.clear()
			row.value.clear()
			continue
		}
		b := known[i]
		row.label.place(b.label, fyne.NewPos(0, y), s.label, s.step, s.text, plain, ink(f, ColorNameMuted))
		at := fyne.NewPos(s.label+s.gap, y)
		if s.stacked {
			at = fyne.NewPos(0, y+float32(len(b.label))*s.step)
		}
		// All letters of a row stand on one line, whatever their font.
		down := baselineOf(s.text, plain) - baselineOf(b.size, b.style)
		row.value.place(b.value, at.AddXY(0, down), b.widest, s.step, b.size, b.style, ink(f, theme.ColorNameForeground))
		if l := f.links[i]; l.Visible() {
			least := l.MinSize()
			l.Resize(least)
			l.Move(at.AddXY(b.widest+s.gap/2, (line-least.Height)/2))
		}
		y += b.height + s.gap/2
	}
	if height := r.heightAt(size.Width); height != r.height {
		r.height = height
		canvas.Refresh(f)
	}
}

func (r *factsRenderer) Refresh() {
	r.stale = true
	r.Layout(r.facts.Size())
	for _, l := range r.facts.links {
		l.Refresh()
	}
	canvas.Refresh(r.facts)
}
