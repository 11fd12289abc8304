package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Strip is a slim row that shows the progress of something that takes a while, with a
// button to stop it, and then how it ended. Its height never changes. It is hidden
// until Show is called.
type Strip struct {
	widget.BaseWidget
	asText

	// OnStop is called by the button during the work. What is shown stays until Done
	// is called.
	OnStop func()
	// OnDismiss is called by the button after the work, once the strip has hidden itself.
	OnDismiss func()

	stop, text  string
	done, total int
	state       Sign // running, or how it ended
	button      *Button
	spinner     *spinner
}

// NewStrip returns a hidden strip whose button to stop has that label.
func NewStrip(stopLabel string) *Strip {
	s := &Strip{stop: stopLabel, state: SignRunning, spinner: newSpinner()}
	s.button = NewButton(stopLabel, nil, s.tapped)
	s.ExtendBaseWidget(s)
	s.Hide()
	return s
}

// SetText changes the text. What does not fit on one line is cut off.
func (s *Strip) SetText(text string) { update(s, &s.text, text) }

// Text returns the text.
func (s *Strip) Text() string { return s.text }

// SetProgress shows that the work goes on, and how much of it is done. A total of 0
// means that nobody knows how much there is.
func (s *Strip) SetProgress(done, total int) {
	done, total = max(done, 0), max(total, 0)
	if s.running() && s.done == done && s.total == total {
		return
	}
	s.done, s.total = done, total
	s.become(SignRunning, s.stop)
}

// Done shows how the work ended, in words and by a sign, with a button of that label
// that hides the strip.
func (s *Strip) Done(text, dismissLabel string, state Sign) {
	s.text = text
	s.become(state, dismissLabel)
}

func (s *Strip) become(state Sign, label string) {
	if s.state != state {
		s.button.Enable() // it was disabled once it had been heard
	}
	s.state = state
	s.button.SetText(label)
	s.Refresh()
}

// Sign returns the sign of how the work ended, or SignRunning while it goes on.
func (s *Strip) Sign() Sign { return s.state }

func (s *Strip) running() bool { return s.state == SignRunning }

// Button returns the button, to give it a name, disable it once it was heard, or
// give it the focus.
func (s *Strip) Button() *Button { return s.button }

// Show is called by the caller or Fyne.
func (s *Strip) Show() {
	s.BaseWidget.Show()
	s.Refresh()
}

// Hide hides the strip. The focus, if its button has it, is let go of.
func (s *Strip) Hide() {
	Leave(s.button)
	s.BaseWidget.Hide()
	s.spinner.set(false) // or it would turn for ever, unseen
}

func (s *Strip) tapped() {
	if s.running() {
		if s.OnStop != nil {
			s.OnStop()
		}
		return
	}
	s.Hide()
	if s.OnDismiss != nil {
		s.OnDismiss()
	}
}

func (s *Strip) children() []fyne.CanvasObject { return []fyne.CanvasObject{s.button} }

// CreateRenderer is called by Fyne.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer {
	r := &stripRenderer{strip: s}
	r.surface, r.track, r.bar, r.icon, r.text = &canvas.Rectangle{}, &canvas.Rectangle{}, &canvas.Rectangle{}, &canvas.Image{}, &canvas.Text{}
	r.objects = []fyne.CanvasObject{r.surface, r.track, r.bar, r.icon, s.spinner, r.text, s.button}
	r.Refresh()
	return r
}

const stripBar = 3 // the height of the bar at its lower edge

type stripRenderer struct {
	drawn
	strip               *Strip
	surface, track, bar *canvas.Rectangle
	icon                *canvas.Image
	text                *canvas.Text
}

func (r *stripRenderer) MinSize() fyne.Size {
	s := r.strip
	pad := measure(s, theme.SizeNamePadding)
	side := measure(s, theme.SizeNameInlineIcon)
	button := s.button.MinSize()
	height := max(button.Height, side, textHeight(measure(s, theme.SizeNameText), plain))
	return fyne.NewSize(pad*4+side+120+button.Width, height+pad+stripBar)
}

func (r *stripRenderer) Layout(size fyne.Size) {
	s := r.strip
	pad, side := measure(s, theme.SizeNamePadding), measure(s, theme.SizeNameInlineIcon)
	frame(r.surface, fyne.Position{}, size)
	inner := size.Height - stripBar
	sign := fyne.NewPos(pad*1.5, (inner-side)/2)
	place(r.icon, sign, fyne.NewSquareSize(side))
	place(s.spinner, sign, fyne.NewSquareSize(side))
	least := s.button.MinSize()
	place(s.button, fyne.NewPos(size.Width-pad/2-least.Width, (inner-least.Height)/2+1), least)
	textSize := measure(s, theme.SizeNameText)
	x := sign.X + side + pad
	room := max(s.button.Position().X-pad-x, 0)
	height := textHeight(textSize, plain)
	setText(r.text, truncate(s.text, textSize, plain, room), textSize, plain, ink(s, theme.ColorNameForeground))
	place(r.text, fyne.NewPos(x, (inner-height)/2), fyne.NewSize(room, height))
	r.layoutBar(size)
}

// layoutBar fills as much of the lower edge, between its round corners, as is done.
func (r *stripRenderer) layoutBar(size fyne.Size) {
	s := r.strip
	inset := measure(s, theme.SizeNameInputRadius)
	width := max(size.Width-2*inset, 0)
	at := fyne.NewPos(inset, size.Height-stripBar-1)
	part := float32(0)
	if s.total > 0 {
		part = min(float32(s.done)/float32(s.total), 1)
	}
	place(r.track, at, fyne.NewSize(width, stripBar))
	place(r.bar, at, fyne.NewSize(width*part, stripBar))
	known := s.running() && s.total > 0
	r.track.Hidden, r.bar.Hidden = !known, !known || part == 0
}

func (r *stripRenderer) Refresh() {
	s := r.strip
	r.surface.FillColor = ink(s, ColorNameCard)
	r.surface.StrokeColor, r.surface.StrokeWidth = ink(s, ColorNameCardBorder), 1
	r.surface.CornerRadius = measure(s, theme.SizeNameInputRadius)
	r.track.FillColor, r.bar.FillColor = ink(s, theme.ColorNameSeparator), ink(s, theme.ColorNamePrimary)
	for _, o := range []*canvas.Rectangle{r.track, r.bar} {
		o.CornerRadius = stripBar / 2.
	}
	res, color := s.state.icon()
	setIcon(r.icon, res, color)
	s.spinner.set(s.running() && s.Visible())
	r.Layout(r.strip.Size())
	canvas.Refresh(r.strip)
}
