package create

import (
	"context"
	"errors"
	"fmt"
	"os"
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
	"mooring/gui/model/modeltest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

func TestMain(m *testing.M) {
	if err := parts.UseLanguage(""); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// platform is a Provisioner that answers what a test wants.
type platform struct {
	results []provision.Result
	errs    []error
	asked   []provision.Request
}

func (p *platform) Create(_ context.Context, _ provision.Platform, _ client.TokenSource, req provision.Request, progress provision.Progress) (provision.Result, error) {
	p.asked = append(p.asked, req)
	at := len(p.asked) - 1
	err := p.errs[at]
	for _, step := range create.Steps {
		progress(step, provision.Done)
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
	t        *testing.T
	stage    *parts.Stage
	runner   *modeltest.Shuffled
	platform *platform
	attempt  *create.Attempt
	form     *model.Form
	drafts   *model.Drafts
	page     *Page
	called   []string // what was asked of the rest of the window
}

// narrow is a panel in the smallest window.
var narrow = fyne.NewSize(384, 520)

func newBench(t *testing.T, language string) *bench {
	t.Helper()
	if err := parts.UseLanguage(language); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = parts.UseLanguage("en") })
	app := test.NewTempApp(t)
	test.ApplyTheme(t, widgets.NewTheme())
	window := app.NewWindow("test")
	b := &bench{t: t, runner: modeltest.NewShuffled(1), platform: &platform{}}
	b.stage = parts.NewStage(app, window, b.runner)
	b.attempt = create.NewAttempt(b.runner, session.New(secrets.NewSession(), nowhere{}, "test", nil), b.platform)
	b.form = model.NewS3Form()
	b.drafts = model.NewDrafts(b.form)
	says := func(what string) func(history.Entry) {
		return func(entry history.Entry) { b.called = append(b.called, what+" "+entry.AttemptID) }
	}
	b.page = New(b.stage, b.attempt, b.form, NewKeyChecker(b.stage, create.NewKeyCheck(b.runner, silent{})), Needs{
		Target: func() (session.Target, bool) {
			return session.Target{
				Account: history.Account{Practice: true, OrgID: "0123456789ABCDEF01234567@AdobeOrg", APIKey: "key", Sandbox: "dev"},
				Secrets: []client.Secret{client.NewSecret("secret")},
			}, true
		},
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
	window.SetContent(b.page.View)
	window.Resize(narrow)
	b.drafts.Switch("real")
	b.page.SetInto(parts.Tr("create.into", "Sandbox", "dev-eu", "Org", "Luma Retail"))
	b.runner.Settle()
	return b
}

func (b *bench) object(name string) fyne.CanvasObject {
	b.t.Helper()
	o := b.stage.Places.Objects[name]
	if o == nil {
		b.t.Fatalf("nothing is named %s", name)
	}
	return o
}

func (b *bench) tap(name string) {
	b.t.Helper()
	o, ok := b.object(name).(fyne.Tappable)
	if d, can := o.(fyne.Disableable); !ok || !b.object(name).Visible() || can && d.Disabled() {
		b.t.Fatalf("%s cannot be tapped", name)
	}
	test.Tap(o)
	b.runner.Settle()
}

func (b *bench) wantVisible(names ...string) {
	b.t.Helper()
	for _, name := range names {
		if !b.object(name).Visible() {
			b.t.Errorf("%s cannot be seen", name)
		}
	}
}

func (b *bench) wantHidden(names ...string) {
	b.t.Helper()
	for _, name := range names {
		if b.object(name).Visible() {
			b.t.Errorf("%s can be seen", name)
		}
	}
}

func (b *bench) focus() string { return b.stage.Places.NameOf(b.stage.Canvas().Focused()) }

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
		b.stage.Canvas().FocusNext()
	}
	b.tap("s3.fill")
	for field, in := range b.page.fields.inputs {
		if kind, text := in.View.Caption(); kind == widgets.CaptionError {
			t.Errorf("%s: %s", field, text)
		}
	}
	b.tap("create")
	if kind, _ := b.page.fields.inputs[model.FieldName].View.Caption(); kind != widgets.CaptionError || b.focus() != "form.name" {
		t.Errorf("the caption is %v, the focus is on %s", kind, b.focus())
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
	b.runner.Paint()
	b.wantVisible("progress.stop", "create")
	if b.page.fields.view.Visible() || !b.page.buttons.create.Disabled() {
		t.Error("the form can be used while an attempt is under way")
	}
	b.runner.Settle()
	b.wantVisible("result.id.copy", "result.etag.copy", "progress.browse", "progress.details", "progress.next")
	b.wantHidden("create", "s3.fill", "s3.check", "progress.stop", "progress.replace")
	if b.focus() != "result.id.copy" || !b.form.Empty() {
		t.Errorf("the focus is on %s, the keys are gone: %v", b.focus(), b.form.Empty())
	}
	for _, step := range b.page.outcome.steps.Items() {
		if step.State != widgets.SignDone {
			t.Errorf("%q is not ticked off", step.Title)
		}
	}
	b.tap("result.etag.copy")
	if got := b.stage.App.Clipboard().Content(); got != string(created("").ETag) {
		t.Errorf("copied %q", got)
	}
	b.tap("progress.browse")
	b.tap("progress.details")
	if len(b.called) != 2 || b.called[0] != "browse a" || b.called[1] != "open a" {
		t.Errorf("called %q", b.called)
	}
	b.tap("progress.next")
	b.wantVisible("create", "s3.fill")
	if b.focus() != "form.name" || !b.form.Empty() || b.attempt.Phase() != create.Idle {
		t.Errorf("the focus is on %s, phase %v", b.focus(), b.attempt.Phase())
	}
}

// Trouble brings the form back with what was typed, and the cursor at the fault.
func TestTroubleBringsTheFormBack(t *testing.T) {
	b := newBench(t, "en")
	b.fill("Loyalty exports")
	b.platform.answer(history.Entry{}, &provision.TwinError{Twins: []provision.Twin{{AttemptID: "old", Name: "Loyalty exports", SameName: true}}})
	b.tap("create")
	b.wantVisible("create", "progress.show", "progress.anyway", "s3.fill")
	if !b.page.Unfinished() {
		t.Error("what was typed counts for nothing")
	}
	if got := b.page.fields.inputs[model.FieldName].Entry.Text; got != "Loyalty exports" || b.focus() != "form.name" {
		t.Errorf("the name is %q, the focus is on %s", got, b.focus())
	}
	b.tap("progress.show")
	if len(b.called) != 1 || b.called[0] != "twin old" {
		t.Errorf("called %q", b.called)
	}
	b.platform.answer(created(history.Working), nil)
	b.tap("progress.anyway")
	if len(b.platform.asked) != 2 || !b.platform.asked[1].AllowTwin || b.attempt.Phase() != create.Succeeded {
		t.Errorf("asked %+v", b.platform.asked)
	}
}

// Keys that Platform cannot read with are needed once more.
func TestKeysAreKeptUntilTheyWork(t *testing.T) {
	b := newBench(t, "en")
	b.fill("Loyalty exports")
	b.platform.answer(created(history.Refused), nil)
	b.tap("create")
	b.wantVisible("result.id", "s3.check", "progress.replace", "progress.details", "progress.next")
	if b.form.Value(model.FieldSecretKey) == "" {
		t.Fatal("the keys are gone")
	}
	b.tap("s3.check")
	if b.stage.OpenSheet() != "keysPractice" {
		t.Errorf("the sheet is %q", b.stage.OpenSheet())
	}
	b.stage.CloseOnTop()
	works := b.attempt.Entry()
	works.Test = history.Working
	b.page.Follow(works)
	b.runner.Settle()
	b.wantHidden("s3.check", "progress.replace")
	if !b.form.Empty() {
		t.Error("the keys stay although they work by now")
	}
}

func TestANewConnectionStartsEmpty(t *testing.T) {
	b := newBench(t, "en")
	b.fill("Loyalty exports")
	b.platform.answer(created(history.Refused), nil)
	b.tap("create")
	b.tap("progress.next")
	if !b.form.Empty() || b.focus() != "form.name" || b.page.Unfinished() {
		t.Errorf("it starts with %q", b.form.Value(model.FieldName))
	}
}

// Nothing can be created again while it is not known what became of a request.
func TestAnUndecidedOutcomeIsFoundOut(t *testing.T) {
	b := newBench(t, "en")
	b.fill("Loyalty exports")
	b.platform.answer(history.Entry{AttemptID: "a", State: history.Unknown}, &provision.OutcomeUnknownError{AttemptID: "a", Err: errors.New("lost")})
	b.tap("create")
	b.wantVisible("progress.findOut", "progress.details")
	b.wantHidden("create", "s3.fill")
	if b.page.outcome.result.Visible() {
		t.Error("a result is shown")
	}
	if b.focus() != "progress.findOut" {
		t.Errorf("the focus is on %s", b.focus())
	}
	b.page.Create()
	if len(b.platform.asked) != 1 {
		t.Error("it was sent again")
	}
	b.tap("progress.findOut")
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
					b.tap("create")
				}
				b.stage.Window.Resize(narrow)
				if least := b.page.View.MinSize(); least.Width > narrow.Width || least.Height > narrow.Height {
					t.Errorf("%s %v: it takes %v", language, scale, least)
				}
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.page.buttons.view)
				if bottom := at.Y + b.page.buttons.view.Size().Height; bottom > narrow.Height {
					t.Errorf("%s %v: the buttons end at %v", language, scale, bottom)
				}
				if entry.AttemptID != "" {
					b.tap("progress.next")
				}
			}
		}
	}
}
