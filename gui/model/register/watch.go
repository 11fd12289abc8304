package register

import (
	"context"
	"time"

	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// watchEvery is the least time between two looks at the same place.
const watchEvery = 10 * time.Minute

// Watch looks, by itself and without a word, how the dataflows of the connections stand
// that the register holds: when somebody has signed in, and when somebody comes back to
// the window. What goes wrong is told by a refresh that was asked for.
type Watch struct {
	// Recorded tells that the register holds something new.
	Recorded *model.Signal

	runner    model.Runner
	store     EntryStore
	service   FlowReader
	connector *session.Sessions
	now       func() time.Time

	looked map[history.Place]time.Time
	end    context.CancelFunc // of what is under way, or nil
	next   func()             // looks at what has been at hand since
}

// NewWatch makes a Watch.
func NewWatch(runner model.Runner, store EntryStore, service FlowReader, connector *session.Sessions) *Watch {
	return &Watch{
		Recorded: model.NewSignal(runner), runner: runner, store: store, service: service, connector: connector,
		now: time.Now, looked: map[history.Place]time.Time{},
	}
}

// Look looks at the place of a target, unless that has just been done; while another look
// is under way, after that.
func (w *Watch) Look(target session.Target) {
	place := session.PlaceOf(target.Account)
	if w.end != nil {
		w.next = func() { w.Look(target) }
		return
	}
	if place.Sandbox == "" || w.now().Sub(w.looked[place]) < watchEvery {
		return
	}
	w.looked[place] = w.now()
	ctx, cancel := context.WithCancel(context.Background())
	w.end, w.next = cancel, func() {}
	w.runner.Go(func() func() {
		read := w.look(ctx, place, target)
		return func() {
			cancel()
			w.end = nil
			if read {
				w.Recorded.Emit()
			}
			w.next()
		}
	})
}

// look reports whether there was something to be read, and it was.
func (w *Watch) look(ctx context.Context, place history.Place, target session.Target) bool {
	list, err := w.store.List(ctx, history.Query{Practice: place.Practice, Filter: history.Filter{
		OrgID: place.OrgID, Sandbox: place.Sandbox, Statuses: history.CreatedStatuses(),
	}})
	if err == nil && len(list.IDs) == 0 {
		return false // nothing is known that could have dataflows
	}
	var link *session.Link
	if err == nil {
		link, err = w.connector.Connect(ctx, target)
	}
	if err == nil {
		_, err = w.service.ReadAll(ctx, link.Client.Dataflows(), place, nil)
	}
	if err != nil {
		w.connector.Logger.Warn("no look at the dataflows", "error", err)
	}
	return err == nil
}

// Stop ends what is under way.
func (w *Watch) Stop() {
	if w.end != nil {
		w.end()
		w.next = func() {}
	}
}
