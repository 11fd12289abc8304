package widgets

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// A card that becomes wider must not keep the room that its footer took in more
// lines.
func TestCardFooterFollowsTheWidth(t *testing.T) {
	test.NewTempApp(t)
	footer := NewBanner(BannerInfo, "What stands here takes two lines where the card is narrow.")
	card := NewCard("Amazon S3", "", NewEntry())
	card.SetFooter(footer)
	window := test.NewTempWindow(t, card)
	for _, width := range []float32{180, 600, 180} {
		window.Resize(fyne.NewSize(width, 400))
		want := footer.MinSize().Height
		if got := footer.Size().Height; got != want {
			t.Errorf("at a width of %v the footer is %v high, and needs %v", width, got, want)
		}
	}
}

// A card is put together in many steps, none of which draws what lies in it before
// there is room for it.
func TestCardIsDrawnOnceThereIsRoom(t *testing.T) {
	test.NewTempApp(t)
	content := &counted{}
	content.ExtendBaseWidget(content)
	card := NewCard("Amazon S3", "", content)
	card.MinSize()
	footer, corner := NewButton("Create", nil, nil), NewBadge("PRACTICE")
	card.SetFooter(footer)
	card.SetCorner(corner)
	card.SetHead("New connection", "In practice")
	if content.refreshed > 0 {
		t.Errorf("the content was drawn %d times without room", content.refreshed)
	}
	test.NewTempWindow(t, card).Resize(fyne.NewSize(400, 300))
	for _, o := range []fyne.CanvasObject{content, footer, corner} {
		if !slices.Contains(test.WidgetRenderer(card).Objects(), o) || o.Size().Width == 0 {
			t.Errorf("%T is not drawn", o)
		}
	}
	card.SetTitle("Another")
	if content.refreshed == 0 {
		t.Error("a card that is laid out is not drawn again")
	}
}

// counted counts how often it is drawn again.
type counted struct {
	widget.BaseWidget
	refreshed int
}

func (c *counted) Refresh() { c.refreshed++ }

func (c *counted) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}

// A small corner stays beside a title of several lines; a wide one goes below it.
func TestCornerBesideALongTitle(t *testing.T) {
	test.NewTempApp(t)
	for name, c := range map[string]struct {
		corner fyne.CanvasObject
		beside bool
	}{
		"small": {NewButton("…", nil, nil), true},
		"wide":  {NewButton("Everything that can be done", nil, nil), false},
	} {
		card := NewCard("Store purchases of the year 2026 in all countries of Europe", "", widget.NewLabel("content"))
		card.SetCorner(c.corner)
		w := test.NewTempWindow(t, card)
		w.Resize(fyne.NewSize(340, 300))
		if got := c.corner.Position().Y < textHeight(card.titleSize(), bold); got != c.beside {
			t.Errorf("%s: it stands at %v, beside the first line: %v", name, c.corner.Position(), got)
		}
	}
}
