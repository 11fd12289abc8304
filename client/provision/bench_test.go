package provision_test

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
)

// crowd is a Platform that lists n connections, which takes it no time.
type crowd struct {
	provision.Platform
	n       int
	version int
}

func (p crowd) Connections(context.Context, client.Filter) iter.Seq2[client.Connection, error] {
	return func(yield func(client.Connection, error) bool) {
		for i := range p.n {
			c := client.Connection{
				ID: client.ConnectionID(fmt.Sprintf("4cb0c374-d3bb-4557-b139-%012d", i)), Name: fmt.Sprintf("Connection %d", i),
				Description: "One of many.", State: "enabled", SpecID: client.S3ConnectionSpecID,
				ETag:   client.ETag(fmt.Sprintf(`"1700d77b-0000-0200-%04d-%012d"`, p.version, i)),
				Bucket: "acme-data", FolderPath: "in", AccessKeyID: "AKIA************", CreatedBy: "somebody", UpdatedBy: "somebody",
				CreatedAt: time.UnixMilli(1580941729000), UpdatedAt: time.UnixMilli(1580941729000 + int64(p.version)),
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}

// BenchmarkRefresh is a refresh of 5,000 connections on the side of the
// register: those that it sees for the first time, again, and all changed.
func BenchmarkRefresh(b *testing.B) {
	const n = 5000
	for _, bb := range []struct {
		name   string
		before int // refreshes before the one that is measured
		change bool
	}{{"new", 0, false}, {"same", 1, false}, {"changed", 1, true}} {
		b.Run(bb.name, func(b *testing.B) {
			var most uint64
			for b.Loop() {
				b.StopTimer()
				register := openRegister(b, b.TempDir())
				service := provision.New(register.Journal, provision.Options{})
				platform := crowd{n: n}
				refresh := func() {
					got, err := service.Refresh(b.Context(), platform, practicePlace, history.Source{}, func(found int) {
						if found%1000 == 0 {
							var m runtime.MemStats
							runtime.ReadMemStats(&m)
							most = max(most, m.HeapAlloc)
						}
					})
					if err != nil || got.Found != n || got.Gone != 0 {
						b.Fatalf("%+v, %v", got, err)
					}
				}
				for range bb.before {
					refresh()
				}
				if bb.change {
					platform.version++
				}
				most = 0
				b.StartTimer()
				refresh()
				b.StopTimer()
				if err := register.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(most)/(1<<20), "heap-MiB")
		})
	}
}
