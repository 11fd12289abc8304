package model_test

import (
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/model/register"
)

func TestCreateShowsTheResultAndRecordsIt(t *testing.T) {
	d := newDesk(t)
	d.accounts.ChoosePractice()
	d.table.ShowPractice(true)
	d.fill("Loyalty exports", practice.AccessKeyWorks)
	d.create(false)
	if d.attempt.Phase() != create.Succeeded || !d.attempt.Problem().Empty() {
		t.Fatalf("phase %v, problem %+v", d.attempt.Phase(), d.attempt.Problem())
	}
	for _, step := range create.Steps {
		if got := d.attempt.Step(step); got != create.StepDone {
			t.Errorf("step %v is %v", step, got)
		}
	}
	entry := d.attempt.Entry()
	if entry.ConnectionID == "" || entry.ETag == "" || entry.Test != history.Working {
		t.Errorf("entry %+v", entry)
	}
	shown, ok := d.table.Row(0)
	if !ok || shown.ConnectionID != entry.ConnectionID || shown.ETag != entry.ETag {
		t.Errorf("row %+v", shown)
	}
}

func TestDoubleClickMakesOneConnection(t *testing.T) {
	d := newDesk(t)
	d.accounts.ChoosePractice()
	d.fill("Once", practice.AccessKeyWorks)
	runner := &stuck{}
	attempt := create.NewAttempt(runner, d.connector, d.service)
	for range 2 {
		attempt.Create(d.accounts.Target(), model.NewConnection(d.form), false, func(bool) {})
	}
	if !attempt.Busy() {
		t.Fatal("not busy")
	}
	attempt.Cancel()
	if attempt.Phase() != create.Stopping {
		t.Errorf("phase %v after Cancel", attempt.Phase())
	}
	attempt.Show(history.Entry{AttemptID: "other"})
	if attempt.Entry().AttemptID == "other" {
		t.Error("another entry took the card while an attempt was under way")
	}
}

func TestTwinIsNotCreatedUnseen(t *testing.T) {
	d := newDesk(t)
	d.accounts.ChoosePractice()
	d.table.ShowPractice(true)
	d.fill("Loyalty exports", practice.AccessKeyWorks)
	d.create(false)
	d.create(false)
	if d.attempt.Phase() != create.Trouble || d.attempt.Problem().Name != "twinName" || len(d.attempt.Twins()) == 0 {
		t.Fatalf("phase %v, problem %+v", d.attempt.Phase(), d.attempt.Problem())
	}
	if d.table.Count() != 1 {
		t.Errorf("%d entries", d.table.Count())
	}
	d.fill("Another name", practice.AccessKeyWorks)
	d.create(false)
	if d.attempt.Problem().Name != "twinKey" {
		t.Errorf("problem %+v", d.attempt.Problem())
	}
	d.create(true)
	if d.attempt.Phase() != create.Succeeded || d.table.Count() != 2 {
		t.Errorf("phase %v, %d entries", d.attempt.Phase(), d.table.Count())
	}
}

func TestRefusedKeysKeepTheConnection(t *testing.T) {
	d := newDesk(t)
	d.accounts.ChoosePractice()
	d.fill("Web logs", practice.AccessKeyRefused)
	d.create(false)
	if d.attempt.Phase() != create.Succeeded || d.attempt.Problem().Name != "testRefused" {
		t.Fatalf("phase %v, problem %+v", d.attempt.Phase(), d.attempt.Problem())
	}
	if d.attempt.Step(provision.StepTest) != create.StepWarned {
		t.Errorf("step %v", d.attempt.Step(provision.StepTest))
	}
	d.attempt.Test(d.accounts.TargetFor(d.attempt.Entry()), d.attempt.Entry())
	if d.attempt.Entry().Test != history.Refused || d.attempt.Problem().Name != "testRefused" {
		t.Errorf("tested again: %+v", d.attempt.Entry())
	}
}

func TestLostAnswerIsFoundAgain(t *testing.T) {
	d := newDesk(t)
	d.accounts.ChoosePractice()
	d.fill("Lost", practice.AccessKeyLostAnswer)
	d.create(false)
	if d.attempt.Phase() != create.Succeeded || d.attempt.Entry().ConnectionID == "" {
		t.Fatalf("phase %v, problem %+v", d.attempt.Phase(), d.attempt.Problem())
	}
}

func TestMissingRightPointsTheWay(t *testing.T) {
	d := newDesk(t)
	d.accounts.ChoosePractice()
	d.accounts.Form.Set(model.FieldOrgID, practice.OrgWithoutRight)
	d.fill("Forbidden", practice.AccessKeyWorks)
	d.create(false)
	if d.attempt.Phase() != create.Trouble || d.attempt.Problem().Name != "permissionSources" {
		t.Fatalf("phase %v, problem %+v", d.attempt.Phase(), d.attempt.Problem())
	}
	if d.attempt.Problem().Details == "" {
		t.Error("no details for a technician")
	}
	if d.attempt.Entry().State != history.Failed {
		t.Errorf("entry %+v", d.attempt.Entry())
	}
}

func TestSandboxThatIsBeingReset(t *testing.T) {
	d := newDesk(t)
	d.accounts.ChoosePractice()
	d.accounts.Form.Set(model.FieldSandbox, practice.SandboxResetting)
	d.fill("Nowhere", practice.AccessKeyWorks)
	d.create(false)
	if p := d.attempt.Problem(); p.Name != "sandboxInactive" || p.Field != model.FieldSandbox {
		t.Fatalf("problem %+v", p)
	}
	if d.attempt.Entry().AttemptID != "" {
		t.Error("something was journalled although nothing was to be sent")
	}
}

func ids(names ...client.ConnectionID) []client.ConnectionID { return names }

func TestRecordedEntriesExplainThemselves(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		entry history.Entry
		phase create.Phase
		name  string
	}{
		{history.Entry{State: history.Unknown}, create.Undecided, "outcomeUnknown"},
		{history.Entry{State: history.Pending}, create.Undecided, "stillPending"},
		{history.Entry{State: history.Unknown, Candidates: ids("a", "b")}, create.Undecided, "ambiguous"},
		{history.Entry{State: history.Failed}, create.Trouble, "notCreated"},
		{history.Entry{State: history.Failed, Problem: history.Problem{Code: "FLOW-2121-403"}}, create.Trouble, "permissionSources"},
		{history.Entry{State: history.Created, Test: history.Working}, create.Succeeded, ""},
		{history.Entry{State: history.Created, Test: history.Refused}, create.Succeeded, "testRefused"},
	} {
		c.entry.AttemptID = "x"
		d.attempt.Show(c.entry)
		if d.attempt.Phase() != c.phase || d.attempt.Problem().Name != c.name {
			t.Errorf("%+v: phase %v, problem %q, want %v, %q", c.entry, d.attempt.Phase(), d.attempt.Problem().Name, c.phase, c.name)
		}
	}
}

func TestRecoverySettlesWhatWasCutShort(t *testing.T) {
	d := newDesk(t)
	d.accounts.ChoosePractice()
	d.table.ShowPractice(true)
	ctx := t.Context()
	entry := history.Entry{
		AttemptID: "0b0f5c5e-6a55-4d0b-8a68-0f5b9f4a3a11", APIKey: practice.APIKey, Name: "Cut short",
		Place: history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: practice.SandboxDevelopment},
	}
	if err := d.register.Begin(ctx, entry); err != nil {
		t.Fatal(err)
	}
	if err := d.register.Finish(ctx, entry.AttemptID, history.Outcome{State: history.Unknown}); err != nil {
		t.Fatal(err)
	}
	link, err := d.connector.Connect(ctx, d.accounts.TargetFor(entry))
	if err != nil {
		t.Fatal(err)
	}
	d.fill("Cut short", practice.AccessKeyWorks)
	made, err := link.Client.CreateConnection(ctx, model.NewConnection(d.form))
	if err != nil {
		t.Fatal(err)
	}
	recovery := register.NewRecovery(d.runner, d.register, d.service, d.connector, d.accounts)
	recovery.Recorded.Listen(d.table.Reload)
	recovery.Run(true)
	got, ok := d.table.Row(0)
	if !ok || got.State != history.Created || got.ConnectionID != made.ID || got.ETag != made.ETag {
		t.Errorf("entry %+v, want %v", got, made)
	}
	if recovery.Open() != 0 {
		t.Errorf("%d still open", recovery.Open())
	}
}
