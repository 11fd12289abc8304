package batch_test

import (
	"runtime"
	"testing"

	"mooring/client/sheet"
	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// heap is what is in use.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestMemory holds that a table of 10,000 rows takes no more than 3 KiB for each.
func TestMemory(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	text := []byte(tableOf(sheet.MaxRows))
	before := heap()
	d.batch.Read("table.csv", text)
	d.runner.Settle()
	after := heap()
	if counts := d.batch.Counts(); counts.Ready != sheet.MaxRows {
		t.Fatalf("%+v", counts)
	}
	const most = 3 << 10
	if each := (after - before) / sheet.MaxRows; after > before && each > most {
		t.Errorf("%d bytes for each row", each)
	}
	runtime.KeepAlive(text)
	runtime.KeepAlive(d)
}

// BenchmarkRead reads and checks a table of 10,000 rows.
func BenchmarkRead(b *testing.B) {
	r := &modeltest.Inline{}
	text := []byte(tableOf(sheet.MaxRows))
	before := heap()
	var read *batch.Batch
	for b.Loop() {
		read = batch.New(r, batch.Needs{Store: noStore{}, Hash: func(s string) string { return s }, Accounts: &accounts{chosen: practiceTarget()}, Roles: &accounts{}})
		read.Read("table.csv", text)
	}
	b.ReportMetric(float64(heap()-before)/(1<<20), "heap-MiB")
	if counts := read.Counts(); counts.Ready != sheet.MaxRows {
		b.Errorf("%+v", counts)
	}
}

// BenchmarkSet mends a cell of a table of 10,000 rows, which is done as it is typed in.
func BenchmarkSet(b *testing.B) {
	table := batch.New(&modeltest.Inline{}, batch.Needs{Store: noStore{}, Hash: func(s string) string { return s }, Accounts: &accounts{chosen: practiceTarget()}, Roles: &accounts{}})
	table.Read("table.csv", []byte(tableOf(sheet.MaxRows)))
	for i := 0; b.Loop(); i++ {
		table.Set(i%sheet.MaxRows, batch.Bucket, "acme-other")
	}
}
