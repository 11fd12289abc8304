package register_test

import (
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
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
		recovery := register.NewRecovery(r, d.Register.Journal, d.Service, d.Sessions, accounts)
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
