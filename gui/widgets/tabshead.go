package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

const (
	tabLine = 3 // below the selected title
	tabDot  = 7
	tabPad  = 10 // beside a title, where there is room
	tabLess = .7 // how small titles become before they are cut off
)

// CreateRenderer is called by Fyne.
func (h *tabsHead) CreateRenderer() fyne.WidgetRenderer {
	r := &tabsHeadRenderer{head: h, rule: &canvas.Rectangle{}, line: &canvas.Rectangle{}, ring: &canvas.Rectangle{}, wash: &canvas.Rectangle{}}
	r.Refresh()
	return r
}

type tabsHeadRenderer struct {
	drawn
	head                   *tabsHead
	rule, line, ring, wash *canvas.Rectangle
	titles                 []*canvas.Text
	dots                   []*canvas.Circle
}

func (r *tabsHeadRenderer) textSize() float32 { return measure(r.head, theme.SizeNameText) }

// width is how wide the titles of all tabs are together, at a size.
func (r *tabsHeadRenderer) width(size float32) float32 {
	width := float32(0)
	for _, tab := range r.head.tabs.tabs {
		width += textWidth(tab.Title, size, bold) + tabDot + tabPad
	}
	return width
}

// fitting is the size of the titles in a width: they become smaller before they are
// cut off.
func (r *tabsHeadRenderer) fitting(total float32) float32 {
	size := r.textSize()
	least := size * tabLess
	for size > least && r.width(size) > total {
		size -= .5
	}
	return max(size, least)
}

// MinSize has room for all titles, as small as they may become, with the least margins.
func (r *tabsHeadRenderer) MinSize() fyne.Size {
	size := r.textSize()
	return fyne.NewSize(r.width(size*tabLess), textHeight(size, bold)+2*measure(r.head, theme.SizeNamePadding)+tabLine)
}

// widths are those of the tabs. Titles are measured bold, as the selected one is,
// so that nothing moves when another one is selected. Where all do not fit, the
// margins go first, and then the longest titles are cut off.
func (r *tabsHeadRenderer) widths(total, size float32) (widths []float32, pad float32) {
	tabs := r.head.tabs.tabs
	pad = tabPad
	for ; pad >= tabPad/2; pad-- {
		widths = widths[:0]
		sum := float32(0)
		for _, tab := range tabs {
			w := textWidth(tab.Title, size, bold) + tabDot + 2*pad
			widths = append(widths, w)
			sum += w
		}
		if sum <= total {
			return widths, pad
		}
	}
	pad++
	share := total / max(float32(len(tabs)), 1)
	over, wide := float32(0), float32(0)
	for _, w := range widths {
		over += w - share
		wide += max(w-share, 0)
	}
	for i, w := range widths {
		if w > share {
			widths[i] -= over * (w - share) / wide
		}
	}
	return widths, pad
}

func (r *tabsHeadRenderer) Layout(size fyne.Size) {
	h, text := r.head, r.fitting(size.Width)
	height := textHeight(text, bold)
	middle := (size.Height - tabLine - height) / 2
	place(r.rule, fyne.NewPos(0, size.Height-1), fyne.NewSize(size.Width, 1))
	widths, pad := r.widths(size.Width, text)
	h.places = h.places[:0]
	x := float32(0)
	for i, tab := range h.tabs.tabs {
		w := widths[i]
		h.places = append(h.places, span{x, w})
		style, name := plain, ColorNameMuted
		if i == h.chosen {
			style, name = bold, theme.ColorNameForeground
		}
		room := max(w-2*pad-tabDot, 0)
		title := truncate(tab.Title, text, style, room)
		setText(r.titles[i], title, text, style, ink(h, name))
		shown := textWidth(title, text, style)
		place(r.titles[i], fyne.NewPos(x+pad+(room-shown)/2, middle), fyne.NewSize(shown, height))
		r.dots[i].Hidden = !tab.Attention
		place(r.dots[i], fyne.NewPos(x+pad+(room+shown)/2+2, middle+1), fyne.NewSquareSize(tabDot))
		if i == h.chosen {
			place(r.line, fyne.NewPos(x+pad/2, size.Height-tabLine), fyne.NewSize(w-pad, tabLine))
			frame(r.ring, fyne.NewPos(x, 0), fyne.NewSize(w, size.Height-tabLine-1))
		}
		if i == h.hovered {
			place(r.wash, fyne.NewPos(x, 0), fyne.NewSize(w, size.Height-tabLine-1))
		}
		x += w
	}
}

func (r *tabsHeadRenderer) Refresh() {
	h := r.head
	for len(r.titles) < len(h.tabs.tabs) {
		r.titles, r.dots = append(r.titles, &canvas.Text{}), append(r.dots, &canvas.Circle{})
	}
	r.titles, r.dots = r.titles[:len(h.tabs.tabs)], r.dots[:len(h.tabs.tabs)]
	r.objects = []fyne.CanvasObject{r.rule, r.wash, r.line, r.ring}
	for i := range r.titles {
		r.dots[i].FillColor = ink(h, theme.ColorNameError)
		r.objects = append(r.objects, r.titles[i], r.dots[i])
	}
	radius := measure(h, theme.SizeNameSelectionRadius)
	r.rule.FillColor, r.line.FillColor, r.wash.FillColor = ink(h, theme.ColorNameSeparator), ink(h, theme.ColorNamePrimary), ink(h, theme.ColorNameHover)
	r.line.CornerRadius, r.wash.CornerRadius, r.ring.CornerRadius = tabLine/2., radius, radius
	r.wash.Hidden = h.hovered < 0 || h.hovered == h.chosen
	r.line.Hidden = len(h.tabs.tabs) == 0
	r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.Hidden = ink(h, theme.ColorNamePrimary), 2, !h.focused
	r.Layout(h.Size())
	canvas.Refresh(h)
}
