package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// A page that was scrolled, and becomes shorter, is not left scrolled beyond its end.
func TestAPageThatBecomesShorterIsInSight(t *testing.T) {
	test.NewTempApp(t)
	tall, rest := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	tall.SetMinSize(fyne.NewSize(10, 300))
	rest.SetMinSize(fyne.NewSize(10, 250))
	page := newFollower(container.NewVBox(tall, rest))
	test.NewTempWindow(t, page).Resize(fyne.NewSize(320, 240))
	page.ScrollToBottom()
	before := page.Offset.Y
	tall.Hide()
	test.WidgetRenderer(page).Layout(page.Size()) // as the driver does with a frame
	if most := page.Content.Size().Height - page.Size().Height; before <= most || page.Offset.Y != most {
		t.Errorf("it was scrolled by %v and is by %v, of %v", before, page.Offset.Y, most)
	}
}

// What has become shorter around the focus gives the scrolled part that it is in more room,
// before that is scrolled.
func TestTheFocusIsRevealedInTheRoomThatThereIs(t *testing.T) {
	test.NewTempApp(t)
	tall, before, after, entry := canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil), NewEntry()
	tall.SetMinSize(fyne.NewSize(10, 300))
	before.SetMinSize(fyne.NewSize(10, 50))
	after.SetMinSize(fyne.NewSize(10, 300))
	inner := newFollower(container.NewVBox(before, entry, after))
	outer := newFollower(container.NewBorder(tall, nil, nil, nil, inner))
	w := test.NewTempWindow(t, outer)
	w.Resize(fyne.NewSize(320, 240))
	tall.Hide()
	w.Canvas().Focus(entry)
	if inner.Offset.Y != 0 || outer.Offset.Y != 0 {
		t.Errorf("scrolled by %v, and what is around it by %v", inner.Offset.Y, outer.Offset.Y)
	}
}
