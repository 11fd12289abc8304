package parts

import "mooring/gui/widgets"

// Gate lets nothing begin while something with a connection is under way: what that is
// about must not change meanwhile.
type Gate struct {
	Toast *widgets.Toast
	Busy  func() bool
}

// Ready reports whether something may be begun, and says why not.
func (g Gate) Ready() bool {
	busy := g.Busy()
	if busy {
		g.Toast.Note(Tr("busy.note"))
	}
	return !busy
}

// WhenReady keeps a command back.
func (g Gate) WhenReady(f func()) func() {
	return func() {
		if g.Ready() {
			f()
		}
	}
}
