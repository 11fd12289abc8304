package gui

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/filedialog"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// hands sets the clock that tells a hasty hand, and returns how it goes on.
func hands(t *testing.T) (after func(time.Duration)) {
	t.Helper()
	now := time.Now()
	widgets.SetHasteClock(func() time.Time { return now })
	t.Cleanup(func() { widgets.SetHasteClock(nil) })
	return func(d time.Duration) { now = now.Add(d) }
}

// The second click of a double click on a button that closes its sheet reaches nothing
// that lies under it, be that the window or another sheet, nor what opens there in its
// place; a click beside it does, and one at the same place does a moment later. The focus
// stays where it is.
func TestSecondClickReachesNothing(t *testing.T) {
	for _, name := range []string{"the window", "a sheet beneath", "a sheet that opens"} {
		t.Run(name, func(t *testing.T) {
			v := startPractice(t)
			after := hands(t)
			taps := 0
			var under fyne.CanvasObject = newTapCounter(&taps)
			open := func() {
				input := widgets.NewEntry()
				sheet := v.main.stage.Sheet("other", "Other", container.NewBorder(input, nil, nil, nil, under), "", "")
				v.main.stage.Keep("other")
				sheet.Resize(v.canvas().Size())
				sheet.Show()
			}
			then := func() {}
			switch name {
			case "the window":
				v.main.pages.shown.Add(under)
				v.main.pages.shown.Refresh()
				v.focus("register.search")
			case "a sheet beneath":
				open()
			case "a sheet that opens":
				then = open
			}
			focused := v.canvas().Focused()
			sheet := v.main.stage.Confirm(parts.Question{Name: "above", Title: "Above", Text: "Above", Yes: "Do it", No: "Leave it", Then: then})
			yes, _ := sheet.Buttons()
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(yes).AddXY(20, 10)
			test.TapCanvas(v.canvas(), at)
			if sheet.Visible() {
				t.Fatal("the sheet is open")
			}
			if name == "a sheet that opens" {
				focused = v.canvas().Focused()
			}
			after(400 * time.Millisecond)
			v.pressDown(at.AddXY(2, 1))
			test.TapCanvas(v.canvas(), at.AddXY(2, 1))
			if taps != 0 {
				t.Error("the second click falls through")
			}
			if v.canvas().Focused() != focused {
				t.Errorf("the focus has gone to %T", v.canvas().Focused())
			}
			test.TapCanvas(v.canvas(), at.AddXY(-60, -60))
			if taps != 1 {
				t.Errorf("a click beside it: %d", taps)
			}
			after(time.Second)
			test.TapCanvas(v.canvas(), at)
			if taps != 1 {
				t.Error("a click that waited for the first paint falls through")
			}
			v.canvas().Capture()
			after(400 * time.Millisecond)
			test.TapCanvas(v.canvas(), at)
			if taps != 1 {
				t.Error("a click soon after the first paint falls through")
			}
			after(200 * time.Millisecond)
			test.TapCanvas(v.canvas(), at)
			if taps != 2 {
				t.Errorf("a click a moment later: %d", taps)
			}
		})
	}
}

// Nor does it reach a button of the sheet that the first one has opened, although that grows
// meanwhile and the button comes to lie elsewhere in it.
func TestSecondClickReachesNoGrownSheet(t *testing.T) {
	v := startPractice(t)
	after := hands(t)
	taps := 0
	content := container.NewVBox(newTapCounter(&taps))
	opener := widgets.NewButton("Open", nil, func() {
		sheet := v.main.stage.Sheet("other", "Other", content, "Do it", "Leave it")
		sheet.OnSubmit = func() { taps++ }
		sheet.Show()
		const rows = 4
		for range rows {
			content.Add(widgets.NewButton("Another", nil, func() { taps++ }))
		}
		sheet.Fit()
	})
	v.main.pages.shown.Add(opener)
	v.main.pages.shown.Refresh()
	sheetAt := func() fyne.Position {
		_, no := v.main.stage.SheetNamed("other").Buttons()
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(no).AddXY(20, 10)
	}
	opener.OnTapped()
	at := sheetAt()
	v.main.stage.SheetNamed("other").Hide()
	content.Objects = content.Objects[:1]
	opener.Tapped(&fyne.PointEvent{AbsolutePosition: at, Position: fyne.NewPos(1, 1)})
	after(200 * time.Millisecond)
	test.TapCanvas(v.canvas(), at)
	if taps != 0 || v.main.stage.SheetNamed("other") == nil {
		t.Errorf("the second click has reached the sheet: %d", taps)
	}
}

// What one page of the window had under the pointer, the next one has not.
func TestSecondClickReachesNoOtherPage(t *testing.T) {
	v := startPractice(t)
	after := hands(t)
	taps := 0
	v.main.pages.shown.Add(newTapCounter(&taps))
	at := fyne.NewPos(300, 300)
	opener := widgets.NewButton("Open", nil, func() { v.main.showBatch(true) })
	opener.Tapped(&fyne.PointEvent{AbsolutePosition: at})
	v.main.pages.shown.Objects = append(v.main.pages.shown.Objects[:len(v.main.pages.shown.Objects)-1:len(v.main.pages.shown.Objects)-1], newTapCounter(&taps))
	v.main.pages.shown.Refresh()
	v.canvas().Capture()
	after(200 * time.Millisecond)
	test.TapCanvas(v.canvas(), at)
	if taps != 0 {
		t.Error("the second click has reached the other page")
	}
	after(time.Second)
	test.TapCanvas(v.canvas(), at)
	if taps != 1 {
		t.Errorf("a click a moment later: %d", taps)
	}
}

// What changes long after a click has nothing to do with it: a click at the same place is
// meant for what is there.
func TestAClickAfterSomethingElseCounts(t *testing.T) {
	v := startPractice(t)
	after := hands(t)
	taps := 0
	at := fyne.NewPos(300, 300)
	widgets.NewButton("Other", nil, nil).Tapped(&fyne.PointEvent{AbsolutePosition: at})
	v.main.pages.shown.Add(newTapCounter(&taps))
	v.main.pages.shown.Refresh()
	after(2 * time.Second)
	widgets.Turned(v.canvas())
	test.TapCanvas(v.canvas(), at)
	if taps != 1 {
		t.Errorf("it counts %d times", taps)
	}
}

// What was clicked in Fyne's dialog for files comes between a click and the next one at the
// same place, however fast it was.
func TestAClickAfterADialogForFilesCounts(t *testing.T) {
	v := startPractice(t)
	v.main.stage.Files.Desktop = dialogs{open: func(context.Context, filedialog.Opening) ([]string, error) {
		return nil, filedialog.ErrNone
	}}
	hands(t)
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.object("s3.fill")).AddXY(5, 5)
	for range 2 {
		test.TapCanvas(v.canvas(), place)
		dialogs := v.canvas().Overlays().List()
		if len(dialogs) != 1 {
			t.Fatalf("%d dialogs are open", len(dialogs))
		}
		v.canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
}

// A second Enter in haste was meant for the button that the first one has taken away.
func TestAHastyEnterOnTheWelcome(t *testing.T) {
	v := openScreen(t, t.TempDir())
	after := hands(t)
	v.key(fyne.KeyReturn)
	after(150 * time.Millisecond)
	v.key(fyne.KeyReturn)
	v.expect("practice", "true", "focus", "form.name", "toast", "")
	fields := []model.Field{model.FieldName, model.FieldAccessKey, model.FieldSecretKey}
	for _, field := range fields {
		v.wantError(field, "")
	}
	after(time.Second)
	v.key(fyne.KeyReturn)
	v.wantError(model.FieldName, "check.name.empty")
}

// pressDown tells what is in front at a place that the button of the mouse goes down, which
// the driver does first and Fyne's tests do not.
func (v *screen) pressDown(at fyne.Position) {
	var front desktop.Mouseable
	for _, o := range v.shown() {
		from := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		to := from.Add(o.Size())
		if m, ok := o.(desktop.Mouseable); ok && at.X >= from.X && at.Y >= from.Y && at.X < to.X && at.Y < to.Y {
			front = m
		}
	}
	if front != nil {
		front.MouseDown(&desktop.MouseEvent{})
	}
}

// tapCounter counts the clicks on it.
type tapCounter struct {
	widget.BaseWidget
	taps *int
}

func newTapCounter(taps *int) *tapCounter {
	c := &tapCounter{taps: taps}
	c.ExtendBaseWidget(c)
	return c
}

func (c *tapCounter) Tapped(*fyne.PointEvent) { *c.taps++ }

func (*tapCounter) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack())
}
