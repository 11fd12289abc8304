package register

import (
	"context"
	"errors"
	"strings"
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

// keepRefreshed remembers when a place was read as a whole. That it cannot be
// kept is no reason to bother the user: it is only a hint.
func (t *Tasks) keepRefreshed(ctx context.Context, place history.Place, at time.Time) {
	_ = t.store.SetSetting(ctx, refreshedKey(place), at.UTC().Format(time.RFC3339))
	t.runner.Apply(func() {
		if place == t.place {
			t.refreshed = at
			t.Changed.Emit()
		}
	})
}

// refreshedKey is the name of the setting that holds when a place was read last.
func refreshedKey(place history.Place) string {
	side := "real"
	if place.Practice {
		side = "practice"
	}
	return strings.Join([]string{"refreshed", side, place.PlatformURL, place.OrgID, place.Sandbox}, "\n")
}

// LookAt says which sandbox the user looks at: LastRefresh is of that one.
func (t *Tasks) LookAt(target session.Target) {
	place := session.PlaceOf(target.Account)
	if place == t.place {
		return
	}
	t.place, t.refreshed = place, time.Time{}
	if place.OrgID == "" || place.Sandbox == "" {
		return
	}
	t.runner.Go(func() func() {
		text, err := t.store.Setting(context.Background(), refreshedKey(place))
		if err != nil || text == "" {
			return nil
		}
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return nil // somebody else wrote it: it is only a hint
		}
		return func() {
			if place == t.place {
				t.refreshed = at
				t.Changed.Emit()
			}
		}
	})
}

// LastRefresh is when the sandbox that LookAt named was last read as a whole;
// zero if never, or not known yet.
func (t *Tasks) LastRefresh() time.Time { return t.refreshed }
