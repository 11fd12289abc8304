package support

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// No row of the list shows through between two notes that lie on it.
func TestNotesLieCloseTogether(t *testing.T) {
	notes := make([]fyne.CanvasObject, 3)
	for i := range notes {
		r := &canvas.Rectangle{}
		r.SetMinSize(fyne.NewSize(10, 30))
		notes[i] = r
	}
	c := container.New(notesLayout{}, notes...)
	c.Resize(fyne.NewSize(400, 300))
	notes[1].Hide()
	c.Layout.Layout(notes, c.Size())
	if end, next := notes[0].Position().Y+notes[0].Size().Height, notes[2].Position().Y; end != next {
		t.Errorf("the first one ends at %v, and the next one begins at %v", end, next)
	}
	if end := notes[2].Position().Y + notes[2].Size().Height; end >= 300 {
		t.Errorf("the last one covers the line below the list: it ends at %v", end)
	}
}
