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

// Refreshes reads what Platform holds, and knows when it last did.
type Refreshes struct {
	tasks     *Tasks
	store     model.Settings // that hold when places were read
	service   Caretaker
	connector *session.Sessions
	now       func() time.Time

	last map[history.Place]time.Time // when places were read as a whole
}

// FlowReader reads the dataflows of all connections of a place; *provision.Flows is
// one.
type FlowReader interface {
	ReadAll(ctx context.Context, p provision.FlowPlatform, place history.Place, progress func(provision.FlowsProgress)) (provision.FlowsFound, error)
}

// Begin reads all connections of a target's sandbox from Platform into the register,
// and then how their dataflows stand. name is what the user calls the account. It
// reports whether it began.
func (r *Refreshes) Begin(target session.Target, name string) bool {
	place := session.PlaceOf(target.Account)
	source := history.Source{AccountID: target.Account.ID, APIKey: target.Account.APIKey}
	flows := false
	text := func(t *Tasks) model.Text {
		if flows {
			return model.T("upkeep.readingFlows", "Done", t.done, "Total", t.total)
		}
		return model.T("upkeep.refreshing", "Organization", name, "Sandbox", place.Sandbox, "Count", t.done)
	}
	return r.tasks.begin(TaskRefresh, 0, text, func(ctx context.Context) Outcome {
		began := r.now()
		link, err := r.connector.Connect(ctx, target)
		var found provision.Refreshed
		if err == nil {
			found, err = r.service.Refresh(ctx, link.Client, place, source, r.tasks.tell)
		}
		outcome := refreshOutcome(found, place, err)
		if err != nil {
			return outcome
		}
		r.keep(ctx, place, began)
		_, err = r.service.ReadAll(ctx, link.Client.Dataflows(), place, func(p provision.FlowsProgress) {
			r.tasks.runner.Apply(func() { flows = true })
			r.tasks.expect(p.Of)
			r.tasks.tell(p.Read)
		})
		outcome.Problem = explainFlows(err)
		return outcome
	})
}

// explainFlows words why dataflows could not be read; that they are being read is no
// reason.
func explainFlows(err error) model.Problem {
	if errors.Is(err, provision.ErrBusy) || errors.Is(err, context.Canceled) {
		return model.Problem{}
	}
	return model.Explain(err)
}

// refreshOutcome says what a refresh has found. That Platform shows nothing may also be
// a lack of rights, of which it does not tell.
func refreshOutcome(found provision.Refreshed, place history.Place, err error) Outcome {
	numbers := []any{"Sandbox", place.Sandbox, "Count", found.Found, "Added", found.Added, "Changed", found.Changed, "Gone", found.Gone}
	switch {
	case err == nil && found.Found == 0 && found.Gone > 0:
		return Outcome{Text: model.T("upkeep.refreshedGone", numbers...), Nothing: true, place: place}
	case err == nil && found.Found == 0:
		return Outcome{Text: model.T("upkeep.refreshedNone", numbers...), Nothing: true, place: place}
	case err == nil:
		return Outcome{Text: model.T("upkeep.refreshed", numbers...), place: place}
	case errors.Is(err, context.Canceled):
		return Outcome{Text: model.T("upkeep.refreshStopped", numbers...), place: place}
	}
	return Outcome{Problem: model.Explain(err), place: place}
}

// Follow takes the outcome of the last refresh away where another place than it has
// read is at hand.
func (r *Refreshes) Follow(target session.Target) {
	if of := r.tasks.outcome.place; of != (history.Place{}) && of != session.PlaceOf(target.Account) {
		r.tasks.Dismiss()
	}
}

// refreshedKey is the name of the setting that holds when places were read last.
const refreshedKey = "refreshed"

// placeKey is a place as the key of a JSON object.
type placeKey struct{ history.Place }

func (k placeKey) MarshalText() ([]byte, error) { return json.Marshal(k.Place) }

func (k *placeKey) UnmarshalText(text []byte) error { return json.Unmarshal(text, &k.Place) }

// read reads from the register when places were last read. That it cannot be told
// is no reason to bother the user: it is only a hint.
func (r *Refreshes) read(ctx context.Context) map[history.Place]time.Time {
	kept := map[placeKey]time.Time{}
	if text, err := r.store.Get(ctx, refreshedKey); err != nil || json.Unmarshal([]byte(text), &kept) != nil {
		return map[history.Place]time.Time{}
	}
	known := map[history.Place]time.Time{}
	for key, at := range kept {
		known[key.Place] = at
	}
	return known
}

// keep remembers when a place was read as a whole.
func (r *Refreshes) keep(ctx context.Context, place history.Place, at time.Time) {
	known := r.read(ctx)
	known[place] = at.UTC().Truncate(time.Second)
	kept := map[placeKey]time.Time{}
	for place, at := range known {
		kept[placeKey{place}] = at
	}
	if text, err := json.Marshal(kept); err == nil {
		_ = r.store.Set(ctx, refreshedKey, string(text))
	}
	r.tasks.runner.Apply(func() { r.merge(known) })
}

func (r *Refreshes) merge(known map[history.Place]time.Time) {
	for place, at := range known {
		if at.After(r.last[place]) { // one that comes late takes nothing back
			r.last[place] = at
		}
	}
	r.tasks.Changed.Emit()
}

// Load reads what Last tells.
func (r *Refreshes) Load() {
	r.tasks.runner.Go(func() func() {
		known := r.read(context.Background())
		return func() { r.merge(known) }
	})
}

// Last is when the sandbox of a target was last read as a whole; zero if never, or
// not known yet.
func (r *Refreshes) Last(target session.Target) time.Time {
	return r.last[session.PlaceOf(target.Account)]
}
