package create

import (
	"cmp"
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"mooring/client"
	"mooring/client/amazon"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/stagetest"
	"mooring/gui/widgets"
)

func TestMain(m *testing.M) { stagetest.Main(m) }

// platform is a Provisioner that answers what a test wants.
type platform struct {
	results []provision.Result
	errs    []error
	asked   []provision.Request
	steps   map[provision.Step]provision.StepState // those that do not go well
}

func (p *platform) Create(_ context.Context, _ provision.Platform, _ client.TokenSource, req provision.Request, progress provision.Progress) (provision.Result, error) {
	p.asked = append(p.asked, req)
	at := len(p.asked) - 1
	err := p.errs[at]
	for _, step := range create.Steps {
		progress(step, cmp.Or(p.steps[step], provision.Done))
	}
	result := p.results[at]
	result.Entry.Name, result.Entry.Place = req.Connection.Name, req.Place
	return result, err
}

// answer lets the next attempt end in a way.
func (p *platform) answer(entry history.Entry, err error) {
	p.results, p.errs = append(p.results, provision.Result{Entry: entry}), append(p.errs, err)
}

type nowhere struct{}

func (nowhere) Start(context.Context) (string, error) { return "http://127.0.0.1:1", nil }

func (nowhere) Stop(context.Context) error { return nil }

type silent struct{}

func (silent) Run(context.Context, client.S3Credentials, func(amazon.Finding)) ([]amazon.Finding, error) {
	return nil, nil
}

// bench is the page in a window of its own, over a Platform that answers what a
// test wants.
type bench struct {
	*stagetest.Bench
	platform *platform
	attempt  *create.Attempt
	form     *model.Form
	drafts   *model.Drafts
	page     *Page
	called   []string // what was asked of the rest of the window
}

func newBench(t *testing.T, language string) *bench {
	t.Helper()
	b := &bench{Bench: stagetest.New(t, language), platform: &platform{}}
	sessions := session.New(secrets.NewSession(), nowhere{}, "test", nil)
	b.attempt = create.NewAttempt(b.Runner, sessions, b.platform)
	b.form = model.NewS3Form()
	b.drafts = model.NewDrafts(b.form)
	says := func(what string) func(history.Entry) {
		return func(entry history.Entry) { b.called = append(b.called, what+" "+entry.AttemptID) }
	}
	b.page = New(b.Stage, b.attempt, b.form, NewKeyChecker(b.Stage, create.NewKeyCheck(b.Runner, silent{})), create.NewRole(b.Runner, sessions), Needs{
		Target: func() (session.Target, bool) {
			return session.Target{
				Account: history.Account{Practice: true, OrgID: "0123456789ABCDEF01234567@AdobeOrg", APIKey: "key", Sandbox: "dev"},
				Secrets: []client.Secret{client.NewSecret("secret")},
			}, true
		},
		Chosen:       func() session.Target { return session.Target{} },
		FocusAccount: func(model.Field) bool { return false },
		Practice:     func() bool { return true },
		Idle:         func() bool { return !b.attempt.Busy() },
		Next:         func() string { return "" },
		Org:          func(history.Entry) string { return "Luma Retail" },
		ChooseFile:   func() { b.called = append(b.called, "file") },
		ShowTwin:     func(twin provision.Twin) { b.called = append(b.called, "twin "+twin.AttemptID) },
		FindOut:      says("find out"), Pick: says("pick"), Replace: says("replace"), Browse: says("browse"), Open: says("open"),
		New: func() { b.page.New() },
	})
	b.Show(b.page.View)
	b.drafts.Switch("real")
	b.page.SetInto(parts.Tr("create.into", "Sandbox", "dev-eu", "Org", "Luma Retail"))
	b.Runner.Settle()
	return b
}

// fill types a connection into the form.
func (b *bench) fill(name string) {
	for field, value := range map[model.Field]string{
		model.FieldName: name, model.FieldAccessKey: "AKIAIOSFODNN7EXAMPLE", model.FieldSecretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
	} {
		b.form.Set(field, value)
	}
}

func created(test history.TestResult) history.Entry {
	return history.Entry{
		AttemptID: "a", State: history.Created, Test: test,
		ConnectionID: "87546957-8e51-4b5e-b56c-95b64681d147", ETag: `"a12cde48-0000-0200-0000-6b0a4f410000"`,
	}
}

// Who only passes through is not told off; who wants to create is.
func TestAnEmptyFormIsNotRed(t *testing.T) {
	b := newBench(t, "en")
	for range 8 {
		b.Stage.Canvas().FocusNext()
	}
	b.Tap("s3.fill")
	for field, in := range b.page.fields.inputs {
		if kind, text := in.View.Caption(); kind == widgets.CaptionError {
			t.Errorf("%s: %s", field, text)
		}
	}
	b.Tap("create")
	if kind, _ := b.page.fields.inputs[model.FieldName].View.Caption(); kind != widgets.CaptionError || b.Focus() != "form.name" {
		t.Errorf("the caption is %v, the focus is on %s", kind, b.Focus())
	}
	if len(b.platform.asked) != 0 {
		t.Error("an empty form was sent")
	}
}

func TestAConnectionThatWorks(t *testing.T) {
	b := newBench(t, "en")
	b.fill("Loyalty exports")
	b.platform.answer(created(history.Working), nil)
	test.Tap(b.page.buttons.create)
	b.Runner.Paint()
	b.WantVisible("progress.stop", "create")
	if b.page.fields.view.Visible() || !b.page.buttons.create.Disabled() {
		t.Error("the form can be used while an attempt is under way")
	}
	b.Runner.Settle()
	b.WantVisible("result.id.copy", "result.etag.copy", "progress.browse", "progress.details", "progress.next")
	b.WantHidden("create", "s3.fill", "s3.check", "progress.stop", "progress.replace")
	if b.Focus() != "result.id.copy" || !b.form.Empty() {
		t.Errorf("the focus is on %s, the keys are gone: %v", b.Focus(), b.form.Empty())
	}
	for _, step := range b.page.outcome.steps.Items() {
		if step.State != widgets.SignDone {
			t.Errorf("%q is not ticked off", step.Title)
		}
	}
	b.Tap("result.etag.copy")
	if got := b.Stage.App.Clipboard().Content(); got != string(created("").ETag) {
		t.Errorf("copied %q", got)
	}
	b.Tap("progress.browse")
	b.Tap("progress.details")
	if len(b.called) != 2 || b.called[0] != "browse a" || b.called[1] != "open a" {
		t.Errorf("called %q", b.called)
	}
	b.Tap("progress.next")
	b.WantVisible("create", "s3.fill")
	if b.Focus() != "form.name" || !b.form.Empty() || b.attempt.Phase() != create.Idle {
		t.Errorf("the focus is on %s, phase %v", b.Focus(), b.attempt.Phase())
	}
}

// Trouble brings the form back with what was typed, and the cursor at the fault.
func TestTroubleBringsTheFormBack(t *testing.T) {
	b := newBench(t, "en")
	b.fill("Loyalty exports")
	b.platform.answer(history.Entry{}, &provision.TwinError{Twins: []provision.Twin{{AttemptID: "old", Name: "Loyalty exports", SameName: true}}})
	b.Tap("create")
	b.WantVisible("create", "progress.show", "progress.anyway", "s3.fill")
	if !b.page.Unfinished() {
		t.Error("what was typed counts for nothing")
	}
	if got := b.page.fields.inputs[model.FieldName].Entry.Text; got != "Loyalty exports" || b.Focus() != "form.name" {
		t.Errorf("the name is %q, the focus is on %s", got, b.Focus())
	}
	b.Tap("progress.show")
	if len(b.called) != 1 || b.called[0] != "twin old" {
		t.Errorf("called %q", b.called)
	}
	b.platform.answer(created(history.Working), nil)
	b.Tap("progress.anyway")
	if len(b.platform.asked) != 2 || !b.platform.asked[1].AllowTwin || b.attempt.Phase() != create.Succeeded {
		t.Errorf("asked %+v", b.platform.asked)
	}
}

// Keys that Platform cannot read with are needed once more.
func TestKeysAreKeptUntilTheyWork(t *testing.T) {
	b := newBench(t, "en")
	b.fill("Loyalty exports")
	b.platform.answer(created(history.Refused), nil)
	b.Tap("create")
	b.WantVisible("result.id", "s3.check", "progress.replace", "progress.details", "progress.next")
	if b.form.Value(model.FieldSecretKey) == "" {
		t.Fatal("the keys are gone")
	}
	b.Tap("s3.check")
	if b.Stage.OpenSheet() != "keysPractice" {
		t.Errorf("the sheet is %q", b.Stage.OpenSheet())
	}
	b.Stage.CloseOnTop()
	works := b.attempt.Entry()
	works.Test = history.Working
	b.page.Follow(works)
	b.Runner.Settle()
	b.WantHidden("s3.check", "progress.replace")
	if !b.form.Empty() {
		t.Error("the keys stay although they work by now")
	}
}

func TestANewConnectionStartsEmpty(t *testing.T) {
	b := newBench(t, "en")
	b.fill("Loyalty exports")
	b.platform.answer(created(history.Refused), nil)
	b.Tap("create")
	b.Tap("progress.next")
	if !b.form.Empty() || b.Focus() != "form.name" || b.page.Unfinished() {
		t.Errorf("it starts with %q", b.form.Value(model.FieldName))
	}
}

// Nothing can be created again while it is not known what became of a request.
func TestAnUndecidedOutcomeIsFoundOut(t *testing.T) {
	b := newBench(t, "en")
	b.fill("Loyalty exports")
	b.platform.answer(history.Entry{AttemptID: "a", State: history.Unknown}, &provision.OutcomeUnknownError{AttemptID: "a", Err: errors.New("lost")})
	b.Tap("create")
	b.WantVisible("progress.findOut", "progress.details")
	b.WantHidden("create", "s3.fill")
	if b.page.outcome.result.Visible() {
		t.Error("a result is shown")
	}
	if b.Focus() != "progress.findOut" {
		t.Errorf("the focus is on %s", b.Focus())
	}
	b.page.Create()
	if len(b.platform.asked) != 1 {
		t.Error("it was sent again")
	}
	b.Tap("progress.findOut")
	if len(b.called) != 1 || b.called[0] != "find out a" {
		t.Errorf("called %q", b.called)
	}
	if b.form.Value(model.FieldSecretKey) == "" {
		t.Error("the keys are gone before the outcome is good")
	}
}

func TestEachPlaceHasItsDraft(t *testing.T) {
	b := newBench(t, "en")
	b.fill("Real")
	b.drafts.Switch("practice")
	if got := b.page.fields.inputs[model.FieldSecretKey].Entry.Text; got != "" || !b.form.Empty() {
		t.Error("a key went to the practice Platform")
	}
	b.fill("Made up")
	b.drafts.Switch("real")
	if got := b.page.fields.inputs[model.FieldName].Entry.Text; got != "Real" {
		t.Errorf("the name is %q", got)
	}
}

// In the smallest window, in every language and size of text, the buttons are in
// reach: what is above them scrolls.
func TestButtonsAreInReach(t *testing.T) {
	for _, language := range []string{"en", "fr", "zh-Hans"} {
		for _, scale := range []float32{1, 1.3, 1.5} {
			b := newBench(t, language)
			test.ApplyTheme(t, widgets.NewTheme().WithTextScale(scale))
			for _, entry := range []history.Entry{{}, created(history.Refused), created(history.Working)} {
				if entry.AttemptID != "" {
					b.fill("Loyalty exports")
					b.platform.answer(entry, nil)
					b.Tap("create")
				}
				b.Stage.Window.Resize(stagetest.Narrow)
				if least := b.page.View.MinSize(); least.Width > stagetest.Narrow.Width || least.Height > stagetest.Narrow.Height {
					t.Errorf("%s %v: it takes %v", language, scale, least)
				}
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.page.buttons.foot)
				if bottom := at.Y + b.page.buttons.foot.Size().Height; bottom > stagetest.Narrow.Height {
					t.Errorf("%s %v: the buttons end at %v", language, scale, bottom)
				}
				if entry.AttemptID != "" {
					b.Tap("progress.next")
				}
			}
		}
	}
}

// The words of a step that did not come about say so, beside a sign or without one.
func TestAStepThatFailedSaysSo(t *testing.T) {
	for name, c := range map[string]struct {
		step  provision.Step
		state provision.StepState
		entry history.Entry
		err   error
		want  string
	}{
		"no access":    {provision.StepTest, provision.Warned, created(history.Refused), nil, "step.testFailed"},
		"access":       {provision.StepTest, provision.Done, created(history.Working), nil, "step.test"},
		"no answer":    {provision.StepTest, provision.Warned, created(history.NotTested), nil, "step.testOpen"},
		"twin allowed": {provision.StepTwin, provision.Warned, created(history.Working), nil, "step.twinFound"},
		"no twin":      {provision.StepTwin, provision.Done, created(history.Working), nil, "step.twin"},
		"twin":         {provision.StepTwin, provision.Failed, history.Entry{}, &provision.TwinError{Twins: []provision.Twin{{AttemptID: "old"}}}, "step.twinFound"},
		"not listed":   {provision.StepTwin, provision.Failed, history.Entry{}, errors.New("down"), "step.twinFailed"},
		"sign-in":      {provision.StepSignIn, provision.Failed, history.Entry{}, errors.New("down"), "step.signInFailed"},
		"sandbox":      {provision.StepSandbox, provision.Failed, history.Entry{}, errors.New("down"), "step.sandboxFailed"},
		"keys":         {provision.StepKeys, provision.Failed, history.Entry{}, errors.New("down"), "step.keysFailed"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, "en")
			b.fill("Loyalty exports")
			b.platform.answer(c.entry, c.err)
			b.platform.steps = map[provision.Step]provision.StepState{c.step: c.state}
			b.Tap("create")
			if got := stepTitle(b.attempt, c.step); got != parts.Tr(c.want) {
				t.Errorf("it says %q, want %q", got, parts.Tr(c.want))
			}
		})
	}
}
