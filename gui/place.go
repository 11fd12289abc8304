package gui

import (
	"image"
	"time"

	"fyne.io/fyne/v2"

	supportmodel "mooring/gui/model/support"
	"mooring/gui/screens"
)

// screensEvery is how often the window looks whether the screens are still the same. The
// system tells of those that come and go, and not of those that change their size.
const screensEvery = 3 * time.Second

// takePlace brings the window to where it was with these screens, or else makes it as
// large as it was last.
func (w *mainWindow) takePlace() {
	window, look := w.stage.Window, w.settings.Look()
	place, _ := screens.Find(window)
	place.Size = fyne.NewSize(look.Width, look.Height)
	if was, ok := look.Places[screens.Arrangement(window)]; ok {
		place = screens.Place{Corner: image.Pt(was.X, was.Y), Size: fyne.NewSize(was.Width, was.Height), Maximized: was.Maximized}
	}
	screens.Put(window, place)
	w.stayOnScreen(screens.Arrangement(window))
}

// stayOnScreen brings the window back onto a screen when they are not what they were.
func (w *mainWindow) stayOnScreen(before string) {
	if before == "" {
		return
	}
	w.stage.Runner.After(screensEvery, func() {
		now := screens.Arrangement(w.stage.Window)
		if place, ok := screens.Find(w.stage.Window); ok && !place.Maximized && now != before {
			screens.Put(w.stage.Window, place)
		}
		w.stayOnScreen(now)
	})
}

// rememberPlace keeps how large the window is, and where with these screens. While it is
// maximized that is how it was before.
func (w *mainWindow) rememberPlace() {
	size := w.stage.Canvas().Size()
	place, known := screens.Find(w.stage.Window)
	arrangement := screens.Arrangement(w.stage.Window)
	w.settings.Change(func(l *supportmodel.Look) {
		l.Panel = w.split.Offset
		if !place.Maximized {
			l.Width, l.Height = size.Width, size.Height
		}
		if !known {
			return
		}
		now := supportmodel.Place{X: place.Corner.X, Y: place.Corner.Y, Width: l.Width, Height: l.Height}
		if was, ok := l.Places[arrangement]; ok && place.Maximized {
			now = was
		}
		now.Maximized = place.Maximized
		l.Remember(arrangement, now)
	})
}
