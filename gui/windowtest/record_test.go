//go:build window

package windowtest

import (
	"encoding/json"

	"mooring/client/history"
	"mooring/client/practice"
)

// register lets look at the app's register as it is on the disk. The app may be
// running: the register is made to be shared.
func (a *App) register(look func(*history.Register) error) {
	a.t.Helper()
	register, err := history.Open(a.t.Context(), history.Options{Dir: a.DataDir})
	if err != nil {
		a.t.Fatal(err)
	}
	if err := look(register); err != nil {
		a.t.Error(err)
	}
	if err := register.Close(); err != nil {
		a.t.Error(err)
	}
}

// Entries reads the practice side of the register, the oldest entry first.
func (a *App) Entries() (entries []history.Entry) {
	a.t.Helper()
	a.register(func(r *history.Register) error {
		return r.Entries.Each(a.t.Context(), history.Query{Practice: true}, func(e history.Entry) error {
			entries = append(entries, e)
			return nil
		})
	})
	return entries
}

// KeptLanguage reads which language the app is to speak when it is started again.
func (a *App) KeptLanguage() string {
	a.t.Helper()
	var look struct{ Language string }
	a.register(func(r *history.Register) error {
		text, err := r.Settings.Get(a.t.Context(), "window")
		if err != nil || text == "" {
			return err
		}
		return json.Unmarshal([]byte(text), &look)
	})
	return look.Language
}

// Made is what the practice Platform of this data folder holds.
func (a *App) Made() []practice.Connection {
	a.t.Helper()
	platform, err := practice.Open(a.t.Context(), practice.Options{Dir: a.DataDir})
	if err != nil {
		a.t.Fatal(err)
	}
	connections, err := platform.Connections(a.t.Context())
	if err != nil {
		a.t.Error(err)
	}
	if err := platform.Close(); err != nil {
		a.t.Error(err)
	}
	return connections
}

// expectOne fails unless the register and the practice Platform agree on one
// single connection, and returns its entry.
func (a *App) expectOne() history.Entry {
	a.t.Helper()
	entries, made := a.Entries(), a.Made()
	if len(entries) != 1 || len(made) != 1 {
		a.t.Fatalf("the register has %d entries and the practice Platform %d connections, not one each", len(entries), len(made))
	}
	entry := entries[0]
	if entry.State != history.Created || string(entry.ConnectionID) != made[0].ID || string(entry.ETag) != made[0].ETag {
		a.t.Fatalf("the register says %s %s %s, and the practice Platform holds %s %s",
			entry.State, entry.ConnectionID, entry.ETag, made[0].ID, made[0].ETag)
	}
	return entry
}
