package connection

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/stagetest"
	"mooring/gui/widgets"
)

func TestMain(m *testing.M) { stagetest.Main(m) }

// platform is a Manager that answers what a test wants.
type platform struct {
	errs  []error
	done  []string
	flows history.FlowSummary // of what was changed
}

func (p *platform) next(what string) error {
	p.done = append(p.done, what)
	if len(p.errs) == 0 {
		return nil
	}
	err := p.errs[0]
	p.errs = p.errs[1:]
	return err
}

func (p *platform) Test(_ context.Context, _ provision.Platform, id string) (history.TestResult, error) {
	return history.Working, p.next("test " + id)
}

func (p *platform) Reconcile(_ context.Context, _ provision.Platform, id string) (provision.Result, error) {
	return provision.Result{}, p.next("find out " + id)
}

func (p *platform) Adopt(_ context.Context, _ provision.Platform, id string, _ client.ConnectionID) (provision.Result, error) {
	return provision.Result{}, p.next("adopt " + id)
}

func (p *platform) Update(_ context.Context, _ provision.Platform, id string, _ client.ETag, _ client.Change) (provision.Result, error) {
	entry := working
	entry.Flows = p.flows
	return provision.Result{Entry: entry, Test: history.Working}, p.next("update " + id)
}

func (p *platform) Delete(_ context.Context, _ provision.Platform, id string) (history.Entry, error) {
	return history.Entry{}, p.next("delete " + id)
}

func (p *platform) Read(context.Context, provision.Platform, string) (history.Entry, client.Connection, error) {
	return working, client.Connection{}, p.next("read")
}

type nowhere struct{}

func (nowhere) Start(context.Context) (string, error) { return "http://127.0.0.1:1", nil }

func (nowhere) Stop(context.Context) error { return nil }

// register is a Store over made-up entries.
type register map[string]history.Entry

func (r register) Get(_ context.Context, id string) (history.Entry, error) {
	entry, ok := r[id]
	if !ok {
		return entry, history.ErrNotFound
	}
	return entry, nil
}

// These are entries by their last change, which is that of the name elsewhere.
const (
	keysReplaced = "keys replaced"
	moved        = "moved to another bucket"
	remapped     = "columns matched differently"
)

func (r register) Events(_ context.Context, id string) ([]history.Event, error) {
	if field := map[string]string{keysReplaced: history.ChangedKeys, moved: history.ChangedBucket}[r[id].Description]; field != "" {
		return []history.Event{{At: r[id].PlatformUpdatedAt, Kind: history.EventUpdated, Fields: []string{field}}}, nil
	}
	if r[id].Description == remapped {
		return []history.Event{{At: time.Now(), Kind: history.EventFlowEdited, Flow: "rows", Fields: []string{history.ChangedMapping}}}, nil
	}
	at := time.Date(2026, 11, 28, 9, 30, 0, 0, time.UTC)
	return []history.Event{
		{At: at, Kind: history.EventTested, Test: history.Working},
		{At: at.Add(-time.Hour), Kind: history.EventChanged, By: "0123456789ABCDEF012345B2@AdobeID", Fields: []string{history.ChangedName}},
		{At: at.Add(-48 * time.Hour), Kind: history.EventCreated},
		{At: at.Add(-48 * time.Hour), Kind: history.EventAttempted},
	}, nil
}

var (
	dev     = history.Place{OrgID: "0123456789ABCDEF01234567@AdobeOrg", Sandbox: "prod"}
	working = history.Entry{
		AttemptID: "working", Name: "Loyalty exports", State: history.Created, Test: history.Working, Place: dev,
		ConnectionID: "87546957-8e51-4b5e-b56c-95b64681d147", ETag: `"a12cde48-0000-0200-0000-6b0a4f410000"`, PlatformState: "enabled",
		TestedAt: time.Date(2026, 11, 28, 9, 30, 0, 0, time.UTC), StartedAt: time.Date(2026, 11, 26, 9, 30, 0, 0, time.UTC),
		AccessKeyHint: "AKIA…MPLE", Bucket: "luma-loyalty", FolderPath: "exports/daily", Description: "Nightly loyalty files",
		UpdatedBy: "0123456789ABCDEF012345B2@AdobeID", PlatformUpdatedAt: time.Date(2026, 11, 28, 8, 30, 0, 0, time.UTC),
	}
)

func with(id string, change func(*history.Entry)) history.Entry {
	entry := working
	entry.AttemptID = id
	change(&entry)
	return entry
}

// bench is the page in a window of its own, over made-up connections.
type bench struct {
	*stagetest.Bench
	platform *platform
	flows    *flowPlatform
	kind     model.SandboxKind
	register register
	current  *connection.Current
	actions  *Actions
	page     *Page
	called   []string
	// signedOut lets nobody sign in, so that no server is asked for files.
	signedOut bool
}

func newBench(t *testing.T, language string) *bench {
	t.Helper()
	return newBenchWith(t, language, Ingest{})
}

func newBenchWith(t *testing.T, language string, ingest Ingest) *bench {
	t.Helper()
	b := &bench{Bench: stagetest.New(t, language), platform: &platform{}, flows: &flowPlatform{}, kind: model.SandboxProduction, register: register{"working": working}}
	for _, entry := range []history.Entry{
		with("refused", func(e *history.Entry) { e.Test = history.Refused }),
		with("deleted", func(e *history.Entry) { e.State = history.Deleted }),
		with("failed", func(e *history.Entry) { e.State, e.ConnectionID, e.ETag = history.Failed, "", "" }),
		with("unknown", func(e *history.Entry) { e.State, e.ConnectionID, e.ETag = history.Unknown, "", "" }),
		with("ambiguous", func(e *history.Entry) {
			e.State, e.ConnectionID, e.ETag, e.Candidates = history.Unknown, "", "", []client.ConnectionID{"one", "two"}
		}),
	} {
		b.register[entry.AttemptID] = entry
	}
	connector := session.New(secrets.NewSession(), nowhere{}, "test", nil)
	manage := connection.NewManage(b.Runner, connector, b.platform)
	b.current = connection.NewCurrent(b.Runner, b.register, manage)
	flows := connection.NewDataflows(b.Runner, b.flows, b.flows, manage)
	b.actions = NewActions(b.Stage, b.current, manage, flows, connector, Needs{
		TargetFor: func(history.Entry) session.Target {
			target := session.Target{Account: history.Account{Practice: true, OrgID: dev.OrgID, APIKey: "key", Sandbox: "prod"}}
			if !b.signedOut {
				target.Secrets = []client.Secret{client.NewSecret("secret")}
			}
			return target
		},
		Org:        func(history.Entry) string { return "Luma Retail" },
		Kind:       func(history.Place) model.SandboxKind { return b.kind },
		Idle:       func() bool { return !manage.Busy() },
		ChooseFile: func() {},
		CheckKeys:  func(*model.Form, func(model.Field) bool) {},
		ShowPolicy: func(*model.Form, func(model.Field) bool) {},
		Forget:     func(entry history.Entry) { b.called = append(b.called, "forget "+entry.AttemptID) },
		Ingest:     ingest,
	})
	says := func(what string) func() { return func() { b.called = append(b.called, what) } }
	b.page = New(b.Stage, b.current, b.actions, Several{Test: says("test"), CopyIDs: says("copy"), Export: says("export"), Forget: says("forget")})
	b.Show(b.page.View)
	b.Runner.Settle()
	return b
}

func (b *bench) show(id string) {
	b.current.Show(b.register[id])
	b.Runner.Settle()
}

func (b *bench) choose(which tab) {
	b.page.tabs.choose(which)
	b.Runner.Settle()
}

// offered are the buttons of a connection that can be seen.
func (b *bench) offered() []string {
	return b.Visible("details.stop", "details.findOut", "details.pick", "details.test", "details.replace", "details.browse")
}

// flat are the items of a menu and of its submenus.
func flat(items []*fyne.MenuItem) (all []*fyne.MenuItem) {
	for _, item := range items {
		all = append(all, item)
		if item.ChildMenu != nil {
			all = append(all, flat(item.ChildMenu.Items)...)
		}
	}
	return all
}

// What is offered is what can be done: nothing with what is gone.
func TestWhatIsOfferedCanBeDone(t *testing.T) {
	b := newBench(t, "en")
	for id, want := range map[string][]string{
		"working": {"details.test", "details.replace", "details.browse"}, "refused": {"details.test", "details.replace", "details.browse"},
		"deleted": nil, "failed": nil, "unknown": {"details.findOut"}, "ambiguous": {"details.pick"},
	} {
		b.show(id)
		if got := b.offered(); !slices.Equal(got, want) {
			t.Errorf("%s: %q are offered, want %q", id, got, want)
		}
		held := id == "working" || id == "refused"
		if got := slices.Contains(b.page.tabs.offered, tabFiles); got != held {
			t.Errorf("%s: its files are offered: %v", id, got)
		}
		for _, item := range flat(b.actions.Menu()) {
			if !held && (item.Label == parts.Tr("details.browse") || item.Label == parts.Tr("details.delete")) {
				t.Errorf("%s: the menu has %q", id, item.Label)
			}
		}
	}
}

// Whatever has become of it, a connection can be removed from the list from here.
func TestTheMenuRemovesFromTheList(t *testing.T) {
	b := newBench(t, "en")
	for id := range b.register {
		b.show(id)
		b.called = nil
		for _, item := range flat(b.actions.Menu()) {
			if item.Label == parts.Tr("register.forget") {
				item.Action()
			}
		}
		if !slices.Equal(b.called, []string{"forget " + id}) {
			t.Errorf("%s: %q", id, b.called)
		}
	}
}

func TestTabsOfAConnection(t *testing.T) {
	b := newBench(t, "en")
	b.signedOut = true
	b.show("working")
	if !b.page.overview.view.Visible() || b.page.history.Visible() {
		t.Error("it does not begin with the overview")
	}
	b.Stage.Canvas().Focus(b.page.tabs.view.Head())
	for range 3 {
		b.Stage.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	b.Runner.Settle()
	items := b.page.history.Items()
	if len(items) != 4 || b.page.overview.view.Visible() {
		t.Fatalf("%d things have happened", len(items))
	}
	if want := parts.Tr("trail.by", "Who", parts.Tr("who.colleague", "ID", "0123…B2@AdobeID")); !slices.ContainsFunc(items, func(h widgets.Item) bool {
		return h.Title == parts.Tr("trail.changed") && slices.Contains(lines(h.Text), want)
	}) {
		t.Errorf("nobody is named: %+v", items)
	}
	b.choose(tabFiles)
	if b.page.files.files == nil || b.Object("files.tree") == nil {
		t.Fatal("no files")
	}
	first := b.page.files.files
	b.show("refused")
	if b.page.files.files != nil {
		t.Error("the files of another one are listed before it is known that it stays")
	}
	b.Runner.Fire()
	if b.page.files.files == nil || b.page.files.files == first {
		t.Error("the files of the other one are not listed")
	}
	b.show("deleted")
	if b.page.files.files != nil || !b.page.overview.view.Visible() {
		t.Error("the files of one that is deleted are shown")
	}
}

func lines(text string) []string {
	var all []string
	start := 0
	for i, r := range text + "\n" {
		if r == '\n' {
			all = append(all, text[start:i])
			start = i + 1
		}
	}
	return all
}

// Painting asks Platform nothing, however often it is done.
func TestPaintingStartsNothing(t *testing.T) {
	b := newBench(t, "en")
	b.signedOut = true
	b.show("working")
	b.choose(tabFiles)
	before := len(b.platform.done)
	for range 10 {
		b.page.Paint()
	}
	if b.Runner.Step() || len(b.platform.done) != before {
		t.Error("painting has begun something")
	}
}

func TestSeveralAreSaidAndDoneTogether(t *testing.T) {
	b := newBench(t, "en")
	b.show("working")
	b.page.Select(12)
	b.Runner.Settle()
	if b.page.one.Visible() || !b.page.several.view.Visible() {
		t.Error("one of them is shown")
	}
	for _, key := range []string{"register.test", "register.copyID", "register.export", "register.forget"} {
		b.Tap("several." + key)
	}
	if want := []string{"test", "copy", "export", "forget"}; !slices.Equal(b.called, want) {
		t.Errorf("done is %q", b.called)
	}
	for _, c := range b.actions.Commands() {
		if c.Key == "details.delete" || c.Key == "details.edit" {
			b.actions.Do(c)
			if said := b.Stage.Toast.Text(); b.Stage.OpenSheet() != "" || !strings.Contains(said, "one connection at a time") {
				t.Errorf("%s of several: the sheet is %q, said is %q", c.Key, b.Stage.OpenSheet(), said)
			}
		}
	}
	b.page.Select(1)
	b.Runner.Settle()
	if !b.page.one.Visible() {
		t.Error("the one that is left is not shown")
	}
}

func TestDeletingSaysWhatIsWrong(t *testing.T) {
	b := newBench(t, "en")
	b.show("working")
	b.actions.Delete(working)
	typed, ok := b.Object("delete.typed").(*widgets.Entry)
	if !ok || b.Focus() != "delete.typed" {
		t.Fatalf("the focus is on %s", b.Focus())
	}
	typeInto(typed, "Loyalty")
	if field := fieldOf(b, typed); caption(field) != "" {
		t.Errorf("amid typing it says %q", caption(field))
	}
	typed.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.Runner.Settle()
	if field := fieldOf(b, typed); caption(field) != parts.Tr("delete.wrong") || len(b.platform.done) != 0 {
		t.Errorf("at Enter it says %q, and %q were done", caption(field), b.platform.done)
	}
	typeInto(typed, " exports")
	if field := fieldOf(b, typed); caption(field) != "" {
		t.Errorf("the name is there, and it says %q", caption(field))
	}
	typed.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.Runner.Settle()
	if !slices.Equal(b.platform.done, []string{"delete working"}) || b.Stage.OpenSheet() != "" {
		t.Errorf("%q were done, the sheet is %q", b.platform.done, b.Stage.OpenSheet())
	}
}

// typeKeys gives a connection other keys in the sheet that is open.
func (b *bench) typeKeys() {
	b.T.Helper()
	id, ok := b.Object("replace.accessKey").(*widgets.Entry)
	if !ok {
		b.T.Fatal("no field for the id")
	}
	id.SetText("AKIAIOSFODNN7EXAMPLE")
	secret, ok := b.Object("replace.secretKey").(*widgets.SecretEntry)
	if !ok {
		b.T.Fatal("no field for the secret")
	}
	secret.SetText("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
	b.Tap("replace.submit")
	if b.Stage.OpenSheet() != "replaced" {
		b.T.Fatalf("the sheet is %q", b.Stage.OpenSheet())
	}
}

// Enter after the keys were replaced closes the sheet, and leaves the clipboard alone.
func TestEnterAfterReplacingKeys(t *testing.T) {
	b := newBench(t, "en")
	b.show("working")
	b.actions.Replace(working)
	b.Stage.App.Clipboard().SetContent("mine")
	b.typeKeys()
	b.Stage.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.Runner.Settle()
	if got := b.Stage.App.Clipboard().Content(); b.Stage.OpenSheet() != "" || got != "mine" {
		t.Errorf("the sheet is %q, the clipboard has %q", b.Stage.OpenSheet(), got)
	}
}

// In the smallest window, in every language and size of text, the buttons are in
// reach: what is above them scrolls.
func TestButtonsAreInReach(t *testing.T) {
	for _, language := range []string{"en", "fr", "zh-Hans"} {
		for _, scale := range []float32{1, 1.3, 1.5} {
			b := newBench(t, language)
			test.ApplyTheme(t, widgets.NewTheme().WithTextScale(scale))
			for id := range b.register {
				b.show(id)
				for _, which := range []tab{tabHistory, tabOverview} {
					b.choose(which)
					b.Stage.Window.Resize(stagetest.Narrow)
					if least := b.page.View.MinSize(); least.Width > stagetest.Narrow.Width || least.Height > stagetest.Narrow.Height {
						t.Errorf("%s %v %s: it takes %v", language, scale, id, least)
					}
					at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.page.buttons.view)
					if bottom := at.Y + b.page.buttons.view.Size().Height; bottom > stagetest.Narrow.Height {
						t.Errorf("%s %v %s: the buttons end at %v", language, scale, id, bottom)
					}
				}
			}
		}
	}
}

func typeInto(entry *widgets.Entry, text string) {
	for _, r := range text {
		entry.TypedRune(r)
	}
}

func fieldOf(b *bench, input fyne.CanvasObject) *widgets.Field {
	b.T.Helper()
	var found *widgets.Field
	var visit func(fyne.CanvasObject)
	visit = func(o fyne.CanvasObject) {
		if f, ok := o.(*widgets.Field); ok && f.Input() == input {
			found = f
			return
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				visit(child)
			}
		case *container.Scroll:
			visit(o.Content)
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				visit(child)
			}
		}
	}
	for _, o := range b.Stage.Canvas().Overlays().List() {
		visit(o)
	}
	if found == nil {
		b.T.Fatal("no field around it")
	}
	return found
}

func caption(f *widgets.Field) string {
	kind, text := f.Caption()
	if kind != widgets.CaptionError {
		return ""
	}
	return text
}
