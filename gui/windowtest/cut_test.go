//go:build window

package windowtest

import (
	"bytes"
	"errors"
	"image"
	"os"
	"path/filepath"
	"testing"
	"time"

	"mooring/client/practice"
)

// A session that logs out may end the display without a word to the app. Then it is
// gone, and the next start has all that was made, the window where it was, and nothing
// to say of a crash.
func TestCutOffFromTheDisplay(t *testing.T) {
	for name, cut := range map[string]func(app *App, end func()){
		"the connection": func(app *App, _ func()) { app.tool("xkill", "-id", app.window) },
		"the display":    func(_ *App, end func()) { end() },
	} {
		t.Run(name, func(t *testing.T) {
			display, end := openDisplay(t, "1440x900x24")
			ended := false
			finish := func() {
				if !ended {
					ended = true
					end()
				}
			}
			t.Cleanup(finish)
			app := StartAs(t, Setup{Display: display, Args: []string{"--practice"}})
			app.ready()
			app.enter("Loyalty exports", practice.AccessKeyWorks)
			app.Click("create")
			app.WaitState("phase", "succeeded")
			app.move(180, 120)
			app.resize(1100, 640)
			app.waitPlace("moved", func(at image.Rectangle) bool { return at.Size() == image.Pt(1100, 640) && at.Min.X >= 180 })
			was := app.place()
			app.wait("its place to be kept", stepLimit, func() bool {
				kept, err := os.ReadFile(filepath.Join(app.DataDir, "register.db"))
				log, errLog := os.ReadFile(filepath.Join(app.DataDir, "register.db-wal"))
				return errors.Join(err, errLog) == nil && bytes.Contains(append(kept, log...), []byte(`"width":1100`))
			})

			cut(app, finish)
			select {
			case <-app.exited:
			case <-time.After(closeLimit):
				t.Fatal("it does not go")
			}
			app.sweepFiles()

			setup := Setup{DataDir: app.DataDir, Args: []string{"--practice"}}
			if !ended {
				setup.Display = display
			}
			again := StartAs(t, setup)
			again.ready()
			again.waitPlace("where it was", func(at image.Rectangle) bool { return at == was })
			again.WaitState("rows", "1")
			again.WaitState("sheet", "")
			if reports, _ := filepath.Glob(filepath.Join(app.DataDir, "crashes", "*.txt")); len(reports) != 1 {
				t.Errorf("there are %q: only that of this run is to be", reports)
			}
			again.Close()
		})
	}
}
