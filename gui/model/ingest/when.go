package ingest

import (
	"strconv"
	"strings"
	"time"

	"mooring/client"
	"mooring/gui/model"
)

// Frequencies are the units that a dataflow can run by.
var Frequencies = []client.Frequency{client.Once, client.ByMinute, client.ByHour, client.ByDay, client.ByWeek}

// When is the fourth step: how often, and from when.
type When struct {
	// Changed tells that anything of the step has changed.
	Changed *model.Signal

	now       func() time.Time
	frequency client.Frequency
	interval  string
	start     string
	backfill  bool
	percent   string
	profile   bool            // the dataset feeds Profile
	before    client.Schedule // of the dataflow that is changed; zero otherwise
}

// usualPercent is the threshold that Adobe's own pages propose.
const usualPercent = "5"

func newWhen(w *work) *When {
	return &When{Changed: model.NewSignal(w.runner), now: time.Now, frequency: client.Once, interval: "1", backfill: true, percent: usualPercent}
}

// soon is how far ahead the first run lies where no time is given: Platform refuses one
// in the past, and clocks differ.
const soon = time.Minute

// Schedule is what is sent.
func (w *When) Schedule() client.Schedule {
	s := client.Schedule{Frequency: w.frequency, Start: w.now().Add(soon).Truncate(time.Second)}
	if start, ok := w.startAt(); ok {
		s.Start = start
	}
	if !s.Once() {
		s.Interval, _ = strconv.Atoi(strings.TrimSpace(w.interval))
		s.Backfill = w.backfill
	}
	return s
}

// startLayout is how a time is typed, local.
const startLayout = "2006-01-02 15:04"

// startAt is the time that was typed; ok is false where none was, or none that is one.
func (w *When) startAt() (time.Time, bool) {
	at, err := time.ParseInLocation(startLayout, strings.Join(strings.Fields(w.start), " "), time.Local)
	return at, err == nil
}

// SetFrequency takes another unit, with the interval that it allows.
func (w *When) SetFrequency(frequency client.Frequency) {
	if frequency == w.frequency || !w.Locked().Empty() {
		return
	}
	w.frequency = frequency
	if n, err := strconv.Atoi(w.interval); err != nil || n < client.LeastInterval(frequency) || frequency != client.ByMinute {
		w.interval = strconv.Itoa(max(client.LeastInterval(frequency), 1))
	}
	w.Changed.Emit()
}

// IntervalText is the interval as typed.
func (w *When) IntervalText() string { return w.interval }

// SetIntervalText takes another interval.
func (w *When) SetIntervalText(text string) { w.set(&w.interval, text) }

// StartText is the local time of the first run as typed; empty for as soon as possible.
func (w *When) StartText() string { return w.start }

// SetStartText takes another time, such as 2026-11-28 17:30.
func (w *When) SetStartText(text string) { w.set(&w.start, text) }

func (w *When) set(to *string, text string) {
	if *to != text {
		*to = text
		w.Changed.Emit()
	}
}

// SetBackfill says whether the files that are there now are read.
func (w *When) SetBackfill(on bool) {
	if w.backfill != on && w.before.Frequency == "" {
		w.backfill = on
		w.Changed.Emit()
	}
}

// ErrorText is how many percent of the rows may be refused, as typed.
func (w *When) ErrorText() string { return w.percent }

// SetErrorText takes another threshold.
func (w *When) SetErrorText(text string) { w.set(&w.percent, text) }

// errorPercent is the threshold; 0 where it is none.
func (w *When) errorPercent() int {
	n, err := strconv.Atoi(strings.Trim(w.percent, " \u00a0%"))
	if err != nil || n < 1 || n > 100 {
		return 0
	}
	return n
}

// setProfile says whether the dataset feeds Profile.
func (w *When) setProfile(on bool) {
	if w.profile != on {
		w.profile = on
		w.Changed.Emit()
	}
}

// profileBatches is how many batches a day Profile takes from a dataset.
const profileBatches = 90

// Lines say in words what was chosen: local time and UTC, what backfill means.
func (w *When) Lines() []model.Text {
	s := w.Schedule()
	at := model.T("ingest.when.soon")
	if _, typed := w.startAt(); typed {
		at = model.T("ingest.when.start", "At", model.Moment{Time: s.Start}, "UTC", s.Start.UTC().Format(startLayout))
	}
	lines := []model.Text{at}
	switch {
	case s.Once():
		return append(lines, model.T("ingest.when.once"))
	case s.Backfill:
		lines = append(lines, model.T("ingest.when.backfill"))
	default:
		lines = append(lines, model.T("ingest.when.noBackfill"))
	}
	lines = append(lines, model.T("ingest.when.newFiles"))
	if period := s.Period(); w.profile && period > 0 && period*profileBatches < 24*time.Hour {
		lines = append(lines, model.T("ingest.when.profile", "Most", profileBatches))
	}
	return lines
}

// fill takes the schedule of a dataflow that exists. It begins anew for another one.
func (w *When) fill(flow client.Flow, change bool) {
	s := flow.Schedule
	w.frequency, w.backfill, w.start = s.Frequency, s.Backfill || s.Once(), ""
	w.interval = strconv.Itoa(max(s.Interval, 1))
	if flow.AllowedErrors >= 1 {
		w.percent = strconv.Itoa(int(flow.AllowedErrors))
	}
	if change {
		w.before = s
		if !s.Start.IsZero() {
			w.start = s.Start.Local().Format(startLayout)
		}
	}
}

// Locked says why the schedule cannot be changed any more; empty where it can.
func (w *When) Locked() model.Text {
	switch {
	case w.before.Frequency == "":
		return model.Text{}
	case w.before.Once():
		return model.T("ingest.when.lockedOnce")
	case !w.before.Start.After(w.now()):
		return model.T("ingest.when.locked")
	}
	return model.Text{}
}

// Next says why one cannot go on yet.
func (w *When) Next() model.Text {
	if !w.Locked().Empty() {
		return model.Text{}
	}
	interval, err := strconv.Atoi(strings.TrimSpace(w.interval))
	least := client.LeastInterval(w.frequency)
	start, typed := w.startAt()
	switch {
	case w.frequency != client.Once && (err != nil || interval < least):
		return model.T("ingest.next.interval", "Least", least)
	case strings.TrimSpace(w.start) != "" && !typed:
		return model.T("ingest.next.start", "Example", w.now().Add(24*time.Hour).Format(startLayout))
	case typed && !start.After(w.now()):
		return model.T("ingest.next.past")
	case w.errorPercent() == 0:
		return model.T("ingest.next.percent")
	case w.before.Frequency != "" && w.frequency == client.Once:
		return model.T("ingest.next.neverOnce")
	}
	return model.Text{}
}
