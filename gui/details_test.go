package gui

import (
	"strings"
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// withDetails makes a connection and shows it as an entry of the register.
func withDetails(t *testing.T) *screen {
	t.Helper()
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.tap("progress.details")
	if !v.main.current.Opened() {
		t.Fatal("the panel still shows the steps")
	}
	return v
}

// others lets somebody else work on the connection that is shown.
func (v *screen) others(what practice.Elsewhere) {
	v.t.Helper()
	v.elsewhere(what, practice.SandboxProduction, v.state("id"))
}

// fact is the value of a fact on the overview, or "".
func (v *screen) fact(label string) string {
	for _, fact := range v.detailLists()[0].Items() {
		if fact.Title == label {
			return fact.Text
		}
	}
	return ""
}

// trail is what the history says has happened, newest first.
func (v *screen) trail() []string {
	var what []string
	for _, item := range v.detailLists()[1].Items() {
		what = append(what, item.Title)
	}
	return what
}

// expectTrail checks the newest lines of the trail.
func (v *screen) expectTrail(keys ...string) {
	v.t.Helper()
	got := v.trail()
	for i, key := range keys {
		if i >= len(got) || got[i] != parts.Tr(key) {
			v.t.Errorf("the trail is %q, want its line %d to be %q", got, i, parts.Tr(key))
			return
		}
	}
}

func TestDetailsOfASelectedEntry(t *testing.T) {
	v := withDetails(t)
	held := v.held()[0]
	v.expect("phase", "succeeded", "id", held.ID, "etag", held.ETag)
	for _, name := range []string{"details.id.copy", "details.etag.copy", "details.test", "details.replace", "details.browse", "details.more"} {
		if !v.visible(name) {
			t.Errorf("%s cannot be seen", name)
		}
	}
	entry := v.main.current.Entry()
	for label, want := range map[string]string{
		parts.Tr("details.org"): parts.Tr("account.practice"), parts.Tr("column.sandbox"): parts.Tr("details.production", "Sandbox", "prod"),
		parts.Say(model.FieldAccessKey.Label()): entry.AccessKeyHint, parts.Say(model.FieldBucket.Label()): parts.Tr("details.anyBucket"),
		parts.Tr("details.made"): parts.Tr("details.withCredential"),
	} {
		if got := v.fact(label); got != want || want == "" {
			t.Errorf("%s: %q, want %q", label, got, want)
		}
	}
	v.expectTrail("trail.testedWorking", "trail.created", "trail.attempted")
	v.tap("details.etag.copy")
	if v.clipboard() != held.ETag {
		t.Errorf("copied %q, want the etag %q", v.clipboard(), held.ETag)
	}
	v.command("details.copyAll")
	for _, want := range []string{held.ID, held.ETag, "Loyalty exports", parts.Tr("trail.created"), parts.Tr("details.trail")} {
		if !strings.Contains(v.clipboard(), want) {
			t.Errorf("%q is missing in the copied details:\n%s", want, v.clipboard())
		}
	}
}

// A test from the details keeps them in the panel, with what came of it.
func TestTestingFromTheDetails(t *testing.T) {
	v := withDetails(t)
	v.runner.held = true
	v.tap("details.test")
	if !v.says(parts.Tr("details.testing")) || !v.visible("details.stop") {
		t.Error("the page does not say that it is being tested")
	}
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpTest, Body: []byte(`{"result":false}`), Times: 1})
	v.runner.release()
	v.expect("phase", "succeeded", "problem", "testRefused")
	if !v.main.current.Opened() || !v.says(parts.Tr("problem.testRefused.now")) || !v.says(parts.Tr("problem.testRefused.doPractice", "Key", practice.AccessKeyWorks)) {
		t.Error("what came of the test is not in the panel")
	}
	v.expectTrail("trail.testedRefused", "trail.testedWorking")
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpTest, Drop: practice.DropBeforeCommit})
	v.tap("details.test")
	v.backend.practice.Behave()
	if v.state("problem") == "testRefused" || v.state("problem") == "" {
		t.Errorf("the problem is %q, not that the test could not be made", v.state("problem"))
	}
	v.expectTrail("trail.testFailed", "trail.testedRefused")
	v.tap("details.test")
	v.expect("problem", "")
}

func TestDetailsOfAnUnsettledAndAFailedEntry(t *testing.T) {
	v := withUnknown(t, "Lost")
	v.selectRow(0)
	v.expect("phase", "undecided", "problem", "outcomeUnknown")
	if !v.visible("details.findOut") || v.visible("details.replace") || !v.visible("details.more") {
		t.Error("the buttons are not those of an entry whose outcome is unknown")
	}
	v.expectTrail("trail.unknown", "trail.attempted")
	v.command("details.delete")
	v.expect("sheet", "", "toast", parts.Tr("details.notHeld", "Command", strings.TrimSuffix(parts.Tr("details.delete"), "…")))

	failed := startPractice(t)
	failed.backend.practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 403, Times: 1})
	failed.create("Forbidden", practice.AccessKeyWorks)
	failed.tap("progress.details")
	failed.expect("phase", "trouble", "problem", "permission")
	if !failed.says(parts.Tr("problem.permission.title")) || !failed.says(parts.Tr("problem.nothingCreated")) {
		t.Error("why it failed is not said any more")
	}
	failed.expectTrail("trail.failed", "trail.attempted")
	items := failed.detailLists()[1].Items()
	if !strings.Contains(items[0].Text, parts.Tr("problem.permission.title")) {
		t.Errorf("the trail does not say why: %q", items[0].Text)
	}
}

// What another copy of the app writes shows in the panel without a press.
func TestDetailsFollowTheRegister(t *testing.T) {
	v := withDetails(t)
	entry := v.main.current.Entry()
	err := v.backend.register.Journal.MarkDeleted(t.Context(), entry.AttemptID, true, history.Event{At: entry.StartedAt, Kind: history.EventGone})
	if err != nil {
		t.Fatal(err)
	}
	v.main.table.Reload()
	if !v.says(parts.Tr("details.gone")) {
		t.Error("the page does not say that it is gone")
	}
	if v.visible("details.replace") || v.visible("details.test") {
		t.Error("something can be done with a connection that is gone")
	}
}
