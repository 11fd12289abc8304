package batch_test

import (
	"bytes"
	"slices"
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// onAWS lets the desk be in the practice organization that has an IAM role.
func (d *desk) onAWS() {
	d.accounts.chosen.Account.OrgID = practice.OrgOnAWS
	d.accounts.chosen.Account.Sandbox = practice.SandboxDevelopment
	d.batch.Follow()
	d.runner.Settle()
}

func (d *desk) answerRole(role string) {
	d.accounts.role = &role
	d.batch.Follow()
	d.runner.Settle()
}

const byRoleTable = "Name,Access key ID,Secret access key,Bucket,Folder,Access by\n" +
	"By role,,,acme-landing,crm/daily,IAM role\n" +
	"Rôle,,,acme-orders,,rôle IAM\n" +
	"By keys,AKIAQ2W3E4R500000001," + secretKey + ",acme-data,,Keys\n" +
	"Both,AKIAQ2W3E4R500000002," + secretKey + ",acme-web,,IAM 角色\n" +
	"Neither,,,acme-web,,magic\n" +
	"No bucket,,,,,role\n"

// Rows may be by Adobe's role in place of keys, where the organization has it.
func TestByRole(t *testing.T) {
	someOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.onAWS()
		d.read(t, byRoleTable)
		want := []string{
			"ready", "ready", "ready", "doubtful batch.access.unused", "wrong batch.access.unknown", "wrong check.bucket.empty",
		}
		if got := d.states(); !slices.Equal(got, want) {
			t.Fatalf("%q", got)
		}
		d.batch.Rehearse(true)
		r.Settle()
		if d.keys.asked != 1 {
			t.Errorf("Amazon was asked about %d keys", d.keys.asked)
		}
		d.batch.Create(false)
		r.Settle()
		if got := d.batch.Counts(); got.Created != 3 {
			t.Fatalf("%+v: %q", got, d.states())
		}
		e := d.batch.Row(0).Entry
		if e.Auth != client.AuthRole || e.Bucket != "acme-landing" || e.FolderPath != "crm/daily" || e.AccessKeyHash != "" {
			t.Errorf("%+v", e)
		}
		if !bytes.Contains(d.batch.Results(sayEnglish, ','), []byte("IAM role")) {
			t.Error("the results do not say which is by role")
		}
	})
}

// Where there is no role, it is said as soon as that is known, and nothing is sent.
func TestNoRole(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, byRoleTable)
	d.batch.Rehearse(false)
	d.runner.Settle()
	if got := d.batch.Row(0); got.State != batch.Wrong || got.Problem.Name != "roleRefused" {
		t.Errorf("rehearsed: %d, %q", got.State, got.Problem.Name)
	}
	d.batch.Set(0, batch.Description, "Once more")
	d.batch.Create(true)
	d.runner.Settle()
	if got := d.batch.Row(0); got.State != batch.Failed || got.Entry.AttemptID != "" {
		t.Errorf("%d, %+v", got.State, got.Entry)
	}
	d.answerRole("")
	if got := d.states(); got[0] != "wrong batch.access.noRole" || got[1] != got[0] || got[2] != "created" {
		t.Errorf("%q", got)
	}
}

// A row that was mended to be by role is so when its file is read again.
func TestByRoleGoesOn(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.onAWS()
	d.read(t, tableOf(2))
	d.batch.Set(1, batch.Access, "IAM role")
	d.batch.Accept(1) // its keys are not used
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 400, Times: 2})
	d.create()
	d.again()
	d.read(t, tableOf(2))
	d.create()
	for row, want := range []client.Auth{"", client.AuthRole} {
		if e := d.batch.Row(row).Entry; e.Auth != want || e.State != history.Created {
			t.Errorf("row %d: %+v", row, e)
		}
	}
}
