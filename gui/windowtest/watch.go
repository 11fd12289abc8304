package windowtest

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"mooring/gui/parts"
)

// layoutFileVariable names the file to which the window writes where its
// controls are. It is for tests that drive the real window by mouse: there is
// no accessibility tree on Linux that they could ask.
const layoutFileVariable = "MOORING_LAYOUT_FILE"

// askSuffix is added to that name for the file with which a test asks for the
// positions as they are now: what it holds comes back.
const askSuffix = ".ask"

// layoutEvery is how often the positions are looked at where frames come fast. Where one
// takes seconds, as a blurred one does on a busy computer, it is at each.
const layoutEvery = 50 * time.Millisecond

type pixels struct {
	X int `json:"x"`
	Y int `json:"y"`
	W int `json:"w"`
	H int `json:"h"`
}

// Watch writes the positions of what has a name on the stage, and the window's state,
// whenever they have changed, if a test asked for it.
func Watch(s *parts.Stage, state func() map[string]string) {
	path := os.Getenv(layoutFileVariable)
	if path == "" {
		return
	}
	// An animation ticks right before each frame. What is the same before and after
	// one has been laid out and drawn, and can be clicked. By then all keys have been
	// served that were pressed before the test asked.
	w := watcher{places: s.Places.Objects, state: state, path: path}
	var looked time.Time
	var before, asked []byte
	frames := fyne.NewAnimation(time.Second, func(float32) {
		if before != nil {
			now := w.look(s.Canvas(), asked)
			if bytes.Equal(now, before) {
				w.write(now)
				now = nil
			}
			before = now
		}
		if before == nil && time.Since(looked) >= layoutEvery {
			looked = time.Now()
			asked, _ = os.ReadFile(path + askSuffix) //nolint:gosec // beside the file that the test names
			before = w.look(s.Canvas(), asked)
		}
	})
	frames.RepeatCount = fyne.AnimationRepeatForever
	frames.Start()
}

// watcher writes where everything is to a file.
type watcher struct {
	places map[string]fyne.CanvasObject
	state  func() map[string]string
	path   string
	last   []byte
}

// look is where everything is and in which state, as tests read it, with what
// they have asked last.
func (w *watcher) look(c fyne.Canvas, asked []byte) []byte {
	found := map[string]pixels{}
	driver := fyne.CurrentApp().Driver()
	for name, o := range w.places {
		if !o.Visible() || driver.CanvasForObject(o) != c {
			continue
		}
		at := driver.AbsolutePositionForObject(o)
		if at.IsZero() {
			continue // what it is in is hidden: nothing with a name is in the corner of the window
		}
		x, y := c.PixelCoordinateForPosition(at)
		right, bottom := c.PixelCoordinateForPosition(at.AddXY(o.Size().Width, o.Size().Height))
		found[name] = pixels{X: x, Y: y, W: right - x, H: bottom - y}
	}
	data, err := json.Marshal(map[string]any{"widgets": found, "state": w.state(), "asked": string(asked)})
	if err != nil {
		return nil
	}
	return data
}

func (w *watcher) write(data []byte) {
	if bytes.Equal(data, w.last) {
		return
	}
	temp := filepath.Join(filepath.Dir(w.path), ".layout.tmp")
	if os.WriteFile(temp, data, 0o600) == nil && os.Rename(temp, w.path) == nil {
		w.last = data
	}
}
