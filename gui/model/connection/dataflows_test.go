package connection_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model/connection"
	"mooring/gui/model/modeltest"
)

// flowDesk is the dataflows that others have put on connections of the practice
// Platform, over a register that holds these.
type flowDesk struct {
	*modeltest.Desk
	t      *testing.T
	r      *modeltest.Shuffled
	now    time.Time
	target session.Target
	manage *connection.Manage
	flows  *connection.Dataflows
}

// The connections of others on the practice Platform, and what their dataflows show.
const (
	several = "Loyalty landing zone" // working, partly and paused
	failing = "Points de vente"
	waiting = "Web logs" // never run, and once only
)

// inSomeOrders is EachOrder with fewer orders: each of these has a Platform of its own.
func inSomeOrders(t *testing.T, test func(t *testing.T, r *modeltest.Shuffled)) {
	t.Helper()
	for seed := range uint64(4) {
		t.Run(fmt.Sprintf("order %d", seed), func(t *testing.T) { test(t, modeltest.NewShuffled(seed)) })
	}
}

func newFlowDesk(t *testing.T, r *modeltest.Shuffled) *flowDesk {
	t.Helper()
	d := &flowDesk{t: t, r: r, now: time.Date(2026, 11, 28, 9, 20, 0, 0, time.UTC)}
	clock := func() time.Time { return d.now }
	d.Desk = modeltest.NewDesk(t, practice.Options{Dir: t.TempDir(), Now: clock, Record: true}, time.Millisecond)
	d.target = session.Target{
		Account: history.Account{Practice: true, OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: practice.SandboxDevelopment},
		Secrets: []client.Secret{client.NewSecret(practice.ClientSecret)},
	}
	d.others(practice.ElsewhereAdd, "")
	link, err := d.Sessions.Connect(t.Context(), d.target)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Service.Refresh(t.Context(), link.Client, link.Place, history.Source{APIKey: practice.APIKey}, nil); err != nil {
		t.Fatal(err)
	}
	d.manage = connection.NewManage(r, d.Sessions, d.Service)
	d.flows = connection.NewDataflows(r, d.Register.Journal, d.Flows, d.manage)
	d.flows.SetNow(clock)
	return d
}

func (d *flowDesk) others(what practice.Elsewhere, id client.ConnectionID) {
	d.t.Helper()
	if err := d.Practice.Elsewhere(d.t.Context(), what, practice.OrgID, practice.SandboxDevelopment, string(id)); err != nil {
		d.t.Fatal(err)
	}
}

// entry is the connection of that name, as the register has it now.
func (d *flowDesk) entry(name string) history.Entry {
	d.t.Helper()
	var found history.Entry
	err := d.Register.Entries.Each(d.t.Context(), history.Query{Practice: true}, func(e history.Entry) error {
		if strings.HasPrefix(e.Name, name) {
			found = e
		}
		return nil
	})
	if err != nil || found.AttemptID == "" {
		d.t.Fatalf("no %s: %v", name, err)
	}
	return found
}

// look looks at the dataflows of a connection until there is nothing to be done.
func (d *flowDesk) look(name string) {
	d.t.Helper()
	d.flows.Look(d.entry(name), func() session.Target { return d.target })
	d.r.Settle()
}

// retrying is what is offered of a connection after its keys were replaced.
func (d *flowDesk) retrying(name string) (r *connection.Retrying) {
	d.flows.Any.Retrying(d.target, d.entry(name), func(ready *connection.Retrying) { r = ready })
	d.r.Settle()
	return r
}

// begins works until Platform is being asked.
func (d *flowDesk) begins() {
	for !d.flows.Reading() {
		if !d.r.Step() {
			d.t.Fatal("nothing is read")
		}
	}
}

// reads is how often Platform was asked for dataflows.
func (d *flowDesk) reads() int {
	n := 0
	for _, request := range d.Practice.Requests() {
		if strings.HasSuffix(request.Path, "/flows") && request.Method == "GET" {
			n++
		}
	}
	return n
}

// statuses are those of the dataflows, in their order.
func (d *flowDesk) statuses() string {
	var all []string
	for _, f := range d.flows.Flows() {
		all = append(all, string(f.Status()))
	}
	return strings.Join(all, " ")
}

func TestDataflowsAreReadOnceAMinute(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		recorded := 0
		d.flows.Recorded.Listen(func() { recorded++ })
		d.look(several)
		if got := d.statuses(); got != "partial working paused" || d.reads() != 1 || recorded != 1 {
			t.Fatalf("%q after %d reads, recorded %d times; %v", got, d.reads(), recorded, d.flows.Problem())
		}
		if !d.flows.ReadAt().Equal(d.now) {
			t.Errorf("read at %v", d.flows.ReadAt())
		}
		d.look(several)
		d.now = d.now.Add(59 * time.Second)
		r.Fire() // a timer that is early
		r.Settle()
		if d.reads() != 1 {
			t.Errorf("%d reads within a minute", d.reads())
		}
		d.flows.Read() // by hand
		r.Settle()
		d.now = d.now.Add(time.Minute - time.Second)
		r.Fire()
		r.Settle()
		if d.reads() != 2 || !d.flows.MayRead() {
			t.Errorf("%d reads within a minute, one by hand", d.reads())
		}
		d.now = d.now.Add(time.Second)
		r.Fire()
		r.Settle()
		if d.reads() != 3 {
			t.Errorf("%d reads after a minute", d.reads())
		}
		d.flows.SetAway(true)
		d.now = d.now.Add(time.Hour)
		r.Fire()
		r.Settle()
		if d.reads() != 3 {
			t.Errorf("%d reads while nobody looks", d.reads())
		}
		d.flows.SetAway(false)
		r.Settle()
		d.flows.LookAway()
		d.now = d.now.Add(time.Hour)
		r.Fire()
		r.Settle()
		if d.reads() != 4 {
			t.Errorf("%d reads once the window is there again, and the tab is left", d.reads())
		}
	})
}

// What was known is told at once, also where Platform cannot be asked.
func TestKnownDataflowsOutlastTrouble(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(failing)
		d.flows.LookAway()
		d.now = d.now.Add(time.Hour)
		d.target.Secrets = []client.Secret{client.NewSecret("wrong")}
		d.Sessions.Leave(true)
		d.look(failing)
		if got := d.statuses(); got != "failing" || d.flows.Problem().Empty() || d.flows.Reading() {
			t.Errorf("%q, problem %q", got, d.flows.Problem().Name)
		}
	})
}

// Whoever goes through the rows sees the dataflows of the last one, and asks
// Platform for no others.
func TestLateDataflowsBelongToTheirConnection(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		target := func() session.Target { return d.target }
		d.flows.Look(d.entry(several), target)
		d.flows.Look(d.entry(failing), target)
		d.flows.Look(d.entry(waiting), target)
		r.Settle()
		if n := d.reads(); n > 1 {
			t.Errorf("%d reads on the way", n)
		}
		r.Fire()
		r.Settle()
		if got := d.statuses(); got != "waiting working" && got != "working waiting" {
			t.Errorf("%q", got)
		}
	})
}

// A dataflow that fails since the keys changed: other keys, another try, and it works.
func TestFromFailingToWorking(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(failing)
		flow := d.flows.Flows()[0]
		if flow.Failed < 70 || flow.FailingSince.IsZero() {
			t.Fatalf("%d runs failed since %v", flow.Failed, flow.FailingSince)
		}
		d.now = d.now.Add(10 * time.Minute) // no run is due then
		d.replaceKeys(failing)
		d.look(failing)
		d.flows.Acts.Retry(flow)
		if d.flows.Acts.Doing(flow.ID) != provision.ActionRetry || !d.manage.Busy() {
			t.Errorf("under way: %q", d.flows.Acts.Doing(flow.ID))
		}
		r.Settle()
		if !d.flows.Acts.TriedAt(flow.ID).Equal(d.now) || !d.flows.NextAt().Equal(d.flows.ReadAt().Add(provision.FlowPause)) {
			t.Errorf("tried at %v, read at %v and next at %v", d.flows.Acts.TriedAt(flow.ID), d.flows.ReadAt(), d.flows.NextAt())
		}
		if trouble := d.flows.Acts.Trouble(flow.ID); !trouble.Empty() || !d.flows.Flows()[0].UnderWay() {
			t.Errorf("trouble %q, runs %v", trouble.Name, d.flows.Flows()[0].Runs[0])
		}
		d.now = d.now.Add(3 * time.Minute)
		r.Fire()
		r.Settle()
		if got := d.statuses(); got != "working" || d.entry(failing).Flows.Failing != 0 {
			t.Errorf("%q, %d failing in the register", got, d.entry(failing).Flows.Failing)
		}
	})
}

func (d *flowDesk) replaceKeys(name string) {
	d.t.Helper()
	link, err := d.Sessions.Connect(d.t.Context(), d.target)
	if err != nil {
		d.t.Fatal(err)
	}
	entry := d.entry(name)
	keys := client.S3Credentials{AccessKeyID: practice.FreshKey(practice.AccessKeyWorks), SecretAccessKey: client.NewSecret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), Bucket: entry.Bucket}
	if _, err := d.Service.Update(d.t.Context(), link.Client, entry.AttemptID, entry.ETag, client.Change{S3: &keys}); err != nil {
		d.t.Fatal(err)
	}
}

func TestPausingAndResuming(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(several)
		partly := d.flows.Flows()[0]
		d.flows.Acts.Pause(partly)
		d.flows.Acts.Resume(partly) // while something is under way
		r.Settle()
		if got := d.statuses(); got != "paused working paused" || !d.flows.Acts.Trouble(partly.ID).Empty() {
			t.Errorf("after the pause: %q, %q", got, d.flows.Acts.Trouble(partly.ID).Name)
		}
		d.flows.Acts.Pause(partly) // once more, as from another computer
		r.Settle()
		if got := d.flows.Acts.Trouble(partly.ID); !got.Empty() {
			t.Errorf("paused twice: %q", got.Name)
		}
		d.flows.Acts.Resume(partly)
		r.Settle()
		if got := d.statuses(); got != "partial working paused" || !d.flows.Acts.Trouble(partly.ID).Empty() {
			t.Errorf("after it was resumed: %q, %q", got, d.flows.Acts.Trouble(partly.ID).Name)
		}
	})
}

// What came of an action is told with its dataflow only, whatever is looked at by then.
func TestLateTroubleBelongsToItsDataflow(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(waiting)
		var once history.Dataflow
		for _, f := range d.flows.Flows() {
			if f.Schedule.Once() {
				once = f
			}
		}
		d.flows.Acts.RunNow(once)
		d.flows.Look(d.entry(several), func() session.Target { return d.target })
		r.Settle()
		for _, f := range d.flows.Flows() {
			if !d.flows.Acts.Trouble(f.ID).Empty() || d.flows.Acts.Doing(f.ID) != "" {
				t.Errorf("%s: %q", f.Name, d.flows.Acts.Trouble(f.ID).Name)
			}
		}
		d.look(waiting)
		for _, f := range d.flows.Flows() {
			if f.ID == once.ID && !f.UnderWay() {
				t.Errorf("it does not run: %v", f.Runs)
			}
		}
	})
}

// Dataflows that were read with those of all connections lack what they read: the tab
// asks for it at once, and then no sooner than in a minute.
func TestWhatIsNotKnownYetIsAskedAtOnce(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		link, err := d.Sessions.Connect(t.Context(), d.target)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Flows.ReadAll(t.Context(), link.Client.Dataflows(), link.Place, nil); err != nil {
			t.Fatal(err)
		}
		before := d.reads()
		d.look(several)
		for _, f := range d.flows.Flows() {
			if f.Path == "" || f.DatasetName == "" {
				t.Errorf("%s reads %q into %q", f.Name, f.Path, f.DatasetName)
			}
		}
		d.flows.LookAway()
		d.look(several)
		if n := d.reads() - before; n != 1 {
			t.Errorf("%d reads", n)
		}
	})
}

// After the keys were replaced all dataflows that fail are tried again together, and
// none of the others; each says what came of it.
func TestTryingAllAgain(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.others(practice.ElsewhereFail, d.entry(failing).ConnectionID)
		d.others(practice.ElsewherePause, d.entry(failing).ConnectionID)
		d.look(failing)
		d.now = d.now.Add(10 * time.Minute)
		d.replaceKeys(failing)
		retrying := d.retrying(failing)
		if n := len(retrying.Flows()); n != 2 {
			t.Fatalf("%d are offered", n)
		}
		var ended []connection.RetriedFlow
		retrying.Ended.Listen(func(flows []connection.RetriedFlow) { ended = flows })
		retrying.Begin()
		retrying.Begin()
		r.Settle()
		for _, f := range ended {
			if f.Phase != connection.RetryDone || f.Done != f.Of || f.Of < 70 {
				t.Errorf("%s: %+v", f.Flow.Name, f)
			}
		}
		if len(ended) != 2 || retrying.Phase() != connection.RetryDone || d.manage.Busy() {
			t.Errorf("%d ended, phase %v", len(ended), retrying.Phase())
		}
	})
}

// What is stopped says so, and so does what Platform refuses.
func TestTryingAllAgainEndsAsItDoes(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(failing)
		retrying := d.retrying(failing)
		retrying.Begin()
		retrying.Stop()
		r.Settle()
		if f := retrying.Flows()[0]; f.Phase != connection.RetryStopped || !f.Problem.Empty() {
			t.Errorf("stopped: %+v", f)
		}
		d.Practice.Misbehave(practice.Fault{Op: practice.OpRunAction, Times: 1, Status: 403})
		retrying = d.retrying(failing)
		retrying.Begin()
		r.Settle()
		if f := retrying.Flows()[0]; f.Phase != connection.RetryFailed || f.Problem.Empty() {
			t.Errorf("refused: %+v", f)
		}
	})
}

// Who leaves the tab while it is being read finds it known on coming back, and Platform
// is asked once.
func TestWhatWasBegunIsNotAskedForTwice(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		target := func() session.Target { return d.target }
		d.flows.Look(d.entry(several), target)
		d.begins()
		d.flows.LookAway()
		d.flows.Look(d.entry(several), target)
		r.Settle()
		if got := d.statuses(); got != "partial working paused" || d.reads() != 1 || d.flows.Reading() {
			t.Errorf("%q after %d reads", got, d.reads())
		}
		d.now = d.now.Add(time.Hour)
		d.flows.LookAway()
		d.flows.Look(d.entry(several), target)
		d.begins()
		d.flows.Stop()
		r.Settle()
		if d.flows.Reading() {
			t.Error("it is still being read")
		}
	})
}

// What this window has changed is read at once, however young what is known is, and
// then once a minute again.
func TestWhatWasMadeHereIsReadAtOnce(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(several)
		read := d.reads()
		d.flows.ReadAnew(d.entry(failing).AttemptID, "") // of another one, which is not looked at
		d.flows.ReadAnew(d.entry(several).AttemptID, "")
		r.Settle()
		if got := d.reads(); got <= read {
			t.Fatalf("asked %d times, as before", got)
		}
		read = d.reads()
		d.now = d.now.Add(59 * time.Second)
		r.Fire()
		r.Settle()
		if got := d.reads(); got != read {
			t.Errorf("asked %d times, want %d", got, read)
		}
	})
}

// What was made here is shown as the register knows it while Platform is being asked,
// and Platform is asked also while nobody sits in front of the window, or while others
// read the same.
func TestWhatWasMadeHereIsShownAtOnce(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(waiting)
		before, read := len(d.flows.Flows()), d.reads()
		d.flows.SetAway(true)
		made := history.Dataflow{ID: "made", Name: "Made"}
		entry := d.entry(waiting)
		d.now = d.now.Add(time.Second)
		news := history.PlanNews{Made: &made, Event: history.Event{At: d.now, Kind: history.EventFlowMade, Flow: made.ID, FlowName: made.Name}}
		if err := d.Register.Plans.End(t.Context(), entry.AttemptID, "mark", news); err != nil {
			t.Fatal(err)
		}
		d.flows.ReadAnew(entry.AttemptID, made.ID)
		for len(d.flows.Flows()) == before {
			if !r.Step() {
				t.Fatal("it is not shown")
			}
		}
		r.Settle()
		if got := d.reads(); got <= read || len(d.flows.Flows()) != before+1 {
			t.Errorf("asked %d times, as before; there are %d dataflows", got, len(d.flows.Flows()))
		}
	})
}

// What was just made or changed comes before what fails, until another connection is looked
// at: it is what whoever has made it wants to see.
func TestWhatWasJustMadeComesFirst(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(several)
		before := d.statuses()
		flows := d.flows.Flows()
		last := flows[len(flows)-1].ID
		d.flows.ReadAnew(d.entry(several).AttemptID, last)
		r.Settle()
		if got := d.flows.Flows()[0].ID; got != last {
			t.Errorf("%s comes first, not %s", got, last)
		}
		d.flows.LookAway()
		d.look(several)
		if got := d.flows.Flows()[0].ID; got != last {
			t.Errorf("on coming back %s comes first, not %s", got, last)
		}
		d.look(failing)
		d.look(several)
		if got := d.statuses(); got != before {
			t.Errorf("after another connection they are %q, not %q", got, before)
		}
	})
}

// busyReader is a reader of dataflows that another is ahead of, once.
type busyReader struct {
	connection.FlowReader
	was bool
}

func (b *busyReader) Read(ctx context.Context, p provision.FlowPlatform, attemptID string) (history.Entry, []history.Dataflow, error) {
	if !b.was {
		b.was = true
		return history.Entry{}, nil, provision.ErrBusy
	}
	return b.FlowReader.Read(ctx, p, attemptID)
}

// What is to be read anew is, also where another was reading it when it was asked for.
func TestWhatIsBusyIsReadAfterwards(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(several)
		read := d.reads()
		flows := connection.NewDataflows(r, d.Register.Journal, &busyReader{FlowReader: d.Flows}, d.manage)
		flows.SetNow(func() time.Time { return d.now })
		entry := d.entry(several)
		flows.ReadAnew(entry.AttemptID, "")
		flows.Look(entry, func() session.Target { return d.target })
		r.Settle()
		if got := d.reads(); got != read {
			t.Errorf("asked %d times, want %d", got, read)
		}
		r.Fire()
		r.Settle()
		if got := d.reads(); got <= read {
			t.Errorf("asked %d times, as before", got)
		}
	})
}

// What is to be read anew is, also where another connection was looked at, and read, first.
func TestWhatIsReadInBetweenIsNotForgotten(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(several)
		d.now = d.now.Add(30 * time.Second)
		d.look(failing)
		r.Fire()
		r.Settle()
		d.look(several)
		d.flows.ReadAnew(d.entry(failing).AttemptID, "")
		d.now = d.now.Add(30 * time.Second)
		r.Fire()
		r.Settle() // that which is looked at is read
		read := d.reads()
		d.look(failing)
		r.Fire()
		r.Settle()
		if got := d.reads(); got != read+1 {
			t.Errorf("asked %d times, want %d", got, read+1)
		}
	})
}

// actingReader counts how often dataflows are read while one of them is asked to do something.
type actingReader struct {
	connection.FlowReader
	acting        func() bool
	reads, during int
}

func (a *actingReader) Read(ctx context.Context, p provision.FlowPlatform, attemptID string) (history.Entry, []history.Dataflow, error) {
	if ctx.Err() == nil {
		a.reads++
		if a.acting() {
			a.during++
		}
	}
	return a.FlowReader.Read(ctx, p, attemptID)
}

// What is asked for while something is done to a dataflow would be older than that: it is
// read afterwards.
func TestNothingIsReadWhileSomethingIsDone(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(several)
		reader := &actingReader{FlowReader: d.Flows}
		flows := connection.NewDataflows(r, d.Register.Journal, reader, d.manage)
		flows.SetNow(func() time.Time { return d.now })
		flows.Look(d.entry(several), func() session.Target { return d.target })
		r.Settle()
		partly := flows.Flows()[0].ID
		reader.acting = func() bool { return flows.Acts.Doing(partly) != "" }
		d.now = d.now.Add(time.Hour)
		flows.Read()
		flows.Acts.Pause(flows.Flows()[0])
		r.Settle()
		if reader.reads != 1 || reader.during != 0 {
			t.Errorf("read %d times, %d of them while it is paused", reader.reads, reader.during)
		}
	})
}

// Who turns to another connection while something is done to a dataflow asks for nothing
// before that is looked at for a while, as ever.
func TestWhatIsDoneElsewhereReadsNothing(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(several)
		read := d.reads()
		d.flows.Acts.Pause(d.flows.Flows()[0])
		d.look(failing)
		if got := d.reads(); got != read {
			t.Errorf("asked %d times, want %d", got, read)
		}
		r.Fire()
		r.Settle()
		if got := d.reads(); got != read+1 {
			t.Errorf("after a while asked %d times, want %d", got, read+1)
		}
	})
}

// stoppingReader is a reader of dataflows that is told to stop while it tries the last runs
// again, which have left by then.
type stoppingReader struct {
	connection.FlowReader
	stop func()
}

func (s *stoppingReader) RetryFailed(ctx context.Context, p provision.FlowPlatform, attemptID string, flow client.FlowID, told func(done, of int)) error {
	err := s.FlowReader.RetryFailed(ctx, p, attemptID, flow, told)
	s.stop()
	return err
}

// A stop that comes when all has been done stops nothing.
func TestStoppedTooLate(t *testing.T) {
	inSomeOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newFlowDesk(t, r)
		d.look(failing)
		reader := &stoppingReader{FlowReader: d.Flows}
		d.flows = connection.NewDataflows(r, d.Register.Journal, reader, d.manage)
		retrying := d.retrying(failing)
		reader.stop = retrying.Stop
		retrying.Begin()
		r.Settle()
		if f := retrying.Flows()[0]; f.Phase != connection.RetryDone || f.Done != f.Of {
			t.Errorf("%+v", f)
		}
	})
}
