package history

import (
	"database/sql"
	"fmt"
	"slices"
	"testing"
	"time"

	"mooring/client"
)

type superseding struct {
	r       *Register
	sandbox string // other than that of the other attempts
}

// attempt is an attempt of a name that began so many minutes after the first one, and
// what came of it.
func (n superseding) attempt(t *testing.T, name string, minute int, o Outcome) string {
	t.Helper()
	e := entryNamed(name)
	e.StartedAt = start.Add(time.Duration(minute) * time.Minute)
	if n.sandbox != "" {
		e.Place.Sandbox = n.sandbox
	}
	id := begin(t, n.r, e)
	finish(t, n.r, id, o)
	return id
}

// A failed attempt wants something done about it for as long as none of its name has
// come about in its place since.
func TestAFailedAttemptIsPastOnceALaterOneCameAbout(t *testing.T) {
	r := openNew(t)
	n := superseding{r: r}
	failed := Outcome{State: Failed, Problem: Problem{Kind: client.KindRejected}}
	want := func(id string, status Status) {
		t.Helper()
		if got := get(t, r, id).Status(); got != status {
			t.Errorf("%s, not %s", got, status)
		}
		list, err := r.Entries.List(t.Context(), Query{Filter: Filter{Statuses: AttentionStatuses()}})
		if err != nil {
			t.Fatal(err)
		}
		if listed := slices.Contains(list.IDs, id); listed != status.NeedsAttention() || len(list.IDs) != list.Attention {
			t.Errorf("%s needs attention: %v, of %d and %d", status, listed, len(list.IDs), list.Attention)
		}
		checkIndex(t, r)
	}
	first, second := n.attempt(t, "Loyalty", 1, failed), n.attempt(t, "Loyalty", 2, failed)
	others := []string{
		n.attempt(t, "Loyalty 2", 1, failed),
		superseding{r, "dev"}.attempt(t, "Loyalty", 1, failed),
		n.attempt(t, "", 1, failed),
	}
	want(first, StatusFailed)
	made := n.attempt(t, "Loyalty", 3, Outcome{State: Created, ConnectionID: "id"})
	n.attempt(t, "", 3, Outcome{State: Created, ConnectionID: "nameless"})
	again := n.attempt(t, "Loyalty", 4, failed)
	for _, id := range []string{first, second} {
		want(id, StatusPast)
	}
	for _, id := range append(others, again) {
		want(id, StatusFailed)
	}
	want(made, StatusNotTested)

	late := n.attempt(t, "Loyalty", 2, failed) // found out after the later one was made
	want(late, StatusPast)
	finish(t, r, made, Outcome{State: Deleted})
	want(first, StatusPast) // it came about, and was deleted by will

	f, _, err := r.Entries.Forget(t.Context(), []string{first})
	if err == nil {
		err = r.Entries.Restore(t.Context(), f)
	}
	if err != nil {
		t.Fatal(err)
	}
	want(first, StatusPast)
}

// One that was made in Adobe's own pages, or that the list of another computer holds,
// counts as well.
func TestAFailedAttemptIsPastOnceAnotherMadeTheConnection(t *testing.T) {
	r := openNew(t)
	n := superseding{r: r}
	inPages, imported := n.attempt(t, "Found", 1, Outcome{State: Failed}), n.attempt(t, "Imported", 1, Outcome{State: Failed})
	found := client.Connection{ID: "a", Name: "Found", CreatedAt: start.Add(time.Hour)}
	_, err := r.Journal.Merge(t.Context(), home, Source{}, []client.Connection{found}, nil, start.Add(2*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := entryNamed("Imported")
	elsewhere.State, elsewhere.ConnectionID, elsewhere.StartedAt = Created, "b", start.Add(time.Hour)
	if _, err := r.Entries.Import(t.Context(), []Entry{elsewhere}, start.Add(2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{inPages, imported} {
		if got := get(t, r, id).Status(); got != StatusPast {
			t.Errorf("%s, not %s", got, StatusPast)
		}
	}
	checkIndex(t, r)
}

// A register that was written before knows it of what it holds.
func TestOldAttemptsArePast(t *testing.T) {
	old := func(name string, minute int, state State) Entry {
		at := start.UTC().Truncate(time.Millisecond).Add(time.Duration(minute) * time.Minute)
		e := Entry{AttemptID: fmt.Sprint(name, minute), Place: home, Name: name, State: state, StartedAt: at, UpdatedAt: at}
		if state != Failed {
			e.ConnectionID = client.ConnectionID(e.AttemptID)
		}
		return e
	}
	r := openAt(t, version1(t, func(db *sql.DB) {
		for _, e := range []Entry{
			old("made", 1, Failed), old("made", 2, Created), old("made", 3, Failed),
			old("deleted", 1, Failed), old("deleted", 2, Deleted), old("never", 1, Failed),
		} {
			begin1(t, db, e)
			end1(t, db, e)
		}
	}))
	for id, want := range map[string]Status{"made1": StatusPast, "made3": StatusFailed, "deleted1": StatusPast, "never1": StatusFailed} {
		if got := get(t, r, id).Status(); got != want {
			t.Errorf("%s is %s, not %s", id, got, want)
		}
	}
}
