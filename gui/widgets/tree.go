package widgets

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// TreeRow is what one row of a Tree shows.
type TreeRow struct {
	Text      string
	Icon      fyne.Resource       // nil for none
	ColorName fyne.ThemeColorName // "" for the color of text
	// Action is the label of a button at the end of the row; "" for none.
	Action string
}

// Tree is Fyne's tree, of rows with an icon, a text and at most one button. It is one
// Tab stop: the arrows go through the rows, and Enter does what a row is for.
type Tree struct {
	widget.Tree

	// Row returns what a row shows. It must be quick.
	Row func(id string) TreeRow
	// OnActivated is called on Enter, with the row that the arrows have reached, and on
	// a double click.
	OnActivated func(id string)
	// OnAction is called by the button of a row.
	OnAction func(id string)
	// OnCopy is called on the shortcut for copying.
	OnCopy func(id string)
	// OnRefresh is called when F5 is typed.
	OnRefresh func(id string)

	tapped  string // the row that was clicked last, and when
	at      time.Time
	now     func() time.Time
	current string
	moving  bool // by key: the pointer highlights rows, too, and does not count
	focused bool
	scroll  *container.Scroll // Fyne's own
	kept    float32           // where the arrows have scrolled to
}

var _ fyne.Shortcutable = (*Tree)(nil)

// NewTree returns a tree. children lists the rows below one, those of the root
// for ""; branch reports whether a row can be opened.
func NewTree(children func(id string) []string, branch func(id string) bool, row func(id string) TreeRow) *Tree {
	t := &Tree{Row: row, now: time.Now}
	t.ChildUIDs, t.IsBranch = children, branch
	t.CreateNode = func(bool) fyne.CanvasObject { return newTreeRow() }
	t.UpdateNode = t.update
	t.HideSeparators = true
	t.OnHighlighted = func(id string) {
		if t.moving {
			t.current = id
		}
	}
	t.ExtendBaseWidget(t)
	return t
}

// Current is the row that the arrows have reached, or that was selected last.
func (t *Tree) Current() string { return t.current }

// Select selects a row.
func (t *Tree) Select(id string) {
	t.current = id
	t.Tree.Select(id)
}

// Highlight lets the arrows go on from a row.
func (t *Tree) Highlight(id string) {
	t.current = id
	t.Tree.Highlight(id)
	t.kept = t.offset()
}

// CreateRenderer is called by Fyne.
func (t *Tree) CreateRenderer() fyne.WidgetRenderer {
	r := t.Tree.CreateRenderer()
	for _, o := range r.Objects() {
		if scroll, ok := o.(*container.Scroll); ok {
			t.scroll = scroll
		}
	}
	ring := newRinged(r, t, theme.SizeNameInputRadius, func() border { return focusBorder(t.focused) })
	ring.over = newWheel(t)
	ring.over.own = t.scroll
	return ring
}

// FocusGained is called by Fyne.
func (t *Tree) FocusGained() {
	t.focused, t.moving = true, true
	t.Tree.FocusGained()
	t.moving = false
	t.Refresh()
}

// FocusLost is called by Fyne.
func (t *Tree) FocusLost() {
	t.focused = false
	t.Tree.FocusLost()
}

// TypedKey is called by Fyne.
func (t *Tree) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		escape(t, nil)
	case fyne.KeyF5:
		if t.OnRefresh != nil {
			t.OnRefresh(t.current)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.OnActivated != nil && t.current != "" {
			t.OnActivated(t.current)
		}
	case fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		t.jump(key.Name)
	default:
		t.moving = true
		t.Tree.TypedKey(key)
		t.moving = false
		t.kept = t.offset()
	}
}

// jump goes further than a row by a key that Fyne's tree does not know.
func (t *Tree) jump(key fyne.KeyName) {
	rows := t.open(nil, t.Root)
	if len(rows) == 0 || t.scroll == nil {
		return
	}
	page := max(int(t.scroll.Size().Height/(t.scroll.Content.MinSize().Height/float32(len(rows))))-1, 1)
	if to, ok := rowFor(key, slices.Index(rows, t.current), page, len(rows)); ok {
		t.Highlight(rows[to])
		if to == len(rows)-1 { // which Fyne leaves cut off by a few points
			t.ScrollToBottom()
			t.kept = t.offset()
		}
	}
}

// open adds the rows below one that can be scrolled to, in their order.
func (t *Tree) open(rows []string, below string) []string {
	for _, id := range t.ChildUIDs(below) {
		rows = append(rows, id)
		if t.IsBranch(id) && t.IsBranchOpen(id) {
			rows = t.open(rows, id)
		}
	}
	return rows
}

// Follow keeps the row that the arrows have reached in sight, after others have come above
// it, unless somebody has scrolled away from it since.
func (t *Tree) Follow() {
	if t.focused && t.offset() == t.kept {
		t.ScrollTo(t.current)
		t.kept = t.offset()
	}
}

func (t *Tree) offset() float32 {
	if t.scroll == nil {
		return 0
	}
	return t.scroll.Offset.Y
}

// TypedShortcut is called by Fyne.
func (t *Tree) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok && t.OnCopy != nil && t.current != "" {
		t.OnCopy(t.current)
	}
}

func (t *Tree) update(id string, _ bool, o fyne.CanvasObject) {
	row, ok := o.(*treeRow)
	if !ok {
		return
	}
	row.tapped = func() { t.tap(id) }
	row.show(t.Row(id), func() {
		if t.OnAction != nil {
			t.OnAction(id)
		}
	})
}

// tap selects a row at once, and does what it is for when it is clicked again.
func (t *Tree) tap(id string) {
	second := t.tapped == id && t.now().Sub(t.at) < doubleClick
	t.tapped, t.at = id, t.now()
	t.Select(id)
	focus(t)
	if second && t.OnActivated != nil {
		t.tapped = ""
		t.OnActivated(id)
	}
}

// treeRow is one row, made once and used for whatever is in sight.
type treeRow struct {
	widget.BaseWidget
	icon   *canvas.Image
	label  *widget.Label
	button *Button
	view   *fyne.Container
	tapped func()
}

// Tapped is called by Fyne.
func (r *treeRow) Tapped(*fyne.PointEvent) { r.tapped() }

func newTreeRow() *treeRow {
	r := &treeRow{icon: &canvas.Image{}, label: widget.NewLabel(""), button: NewButton("", nil, nil)}
	r.label.Truncation = fyne.TextTruncateEllipsis
	r.button.Importance = widget.LowImportance
	side := fyne.NewSquareSize(theme.IconInlineSize())
	r.icon.SetMinSize(side)
	sign := container.NewCenter(container.NewGridWrap(side, r.icon))
	r.view = container.NewBorder(nil, nil, sign, r.button, r.label)
	r.button.Hide()
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is called by Fyne.
func (r *treeRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.view) }

// MinSize is that of a row with a button, so that all rows are equally high.
func (r *treeRow) MinSize() fyne.Size {
	return fyne.NewSize(160, max(r.label.MinSize().Height, r.button.MinSize().Height))
}

func (r *treeRow) show(row TreeRow, tapped func()) {
	setIcon(r.icon, row.Icon, row.ColorName)
	r.label.Importance = widget.MediumImportance
	if row.ColorName == ColorNameMuted {
		r.label.Importance = widget.LowImportance
	}
	r.label.SetText(row.Text)
	r.button.OnTapped = tapped
	r.button.Hidden = row.Action == ""
	r.button.SetText(row.Action)
	r.view.Refresh()
}
