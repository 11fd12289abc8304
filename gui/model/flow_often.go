package model

import (
	"time"

	"mooring/client"
)

// frequencies tell how often a dataflow runs that does so every one, or every so many,
// minutes, hours and so on.
var frequencies = map[client.Frequency]struct{ one, several string }{
	client.ByMinute: {"flow.every.minute", "flow.every.minutes"},
	client.ByHour:   {"flow.every.hour", "flow.every.hours"},
	client.ByDay:    {"flow.every.day", "flow.every.days"},
	client.ByWeek:   {"flow.every.week", "flow.every.weeks"},
}

// Often says how often a dataflow runs, a daily one by the time of day of its next run: the
// clocks may have changed since the first. A word of Adobe's that is not known here is
// shown as it is.
func Often(s client.Schedule, now time.Time) Text {
	n := max(s.Interval, 1)
	every, known := frequencies[s.Frequency]
	switch {
	case s.Once():
		return T("flow.once")
	case s.Frequency == "":
		return Text{}
	case !known:
		return T("flow.often", "Word", string(s.Frequency))
	case n > 1:
		return T(every.several, "Count", n)
	case s.Frequency == client.ByDay && !s.Start.IsZero():
		return T("flow.daily", "At", s.Next(now).Local().Format("15:04"))
	}
	return T(every.one)
}
