package provision

import "time"

// clockSlack is how far the clocks of this computer and of Platform may differ where
// it is not known how far they do. It is generous because a wrong clock is common and
// KnownIDs is what really separates older connections from the new one.
const clockSlack = 24 * time.Hour

// clocked is a part of a Platform.
type clocked interface {
	// ClockSkew is how far this computer's clock is ahead of Platform's; 0 until that has
	// told.
	ClockSkew() time.Duration
}

// byTheirClock is a moment that this computer's clock has shown, by Platform's clock. One
// that has not come yet was noted before the clock was set back, so that it is not
// known when it really was: not more than clockSlack ago.
func byTheirClock(platform clocked, at, now time.Time) time.Time {
	if at.After(now) {
		at = now.Add(-clockSlack)
	}
	return at.Add(-platform.ClockSkew())
}
