package model

import "time"

// Runner keeps slow work away from the UI goroutine. The window has one that
// uses goroutines and fyne.Do; tests inject their own.
type Runner interface {
	// Go runs work on another goroutine and then the function that it returns,
	// if any, on the UI goroutine.
	Go(work func() (apply func()))
	// Apply runs f on the UI goroutine soon, in the order of the calls. Work
	// that is under way uses it to report progress.
	Apply(f func())
	// After runs f on the UI goroutine once d has passed, unless stop was called
	// there before it runs.
	After(d time.Duration, f func()) (stop func())
}
