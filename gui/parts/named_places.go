package parts

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
)

// layoutFileVariable names the file to which the window writes where its
// controls are. It is for tests that drive the real window by mouse: there is
// no accessibility tree on Linux that they could ask.
const layoutFileVariable = "MOORING_LAYOUT_FILE"

// askSuffix is added to that name for the file with which a test asks for the
// positions as they are now: what it holds comes back.
const askSuffix = ".ask"

// layoutEvery is after how many frames the positions are written again.
const layoutEvery = 3

// Places knows the window's controls by name.
type Places struct {
	Objects map[string]fyne.CanvasObject
	State   func() map[string]string
	last    []byte
}

// NewPlaces knows no control yet.
func NewPlaces() *Places { return &Places{Objects: map[string]fyne.CanvasObject{}} }

func (p *Places) add(name string, object fyne.CanvasObject) { p.Objects[name] = object }

// forget drops the objects whose names begin with prefix, such as those of a
// sheet that has closed: they may hold what was typed into them.
func (p *Places) forget(prefix string) {
	maps.DeleteFunc(p.Objects, func(name string, _ fyne.CanvasObject) bool { return strings.HasPrefix(name, prefix) })
}

// NameOf returns the name of a focused or tapped object, or "".
func (p *Places) NameOf(object any) string {
	for name, o := range p.Objects {
		if any(o) == object {
			return name
		}
	}
	return ""
}

type pixels struct {
	X int `json:"x"`
	Y int `json:"y"`
	W int `json:"w"`
	H int `json:"h"`
}

// Watch writes the positions whenever they have changed, if a test asked for it.
func (p *Places) Watch(s *Stage) {
	path := os.Getenv(layoutFileVariable)
	if path == "" {
		return
	}
	// An animation ticks right before each frame. What is the same before and after
	// one has been laid out and drawn, and can be clicked. By then all keys have been
	// served that were pressed before the test asked.
	var ticks int
	var before, asked []byte
	frames := fyne.NewAnimation(time.Second, func(float32) {
		switch ticks++; ticks % layoutEvery {
		case 0:
			asked, _ = os.ReadFile(path + askSuffix) //nolint:gosec // beside the file that the test names
			before = p.look(s.Canvas(), asked)
		case 1:
			if now := p.look(s.Canvas(), asked); bytes.Equal(now, before) {
				p.write(path, now)
			}
		}
	})
	frames.RepeatCount = fyne.AnimationRepeatForever
	frames.Start()
}

// look is where everything is and in which state, as tests read it, with what
// they have asked last.
func (p *Places) look(c fyne.Canvas, asked []byte) []byte {
	found := map[string]pixels{}
	driver := fyne.CurrentApp().Driver()
	for name, o := range p.Objects {
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
	data, err := json.Marshal(map[string]any{"widgets": found, "state": p.State(), "asked": string(asked)})
	if err != nil {
		return nil
	}
	return data
}

func (p *Places) write(path string, data []byte) {
	if bytes.Equal(data, p.last) {
		return
	}
	temp := filepath.Join(filepath.Dir(path), ".layout.tmp")
	if os.WriteFile(temp, data, 0o600) == nil && os.Rename(temp, path) == nil {
		p.last = data
	}
}
