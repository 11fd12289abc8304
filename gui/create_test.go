package gui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// TestFirstConnection is the whole job as someone does it who has never seen
// Mooring: welcome, practice, fill in, create, copy, quit, start again.
func TestFirstConnection(t *testing.T) {
	v := openScreen(t, t.TempDir())
	v.expect("welcome", "true", "phase", "idle", "focus", "welcome.practice")
	if v.visible("create") || v.visible("register.grid") {
		t.Error("the window can be used behind the welcome")
	}
	v.tap("welcome.practice")
	v.expect("welcome", "false", "practice", "true", "signedIn", "yes", "focus", "form.name", "rows", "0")
	if !slices.Contains(v.visibleTexts(), parts.Tr("sandbox.badge.practice")) {
		t.Error("nothing says that this is the practice Platform")
	}
	v.create("Loyalty exports", practice.AccessKeyWorks)
	v.expect("phase", "succeeded", "problem", "", "rows", "1", "focus", "result.id.copy")
	for _, step := range create.Steps {
		if got := v.main.attempt.Step(step); got != provision.Done {
			t.Errorf("step %v is %v", step, got)
		}
	}
	held := v.held()
	if len(held) != 1 || held[0].ID != v.state("id") || held[0].ETag != v.state("etag") {
		t.Fatalf("Platform holds %+v, the window shows %v", held, v.main.state())
	}
	if !v.visible("result.id") || !v.visible("result.etag") || v.visible("problem.details") {
		t.Error("the result is not what can be seen")
	}
	v.key(fyne.KeyReturn) // the focus is on the copy button
	if v.clipboard() != held[0].ID || v.state("toast") != parts.Tr("copied.id") {
		t.Errorf("copied %q, said %q", v.clipboard(), v.state("toast"))
	}
	v.tap("result.etag.copy")
	if v.clipboard() != held[0].ETag {
		t.Errorf("copied %q, want the etag %q", v.clipboard(), held[0].ETag)
	}
	v.runner.Fire()
	v.expect("toast", "")
	for column, want := range map[history.Column]string{
		history.ByName: "Loyalty exports", history.ByConnectionID: held[0].ID, history.ByETag: held[0].ETag,
		history.BySandbox: practice.SandboxDevelopment, history.ByStatus: parts.Tr("status.working"),
	} {
		if got := v.cell(0, column); got != want {
			t.Errorf("column %s shows %q, want %q", column, got, want)
		}
	}
	again := v.restart()
	again.expect("welcome", "false", "practice", "true", "signedIn", "yes", "rows", "1", "phase", "idle")
	if again.cell(0, history.ByConnectionID) != held[0].ID || again.cell(0, history.ByETag) != held[0].ETag {
		t.Errorf("after the restart the register shows %q", again.column(history.ByConnectionID))
	}
}

// The keys are out of the window's reach once the connection is made: not in
// the fields, and not to be had back with undo.
func TestKeysAreGoneAfterwards(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.tap("progress.next")
	for _, name := range []string{"form.name", "form.accessKey", "form.secretKey"} {
		v.focus(name)
		if s, ok := v.canvas().Focused().(fyne.Shortcutable); ok {
			s.TypedShortcut(&fyne.ShortcutUndo{})
		}
	}
	for _, field := range v.main.form.Fields() {
		if value := v.main.form.Value(field); value != "" {
			t.Errorf("%s still holds %q", field, value)
		}
		if in := v.form(field); in.Entry.Text != "" {
			t.Errorf("the entry of %s still shows %q", field, in.Entry.Text)
		}
		v.wantErrorIfLeft(field)
	}
}

// wantErrorIfLeft lets a field be marked only where this test went through it.
func (v *screen) wantErrorIfLeft(field model.Field) {
	v.t.Helper()
	switch field {
	case model.FieldName, model.FieldAccessKey, model.FieldSecretKey:
	default:
		v.wantError(field, "")
	}
}

func TestSuccessLeavesNoMarks(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	for _, field := range v.main.form.Fields() {
		v.wantError(field, "")
	}
}

func TestDoubleTapMakesOneConnection(t *testing.T) {
	v := startPractice(t)
	v.fill("Once", practice.AccessKeyWorks)
	v.runner.held = true
	create, ok := v.object("create").(*widgets.Button)
	if !ok {
		t.Fatal("no button")
	}
	test.Tap(create)
	test.Tap(create)
	create.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	v.form(model.FieldName).Entry.OnSubmitted("Once")
	v.command("create.button")
	v.expect("phase", "working")
	v.runner.release()
	v.expect("phase", "succeeded", "rows", "1")
	if n := len(v.held()); n != 1 {
		t.Errorf("%d connections", n)
	}
}

// A second click that comes after the first one has ended, which on the practice
// Platform is soon, must not hit another button, nor scold for the fields that were
// emptied meanwhile.
func TestLateSecondTap(t *testing.T) {
	v := startPractice(t)
	v.fill("Once", practice.AccessKeyWorks)
	create := v.object("create")
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(create).AddXY(create.Size().Width/2, create.Size().Height/2)
	test.TapCanvas(v.canvas(), at)
	v.expect("phase", "succeeded")
	test.TapCanvas(v.canvas(), at)
	v.command("create.button")
	if n := len(v.held()); n != 1 {
		t.Errorf("%d connections", n)
	}
	v.expect("phase", "succeeded", "rows", "1")
	v.wantError(model.FieldName, "")
	v.wantError(model.FieldSecretKey, "")
}

func TestValidationWaitsUntilAFieldIsLeft(t *testing.T) {
	v := startPractice(t)
	v.focus("form.accessKey")
	for _, r := range "AKIA" {
		v.canvas().Focused().TypedRune(r)
		v.wantError(model.FieldAccessKey, "")
	}
	v.canvas().FocusNext()
	v.wantError(model.FieldAccessKey, "check.accessKey.shape")
	v.focus("form.accessKey")
	for _, r := range "IOSFODNN7EXAMPLE" {
		v.canvas().Focused().TypedRune(r)
	}
	v.wantError(model.FieldAccessKey, "") // at once, without leaving it again
	v.key(fyne.KeyBackspace)
	if kind, text := v.note(model.FieldAccessKey); kind != widgets.CaptionWarning || text != parts.Tr("check.accessKey.unusual") {
		t.Errorf("a key of 19 characters: %d %q", kind, text)
	}
}

// Typing goes on undisturbed in a field that was left before: what is cleaned
// off the ends of a value is not taken away under the cursor.
func TestSpacesCanBeTypedIntoAFieldThatWasLeft(t *testing.T) {
	v := startPractice(t)
	v.tap("create") // marks what is missing
	v.enter("form.name", "Loyalty exports of 2026")
	v.canvas().FocusNext()
	if got := v.main.form.Value(model.FieldName); got != "Loyalty exports of 2026" {
		t.Errorf("the name is %q", got)
	}
	if got := v.form(model.FieldName).Entry.Text; got != "Loyalty exports of 2026" {
		t.Errorf("the field shows %q", got)
	}
}

func TestCreateGoesToTheFirstWrongField(t *testing.T) {
	v := startPractice(t)
	v.tap("create")
	v.expect("phase", "idle", "focus", "form.name")
	v.wantError(model.FieldName, "check.name.empty")
	v.wantError(model.FieldSecretKey, "check.secretKey.empty")
	v.enter("form.name", "Loyalty exports")
	v.wantError(model.FieldName, "")
	v.enter("form.accessKey", practice.AccessKeyWorks)
	v.key(fyne.KeyReturn) // Enter in a field is Create
	v.expect("phase", "idle", "focus", "form.secretKey")
	if len(v.backend.practice.Requests()) > 3 { // sign-in, sandboxes, and whether there is a role
		t.Errorf("%d requests although nothing could be sent", len(v.backend.practice.Requests()))
	}
}

func TestWrongFieldInTheFold(t *testing.T) {
	v := startPractice(t)
	v.fill("Loyalty exports", practice.AccessKeyWorks)
	v.main.form.Set(model.FieldBucket, "s3://acme/in") // as from a file, with the fold closed
	v.tap("create")
	v.expect("phase", "idle", "focus", "form.bucket")
	if !v.visible("form.bucket") {
		t.Error("the fold stays closed over the wrong field")
	}
	v.wantError(model.FieldBucket, "check.bucket.address")
}

// What is odd about a connection that was made is read first: it stands at the top.
func TestTroubleOfWhatWasMadeIsInSight(t *testing.T) {
	v := startPractice(t)
	v.main.stage.Window.Resize(fyne.NewSize(1240, 660))
	v.create("Loyalty exports", practice.AccessKeyNoPermission)
	v.expect("phase", "succeeded", "problem", "storeDenied")
	scrolled := 0
	for _, o := range v.shown() {
		s, ok := o.(*container.Scroll)
		if !ok || !widgets.Shows(s, v.main.stage.Places.Objects["result.id"]) {
			continue
		}
		scrolled++
		if s.Offset.Y != 0 {
			t.Errorf("it is scrolled by %v of %v, %v are in sight", s.Offset.Y, s.Content.Size().Height, s.Size().Height)
		}
	}
	if scrolled == 0 {
		t.Error("nothing scrolls")
	}
	// The ID is below the edge there, and Enter is not to copy it unseen.
	focus := v.state("focus")
	if o, _ := v.canvas().Focused().(fyne.CanvasObject); focus != "progress.replace" || !widgets.InSight(o) {
		t.Errorf("the focus is on %q", focus)
	}
	if widgets.InSight(v.object("result.id.copy")) {
		t.Error("the ID is in sight: this is no test")
	}
}

// Each scenario from the list of the Help menu ends as its description says,
// whatever was tried before it.
// Where the field that is to blame is below the edge, nothing is typed into it unseen. The
// button of what went wrong is in sight, from which Tab leads there; or else the footer is.
func TestFocusAfterAFailureIsInSight(t *testing.T) {
	v := startPractice(t)
	for height, want := range map[float32]string{1000: "form.accessKey", 700: "problem.details", 560: "create"} {
		v.main.stage.Window.Resize(fyne.NewSize(1240, height))
		v.create("Loyalty exports", practice.AccessKeyWrong)
		v.expect("phase", "trouble", "focus", want)
		if o, _ := v.canvas().Focused().(fyne.CanvasObject); !widgets.InSight(o) {
			t.Errorf("at %v the focus on %s is out of sight", height, v.state("focus"))
		}
	}
}

// In the real window the account is enabled again a moment after the attempt has ended: the
// cursor comes to it all the same.
func TestFocusComesToTheAccountInTime(t *testing.T) {
	v := startPractice(t)
	v.command("menu.scenarios")
	v.tap("scenario." + practice.ScenarioSandboxNotActive)
	v.runner.inTurn = true
	v.tap("create")
	v.runner.release()
	v.expect("phase", "trouble", "problem", "sandboxInactive", "focus", "form.sandbox")
}

func TestScenarios(t *testing.T) {
	ends := map[string]struct{ phase, problem, focus string }{
		practice.ScenarioWorks:             {"succeeded", "", "result.id.copy"},
		practice.ScenarioKeysRefused:       {"succeeded", "testRefused", "result.id.copy"},
		practice.ScenarioKeysWrong:         {"trouble", "storeKeyID", "problem.details"}, // the field is below the edge
		practice.ScenarioNoPermission:      {"succeeded", "storeDenied", "progress.replace"},
		practice.ScenarioOrgOnAWS:          {"succeeded", "", "result.id.copy"},
		practice.ScenarioSlow:              {"succeeded", "", "result.id.copy"},
		practice.ScenarioLostAnswer:        {"succeeded", "", "result.id.copy"},
		practice.ScenarioThrottled:         {"succeeded", "", "result.id.copy"},
		practice.ScenarioInUse:             {"succeeded", "", "result.id.copy"},
		practice.ScenarioInitializing:      {"succeeded", "", "result.id.copy"},
		practice.ScenarioOrgWithoutRight:   {"trouble", "permissionSources", ""},
		practice.ScenarioOrgWithoutProfile: {"trouble", "notInOrg", "form.orgID"},
		practice.ScenarioOrgWithoutSandbox: {"trouble", "noSandbox", ""},
		practice.ScenarioWrongSecret:       {"trouble", "credentialRefused", "form.clientSecret"},
		practice.ScenarioSandboxNotActive:  {"trouble", "sandboxInactive", "form.sandbox"},
	}
	run := func(t *testing.T, v *screen, id string) {
		t.Helper()
		want, ok := ends[id]
		if !ok {
			t.Fatalf("scenario %s is not tested", id)
		}
		v.command("menu.scenarios")
		v.expect("sheet", "scenarios")
		v.tap("scenario." + id)
		v.expect("sheet", "", "practice", "true", "focus", "create")
		v.enter("form.name", "Scenario "+id) // else the twin is in the way
		v.tap("create")
		v.expect("phase", want.phase, "problem", want.problem)
		if want.focus != "" {
			v.expect("focus", want.focus)
		}
		if want.problem == "" {
			return
		}
		if !v.says(parts.Tr("problem."+want.problem+".title", "Sandbox", practice.SandboxResetting)) {
			t.Errorf("%s: its words cannot be seen", id)
		}
		if todo := v.main.attempt.Problem().Do; !todo.Empty() && !v.says(parts.Say(todo)) {
			t.Errorf("%s: what to do cannot be seen", id)
		}
	}
	for _, scenario := range practice.Scenarios() {
		t.Run(scenario.ID, func(t *testing.T) {
			v := startPractice(t)
			run(t, v, scenario.ID)
			noAccess := scenario.ID == practice.ScenarioKeysRefused || scenario.ID == practice.ScenarioNoPermission
			if v.visible("progress.replace") != noAccess {
				t.Errorf("the keys can be replaced: %v", !noAccess)
			}
		})
	}
	// Someone who tries one after the other must not drag along what the last
	// one has put into the Experience Platform card.
	for _, before := range []string{
		practice.ScenarioOrgWithoutRight, practice.ScenarioWrongSecret, practice.ScenarioSandboxNotActive,
	} {
		t.Run(before+" and then one that works", func(t *testing.T) {
			v := startPractice(t)
			run(t, v, before)
			run(t, v, practice.ScenarioWorks)
		})
	}
}

func TestProblemIsShownAndItsDetailsCopied(t *testing.T) {
	v := startPractice(t)
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 403, Times: 1})
	v.create("Forbidden", practice.AccessKeyWorks)
	v.expect("phase", "trouble", "problem", "permission", "rows", "1")
	if !v.says(parts.Tr("problem.permission.title")) || !v.says(parts.Tr("problem.permission.do")) {
		t.Error("its words cannot be seen")
	}
	if v.visible("result.id") || v.visible("details.test") || v.visible("progress.findOut") {
		t.Error("a result is shown where nothing was created")
	}
	if got := v.cell(0, history.ByStatus); got != parts.Tr("status.failed") {
		t.Errorf("status %q", got)
	}
	v.tap("problem.details")
	for _, want := range []string{parts.Tr("problem.permission.title"), "FLOW-2120-403", "HTTP 403"} {
		if !strings.Contains(v.clipboard(), want) {
			t.Errorf("the details lack %q: %s", want, v.clipboard())
		}
	}
	// What was typed is still there for another try, which then works.
	v.tap("create")
	v.expect("phase", "succeeded", "rows", "2")
}

// After trouble the form is there again, to be corrected: the words ask for it.
func TestTroubleLetsCorrect(t *testing.T) {
	v := startPractice(t)
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpSandboxes, Status: 401, Times: 2})
	v.create("First name", practice.AccessKeyWorks)
	v.expect("phase", "trouble", "problem", "tokenRefused")
	v.enter("form.name", "Corrected name")
	v.tap("create")
	v.expect("phase", "succeeded")
	if held := v.held(); len(held) != 1 || held[0].Name != "Corrected name" {
		t.Errorf("Platform holds %+v, want what stands in the form", held)
	}
}

func TestTwinOfTheSameName(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	first := v.state("id")
	v.create("Loyalty exports", practice.AccessKeyRefused)
	v.expect("phase", "trouble", "problem", "twinName", "rows", "1", "focus", "form.name")
	if !v.visible("progress.anyway") {
		t.Error("the choice is not offered")
	}
	v.tap("progress.show")
	v.expect("phase", "succeeded", "id", first)
	if got := v.grid().Selected(); got != 0 {
		t.Errorf("row %d is selected", got)
	}
	// The keys were kept: one may go on with another name.
	v.command("menu.new")
	v.expect("focus", "form.name")
	v.tap("create")
	v.expect("phase", "trouble", "problem", "twinName")
	v.tap("progress.anyway")
	v.expect("phase", "succeeded", "rows", "2", "problem", "testRefused")
	if n := len(v.held()); n != 2 {
		t.Errorf("%d connections", n)
	}
}

func TestTwinOfTheSameKey(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.create("Web logs", practice.AccessKeyWorks)
	v.expect("phase", "trouble", "problem", "twinKey", "focus", "progress.show")
	v.expectInSight("after the question about the keys")
	if !v.says(parts.Tr("problem.twinKey.title", "Name", "Loyalty exports")) {
		t.Error("it does not say whose keys these are")
	}
}

// Shown, although a search hides it, and although the register is read in the
// background.
func TestTwinBehindASearchIsShown(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	first := v.state("id")
	v.create("Loyalty exports", practice.AccessKeyRefused)
	v.enter("register.search", "nothing like it")
	v.expect("rows", "0", "problem", "twinName")
	v.runner.held = true
	v.tap("progress.show")
	v.runner.release()
	v.expect("phase", "succeeded", "id", first, "rows", "1")
	if v.clipboard() != "" {
		t.Errorf("copied %q in place of showing it", v.clipboard())
	}
}

func TestTwinThatTheRegisterDoesNotKnow(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	first := v.state("id")
	v.command("register.forget")
	v.expect("rows", "0", "phase", "idle")
	v.create("Loyalty exports", practice.AccessKeyRefused)
	v.expect("phase", "trouble", "problem", "twinName")
	v.tap("progress.show")
	if v.clipboard() != first || v.state("toast") != parts.Tr("copied.twin") {
		t.Errorf("copied %q, said %q", v.clipboard(), v.state("toast"))
	}
}

func TestTestAgain(t *testing.T) {
	v := startPractice(t)
	v.create("Web logs", practice.AccessKeyRefused)
	v.expect("phase", "succeeded", "problem", "testRefused")
	if got := v.cell(0, history.ByStatus); got != parts.Tr("status.refused") {
		t.Errorf("status %q", got)
	}
	v.tap("progress.details")
	v.tap("details.test")
	v.expect("phase", "succeeded", "problem", "testRefused")
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpTest, Body: []byte(`{"result":true}`), Times: 1})
	v.selectRow(0)
	v.command("register.test")
	v.expect("phase", "succeeded", "problem", "")
	if got := v.cell(0, history.ByStatus); got != parts.Tr("status.working") {
		t.Errorf("status %q", got)
	}
}

// A connection that exists stays one in the window when its test cannot be
// made: here there is no way to sign in.
func TestTestThatCannotBegin(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.tap("progress.details")
	v.enter("form.clientSecret", "wrong-secret")
	v.tap("details.test")
	if v.state("phase") == "trouble" || v.state("id") == "" || v.state("problem") == "" {
		t.Errorf("state %v", v.main.state())
	}
	for _, name := range []string{"details.test", "details.replace", "details.browse"} {
		if !v.visible(name) {
			t.Errorf("%s is gone", name)
		}
	}
	if got := v.cell(0, history.ByStatus); got != parts.Tr("status.working") {
		t.Errorf("status %q", got)
	}
}

func TestNewConnectionEmptiesTheForm(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.tap("progress.next")
	v.expect("phase", "idle", "id", "", "focus", "form.name")
	if got := v.grid().Selected(); got != -1 {
		t.Errorf("row %d is still selected", got)
	}
}

func TestStepsTickWhileTheyAreTaken(t *testing.T) {
	v := startPractice(t)
	v.fill("Loyalty exports", practice.AccessKeyWorks)
	seen := map[provision.Step]provision.StepState{}
	stop := v.main.attempt.Changed.Listen(func() {
		for _, step := range create.Steps {
			if v.main.attempt.Step(step) == provision.Running {
				seen[step] = provision.Running
				if !v.main.attempt.Busy() {
					t.Errorf("step %v runs while nothing does", step)
				}
			}
		}
	})
	v.tap("create")
	stop()
	for _, step := range create.Steps {
		if seen[step] != provision.Running {
			t.Errorf("step %v was never seen running", step)
		}
	}
}

// In practice nobody is sent to Amazon: its answers and permissions are made up.
func TestRefusedKeysInPractice(t *testing.T) {
	v := startPractice(t)
	v.create("Loyalty", practice.AccessKeyRefused)
	v.expect("problem", "testRefused")
	todo := parts.Tr("problem.testRefused.doPractice", "Key", practice.AccessKeyWorks)
	if !v.says(todo) || v.says(parts.Tr("problem.testRefused.do")) {
		t.Error("it does not say how to go on in practice")
	}
	v.tap("progress.details")
	if !v.says(todo) || v.says(parts.Tr("problem.testRefused.doNow")) {
		t.Error("of the selected connection it does not say how to go on in practice")
	}
	v.tap("details.replace")
	v.typeKeys(practice.FreshKey(practice.AccessKeyWorks))
	v.press(parts.Tr("replace.submit"))
	v.expect("problem", "")
}
