//go:build quitflood

package process

import (
	"time"

	"fyne.io/fyne/v2"
)

// With this tag the app provokes what makes Fyne hang when it quits: others that
// hand work to its loop all the time. `make test-quit` is played with it.
func init() {
	flood = func(serve func(func())) {
		for range 2 {
			serve(func() {
				for range time.Tick(500 * time.Microsecond) {
					fyne.Do(func() {})
				}
			})
		}
	}
}
