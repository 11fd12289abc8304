package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Fold is a section with a title that opens and closes it. It is closed at first.
type Fold struct {
	widget.BaseWidget

	head    *foldHead
	content fyne.CanvasObject
	open    bool
}

// NewFold returns a closed section.
func NewFold(title string, content fyne.CanvasObject) *Fold {
	f := &Fold{content: content}
	f.head = newFoldHead(f, title)
	content.Hide()
	f.ExtendBaseWidget(f)
	return f
}

// Head returns the title, which opens and closes the section, to give it the focus.
func (f *Fold) Head() interface {
	fyne.CanvasObject
	fyne.Focusable
} {
	return f.head
}

// Opened reports whether the content is shown.
func (f *Fold) Opened() bool { return f.open }

// Open shows the content.
func (f *Fold) Open() { f.set(true) }

// set shows or hides the content. The focus, if it was in there, goes to the title.
func (f *Fold) set(open bool) {
	if f.open == open {
		return
	}
	f.open = open
	if open {
		f.content.Show()
	} else {
		if HasFocus(f.content) { // or keys would go to what nobody sees
			focus(f.head)
		}
		f.content.Hide()
	}
	f.Refresh()
}

func (f *Fold) children() []fyne.CanvasObject { return []fyne.CanvasObject{f.head, f.content} }

// MinSize is as wide as when the section is open, so that nothing beside it moves.
func (f *Fold) MinSize() fyne.Size {
	return f.BaseWidget.MinSize().Max(fyne.NewSize(f.content.MinSize().Width, 0))
}

// CreateRenderer is called by Fyne.
func (f *Fold) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewVBox(f.head, f.content))
}

// foldHead is the title of a Fold, pressed like a button.
type foldHead struct {
	pressed
	asButton
	fold  *Fold
	title string
}

func newFoldHead(f *Fold, title string) *foldHead {
	h := &foldHead{fold: f, title: title}
	h.self, h.tapped = h, func() { f.set(!f.open) }
	h.ExtendBaseWidget(h)
	return h
}

func (h *foldHead) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyRight:
		h.fold.Open()
	case fyne.KeyLeft:
		h.fold.set(false)
	default:
		h.pressed.TypedKey(key)
	}
}

func (h *foldHead) CreateRenderer() fyne.WidgetRenderer {
	r := &foldHeadRenderer{head: h, wash: &canvas.Rectangle{}, chevron: &canvas.Image{}, title: newLines(foldHeadLines)}
	r.objects = append([]fyne.CanvasObject{r.wash, r.chevron}, r.title.objects()...)
	r.Refresh()
	return r
}

type foldHeadRenderer struct {
	drawn
	head    *foldHead
	wash    *canvas.Rectangle
	chevron *canvas.Image
	title   *lines
}

func (r *foldHeadRenderer) sizes() (text, side, pad float32) {
	h := r.head
	return measure(h, theme.SizeNameText), measure(h, theme.SizeNameInlineIcon), measure(h, theme.SizeNamePadding)
}

// foldHeadLines is how many lines a title may have.
const foldHeadLines = 2

// MinSize asks for no width for the title: a long one is broken rather than
// pushing the card apart.
func (r *foldHeadRenderer) MinSize() fyne.Size {
	text, side, pad := r.sizes()
	height := textHeight(text, bold)
	if rows := r.titleRows(r.head.Size().Width); len(rows) > 1 {
		height += float32(len(rows)-1) * text * foldHeadStep
	}
	return fyne.NewSize(side+120, max(height, side)+2*pad)
}

// foldHeadStep is from one line of the title to the next, in heights of the text.
const foldHeadStep = 1.25

func (r *foldHeadRenderer) titleRows(width float32) []string {
	text, side, pad := r.sizes()
	if width == 0 {
		return nil
	}
	return wrap(r.head.title, text, bold, max(width-side-pad/2-pad, 0), foldHeadLines)
}

func (r *foldHeadRenderer) Layout(size fyne.Size) {
	text, side, pad := r.sizes()
	frame(r.wash, fyne.Position{}, size)
	place(r.chevron, fyne.NewPos(0, (size.Height-side)/2), fyne.NewSquareSize(side))
	x := side + pad/2
	rows, step := r.titleRows(size.Width), text*foldHeadStep
	height := textHeight(text, bold) + float32(max(len(rows)-1, 0))*step
	r.title.place(rows, fyne.NewPos(x, (size.Height-height)/2), max(size.Width-x-pad, 0), step, text, bold, ink(r.head, theme.ColorNameForeground))
}

func (r *foldHeadRenderer) Refresh() {
	h := r.head
	icon := iconFolded
	if h.fold.open {
		icon = iconUnfolded
	}
	setIcon(r.chevron, icon, theme.ColorNameForeground)
	r.wash.Hidden = !h.hovered && !h.focused
	r.wash.FillColor = ink(h, theme.ColorNameHover)
	r.wash.CornerRadius = measure(h, theme.SizeNameButtonRadius)
	r.wash.StrokeColor, r.wash.StrokeWidth = nil, 0
	if h.focused {
		r.wash.StrokeColor, r.wash.StrokeWidth = ink(h, theme.ColorNamePrimary), 2
	}
	r.Layout(r.head.Size())
	canvas.Refresh(r.head)
}
