package model_test

import (
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/model/register"
)

func TestRecoverySettlesWhatWasCutShort(t *testing.T) {
	d := newDesk(t)
	d.accounts.ChoosePractice()
	d.table.ShowPractice(true)
	ctx := t.Context()
	entry := history.Entry{
		AttemptID: "0b0f5c5e-6a55-4d0b-8a68-0f5b9f4a3a11", APIKey: practice.APIKey, Name: "Cut short",
		Place: history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: practice.SandboxDevelopment},
	}
	if err := d.register.Journal.Begin(ctx, entry); err != nil {
		t.Fatal(err)
	}
	if err := d.register.Journal.Finish(ctx, entry.AttemptID, history.Outcome{State: history.Unknown}); err != nil {
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
	recovery := register.NewRecovery(d.runner, d.register.Journal, d.service, d.connector, d.accounts)
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
