package gui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// startBusy begins an attempt that has not done anything yet.
func startBusy(t *testing.T) *screen {
	t.Helper()
	v := startPractice(t)
	v.fill("Loyalty exports", practice.AccessKeyWorks)
	v.runner.held = true
	v.tap("create")
	v.expect("phase", "working")
	return v
}

func TestBusyDisablesTheForms(t *testing.T) {
	v := startBusy(t)
	for _, name := range []string{
		"account", "account.more", "signIn", "signIn.method", "form.sandbox", "form.orgID", "form.apiKey", "form.clientSecret",
		"form.name", "form.description", "form.accessKey", "form.secretKey", "create",
	} {
		if !v.disabled(name) {
			t.Errorf("%s can be used while an attempt is under way", name)
		}
	}
	if !v.visible("progress.stop") || v.visible("progress.next") {
		t.Error("the buttons of the page are not those of an attempt under way")
	}
	v.runner.release()
	v.expect("phase", "succeeded")
	for _, name := range []string{"account", "form.orgID", "signIn"} {
		if v.disabled(name) {
			t.Errorf("%s is still disabled", name)
		}
	}
	if v.visible("progress.stop") {
		t.Error("there is nothing to stop any more")
	}
}

// The menu and the banner reach the same as the pages, and must not change
// under an attempt what it was begun with.
func TestBusyStopsTheCommands(t *testing.T) {
	commands := []string{
		"menu.new", "signIn.button", "account.new", "account.practice", "account.rename", "account.addresses", "account.remove",
		"register.test", "progress.findOut", "register.forget", "menu.scenarios", "fill.clipboard", "check.button", "settings.title",
	}
	for _, key := range commands {
		t.Run(key, func(t *testing.T) {
			v := startBusy(t)
			v.command(key)
			if key == "menu.scenarios" && v.state("sheet") != "" {
				v.tap("scenario." + practice.ScenarioOrgWithoutRight)
			}
			v.expect("phase", "working", "practice", "true", "signedIn", "yes")
			if got := v.main.form.Value(model.FieldName); got != "Loyalty exports" {
				t.Errorf("the name is now %q", got)
			}
			if got := v.main.accounts.Form.Value(model.FieldOrgID); got != practice.OrgID {
				t.Errorf("the organization is now %q", got)
			}
			v.runner.release()
			v.expect("phase", "succeeded", "practice", "true", "rows", "1")
		})
	}
	t.Run("the bar", func(t *testing.T) {
		v := startBusy(t)
		if !v.disabled("account") || !v.disabled("form.sandbox") {
			t.Error("the account can be changed while it is used")
		}
		v.runner.release()
		v.expect("phase", "succeeded", "practice", "true", "rows", "1")
	})
}

func TestStopBeforeAnythingWasSent(t *testing.T) {
	v := startBusy(t)
	v.tap("progress.stop")
	v.expect("phase", "stopping")
	if !v.disabled("progress.stop") || !v.says(parts.Tr("progress.stopping")) {
		t.Error("it does not say that it is stopping")
	}
	v.runner.release()
	v.expect("phase", "trouble", "problem", "canceled", "rows", "0")
	if n := len(v.held()); n != 0 {
		t.Errorf("%d connections", n)
	}
	v.tap("create")
	v.expect("phase", "succeeded", "rows", "1")
}

// Stopped once the request has left: what it did is found out all the same.
func TestStopAfterTheRequestHasLeft(t *testing.T) {
	v := startPractice(t)
	v.fill("Loyalty exports", practice.AccessKeyLostAnswer)
	stop := v.main.attempt.Changed.Listen(func() {
		// The answer is lost: from then on the list is asked.
		if slices.ContainsFunc(v.backend.practice.Requests(), func(r practice.Request) bool { return r.Op == practice.OpCreate }) {
			v.main.attempt.Cancel()
		}
	})
	v.tap("create")
	stop()
	entry := v.main.attempt.Entry()
	if held := v.held(); len(held) != 1 || entry.State == history.Failed || v.state("rows") != "1" {
		t.Errorf("Platform holds %d, the register says %s", len(held), entry.State)
	}
}

func TestQuitAsksWhileBusy(t *testing.T) {
	v := startBusy(t)
	v.main.onClose()
	v.expect("sheet", "quit")
	v.press(parts.Tr("quit.stay"))
	v.expect("sheet", "")
	v.runner.release()
	v.expect("phase", "succeeded")
	v.main.onClose()
	v.expect("sheet", "")
}

func TestSheetsDoNotPileUp(t *testing.T) {
	v := startBusy(t)
	v.main.onClose()
	v.main.onClose() // the close button once more
	v.press(parts.Tr("quit.stay"))
	if top := v.canvas().Overlays().Top(); top != nil {
		t.Error("a second sheet lies under the first")
	}
}

func TestEscapeClosesASheet(t *testing.T) {
	v := startPractice(t)
	v.focus("form.name")
	v.command("menu.about")
	v.expect("sheet", "about")
	v.key(fyne.KeyEscape)
	v.expect("sheet", "", "focus", "form.name")
}
