package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/account"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// startOnAWS is the practice Platform in its organization on Amazon Web Services.
func startOnAWS(t *testing.T) *screen {
	t.Helper()
	v := startPractice(t)
	v.command("menu.scenarios")
	v.tap("scenario." + practice.ScenarioOrgOnAWS)
	v.expect("practice", "true", "focus", "create")
	name := parts.Tr("account.practiceOnAWS") // it is another organization than the other one
	if got := v.main.account.Bar.Accounts.Selected; got != name {
		t.Errorf("the chooser of accounts says %q", got)
	}
	if got := account.Organization(v.main.accounts); got != name {
		t.Errorf("the organization is called %q", got)
	}
	return v
}

// makeByRole makes a connection without any key.
func makeByRole(t *testing.T, bucket string) *screen {
	t.Helper()
	v := startOnAWS(t)
	v.choose("form.auth", parts.Tr("field.auth.role"))
	v.enter("form.bucket", bucket)
	v.tap("create")
	return v
}

// The choice is there for organizations that have the role, and for nobody else.
func TestRoleIsOfferedWhereThereIsOne(t *testing.T) {
	v := startPractice(t)
	v.main.accounts.SignIn()
	if v.visible("form.auth") {
		t.Error("it is offered on Azure")
	}
	v = startOnAWS(t)
	if !v.visible("form.auth") || !v.visible("form.accessKey") || v.visible("s3.bucketPolicy") {
		t.Error("it is not offered on AWS, or keys are not what it begins with")
	}
	v.choose("form.auth", parts.Tr("field.auth.role"))
	for name, want := range map[string]bool{
		"form.accessKey": false, "form.secretKey": false, "s3.more": false, "s3.check": false, "s3.fill": false,
		"form.bucket": true, "form.folder": true, "s3.bucketPolicy": true, "form.auth": true,
	} {
		if v.visible(name) != want {
			t.Errorf("by role, %s is shown: %v", name, !want)
		}
	}
	v.tap("create") // without a bucket
	v.expect("phase", "idle", "focus", "form.bucket")
	v.wantError(model.FieldBucket, "check.bucket.empty")
	v.choose("form.auth", parts.Tr("field.auth.keys"))
	if !v.visible("form.accessKey") || v.visible("form.bucket") || !v.visible("s3.more") {
		t.Error("back to keys, the form is another one")
	}
	v.choose("form.auth", parts.Tr("field.auth.role"))
	v.main.accounts.ChoosePractice() // on Azure
	v.main.accounts.SignIn()
	if v.visible("form.auth") || model.ByRole(v.main.form) {
		t.Error("the choice stays in an organization that has no role")
	}
}

// The policy is shown ready to be pasted, and says how it is added to another.
func TestBucketPolicyIsCopied(t *testing.T) {
	v := startOnAWS(t)
	v.choose("form.auth", parts.Tr("field.auth.role"))
	v.tap("s3.bucketPolicy")
	v.expect("sheet", "", "focus", "form.bucket") // of which bucket?
	v.enter("form.bucket", "acme-landing")
	v.enter("form.folder", "crm/daily")
	v.tap("s3.bucketPolicy")
	v.expect("sheet", "bucketPolicy")
	if !v.says(parts.Tr("amazon.bucketPolicyFiles", "Files", "acme-landing/crm/daily/*")) {
		t.Error("what it lets Adobe read cannot be read")
	}
	v.tap("bucketPolicy.copy")
	copied := v.clipboard()
	for _, part := range []string{practice.AdobeRole, `"arn:aws:s3:::acme-landing/crm/daily/*"`, `"arn:aws:s3:::acme-landing"`} {
		if !strings.Contains(copied, part) {
			t.Errorf("%s is not in\n%s", part, copied)
		}
	}
}

// A connection is made without any key, and nothing about it asks for one.
func TestCreateByRole(t *testing.T) {
	v := makeByRole(t, "acme-landing")
	v.expect("phase", "succeeded", "problem", "", "focus", "result.id.copy")
	entry := v.main.attempt.Entry()
	if entry.Auth != client.AuthRole || entry.Bucket != "acme-landing" || entry.Test != history.Working || entry.AccessKeyHint != "" {
		t.Errorf("entry %+v", entry)
	}
	if !v.says(parts.Tr("step.entries")) || v.says(parts.Tr("step.keys")) {
		t.Error("the steps speak of keys")
	}
	v.tap("progress.details")
	if v.visible("details.replace") || !v.visible("details.bucketPolicy") || !v.visible("details.browse") || !v.says(parts.Tr("details.byRole")) {
		t.Error("its details speak of keys, or do not say that there are none")
	}
	v.tap("details.bucketPolicy")
	v.expect("sheet", "bucketPolicy")
}

// Where the policy is missing, it is what is offered in place of other keys.
func TestBucketWithoutPolicy(t *testing.T) {
	v := makeByRole(t, practice.BucketWithoutPolicy)
	v.expect("phase", "succeeded", "problem", "testRefusedRole")
	if v.visible("progress.replace") || v.visible("s3.check") || !v.visible("s3.bucketPolicy") {
		t.Error("keys are offered to be checked or replaced")
	}
	v.tap("s3.bucketPolicy")
	v.expect("sheet", "bucketPolicy")
}

// An organization on Azure that is asked all the same answers no, and the words say why.
func TestRoleIsRefusedOnAzure(t *testing.T) {
	v := startPractice(t)
	v.main.form.Set(model.FieldAuth, string(client.AuthRole)) // as of a duplicate
	v.main.accounts.Changed.Emit()
	if model.ByRole(v.main.form) || v.visible("form.auth") {
		t.Error("the form is for a role that the organization has not")
	}
	v.main.attempt.Create(v.main.accounts.Target(), client.NewConnection{
		Name: "By role", Auth: client.AuthRole, S3: client.S3Credentials{Bucket: "acme-landing"},
	}, false)
	v.expect("phase", "trouble", "problem", "roleRefused")
	if !v.says(parts.Tr("problem.roleRefused.cause")) || !v.says(parts.Tr("problem.roleRefused.do")) {
		t.Error("why, or what to do, cannot be seen")
	}
	if again := model.ExplainRecorded(v.main.attempt.Entry()); again.Name != "roleRefused" {
		t.Errorf("later it is told as %q", again.Name)
	}
}

// Wherever other keys would be offered, one by role gets the policy of its bucket.
func TestNoKeysOfARole(t *testing.T) {
	v := makeByRole(t, practice.BucketWithoutPolicy)
	entry := v.main.attempt.Entry()
	v.tap("progress.details")
	if !v.menuItem("details.replace").Disabled {
		t.Error("the menu offers other keys")
	}
	v.menuItem("details.replace").Action() // as by its key
	v.expect("sheet", "roleNoKeys")
	if !v.says(parts.Tr("problem.roleNoKeys.do")) {
		t.Error("what to do instead cannot be read")
	}
	v.main.stage.CloseOnTop()
	v.main.panel.actions.Browse(entry)
	v.expect("sheet", "browse")
	if v.visible("browse.replace") || !v.visible("browse.policy") {
		t.Error("where its files are refused, other keys are offered, or no policy")
	}
	v.tap("browse.policy")
	v.expect("sheet", "bucketPolicy")
}

// The folder of the policy is remembered with the connection: its policy is the same
// again, and a copy of it is for the same folder.
func TestFolderOfAPolicyIsKept(t *testing.T) {
	v := startOnAWS(t)
	v.choose("form.auth", parts.Tr("field.auth.role"))
	v.enter("form.bucket", "acme-landing")
	v.enter("form.folder", "crm/daily")
	v.tap("create")
	v.expect("phase", "succeeded")
	v.tap("progress.details")
	v.tap("details.bucketPolicy")
	v.expect("sheet", "bucketPolicy")
	if !v.says(parts.Tr("amazon.bucketPolicyFiles", "Files", "acme-landing/crm/daily/*")) {
		t.Error("the policy is for all of the bucket")
	}
	v.key(fyne.KeyEscape)
	v.command("details.duplicate")
	if got := v.main.form.Value(model.FieldFolder); got != "crm/daily" || !model.ByRole(v.main.form) {
		t.Errorf("the copy is for %q", got)
	}
}

// A copy of a connection by role, made for an organization that has none, says that it
// needs keys.
func TestCopyWithoutARole(t *testing.T) {
	v := makeByRole(t, "acme-landing")
	entry := v.main.attempt.Entry()
	v.command("menu.new")
	v.main.accounts.ChoosePractice() // on Azure
	v.main.accounts.SignIn()
	v.main.panel.duplicate(entry)
	v.expect("toast", parts.Tr("duplicate.noRole", "Name", entry.Name))
	if model.ByRole(v.main.form) || !v.visible("form.accessKey") {
		t.Error("the form is for a role that the organization has not")
	}

	// Where that is found out only later, it is told then.
	v.main.stage.Toast.Hide()
	v.main.form.Set(model.FieldAuth, string(client.AuthRole))
	v.expect("toast", parts.Tr("role.none"))
}
