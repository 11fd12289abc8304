package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/widgets"
)

// reachable fails unless Tab brings a control into the window, whole enough to be
// pressed.
func (v *screen) reachable(when, name string) {
	v.t.Helper()
	o, ok := v.main.stage.Places.Objects[name]
	if !ok {
		v.t.Errorf("%s: nothing is named %s", when, name)
		return
	}
	want, ok := v.main.stage.Places.Stop(name)
	if !ok {
		v.t.Errorf("%s: %s takes no focus", when, name)
		return
	}
	for range 80 {
		v.canvas().FocusNext()
		if v.canvas().Focused() != want {
			continue
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		bottom := at.AddXY(o.Size().Width, o.Size().Height)
		if size := v.canvas().Size(); at.X < 0 || at.Y < 0 || bottom.X > size.Width+1 || bottom.Y > size.Height+1 {
			v.t.Errorf("%s: %s is at %v to %v, in a window of %v", when, name, at, bottom, size)
		}
		return
	}
	v.t.Errorf("%s: Tab does not come to %s", when, name)
}

// In the least window and in the longest language, what a technician needs can be
// reached in the panel, also in large letters.
func TestDetailsCanBeReachedInTheLeastWindow(t *testing.T) {
	t.Cleanup(func() { speak(t, "en.json") })
	for _, scale := range []float32{1, 1.5} {
		v := openScreen(t, t.TempDir(), func(v *screen) { v.language = "fr.json" })
		fyne.CurrentApp().Settings().SetTheme(widgets.NewTheme().WithTextScale(scale))
		v.tap("welcome.practice")
		v.layout(smallest)
		v.backend.practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 403, Times: 1})
		v.create("Forbidden", practice.AccessKeyWorks)
		v.layout(smallest)
		v.expect("phase", "trouble")
		for _, name := range []string{"problem.details", "form.name", "form.accessKey", "s3.fill", "create"} {
			v.reachable("refused", name)
		}
		v.tap("progress.details")
		v.layout(smallest)
		v.reachable("refused and looked at", "details.details")
		v.create("Exports", practice.AccessKeyNoPermission)
		v.layout(smallest)
		v.expect("phase", "succeeded")
		for _, name := range []string{"problem.details", "result.id.copy", "result.etag.copy", "progress.replace", "progress.details"} {
			v.reachable("made", name)
		}
		v.tap("progress.details")
		v.layout(smallest)
		for _, name := range []string{"details.id.copy", "details.etag.copy", "details.more"} {
			v.reachable("looked at", name)
		}
	}
}
