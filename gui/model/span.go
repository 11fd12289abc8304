package model

import "time"

// spans are the units of time that are told, the largest first.
var spans = []struct {
	length       time.Duration
	one, several string
}{
	{24 * time.Hour, "span.daysOne", "span.days"},
	{time.Hour, "span.hoursOne", "span.hours"},
	{time.Minute, "span.minutesOne", "span.minutes"},
	{time.Second, "span.secondsOne", "span.seconds"},
}

// Span is how long something has lasted, in the largest unit that fits. Days are
// rounded: what began three days ago less an hour began three days ago.
func Span(d time.Duration) Text {
	const day = 24 * time.Hour
	if d >= day {
		d = d.Round(day)
	}
	for _, unit := range spans {
		switch n := int(d / unit.length); {
		case n == 1:
			return T(unit.one)
		case n > 1:
			return T(unit.several, "Count", n)
		}
	}
	return T("span.secondsNone")
}
