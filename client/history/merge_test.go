package history

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mooring/client"
)

const wholeKey, otherKey, maskedKey = "AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE", "AKIA****************"

var (
	atMerge = start.Add(time.Hour).UTC().Truncate(time.Millisecond)
	through = Source{AccountID: "account-2", APIKey: "api-key-2"}
)

// shown is a connection as Platform lists it.
func shown(id client.ConnectionID) client.Connection {
	return client.Connection{
		ID: id, Name: "name of " + string(id), Description: "about " + string(id), State: "enabled",
		ETag: client.ETag(fmt.Sprintf(`"%s-1"`, id)), AccessKeyID: wholeKey, Bucket: "acme", FolderPath: "in/",
		ServiceURL: "https://s3.eu-west-3.amazonaws.com/", CreatedBy: "ann@acme.example", UpdatedBy: "bob@acme.example",
		CreatedClient: "exc_app",
		CreatedAt:     time.UnixMilli(1_700_000_000_123).UTC(), UpdatedAt: time.UnixMilli(1_700_000_100_456).UTC(),
	}
}

func mergeAt(t testing.TB, r *Register, at time.Time, page ...client.Connection) Merged {
	t.Helper()
	m, err := r.Journal.Merge(t.Context(), home, through, page, nil, at)
	if err != nil {
		t.Fatalf("Merge: %v", err)
	}
	return m
}

// held returns the only entry of the connection.
func held(t testing.TB, r *Register, id client.ConnectionID) Entry {
	t.Helper()
	rows, err := holders(t.Context(), r.store.reader, home, id)
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d entries of %s, %v", len(rows), id, err)
	}
	return rows[0].Entry
}

// trail returns the events of an entry, the oldest first.
func trail(t testing.TB, r *Register, attemptID string) []Event {
	t.Helper()
	events, err := r.Journal.Events(t.Context(), attemptID)
	if err != nil {
		t.Fatalf("Events: %v", err)
	}
	slices.Reverse(events)
	return events
}

func kinds(events []Event) []EventKind {
	list := []EventKind{}
	for _, e := range events {
		list = append(list, e.Kind)
	}
	return list
}

func TestMergeAdds(t *testing.T) {
	r := openNew(t)
	c := shown("id-1")
	if m := mergeAt(t, r, atMerge, c, client.Connection{}); m != (Merged{Added: 1}) {
		t.Errorf("merged %+v", m)
	}
	got := held(t, r, "id-1")
	want := Entry{
		Place: home, AccountID: "account-2", APIKey: "api-key-2", Name: c.Name, Description: c.Description,
		Bucket: "acme", FolderPath: "in/", ServiceURL: c.ServiceURL,
		AccessKeyHint: "AKIA…MPLE", AccessKeyHash: r.Journal.HashAccessKey(wholeKey),
		State: Created, ConnectionID: "id-1", ETag: c.ETag, Origin: Elsewhere, PlatformState: "enabled",
		CreatedBy: c.CreatedBy, UpdatedBy: c.UpdatedBy, CreatedClient: "exc_app",
		PlatformCreatedAt: c.CreatedAt, PlatformUpdatedAt: c.UpdatedAt, SeenAt: atMerge,
		StartedAt: c.CreatedAt, UpdatedAt: start.UTC().Truncate(time.Millisecond),
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Entry{}, "AttemptID")); diff != "" || got.AttemptID == "" {
		t.Errorf("added %q (-want +got):\n%s", got.AttemptID, diff)
	}
	if diff := cmp.Diff([]Event{{At: atMerge, Kind: EventFound}}, trail(t, r, got.AttemptID)); diff != "" {
		t.Errorf("trail (-want +got):\n%s", diff)
	}
	if m := mergeAt(t, r, atMerge.Add(time.Hour), c); m != (Merged{Same: 1}) {
		t.Errorf("again: %+v", m)
	}
	again := held(t, r, "id-1")
	want.SeenAt = atMerge.Add(time.Hour)
	if diff := cmp.Diff(want, again, cmpopts.IgnoreFields(Entry{}, "AttemptID")); diff != "" || len(trail(t, r, again.AttemptID)) != 1 {
		t.Errorf("seen again (-want +got):\n%s", diff)
	}
	for _, search := range []string{"name of id-1", `"id-1-1"`, "acme"} {
		if n, err := count(t.Context(), r, Query{Search: search}); n != 1 || err != nil {
			t.Errorf("%q finds %d, %v", search, n, err)
		}
	}
	bare := client.Connection{ID: "id-2", AccessKeyID: maskedKey}
	mergeAt(t, r, atMerge, bare)
	if e := held(t, r, "id-2"); !e.StartedAt.Equal(atMerge) || e.AccessKeyHint != "" || e.AccessKeyHash != "" {
		t.Errorf("bare: %+v", e)
	}
}

func TestMergeNotices(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*client.Connection)
		want   []string // fields; none means the same
		tested bool     // whether the earlier test still stands
	}{
		{"nothing", func(*client.Connection) {}, nil, true},
		{"name", func(c *client.Connection) { c.Name = "Name of id" }, []string{"name"}, true},
		{"no name", func(c *client.Connection) { c.Name = "" }, nil, true},
		{"description", func(c *client.Connection) { c.Description = "" }, []string{"description"}, true},
		{"keys", func(c *client.Connection) { c.AccessKeyID = otherKey }, []string{"keys"}, false},
		{"masked keys", func(c *client.Connection) { c.AccessKeyID = maskedKey }, nil, true},
		{"keys masked with a letter", func(c *client.Connection) { c.AccessKeyID = "AKIAXXXXXXXXXXXXMPLE" }, nil, true},
		{"keys masked with dots", func(c *client.Connection) { c.AccessKeyID = "AKIA••••MPLE" }, nil, true},
		{"no keys", func(c *client.Connection) { c.AccessKeyID = "" }, nil, true},
		{"nothing of the keys and the bucket", func(c *client.Connection) {
			c.AccessKeyID, c.Bucket, c.FolderPath, c.ServiceURL = "", "", "", ""
		}, nil, true},
		{"bucket", func(c *client.Connection) { c.Bucket = "other" }, []string{"bucket"}, false},
		{"folder", func(c *client.Connection) { c.FolderPath = "" }, []string{"folder"}, false},
		{"service URL", func(c *client.Connection) { c.ServiceURL = "https://s3.example/" }, []string{"serviceUrl"}, false},
		{"state", func(c *client.Connection) { c.State = "disabled" }, []string{"state"}, true},
		{"no state", func(c *client.Connection) { c.State = "" }, nil, true},
		{"etag", func(c *client.Connection) { c.ETag = `"id-2"` }, []string{"etag"}, true},
		{"no etag", func(c *client.Connection) { c.ETag = "" }, nil, true},
		{"no etag, but a newer time", func(c *client.Connection) {
			c.ETag, c.UpdatedAt = "", c.UpdatedAt.Add(time.Second)
		}, []string{"etag"}, true},
		{"a newer time with the same etag", func(c *client.Connection) { c.UpdatedAt = c.UpdatedAt.Add(time.Second) }, nil, true},
		{"all", func(c *client.Connection) {
			c.Name, c.Description, c.AccessKeyID, c.Bucket, c.FolderPath = "n", "d", otherKey, "b", "f"
			c.ServiceURL, c.State, c.ETag = "u", "disabled", `"e"`
		}, []string{"name", "description", "keys", "bucket", "folder", "serviceUrl", "state"}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := openNew(t)
			c := shown("id")
			mergeAt(t, r, atMerge, c)
			before := held(t, r, "id")
			if err := r.Journal.RecordTest(t.Context(), before.AttemptID, Working, start); err != nil {
				t.Fatal(err)
			}
			test.change(&c)
			c.UpdatedBy = "eve@acme.example"
			later := atMerge.Add(time.Minute)
			want := Merged{Same: 1}
			if test.want != nil {
				want = Merged{Changed: 1}
			}
			if m := mergeAt(t, r, later, c); m != want {
				t.Errorf("merged %+v, want %+v", m, want)
			}
			got := held(t, r, "id")
			if got.AttemptID != before.AttemptID || !got.StartedAt.Equal(before.StartedAt) || !got.SeenAt.Equal(later) {
				t.Errorf("before %+v, now %+v", before, got)
			}
			if got.ETag != c.ETag || got.UpdatedBy != c.UpdatedBy || (got.Test == Working) != test.tested {
				t.Errorf("now %+v", got)
			}
			last := trail(t, r, got.AttemptID)
			changed := Event{At: later, Kind: EventChanged, Fields: test.want, By: "eve@acme.example"}
			if events := last[2:]; test.want == nil && len(events) > 0 || test.want != nil && !cmp.Equal(events, []Event{changed}) {
				t.Errorf("events %+v, want %+v", events, test.want)
			}
		})
	}
}

func TestMergeOfAnAttempt(t *testing.T) {
	r := openNew(t)
	e := entryNamed("made here")
	e.AccessKeyHash = r.Journal.HashAccessKey(wholeKey)
	id := create(t, r, e, "id")
	c := shown("id")
	c.Name, c.Description, c.Bucket = e.Name, e.Description, e.Bucket
	if m := mergeAt(t, r, atMerge, c); m != (Merged{Same: 1}) { // its first version and state are no change
		t.Errorf("merged %+v: %+v", m, trail(t, r, id))
	}
	got := held(t, r, "id")
	if got.AttemptID != id || got.Origin != Here || got.AccountID != "account-1" || got.APIKey != "api-key-1" ||
		got.ETag != c.ETag || got.CreatedClient != "exc_app" || !got.StartedAt.Equal(start.Truncate(time.Millisecond)) {
		t.Errorf("got %+v", got)
	}
}

func TestMergeLeavesAlone(t *testing.T) {
	clock := atMerge
	r := openWith(t, Options{Dir: filepath.Join(t.TempDir(), "mooring"), Now: func() time.Time { return clock }})
	m, err := r.Journal.Merge(t.Context(), home, through, []client.Connection{shown("a"), shown("b")},
		map[client.ConnectionID]bool{"a": true}, atMerge)
	if m != (Merged{Added: 1}) || err != nil {
		t.Errorf("merged %+v, %v", m, err)
	}
	if rows, err := holders(t.Context(), r.store.reader, home, "a"); len(rows) != 0 || err != nil {
		t.Errorf("a was taken up: %v, %v", rows, err)
	}
	// A list that is older than what is known of b.
	old := shown("b")
	old.Name = "an earlier name"
	if m := mergeAt(t, r, atMerge.Add(-time.Minute), old); m != (Merged{Same: 1}) || held(t, r, "b").Name != "name of b" {
		t.Errorf("merged %+v", m)
	}
	clock = atMerge.Add(-time.Hour) // it was wrong, and is set back
	if m := mergeAt(t, r, clock, old); m != (Merged{Changed: 1}) || held(t, r, "b").Name != "an earlier name" {
		t.Errorf("merged %+v", m)
	}
	// The same id in another place is another connection.
	dev := home
	dev.Sandbox = "dev"
	if m, err := r.Journal.Merge(t.Context(), dev, through, []client.Connection{old}, nil, atMerge); m.Added != 1 || err != nil {
		t.Errorf("merged %+v, %v", m, err)
	}
	if held(t, r, "b").Place != home {
		t.Error("the places mixed")
	}
	// The case of an id counts, as Platform's own ids are compared.
	if m := mergeAt(t, r, atMerge, shown("B")); m.Added != 1 {
		t.Errorf("merged %+v", m)
	}
}

func TestMergeStops(t *testing.T) {
	r := openNew(t)
	ctx, cancel := contextDone(t)
	defer cancel()
	if _, err := r.Journal.Merge(ctx, home, through, []client.Connection{shown("a")}, nil, atMerge); err == nil {
		t.Error("a cancelled Merge wrote")
	}
	if n, err := count(t.Context(), r, Query{}); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

func TestGoneAndBack(t *testing.T) {
	clock := start
	r := openWith(t, Options{Dir: t.TempDir(), Now: func() time.Time { return clock }})
	mergeAt(t, r, start, shown("stays"), shown("goes"))
	here := create(t, r, entryNamed("here"), "here")
	deleted := create(t, r, entryNamed("deleted here"), "deleted")
	finish(t, r, deleted, Outcome{State: Deleted})
	unknown := begin(t, r, entryNamed("unknown"))
	finish(t, r, unknown, Outcome{State: Unknown})
	dev := home
	dev.Sandbox = "dev"
	if _, err := r.Journal.Merge(t.Context(), dev, through, []client.Connection{shown("elsewhere")}, nil, start); err != nil {
		t.Fatal(err)
	}
	since := start.Add(time.Hour)
	clock = since.Add(time.Second)
	late := create(t, r, entryNamed("began later"), "late")
	mergeAt(t, r, since, shown("stays"))
	n, err := r.Journal.MarkGone(t.Context(), home, since)
	if n != 2 || err != nil {
		t.Errorf("MarkGone = %d, %v", n, err)
	}
	status := func() map[Status][]string {
		entries, err := selected(t.Context(), r, Query{Sort: ByName})
		if err != nil {
			t.Fatal(err)
		}
		all := map[Status][]string{}
		for _, e := range entries {
			all[e.Status()] = append(all[e.Status()], e.Name)
		}
		return all
	}
	want := map[Status][]string{
		StatusNotTested: {"began later", "name of elsewhere", "name of stays"},
		StatusGone:      {"here", "name of goes"}, StatusDeleted: {"deleted here"}, StatusUnknown: {"unknown"},
	}
	if diff := cmp.Diff(want, status()); diff != "" {
		t.Errorf("status (-want +got):\n%s", diff)
	}
	if got := kinds(trail(t, r, here)); !slices.Equal(got, []EventKind{EventAttempted, EventCreated, EventGone}) {
		t.Errorf("trail %v", got)
	}
	if n, err := r.Journal.MarkGone(t.Context(), home, since); n != 0 || err != nil {
		t.Errorf("again: %d, %v", n, err)
	}
	back := shown("here")
	back.Name = "renamed"
	clock = clock.Add(time.Hour)
	if m := mergeAt(t, r, clock, back); m != (Merged{Changed: 1}) {
		t.Errorf("merged %+v", m)
	}
	last := trail(t, r, here)[3]
	if last.Kind != EventBack || !slices.Contains(last.Fields, ChangedName) || last.By != back.UpdatedBy {
		t.Errorf("event %+v", last)
	}
	if e := get(t, r, here); e.State != Created || e.Gone || e.Status() != StatusNotTested {
		t.Errorf("back: %+v", e)
	}
	get(t, r, late)
}

func TestMergeGoesOverToALivingAccount(t *testing.T) {
	r := openNew(t)
	if err := r.Accounts.Save(t.Context(), Account{ID: "account-2"}); err != nil {
		t.Fatal(err)
	}
	mergeAt(t, r, atMerge, shown("id"))
	other := Source{AccountID: "account-3", APIKey: "api-key-3"}
	merge := func() Entry {
		if _, err := r.Journal.Merge(t.Context(), home, other, []client.Connection{shown("id")}, nil, atMerge); err != nil {
			t.Fatal(err)
		}
		return held(t, r, "id")
	}
	if e := merge(); e.AccountID != "account-2" {
		t.Errorf("it went over to %s although its account is saved", e.AccountID)
	}
	if err := r.Accounts.Delete(t.Context(), "account-2"); err != nil {
		t.Fatal(err)
	}
	if e := merge(); e.AccountID != "account-3" || e.APIKey != "api-key-3" {
		t.Errorf("it stays with %s, %s", e.AccountID, e.APIKey)
	}
	if n, err := count(t.Context(), r, Query{Filter: Filter{AccountID: "account-3"}}); n != 1 || err != nil {
		t.Errorf("by account: %d, %v", n, err)
	}
}

// An account was pointed at another address of the same Platform. What it recorded at the
// address of before is no second connection, and is not called gone for having been asked
// for at the new one; what another account recorded there stays.
func TestMergeTakesAlongToTheNewAddress(t *testing.T) {
	r := openNew(t)
	mergeAt(t, r, atMerge, shown("id"), shown("hidden"))
	before := held(t, r, "id")
	gateway := home
	gateway.PlatformURL = "https://gateway.example.com"
	later := atMerge.Add(time.Minute)
	at := func(src Source) Merged {
		m, err := r.Journal.Merge(t.Context(), gateway, src, []client.Connection{shown("id")}, nil, later)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	if m := at(through); m != (Merged{Same: 1}) {
		t.Errorf("%+v", m)
	}
	if n, err := r.Journal.MarkGone(t.Context(), gateway, later); n != 0 || err != nil {
		t.Errorf("%d called gone, %v", n, err)
	}
	e := get(t, r, before.AttemptID)
	if e.Place != gateway || e.State != Created || !e.SeenAt.Equal(later) {
		t.Errorf("%+v", e)
	}
	if n, err := count(t.Context(), r, Query{}); n != 2 || err != nil {
		t.Errorf("%d entries, %v", n, err)
	}
	if hidden := held(t, r, "hidden"); hidden.Place != home || hidden.State != Created {
		t.Errorf("what the new address does not have: %+v", hidden)
	}
	// Another account, at an address of its own.
	gateway.PlatformURL = "https://other.example.com"
	if m := at(Source{AccountID: "account-3", APIKey: "api-key-3"}); m != (Merged{Added: 1}) {
		t.Errorf("%+v", m)
	}
}

// A refresh may be faster than the journal: it adds what an attempt is about to
// record as its own.
func TestAttemptTakesOver(t *testing.T) {
	r := openNew(t)
	e := entryNamed("mine")
	id := begin(t, r, e)
	finish(t, r, id, Outcome{State: Unknown})
	c := shown("id")
	mergeAt(t, r, atMerge, c)
	found := held(t, r, "id")
	if err := r.Journal.RecordTest(t.Context(), found.AttemptID, Working, atMerge); err != nil {
		t.Fatal(err)
	}
	if known, err := r.Journal.KnownConnection(t.Context(), home, "id"); known || err != nil {
		t.Errorf("KnownConnection = %v, %v: the attempt could not be settled", known, err)
	}
	finish(t, r, id, Outcome{State: Created, ConnectionID: "id", ETag: `"e"`})
	got := held(t, r, "id")
	if got.AttemptID != id || got.Origin != Here || got.Name != "mine" || got.ETag != `"e"` || got.Test != Working ||
		got.CreatedBy != c.CreatedBy || !got.SeenAt.Equal(atMerge) {
		t.Errorf("got %+v", got)
	}
	if _, err := r.Journal.Get(t.Context(), found.AttemptID); !errors.Is(err, ErrNotFound) {
		t.Errorf("the other entry is still there: %v", err)
	}
	want := []EventKind{EventAttempted, EventUnknown, EventCreated, EventFound, EventTested}
	if got := kinds(trail(t, r, id)); !slices.Equal(got, want) {
		t.Errorf("trail %v, want %v", got, want)
	}
	if known, err := r.Journal.KnownConnection(t.Context(), home, "id"); !known || err != nil {
		t.Errorf("KnownConnection = %v, %v", known, err)
	}
	if n, err := count(t.Context(), r, Query{}); n != 1 || err != nil {
		t.Errorf("%d entries, %v", n, err)
	}
}
