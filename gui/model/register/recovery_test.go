package register_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/modeltest"
	"mooring/gui/model/register"
)

func TestRecoverySettlesWhatWasCutShort(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := modeltest.NewDesk(t, practice.Options{Dir: t.TempDir()}, 0)
		accounts, table := &accounts{practice: true}, register.NewTable(r, d.Register.Entries)
		table.ShowPractice(true)
		ctx := t.Context()
		entry := history.Entry{
			AttemptID: "0b0f5c5e-6a55-4d0b-8a68-0f5b9f4a3a11", APIKey: practice.APIKey, Name: "Cut short",
			Place: history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: practice.SandboxDevelopment},
		}
		if err := d.Register.Journal.Begin(ctx, entry); err != nil {
			t.Fatal(err)
		}
		if err := d.Register.Journal.Finish(ctx, entry.AttemptID, history.Outcome{State: history.Unknown}); err != nil {
			t.Fatal(err)
		}
		link, err := d.Sessions.Connect(ctx, accounts.Targets()(entry))
		if err != nil {
			t.Fatal(err)
		}
		form := model.NewS3Form()
		form.Set(model.FieldName, "Cut short")
		form.Set(model.FieldAccessKey, practice.AccessKeyWorks)
		form.Set(model.FieldSecretKey, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
		made, err := link.Client.CreateConnection(ctx, model.NewConnection(form))
		if err != nil {
			t.Fatal(err)
		}
		recovery := register.NewRecovery(r, d.Register.Journal, both{d.Service, d.Flows}, d.Ingest, d.Sessions, accounts)
		recovery.Recorded.Listen(table.Reload)
		recovery.Run(true)
		r.Settle()
		got, ok := table.Row(0)
		if !ok || got.State != history.Created || got.ConnectionID != made.ID || got.ETag != made.ETag {
			t.Errorf("entry %+v, want %v", got, made)
		}
		if recovery.Open() != 0 {
			t.Errorf("%d still open", recovery.Open())
		}
	})
}

// both are the parts of a Reconciler.
type both struct {
	*provision.Service
	*provision.Flows
}

// What a dataflow was asked to do when the app died, and whether one was made, is found
// out, too.
func TestRecoverySettlesWhatDataflowsWereAsked(t *testing.T) {
	r, ctx := modeltest.NewShuffled(1), t.Context()
	d := modeltest.NewDesk(t, practice.Options{Dir: t.TempDir()}, time.Millisecond)
	accounts := &accounts{practice: true}
	err := d.Practice.Elsewhere(ctx, practice.ElsewhereAdd, practice.OrgID, practice.SandboxProduction, "")
	if err != nil {
		t.Fatal(err)
	}
	link, err := d.Sessions.Connect(ctx, accounts.Targets()(history.Entry{Place: history.Place{Practice: true, Sandbox: practice.SandboxProduction}}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Service.Refresh(ctx, link.Client, link.Place, history.Source{APIKey: practice.APIKey}, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Flows.ReadAll(ctx, link.Client.Dataflows(), link.Place, nil); err != nil {
		t.Fatal(err)
	}
	var entry history.Entry
	err = d.Register.Entries.Each(ctx, history.Query{Practice: true}, func(e history.Entry) error {
		if e.Flows.Failing > 0 {
			entry = e
		}
		return nil
	})
	flows, failed := d.Register.Journal.Flows(ctx, entry.AttemptID)
	if err != nil || failed != nil || len(flows) == 0 {
		t.Fatal(err, failed, flows)
	}
	asked := history.Event{Kind: history.EventPausing, Flow: flows[0].ID, FlowName: flows[0].Name}
	if err := d.Register.Journal.Record(ctx, entry.AttemptID, asked); err != nil {
		t.Fatal(err)
	}
	cut := history.Plan{Mark: "5e1f00d1", Goal: history.PlanMake, Began: time.Now(), Name: "Cut short"}
	if err := d.Register.Plans.Keep(ctx, entry.AttemptID, cut, history.PlanNews{}); err != nil {
		t.Fatal(err)
	}
	told := 0
	recovery := register.NewRecovery(r, d.Register.Journal, both{d.Service, d.Flows}, d.Ingest, d.Sessions, accounts)
	recovery.Recorded.Listen(func() { told++ })
	recovery.Run(true)
	r.Settle()
	events, err := d.Register.Journal.Events(ctx, entry.AttemptID)
	has := func(kind history.EventKind) bool {
		return slices.ContainsFunc(events, func(e history.Event) bool { return e.Kind == kind })
	}
	if err != nil || !has(history.EventPauseFailed) || !has(history.EventFlowMakeFailed) || told == 0 {
		t.Errorf("the trail is %v, told %d times, %v", events, told, err)
	}
	if open, err := d.Register.Plans.Open(ctx, true); err != nil || len(open) > 0 {
		t.Errorf("still open: %v, %v", open, err)
	}
}

// looks notes each look at what is open, and whether it could sign in.
type looks struct {
	register.Reconciler
	signedIn []bool
}

func (l *looks) Settle(_ context.Context, platform func(history.Entry) (provision.FlowPlatform, error), _ bool, _ func(history.Begun, error)) error {
	_, err := platform(history.Entry{Place: history.Place{Practice: true}})
	l.signedIn = append(l.signedIn, err == nil)
	return nil
}

// late is somebody who has not entered what signs in yet.
type late struct{ accounts }

func (*late) Targets() func(history.Entry) session.Target {
	return func(history.Entry) session.Target { return session.Target{Elsewhere: true} }
}

// Who signs in while attempts are being looked up may be the one who can find out about
// those for which nobody could before: they are looked up once more.
func TestRecoveryGoesOnWithWhoSignsInMeanwhile(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := modeltest.NewDesk(t, practice.Options{Dir: t.TempDir()}, 0)
		found, who := &looks{Reconciler: both{d.Service, d.Flows}}, &struct{ register.Accounts }{&late{}}
		recovery := register.NewRecovery(r, d.Register.Journal, found, d.Ingest, d.Sessions, who)
		recovery.Run(true)
		who.Accounts = &accounts{practice: true}
		recovery.Run(true)
		recovery.Run(true)
		r.Settle()
		if want := []bool{false, true}; !slices.Equal(found.signedIn, want) {
			t.Errorf("signed in: %v, want %v", found.signedIn, want)
		}
	})
}
