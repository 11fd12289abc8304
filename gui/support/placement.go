package support

import (
	"image"
	"time"

	"fyne.io/fyne/v2"

	"mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/screens"
)

// screensEvery is how often the window looks where it is, and whether the screens are
// still the same. The system tells of those that come and go, and not of those that
// change their size.
const screensEvery = 3 * time.Second

// The window manager takes a new window over, and tells of its frame and its size, when
// it gets to that: a place that was asked for meanwhile may be lost.
const (
	firstLook = 100 * time.Millisecond // doubled for each further one
	looks     = 5
)

// Placement keeps where the window is and how large, by the screens that there are.
type Placement struct {
	stage    *parts.Stage
	settings *support.Settings
	kept     view   // what the settings have last been given
	coming   bool   // to its place
	screens  string // that its place is by; empty where they are not known
}

// Coming says whether the window is still being brought to its place, or back onto
// screens that are not what they were.
func (p *Placement) Coming() bool {
	return p.coming || p.screens != "" && p.screens != screens.Arrangement(p.stage.Window)
}

// view is what is seen of the window and the screens at one time.
type view struct {
	screens string
	place   screens.Place
	known   bool
}

func (p *Placement) look() view {
	place, known := screens.Find(p.stage.Window)
	return view{screens.Arrangement(p.stage.Window), place, known}
}

// NewPlacement keeps the place of the stage's window in the settings.
func NewPlacement(s *parts.Stage, settings *support.Settings) *Placement {
	return &Placement{stage: s, settings: settings}
}

// Take brings the window to where it was with these screens, or else makes it as
// large as it was last.
func (p *Placement) Take() {
	window, look := p.stage.Window, p.settings.Look()
	place, _ := screens.Find(window)
	place.Size = fyne.NewSize(look.Width, look.Height)
	at := look.Scale
	if was, ok := look.Places[screens.Arrangement(window)]; ok {
		place = screens.Place{Corner: image.Pt(was.X, was.Y), Size: fyne.NewSize(was.Width, was.Height), Maximized: was.Maximized}
		at = was.Scale
	}
	if at != 0 && at != p.stage.Canvas().Scale() {
		place.Size = atAnotherScale(place.Size)
	}
	screens.Put(window, place)
	if now := p.look(); now.screens != "" {
		p.see(place, looks, firstLook)
		p.watch(now)
	}
}

// atAnotherScale is how large a window is to be that was left with a size at another scale.
// That may be no more than what the screen had room for then.
func atAnotherScale(size fyne.Size) fyne.Size {
	usual := support.DefaultLook()
	return size.Max(fyne.NewSize(usual.Width, usual.Height))
}

// see puts the window again until it has come to its place, a few times: some window
// managers have a will of their own. From then on it is the user's.
func (p *Placement) see(place screens.Place, left int, after time.Duration) {
	p.coming = left > 0
	if !p.coming {
		return
	}
	p.stage.Runner.After(after, func() {
		switch screens.Look(p.stage.Window, place) {
		case screens.NotShown:
			p.see(place, left, min(2*after, screensEvery))
		case screens.Elsewhere:
			screens.Put(p.stage.Window, place)
			p.see(place, left-1, 2*after)
		case screens.There:
			p.coming = false
		}
	})
}

// watch brings the window back onto a screen when they are not what they were, and keeps
// where it has been left: a session that logs out may cut it off without a word.
func (p *Placement) watch(before view) {
	p.screens = before.screens
	p.stage.Runner.After(screensEvery, func() {
		now := p.look()
		switch {
		case !now.known:
		case now.screens != before.screens:
			if !now.place.Maximized {
				screens.Put(p.stage.Window, now.place)
			}
		case now == before && now != p.kept:
			p.keep(now)
		}
		p.watch(now)
	})
}

// Remember keeps how large the window is, and where with these screens, and which part
// of it the list has.
func (p *Placement) Remember(panel float64) {
	p.settings.Change(func(l *support.Look) { l.Panel = panel })
	p.keep(p.look())
}

// keep gives the settings the window's size and place. While it is maximized that is how
// it was before.
func (p *Placement) keep(now view) {
	p.kept = now
	size := p.stage.Canvas().Size()
	p.settings.Change(func(l *support.Look) {
		l.Scale = p.stage.Canvas().Scale()
		if !now.place.Maximized {
			l.Width, l.Height = size.Width, size.Height
		}
		if !now.known {
			return
		}
		place := support.Place{X: now.place.Corner.X, Y: now.place.Corner.Y, Width: l.Width, Height: l.Height, Scale: l.Scale}
		if was, ok := l.Places[now.screens]; ok && now.place.Maximized {
			place = was
		}
		place.Maximized = now.place.Maximized
		l.Remember(now.screens, place)
	})
}
