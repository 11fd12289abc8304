package parts

import (
	"time"
)

// DayTime is when something happened, in the user's time zone and written as the
// language writes it: its text holds the layout.
func DayTime(at time.Time) string { return at.Local().Format(Tr("format.dayTime")) }

// ClockTime is the time of day of something that happens within a day.
func ClockTime(at time.Time) string {
	if time.Until(at) > 20*time.Hour {
		return DayTime(at)
	}
	return at.Local().Format("15:04")
}

// Moment is a time in words, or "" for none.
func Moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return DayTime(at)
}
