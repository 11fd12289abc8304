package gui

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/headless"
	registermodel "mooring/gui/model/register"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/process"
	"mooring/gui/widgets"
)

// stock imports n connections of the practice Platform into a register.
func stock(ctx context.Context, dir string, n int) error {
	register, err := history.Open(ctx, history.Options{Dir: dir})
	if err != nil {
		return err
	}
	const batch = 5000
	for first := 0; first < n; first += batch {
		entries := make([]history.Entry, 0, batch)
		for i := first; i < min(first+batch, n); i++ {
			entries = append(entries, history.Entry{
				AttemptID: fmt.Sprintf("00000000-0000-4000-8000-%012d", i),
				Place:     history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: practice.SandboxNames[i%2]},
				APIKey:    practice.APIKey, Name: fmt.Sprintf("Connection %07d", i*7919%n), Bucket: fmt.Sprintf("landing-%d", i%40),
				State: history.Created, ConnectionID: client.ConnectionID(fmt.Sprintf("4cb0c374-d3bb-4557-b139-%012d", i)),
				ETag: client.ETag(fmt.Sprintf(`"1b03a3a8-0000-0200-0000-%012d"`, i)), Test: []history.TestResult{history.Working, history.Refused, ""}[i%3],
				StartedAt: time.Date(2020, 1, 1, 0, i, 0, 0, time.UTC),
			})
		}
		if _, err := register.Entries.Import(ctx, entries, time.Now()); err != nil {
			return err
		}
	}
	return register.Close()
}

// BenchmarkRegister is the whole window over registers of up to 100,000
// connections, without a display. What the window does in the background is done
// at once here, so that every step is timed with its reading from the disk.
func BenchmarkRegister(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "mooring")
			if err := stock(b.Context(), dir, n); err != nil {
				b.Fatal(err)
			}
			w := benchWindow(b, dir)
			step := func(name string, f func(i int)) {
				b.Run(name, func(b *testing.B) {
					for i := 0; b.Loop(); i++ {
						f(i)
					}
				})
			}
			table := w.table
			grid, ok := w.stage.Places.Objects["register.grid"].(*widgets.Grid)
			if !ok {
				b.Fatal("there is no grid")
			}
			step("open", func(int) { table.Reload() })
			step("scroll", func(i int) { grid.ScrollTo(i % n) })
			step("jump", func(i int) { grid.ScrollTo(i * 48271 % n) })
			step("sort", func(i int) { table.SortBy(history.ByName, i%2 == 0) })
			step("filter", func(i int) {
				table.SetFilter(registermodel.Filter{Sandbox: practice.SandboxNames[i%2], Statuses: []history.Status{history.StatusRefused}})
			})
			table.SetFilter(registermodel.Filter{})
			step("search", func(i int) { table.Search(fmt.Sprintf("%05d", i%n)) })
			table.Search("")
			step("mark", func(i int) {
				table.Marks.One(i % n)
				table.Marks.Range(min(i%n+1000, n-1))
			})
			step("markAll", func(int) { table.Marks.All() })
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "MiB-heap")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkPages makes all pages of the window, as the start and another language do.
func BenchmarkPages(b *testing.B) {
	w := benchWindow(b, filepath.Join(b.TempDir(), "mooring"))
	b.ReportAllocs()
	for b.Loop() {
		w.build()
	}
}

// benchWindow opens the window in dir, on the side of the practice Platform.
func benchWindow(b *testing.B, dir string) *mainWindow {
	b.Helper()
	app := headless.App(b, widgets.NewTheme())
	ctx := b.Context()
	register, err := history.Open(ctx, history.Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	platform, err := practice.Open(ctx, practice.Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	logger, vault := slog.New(slog.DiscardHandler), secrets.NewSession()
	connector := session.New(vault, platform, "Mooring/0.0.0", logger)
	opened := &backend{
		register: register, vault: vault, practice: platform, service: provision.New(register.Journal, provision.Options{Logger: logger}),
		flows:     provision.NewFlows(register.Journal, provision.Options{Logger: logger}),
		ingest:    provision.NewIngest(register.Journal, register.Plans, provision.Options{Logger: logger}),
		connector: connector, proxies: throughProxies(connector, vault), look: supportmodel.DefaultLook(),
	}
	runner := &hand{}
	s := parts.NewStage(app, app.NewWindow("Mooring"), runner)
	w := newMainWindow(s, opened, process.About{ID: "app.mooring.Test", Name: "Mooring"}, process.Options{DataDir: dir, Practice: true})
	w.begin()
	w.stage.Window.Resize(fyne.NewSize(1180, 780))
	b.Cleanup(func() {
		w.end()
		if err := opened.close(); err != nil {
			b.Error(err)
		}
	})
	return w
}
