package support

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"mooring/client/history"
	"mooring/gui/model"
)

// settingKey is where the look of the window is kept in the register's file:
// Fyne's own preferences have been seen half-written after a crash.
const settingKey = "window"

// saveAfter gathers the many small changes of a drag into one write.
const saveAfter = 500 * time.Millisecond

// Look is what the window remembers of itself.
type Look struct {
	Width  float32 `json:"width"`
	Height float32 `json:"height"`
	// Places are where the window was, by the screens that there were.
	Places map[string]Place `json:"places,omitempty"`
	// Scale is how many pixels of the screen the units of Width and Height had; 0 where that
	// is not known.
	Scale float32 `json:"scale,omitempty"`
	// Panel is the share of the width that the list of connections has beside the panel.
	Panel   float64   `json:"panel,omitempty"`
	Columns []float32 `json:"columns"`
	// List is how the list of connections was left.
	List List `json:"list"`
	// Welcomed says that the choice of the first start has been made.
	Welcomed bool `json:"welcomed"`
	// Practice says that the practice Platform was chosen last.
	Practice bool `json:"practice"`
	// Language is that of the window, such as fr; empty for the system's.
	Language string `json:"language,omitempty"`
	// Theme is ThemeLight or ThemeDark; empty for the system's.
	Theme string `json:"theme,omitempty"`
	// TextScale enlarges all text; 1 is the usual size.
	TextScale float32 `json:"textScale,omitempty"`
}

// List is the order of the list of connections, and the states that it was narrowed to.
type List struct {
	Sort       history.Column   `json:"sort"`
	Descending bool             `json:"descending"`
	Statuses   []history.Status `json:"statuses"`
	NoFlow     bool             `json:"noFlow"`
}

// Place is where the window was, and how large.
type Place struct {
	X         int     `json:"x"`
	Y         int     `json:"y"`
	Width     float32 `json:"width"`
	Height    float32 `json:"height"`
	Scale     float32 `json:"scale,omitempty"` // as in Look
	Maximized bool    `json:"maximized,omitempty"`
}

// mostPlaces is of how many arrangements of screens the place is kept.
const mostPlaces = 12

// Remember keeps the place of the window with these screens. The ones that were there
// before are forgotten when they get too many.
func (l *Look) Remember(screens string, place Place) {
	if _, known := l.Places[screens]; l.Places == nil || !known && len(l.Places) >= mostPlaces {
		l.Places = map[string]Place{}
	}
	l.Places[screens] = place
}

// The themes that can be chosen beside the system's.
const (
	ThemeLight = "light"
	ThemeDark  = "dark"
)

// TextScales are the sizes of text that can be chosen.
var TextScales = []float32{1, 1.15, 1.3, 1.5}

// DefaultLook is the window at the first start.
func DefaultLook() Look {
	return Look{Width: 1240, Height: 660, Panel: 0.685, TextScale: 1, List: List{Sort: history.ByStarted, Descending: true}}
}

// Settings loads and saves the Look.
type Settings struct {
	runner model.Runner
	store  model.Settings
	look   Look
	stop   func()
	turn   int

	writing sync.Mutex
	written int // the turn of the newest look that was written
}

// NewSettings makes Settings with the default Look.
func NewSettings(runner model.Runner, store model.Settings) *Settings {
	return &Settings{runner: runner, store: store, look: DefaultLook()}
}

// ReadLook reads the Look, or the default one where none or a damaged one is
// kept. It is for background work.
func ReadLook(ctx context.Context, store model.Settings) Look {
	look := DefaultLook()
	text, err := store.Get(ctx, settingKey)
	if err != nil || text == "" || json.Unmarshal([]byte(text), &look) != nil {
		return DefaultLook()
	}
	if look.Width < 300 || look.Height < 200 || look.Panel <= 0.05 || look.Panel >= 0.95 {
		fallback := DefaultLook()
		look.Width, look.Height, look.Panel = fallback.Width, fallback.Height, fallback.Panel
	}
	if look.TextScale < TextScales[0] || look.TextScale > TextScales[len(TextScales)-1] {
		look.TextScale = 1
	}
	return look
}

// Use takes a Look that was read.
func (s *Settings) Use(look Look) { s.look = look }

// Look is the window's Look now.
func (s *Settings) Look() Look { return s.look }

// Change alters the Look and saves it a little later.
func (s *Settings) Change(alter func(*Look)) {
	alter(&s.look)
	if s.stop != nil {
		s.stop()
	}
	s.stop = s.runner.After(saveAfter, s.Save)
}

// Save writes the Look now.
func (s *Settings) Save() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
	data, err := json.Marshal(s.look)
	if err != nil {
		return
	}
	s.turn++
	turn := s.turn
	s.runner.Go(func() func() {
		s.writing.Lock()
		defer s.writing.Unlock()
		if turn < s.written {
			return nil // a later look has overtaken this one
		}
		s.written = turn
		// A look that cannot be kept is no reason to bother the user: what does
		// matter in the same file says so itself.
		_ = s.store.Set(context.Background(), settingKey, string(data))
		return nil
	})
}
