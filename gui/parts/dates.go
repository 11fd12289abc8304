package parts

import (
	"time"
)

// DayTime is when something happened, in the user's time zone and written as the
// language writes it: its text holds the layout.
func DayTime(at time.Time) string { return at.Local().Format(Tr("format.dayTime")) }

// ClockTime is the time of day of something that is to happen, with its date if that is
// not within a day.
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

// Ago is how long ago something happened, in words, or when, where that was not today.
func Ago(at, now time.Time) string {
	minutes := int(now.Sub(at) / time.Minute)
	switch {
	case minutes < 1:
		return Tr("ago.now")
	case minutes < 60:
		return Tr("ago.minutes", "Count", minutes)
	case at.Local().Format(time.DateOnly) == now.Local().Format(time.DateOnly):
		return Tr("ago.today", "At", at.Local().Format("15:04"))
	}
	return DayTime(at)
}

// ShortDay is a day, where there is little room: without the year if it is this one, and
// otherwise the month and the year, which matters more than the day.
func ShortDay(at, now time.Time) string {
	if at.Local().Year() == now.Local().Year() {
		return at.Local().Format(Tr("format.dayMonth"))
	}
	return at.Local().Format(Tr("format.monthYear"))
}
