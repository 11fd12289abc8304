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

// unpainted is an app that has painted nothing yet: Fyne knows neither canvas nor place of
// any object.
type unpainted struct{ fyne.App }

type unpaintedDriver struct{ fyne.Driver }

func (a unpainted) Driver() fyne.Driver { return unpaintedDriver{a.App.Driver()} }

func (unpaintedDriver) CanvasForObject(fyne.CanvasObject) fyne.Canvas { return nil }

func (unpaintedDriver) AbsolutePositionForObject(fyne.CanvasObject) fyne.Position {
	return fyne.Position{}
}

// What has just been shown, and gets the focus before it is painted, is scrolled to, too.
func TestWhatWasNeverPaintedIsRevealed(t *testing.T) {
	app := test.NewTempApp(t)
	tall, entry := canvas.NewRectangle(nil), NewEntry()
	tall.SetMinSize(fyne.NewSize(10, 300))
	page := newFollower(container.NewVBox(tall, NewField("Name", entry)))
	test.NewTempWindow(t, page).Resize(fyne.NewSize(320, 240))
	fyne.SetCurrentApp(unpainted{app})
	t.Cleanup(func() { fyne.SetCurrentApp(app) })
	entry.FocusGained()
	if page.Offset.Y == 0 {
		t.Error("it is out of sight")
	}
	if !Shows(page, entry) {
		t.Error("it is not shown")
	}
	page.Content.Hide()
	if Shows(page, entry) {
		t.Error("it is shown while it is hidden")
	}
}

// Where something is in what holds it is the same as where Fyne knows it to be.
func TestPlacesWithin(t *testing.T) {
	test.NewTempApp(t)
	inputs := []fyne.CanvasObject{NewEntry(), NewEntry(), NewEntry(), NewEntry(), NewButton("Go on", nil, nil)}
	fold := NewFold("More", container.NewVBox(NewField("Name", inputs[0])))
	fold.Open()
	card := NewCard("Title", "Text", container.NewVBox(inputs[1], fold))
	card.SetFooter(inputs[4])
	tabs := NewTabs(Tab{Title: "One", Content: container.NewPadded(inputs[2])})
	page := newFollower(container.NewVBox(card, NewPlate(container.NewVBox(inputs[3])), tabs))
	test.NewTempWindow(t, page).Resize(fyne.NewSize(420, 640))
	driver := fyne.CurrentApp().Driver()
	for i, input := range inputs {
		at, ok := within(page, input)
		if want := driver.AbsolutePositionForObject(input).Subtract(driver.AbsolutePositionForObject(page)); !ok || at != want {
			t.Errorf("input %d is at %v, want %v", i, at, want)
		}
	}
}
