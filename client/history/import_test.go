package history

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestImport(t *testing.T) {
	from, r := openNew(t), openNew(t)
	e := entryNamed("x")
	e.AccessKeyHash, e.AccessKeyHint = from.Journal.HashAccessKey(wholeKey), HintAccessKey(wholeKey)
	id := create(t, from, e, "id")
	if err := from.Journal.RecordTest(t.Context(), id, Working, start); err != nil {
		t.Fatal(err)
	}
	deleted := create(t, from, entryNamed("deleted"), "deleted")
	if err := from.Journal.MarkDeleted(t.Context(), deleted, true, Event{Kind: EventGone}); err != nil {
		t.Fatal(err)
	}
	create(t, from, entryNamed("known here"), "known")
	finish(t, from, begin(t, from, entryNamed("failed")), Outcome{State: Failed})
	begin(t, from, entryNamed("pending"))
	entries, err := selected(t.Context(), from, Query{})
	if err != nil {
		t.Fatal(err)
	}
	entries = append(entries,
		Entry{Place: home, ConnectionID: "bare", State: Created, AccessKeyHint: wholeKey, Test: "odd", Gone: true},
		Entry{Place: home, ConnectionID: "bare", State: Created, Name: "the same again"},
		Entry{AttemptID: id, Place: home, ConnectionID: "same attempt", State: Created},
		Entry{Place: home, State: Created}, Entry{Place: home, ConnectionID: "odd", State: "odd"},
	)
	known := create(t, r, entryNamed("mine"), "known")

	result, err := r.Entries.Import(t.Context(), entries, atMerge)
	if want := (ImportResult{Added: 4, Known: 2, Skipped: 4}); result != want || err != nil {
		t.Errorf("Import = %+v, %v; want %+v", result, err, want)
	}
	want := get(t, from, id)
	want.Origin, want.AccessKeyHash = Imported, ""
	if diff := cmp.Diff(want, get(t, r, id), cmpopts.IgnoreFields(Entry{}, "UpdatedAt")); diff != "" {
		t.Errorf("imported (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Event{{At: atMerge, Kind: EventImported}}, trail(t, r, id)); diff != "" {
		t.Errorf("trail (-want +got):\n%s", diff)
	}
	if e := get(t, r, deleted); e.Status() != StatusGone {
		t.Errorf("it is %s", e.Status())
	}
	if e := get(t, r, known); e.Name != "mine" || e.Origin != Here {
		t.Errorf("known: %+v", e)
	}
	bare := held(t, r, "bare")
	if bare.AttemptID == "" || bare.AccessKeyHint != "AKIA…MPLE" || bare.Test != NotTested || bare.Gone ||
		!bare.StartedAt.Equal(atMerge) || bare.Name != "" {
		t.Errorf("bare: %+v", bare)
	}
	if e := held(t, r, "same attempt"); e.AttemptID == id {
		t.Error("the attempt id is there twice")
	}
	again, err := r.Entries.Import(t.Context(), entries, atMerge.Add(time.Hour))
	if want := (ImportResult{Known: 6, Skipped: 4}); again != want || err != nil {
		t.Errorf("again: %+v, %v; want %+v", again, err, want)
	}
	if m := mergeAt(t, r, atMerge, shown("id")); m.Added != 0 || get(t, r, id).Origin != Imported {
		t.Errorf("a refresh does not know it: %+v", m)
	}
	ctx, cancel := contextDone(t)
	defer cancel()
	if _, err := r.Entries.Import(ctx, entries, atMerge); err == nil {
		t.Error("a cancelled Import says it worked")
	}
	checkIndex(t, r)
}

func TestSafeHint(t *testing.T) {
	for hint, want := range map[string]string{
		"": "", "…": "…", "AKIA…MPLE": "AKIA…MPLE", wholeKey: "AKIA…MPLE",
		"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY": "…",
		"AKIA…IOSFODNN7EXAMPLE":                    "AKIA…MPLE",
	} {
		if got := safeHint(hint); got != want {
			t.Errorf("safeHint(%q) = %q, want %q", hint, got, want)
		}
	}
}
