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

// Whatever stands in a sheet begins where its title does, and ends where its buttons do. The
// bar of what scrolls lies beside it.
func TestSheetHasTwoEdges(t *testing.T) {
	headless.App(t, NewTheme())
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(960, 640))
	paragraph, entry := NewParagraph("Nothing is sent.", fyne.TextWrapWord), NewEntry()
	s := NewSheet("Settings", container.NewVBox(paragraph, entry), "Close", "", w.Canvas())
	s.Show()
	left := func(o fyne.CanvasObject) float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X }
	right := func(o fyne.CanvasObject) float32 { return left(o) + o.Size().Width }
	title := left(s.body) + test.WidgetRenderer(s.body).(*sheetRenderer).title.texts[0].Position().X
	drawn := test.WidgetRenderer(paragraph).Objects()[0].(*widget.RichText)
	letters := left(paragraph) + drawn.Position().X + test.WidgetRenderer(drawn).Objects()[0].Position().X
	const near = 0.5
	for what, at := range map[string]float32{"the paragraph": letters, "the input": left(entry)} {
		if at < title-near || at > title+near {
			t.Errorf("%s begins at %v, the title at %v", what, at, title)
		}
	}
	if end := right(s.body.submit); right(entry) < end-near || right(entry) > end+near {
		t.Errorf("the input ends at %v, the button at %v", right(entry), end)
	}
	if end := right(entry) + measure(entry, theme.SizeNameScrollBar); right(s.body.content) < end {
		t.Errorf("what scrolls ends at %v: its bar lies on the input, which ends at %v", right(s.body.content), right(entry))
	}
}
