package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

const otherKey = "AKIAOTHERKEYXEXAMPLE"

// typeKeys fills in the sheet that replaces keys.
func (v *screen) typeKeys(id string) {
	v.t.Helper()
	v.enter("replace.accessKey", id)
	v.enter("replace.secretKey", exampleSecretKey)
}

// patched counts the requests to change a connection.
func (v *screen) patched() int {
	n := 0
	for _, r := range v.backend.practice.Requests() {
		if r.Op == practice.OpPatch {
			n++
		}
	}
	return n
}

// Without the drop-down of regions, the field for the address says that it takes one.
func TestReplaceKeysTakesARegion(t *testing.T) {
	v := withDetails(t)
	v.tap("details.replace")
	if !v.says(parts.Tr("field.regionOrURL.label")) || v.says(parts.Say(model.FieldServiceURL.Label())) {
		t.Error("it does not say that a region is taken")
	}
	v.enter("replace.serviceURL", "Paris")
	v.canvas().FocusNext()
	in := v.input("replace.serviceURL")
	if in.View.Action() != parts.Tr("mend.correct") {
		t.Fatalf("it offers %q", in.View.Action())
	}
	in.View.TapAction()
	if got := in.Entry.Text; got != "https://s3.eu-west-3.amazonaws.com/" {
		t.Errorf("it became %q", got)
	}
}

func TestReplaceKeys(t *testing.T) {
	v := withDetails(t)
	before := v.held()[0]
	v.tap("details.replace")
	v.expect("sheet", "replace", "focus", "replace.accessKey")
	v.key(fyne.KeyReturn)
	if v.patched() != 0 || !v.sheetShows(parts.Tr("check.accessKey.empty")) {
		t.Error("it was sent without keys, or does not say what is missing")
	}
	v.expect("sheet", "replace", "focus", "replace.accessKey")
	v.typeKeys(otherKey)
	v.enter("replace.bucket", "acme-exports")
	v.key(fyne.KeyReturn)
	v.expect("sheet", "replaced", "problem", "")
	after := v.held()[0]
	if after.ID != before.ID || after.ETag == before.ETag || after.AccessKeyID != otherKey || after.Bucket != "acme-exports" {
		t.Errorf("Platform holds %+v", after)
	}
	v.expect("etag", after.ETag)
	v.press(parts.Tr("close.button"))
	v.expect("sheet", "", "etag", after.ETag, "rows", "1")
	if got := v.fact(parts.Say(model.FieldBucket.Label())); got != "acme-exports" {
		t.Errorf("the panel shows the bucket %q", got)
	}
	v.expectTrail("trail.testedWorking", "trail.updated", "trail.updating")
}

// What was typed goes only if one says so: Amazon shows a secret key once. Then it is gone
// with the sheet: from its model, and from its inputs.
func TestReplacedKeysAreForgotten(t *testing.T) {
	v := withDetails(t)
	v.tap("details.replace")
	v.typeKeys(otherKey)
	fields := []model.Field{model.FieldAccessKey, model.FieldSecretKey, model.FieldSessionToken, model.FieldBucket, model.FieldFolder, model.FieldServiceURL}
	inputs := map[model.Field]*input{}
	for _, field := range fields {
		inputs[field] = v.input("replace." + string(field))
	}
	v.key(fyne.KeyEscape)
	v.expect("sheet", "leave")
	v.key(fyne.KeyEscape)
	v.expect("sheet", "replace", "focus", "replace.secretKey")
	if got := inputs[model.FieldSecretKey].Entry.Text; got == "" {
		t.Error("the key is gone")
	}
	v.tap("replace.cancel")
	v.tap("leave.submit")
	v.expect("sheet", "")
	for field, in := range inputs {
		if in.Entry.Text != "" {
			t.Errorf("%s still holds %q", field, in.Entry.Text)
		}
		if v.main.stage.Places.Objects["replace."+string(field)] != nil {
			t.Errorf("%s can still be found", field)
		}
	}
	if v.patched() != 0 {
		t.Error("Escape has sent the keys")
	}
}

func TestReplaceKeysThatAmazonRefuses(t *testing.T) {
	v := withDetails(t)
	v.tap("details.replace")
	v.typeKeys(practice.AccessKeyRefused)
	v.press(parts.Tr("replace.submit"))
	v.expect("sheet", "replaced")
	if !v.sheetShows(parts.Tr("problem.testRefused.now")) {
		t.Error("it does not say that Platform cannot read the bucket")
	}
	v.press(parts.Tr("close.button"))
	v.expect("phase", "succeeded", "problem", "testRefused")
	if !v.visible("details.replace") {
		t.Error("other keys cannot be given")
	}
}

// Whoever goes through it by keyboard goes on where the sheet was opened from, or beside
// it where that is out of sight by then: nothing has to be looked for with the mouse.
func TestFocusAfterReplacingKeys(t *testing.T) {
	v := withDetails(t)
	v.focus("details.replace")
	v.key(fyne.KeySpace)
	v.expect("sheet", "replace")
	v.typeKeys(practice.AccessKeyRefused)
	v.key(fyne.KeyReturn)
	v.expect("sheet", "replaced")
	v.key(fyne.KeyReturn)
	v.expect("sheet", "", "focus", "details.replace")
	v.command("menu.new")
	v.create("Web logs", practice.FreshKey(practice.AccessKeyRefused))
	v.focus("progress.replace")
	v.key(fyne.KeySpace)
	v.expect("sheet", "replace")
	v.key(fyne.KeyEscape)
	v.expect("sheet", "")
	if focused := v.state("focus"); !strings.HasPrefix(focused, "details.") {
		t.Errorf("from an attempt that is out of sight now, the focus is on %q", focused)
	}
	v.focus("details.replace")
	v.key(fyne.KeySpace)
	v.typeKeys(practice.AccessKeyRefused)
	v.runner.held = true
	v.focus("replace.submit")
	v.key(fyne.KeySpace)
	v.runner.release()
	v.expect("sheet", "replaced")
	v.key(fyne.KeyReturn)
	if focused := v.state("focus"); !strings.HasPrefix(focused, "details.") {
		t.Errorf("after work that took its time, the focus is on %q", focused)
	}
}

// What a sheet was opened from may be of no use any more once it has closed, such as the
// keys of a dataflow that is being tried again: keys would go nowhere.
func TestFocusIsNotGivenBackToWhatIsDisabled(t *testing.T) {
	v := withDetails(t)
	v.focus("details.replace")
	v.key(fyne.KeySpace)
	v.expect("sheet", "replace")
	named[*widgets.Button](v, "details.replace").Disable()
	v.key(fyne.KeyEscape)
	v.expect("sheet", "", "focus", "details.tabs")
}

// The sheet has what the Amazon S3 form has: cleaning, swapping, splitting, help,
// blocks that are pasted.
func TestReplaceKeysKnowsWhatTheFormKnows(t *testing.T) {
	v := withDetails(t)
	v.tap("details.replace")
	v.enter("replace.accessKey", exampleSecretKey)
	v.enter("replace.secretKey", otherKey)
	v.focus("replace.bucket")
	in := v.input("replace.accessKey")
	if _, text := in.View.Caption(); text != parts.Tr("check.accessKey.isSecret") || in.View.Action() != parts.Tr("mend.swap") {
		t.Errorf("of swapped keys it says %q and offers %q", text, in.View.Action())
	}
	in.View.TapAction()
	if got := v.input("replace.accessKey").Entry.Text; got != otherKey {
		t.Errorf("swapped, the id is %q", got)
	}
	v.focus("replace.secretKey")
	v.key(fyne.KeyF1)
	v.expect("sheet", "help")
	v.press(parts.Tr("close.button"))
	v.expect("sheet", "replace", "focus", "replace.secretKey")
	if got := v.input("replace.accessKey").Entry.Text; got != otherKey {
		t.Errorf("after the help the id is %q", got)
	}
	v.main.stage.App.Clipboard().SetContent("Access key ID,Secret access key\n" + practice.AccessKeyRefused + "," + exampleSecretKey + "\n")
	v.focus("replace.accessKey")
	if s, ok := v.canvas().Focused().(fyne.Shortcutable); ok {
		s.TypedShortcut(&fyne.ShortcutPaste{Clipboard: v.main.stage.App.Clipboard()})
	}
	v.expect("sheet", "paste")
	v.press(parts.Tr("paste.yes"))
	v.expect("sheet", "replace")
	if got := v.input("replace.accessKey").Entry.Text; got != practice.AccessKeyRefused {
		t.Errorf("from the block, the id is %q", got)
	}
	if v.main.form.Value(model.FieldAccessKey) != "" {
		t.Error("the block went into the form behind the sheet")
	}
	v.key(fyne.KeyEscape)
	v.tap("leave.submit")
	v.expect("sheet", "")
}

// Each documented failure: the right words, the sheet stays with what was typed,
// and the register tells the truth.
func TestReplaceKeysFails(t *testing.T) {
	flow := func(code string) []byte {
		return []byte(`{"type":"https://ns.adobe.com/aep/errors/FLOW-` + code + `","title":"x","report":{"request-id":"r"}}`)
	}
	for name, c := range map[string]struct {
		fault    practice.Fault
		problem  string
		nothing  bool // it says that nothing was changed
		unknown  bool // Look again is offered
		recorded string
	}{
		"1403":                   {practice.Fault{Status: 400, Body: flow("1403-400")}, "altered", true, false, "trail.updateFailed"},
		"1414":                   {practice.Fault{Status: 400, Body: flow("1414-400")}, "rejected", true, false, "trail.updateFailed"},
		"1416":                   {practice.Fault{Status: 400, Body: flow("1416-400")}, "stateFixed", true, false, "trail.updateFailed"},
		"1417":                   {practice.Fault{Status: 400, Body: flow("1417-400")}, "stateInitializing", true, false, "trail.updateFailed"},
		"1434":                   {practice.Fault{Status: 400, Body: flow("1434-400")}, "rejected", true, false, "trail.updateFailed"},
		"1445":                   {practice.Fault{Status: 400, Body: flow("1445-400")}, "patchOff", true, false, "trail.updateFailed"},
		"1455":                   {practice.Fault{Status: 400, Body: flow("1455-400")}, "rejected", true, false, "trail.updateFailed"},
		"2118":                   {practice.Fault{Status: 403, Body: flow("2118-403")}, "permission", true, false, "trail.updateFailed"},
		"2120":                   {practice.Fault{Status: 403}, "permission", true, false, "trail.updateFailed"},
		"429":                    {practice.Fault{Status: 429, RetryAfter: "3600"}, "rateLimited", true, false, "trail.updateFailed"},
		"500, nothing done":      {practice.Fault{Status: 500}, "changeNotMade", true, false, "trail.updateFailed"},
		"dropped, nothing done":  {practice.Fault{Drop: practice.DropBeforeCommit}, "changeNotMade", true, false, "trail.updateFailed"},
		"HTML in Adobe's place":  {practice.Fault{Body: practice.HTMLPage, ContentType: practice.HTMLType}, "changeNotMade", true, false, "trail.updateFailed"},
		"the connection is gone": {practice.Fault{Status: 404}, "connectionGone", true, false, "trail.updateFailed"},
	} {
		t.Run(name, func(t *testing.T) {
			v := withDetails(t)
			before := v.held()[0]
			c.fault.Op, c.fault.Times = practice.OpPatch, 3
			v.backend.practice.Misbehave(c.fault)
			v.tap("details.replace")
			v.typeKeys(otherKey)
			v.press(parts.Tr("replace.submit"))
			v.backend.practice.Behave()
			v.expect("sheet", "replace")
			if !v.says(parts.Tr("problem." + c.problem + ".title")) {
				t.Errorf("the problem is not %q: %s", c.problem, v.changeDetails("replace"))
			}
			if c.nothing != v.says(parts.Tr("problem.nothingChanged")) {
				t.Error("it does not say rightly whether something was changed")
			}
			if got := v.input("replace.accessKey").Entry.Text; got != otherKey {
				t.Errorf("what was typed is now %q", got)
			}
			after, entry := v.held()[0], v.main.current.Entry()
			if after != before || string(entry.ETag) != before.ETag || entry.State != history.Created {
				t.Errorf("Platform holds %+v, the register says %+v", after, entry)
			}
			v.expectTrail(c.recorded)
			v.press(parts.Tr("replace.submit"))
			v.expect("sheet", "replaced")
			if got := v.held()[0].AccessKeyID; got != otherKey {
				t.Errorf("at the second try Platform holds %q", got)
			}
		})
	}
}

// A change whose answer is lost and that was made all the same is found out.
func TestReplaceKeysWithALostAnswer(t *testing.T) {
	v := withDetails(t)
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpPatch, Drop: practice.DropAfterCommit, Times: 1})
	v.tap("details.replace")
	v.typeKeys(otherKey)
	v.press(parts.Tr("replace.submit"))
	v.expect("sheet", "replaced", "etag", v.held()[0].ETag)
	if n := v.patched(); n != 1 {
		t.Errorf("it was sent %d times", n)
	}
}

// Where Platform cannot be asked what a change did, that is said; Look again finds
// it out.
func TestChangeThatIsNotKnown(t *testing.T) {
	v := withDetails(t)
	v.command("details.edit")
	v.expect("sheet", "edit", "focus", "edit.name")
	if name := v.input("edit.name").Entry; name.CursorColumn != len(name.Text) {
		t.Errorf("the cursor is at %d of %q", name.CursorColumn, name.Text)
	}
	v.enter("edit.name", "Renamed")
	v.backend.practice.Misbehave(
		practice.Fault{Op: practice.OpPatch, Drop: practice.DropAfterCommit, Times: 1},
		practice.Fault{Op: practice.OpGet, Status: 403},
	)
	v.key(fyne.KeyReturn)
	v.expect("sheet", "edit")
	if !v.says(parts.Tr("problem.changeLost.title")) {
		t.Fatal("it does not say that it is not known")
	}
	v.expectTrail("trail.updateUnknown", "trail.updating")
	v.tap("edit.look")
	v.expect("sheet", "edit")
	v.backend.practice.Behave()
	v.tap("edit.look")
	v.expect("sheet", "", "toast", parts.Tr("edit.done"), "etag", v.held()[0].ETag)
	if got := v.cell(0, history.ByName); got != "Renamed" {
		t.Errorf("the register shows %q", got)
	}
}

func TestEditNameAndDescription(t *testing.T) {
	v := withDetails(t)
	v.command("details.edit")
	v.key(fyne.KeyReturn)
	v.expect("sheet", "edit")
	if v.patched() != 0 || !v.says(parts.Tr("problem.nothingToChange.title")) {
		t.Error("something was sent although nothing is different, or that is not said")
	}
	v.enter("edit.description", "For the Paris team")
	v.key(fyne.KeyReturn)
	v.expect("sheet", "", "etag", v.held()[0].ETag)
	if held := v.held()[0]; held.Name != "Loyalty exports" || held.Description != "For the Paris team" {
		t.Errorf("Platform holds %+v", held)
	}
	if got := v.fact(parts.Say(model.FieldDescription.Label())); got != "For the Paris team" {
		t.Errorf("the panel shows %q", got)
	}
}

func TestConflictIsShownAndDecided(t *testing.T) {
	open := func(t *testing.T) *screen {
		t.Helper()
		v := withDetails(t)
		v.others(practice.ElsewhereChange)
		v.command("details.edit")
		v.enter("edit.name", "Mine")
		v.key(fyne.KeyReturn)
		v.expect("sheet", "conflict")
		if got := v.held()[0].Name; got != "Loyalty exports (v2)" {
			t.Fatalf("overwritten unseen with %q", got)
		}
		for _, want := range []string{"Loyalty exports", "Loyalty exports (v2)", "Mine"} {
			if !v.says(want) {
				t.Errorf("%q is not shown", want)
			}
		}
		return v
	}
	t.Run("keep theirs", func(t *testing.T) {
		v := open(t)
		v.press(parts.Tr("conflict.keep"))
		held := v.held()[0]
		v.expect("sheet", "edit", "etag", held.ETag)
		if got := v.input("edit.name").Entry.Text; got != "Mine" || !v.says(parts.Tr("problem.keptTheirs.title")) {
			t.Errorf("what was typed is now %q", got)
		}
		v.key(fyne.KeyEscape)
		v.tap("leave.submit")
		v.expect("sheet", "")
		if held.Name != "Loyalty exports (v2)" || v.cell(0, history.ByName) != held.Name {
			t.Errorf("Platform holds %q, the register %q", held.Name, v.cell(0, history.ByName))
		}
	})
	t.Run("escape", func(t *testing.T) {
		v := open(t)
		v.key(fyne.KeyEscape)
		v.expect("sheet", "edit", "etag", v.held()[0].ETag)
		v.key(fyne.KeyEscape)
		v.tap("leave.submit")
		v.expect("sheet", "")
		if got := v.held()[0].Name; got != "Loyalty exports (v2)" {
			t.Errorf("Platform holds %q", got)
		}
	})
	t.Run("overwrite", func(t *testing.T) {
		v := open(t)
		v.press(parts.Tr("conflict.overwrite"))
		held := v.held()[0]
		v.expect("sheet", "", "etag", held.ETag, "toast", parts.Tr("edit.done"))
		if held.Name != "Mine" {
			t.Errorf("Platform holds %q", held.Name)
		}
	})
	t.Run("changed once more meanwhile", func(t *testing.T) {
		v := open(t)
		v.others(practice.ElsewhereChange)
		v.press(parts.Tr("conflict.overwrite"))
		v.expect("sheet", "conflict")
		if got := v.held()[0].Name; got != "Loyalty exports (v2) (v2)" || !v.says(got) {
			t.Errorf("overwritten unseen, or not shown: %q", got)
		}
		v.press(parts.Tr("conflict.overwrite"))
		v.expect("sheet", "")
		if got := v.held()[0].Name; got != "Mine" {
			t.Errorf("Platform holds %q", got)
		}
	})
}

// Replacing keys replaces all parameters: a bucket that somebody else has set
// meanwhile would be lost, and is shown.
func TestConflictOfKeys(t *testing.T) {
	v := withDetails(t)
	v.others(practice.ElsewhereChange)
	v.tap("details.replace")
	v.typeKeys(otherKey)
	v.press(parts.Tr("replace.submit"))
	v.expect("sheet", "conflict")
	if !v.says(parts.Say(model.FieldAccessKey.Label())) || !v.says("AKIA…MPLE") {
		t.Error("the keys are not among what is compared")
	}
	v.press(parts.Tr("conflict.overwrite"))
	v.expect("sheet", "replaced")
	if got := v.held()[0].AccessKeyID; got != otherKey {
		t.Errorf("Platform holds %q", got)
	}
}

// Escape while a change is on its way closes the sheet; what came of it is said
// and recorded.
func TestEscapeWhileAChangeIsOnItsWay(t *testing.T) {
	v := withDetails(t)
	v.tap("details.replace")
	v.typeKeys(otherKey)
	v.runner.held = true
	v.press(parts.Tr("replace.submit"))
	if !v.main.manage.Busy() || !v.disabled("replace.accessKey") || !v.disabled("create") {
		t.Error("something else can be begun meanwhile")
	}
	v.main.onClose()
	v.expect("sheet", "quit")
	v.press(parts.Tr("quit.stay"))
	v.expect("sheet", "replace")
	v.press(parts.Tr("cancel.button"))
	v.expect("sheet", "")
	v.runner.release()
	if v.main.manage.Busy() || v.patched() != 0 {
		t.Errorf("what had not left was sent %d times", v.patched())
	}
	v.expect("toast", parts.Tr("problem.canceled.title"))
}

// sheetShows reports whether a text stands on the open sheet, in whatever drawing.
func (v *screen) sheetShows(text string) bool {
	for _, o := range v.shown() {
		if said, ok := textOf(o); ok && strings.Contains(text, said) && len(said) > 12 {
			return true
		}
		if f, ok := o.(*widgets.Field); ok {
			if _, caption := f.Caption(); caption == text {
				return true
			}
		}
	}
	return false
}
