package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/headless"
)

// A sheet whose content comes bit by bit stays in the middle of the window, and
// within it.
func TestSheetStaysInTheWindow(t *testing.T) {
	headless.App(t, NewTheme())
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(960, 640))
	rows := container.NewVBox()
	s := NewSheet("Diagnosis", rows, "Close", "", w.Canvas())
	s.Show()
	look := func(what string) {
		t.Helper()
		at, size := s.popup.Position(), s.popup.Size()
		room := w.Canvas().Size()
		if at.X < 0 || at.Y < 0 || at.X+size.Width > room.Width || at.Y+size.Height > room.Height {
			t.Errorf("%s: the sheet is at %v and has %v in a window of %v", what, at, size, room)
		}
		const near = 1
		if off := at.Y + size.Height/2 - room.Height/2; off < -near || off > near {
			t.Errorf("%s: the sheet is %v below the middle", what, off)
		}
	}
	look("at first")
	small := s.popup.Size()
	for range 40 {
		rows.Add(widget.NewLabel("Not checked"))
		s.Fit()
	}
	if s.popup.Size().Height <= small.Height {
		t.Fatalf("the sheet has not grown: %v", s.popup.Size())
	}
	look("grown")
	w.Resize(fyne.NewSize(1180, 780))
	look("in a larger window")
}

// A text to copy gets the room that the window has, and no more than it needs.
func TestSheetUnfoldsAText(t *testing.T) {
	headless.App(t, NewTheme())
	w := test.NewTempWindow(t, widget.NewLabel(""))
	const least = 5
	rowsAt := func(height float32, lines int) (rows float32, scrolls bool) {
		w.Resize(fyne.NewSize(960, height))
		text := NewCopyText(strings.Repeat("curl\n", lines-1)+"curl", "Copy")
		s := NewSheet("As cURL", container.NewVBox(text), "Close", "", w.Canvas())
		s.Unfold(text, least)
		s.Show()
		defer s.Hide()
		one := fyne.MeasureText("curl", measure(text, theme.SizeNameText), fyne.TextStyle{Monospace: true}).Height
		return text.view.Size().Height / one, s.body.content.Content.MinSize().Height > s.body.content.Size().Height
	}
	for _, c := range []struct {
		height      float32
		lines       int
		least, most float32
	}{{900, 12, 12, 16}, {900, 200, 25, 60}, {640, 200, 15, 40}, {900, 2, least, 8}} {
		rows, scrolls := rowsAt(c.height, c.lines)
		if rows < c.least || rows > c.most || scrolls {
			t.Errorf("%d lines in a window of %v: room for %v, scrolls %v", c.lines, c.height, rows, scrolls)
		}
	}
}
