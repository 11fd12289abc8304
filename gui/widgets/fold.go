package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

// Head returns what opens and closes the section, to give it the focus.
func (f *Fold) Head() interface {
	fyne.CanvasObject
	fyne.Focusable
} {
	return f.head
}

// Opened tells whether the content is shown.
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

// CreateRenderer is called by Fyne.
func (f *Fold) CreateRenderer() fyne.WidgetRenderer { return &foldRenderer{drawn{f.children()}, f} }

type foldRenderer struct {
	drawn
	fold *Fold
}

func (r *foldRenderer) gap() float32 { return measure(r.fold, theme.SizeNamePadding) }

func (r *foldRenderer) MinSize() fyne.Size {
	size := r.fold.head.MinSize()
	content := r.fold.content.MinSize()
	// The width is kept when closed, so that nothing beside it moves.
	size.Width = max(size.Width, content.Width)
	if r.fold.open {
		size.Height += r.gap() + content.Height
	}
	return size
}

func (r *foldRenderer) Layout(size fyne.Size) {
	head := r.fold.head.MinSize().Height
	r.fold.head.Resize(fyne.NewSize(size.Width, head))
	top := head + r.gap()
	place(r.fold.content, fyne.NewPos(0, top), fyne.NewSize(size.Width, max(size.Height-top, r.fold.content.MinSize().Height)))
}

func (r *foldRenderer) Refresh() {
	r.Layout(r.fold.Size())
	r.fold.head.Refresh()
	r.fold.content.Refresh()
	canvas.Refresh(r.fold)
}
