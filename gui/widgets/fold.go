package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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

// MinSize is as wide as when the section is open, so that nothing beside it moves.
func (f *Fold) MinSize() fyne.Size {
	return f.BaseWidget.MinSize().Max(fyne.NewSize(f.content.MinSize().Width, 0))
}

// CreateRenderer is called by Fyne.
func (f *Fold) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewVBox(f.head, f.content))
}
