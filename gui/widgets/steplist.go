package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// StepState is the state of one step.
type StepState int

// States of a step.
const (
	StepWaiting StepState = iota
	StepRunning
	StepDone
	StepWarned
	StepFailed
	StepSkipped
)

// StepList shows named steps with a sign for the state of each. Its height
// depends on the steps and the width only, not on what becomes of them.
type StepList struct {
	widget.BaseWidget

	steps []step
}

type step struct {
	name, detail string
	state        StepState
}

// NewStepList returns a list of waiting steps.
func NewStepList(names ...string) *StepList {
	l := &StepList{}
	l.ExtendBaseWidget(l)
	l.SetNames(names...)
	return l
}

// SetNames renames the steps. States and details of steps that stay are kept.
func (l *StepList) SetNames(names ...string) {
	steps := make([]step, len(names))
	copy(steps, l.steps)
	for i, name := range names {
		steps[i].name = name
	}
	l.steps = steps
	l.Refresh()
}

// SetState changes the state of a step. An index that is out of range is ignored.
func (l *StepList) SetState(index int, state StepState) {
	if index < 0 || index >= len(l.steps) || l.steps[index].state == state {
		return
	}
	l.steps[index].state = state
	l.Refresh()
}

// State returns the state of a step.
func (l *StepList) State(index int) StepState {
	if index < 0 || index >= len(l.steps) {
		return StepWaiting
	}
	return l.steps[index].state
}

// SetDetail sets the small text at the end of a step's line, or takes it away with "".
func (l *StepList) SetDetail(index int, text string) {
	if index < 0 || index >= len(l.steps) || l.steps[index].detail == text {
		return
	}
	l.steps[index].detail = text
	l.Refresh()
}

// Detail returns the small text below a step.
func (l *StepList) Detail(index int) string {
	if index < 0 || index >= len(l.steps) {
		return ""
	}
	return l.steps[index].detail
}

// Reset makes all steps waiting and takes the details away.
func (l *StepList) Reset() {
	for i := range l.steps {
		l.steps[i].state, l.steps[i].detail = StepWaiting, ""
	}
	l.Refresh()
}

// CreateRenderer is called by Fyne.
func (l *StepList) CreateRenderer() fyne.WidgetRenderer {
	r := &stepListRenderer{list: l}
	r.ensure()
	return r
}

type stepRow struct {
	icon    *canvas.Image
	name    *lines
	detail  *canvas.Text
	state   StepState
	painted bool
}

type stepListRenderer struct {
	list    *StepList
	rows    []*stepRow
	spinner *spinner
	objects []fyne.CanvasObject
}

func (r *stepListRenderer) Destroy() {}

func (r *stepListRenderer) Objects() []fyne.CanvasObject { return r.objects }

// ensure makes the objects of the rows; one spinner is enough, since steps run one by one.
func (r *stepListRenderer) ensure() {
	if len(r.rows) == len(r.list.steps) && r.spinner != nil {
		return
	}
	if r.spinner == nil {
		r.spinner = newSpinner()
	}
	r.rows = make([]*stepRow, len(r.list.steps))
	r.objects = []fyne.CanvasObject{r.spinner}
	for i := range r.rows {
		row := &stepRow{icon: &canvas.Image{}, name: newLines(stepLines), detail: &canvas.Text{}}
		r.rows[i] = row
		r.objects = append(r.objects, row.icon, row.detail)
		r.objects = append(r.objects, row.name.objects()...)
	}
}

func (r *stepListRenderer) sizes() (text, caption, pitch, icon float32) {
	text, caption = measure(r.list, theme.SizeNameText), measure(r.list, theme.SizeNameCaptionText)
	icon = measure(r.list, theme.SizeNameInlineIcon)
	pitch = max(text*1.3, icon) + measure(r.list, theme.SizeNamePadding)*1.5
	return text, caption, pitch, icon
}

func (r *stepListRenderer) MinSize() fyne.Size {
	text, _, pitch, icon := r.sizes()
	height := pitch * float32(len(r.list.steps))
	if width := r.list.Size().Width; width > 0 {
		for _, s := range r.list.steps {
			height += float32(len(r.nameRows(s, width))-1) * text * stepLine
		}
	}
	return fyne.NewSize(icon+120, height)
}

const (
	stepLines = 2    // that the name of a step may have
	stepLine  = 1.25 // from one to the next, in heights of the text
)

// nameRows is the name of a step in lines. It is measured bold, as it is while
// the step runs, so that nothing moves when it does.
func (r *stepListRenderer) nameRows(s step, width float32) []string {
	text, _, _, icon := r.sizes()
	return wrap(s.name, text, bold, max(width-icon-measure(r.list, theme.SizeNamePadding)*1.5, 0), stepLines)
}

func (r *stepListRenderer) Layout(size fyne.Size) {
	r.ensure()
	text, caption, pitch, side := r.sizes()
	plain := fyne.TextStyle{}
	x := side + measure(r.list, theme.SizeNamePadding)*1.5
	width := max(size.Width-x, 0)
	running := -1
	y := float32(0)
	for i, row := range r.rows {
		s := r.list.steps[i]
		h := textHeight(text, plain)
		style, name := stepNameLook(s.state)
		rows := r.nameRows(s, size.Width)
		row.name.place(rows, fyne.NewPos(x, y), width, text*stepLine, text, style, ink(r.list, name))

		// The detail stands in the room that the last line of the name leaves.
		used := float32(0)
		if len(rows) > 0 {
			used = textWidth(rows[len(rows)-1], text, bold) + measure(r.list, theme.SizeNamePadding)
		}
		last := y + float32(max(len(rows)-1, 0))*text*stepLine
		row.detail.Hidden = s.detail == ""
		setText(row.detail, truncate(s.detail, caption, plain, width-used), caption, plain, ink(r.list, stepDetailColor(s.state)))
		detail := row.detail.MinSize()
		row.detail.Move(fyne.NewPos(x+width-detail.Width, last+(h-detail.Height)/2))
		row.detail.Resize(detail)

		at := fyne.NewPos(0, y+(h-side)/2)
		row.icon.Move(at)
		row.icon.Resize(fyne.NewSquareSize(side))
		if s.state == StepRunning {
			running = i
			r.spinner.Move(at)
		}
		if !row.painted || row.state != s.state {
			row.painted, row.state = true, s.state
			res, color := stepIcon(s.state)
			setIcon(row.icon, res, color)
		}
		y = last + pitch
	}
	r.spinner.Resize(fyne.NewSquareSize(side))
	r.spinner.set(running >= 0)
}

func (r *stepListRenderer) Refresh() {
	for _, row := range r.rows {
		row.painted = false // the theme may have changed
	}
	r.Layout(r.list.Size())
	canvas.Refresh(r.list)
}

func stepIcon(s StepState) (fyne.Resource, fyne.ThemeColorName) {
	switch s {
	case StepDone:
		return iconDone, theme.ColorNameSuccess
	case StepWarned:
		return iconWarned, theme.ColorNameWarning
	case StepFailed:
		return iconFailed, theme.ColorNameError
	case StepSkipped:
		return iconSkipped, theme.ColorNamePlaceHolder
	case StepRunning:
		return nil, ""
	default:
		return iconWaiting, theme.ColorNameInputBorder
	}
}

func stepNameLook(s StepState) (fyne.TextStyle, fyne.ThemeColorName) {
	switch s {
	case StepWaiting, StepSkipped:
		return fyne.TextStyle{}, ColorNameMuted
	case StepRunning:
		return bold, theme.ColorNameForeground
	default:
		return fyne.TextStyle{}, theme.ColorNameForeground
	}
}

func stepDetailColor(s StepState) fyne.ThemeColorName {
	switch s {
	case StepFailed:
		return ColorNameDangerText
	case StepWarned:
		return ColorNameWarningText
	default:
		return ColorNameMuted
	}
}
