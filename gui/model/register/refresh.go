package register

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// Refresh reads all connections of a target's sandbox from Platform into the
// register. name is what the user calls the account. It reports whether it began.
func (t *Tasks) Refresh(target session.Target, name string) bool {
	place := session.PlaceOf(target.Account)
	source := history.Source{AccountID: target.Account.ID, APIKey: target.Account.APIKey}
	text := func(t *Tasks) model.Text {
		return model.T("upkeep.refreshing", "Organization", name, "Sandbox", place.Sandbox, "Count", t.done)
	}
	return t.begin(TaskRefresh, 0, text, func(ctx context.Context) Outcome {
		began := t.now()
		link, err := t.connector.Connect(ctx, target)
		var found provision.Refreshed
		if err == nil {
			found, err = t.service.Refresh(ctx, link.Client, place, source, t.tell)
		}
		if err == nil {
			t.keepRefreshed(ctx, place, began)
		}
		return refreshOutcome(found, place.Sandbox, err)
	})
}

func refreshOutcome(found provision.Refreshed, sandbox string, err error) Outcome {
	numbers := []any{"Sandbox", sandbox, "Count", found.Found, "Added", found.Added, "Changed", found.Changed, "Gone", found.Gone}
	switch {
	case err == nil:
		return Outcome{Text: model.T("upkeep.refreshed", numbers...)}
	case errors.Is(err, context.Canceled):
		return Outcome{Text: model.T("upkeep.refreshStopped", numbers...)}
	}
	return Outcome{Problem: model.Explain(err)}
}

// refreshedKey is the name of the setting that holds when places were read last.
const refreshedKey = "refreshed"

// refreshes is when places were last read as a whole.
type refreshes map[history.Place]time.Time

// placeKey is a place as the key of a JSON object.
type placeKey struct{ history.Place }

func (k placeKey) MarshalText() ([]byte, error) { return json.Marshal(k.Place) }

func (k *placeKey) UnmarshalText(text []byte) error { return json.Unmarshal(text, &k.Place) }

// readRefreshes reads them from the register. That they cannot be read is no
// reason to bother the user: they are only a hint.
func (t *Tasks) readRefreshes(ctx context.Context) refreshes {
	kept := map[placeKey]time.Time{}
	if text, err := t.store.Setting(ctx, refreshedKey); err != nil || json.Unmarshal([]byte(text), &kept) != nil {
		return refreshes{}
	}
	known := refreshes{}
	for key, at := range kept {
		known[key.Place] = at
	}
	return known
}

// keepRefreshed remembers when a place was read as a whole.
func (t *Tasks) keepRefreshed(ctx context.Context, place history.Place, at time.Time) {
	known := t.readRefreshes(ctx)
	known[place] = at.UTC().Truncate(time.Second)
	kept := map[placeKey]time.Time{}
	for place, at := range known {
		kept[placeKey{place}] = at
	}
	if text, err := json.Marshal(kept); err == nil {
		_ = t.store.SetSetting(ctx, refreshedKey, string(text))
	}
	t.runner.Apply(func() { t.setRefreshes(known) })
}

func (t *Tasks) setRefreshes(known refreshes) {
	if t.refreshed == nil {
		t.refreshed = refreshes{}
	}
	for place, at := range known {
		if at.After(t.refreshed[place]) { // one that comes late takes nothing back
			t.refreshed[place] = at
		}
	}
	t.Changed.Emit()
}

// Load reads what LastRefresh tells.
func (t *Tasks) Load() {
	t.runner.Go(func() func() {
		known := t.readRefreshes(context.Background())
		return func() { t.setRefreshes(known) }
	})
}

// LastRefresh is when the sandbox of a target was last read as a whole; zero if
// never, or not known yet.
func (t *Tasks) LastRefresh(target session.Target) time.Time {
	return t.refreshed[session.PlaceOf(target.Account)]
}
