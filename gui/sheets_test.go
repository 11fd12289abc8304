package gui

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"mooring/assets"
	"mooring/client"
	"mooring/client/amazon"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/process"
	"mooring/gui/support"
	"mooring/gui/widgets"
)

// browser is the app with a browser that opens pages, or none.
type browser struct {
	fyne.App
	opened []string
	err    error
}

func (b *browser) OpenURL(u *url.URL) error {
	if b.err == nil {
		b.opened = append(b.opened, u.String())
	}
	return b.err
}

// inputs are the fields of both forms that have help, by their control.
var helped = map[string]model.Field{
	"form.orgID": model.FieldOrgID, "form.apiKey": model.FieldAPIKey, "form.clientSecret": model.FieldClientSecret,
	"form.sandbox.typed": model.FieldSandbox, "form.name": model.FieldName, "form.description": model.FieldDescription,
	"form.accessKey": model.FieldAccessKey, "form.secretKey": model.FieldSecretKey, "form.bucket": model.FieldBucket,
	"form.folder": model.FieldFolder, "form.sessionToken": model.FieldSessionToken, "form.serviceURL": model.FieldServiceURL,
}

func TestHelpOfEachField(t *testing.T) {
	v := startEmpty(t)
	b := &browser{App: v.main.stage.App}
	v.main.stage.App = b
	v.main.panel.create.Unfold()
	views := map[model.Field]*widgets.Field{}
	for _, field := range append(v.main.form.Fields(), v.main.accounts.Form.Fields()...) {
		if in := v.form(field); in != nil {
			views[field] = in.View
		}
	}
	for name, field := range helped {
		help, ok := model.HelpFor(field)
		if !ok {
			t.Errorf("no help for %s", field)
			continue
		}
		for _, way := range []string{"F1", "?"} {
			v.focus(name)
			if way == "F1" {
				v.key(fyne.KeyF1)
			} else {
				mark := helpMarkOf(views[field])
				if mark == nil {
					t.Errorf("%s has no ?", name)
					continue
				}
				mark.Tapped(nil)
			}
			v.expect("sheet", "help")
			for _, step := range help.Steps {
				if !v.says(parts.Say(step)) {
					t.Errorf("%s by %s: it does not say %q", name, way, parts.Say(step))
				}
			}
			if help.Link != "" {
				b.opened, b.err = nil, nil
				v.press(parts.Tr("help.open"))
				if len(b.opened) != 1 || b.opened[0] != help.Link {
					t.Errorf("%s: opens %q, want %s", name, b.opened, help.Link)
				}
				b.err = errors.New("there is no browser")
				v.press(parts.Tr("help.open"))
				if v.clipboard() != help.Link || v.state("toast") != parts.Tr("copied.address") {
					t.Errorf("%s: without a browser it copied %q and says %q", name, v.clipboard(), v.state("toast"))
				}
			}
			v.press(parts.Tr("close.button"))
			v.expect("sheet", "", "focus", name)
		}
	}
}

// helpMarkOf finds the question mark after a field's label: it is what can be
// tapped there besides the input and the link of the caption.
func helpMarkOf(view *widgets.Field) fyne.Tappable {
	for _, o := range test.WidgetRenderer(view).Objects() {
		if strings.HasSuffix(typeName(o), ".helpMark") {
			if mark, ok := o.(fyne.Tappable); ok && o.Visible() {
				return mark
			}
		}
	}
	return nil
}

func TestHelpOfTheToken(t *testing.T) {
	v := startEmpty(t)
	v.choose("signIn.method", parts.Tr("signIn.token"))
	v.focus("form.token")
	v.key(fyne.KeyF1)
	v.expect("sheet", "help")
	help, _ := model.HelpFor(model.FieldToken)
	if !v.says(parts.Say(help.Steps[0])) {
		t.Error("that is not the help of the token")
	}
}

// fakeChecker answers as Amazon might.
type fakeChecker struct {
	findings []amazon.Finding
	asked    []client.S3Credentials
	canceled bool
	before   func()
}

func (f *fakeChecker) Run(ctx context.Context, creds client.S3Credentials, each func(amazon.Finding)) ([]amazon.Finding, error) {
	f.asked = append(f.asked, creds)
	for _, finding := range f.findings {
		each(finding)
	}
	if f.before != nil {
		f.before()
	}
	if ctx.Err() != nil {
		f.canceled = true
		return nil, ctx.Err()
	}
	return f.findings, nil
}

func (v *screen) checkKeysWith(checker create.KeyChecker) {
	*v.main.keys = *create.NewKeyCheck(v.runner, checker)
	v.tap("s3.check")
}

// answers are the rows of the sheet that is open.
func (v *screen) answers() []widgets.Item {
	var found []widgets.Item
	for _, o := range v.shown() {
		if list, ok := o.(*widgets.List); ok {
			found = append(found, list.Items()...)
		}
	}
	return found
}

func TestKeyCheckAsksARealServer(t *testing.T) {
	const bucketList = `<?xml version="1.0"?><ListAllMyBucketsResult><Buckets><Bucket><Name>landing-zone</Name></Bucket></Buckets></ListAllMyBucketsResult>`
	var signed []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		signed = append(signed, r.Header.Get("Authorization"))
		w.Header().Set("Content-Type", "application/xml")
		body := `<?xml version="1.0"?><ListBucketResult><Name>landing-zone</Name><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated><Contents><Key>exports/a.csv</Key><Size>1</Size></Contents></ListBucketResult>`
		switch {
		case r.URL.Query().Has("location"):
			body = `<?xml version="1.0"?><LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-3</LocationConstraint>`
		case r.URL.Path == "/":
			body = bucketList
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Error(err)
		}
	}))
	defer server.Close()
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"))
	v.tap("welcome.organization")
	v.fill("Loyalty", exampleKeyID)
	v.main.panel.create.Unfold()
	v.enter("form.bucket", "landing-zone")
	v.enter("form.folder", "exports")
	v.enter("form.serviceURL", server.URL)
	v.tap("s3.check")
	v.expect("sheet", "keys")
	answers := v.answers()
	if len(answers) != 4 || answers[0].State != widgets.SignSkipped {
		t.Fatalf("answers %+v", answers)
	}
	for _, answer := range answers[1:] {
		if answer.State != widgets.SignDone || answer.Text == "" {
			t.Errorf("%+v", answer)
		}
	}
	if !v.says(parts.Tr("amazon.note")) {
		t.Error("it does not say that Adobe's addresses may still be kept out")
	}
	if len(signed) < 3 || !strings.Contains(signed[0], "Credential="+exampleKeyID+"/") {
		t.Errorf("the requests were signed as %q", signed)
	}
	v.press(parts.Tr("amazon.policy"))
	v.expect("sheet", "policy")
	policy := v.copyText()
	if !json.Valid([]byte(policy)) || !strings.Contains(policy, "arn:aws:s3:::landing-zone") || !strings.Contains(policy, "exports/") {
		t.Errorf("policy %s", policy)
	}
	v.press(parts.Tr("copy.button"))
	if v.clipboard() != policy || v.state("toast") != parts.Tr("copied.policy") {
		t.Errorf("copied %q, says %q", v.clipboard(), v.state("toast"))
	}
	v.press(parts.Tr("close.button"))
	v.expect("sheet", "")
}

func (v *screen) copyText() string {
	v.t.Helper()
	for _, o := range v.shown() {
		if text, ok := o.(*widgets.CopyText); ok {
			return text.Text()
		}
	}
	v.t.Fatal("there is no text to copy")
	return ""
}

func TestKeyCheckCure(t *testing.T) {
	const wrong, cure = "https://s3.eu-west-1.amazonaws.com/", "https://s3.eu-west-3.amazonaws.com/"
	checker := &fakeChecker{findings: []amazon.Finding{
		{Check: amazon.Identity, Verdict: amazon.Passed, ARN: "arn:aws:iam::123456789012:user/mooring"},
		{Check: amazon.ListBuckets, Verdict: amazon.NotNeeded, Reason: amazon.BucketNamed, Cause: amazon.CauseDenied},
		{Check: amazon.Region, Verdict: amazon.Failed, Cause: amazon.CauseRegion, Region: "eu-west-3", ServiceURL: cure},
		{Check: amazon.ListFolder, Verdict: amazon.Skipped, Reason: amazon.EarlierFailure},
	}}
	v := startEmpty(t)
	v.fill("Loyalty", exampleKeyID)
	v.main.panel.create.Unfold()
	v.enter("form.bucket", "landing-zone")
	v.enter("form.serviceURL", wrong)
	v.runner.held = false
	v.checkKeysWith(checker)
	states := []widgets.Sign{}
	for _, answer := range v.answers() {
		states = append(states, answer.State)
		if answer.Title == "" || answer.Text == "" {
			t.Errorf("an answer without words: %+v", answer)
		}
	}
	if want := []widgets.Sign{widgets.SignDone, widgets.SignNotNeeded, widgets.SignFailed, widgets.SignSkipped}; len(states) != 4 || states[1] != want[1] || states[2] != want[2] {
		t.Errorf("states %v, want %v", states, want)
	}
	checker.findings[2] = amazon.Finding{Check: amazon.Region, Verdict: amazon.Passed, Region: "eu-west-3"}
	v.press(parts.Tr("amazon.useAddress"))
	v.wantValues(map[model.Field]string{model.FieldServiceURL: cure})
	if len(checker.asked) != 2 || checker.asked[1].ServiceURL != cure {
		t.Errorf("asked %d times, last at %q", len(checker.asked), checker.asked[len(checker.asked)-1].ServiceURL)
	}
	for _, o := range v.shown() {
		if b, ok := o.(*widgets.Button); ok && b.Text == parts.Tr("amazon.useAddress") {
			t.Error("the cure is offered although it was taken")
		}
	}
}

func TestKeyCheckStopsOnEsc(t *testing.T) {
	v := startEmpty(t)
	v.fill("Loyalty", exampleKeyID)
	checker := &fakeChecker{}
	v.checkKeysWith(checker)
	v.expect("sheet", "keys")
	v.key(fyne.KeyEscape)
	v.expect("sheet", "")
	if v.main.keys.Running() {
		t.Error("it goes on")
	}
	for _, work := range v.runner.queue {
		if apply := work(); apply != nil {
			apply()
		}
	}
	v.runner.queue = nil
	if !checker.canceled {
		t.Error("the questions were not called off")
	}
	v.expect("sheet", "")
}

func TestKeyCheckWithoutKeys(t *testing.T) {
	v := startEmpty(t)
	checker := &fakeChecker{}
	v.checkKeysWith(checker)
	v.expect("sheet", "", "focus", "form.accessKey")
	v.wantError(model.FieldAccessKey, "check.accessKey.empty")
	v.fill("Loyalty", exampleKeyID)
	v.main.panel.create.Unfold()
	v.enter("form.sessionToken", "a b")
	v.tap("s3.check")
	v.expect("sheet", "", "focus", "form.sessionToken")
	if len(v.runner.queue) != 0 || len(checker.asked) != 0 {
		t.Error("Amazon is asked with keys that cannot be right")
	}
}

func TestKeyCheckOnPractice(t *testing.T) {
	v := startPractice(t)
	v.fill("Loyalty", exampleKeyID)
	checker := &fakeChecker{}
	v.checkKeysWith(checker)
	v.expect("sheet", "keysPractice")
	if len(checker.asked) != 0 {
		t.Error("Amazon was asked")
	}
}

func TestDiagnosis(t *testing.T) {
	platform, address := realServer(t)
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"))
	v.tap("welcome.organization")
	v.main.keyring = secrets.NewSession()
	v.signInTo(address, practice.ClientSecret)
	v.expect("signedIn", "yes")
	v.fill("Loyalty", exampleKeyID)
	v.command("diagnose.menu")
	v.expect("sheet", "diagnose")
	answers := v.answers()
	if len(answers) < 8 {
		t.Fatalf("%d findings", len(answers))
	}
	for _, answer := range answers {
		if answer.Title == "" || strings.Contains(answer.Title, "diagnose.") || strings.Contains(answer.Text, "{{") {
			t.Errorf("%+v", answer)
		}
		if answer.State != widgets.SignDone && answer.Text == "" {
			t.Errorf("not well, and no word of it: %+v", answer)
		}
	}
	v.tap("diagnose.copy")
	report := v.clipboard()
	if report == "" || v.state("toast") != parts.Tr("copied.report") {
		t.Errorf("copied %q, says %q", report, v.state("toast"))
	}
	for _, want := range []string{"0.0.0", "127.0.0.1"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report does not hold %s:\n%s", want, report)
		}
	}
	s := newSweep(platform)
	s.secrets["the key in the form"] = exampleSecretKey
	s.tokens()
	s.look("the report", []byte(report))
	for found := range s.found {
		t.Error(found)
	}
	v.escape()
	v.expect("sheet", "")
}

func TestAboutAndLicences(t *testing.T) {
	v := startEmpty(t)
	v.command("menu.about")
	v.expect("sheet", "about")
	for _, want := range []string{parts.Tr("about.version", "Version", "0.0.0"), parts.Tr("about.text"), parts.Tr("about.folder", "Folder", v.dir)} {
		if !v.says(want) {
			t.Errorf("it does not say %q", want)
		}
	}
	v.press(parts.Tr("about.licences"))
	v.expect("sheet", "licences")
	choice, ok := v.object("licences.choice").(*widgets.Select)
	if !ok {
		t.Fatal("the licences cannot be chosen")
	}
	var all []string
	for i := range choice.Options {
		choice.SetSelectedIndex(i)
		text := v.copyText()
		if lines := strings.Count(text, "\n"); lines > 2000 {
			t.Errorf("%s has %d lines, too many for an entry", choice.Options[i], lines)
		}
		all = append(all, text)
	}
	want, err := assets.Licences()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Join(all, strings.Repeat("=", 80)+"\n") != want || !strings.Contains(all[0], "fyne") {
		t.Errorf("these are not all licences: %d parts", len(all))
	}
	v.press(parts.Tr("close.button"))
	v.expect("sheet", "")
}

// The words about a font that is missing are in English: nothing else could be read.
func TestAdviceOnTheChineseFont(t *testing.T) {
	english := texts(t, "en.json")
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"), func(v *screen) { v.language = "zh-Hans.json" })
	support.AdviseFont(v.main.stage)
	v.expect("sheet", "font")
	if !v.says(english["font.text"]) {
		t.Error("the advice is not in English")
	}
}

func TestForgetEverything(t *testing.T) {
	vault := secrets.NewSession()
	_, address := realServer(t)
	dir := filepath.Join(t.TempDir(), "mooring")
	v := openScreen(t, dir, func(v *screen) { v.vault = vault })
	v.tap("welcome.organization")
	v.signInTo(address, practice.ClientSecret)
	v.expect("signedIn", "yes")
	v.made("Loyalty", exampleKeyID)
	account := v.main.accounts.Chosen()
	if _, err := vault.Get(t.Context(), account.SecretKey()); err != nil {
		t.Fatal(err)
	}
	const other = "somebody else's"
	if err := vault.Set(t.Context(), other, client.NewSecret("x")); err != nil {
		t.Fatal(err)
	}
	v.command("settings.title")
	v.focus("settings.forget")
	v.key(fyne.KeySpace)
	v.expect("sheet", "forgetAll")
	for _, want := range []string{
		parts.Tr("forgetAll.accounts", "Accounts", 1), parts.Tr("forgetAll.register"), parts.Tr("forgetAll.practice"), parts.Tr("forgetAll.settings"), parts.Tr("forgetAll.stays"),
	} {
		if !v.says(want) {
			t.Errorf("it does not say %q", want)
		}
	}
	v.key(fyne.KeyReturn)
	if v.main.forgetAtEnd {
		t.Fatal("one Enter after another, and everything is gone")
	}
	v.expect("sheet", "settings", "focus", "settings.forget")
	v.tap("settings.forget")
	v.tap("forgetAll.export")
	v.expect("sheet", "export")
	v.escape()
	v.expect("sheet", "settings")
	v.tap("settings.forget")
	v.press(parts.Tr("forgetAll.yes"))
	if !v.main.forgetAtEnd {
		t.Fatal("nothing will be removed at the end")
	}
	if _, err := vault.Get(t.Context(), account.SecretKey()); !errors.Is(err, secrets.ErrNotFound) {
		t.Errorf("the client secret is still there: %v", err)
	}
	if _, err := vault.Get(t.Context(), other); err != nil {
		t.Errorf("another one's secret: %v", err)
	}
	v.close()
	kept := filepath.Join(dir, "crashes", "kept")
	if err := errors.Join(os.MkdirAll(kept, 0o700), os.WriteFile(filepath.Join(kept, "crash-1.txt"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	claim, err := process.ClaimFolder(process.Options{DataDir: dir})
	if err := errors.Join(err, claim.Release(true)); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		left, _ := os.ReadDir(dir)
		t.Errorf("the folder is still there, with %v", left)
	}
}

// deaf is a keyring that deletes nothing.
type deaf struct{ secrets.Vault }

func (deaf) Delete(context.Context, string) error { return secrets.ErrUnavailable }

func TestForgetEverythingWithoutTheKeyring(t *testing.T) {
	_, address := realServer(t)
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"), func(v *screen) { v.vault = deaf{secrets.NewSession()} })
	v.tap("welcome.organization")
	v.signInTo(address, practice.ClientSecret)
	v.command("settings.title")
	v.tap("settings.forget")
	v.press(parts.Tr("forgetAll.yes"))
	if v.main.forgetAtEnd {
		t.Error("the accounts would be forgotten, and with them which secrets are still in the keyring")
	}
	v.expect("sheet", "forgetRest")
	v.press(parts.Tr("forgetAll.rest"))
	if !v.main.forgetAtEnd {
		t.Error("without a keyring nothing can be forgotten")
	}
}

func typeName(o any) string { return fmt.Sprintf("%T", o) }

// escape presses Esc, wherever the focus is.
func (v *screen) escape() {
	v.t.Helper()
	if v.canvas().Focused() == nil {
		v.canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
		return
	}
	v.key(fyne.KeyEscape)
}
