// Package headless gives tests an app without a display. Only tests use it.
package headless

import (
	"reflect"
	"testing"
	"time"
	_ "unsafe" // for go:linkname

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/go-text/typesetting/shaping"
)

// The app of an earlier test is used again where it has the same theme. A new one
// parses all fonts anew, a tenth of a second and 30 MB each time, and Fyne never
// lets go of what it has parsed before: its shaper keeps a plan for each face.
var current fyne.App

//go:linkname shaper fyne.io/fyne/v2/internal/painter.shaper
var shaper *shaping.HarfbuzzShaper

//go:linkname destroyRenderers fyne.io/fyne/v2/internal/cache.destroyExpiredRenderers
func destroyRenderers(now time.Time)

//go:linkname destroyCanvases fyne.io/fyne/v2/internal/cache.destroyExpiredCanvases
func destroyCanvases(now time.Time)

// App is the app for a test: nothing is on its clipboard and no window of an earlier
// test is open. At the end of the test its windows are closed, and what they showed is let go.
func App(t testing.TB, theme fyne.Theme) fyne.App {
	t.Helper()
	if current == nil || fyne.CurrentApp() != current || !reflect.DeepEqual(current.Settings().Theme(), theme) {
		*shaper = shaping.HarfbuzzShaper{}
		current = test.NewApp()
		current.Settings().SetTheme(theme)
	}
	current.Clipboard().SetContent("")
	app := current
	before := len(app.Driver().AllWindows())
	t.Cleanup(func() {
		for windows := app.Driver().AllWindows(); len(windows) > before; windows = app.Driver().AllWindows() {
			windows[len(windows)-1].Close()
		}
		end := time.Now().AddDate(1, 0, 0) // by then all of it has expired
		destroyRenderers(end)
		destroyCanvases(end)
	})
	return app
}
