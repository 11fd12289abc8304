package history

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

// batchOf is a batch of one row for each of the entries, none of which has begun.
func batchOf(id string, begun time.Time, entries ...Entry) Batch {
	b := Batch{ID: id, Name: id + ".csv", BegunAt: begun.UTC().Truncate(time.Millisecond)}
	for i, e := range entries {
		b.Rows = append(b.Rows, BatchRow{Line: 2 + 3*i, Source: "source of " + e.Name, Entry: e})
	}
	return b
}

func lastBatch(t *testing.T, r *Register, practice bool) (Batch, bool) {
	t.Helper()
	all, err := r.Batches.All(t.Context(), practice)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		return Batch{}, false
	}
	return all[0], true
}

func TestBatches(t *testing.T) {
	r := openNew(t)
	if b, ok := lastBatch(t, r, false); ok {
		t.Fatalf("%+v out of nothing", b)
	}
	plan := batchOf("one", start, entryNamed("a"), entryNamed("b"), entryNamed("c"), Entry{Place: home, Name: "not planned"})
	for _, b := range []Batch{batchOf("earlier", start.Add(-time.Hour), entryNamed("x")), plan} {
		if err := r.Batches.Keep(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := lastBatch(t, r, false); cmp.Diff(plan, got) != "" {
		t.Errorf("(-kept +read):\n%s", cmp.Diff(plan, got))
	}
	if b, ok := lastBatch(t, r, true); ok {
		t.Errorf("%+v on the side of practice", b)
	}

	create(t, r, plan.Rows[0].Entry, "id-a")
	begin(t, r, plan.Rows[1].Entry)
	got, _ := lastBatch(t, r, false)
	for i, want := range []Entry{
		{AttemptID: plan.Rows[0].Entry.AttemptID, State: Created, ConnectionID: "id-a"},
		{AttemptID: plan.Rows[1].Entry.AttemptID, State: Pending},
		{AttemptID: plan.Rows[2].Entry.AttemptID},
		{},
	} {
		if e := got.Rows[i].Entry; e.AttemptID != want.AttemptID || e.State != want.State || e.ConnectionID != want.ConnectionID {
			t.Errorf("row %d is %+v", i, e)
		}
	}

	if all, err := r.Batches.All(t.Context(), false); err != nil || len(all) != 2 || all[1].ID != "earlier" || len(all[1].Rows) != 1 {
		t.Errorf("%+v, %v", all, err)
	}

	// The batch is kept anew, shorter, and with another attempt for a row.
	again := plan
	again.Rows = []BatchRow{plan.Rows[0], {Line: 5, Entry: entryNamed("b")}}
	if err := r.Batches.Keep(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	if got, _ := lastBatch(t, r, false); len(got.Rows) != 2 || got.Rows[1].Entry.State != "" {
		t.Errorf("%+v", got.Rows)
	}

	// Of what is forgotten there is left that it was made, and nothing else.
	if _, _, err := r.Entries.Forget(t.Context(), []string{plan.Rows[0].Entry.AttemptID}); err != nil {
		t.Fatal(err)
	}
	gone := BatchRow{Line: 2, Source: "source of a", CameTo: Created, Entry: Entry{AttemptID: plan.Rows[0].Entry.AttemptID, Place: home}}
	if got, _ := lastBatch(t, r, false); len(got.Rows) != 2 || cmp.Diff(gone, got.Rows[0]) != "" || !got.Rows[0].Made() || !got.Rows[0].Removed() {
		t.Errorf("%+v", got.Rows)
	}
	if err := r.Batches.Forget(t.Context(), "one"); err != nil {
		t.Fatal(err)
	}
	if got, ok := lastBatch(t, r, false); !ok || got.ID != "earlier" {
		t.Errorf("%+v", got)
	}
	var rows int
	if err := r.store.reader.QueryRowContext(t.Context(), `SELECT count(*) FROM batch_rows`).Scan(&rows); err != nil || rows != 1 {
		t.Errorf("%d rows are left, %v", rows, err)
	}
}

// A batch of 10,000 rows is written in one go before its first request leaves.
func BenchmarkKeepBatch(b *testing.B) {
	r := openNew(b)
	var entries []Entry
	for range 10_000 {
		entries = append(entries, entryNamed("S3 connection"))
	}
	batch := batchOf("one", start, entries...)
	for b.Loop() {
		if err := r.Batches.Keep(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
}

// An attempt that failed gives its place to the next one of its row; one that did not
// fail is never taken away.
func TestReplacedAttempts(t *testing.T) {
	r := openNew(t)
	failed, pending, made := entryNamed("failed"), entryNamed("pending"), entryNamed("made")
	for _, e := range []Entry{failed, pending} {
		begin(t, r, e)
	}
	if err := r.Journal.Finish(t.Context(), failed.AttemptID, Outcome{State: Failed}); err != nil {
		t.Fatal(err)
	}
	create(t, r, made, "id-made")
	batch := batchOf("one", start, entryNamed("failed"))
	batch.Replaced = []string{failed.AttemptID, pending.AttemptID, made.AttemptID, "never heard of"}
	if err := r.Batches.Keep(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	var left []string
	if err := r.Entries.Each(t.Context(), Query{}, func(e Entry) error {
		left = append(left, e.Name)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(left)
	if !slices.Equal(left, []string{"made", "pending"}) {
		t.Errorf("left: %q", left)
	}
}

// An entry that is put back after it was removed is that of its row again, and what
// its row has become meanwhile stays.
func TestBatchesRestored(t *testing.T) {
	r := openNew(t)
	plan := batchOf("one", start, entryNamed("made"), entryNamed("failed"), entryNamed("again"))
	if err := r.Batches.Keep(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	create(t, r, plan.Rows[0].Entry, "id")
	for _, row := range plan.Rows[1:] {
		begin(t, r, row.Entry)
		finish(t, r, row.Entry.AttemptID, Outcome{State: Failed})
	}
	before, _ := lastBatch(t, r, false)
	var ids []string
	for _, row := range plan.Rows {
		ids = append(ids, row.Entry.AttemptID)
	}
	f, _, err := r.Entries.Forget(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	removed, _ := lastBatch(t, r, false)
	for i, made := range []bool{true, false, false} {
		if row := removed.Rows[i]; !row.Removed() || row.Made() != made || row.Entry.Name != "" || row.Entry.AccessKeyHash != "" {
			t.Errorf("removed, row %d is %+v", i, row)
		}
	}

	// The table is made once more, the first two rows from memory.
	again := before
	again.Rows = slices.Clone(before.Rows)
	again.Rows[0].CameTo, again.Rows[1].CameTo = Created, Failed
	again.Rows[2] = BatchRow{Line: before.Rows[2].Line, Entry: entryNamed("another attempt")}
	if err := r.Batches.Keep(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	if got, _ := lastBatch(t, r, false); got.Rows[0].Entry.Name != "" || !got.Rows[0].Made() {
		t.Errorf("kept, what was removed is %+v", got.Rows[0])
	}
	if err := r.Entries.Restore(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	got, _ := lastBatch(t, r, false)
	for i := range got.Rows {
		want := before.Rows[i]
		if i == 2 {
			want = again.Rows[2]
		}
		if diff := cmp.Diff(want.Entry, got.Rows[i].Entry); diff != "" {
			t.Errorf("row %d (-want +got):\n%s", i, diff)
		}
	}

	// A batch that is forgotten meanwhile stays so.
	if f, _, err = r.Entries.Forget(t.Context(), ids); err != nil {
		t.Fatal(err)
	}
	if err := r.Batches.Forget(t.Context(), "one"); err != nil {
		t.Fatal(err)
	}
	if err := r.Entries.Restore(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	if got, ok := lastBatch(t, r, false); ok {
		t.Errorf("%+v", got)
	}
}

// interrupted is a context in which something happens when it is asked for its end the nth
// time, as the database does with each query.
type interrupted struct {
	context.Context
	asking sync.Mutex
	left   int
	happen func()
}

func (c *interrupted) Done() <-chan struct{} {
	c.asking.Lock()
	defer c.asking.Unlock()
	if c.left--; c.left == 0 {
		c.happen()
	}
	return c.Context.Done()
}

// over reports whether it happened; from now on it does not.
func (c *interrupted) over() bool {
	c.asking.Lock()
	defer c.asking.Unlock()
	happened := c.left <= 0
	c.left = 0
	return happened
}

// An entry that is removed while the batches are read is there or was removed, and is never
// one that was not begun.
func TestBatchesReadWhileForgotten(t *testing.T) {
	dir := t.TempDir()
	r, other := openAt(t, dir), openAt(t, dir)
	remove := func(id string) { // as Forget does, which then waits until nobody reads
		err := other.store.write(t.Context(), "forget", func(ctx context.Context, tx *transaction) error {
			entry, err := getRow(ctx, tx, id)
			if err == nil {
				err = tx.remove(ctx, entry.id)
			}
			if err == nil {
				_, err = untie(ctx, tx, &entry.Entry)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	for nth := 1; ; nth++ {
		entry := entryNamed(strconv.Itoa(nth))
		if err := r.Batches.Keep(t.Context(), batchOf(entry.Name, start, entry)); err != nil {
			t.Fatal(err)
		}
		create(t, r, entry, client.ConnectionID(entry.Name))
		ctx := &interrupted{Context: t.Context(), left: nth, happen: func() { remove(entry.AttemptID) }}
		all, err := r.Batches.All(ctx, false)
		happened := ctx.over()
		if err != nil || len(all) != 1 {
			t.Fatalf("%+v, %v", all, err)
		}
		if row := all[0].Rows[0]; !row.Made() {
			t.Errorf("removed at moment %d of reading, the row is %+v", nth, row)
		}
		if err := r.Batches.Forget(t.Context(), entry.Name); err != nil {
			t.Fatal(err)
		}
		if !happened {
			if nth < 4 {
				t.Error("it was never removed while the batches were read")
			}
			return
		}
	}
}
