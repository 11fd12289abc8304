package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/widgets"
)

// As the window opens first, an ETag and the button that copies it have room on one
// line, both where a connection was made and where it is looked at.
func TestETagHasOneLine(t *testing.T) {
	v := startPractice(t)
	look := supportmodel.DefaultLook()
	v.main.stage.Window.Resize(fyne.NewSize(look.Width-1, look.Height))
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.main.stage.Window.Resize(fyne.NewSize(look.Width, look.Height)) // gives everything its place, as a frame does
	if etag := v.main.attempt.Entry().ETag; len(etag) != 38 {
		t.Fatalf("the ETag is %s", etag)
	}
	id, etag := named[*widgets.CopyField](v, "result.id"), named[*widgets.CopyField](v, "result.etag")
	if id.MinSize().Height != etag.MinSize().Height {
		t.Errorf("made: the ETag takes %v, an id %v", etag.MinSize().Height, id.MinSize().Height)
	}
	v.tap("progress.details")
	v.main.stage.Window.Resize(fyne.NewSize(look.Width-1, look.Height))
	v.main.stage.Window.Resize(fyne.NewSize(look.Width, look.Height))
	if shown := named[*widgets.CopyField](v, "details.etag"); shown.MinSize().Height != etag.MinSize().Height {
		t.Errorf("looked at: the ETag takes %v, an id %v, in %v", shown.MinSize().Height, id.MinSize().Height, shown.Size())
	}
}
