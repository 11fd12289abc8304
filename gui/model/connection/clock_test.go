package connection

import "time"

// SetNow gives the dataflows a clock of the test's.
func (d *Dataflows) SetNow(now func() time.Time) { d.now = now }
