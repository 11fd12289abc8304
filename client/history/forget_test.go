package history

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestForgetAndRestore(t *testing.T) {
	r := openNew(t)
	kept := create(t, r, entryNamed("kept"), "kept")
	e := entryNamed("xyzzy")
	e.AccountID = "xyzzy-account"
	first := create(t, r, e, "first")
	if err := r.Journal.RecordTest(t.Context(), first, Working, start); err != nil {
		t.Fatal(err)
	}
	if err := r.Journal.Record(t.Context(), first, Event{Kind: EventUpdating, Fields: []string{"xyzzy-field"}}); err != nil {
		t.Fatal(err)
	}
	mergeAt(t, r, atMerge, shown("found"))
	found := held(t, r, "found").AttemptID
	unknown := begin(t, r, entryNamed("unknown"))
	finish(t, r, unknown, Outcome{State: Unknown, Problem: Problem{Code: "c"}})
	pending := begin(t, r, entryNamed("pending"))
	ids := []string{first, found, unknown, pending, "none"}
	before := map[string]Entry{}
	trails := map[string][]Event{}
	for _, id := range ids[:3] {
		before[id], trails[id] = get(t, r, id), trail(t, r, id)
	}

	f, skipped, err := r.Entries.Forget(t.Context(), ids)
	if err != nil || skipped != 1 || len(f.Entries) != 3 {
		t.Fatalf("forgot %d, skipped %d, %v", len(f.Entries), skipped, err)
	}
	for _, id := range ids[:3] {
		if _, err := r.Journal.Get(t.Context(), id); !errors.Is(err, ErrNotFound) || len(trail(t, r, id)) > 0 {
			t.Errorf("%s is still there: %v", id, err)
		}
	}
	get(t, r, kept)
	get(t, r, pending)
	checkIndex(t, r)
	for _, file := range filesOf(r.Path())[:2] {
		if bytes.Contains(read(t, file), []byte("xyzzy")) {
			t.Errorf("%s still holds it", file)
		}
	}

	for range 2 { // twice is once
		if err := r.Entries.Restore(t.Context(), f); err != nil {
			t.Fatal(err)
		}
		for id, e := range before {
			if diff := cmp.Diff(e, get(t, r, id)); diff != "" {
				t.Errorf("restored (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(trails[id], trail(t, r, id)); diff != "" {
				t.Errorf("restored trail (-want +got):\n%s", diff)
			}
		}
	}
	checkIndex(t, r)
	if err := r.Entries.Restore(t.Context(), Forgotten{}); err != nil {
		t.Errorf("nothing: %v", err)
	}
}

// What a refresh has brought back meanwhile is not there twice after an undo.
func TestRestoreBesideARefresh(t *testing.T) {
	r := openNew(t)
	id := create(t, r, entryNamed("x"), "id")
	other := create(t, r, entryNamed("y"), "id-2")
	f, _, err := r.Entries.Forget(t.Context(), []string{id, other})
	if err != nil {
		t.Fatal(err)
	}
	mergeAt(t, r, atMerge, shown("id"))
	if err := r.Entries.Restore(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	if e := held(t, r, "id"); e.Origin != Elsewhere {
		t.Errorf("got %+v", e)
	}
	get(t, r, other)
}

func TestForgetStops(t *testing.T) {
	r := openNew(t)
	id := create(t, r, entryNamed("x"), "id")
	ctx, cancel := contextDone(t)
	defer cancel()
	if f, _, err := r.Entries.Forget(ctx, []string{id}); err == nil || len(f.Entries) > 0 {
		t.Errorf("forgot %+v, %v", f, err)
	}
	get(t, r, id)
}

func TestFacets(t *testing.T) {
	r := openNew(t)
	var ids []string
	for _, sandbox := range []string{"dev", "prod", "dev"} {
		e := entryNamed("x")
		e.Place.Sandbox = sandbox
		ids = append(ids, begin(t, r, e))
	}
	practice := entryNamed("practice")
	practice.Place.Practice, practice.AccountID = true, "practice"
	begin(t, r, practice)
	mergeAt(t, r, atMerge, shown("id")) // of another account
	list := func(practice bool) []string {
		found, err := r.Entries.List(t.Context(), Query{Practice: practice})
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, f := range found.Facets {
			got = append(got, f.AccountID+" "+f.Sandbox)
		}
		slices.Sort(got)
		return got
	}
	if got, want := list(false), []string{"account-1 dev", "account-1 prod", "account-2 prod"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := list(true); !slices.Equal(got, []string{"practice prod"}) {
		t.Errorf("practice: %q", got)
	}
	for _, id := range ids {
		finish(t, r, id, Outcome{State: Failed})
	}
	if _, _, err := r.Entries.Forget(t.Context(), ids); err != nil {
		t.Fatal(err)
	}
	if got := list(false); !slices.Equal(got, []string{"account-2 prod"}) {
		t.Errorf("after forgetting: %q", got)
	}
	checkIndex(t, r)
}
