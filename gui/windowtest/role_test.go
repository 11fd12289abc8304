//go:build window

package windowtest

import (
	"strings"
	"testing"

	"mooring/client"
	"mooring/client/practice"
)

// A connection without any key, by mouse in three languages and by keyboard alone: the
// choice, the policy to be pasted, the connection, and its details.
func TestByRole(t *testing.T) {
	big := OpenDisplay(t, bigScreen)
	for _, s := range []speech{{"en-100", "en_US.UTF-8", "1"}, {"fr-100", "fr_FR.UTF-8", "1"}, {"zh-200", "zh_CN.UTF-8", "2"}} {
		t.Run(s.tag, func(t *testing.T) {
			app := s.start(t, big)
			app.WaitState("welcome", "true")
			app.Click("welcome.practice")
			app.ready()
			app.toAWS()
			app.Screenshot("role-" + s.tag + "-1-offered")
			app.Choose("form.auth", 1)
			app.Fill("form.bucket", "acme-landing")
			app.Fill("form.folder", "crm/daily")
			app.Screenshot("role-" + s.tag + "-2-filled")
			app.Click("s3.bucketPolicy")
			app.WaitState("sheet", "bucketPolicy")
			app.Screenshot("role-" + s.tag + "-3-policy")
			app.SetClipboard("nothing yet")
			app.Click("bucketPolicy.copy")
			app.expectPolicy()
			app.Key("Escape")
			app.WaitState("sheet", "")
			app.Click("create")
			app.WaitState("phase", "succeeded")
			app.Screenshot("role-" + s.tag + "-4-created")
			app.expectByRole()
			app.Click("progress.details")
			app.wait("its details", startLimit, func() bool { return app.Visible("details.bucketPolicy") })
			app.Screenshot("role-" + s.tag + "-5-details")
			app.Close()
		})
	}
	t.Run("keyboard", func(t *testing.T) {
		app := startPractice(t)
		app.toAWS()
		app.TabTo("form.auth")
		app.ChooseByKey("form.auth", 1)
		app.TabTo("form.bucket")
		app.Type("acme-landing")
		app.TabTo("form.folder")
		app.Type("crm/daily")
		app.TabTo("s3.bucketPolicy")
		app.Key("space")
		app.WaitState("sheet", "bucketPolicy")
		app.SetClipboard("nothing yet")
		app.TabTo("bucketPolicy.copy")
		app.Key("space")
		app.expectPolicy()
		app.Key("Escape")
		app.WaitState("sheet", "")
		app.TabTo("create")
		app.Key("space")
		app.WaitState("phase", "succeeded")
		app.expectByRole()
		app.Close()
	})
}

// toAWS goes to the practice organization that runs on Amazon Web Services, and waits
// until its role is offered.
func (a *App) toAWS() {
	a.t.Helper()
	a.Key("ctrl+shift+p")
	a.WaitState("sheet", "scenarios")
	a.TabTo("scenario." + practice.ScenarioOrgOnAWS)
	a.Key("space")
	a.WaitState("sheet", "")
	a.wait("the role to be offered", startLimit, func() bool { return a.Visible("form.auth") })
}

// expectPolicy holds that the policy of the bucket is in the clipboard.
func (a *App) expectPolicy() {
	a.t.Helper()
	a.WaitClipboardFunc("hold the policy", func(got string) bool {
		return strings.Contains(got, practice.AdobeRole) && strings.Contains(got, `"arn:aws:s3:::acme-landing/crm/daily/*"`)
	})
}

// expectByRole holds that the one connection is by role, here and on Platform.
func (a *App) expectByRole() {
	a.t.Helper()
	entry := a.expectOne()
	made := a.Made()
	if entry.Auth != client.AuthRole || entry.Bucket != "acme-landing" || entry.AccessKeyHint != "" ||
		len(made) != 1 || made[0].AuthName != "IAMRole Based" || made[0].AccessKeyID != "" || made[0].FolderPath != "" {
		a.t.Errorf("the register holds %+v, Platform %+v", entry, made)
	}
}
