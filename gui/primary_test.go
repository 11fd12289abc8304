package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/widgets"
)

// primary are the highlighted buttons that an object shows.
func primary(o fyne.CanvasObject) (texts []string) {
	eachVisible(o, func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Importance == widget.HighImportance {
			texts = append(texts, b.Text)
		}
	})
	return texts
}

// wantOnePrimary complains where the sheet in front highlights several buttons: which of
// them goes on?
func (v *screen) wantOnePrimary(what string) {
	v.t.Helper()
	if found := primary(v.canvas().Overlays().Top()); len(found) > 1 {
		v.t.Errorf("%s: the sheet %s highlights %q", what, v.state("sheet"), found)
	}
}

func TestASheetHighlightsOneButton(t *testing.T) {
	v := openSignedIn(t)
	for _, state := range sheetStates {
		state.show(v)
		v.wantOnePrimary(state.name)
		v.hideSheets()
	}
	v.close()

	v, tree := withFiles(t)
	v.wantOnePrimary("files")
	tree.Select("d/practice-bucket")
	v.wantOnePrimary("a folder")
	if !v.visible("browse.bring") {
		t.Error("a folder cannot be brought in")
	}
	v.close()

	v = withIngest(t, membersFile)
	v.wantOnePrimary("first step")
	v.toMapping()
	v.wantOnePrimary("mapping")
	v.next()
	v.wantOnePrimary("schedule")
	v.next()
	v.wantOnePrimary("check")
}
