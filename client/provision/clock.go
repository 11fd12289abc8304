package provision

import "time"

// clockSlack is how far the clocks of this computer and of Platform may differ where
// it is not known how far they do. It is generous because a wrong clock is common and
// KnownIDs is what really separates older connections from the new one.
const clockSlack = 24 * time.Hour

// clocked is a Platform that has told how far this computer's clock is ahead of its own.
type clocked interface{ ClockSkew() time.Duration }

// byTheirClock is a moment that this computer's clock has shown, by Platform's clock. One
// that has not come yet was noted before the clock was set back, so that it is not
// known when it really was: not more than clockSlack ago.
func byTheirClock(platform any, at, now time.Time) time.Time {
	if at.After(now) {
		at = now.Add(-clockSlack)
	}
	if p, ok := platform.(clocked); ok {
		at = at.Add(-p.ClockSkew())
	}
	return at
}
