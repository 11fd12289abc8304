package register

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// bar is the line above the rows: title, search, filter, a new connection, and
// the menu of everything else.
type bar struct {
	view   *fyne.Container
	title  *widget.Label
	search *widgets.Entry
	filter *widgets.Button
	create *widgets.Button
	more   *widgets.Button
	// words are what the buttons say where there is room for it.
	words map[*widgets.Button]string
}

func newBar(s *parts.Stage, search func(string), filter, create func(), more func(below fyne.CanvasObject)) *bar {
	b := &bar{
		title:  widget.NewLabelWithStyle(parts.Tr("register.title"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}),
		search: widgets.NewEntry(),
		filter: widgets.NewButton("", theme.ListIcon(), filter),
		create: widgets.NewButton("", theme.ContentAddIcon(), create),
		words:  map[*widgets.Button]string{},
	}
	b.more = widgets.NewButton("", theme.MoreHorizontalIcon(), func() { more(b.more) })
	b.search.PlaceHolder = parts.Tr("register.search")
	b.search.Icon = theme.SearchIcon()
	b.search.OnChanged = search
	b.search.OnEscape = func() { b.search.SetText("") }
	b.words[b.filter], b.words[b.create] = parts.Tr("register.filter"), parts.Tr("menu.new")
	s.Name("register.search", b.search)
	s.Name("register.filter", b.filter)
	s.Name("register.new", b.create)
	s.Name("register.more", b.more)
	b.view = container.New(barLayout{b}, b.title, b.search, b.filter, b.create, b.more)
	return b
}

// paint says how many filters narrow the list.
func (b *bar) paint(filters int) {
	text, importance := parts.Tr("register.filter"), widget.MediumImportance
	if filters > 0 {
		text, importance = parts.Tr("register.filtered", "Count", filters), widget.HighImportance
	}
	if b.words[b.filter] != text || b.filter.Importance != importance {
		b.words[b.filter], b.filter.Importance = text, importance
		b.filter.Refresh()
		b.view.Refresh()
	}
}

// barLayout gives the search what is left. Where there is no room for all, the
// title gives way first, and then the words of the buttons.
type barLayout struct{ bar *bar }

// searchRoom is the least that the search has, and what it likes to have, in
// letters.
const searchRoom, searchLikes = "Loyalty ex", "Search name, ID, bucket…"

func (l barLayout) searchWidth(letters string) float32 {
	text := fyne.MeasureText(letters, theme.TextSize(), fyne.TextStyle{}).Width
	return text + theme.IconInlineSize() + 3*theme.InnerPadding()
}

func (l barLayout) buttons() []*widgets.Button {
	return []*widgets.Button{l.bar.filter, l.bar.create, l.bar.more}
}

// bare is how wide a button is without its words.
func (l barLayout) bare() float32 { return l.bar.more.MinSize().Width }

// wordWidth is how much wider a button is with its words.
func (l barLayout) wordWidth(button *widgets.Button) float32 {
	return fyne.MeasureText(l.bar.words[button], theme.TextSize(), fyne.TextStyle{Bold: true}).Width + 2*theme.Padding()
}

// MinSize has room for the search and for the buttons without words.
func (l barLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	height := max(l.bar.search.MinSize().Height, l.bar.more.MinSize().Height)
	buttons := float32(len(l.buttons()))
	return fyne.NewSize(l.searchWidth(searchRoom)+buttons*(l.bare()+theme.Padding()), height)
}

// Layout places the objects in their order.
func (l barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	room := size.Width - l.searchWidth(searchLikes) - float32(len(l.buttons()))*(l.bare()+theme.Padding())
	for _, button := range []*widgets.Button{l.bar.filter, l.bar.create} {
		text := ""
		if wanted := l.wordWidth(button); room >= wanted {
			text, room = l.bar.words[button], room-wanted
		} else {
			room = 0
		}
		if button.Text != text {
			button.SetText(text)
		}
	}
	title := l.bar.title.MinSize().Width + theme.Padding()
	parts.ShowIf(l.bar.title, room >= title)
	used := float32(0)
	for _, o := range objects {
		if o != fyne.CanvasObject(l.bar.search) && o.Visible() {
			used += o.MinSize().Width + theme.Padding()
		}
	}
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		width := o.MinSize().Width
		if o == fyne.CanvasObject(l.bar.search) {
			width = size.Width - used
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + theme.Padding()
	}
}
