//go:build window

package gui

import "mooring/gui/windowtest"

// With this tag the window tells its tests where its controls are, and in which state.
func init() {
	shown = func(o *start) { windowtest.Watch(o.process.Stage, o.main.state) }
}
