package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// FindingState says how one part of a check went.
type FindingState int

// States of a finding.
const (
	FindingWaiting FindingState = iota
	FindingRunning
	FindingPassed
	FindingWarned
	FindingFailed
	FindingNotNeeded
	FindingSkipped
)

// Finding is one part of a check: what was looked at and what came of it.
type Finding struct {
	State FindingState
	Title string
	// Text explains, in as many lines as it takes; may be "".
	Text string
}

const (
	findingTitleLines = 3
	findingTextLines  = 12
	findingWidth      = 420 // until it is known
)

// FindingList shows what a check found: a sign, a title and an explanation that
// is wrapped below. Its height depends on the texts and on its width.
type FindingList struct {
	widget.BaseWidget

	findings []Finding
}

// NewFindingList returns a list without findings.
func NewFindingList() *FindingList {
	l := &FindingList{}
	l.ExtendBaseWidget(l)
	return l
}

// SetLength changes the number of findings. Those that stay are kept, new ones wait.
func (l *FindingList) SetLength(n int) {
	n = max(n, 0)
	if n == len(l.findings) {
		return
	}
	findings := make([]Finding, n)
	copy(findings, l.findings)
	l.findings = findings
	l.Refresh()
}

// Length returns the number of findings.
func (l *FindingList) Length() int { return len(l.findings) }

// Set changes a finding. An index that is out of range is ignored.
func (l *FindingList) Set(index int, f Finding) {
	if index < 0 || index >= len(l.findings) || l.findings[index] == f {
		return
	}
	l.findings[index] = f
	l.Refresh()
}

// At returns a finding.
func (l *FindingList) At(index int) Finding {
	if index < 0 || index >= len(l.findings) {
		return Finding{}
	}
	return l.findings[index]
}

// CreateRenderer is called by Fyne.
func (l *FindingList) CreateRenderer() fyne.WidgetRenderer {
	r := &findingRenderer{list: l}
	r.ensure()
	return r
}

type findingRow struct {
	icon        *canvas.Image
	spinner     *spinner
	title, text *lines
	state       FindingState
	painted     bool
}

type findingRenderer struct {
	list    *FindingList
	rows    []*findingRow
	height  float32 // at the last layout
	objects []fyne.CanvasObject
}

func (r *findingRenderer) Destroy() {}

func (r *findingRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *findingRenderer) ensure() {
	n := len(r.list.findings)
	if len(r.rows) == n {
		return
	}
	for _, row := range r.rows[min(n, len(r.rows)):] {
		row.spinner.set(false) // or it would turn for ever, unseen
	}
	r.rows = r.rows[:min(n, len(r.rows))]
	for len(r.rows) < n {
		r.rows = append(r.rows, &findingRow{
			icon: &canvas.Image{}, spinner: newSpinner(),
			title: newLines(findingTitleLines), text: newLines(findingTextLines),
		})
	}
	r.objects = nil
	for _, row := range r.rows {
		r.objects = append(r.objects, row.icon, row.spinner)
		r.objects = append(r.objects, row.title.objects()...)
		r.objects = append(r.objects, row.text.objects()...)
	}
}

func (r *findingRenderer) sizes() (text, step, side, pad float32) {
	l := r.list
	text = measure(l, theme.SizeNameText)
	return text, text * 1.3, measure(l, theme.SizeNameInlineIcon), measure(l, theme.SizeNamePadding)
}

// broken is the lines of a finding and the height that they take.
func (r *findingRenderer) broken(f Finding, width float32) (title, text []string, height float32) {
	size, step, side, pad := r.sizes()
	style, _ := findingTitleLook(f.State)
	room := max(width-side-pad*1.5, 40)
	title = wrap(f.Title, size, style, room, findingTitleLines)
	text = wrap(f.Text, size, fyne.TextStyle{}, room, findingTextLines)
	return title, text, max(float32(len(title)+len(text))*step, side)
}

func (r *findingRenderer) MinSize() fyne.Size {
	_, _, side, _ := r.sizes()
	width := r.list.Size().Width
	if width == 0 {
		width = findingWidth
	}
	return fyne.NewSize(side+160, r.heightAt(width))
}

func (r *findingRenderer) heightAt(width float32) float32 {
	_, _, _, pad := r.sizes()
	height := float32(0)
	for i, f := range r.list.findings {
		_, _, h := r.broken(f, width)
		height += h
		if i > 0 {
			height += pad * 1.5
		}
	}
	return height
}

func (r *findingRenderer) Layout(size fyne.Size) {
	r.ensure()
	text, step, side, pad := r.sizes()
	x, y := side+pad*1.5, float32(0)
	room := size.Width - x
	for i, row := range r.rows {
		f := r.list.findings[i]
		title, body, height := r.broken(f, size.Width)
		style, name := findingTitleLook(f.State)
		row.title.place(title, fyne.NewPos(x, y), room, step, text, style, ink(r.list, name))
		below := y + float32(len(title))*step
		row.text.place(body, fyne.NewPos(x, below), room, step, text, fyne.TextStyle{}, ink(r.list, ColorNameMuted))
		at := fyne.NewPos(0, y+(textHeight(text, bold)-side)/2)
		row.paint(f.State, at, side)
		y += height + pad*1.5
	}
	if height := r.heightAt(size.Width); height != r.height {
		// What is around must hear that another width needs another height.
		r.height = height
		canvas.Refresh(r.list)
	}
}

func (row *findingRow) paint(s FindingState, at fyne.Position, side float32) {
	row.icon.Move(at)
	row.icon.Resize(fyne.NewSquareSize(side))
	row.spinner.Move(at)
	row.spinner.Resize(fyne.NewSquareSize(side))
	row.spinner.set(s == FindingRunning)
	if row.painted && row.state == s {
		return
	}
	row.painted, row.state = true, s
	res, color := findingIcon(s)
	setIcon(row.icon, res, color)
}

func (r *findingRenderer) Refresh() {
	for _, row := range r.rows {
		row.painted = false // the theme may have changed
	}
	r.Layout(r.list.Size())
	canvas.Refresh(r.list)
}

func findingIcon(s FindingState) (fyne.Resource, fyne.ThemeColorName) {
	switch s {
	case FindingPassed:
		return iconDone, theme.ColorNameSuccess
	case FindingWarned:
		return iconWarned, theme.ColorNameWarning
	case FindingFailed:
		return iconFailed, theme.ColorNameError
	case FindingNotNeeded:
		return iconNotNeeded, theme.ColorNamePlaceHolder
	case FindingSkipped:
		return iconSkipped, theme.ColorNamePlaceHolder
	case FindingRunning:
		return nil, ""
	default:
		return iconWaiting, theme.ColorNameInputBorder
	}
}

func findingTitleLook(s FindingState) (fyne.TextStyle, fyne.ThemeColorName) {
	switch s {
	case FindingWaiting, FindingSkipped, FindingNotNeeded:
		return fyne.TextStyle{}, ColorNameMuted
	default:
		return bold, theme.ColorNameForeground
	}
}
