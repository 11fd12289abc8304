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

// What is to be saved hangs, or the window does: the process ends all the same. Fyne,
// which may hang as well, is not asked: it would find no app here.
func TestProcessEndsWhateverHangs(t *testing.T) {
	window := test.NewTempApp(t).NewWindow("Mooring")
	for name, c := range map[string]struct {
		work, window bool // what hangs
		exit         int32
		want         int
		took         time.Duration
	}{
		"nothing":                     {},
		"nothing, after some trouble": {exit: 1, want: 1},
		"the work under way":          {work: true, want: 1, took: quitLimit},
		"the window, at a signal":     {window: true, want: 1, took: quitLimit},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				release, killed := make(chan struct{}), make(chan int, 2)
				p := &Process{
					Stage: &parts.Stage{Window: window},
					setup: Setup{
						Claim: &Claim{}, Log: &Log{Logger: slog.New(slog.DiscardHandler), file: io.NopCloser(nil)},
						Background: &atOnce{end: func() {
							if c.work {
								<-release
							}
						}},
						Exit: func(code int) { killed <- code },
					},
				}
				began := time.Now()
				p.exit.Store(c.exit)
				if c.window {
					p.endInTime()
				} else {
					go p.leave()
				}
				if code := <-killed; code != c.want {
					t.Errorf("it ended with %d, want %d", code, c.want)
				}
				if took := time.Since(began); took != c.took {
					t.Errorf("it took %s", took)
				}
				close(release)
			})
		})
	}
}
