package connection

import "mooring/client"

// Conflict is a connection that somebody else has changed since the user saw it.
type Conflict struct {
	// Current is the connection as somebody else left it.
	Current client.Connection

	seen Seen          // as the user saw it
	mine client.Change // what the user wanted to change
}

// Differences says what another person changed.
func (c *Conflict) Differences() []Difference {
	return differences(c.seen, seenConnection(c.Current), c.mine)
}

// CanOverwrite reports whether there is a version that can be overwritten.
func (c *Conflict) CanOverwrite() bool { return c != nil && c.Current.ETag != "" }
