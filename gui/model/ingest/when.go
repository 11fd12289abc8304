package ingest

import (
	"strconv"
	"strings"
	"time"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/gui/model"
)

// choice is when a dataflow runs, as it was chosen and typed.
type choice struct {
	frequency client.Frequency
	interval  string
	start     string
}

// When is the fourth step: how often, and from when.
type When struct {
	// Changed tells that anything of the step has changed.
	Changed *model.Signal

	now       func() time.Time
	layout    string // of times, in the user's language
	is        choice
	was       choice          // of the dataflow that is changed, before anything was
	before    client.Schedule // of that dataflow; zero otherwise
	overtaken bool            // by the first run: what had been changed is as before
	backfill  bool
	percent   string
	profile   bool // the dataset feeds Profile
}

// usualPercent is the threshold that Adobe's own pages propose.
const usualPercent = "5"

func newWhen(w *work) *When {
	return &When{
		Changed: model.NewSignal(w.runner), now: time.Now, layout: isoLayout, is: choice{frequency: client.Once, interval: "1"}, backfill: true, percent: usualPercent,
	}
}

// soon is how far ahead the first run lies where no time is given: Platform refuses one
// in the past, and clocks differ.
const soon = time.Minute

// IsNew reports whether the schedule is that of a dataflow which is made: of one that
// exists, neither the threshold nor what becomes of the files that are there changes.
func (w *When) IsNew() bool { return w.before.Frequency == "" }

// touched reports whether the schedule of a dataflow that exists was changed.
func (w *When) touched() bool { return !w.IsNew() && w.is != w.was }

// overtake gives up what was changed once the first run has begun, and reports whether
// it did: Platform would refuse it.
func (w *When) overtake() bool {
	if !w.touched() || w.Locked().Empty() {
		return false
	}
	w.is, w.overtaken = w.was, true
	w.Changed.Emit()
	return true
}

// Schedule is what is sent or, where nothing is, what holds already.
func (w *When) Schedule() client.Schedule {
	if !w.IsNew() && !w.touched() {
		return w.before
	}
	s := client.Schedule{Frequency: w.is.frequency, Start: w.now().Add(soon).Truncate(time.Second)}
	if start, ok := w.startAt(); ok {
		s.Start = start
	}
	if w.touched() && w.is.start == w.was.start {
		s.Start = w.before.Start
	}
	if !s.Once() {
		s.Interval, _ = number(w.is.interval)
		s.Backfill = w.backfill
	}
	return s
}

// WriteTimes says how the user's language writes a time, as a layout of package time.
func (w *When) WriteTimes(layout string) { w.layout = layout }

// startAt is the time that was typed; ok is false where none was, or none that is one.
func (w *When) startAt() (at time.Time, ok bool) {
	return readTime(w.is.start, strings.HasPrefix(w.layout, "02/"))
}

// SetFrequency takes another unit, with the interval that it allows.
func (w *When) SetFrequency(frequency client.Frequency) {
	if frequency == w.is.frequency || !w.Locked().Empty() {
		return
	}
	w.is.frequency = frequency
	if n, err := strconv.Atoi(w.is.interval); err != nil || n < client.LeastInterval(frequency) || frequency != client.ByMinute {
		w.is.interval = strconv.Itoa(max(client.LeastInterval(frequency), 1))
	}
	w.Changed.Emit()
}

// IntervalText is the interval as typed.
func (w *When) IntervalText() string { return w.is.interval }

// SetIntervalText takes another interval.
func (w *When) SetIntervalText(text string) { put(w.Changed, &w.is.interval, text) }

// StartText is the local time of the first run as typed; empty for as soon as possible.
func (w *When) StartText() string { return w.is.start }

// SetStartText takes another time, as people write it.
func (w *When) SetStartText(text string) { put(w.Changed, &w.is.start, text) }

// put takes another value, and tells if it is one.
func put[T comparable](changed *model.Signal, to *T, value T) {
	if *to != value {
		*to = value
		changed.Emit()
	}
}

// SetBackfill says whether the files that are there now are read.
func (w *When) SetBackfill(on bool) {
	if w.IsNew() {
		put(w.Changed, &w.backfill, on)
	}
}

// ErrorText is how many percent of the rows may be refused, as typed.
func (w *When) ErrorText() string { return w.percent }

// SetErrorText takes another threshold.
func (w *When) SetErrorText(text string) { put(w.Changed, &w.percent, text) }

// percentOf reads a threshold as it is typed; 0 where it is none.
func percentOf(typed string) int {
	n, err := number(strings.TrimRight(credentials.HalfWidth(typed), " \u00a0%"))
	if err != nil || n < 1 || n > 100 {
		return 0
	}
	return n
}

// number reads a number as it is typed, be it in full-width digits.
func number(typed string) (int, error) {
	return strconv.Atoi(strings.TrimSpace(credentials.HalfWidth(typed)))
}

// profileBatches is how many batches a day Profile takes from a dataset.
const profileBatches = 90

// Lines say in words what was chosen: local time and UTC, what backfill means. Of a time
// that cannot be sent they say nothing.
func (w *When) Lines() []model.Text {
	s := w.Schedule()
	var lines []model.Text
	switch {
	case w.overtaken:
		lines = append(lines, model.T("ingest.when.overtaken"))
	case !w.startTrouble().Empty():
	case w.IsNew() && strings.TrimSpace(w.is.start) == "":
		lines = append(lines, model.T("ingest.when.soon"))
	case !s.Start.IsZero():
		lines = append(lines, model.T("ingest.when.start", "At", model.Moment{Time: s.Start}, "UTC", s.Start.UTC().Format(w.layout)))
	}
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
	w.is = choice{frequency: s.Frequency, interval: strconv.Itoa(max(s.Interval, 1))}
	w.backfill = s.Backfill || s.Once()
	if flow.AllowedErrors >= 1 {
		w.percent = strconv.Itoa(int(flow.AllowedErrors))
	}
	if change {
		w.before = s
		if !s.Start.IsZero() {
			w.is.start = s.Start.Local().Format(w.layout)
		}
		w.was = w.is
	}
}

// Locked says why the schedule cannot be changed any more; empty where it can.
func (w *When) Locked() model.Text {
	switch {
	case w.IsNew():
		return model.Text{}
	case w.before.Once():
		return model.T("ingest.when.lockedOnce")
	case !w.before.Start.After(w.now()):
		return model.T("ingest.when.locked")
	}
	return model.Text{}
}

// startTrouble is what is wrong with the time of the first run, where one was typed.
func (w *When) startTrouble() model.Text {
	if w.is.start == w.was.start { // none was, or nobody has touched it
		return model.Text{}
	}
	start, typed := w.startAt()
	switch {
	case !typed && (!w.IsNew() || strings.TrimSpace(w.is.start) != ""):
		return model.T("ingest.next.start", "Example", model.Moment{Time: w.now().Add(24 * time.Hour)})
	case typed && !start.After(w.now()):
		return model.T("ingest.next.past")
	}
	return model.Text{}
}

// Input is one of those that are typed.
type Input int

// The inputs.
const (
	NoInput Input = iota
	IntervalInput
	StartInput
	PercentInput
)

// Next says why one cannot go on yet. Of a dataflow that exists, only what was changed
// is looked at.
func (w *When) Next() model.Text {
	_, why := w.Wrong()
	return why
}

// Wrong is Next, and which input is to blame.
func (w *When) Wrong() (Input, model.Text) {
	if !w.Locked().Empty() || !w.IsNew() && !w.touched() {
		return NoInput, model.Text{}
	}
	interval, err := number(w.is.interval)
	least := client.LeastInterval(w.is.frequency)
	switch {
	case w.is.frequency != client.Once && (err != nil || interval < least):
		return IntervalInput, model.T("ingest.next.interval", "Least", least)
	case !w.startTrouble().Empty():
		return StartInput, w.startTrouble()
	case w.IsNew() && percentOf(w.percent) == 0:
		return PercentInput, model.T("ingest.next.percent")
	case !w.IsNew() && w.is.frequency == client.Once:
		return NoInput, model.T("ingest.next.neverOnce")
	}
	return NoInput, model.Text{}
}
