package process

import (
	"io"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"

	"mooring/gui/parts"
)

// hanging is what hangs when a process ends.
type hanging struct{ quit, end func() }

// Fyne's quit hangs, or what is to be saved does: the process ends all the same.
func TestProcessEndsWhateverHangs(t *testing.T) {
	window := test.NewTempApp(t).NewWindow("Mooring")
	for name, c := range map[string]struct {
		hangs func(l *hanging, hang func())
		exit  int32
		want  int
	}{
		"Fyne":                     {func(l *hanging, hang func()) { l.quit = hang }, 0, 0},
		"Fyne, after some trouble": {func(l *hanging, hang func()) { l.quit = hang }, 1, 1},
		"the work under way":       {func(l *hanging, hang func()) { l.end = hang }, 0, 1},
		"the window, at a signal":  {nil, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				release, killed := make(chan struct{}), make(chan int, 1)
				l := &hanging{quit: func() {}}
				p := &Process{
					Stage: &parts.Stage{App: living{quit: func() { l.quit() }}, Window: window},
					setup: Setup{
						Claim: &Claim{}, Log: &Log{Logger: slog.New(slog.DiscardHandler), file: io.NopCloser(nil)},
						Background: &atOnce{end: func() {
							if l.end != nil {
								l.end()
							}
						}},
						Exit: func(code int) { killed <- code },
					},
				}
				began := time.Now()
				if c.hangs == nil {
					p.endInTime()
				} else {
					c.hangs(l, func() { <-release })
					p.exit.Store(c.exit)
					go p.leave()
				}
				if code := <-killed; code != c.want {
					t.Errorf("it ended with %d, want %d", code, c.want)
				}
				if took := time.Since(began); took != quitLimit {
					t.Errorf("it took %s", took)
				}
				close(release)
			})
		})
	}
}
