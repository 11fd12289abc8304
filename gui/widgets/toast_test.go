package widgets

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// clock is an After whose time passes by hand.
type clock struct {
	waits []*wait
}

type wait struct {
	d    time.Duration
	f    func()
	gone bool
}

func (c *clock) after(d time.Duration, f func()) func() {
	w := &wait{d: d, f: f}
	c.waits = append(c.waits, w)
	return func() { w.gone = true }
}

// running returns how long what is waited for takes, or 0 for nothing.
func (c *clock) running(t *testing.T) time.Duration {
	t.Helper()
	running := time.Duration(0)
	for _, w := range c.waits {
		if w.gone {
			continue
		}
		if running != 0 {
			t.Error("the toast waits for two things")
		}
		running = w.d
	}
	return running
}

func (c *clock) pass() {
	for _, w := range c.waits {
		if !w.gone {
			w.gone = true
			w.f()
			return
		}
	}
}

func openToast(t *testing.T) (*Toast, *clock, *Button, fyne.Canvas) {
	t.Helper()
	clock := &clock{}
	toast := NewToast(clock.after)
	below := NewButton("Below", nil, func() {})
	c := open(t, container.NewStack(below, toast), fyne.NewSize(400, 200))
	c.Focus(below)
	return toast, clock, below, c
}

func TestToastOffer(t *testing.T) {
	toast, clock, below, c := openToast(t)
	undone := 0
	undo := func() { undone++ }
	taps := 0
	below.OnTapped = func() { taps++ }

	toast.TapAction() // nothing is offered
	toast.Say("Copied")
	toast.Offer("3 connections removed from the list", "Undo", undo)
	if clock.running(t) != toastOfferTime || toast.Text() != "3 connections removed from the list" || toast.Action() != "Undo" {
		t.Errorf("waits %v, shows %q with %q", clock.running(t), toast.Text(), toast.Action())
	}
	if c.Focused() != below {
		t.Fatalf("the offer took the focus: %T", c.Focused())
	}
	r := test.WidgetRenderer(toast).(*toastRenderer)
	end := toast.action.Position().Add(toast.action.Size())
	plate := r.plate.Position().Add(r.plate.Size())
	text := r.text.texts[0].Position().X + r.text.texts[0].MinSize().Width
	if end.X > plate.X || end.Y > plate.Y || toast.action.Position().X < text {
		t.Errorf("the button ends at %v of %v, the text at %v", end, plate, text)
	}
	test.TapCanvas(c, fyne.NewPos(20, 20))
	if taps != 1 {
		t.Error("the layer takes clicks beside the note")
	}
	test.TapCanvas(c, r.plate.Position().AddXY(3, 3))
	if taps != 1 || toast.Text() == "" {
		t.Error("a click that misses the button goes through the note")
	}
	test.TapCanvas(c, toast.action.Position().AddXY(5, 5))
	if undone != 1 || toast.Text() != "" || toast.Action() != "" || clock.running(t) != 0 || toast.action.Visible() {
		t.Errorf("undone %d, shows %q with %q", undone, toast.Text(), toast.Action())
	}
	test.TapCanvas(c, r.plate.Position().AddXY(3, 3))
	if taps != 2 {
		t.Error("the note is gone and still takes clicks")
	}

	toast.Offer("Removed", "Undo", undo)
	clock.pass()
	if toast.Text() != "" || undone != 1 {
		t.Error("the offer does not end")
	}
	toast.Offer("Removed", "Undo", undo)
	toast.Say("Copied")
	if toast.Action() != "" || toast.Text() != "Copied" || clock.running(t) != toastTime || toast.action.Visible() {
		t.Error("Say leaves the button")
	}
	if toast.Note("First choose a connection in the list"); clock.running(t) != toastNoteTime {
		t.Error("a reason cannot be read to its end")
	}
	toast.Offer("Removed", "Undo", undo)
	toast.TapAction()
	toast.Offer("Removed", "Undo", func() { toast.Say("Back again") })
	toast.TapAction()
	if undone != 2 || toast.Text() != "Back again" {
		t.Errorf("undone %d, then %q", undone, toast.Text())
	}
	toast.Dismiss()
	if toast.Text() != "" || clock.running(t) != 0 {
		t.Error("not dismissed")
	}
	toast.Offer("Removed", "Undo", nil)
	toast.TapAction() // nothing to call
}

func TestToastOfferByKey(t *testing.T) {
	toast, clock, below, c := openToast(t)
	undone := 0
	show := func() {
		c.Focus(below)
		toast.Offer("Removed", "Undo", func() { undone++ })
		c.FocusNext()
		if c.Focused() != toast.action {
			t.Fatalf("Tab goes to %T", c.Focused())
		}
	}
	show()
	if clock.running(t) != 0 {
		t.Error("the note goes while its button has the focus")
	}
	c.FocusNext()
	if c.Focused() != below || clock.running(t) != toastOfferTime {
		t.Errorf("focus on %T, waits %v", c.Focused(), clock.running(t))
	}
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyEscape} {
		undone = 0
		show()
		press(toast.action, key)
		if wanted := key != fyne.KeyEscape; (undone == 1) != wanted || toast.Text() != "" {
			t.Errorf("%s: undone %d, shows %q", key, undone, toast.Text())
		}
		if c.Focused() != below {
			t.Errorf("%s: the focus goes to %T", key, c.Focused())
		}
		if clock.running(t) != 0 {
			t.Errorf("%s: waits for nothing", key)
		}
	}
	show()
	toast.Say("Copied")
	if c.Focused() != below || clock.running(t) != toastTime {
		t.Errorf("replaced: focus on %T, waits %v", c.Focused(), clock.running(t))
	}
	c.Unfocus()
	toast.Offer("Removed", "Undo", nil)
	c.FocusPrevious()
	toast.Dismiss()
	if c.Focused() != nil {
		t.Errorf("the focus is on %T, where none was", c.Focused())
	}
}

func TestToastOfferIsKeptByThePointer(t *testing.T) {
	toast, clock, _, c := openToast(t)
	toast.Offer("Removed", "Undo", nil)
	r := test.WidgetRenderer(toast).(*toastRenderer)
	for _, at := range []fyne.Position{r.plate.Position().AddXY(4, 4), toast.action.Position().AddXY(4, 4)} {
		test.MoveMouse(c, at)
		if clock.running(t) != 0 {
			t.Errorf("the note goes with the pointer at %v", at)
		}
	}
	test.MoveMouse(c, fyne.NewPos(2, 2))
	if clock.running(t) != toastOfferTime {
		t.Errorf("the pointer left, waits %v", clock.running(t))
	}
	// A note that comes under a pointer which stands still.
	test.MoveMouse(c, r.plate.Position().AddXY(4, 4))
	toast.Offer("Removed", "Undo", nil)
	if clock.running(t) != toastOfferTime {
		t.Errorf("waits %v", clock.running(t))
	}
	test.MoveMouse(c, r.plate.Position().AddXY(5, 5))
	if clock.running(t) != 0 {
		t.Error("the note goes under the pointer")
	}
}

func TestToastWrapsWhatIsLong(t *testing.T) {
	toast, _, _, _ := openToast(t)
	r := test.WidgetRenderer(toast).(*toastRenderer)
	toast.Offer(strings.Repeat("Seven connections were removed. ", 3), "Rückgängig machen", nil)
	if r.text.shown < 2 {
		t.Errorf("%d lines", r.text.shown)
	}
	for _, text := range r.text.texts[:r.text.shown] {
		if end := text.Position().X + text.MinSize().Width; end > toast.action.Position().X {
			t.Errorf("%q ends at %v, over the button", text.Text, end)
		}
	}
	if at := r.plate.Position(); at.X < 0 || at.Y < 0 {
		t.Errorf("the note begins at %v", at)
	}
}
