//go:build window

package process

import (
	"os"
	"time"

	"fyne.io/fyne/v2"
)

// With this tag, and this variable, the app provokes what makes Fyne hang when it is
// told to quit: others that hand work to its loop all the time. `make test-quit` sets it.
func init() {
	if os.Getenv("MOORING_QUIT_FLOOD") == "" {
		return
	}
	flood = func(serve func(func())) {
		for range 2 {
			serve(func() {
				for range time.Tick(500 * time.Microsecond) {
					fyne.Do(func() {}) //nolint:forbidigo // nothing is done with it
				}
			})
		}
	}
}
