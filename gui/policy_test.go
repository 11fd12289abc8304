package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/gui/model"
)

// Whoever pastes a policy into the AWS console reads it first: all of it is in sight
// in a window that fills a small screen, or is as small as at first.
func TestWholePolicyIsInSight(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1366, Height: 700}, {Width: 1240, Height: 660}} {
		wholePolicy(t, size)
	}
}

func wholePolicy(t *testing.T, size fyne.Size) {
	t.Helper()
	v := startPractice(t)
	v.main.stage.Window.Resize(size)
	v.main.form.Set(model.FieldBucket, "acme-landing")
	v.main.form.Set(model.FieldFolder, "/crm/daily")
	v.command("amazon.policy")
	v.expect("sheet", "policy")
	boxes := 0
	for _, o := range v.shown() {
		if box, ok := o.(*container.Scroll); ok && box.Content != nil {
			boxes++
			if need, room := box.Content.MinSize(), box.Size(); need.Height > room.Height+1 || need.Width > room.Width+1 {
				t.Errorf("%v: %v of it has only %v of room", size, need, room)
			}
		}
	}
	if boxes == 0 {
		t.Error("nothing is shown")
	}
}
