package ingest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/modeltest"
)

// maker notes what it is asked to make.
type maker struct {
	plan    Plan
	etags   []client.ETag
	change  client.FlowChange
	mapping *client.NewMappingSet // of the change
	fails   []error               // in turn
	seen    error                 // of the context, when it was asked
}

func (m *maker) next() error {
	if len(m.fails) == 0 {
		return nil
	}
	err := m.fails[0]
	m.fails = m.fails[1:]
	return err
}

func (m *maker) Start(ctx context.Context, _ *client.Client, _ string, plan Plan, progress func(piece, state string)) (client.FlowID, error) {
	m.plan, m.seen = plan, ctx.Err()
	for _, piece := range []string{pieceSource, pieceTarget, pieceMapping, pieceFlow} {
		progress(piece, "working")
		progress(piece, "done")
	}
	return "flow-1", m.next()
}

func (m *maker) Edit(
	ctx context.Context, _ *client.Client, _ string, _ client.FlowID, etag client.ETag, change client.FlowChange, mapping *client.NewMappingSet,
) error {
	m.seen = ctx.Err()
	m.etags, m.change, m.mapping = append(m.etags, etag), change, mapping
	return m.next()
}

func (m *maker) Delete(ctx context.Context, _ *client.Client, _ string, _ client.FlowID) error {
	m.seen = ctx.Err()
	return m.next()
}

const file = "/bucket/in/members.csv"

// bench is a place with a few files and datasets.
type bench struct {
	*Ingests
	store *store
	maker *maker
	entry history.Entry
	r     *modeltest.Shuffled
}

func newBench(r *modeltest.Shuffled) *bench {
	b := &bench{maker: &maker{}, r: r, entry: history.Entry{AttemptID: "a", ConnectionID: "base"}}
	b.store = &store{
		files: map[string][]byte{
			file:                   []byte("crm_id,Prénom,active,points,note\n1,Ann,1,12,x\n2,Zoé,0,7,y\n"),
			"/bucket/in/other.csv": []byte("crm_id;Prénom\n1;Ann\n"),
		},
		datasets: []client.Dataset{
			{ID: "members", Name: "Loyalty members", Schema: client.SchemaRef{ID: "s1"}, Profile: true},
			{ID: "orders", Name: "achats", Schema: client.SchemaRef{ID: "s2"}},
			{ID: "none", Name: "Without schema"},
		},
		schemas: map[string]client.Schema{
			"s1": {Title: "Members", Profile: true, Fields: []client.SchemaField{
				{Path: "_acme.crmId", Type: "string", Required: true, Identity: true},
				{Path: "_acme.active", Type: "boolean"},
				{Path: "_acme.points", Type: "integer"},
				{Path: "person.name.firstName", Type: "string"},
				{Path: "_acme.source", Type: "string"},
			}},
			"s2": {Title: "Orders", Profile: true, Fields: []client.SchemaField{{Path: "_id", Type: "string", Required: true}, {Path: "timestamp", Type: "date-time", Required: true}}},
		},
	}
	b.Ingests = NewIngests(r, func(context.Context, session.Target) (Link, error) { return Link{Platform: b.store}, nil }, b.maker)
	return b
}

func (b *bench) open(t *testing.T, path string) *Ingest {
	t.Helper()
	i := b.Open(session.Target{}, b.entry, path, false)
	t.Cleanup(i.Close)
	return i
}

func pairsOf(m *Matching) map[string]string {
	all := map[string]string{}
	for _, p := range m.Pairs() {
		all[p.Destination] = p.Source
	}
	return all
}

func TestWholeJob(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		b := newBench(r)
		i := b.open(t, file)
		if got := i.Hinders(StepWhat).Key; got != "ingest.next.reading" || i.Go(StepTarget) {
			t.Errorf("hindered by %s", got)
		}
		r.Settle()
		if !i.Go(StepTarget) || i.Go(StepMapping) || i.Hinders(StepTarget).Key != "ingest.next.dataset" {
			t.Fatalf("at %d, hindered by %s", i.Step(), i.Hinders(StepTarget).Key)
		}
		if got := i.Target.Datasets(); len(got) != 3 || got[0].ID != "orders" {
			t.Errorf("datasets %v", got)
		}
		i.Target.Choose("members")
		if got := i.Hinders(StepTarget).Key; got != "ingest.next.schemaReading" {
			t.Errorf("hindered by %s", got)
		}
		r.Settle()
		want := map[string]string{"_acme.crmId": "crm_id", "person.name.firstName": "Prénom", "_acme.active": "active", "_acme.points": "points"}
		if diff := cmp.Diff(want, pairsOf(i.Mapping)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"note"}, i.Mapping.Columns()); diff != "" {
			t.Error(diff)
		}
		active := i.Mapping.Pairs()[2]
		if len(active.Troubles) != 1 || len(active.Troubles[0].Cures) != 1 {
			t.Fatalf("%+v", active)
		}
		i.Mapping.Put(active.Destination, client.MappingExpression, active.Troubles[0].Cures[0].Expression)
		i.Mapping.Put("_acme.source", client.MappingStatic, "crm")
		if len(i.Mapping.Columns()) != 1 {
			t.Errorf("unused are %q", i.Mapping.Columns())
		}
		r.Fire()
		r.Settle()
		if len(i.Mapping.Rehearsal.Trials()) != 2 || i.Mapping.Rehearsal.Trials()[0].Values[0] != (Value{"_acme.active", ""}) {
			t.Errorf("trials %+v", i.Mapping.Rehearsal.Trials())
		}
		if !i.Go(StepCheck) {
			t.Fatalf("hindered: %v", i.Hinders(StepMapping))
		}
		i.When.SetFrequency(client.ByHour)
		i.Check.Start()
		i.Check.Start() // a second press
		r.Settle()
		if i.Check.Phase() != PhaseDone || i.Check.Flow() != "flow-1" {
			t.Fatalf("%d, %v", i.Check.Phase(), i.Check.Problem())
		}
		plan := b.maker.plan
		plan.Flow.Start = time.Time{}
		name := "members.csv – Loyalty members"
		wantPlan := Plan{
			Source: client.NewSourceConnection{Name: name, Base: "base", Format: client.FileFormat{Type: "delimited"}, Path: file},
			Target: client.NewTargetConnection{Name: name, Dataset: "members", Schema: client.SchemaRef{ID: "s1"}},
			Mapping: client.NewMappingSet{Schema: client.SchemaRef{ID: "s1"}, Mappings: []client.Mapping{
				{Kind: client.MappingAttribute, Source: "crm_id", Destination: "_acme.crmId"},
				{Kind: client.MappingAttribute, Source: "Prénom", Destination: "person.name.firstName"},
				{Kind: client.MappingAttribute, Source: "points", Destination: "_acme.points"},
				{Kind: client.MappingExpression, Source: `decode(active, "1", true, "0", false)`, Destination: "_acme.active"},
				{Kind: client.MappingStatic, Source: "crm", Destination: "_acme.source"},
			}},
			Flow: client.NewFlow{Name: name, Frequency: client.ByHour, Interval: 1, Backfill: true, Diagnostics: true, ErrorPercent: 5},
		}
		if diff := cmp.Diff(wantPlan, plan); diff != "" {
			t.Error(diff)
		}
		for _, row := range i.Check.Pieces() {
			if row.State != "done" || row.Title.Empty() || len(row.Lines) == 0 {
				t.Errorf("%+v", row)
			}
		}
	})
}

// TestLateLooks holds that what an older look finds does not count, in whatever order.
func TestLateLooks(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		b := newBench(r)
		i := b.open(t, file)
		i.What.SetPath("/bucket/in/other.csv")
		r.Step()
		i.What.SetPath("/bucket/in/")
		i.What.SetPath("/bucket/in/other.csv")
		r.Settle()
		if got := i.What.seen.sample.Path; got != "/bucket/in/other.csv" || i.What.Format().Delimiter != ";" || i.What.Reading() {
			t.Errorf("%s, %+v", got, i.What.Format())
		}
		i.Target.Choose("members")
		i.Target.Choose("orders")
		r.Settle()
		if schema, ok := i.Target.Schema(); !ok || schema.Title != "Orders" || len(i.Mapping.fields) != 2 {
			t.Errorf("%+v", schema)
		}
		if got := i.Hinders(StepMapping).Key; got != "ingest.next.pairs" {
			t.Errorf("hindered by %s", got)
		}
		i.Mapping.Put("_id", client.MappingExpression, "uuid()")
		if got := i.Hinders(StepMapping); got.Args["Field"] != "timestamp" {
			t.Errorf("hindered by %v", got)
		}
		for _, field := range i.Mapping.Missing() {
			if cures := i.Mapping.Supplies(field); len(cures) != 1 || cures[0].Expression != "now()" {
				t.Errorf("%s: %v", field.Path, cures)
			}
		}
		// What the user said stays when the files are read in another way.
		i.What.SetFormat(client.FileFormat{Type: "delimited", Delimiter: ","})
		r.Settle()
		if diff := cmp.Diff(map[string]string{"_id": "uuid()"}, pairsOf(i.Mapping)); diff != "" || i.What.Facts()[1].Why.Key != byUser.Key {
			t.Error(diff, i.What.Facts())
		}
		i.What.SetPath("/bucket/in/*.csv")
		i.Close()
		r.Settle()
		if !i.What.Reading() {
			t.Error("something was applied after Close")
		}
	})
}

func TestWhatPlatformRefuses(t *testing.T) {
	r := modeltest.NewShuffled(1)
	b := newBench(r)
	b.store.refuse = &client.APIError{Kind: client.KindForbidden, Status: 403, Op: "Explore"}
	i := b.open(t, "/bucket/in/*.csv")
	r.Settle()
	if i.What.Problem().Empty() || i.Target.Problem().Empty() || i.Hinders(StepWhat).Key != "ingest.next.unread" {
		t.Errorf("%v, %v", i.What.Problem(), i.Target.Problem())
	}
	b.store.refuse = nil
	i.What.Look()
	i.Target.Reload()
	r.Settle()
	if !i.What.Problem().Empty() || !i.Target.Problem().Empty() || len(i.What.Matching()) != 2 {
		t.Errorf("%v, %v", i.What.Problem(), i.Target.Problem())
	}
	i.Target.Choose("none")
	r.Settle()
	if got := i.Hinders(StepTarget).Key; got != "ingest.next.noSchema" {
		t.Errorf("hindered by %s", got)
	}
	i.What.SetPath("")
	if got := i.Hinders(StepWhat).Key; got != "ingest.next.path" {
		t.Errorf("hindered by %s", got)
	}
}

func TestDataPrepSays(t *testing.T) {
	r := modeltest.NewShuffled(1)
	b := newBench(r)
	i := b.open(t, file)
	r.Settle()
	i.Target.Choose("members")
	r.Settle()
	b.store.faults = []client.MappingFault{{Index: 1, Message: "no such column", Destination: "person.name.firstName"}}
	i.Mapping.Rehearsal.Try()
	r.Settle()
	if got := i.Mapping.Pairs()[1].Said; got != "no such column" || i.Hinders(StepMapping).Key != "ingest.next.said" || len(i.Mapping.Rehearsal.Trials()) != 0 {
		t.Errorf("said %q", got)
	}
	asked := len(b.store.asked)
	i.Mapping.Rehearsal.Try()
	r.Settle()
	if len(b.store.asked) != asked {
		t.Error("the same was asked twice")
	}
	b.store.faults, b.store.wrong = nil, map[string]bool{"concat(": true}
	i.Mapping.Put("_acme.source", client.MappingExpression, "concat(")
	i.Mapping.Rehearsal.Try()
	r.Settle()
	pairs := i.Mapping.Pairs()
	if last := pairs[len(pairs)-1]; last.Said == "" || last.Troubles[0].Text.Key != "ingest.trouble.expression" {
		t.Errorf("%+v", last)
	}
	i.Mapping.Put("_acme.source", client.MappingExpression, "")
	b.store.refuse = errors.New("not there")
	i.Mapping.Rehearsal.Try()
	r.Settle()
	if i.Mapping.Rehearsal.Problem().Empty() || !i.Hinders(StepMapping).Empty() {
		t.Errorf("that Data Prep cannot be asked hinders: %v", i.Hinders(StepMapping))
	}
	i.Mapping.Put("person.name.firstName", client.MappingAttribute, "note")
	i.Mapping.Rematch()
	if got := pairsOf(i.Mapping)["person.name.firstName"]; got != "Prénom" {
		t.Errorf("matched %q", got)
	}
}

func TestFilter(t *testing.T) {
	r := modeltest.NewShuffled(1)
	i := newBench(r).open(t, file)
	r.Settle()
	for filter, want := range map[string]int{"": 3, "LOYALTY": 1, "with out": 1, "members": 1, "xyz": 0} {
		i.Target.SetFilter(filter)
		if got := len(i.Target.Datasets()); got != want || i.Target.Count() != 3 {
			t.Errorf("%q: %d", filter, got)
		}
	}
	i.Target.Choose("members")
	r.Settle()
	if diff := cmp.Diff([]string{"ingest.profile.on"}, keysOf(i.Target.Warnings())); diff != "" {
		t.Error(diff)
	}
	i.Target.schema.Created, i.Target.chosen.Profile = i.Target.now().Add(-time.Minute), false
	if diff := cmp.Diff([]string{"ingest.profile.dataset", "ingest.warn.young"}, keysOf(i.Target.Warnings())); diff != "" {
		t.Error(diff)
	}
	i.Target.schema.Created, i.Target.schema.Profile = time.Time{}, false
	if diff := cmp.Diff([]string{"ingest.profile.off"}, keysOf(i.Target.Warnings())); diff != "" {
		t.Error(diff)
	}
}

func TestWhen(t *testing.T) {
	r := modeltest.NewShuffled(1)
	w := newWhen(&work{runner: r})
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.Local)
	w.now = func() time.Time { return now }
	if s := w.Schedule(); !s.Once() || s.Interval != 0 || s.Backfill || !s.Start.Equal(now.Add(soon)) {
		t.Errorf("%+v", s)
	}
	w.SetFrequency(client.ByMinute)
	if w.IntervalText() != "15" || w.Schedule().Interval != 15 || !w.Schedule().Backfill {
		t.Errorf("%+v", w.Schedule())
	}
	for text, want := range map[string]string{"14": "ingest.next.interval", "": "ingest.next.interval", "x": "ingest.next.interval", "20": ""} {
		w.SetIntervalText(text)
		if got := w.Next().Key; got != want {
			t.Errorf("every %q: %s", text, got)
		}
	}
	w.profile = true
	w.SetIntervalText("15")
	if lines := w.Lines(); lines[len(lines)-1].Key != "ingest.when.profile" {
		t.Errorf("%v", lines)
	}
	for text, want := range map[string]string{
		"tomorrow": "ingest.next.start", "2026-11-28": "ingest.next.past", "2026-11-29": "", "2026-11-28 11:59": "ingest.next.past", " 2026-11-28  12:30 ": "",
	} {
		w.SetStartText(text)
		if got := w.Next().Key; got != want {
			t.Errorf("from %q: %s", text, got)
		}
	}
	w.SetStartText("2026-12-01 08:30")
	if s := w.Schedule(); !s.Start.Equal(time.Date(2026, 12, 1, 8, 30, 0, 0, time.Local)) {
		t.Errorf("%v", s.Start)
	}
	for text, want := range map[string]string{"0": "ingest.next.percent", "101": "ingest.next.percent", "a": "ingest.next.percent", "2,5": "ingest.next.percent", "10 %": "", "5": ""} {
		w.SetErrorText(text)
		if got := w.Next().Key; got != want {
			t.Errorf("%q percent: %s", text, got)
		}
	}
}

// existingFlow puts a dataflow on the bench.
func (b *bench) existingFlow(start time.Time) history.Dataflow {
	b.store.flow = client.Flow{
		ID: "f", ETag: `"1"`, Name: "Members", Description: "weekly", SourceIDs: []client.SourceConnectionID{"sc"}, TargetIDs: []client.TargetConnectionID{"tc"},
		Schedule: client.Schedule{Frequency: client.ByHour, Interval: 2, Start: start, Backfill: true}, AllowedErrors: 10,
		Mapping: client.FlowMapping{ID: "set", Version: 3},
	}
	b.store.source = client.SourceConnection{ID: "sc", Path: file, PathType: "file", Format: "delimited"}
	b.store.target = client.TargetConnection{ID: "tc", DatasetID: "members"}
	b.store.set = client.NewMappingSet{Mappings: []client.Mapping{
		{Kind: client.MappingAttribute, Source: "crm_id", Destination: "_acme.crmId"},
		{Kind: client.MappingExpression, Source: "upper(note)", Destination: "person.name.firstName"},
	}}
	return history.Dataflow{ID: "f", Name: "Members"}
}

func TestEdit(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		b := newBench(r)
		flow := b.existingFlow(time.Now().Add(48 * time.Hour).Truncate(time.Minute))
		i := b.Edit(session.Target{}, b.entry, flow)
		if i.Hinders(StepWhen).Key != "ingest.next.flowReading" {
			t.Errorf("hindered by %s", i.Hinders(StepWhen).Key)
		}
		r.Settle()
		if got := i.Hinders(StepCheck).Key; got != "ingest.next.noChange" || i.Check.Name() != "Members" || !i.CanGo(StepCheck) {
			t.Fatalf("hindered by %s, %v", got, pairsOf(i.Mapping))
		}
		i.What.SetPath("/bucket/in/other.csv")
		if i.What.Path() != file {
			t.Error("the files of a dataflow cannot be changed")
		}
		i.Check.SetName("Members, daily")
		i.When.SetFrequency(client.ByDay)
		i.Mapping.Put("_acme.points", client.MappingAttribute, "points")
		theirs := client.Flow{ID: "f", ETag: `"2"`, Name: "Members of theirs"}
		b.maker.fails = []error{&provision.FlowConflictError{Current: theirs, Err: errors.New("412")}}
		i.Check.Start()
		r.Settle()
		if i.Check.Phase() != PhaseConflict || i.Check.Theirs().Name != theirs.Name {
			t.Fatalf("%d", i.Check.Phase())
		}
		var differ []string
		for _, d := range i.Check.Differences() {
			differ = append(differ, d.Label.Key)
			if d.Label.Key == "bring.name" && (d.Seen.Args["Word"] != "Members" || d.Now.Args["Word"] != theirs.Name || d.Mine.Args["Word"] != "Members, daily") {
				t.Errorf("%+v", d)
			}
		}
		want3 := []string{"bring.name", "bring.description", "bring.frequency", "bring.startTime", "ingest.piece.mapping"}
		if diff := cmp.Diff(want3, differ); diff != "" {
			t.Error(diff)
		}
		i.Check.Overwrite()
		r.Settle()
		if diff := cmp.Diff([]client.ETag{`"1"`, `"2"`}, b.maker.etags); diff != "" || i.Check.Phase() != PhaseDone {
			t.Error(diff, i.Check.Phase())
		}
		name, frequency, one := "Members, daily", client.ByDay, 1
		want := client.FlowChange{Name: &name, Frequency: &frequency, Interval: &one}
		if diff := cmp.Diff(want, b.maker.change); diff != "" {
			t.Error(diff)
		}
		if b.maker.mapping == nil || len(b.maker.mapping.Mappings) != 3 {
			t.Errorf("%+v", b.maker.mapping)
		}
	})
}

func TestEditAfterItBegan(t *testing.T) {
	r := modeltest.NewShuffled(1)
	b := newBench(r)
	i := b.Edit(session.Target{}, b.entry, b.existingFlow(time.Now().Add(-48*time.Hour)))
	r.Settle()
	i.When.SetFrequency(client.ByDay)
	i.Check.SetDescription("")
	if i.When.Locked().Empty() || !i.Hinders(StepWhen).Empty() {
		t.Errorf("%v, %v", i.When.Locked(), i.Hinders(StepWhen))
	}
	b.maker.fails = []error{&provision.ActionUnknownError{}}
	i.Check.Start()
	r.Settle()
	empty := ""
	if diff := cmp.Diff(client.FlowChange{Description: &empty}, b.maker.change); diff != "" || i.Check.Phase() != PhaseUnknown || i.Check.Problem().Empty() {
		t.Error(diff, i.Check.Phase())
	}
}

func TestLike(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		b := newBench(r)
		b.store.files["/bucket/in/more.csv"] = b.store.files[file]
		i := b.Like(session.Target{}, b.entry, b.existingFlow(time.Now().Add(-48*time.Hour)))
		r.Settle()
		i.What.SetPath("/bucket/in/more.csv")
		r.Settle()
		got := pairsOf(i.Mapping)
		if got["person.name.firstName"] != "upper(note)" || got["_acme.crmId"] != "crm_id" || !i.CanGo(StepCheck) {
			t.Errorf("%v, %v", got, i.Hinders(StepWhat))
		}
		i.Check.Start()
		r.Settle()
		plan := b.maker.plan
		if plan.Source.Path != "/bucket/in/more.csv" || plan.Flow.Name != "more.csv – Loyalty members" || plan.Flow.Interval != 2 || plan.Flow.ErrorPercent != 10 ||
			!plan.Flow.Start.After(time.Now()) || plan.Flow.Description != "weekly" {
			t.Errorf("%+v", plan)
		}
	})
}

func TestDeleting(t *testing.T) {
	r := modeltest.NewShuffled(1)
	b := newBench(r)
	d := b.Delete(session.Target{}, b.entry, b.existingFlow(time.Now()))
	recorded, ended := 0, Phase(-1)
	b.Recorded.Listen(func() { recorded++ })
	d.Ended.Listen(func(p Phase) { ended = p })
	b.maker.fails = []error{&client.APIError{Kind: client.KindForbidden, Status: 403}}
	d.Confirm()
	d.Confirm()
	r.Settle()
	if d.Phase() != PhaseOpen || d.Problem().Empty() || ended != PhaseOpen || recorded != 1 {
		t.Errorf("%d, %v", d.Phase(), d.Problem())
	}
	d.Confirm()
	r.Settle()
	if d.Phase() != PhaseDone || !d.Problem().Empty() || ended != PhaseDone {
		t.Errorf("%d, %v", d.Phase(), d.Problem())
	}
}

func TestStartFails(t *testing.T) {
	r := modeltest.NewShuffled(1)
	b := newBench(r)
	i := b.open(t, file)
	r.Settle()
	i.Target.Choose("members")
	r.Settle()
	i.Check.SetName(" ")
	i.Check.Start()
	if i.Check.Phase() != PhaseOpen || i.Hinders(StepCheck).Key != "ingest.next.name" {
		t.Error("it was started without a name")
	}
	const secret = "p8e-AbCdEfGhIjKlMnOpQrStUvWxYz012345" // made up
	i.Check.SetName(secret)
	i.Check.Start()
	for _, piece := range i.Check.Pieces() {
		if strings.Contains(piece.Name, "p8e-") {
			t.Errorf("%s shows a secret", piece.Piece)
		}
	}
	if i.Check.Phase() != PhaseOpen || i.Hinders(StepCheck).Key != "check.hidden" {
		t.Errorf("with a secret as its name: phase %v, %v", i.Check.Phase(), i.Hinders(StepCheck))
	}
	i.Check.SetName("Mine")
	i.Check.SetDescription(secret)
	if i.Hinders(StepCheck).Key != "check.hidden" {
		t.Errorf("with a secret as its description: %v", i.Hinders(StepCheck))
	}
	i.Check.SetDescription("")
	for err, want := range map[error]Phase{
		&provision.NotMadeError{Err: &client.APIError{Kind: client.KindForbidden, Status: 403}}: PhaseOpen,
		&provision.PlanUnknownError{Err: errors.New("lost")}:                                    PhaseUnknown,
	} {
		i.Check.phase = PhaseOpen
		b.maker.fails = []error{err}
		i.Check.Start()
		r.Settle()
		if i.Check.Phase() != want || i.Check.Problem().Empty() {
			t.Errorf("%v: %d, %v", err, i.Check.Phase(), i.Check.Problem())
		}
	}
	i.Check.phase = PhaseOpen
	i.Check.Start()
	i.Check.Stop()
	r.Settle()
	if !errors.Is(b.maker.seen, context.Canceled) {
		t.Error("it was not stopped")
	}
}

// TestNothingIsSilent holds that each warning and each hindrance has words.
func TestNothingIsSilent(t *testing.T) {
	r := modeltest.NewShuffled(1)
	i := newBench(r).open(t, file)
	r.Settle()
	i.Target.Choose("members")
	r.Settle()
	i.Mapping.Put("_acme.crmId", client.MappingAttribute, "")
	if diff := cmp.Diff([]string{"ingest.warn.missing", "ingest.warn.left", "ingest.warn.guessed", "ingest.warn.identity"}, keysOf(i.Mapping.Warnings())); diff != "" {
		t.Error(diff)
	}
	for _, text := range append(i.When.Lines(), i.Check.Pieces()[3].Lines...) {
		if !strings.Contains(text.Key, ".") {
			t.Errorf("%+v", text)
		}
	}
	var none model.Text
	if i.Hinders(StepMapping).Key == none.Key {
		t.Error("a required field without a source does not hinder")
	}
}

// That a schema could not be read stays said although the datasets could be listed, and the
// other way round; both are read again at the same press.
func TestTroubleOfSchemaAndList(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		for name, cause := range map[string]func(*store) *error{
			"a schema that cannot be read": func(s *store) *error { return &s.unread },
			"a list that cannot be read":   func(s *store) *error { return &s.unlisted },
		} {
			b := newBench(r)
			i := b.open(t, file)
			r.Settle()
			*cause(b.store) = errDetermine
			i.Target.Reload()
			i.Target.Choose("orders")
			r.Settle()
			if i.Target.Problem().Empty() {
				t.Errorf("%s: nothing is said", name)
			}
			*cause(b.store) = nil
			i.Target.Reload()
			r.Settle()
			if problem, why := i.Target.Problem(), i.Target.Next(); !problem.Empty() || !why.Empty() {
				t.Errorf("%s, read again: still %q, next %q", name, problem.Name, why.Key)
			}
		}
	})
}

// Who quits while a dataflow is being made, changed or deleted has nothing more sent.
func TestStopEndsWhatIsUnderWay(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		b := newBench(r)
		flow := b.existingFlow(time.Now().Add(time.Hour))
		for name, begin := range map[string]func() func(){
			"making": func() func() {
				i := b.open(t, file)
				r.Settle()
				i.Target.Choose("members")
				r.Settle()
				return i.Check.Start
			},
			"changing": func() func() {
				i := b.Edit(session.Target{}, b.entry, flow)
				r.Settle()
				i.Check.SetName("Another name")
				return i.Check.Start
			},
			"deleting": func() func() { return b.Delete(session.Target{}, b.entry, flow).Confirm },
		} {
			send := begin()
			b.maker.seen = nil
			send()
			b.Stop()
			r.Settle()
			if !errors.Is(b.maker.seen, context.Canceled) {
				t.Errorf("%s goes on: %v", name, b.maker.seen)
			}
			b.Ingests = NewIngests(r, b.connect, b.maker) // the next start
		}
	})
}
