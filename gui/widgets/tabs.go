package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Tab is one of Tabs: its title, and what is shown while it is selected.
type Tab struct {
	Title   string
	Content fyne.CanvasObject
	// Attention shows a dot after the title: there is something to look at.
	Attention bool
}

// Tabs shows one of several contents below a row of titles, which is one Tab stop:
// Left, Right, Home and End go through it. Fyne's tabs cannot have the focus.
type Tabs struct {
	widget.BaseWidget

	// OnSelected is called with the index of a tab that the user has selected.
	OnSelected func(index int)

	tabs []Tab
	head *tabsHead // knows which one is selected
}

// NewTabs returns those tabs with the first one selected.
func NewTabs(tabs ...Tab) *Tabs {
	t := &Tabs{}
	t.head = newTabsHead(t)
	t.ExtendBaseWidget(t)
	t.SetTabs(tabs...)
	return t
}

// SetTabs replaces the tabs. The place of the selected one is kept, as far as it still exists.
func (t *Tabs) SetTabs(tabs ...Tab) {
	t.tabs = append([]Tab(nil), tabs...)
	t.head.chosen = max(min(t.head.chosen, len(tabs)-1), 0)
	t.head.hovered = -1 // the pointer is over another one now, or over none
	t.showSelected()
}

// Select shows a tab without calling OnSelected. An index that is out of range is ignored.
func (t *Tabs) Select(index int) {
	if index < 0 || index >= len(t.tabs) || index == t.head.chosen {
		return
	}
	t.head.chosen = index
	t.showSelected()
}

// SetAttention shows or hides the dot of a tab. An index that is out of range is ignored.
func (t *Tabs) SetAttention(index int, on bool) {
	if index < 0 || index >= len(t.tabs) || t.tabs[index].Attention == on {
		return
	}
	t.tabs[index].Attention = on
	t.head.Refresh()
}

// Head returns the row of titles, to give it the focus.
func (t *Tabs) Head() fyne.Focusable { return t.head }

func (t *Tabs) pick(index int) {
	if index < 0 || index >= len(t.tabs) || index == t.head.chosen {
		return
	}
	t.Select(index)
	if t.OnSelected != nil {
		t.OnSelected(index)
	}
}

func (t *Tabs) showSelected() {
	for i, tab := range t.tabs {
		if tab.Content == nil {
			continue
		}
		if i == t.head.chosen {
			tab.Content.Show()
		} else {
			tab.Content.Hide()
		}
	}
	t.Refresh()
}

func (t *Tabs) children() []fyne.CanvasObject {
	out := []fyne.CanvasObject{t.head}
	for _, tab := range t.tabs {
		if tab.Content != nil {
			out = append(out, tab.Content)
		}
	}
	return out
}

// CreateRenderer is called by Fyne.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	return &tabsRenderer{drawn{t.children()}, t}
}

type tabsRenderer struct {
	drawn
	tabs *Tabs
}

func (r *tabsRenderer) gap() float32 { return measure(r.tabs, theme.SizeNamePadding) }

// MinSize has room for the highest content, so that nothing moves when another one is selected.
func (r *tabsRenderer) MinSize() fyne.Size {
	size := fyne.Size{}
	for _, tab := range r.tabs.tabs {
		if tab.Content != nil {
			size = size.Max(tab.Content.MinSize())
		}
	}
	head := r.tabs.head.MinSize()
	return fyne.NewSize(max(size.Width, head.Width), head.Height+r.gap()+size.Height)
}

func (r *tabsRenderer) Layout(size fyne.Size) {
	t := r.tabs
	head := t.head.MinSize().Height
	t.head.Resize(fyne.NewSize(size.Width, head))
	top := head + r.gap()
	for i, tab := range t.tabs {
		if i == t.head.chosen && tab.Content != nil {
			place(tab.Content, fyne.NewPos(0, top), fyne.NewSize(size.Width, max(size.Height-top, 0)))
		}
	}
}

func (r *tabsRenderer) Refresh() {
	r.objects = r.tabs.children()
	r.Layout(r.tabs.Size())
	for _, o := range r.objects {
		if o.Visible() {
			o.Refresh()
		}
	}
	canvas.Refresh(r.tabs)
}

// tabsHead is the row of titles.
type tabsHead struct {
	chooser
	asButton
	tabs   *Tabs
	places []span
}

var _ desktop.Cursorable = (*tabsHead)(nil)

func newTabsHead(t *Tabs) *tabsHead {
	h := &tabsHead{tabs: t}
	h.extend(h)
	return h
}

func (h *tabsHead) at(p fyne.Position) int {
	for i, s := range h.places {
		if p.X >= s.x && p.X < s.x+s.width {
			return i
		}
	}
	return -1
}

func (h *tabsHead) count() int { return len(h.tabs.tabs) }

func (h *tabsHead) choose(index int) { h.tabs.pick(index) }

func (h *tabsHead) Cursor() desktop.Cursor {
	if h.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
