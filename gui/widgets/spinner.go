package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Each picture costs the window a frame, which takes some 15 ms where there is no
// graphics card. So there are few, and all spinners change theirs in the same frame.
const (
	spinnerStep  = time.Second
	spinnerSteps = 8 // pictures a turn
)

// spinner is an arc that turns while something is under way, and costs nothing otherwise.
type spinner struct {
	widget.BaseWidget
	ground
	running bool
}

func newSpinner() *spinner {
	s := &spinner{}
	s.ExtendBaseWidget(s)
	return s
}

func (s *spinner) set(running bool) { update(s, &s.running, running) }

func (s *spinner) CreateRenderer() fyne.WidgetRenderer {
	r := &spinnerRenderer{spinner: s, track: &canvas.Arc{EndAngle: 360}, arc: &canvas.Arc{}}
	for _, a := range []*canvas.Arc{r.track, r.arc} {
		a.CutoutRatio = 0.76
	}
	r.arc.CornerRadius = 1.5
	r.objects = []fyne.CanvasObject{r.track, r.arc}
	r.anim = &fyne.Animation{
		Duration:    spinnerStep * spinnerSteps,
		Curve:       fyne.AnimationLinear,
		RepeatCount: fyne.AnimationRepeatForever,
		Tick: func(done float32) {
			if done == 1 && r.early {
				r.turn(0) // without a display there is but this
				return
			}
			r.tick(time.Now())
		},
	}
	r.turn(0)
	r.Refresh()
	return r
}

type spinnerRenderer struct {
	spinner    *spinner
	track, arc *canvas.Arc
	objects    []fyne.CanvasObject
	anim       *fyne.Animation
	animated   bool
	early      bool // it has not turned yet: what takes but a moment shows no spinner
	step       int
}

func (r *spinnerRenderer) Destroy() { r.animate(false) }

func (r *spinnerRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *spinnerRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(measure(r.spinner, theme.SizeNameInlineIcon))
}

func (r *spinnerRenderer) Layout(size fyne.Size) {
	side := min(size.Width, size.Height) - 2
	for _, a := range []*canvas.Arc{r.track, r.arc} {
		place(a, fyne.NewPos((size.Width-side)/2, (size.Height-side)/2), fyne.NewSquareSize(side))
	}
}

func stepAt(now time.Time) int {
	return int(now.UnixMilli()/spinnerStep.Milliseconds()) % spinnerSteps
}

// tick is called many times a second, which costs nothing while the picture stays.
func (r *spinnerRenderer) tick(now time.Time) {
	if step := stepAt(now); step != r.step {
		r.turn(step)
	}
}

func (r *spinnerRenderer) turn(step int) {
	r.step = step
	r.arc.StartAngle = float32(step) * 360 / spinnerSteps
	r.arc.EndAngle = r.arc.StartAngle + 100
	if r.early {
		r.early = false
		r.Refresh()
		return
	}
	r.arc.Refresh()
}

func (r *spinnerRenderer) animate(on bool) {
	if r.animated == on {
		return
	}
	r.animated = on
	r.early = on
	if on {
		r.step = stepAt(time.Now())
		r.anim.Start()
	} else {
		r.anim.Stop()
	}
}

func (r *spinnerRenderer) Refresh() {
	r.animate(r.spinner.running && r.spinner.Visible())
	r.arc.FillColor = ink(r.spinner, theme.ColorNamePrimary)
	r.track.FillColor = ink(r.spinner, theme.ColorNameSeparator)
	r.arc.Hidden = !r.spinner.running || r.early
	r.track.Hidden = r.arc.Hidden
	r.arc.Refresh()
	r.track.Refresh()
}
