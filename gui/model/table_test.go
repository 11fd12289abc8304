package model_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model/register"
	"mooring/gui/model/support"
)

// add writes n created entries, the practice Platform's or real ones.
func (d *desk) add(t *testing.T, n int, practice bool) []history.Entry {
	t.Helper()
	ctx := t.Context()
	entries := make([]history.Entry, n)
	for i := range entries {
		entries[i] = history.Entry{
			AttemptID: uuid.NewString(), Name: fmt.Sprintf("Connection %04d", i),
			Place: history.Place{Practice: practice, OrgID: "org", Sandbox: "prod"},
		}
		if err := d.register.Begin(ctx, entries[i]); err != nil {
			t.Fatal(err)
		}
		err := d.register.Finish(ctx, entries[i].AttemptID, history.Outcome{
			State: history.Created, ConnectionID: client.ConnectionID(uuid.NewString()), ETag: `"etag"`,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return entries
}

func TestTableNeverMixesPracticeAndReal(t *testing.T) {
	d := newDesk(t)
	d.add(t, 3, true)
	d.add(t, 2, false)
	d.table.ShowPractice(true)
	if d.table.Count() != 3 {
		t.Errorf("practice: %d rows", d.table.Count())
	}
	d.table.ShowPractice(false)
	if d.table.Count() != 2 {
		t.Errorf("real: %d rows", d.table.Count())
	}
}

func TestTableFetchesPagesAsTheyAreShown(t *testing.T) {
	d := newDesk(t)
	d.add(t, 450, false)
	d.table.SortBy(history.ByName, false)
	arrived := 0
	d.table.Changed.Listen(func() { arrived++ })
	for _, row := range []int{0, 199, 200, 449, 400} {
		// With an inline Runner a page arrives during the first Row that asks for it.
		d.table.Row(row)
		entry, ok := d.table.Row(row)
		if want := fmt.Sprintf("Connection %04d", row); !ok || entry.Name != want {
			t.Errorf("row %d: %q, want %q", row, entry.Name, want)
		}
	}
	if arrived != 2 {
		t.Errorf("%d pages were fetched after the first, want each once", arrived)
	}
	if _, ok := d.table.Row(450); ok {
		t.Error("a row behind the last")
	}
}

func TestTableSearchAndSort(t *testing.T) {
	d := newDesk(t)
	d.add(t, 12, false)
	d.table.Search("connection 0007")
	if d.table.Count() != 1 {
		t.Fatalf("%d rows", d.table.Count())
	}
	d.table.Search("")
	d.table.SortBy(history.ByName, true)
	if entry, _ := d.table.Row(0); entry.Name != "Connection 0011" {
		t.Errorf("first row %q", entry.Name)
	}
}

func TestTableSelectionFollowsItsEntry(t *testing.T) {
	d := newDesk(t)
	entries := d.add(t, 5, false)
	d.table.SortBy(history.ByName, false)
	d.table.Select(1)
	d.table.SortBy(history.ByName, true)
	entry, row, ok := d.table.Selected()
	if !ok || row != 3 || entry.AttemptID != entries[1].AttemptID {
		t.Errorf("row %d, entry %+v", row, entry)
	}
	d.table.Forget(d.table.Acting(), func(_ register.Removal, err error) {
		if err != nil {
			t.Error(err)
		}
	})
	if _, _, ok := d.table.Selected(); ok || d.table.Count() != 4 {
		t.Errorf("still selected, or %d rows", d.table.Count())
	}
}

func TestTableNoticesAnotherCopyOfTheApp(t *testing.T) {
	dir := t.TempDir()
	mine, other := newDeskIn(t, dir), newDeskIn(t, dir)
	mine.table.ShowPractice(false)
	stop := mine.table.Watch()
	defer stop()
	mine.runner.Fire()
	other.add(t, 1, false)
	mine.runner.Fire()
	if mine.table.Count() != 1 {
		t.Errorf("%d rows after the other copy wrote one", mine.table.Count())
	}
}

func TestSettingsRoundTrip(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	if got := support.ReadLook(ctx, d.register); got.Width != support.DefaultLook().Width {
		t.Errorf("first start: %+v", got)
	}
	settings := support.NewSettings(d.runner, d.register)
	settings.Change(func(l *support.Look) { l.Width, l.Columns = 1400, []float32{1, 2} })
	d.runner.Fire()
	if got := support.ReadLook(ctx, d.register); got.Width != 1400 || len(got.Columns) != 2 {
		t.Errorf("kept %+v", got)
	}
	if err := d.register.SetSetting(ctx, "window", "{broken"); err != nil {
		t.Fatal(err)
	}
	if got := support.ReadLook(ctx, d.register); got.Width != support.DefaultLook().Width {
		t.Errorf("after damage: %+v", got)
	}
}
