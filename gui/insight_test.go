package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client"
	"mooring/gui/model"
)

// outOfSight says how far what has the focus is scrolled out of sight, or "".
func (v *screen) outOfSight() (above, below float32) {
	v.t.Helper()
	focused, ok := v.canvas().Focused().(fyne.CanvasObject)
	if !ok {
		v.t.Fatal("nothing has the focus")
	}
	driver := fyne.CurrentApp().Driver()
	for _, o := range v.shown() {
		scroll, ok := o.(*container.Scroll)
		if !ok || !within(scroll.Content, focused) {
			continue
		}
		top := driver.AbsolutePositionForObject(focused).Y - driver.AbsolutePositionForObject(scroll).Y
		above = max(above, -top)
		// What is higher than its room shows its beginning.
		below = max(below, top+min(focused.Size().Height, scroll.Size().Height)-scroll.Size().Height)
	}
	return above, below
}

// within reports whether an object is shown by another.
func within(o, root fyne.CanvasObject) bool {
	found := false
	eachVisible(o, func(each fyne.CanvasObject) { found = found || each == root })
	return found
}

func (v *screen) expectInSight(where string) {
	v.t.Helper()
	const near = 1
	if above, below := v.outOfSight(); above > near || below > near {
		v.t.Errorf("%s: %s is %v above or %v below what can be seen", where, v.state("focus"), above, below)
	}
}

// Wherever Tab leads, it can be seen, however small the window is.
func TestTheFocusIsInSight(t *testing.T) {
	v := startPractice(t)
	v.layout(smallest)
	v.main.panel.create.Unfold()
	v.layout(smallest)
	for range 40 {
		v.canvas().FocusNext()
		v.expectInSight("Tab")
	}
	for range 40 {
		v.canvas().FocusPrevious()
		v.expectInSight("Shift+Tab")
	}
}

// The field that has to be put right is in sight, also where it was folded away.
func TestTheFieldOfAProblemIsInSight(t *testing.T) {
	for _, field := range model.NewS3Form().Fields() {
		v := startPractice(t)
		v.layout(smallest)
		v.main.focus(field)
		v.expect("focus", v.controlOf(field))
		v.expectInSight("problem of " + string(field))
		v.close()
	}
	v := startPractice(t)
	v.layout(smallest)
	v.main.panel.create.Unfold()
	v.main.focus(model.FieldServiceURL)
	problem := model.Explain(&client.APIError{Kind: client.KindInvalid, Op: "CreateConnection", Field: "AccessKeyID"})
	v.main.focus(problem.Field)
	v.expectInSight("back to the first fields")
}
