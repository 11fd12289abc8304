package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// After calls f once on Fyne's goroutine when d has passed, unless cancel was called before.
type After func(d time.Duration, f func()) (cancel func())

const toastTime = 2 * time.Second

// Toast is a layer over the window's content, to be put last into a stack with
// it. It shows a short note in the corner, takes no focus and no clicks.
type Toast struct {
	widget.BaseWidget

	after  After
	text   string
	cancel func()
}

// NewToast returns an empty layer. With a nil After a Fyne animation measures the time.
func NewToast(after After) *Toast {
	if after == nil {
		after = afterAnimation
	}
	t := &Toast{after: after}
	t.ExtendBaseWidget(t)
	return t
}

// Say shows the text for about two seconds, instead of what was shown before.
func (t *Toast) Say(text string) {
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
	}
	t.text = text
	t.Refresh()
	if text == "" {
		return
	}
	said := false // an After may call at once
	cancel := t.after(toastTime, func() {
		said = true
		t.cancel = nil
		t.text = ""
		t.Refresh()
	})
	if !said {
		t.cancel = cancel
	}
}

// Text returns what is shown now, or "".
func (t *Toast) Text() string { return t.text }

func afterAnimation(d time.Duration, f func()) func() {
	a := fyne.NewAnimation(d, func(done float32) {
		if done >= 1 {
			f()
		}
	})
	a.Start()
	return a.Stop
}

// CreateRenderer is called by Fyne.
func (t *Toast) CreateRenderer() fyne.WidgetRenderer {
	r := &toastRenderer{toast: t, plate: &canvas.Rectangle{}, icon: &canvas.Image{}, text: &canvas.Text{}}
	r.objects = []fyne.CanvasObject{r.plate, r.icon, r.text}
	r.Refresh()
	return r
}

type toastRenderer struct {
	toast   *Toast
	plate   *canvas.Rectangle
	icon    *canvas.Image
	text    *canvas.Text
	objects []fyne.CanvasObject
}

func (r *toastRenderer) Destroy() {}

func (r *toastRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize is nothing, so that the layer never makes a window larger.
func (r *toastRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 0) }

func (r *toastRenderer) Layout(size fyne.Size) {
	t := r.toast
	textSize, icon := measure(t, theme.SizeNameText), measure(t, theme.SizeNameInlineIcon)
	pad := measure(t, theme.SizeNamePadding) * 2
	room := size.Width - 4*pad - icon
	text := truncate(t.text, textSize, fyne.TextStyle{}, room)
	setText(r.text, text, textSize, fyne.TextStyle{}, ink(t, ColorNameOnToast))
	m := fyne.MeasureText(text, textSize, fyne.TextStyle{})
	plate := fyne.NewSize(pad+icon+pad/2+m.Width+pad*1.25, max(m.Height, icon)+pad*1.25)
	at := fyne.NewPos(size.Width-plate.Width-pad*1.5, size.Height-plate.Height-pad*1.5)
	r.plate.Resize(plate)
	r.plate.Move(at)
	r.icon.Resize(fyne.NewSquareSize(icon))
	r.icon.Move(at.AddXY(pad, (plate.Height-icon)/2))
	r.text.Resize(m)
	r.text.Move(at.AddXY(pad+icon+pad/2, (plate.Height-m.Height)/2))
}

func (r *toastRenderer) Refresh() {
	t := r.toast
	for _, o := range r.objects {
		if t.text == "" {
			o.Hide()
		} else {
			o.Show()
		}
	}
	r.plate.FillColor = ink(t, ColorNameToast)
	r.plate.CornerRadius = measure(t, theme.SizeNameButtonRadius)
	r.plate.Shadow = canvas.Shadow{BlurRadius: 8, Offset: fyne.NewPos(0, 2), Color: ink(t, theme.ColorNameShadow)}
	r.plate.Refresh()
	if t.text != "" {
		setIcon(r.icon, t.Theme().Icon(theme.IconNameConfirm), ColorNameOnToast)
		r.Layout(t.Size())
	}
	canvas.Refresh(t)
}
