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
// depends on the number of steps only.
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
	icon         *canvas.Image
	name, detail *canvas.Text
	state        StepState
	painted      bool
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
		row := &stepRow{icon: &canvas.Image{}, name: &canvas.Text{}, detail: &canvas.Text{}}
		r.rows[i] = row
		r.objects = append(r.objects, row.icon, row.name, row.detail)
	}
}

func (r *stepListRenderer) sizes() (text, caption, pitch, icon float32) {
	text, caption = measure(r.list, theme.SizeNameText), measure(r.list, theme.SizeNameCaptionText)
	icon = measure(r.list, theme.SizeNameInlineIcon)
	pitch = max(text*1.3, icon) + measure(r.list, theme.SizeNamePadding)*1.5
	return text, caption, pitch, icon
}

func (r *stepListRenderer) MinSize() fyne.Size {
	_, _, pitch, icon := r.sizes()
	return fyne.NewSize(icon+120, pitch*float32(len(r.list.steps)))
}

func (r *stepListRenderer) Layout(size fyne.Size) {
	r.ensure()
	text, caption, pitch, side := r.sizes()
	plain := fyne.TextStyle{}
	x := side + measure(r.list, theme.SizeNamePadding)*1.5
	width := max(size.Width-x, 0)
	running := -1
	for i, row := range r.rows {
		s, y := r.list.steps[i], float32(i)*pitch
		h := textHeight(text, plain)
		style, name := stepNameLook(s.state)
		row.detail.Hidden = s.detail == ""
		setText(row.detail, truncate(s.detail, caption, plain, width/2), caption, plain, ink(r.list, stepDetailColor(s.state)))
		detail := row.detail.MinSize()
		row.detail.Move(fyne.NewPos(x+width-detail.Width, y+(h-detail.Height)/2))
		row.detail.Resize(detail)

		room := width
		if s.detail != "" {
			room -= detail.Width + measure(r.list, theme.SizeNamePadding)
		}
		setText(row.name, truncate(s.name, text, style, room), text, style, ink(r.list, name))
		row.name.Move(fyne.NewPos(x, y))
		row.name.Resize(fyne.NewSize(room, h))

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
