package create_test

import (
	"strings"
	"testing"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/model/modeltest"
)

// Which organization has a role is asked once, and told from other troubles.
func TestRole(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		role := create.NewRole(r, d.Sessions)
		azure, aws, nowhere := d.target, d.target, d.target
		aws.Account.OrgID = practice.OrgOnAWS
		nowhere.Account.Sandbox = ""
		for range 2 {
			role.Look(azure)
			role.Look(aws)
			role.Look(nowhere)
			r.Settle()
		}
		if arn, answered := role.Of(aws); arn != practice.AdobeRole || !answered {
			t.Errorf("on AWS: %q, %v", arn, answered)
		}
		if arn, answered := role.Of(azure); arn != "" || !answered {
			t.Errorf("on Azure: %q, %v", arn, answered)
		}
		aws.Account.Sandbox = practice.SandboxProduction
		if arn, _ := role.Of(aws); arn != practice.AdobeRole {
			t.Error("another sandbox of the organization is another organization")
		}
		var why model.Problem
		role.Ask(azure, func(_ string, problem model.Problem) { why = problem })
		r.Settle()
		if why.Name != "roleRefused" {
			t.Errorf("why not: %q", why.Name)
		}
	})
}

// An answer that says nothing of roles is asked for again after the next sign-in.
func TestRoleIsAskedAgain(t *testing.T) {
	r := modeltest.NewShuffled(1)
	d := newDesk(t, r)
	role := create.NewRole(r, d.Sessions)
	d.target.Account.OrgID = practice.OrgOnAWS
	d.Practice.Misbehave(practice.Fault{Op: practice.OpConfigs, Status: 403, Times: 1})
	for range 2 {
		role.Look(d.target)
		r.Settle()
	}
	if _, answered := role.Of(d.target); answered {
		t.Error("a right that is missing is taken for an answer")
	}
	role.Again()
	role.Look(d.target)
	r.Settle()
	if arn, _ := role.Of(d.target); arn != practice.AdobeRole {
		t.Errorf("after the next sign-in: %q", arn)
	}
}

// A form for the role asks for a bucket and for nothing of keys, whatever was typed
// before.
func TestFormByRole(t *testing.T) {
	form := model.NewS3Form()
	form.Set(model.FieldAccessKey, "no key")
	form.Set(model.FieldAuth, string(client.AuthRole))
	if form.Empty() || form.CheckAll() != model.FieldName {
		t.Error("keys that were typed before count, or nothing does")
	}
	form.Set(model.FieldName, "By role")
	if wrong := form.CheckAll(); wrong != model.FieldBucket {
		t.Errorf("without a bucket %q is wrong", wrong)
	}
	form.Set(model.FieldBucket, "acme-landing")
	form.Set(model.FieldFolder, "crm")
	if wrong := form.CheckAll(); wrong != model.FieldNone {
		t.Errorf("%q is wrong", wrong)
	}
	want := client.NewConnection{Name: "By role", Auth: client.AuthRole, S3: client.S3Credentials{Bucket: "acme-landing", FolderPath: "crm"}}
	if got := model.NewConnection(form); got != want {
		t.Errorf("%+v", got)
	}
	if policy, err := create.BucketPolicy(practice.AdobeRole, form); err != nil || !strings.Contains(policy, "acme-landing/crm/*") {
		t.Errorf("%v in %s", err, policy)
	}
	model.FillAmazon(form, credentials.AmazonKey{AccessKeyID: practice.AccessKeyWorks, SecretAccessKey: client.NewSecret("x")})
	if model.ByRole(form) {
		t.Error("a file with keys is filled in, and the role stays chosen")
	}
	form.Set(model.FieldAuth, string(client.AuthRole))
	form.Clear()
	if model.ByRole(form) || !form.Empty() {
		t.Error("an emptied form is for the role")
	}
}

// Where the bucket keeps the role out, it is its policy that is spoken of, and no key.
func TestBucketKeepsRoleOut(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.target.Account.OrgID = practice.OrgOnAWS
		d.form.Set(model.FieldName, "By role")
		d.form.Set(model.FieldAuth, string(client.AuthRole))
		d.form.Set(model.FieldBucket, practice.BucketWithoutPolicy)
		d.create(false)
		problem := d.attempt.Problem()
		if d.attempt.Phase() != create.Succeeded || problem.Name != "testRefusedRole" || problem.Said.Empty() || d.attempt.Entry().Test != history.Refused {
			t.Errorf("phase %v, problem %+v", d.attempt.Phase(), problem)
		}
		if again := model.ExplainRefused(d.attempt.Entry(), false); again.Name != "testRefusedRole" {
			t.Errorf("later: %+v", again)
		}
	})
}
