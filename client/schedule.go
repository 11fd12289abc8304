package client

import "time"

// Frequency is the unit of a schedule.
type Frequency string

// The frequencies that Adobe's flow specification knows.
const (
	Once     Frequency = "once"
	ByMinute Frequency = "minute"
	ByHour   Frequency = "hour"
	ByDay    Frequency = "day"
	ByWeek   Frequency = "week"
)

// Schedule says when a dataflow runs.
type Schedule struct {
	Frequency Frequency // in lower case, an open set; empty where it is not said
	Interval  int       // every so many minutes, hours, … ; 0 where it is not said
	Start     time.Time // of the first run
	// Backfill says that the first run takes all files that are there by then.
	Backfill bool
}

// Once reports whether the dataflow runs a single time.
func (s Schedule) Once() bool { return s.Frequency == Once }

// Period is the time from one run to the next; 0 where there is none or it is
// not known.
func (s Schedule) Period() time.Duration {
	unit := map[Frequency]time.Duration{
		ByMinute: time.Minute, ByHour: time.Hour, ByDay: 24 * time.Hour, ByWeek: 7 * 24 * time.Hour,
	}[s.Frequency]
	const longest = 100 * 365 * 24 * time.Hour
	if interval := time.Duration(max(s.Interval, 1)); unit > 0 && interval <= longest/unit {
		return unit * interval
	}
	return 0
}

// Next is when the first run after the moment is due; zero where none is, or it
// is not known.
func (s Schedule) Next(after time.Time) time.Time {
	period := s.Period()
	switch {
	case s.Start.IsZero():
		return time.Time{}
	case s.Start.After(after):
		return s.Start
	case period == 0:
		return time.Time{}
	}
	return s.Start.Add((after.Sub(s.Start)/period + 1) * period)
}
