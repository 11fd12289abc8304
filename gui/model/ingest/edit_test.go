package ingest

import (
	"slices"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/modeltest"
)

// edited is a dataflow that is edited, with a clock of its own.
func edited(t *testing.T, start, now time.Time) (*Ingest, *bench, *time.Time) {
	t.Helper()
	r := modeltest.NewShuffled(1)
	b := newBench(r)
	i := b.Edit(session.Target{}, b.entry, b.existingFlow(start))
	t.Cleanup(i.Close)
	i.When.now = func() time.Time { return now }
	r.Settle()
	return i, b, &now
}

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.Local)

// The dataset that stays is shown, and is the only one.
func TestEditKeepsTheDataset(t *testing.T) {
	i, b, _ := edited(t, noon.Add(time.Hour), noon)
	i.Target.Load()
	i.Target.Reload()
	b.r.Settle()
	if all := i.Target.Datasets(); len(all) != 1 || all[0].ID != "members" || i.Target.Count() != 1 || !i.Target.Kept() {
		t.Errorf("the datasets are %+v", all)
	}
	if slices.Contains(b.store.asked, "datasets") {
		t.Error("the others are asked for")
	}
}

// A dataflow that is edited speaks of itself, not of another one.
func TestEditSpeaksOfItself(t *testing.T) {
	i, b, _ := edited(t, noon.Add(time.Hour), noon)
	var whys []string
	for _, fact := range i.What.Facts() {
		whys = append(whys, fact.Why.Key)
	}
	for _, pair := range i.Mapping.Pairs() {
		whys = append(whys, pair.Why.Key)
	}
	if slices.Contains(whys, "ingest.why.other") || !slices.Contains(whys, "ingest.why.itself") {
		t.Errorf("things are as they are because of %q", whys)
	}
	like := b.Like(session.Target{}, b.entry, b.existingFlow(noon))
	defer like.Close()
	b.r.Settle()
	if pairs := like.Mapping.Pairs(); len(pairs) == 0 || pairs[0].Why.Key != "ingest.why.other" {
		t.Errorf("%+v", pairs)
	}
}

// Only what was changed is looked at: a first run that is due within the minute hinders
// no other name.
func TestEditLeavesAnUntouchedStartAlone(t *testing.T) {
	start := noon.Add(45 * time.Second)
	i, b, now := edited(t, start, noon.Add(20*time.Second))
	if !i.When.Locked().Empty() || !i.Hinders(StepWhen).Empty() {
		t.Fatalf("hindered by %s", i.Hinders(StepWhen).Key)
	}
	if s := i.When.Schedule(); !s.Start.Equal(start) {
		t.Errorf("it says that it starts at %v", s.Start)
	}
	i.Check.SetName("Another")
	*now = noon.Add(time.Hour)
	i.Check.Start()
	b.r.Settle()
	if change := b.maker.change; i.Check.Phase() != PhaseDone || change.Start != nil || change.Frequency != nil || *change.Name != "Another" {
		t.Errorf("%d, %+v", i.Check.Phase(), change)
	}
}

// A schedule that the first run has overtaken is not sent, and that is said first.
func TestEditIsOvertakenByTheFirstRun(t *testing.T) {
	i, b, now := edited(t, noon.Add(time.Hour), noon)
	i.When.SetFrequency(client.ByDay)
	i.Check.SetName("Another")
	if !i.Go(StepCheck) {
		t.Fatal(i.Check.Next())
	}
	*now = noon.Add(2 * time.Hour)
	i.Check.Start()
	b.r.Settle()
	pieces := i.Check.Pieces()
	said := slices.ContainsFunc(pieces[len(pieces)-1].Lines, func(l model.Text) bool { return l.Key == "ingest.when.overtaken" })
	if i.Check.Phase() != PhaseOpen || !said || i.When.Schedule().Frequency != client.ByHour {
		t.Errorf("%d, %+v", i.Check.Phase(), pieces)
	}
	i.Check.Start()
	b.r.Settle()
	if change := b.maker.change; i.Check.Phase() != PhaseDone || change.Frequency != nil || *change.Name != "Another" {
		t.Errorf("%d, %+v", i.Check.Phase(), change)
	}
}

// A time that passes while the last page is looked at is told there.
func TestATimeThatPassesIsTold(t *testing.T) {
	i, b, now := edited(t, noon.Add(time.Hour), noon)
	i.When.SetStartText("2026-11-28 12:30")
	if !i.Go(StepCheck) {
		t.Fatal(i.Check.Next())
	}
	*now = noon.Add(40 * time.Minute)
	i.Check.Start()
	b.r.Settle()
	if i.Hinders(StepCheck).Key != "ingest.next.past" || len(b.maker.etags) > 0 {
		t.Errorf("hindered by %q, sent %q", i.Hinders(StepCheck).Key, b.maker.etags)
	}
}

// Nothing is said of a first run whose time is none, or has passed.
func TestLinesSayNothingThatIsNotSo(t *testing.T) {
	w := newWhen(&work{runner: modeltest.NewShuffled(1)})
	w.now = func() time.Time { return noon }
	for text, want := range map[string]string{
		"": "ingest.when.soon", "2026-11-28 12:30": "ingest.when.start", "2026-13-28 12:30": "", "tomorrow": "", "2026-11-28 11:30": "",
	} {
		w.SetStartText(text)
		got := ""
		for _, line := range w.Lines() {
			if line.Key == "ingest.when.soon" || line.Key == "ingest.when.start" {
				got = line.Key
			}
		}
		if got != want {
			t.Errorf("from %q it says %q, want %q", text, got, want)
		}
	}
	i, _, _ := edited(t, noon.Add(time.Hour), noon)
	i.When.SetStartText("")
	if got := i.When.Lines()[0].Key; i.When.Next().Key != "ingest.next.start" || got == "ingest.when.soon" {
		t.Errorf("without a time, next says %q, and %q", i.When.Next().Key, got)
	}
}
