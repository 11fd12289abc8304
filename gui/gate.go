package gui

import (
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// gate lets nothing begin while something with a connection is under way: what that is
// about must not change meanwhile.
type gate struct {
	toast *widgets.Toast
	busy  func() bool
}

// ready reports whether something may be begun, and says why not.
func (g gate) ready() bool {
	busy := g.busy()
	if busy {
		g.toast.Note(parts.Tr("busy.note"))
	}
	return !busy
}

// whenReady keeps a command back.
func (g gate) whenReady(f func()) func() {
	return func() {
		if g.ready() {
			f()
		}
	}
}
