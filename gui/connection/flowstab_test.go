package connection

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// flowPlatform is a FlowStore and a FlowReader that have what a test wants.
type flowPlatform struct {
	flows []history.Dataflow
	err   error
	done  []string
	// onPause and onRetry are what comes of it on Platform.
	onPause, onRetry func()
}

func (p *flowPlatform) Flows(context.Context, string) ([]history.Dataflow, error) {
	return p.flows, nil
}

func (p *flowPlatform) Read(_ context.Context, _ provision.FlowPlatform, id string) (history.Entry, []history.Dataflow, error) {
	p.done = append(p.done, "read "+id)
	entry := working
	entry.AttemptID = id
	entry.Flows = history.Summarize(p.flows, time.Now())
	return entry, p.flows, p.err
}

func (p *flowPlatform) RetryFailed(_ context.Context, _ provision.FlowPlatform, _ string, flow client.FlowID, progress func(done, of int)) error {
	progress(1, 2)
	p.done = append(p.done, "retry "+string(flow))
	if p.onRetry != nil {
		p.onRetry()
	}
	return p.err
}

func (p *flowPlatform) RunNow(_ context.Context, _ provision.FlowPlatform, _ string, flow client.FlowID, _ client.RunWindow) error {
	p.done = append(p.done, "start "+string(flow))
	return p.err
}

func (p *flowPlatform) Pause(_ context.Context, _ provision.FlowPlatform, _ string, flow client.FlowID) error {
	p.done = append(p.done, "pause "+string(flow))
	if p.onPause != nil {
		p.onPause()
	}
	return p.err
}

func (p *flowPlatform) Resume(_ context.Context, _ provision.FlowPlatform, _ string, flow client.FlowID) error {
	p.done = append(p.done, "resume "+string(flow))
	return p.err
}

// One dataflow of each kind.
func someFlows() []history.Dataflow {
	now := time.Now()
	hourly := client.Schedule{Frequency: client.ByHour, Interval: 1, Start: now.Add(-1000 * time.Hour)}
	flow := func(id, name, state string, outcome client.Outcome, cause client.RunError) history.Dataflow {
		d := history.Dataflow{ID: client.FlowID(id), Name: name, State: state, Path: "luma/" + id + "/*.csv", DatasetName: name, Schedule: hourly}
		for i := range 20 {
			d.Runs = append(d.Runs, history.Mark{Run: client.RunID(id + string(rune('a'+i))), Outcome: outcome, At: now.Add(-time.Duration(i+1) * time.Hour), Rows: 99, Refused: 1})
		}
		figures := client.NoFigures
		figures.RowsIn, figures.RowsOut, figures.RowsFailed = 100, 99, 1
		d.Last = history.LastRun{
			ID: d.Runs[0].Run, Outcome: outcome, Figures: figures, Started: d.Runs[0].At, Cause: cause,
			Retryable: outcome == client.OutcomeFailed, Batches: []client.BatchID{"01"},
		}
		return d
	}
	keys := flow("keys", "Points redeemed", "enabled", client.OutcomeFailed, client.RunError{Code: "CONNECTOR-1001-500", Message: "InvalidAccessKeyId"})
	keys.Failed, keys.FailingSince, keys.LastFile = 72, now.Add(-72*time.Hour), now.Add(-73*time.Hour)
	rows := flow("rows", "Loyalty members", "enabled", client.OutcomePartial, client.RunError{Code: "INGEST-1212-400"})
	paused := flow("paused", "Product catalogue", "disabled", client.OutcomeGood, client.RunError{})
	later := history.Dataflow{ID: "later", Name: "Web clicks", State: "enabled", Schedule: client.Schedule{Frequency: client.ByMinute, Interval: 15, Start: now.Add(24 * time.Hour)}}
	once := flow("once", "First load", "enabled", client.OutcomeGood, client.RunError{})
	once.Schedule = client.Schedule{Frequency: client.Once, Start: now.Add(-48 * time.Hour)}
	return []history.Dataflow{keys, rows, once, paused, later}
}

// openFlows shows the dataflows of a connection.
func openFlows(t *testing.T, language string) *bench {
	t.Helper()
	b := newBench(t, language)
	b.flows.flows = someFlows()
	entry := b.register["working"]
	entry.Flows = history.Summarize(b.flows.flows, time.Time{})
	b.register["working"] = entry
	b.current.Open(entry)
	b.Runner.Settle()
	if b.page.tabs.chosen != tabFlows {
		t.Fatal("what fails is not what it begins with")
	}
	b.choose(tabFlows) // as the user's own choice
	return b
}

// helpsOf are the buttons of a dataflow that can be pressed, by its place.
func (b *bench) helpsOf(place string) string {
	var shown []string
	for _, help := range flowHelps {
		if button, _ := b.Object("flows." + place + "." + string(help)).(*widgets.Button); button.Visible() && !button.Disabled() {
			shown = append(shown, string(help))
		}
	}
	return strings.Join(shown, " ")
}

// readNow has the register know when the dataflows at hand were read, as it does once they
// were.
func (b *bench) readNow() {
	entry := b.register["working"]
	entry.Flows.ReadAt = time.Now()
	b.register["working"] = entry
	b.show("refused")
	b.show("working")
	b.choose(tabFlows)
}

// When Platform was asked is read whole, in the smallest panel and in each language.
func TestWhenTheDataflowsWereReadIsWhole(t *testing.T) {
	for _, l := range parts.Languages {
		b := openFlows(t, l.Tag)
		b.readNow()
		b.Stage.Window.Resize(fyne.NewSize(280, 520)) // less than at 150% on a laptop
		read, _ := b.Object("flows.read").(*widgets.Line)
		if read.AccessibilityLabel() == "" || read.Size().Width < read.MinSize().Width {
			t.Errorf("%s: %q has %v and needs %v", l.Tag, read.AccessibilityLabel(), read.Size().Width, read.MinSize().Width)
		}
	}
}

func TestTheDataflowsOfAConnection(t *testing.T) {
	b := openFlows(t, "en")
	if !slices.Equal(b.flows.done, []string{"read working"}) {
		t.Fatalf("%q", b.flows.done)
	}
	for place, want := range map[string]string{"0": "keys retry pause", "1": "rows pause", "2": "start", "3": "resume", "4": "pause"} {
		if got := b.helpsOf(place); got != want {
			t.Errorf("dataflow %s: %q, want %q", place, got, want)
		}
	}
	head, _ := b.Object("flows.0.head").(*widgets.Paragraph)
	if head.Text != "Keys refused by Amazon for 3 days" {
		t.Errorf("it begins with %q", head.Text)
	}
	if again, _ := b.Object("flows.again").(*widgets.Button); again.Disabled() {
		t.Error("it cannot be read again")
	}
	if got := b.offered(); len(got) != 0 {
		t.Errorf("%q are offered besides", got)
	}
	b.choose(tabOverview)
	b.Runner.Fire()
	b.Runner.Settle()
	if len(b.flows.done) != 1 {
		t.Errorf("%q, while nobody looks", b.flows.done)
	}
}

// In production each is asked about by its name, and done only then.
func TestProductionIsAskedAbout(t *testing.T) {
	b := openFlows(t, "en")
	b.flows.done = nil
	for _, c := range []struct{ button, name, done string }{
		{"flows.0.retry", "Points redeemed", "retry keys"},
		{"flows.1.pause", "Loyalty members", "pause rows"},
		{"flows.2.start", "First load", "start once"},
		{"flows.3.resume", "Product catalogue", "resume paused"},
	} {
		b.flows.done = nil
		b.Tap(c.button)
		if b.Stage.OpenSheet() != "flowAction" || len(b.flows.done) != 0 {
			t.Fatalf("%s: sheet %q, done %q", c.button, b.Stage.OpenSheet(), b.flows.done)
		}
		b.Tap("flowAction.cancel")
		if len(b.flows.done) != 0 {
			t.Errorf("%s: %q in spite of the answer", c.button, b.flows.done)
		}
		b.Tap(c.button)
		b.Tap("flowAction.submit")
		if !slices.Equal(b.flows.done, []string{c.done}) {
			t.Errorf("%s: %q", c.button, b.flows.done)
		}
	}
	b.kind = model.SandboxDevelopment
	b.flows.done = nil
	b.Tap("flows.1.pause")
	if !slices.Equal(b.flows.done, []string{"pause rows"}) || b.Stage.OpenSheet() != "" {
		t.Errorf("where little is at stake: %q, sheet %q", b.flows.done, b.Stage.OpenSheet())
	}
}

// What Platform refuses is said with the dataflow.
func TestARefusalIsSaidWithItsDataflow(t *testing.T) {
	b := openFlows(t, "en")
	b.kind = model.SandboxDevelopment
	b.flows.err = &client.APIError{Op: "PauseFlow", Kind: client.KindRejected, Status: 400, Code: "FLOW-1422-400"}
	b.Tap("flows.1.pause")
	card := b.page.flows.cards["rows"]
	if !card.trouble.View.Visible() {
		t.Error("nothing is said")
	}
	if b.page.flows.cards["keys"].trouble.View.Visible() {
		t.Error("it is said of another one, too")
	}
}

// A button keeps its place whatever becomes of the others: after Try again, a second
// click at the place of Replace keys does not pause the dataflow.
func TestButtonsKeepTheirPlaces(t *testing.T) {
	b := openFlows(t, "en")
	b.kind = model.SandboxDevelopment
	b.flows.onRetry = func() {
		d := &b.flows.flows[0]
		d.Runs = append([]history.Mark{{Run: "new", Outcome: client.OutcomeRunning, At: time.Now()}}, d.Runs...)
	}
	b.page.flows.cards["keys"].more.Show() // as where data is brought in: the focus has somewhere to go
	place := func(help model.FlowHelp) fyne.Position {
		b.Stage.Canvas().Content().Refresh()
		return b.page.flows.cards["keys"].buttons[help].Position()
	}
	all := []model.FlowHelp{model.HelpKeys, model.HelpRetry, model.HelpPause}
	before := map[model.FlowHelp]fyne.Position{}
	for _, help := range all {
		before[help] = place(help)
	}
	b.Tap("flows.0.retry")
	for _, help := range all {
		if at := place(help); at != before[help] {
			t.Errorf("%s was at %v, and is at %v", help, before[help], at)
		}
	}
	if got := b.helpsOf("0"); got != "pause" {
		t.Errorf("%q can be pressed", got)
	}
	if focus := b.Focus(); focus == "flows.0.pause" {
		t.Errorf("another Enter presses %q", focus)
	}
	b.flows.onPause = func() {
		b.flows.flows[0].State, b.flows.flows[0].Runs[0].Outcome = "disabled", client.OutcomeGood
	}
	b.Tap("flows.0.pause")
	if got := b.helpsOf("0"); got != "resume" {
		t.Errorf("%q can be pressed once it is paused", got)
	}
	if at := place(model.HelpResume); at != before[model.HelpPause] {
		t.Errorf("resume is at %v, not at %v", at, before[model.HelpPause])
	}
}

// Whatever a dataflow has been through, its buttons stand in one order, and none is pale for
// what is over: but nothing moves that the focus or the pointer is on.
func TestButtonsHaveOneOrder(t *testing.T) {
	b := openFlows(t, "en")
	failed := b.flows.flows[0]
	reads := func(change func(d *history.Dataflow)) {
		t.Helper()
		d := failed
		d.Runs = slices.Clone(failed.Runs)
		change(&d)
		b.flows.flows[0] = d
		b.current.Reload()
		b.Runner.Settle()
		b.page.flows.flows.ReadAnew("working", "")
		b.Runner.Settle()
		b.page.Paint()
	}
	refused := func(d *history.Dataflow) {
		d.Runs[0].Outcome, d.Last.Outcome, d.Last.Retryable = client.OutcomePartial, client.OutcomePartial, false
		d.Last.Cause = client.RunError{Code: "INGEST-1212-400"}
	}
	stand := func() string {
		b.Stage.Canvas().Content().Refresh()
		card, said := b.page.flows.cards["keys"], ""
		for _, o := range card.row.Objects {
			for help, button := range card.buttons {
				if button == o && button.Visible() {
					said += string(help) + " "
				}
			}
		}
		return said
	}
	if got := stand(); got != "keys retry pause " {
		t.Fatalf("they are %q", got)
	}
	reads(refused)
	if got := stand(); got != "rows pause " {
		t.Errorf("with rows that were refused they are %q", got)
	}
	pause := b.page.flows.cards["keys"].buttons[model.HelpPause]
	for name, point := range map[string]func(on bool){
		"focus": func(on bool) {
			if on {
				b.Stage.Canvas().Focus(pause)
			} else {
				b.Stage.Canvas().Unfocus()
			}
		},
		"pointer": func(on bool) {
			if on {
				pause.MouseIn(&desktop.MouseEvent{})
			} else {
				pause.MouseOut()
			}
		},
	} {
		point(true)
		reads(func(*history.Dataflow) {})
		if got := stand(); got != "rows pause keys retry " {
			t.Errorf("with the %s on one of them they are %q", name, got)
		}
		point(false)
		reads(func(*history.Dataflow) {})
		if got := stand(); got != "keys retry pause " {
			t.Errorf("without the %s they are %q", name, got)
		}
		reads(refused)
	}
}

// The card of a dataflow keeps the focus when it is read again.
func TestFocusOutlastsReading(t *testing.T) {
	b := openFlows(t, "en")
	pause, _ := b.Object("flows.1.pause").(fyne.Focusable)
	b.Stage.Canvas().Focus(pause)
	b.current.Reload()
	b.Runner.Settle()
	b.page.Paint()
	if b.Focus() != "flows.1.pause" {
		t.Errorf("the focus is on %q", b.Focus())
	}
}

// All of it fits into the panel of the smallest window, in every language.
func TestDataflowsFitTheNarrowPanel(t *testing.T) {
	for _, language := range []string{"en", "fr", "zh-Hans"} {
		b := openFlows(t, language)
		if least := b.page.View.MinSize().Width; least > 384 {
			t.Errorf("%s: the page needs %v", language, least)
		}
	}
}

// A connection of which a dataflow fails begins with its dataflows, and only that.
func TestWhatFailsIsShownFirst(t *testing.T) {
	b := newBench(t, "en")
	b.flows.flows = someFlows()
	failing := with("failing", func(e *history.Entry) { e.Flows = history.Summarize(b.flows.flows, time.Time{}) })
	b.register["failing"] = failing
	open := func(id string, want tab) {
		t.Helper()
		b.current.Open(b.register[id])
		b.Runner.Settle()
		if b.page.tabs.chosen != want {
			t.Errorf("%s shows tab %d, want %d", id, b.page.tabs.chosen, want)
		}
	}
	open("working", tabOverview)
	open("failing", tabFlows)
	open("working", tabOverview)
	open("failing", tabFlows)
	b.choose(tabOverview)
	open("failing", tabOverview) // as the user wanted
	b.choose(tabHistory)
	open("working", tabHistory)
	open("failing", tabHistory)
}

func TestWhereThereIsNoDataflow(t *testing.T) {
	b := newBench(t, "en")
	b.current.Open(b.register["working"])
	b.Runner.Settle()
	b.choose(tabFlows)
	if b.page.flows.none.Text != parts.Tr("flows.none") || !b.page.flows.none.Visible() {
		t.Errorf("%q is said", b.page.flows.none.Text)
	}
}

// Once the keys were replaced, the dataflows that fail are named and tried again by one
// button, which says what came of each.
func TestFailingDataflowsAreTriedAgainAfterReplacingKeys(t *testing.T) {
	b := openFlows(t, "en")
	b.platform.flows = history.Summarize(b.flows.flows, time.Now())
	b.Tap("flows.0.keys")
	b.typeKeys()
	b.flows.done = nil
	b.Tap("replaced.submit")
	if !slices.Equal(b.flows.done, []string{"retry keys"}) {
		t.Errorf("done is %q", b.flows.done)
	}
	if submit, _ := b.Object("replaced.submit").(*widgets.Button); !submit.Disabled() {
		t.Error("it can be done twice")
	}
	if _, closing := b.Stage.SheetNamed("replaced").Buttons(); b.Stage.Canvas().Focused() != fyne.Focusable(closing) {
		t.Errorf("after the click the focus is on %q", b.Focus())
	}
	said := b.labels()
	if !slices.Contains(said, parts.Tr("retry.over")) || slices.Contains(said, parts.Tr("retry.textOne")) {
		t.Errorf("after it was done the sheet says %q", said)
	}
	b.Tap("replaced.cancel")
	if b.Stage.OpenSheet() != "" {
		t.Error("the sheet is still open")
	}
}

// labels are the texts of the sheet that is open.
func (b *bench) labels() (said []string) {
	for _, o := range test.LaidOutObjects(b.Stage.Canvas().Overlays().Top()) {
		if l, ok := o.(*widgets.Paragraph); ok && l.Visible() {
			said = append(said, l.Text)
		}
	}
	return said
}

// Rows that were refused are shown on request, and let go of with their sheet.
func TestRefusedRowsAreLetGoOf(t *testing.T) {
	b := openFlows(t, "en")
	b.signedOut = true
	b.Tap("flows.1.rows")
	if b.Stage.OpenSheet() != "rows" {
		t.Fatalf("the sheet is %q", b.Stage.OpenSheet())
	}
	b.Tap("rows.submit")
	if b.Stage.OpenSheet() != "" {
		t.Error("the sheet is still open")
	}
}

// A refused row is told in the words of the language, and shown column by column; what
// Platform says of it is quoted.
func TestARefusedRowIsReadable(t *testing.T) {
	newBench(t, "fr")
	items := rowItems([]client.RefusedRow{
		{
			File: "members.csv", Row: client.NewSecret(`{"born":"x","city":"","person":{"name":"Ada"}}`),
			Reasons: []client.RowReason{{Code: "MAPPER-3700-400", Message: client.NewSecret("“x” is no\ndate")}},
		},
		{Row: client.NewSecret("a,b\nc"), Reasons: []client.RowReason{{Code: "1401"}}},
		{},
	})
	want := []widgets.Item{
		{
			State: widgets.SignWarned, Title: "Une valeur ne convient pas à son champ dans le jeu de données", Tail: "members.csv",
			Text: "Platform dit : « “x” is no date » (code MAPPER-3700-400)\nborn : x\ncity : (vide)\nperson.name : Ada",
		},
		{State: widgets.SignWarned, Title: "La ligne n’est pas lisible", Text: "La réponse n’indique que le code 1401.\na,b c"},
		{State: widgets.SignWarned, Title: "Platform a refusé cette ligne"},
	}
	if len(items) != len(want) {
		t.Fatalf("%d rows are shown", len(items))
	}
	for i, item := range items {
		if fold := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace; fold(item.Text) != want[i].Text || item.Title != want[i].Title || item.Tail != want[i].Tail {
			t.Errorf("%d: %+v", i, item)
		}
	}
}

// A connection that dataflows use is not deleted: they are named, with the way there.
func TestARefusedDeleteNamesTheDataflows(t *testing.T) {
	b := openFlows(t, "en")
	b.choose(tabOverview)
	b.kind = model.SandboxDevelopment
	b.platform.errs = []error{&client.APIError{Op: "DeleteConnection", Kind: client.KindRejected, Status: 400, Code: "FLOW-1418-400"}}
	b.actions.Delete(working)
	b.Runner.Settle()
	known := parts.Tr("delete.known", "Count", 5, "Flows", strings.Join([]string{"Points redeemed", "Loyalty members", "First load", "Product catalogue", "Web clicks"}, parts.Tr("format.list")))
	if !slices.Contains(b.labels(), known) {
		t.Errorf("before anything is sent it does not say %q, but %q", known, b.labels())
	}
	b.Tap("delete.submit")
	holders := ""
	for _, name := range []string{"Points redeemed", "Loyalty members", "First load", "Product catalogue", "Web clicks"} {
		if holders != "" {
			holders += parts.Tr("format.list")
		}
		holders += name
	}
	want := parts.Tr("delete.holders", "Flows", holders)
	if !slices.Contains(b.labels(), want) {
		t.Errorf("nothing says %q", want)
	}
	b.Tap("delete.flows")
	if b.Stage.OpenSheet() != "" || b.page.tabs.chosen != tabFlows {
		t.Errorf("the sheet is %q, the tab %d", b.Stage.OpenSheet(), b.page.tabs.chosen)
	}
}

// Keys that were replaced since are not what helps any more.
func TestOtherKeysAreNotAskedForTwice(t *testing.T) {
	b := openFlows(t, "en")
	important := func(help string) bool {
		button, ok := b.Object("flows.0." + help).(*widgets.Button)
		return ok && button.Importance == widget.HighImportance
	}
	if !important("keys") || important("retry") {
		t.Error("it does not begin with other keys")
	}
	b.kind = model.SandboxDevelopment
	b.flows.onPause = func() { b.flows.flows[0].State = "disabled" }
	b.Tap("flows.0.pause")
	if head, _ := b.Object("flows.0.head").(*widgets.Paragraph); !important("keys") || !strings.HasPrefix(head.Text, "Keys refused") {
		t.Errorf("once it is paused it says %q, and does not begin with other keys", head.Text)
	}
	b.flows.flows[0].State = "enabled"
	follow := func(change func(*history.Entry)) {
		entry := b.register["working"]
		change(&entry)
		b.register["working"] = entry
		b.current.Reload()
		b.Runner.Settle()
	}
	follow(func(e *history.Entry) { e.PlatformUpdatedAt, e.UpdatedAt = time.Now(), time.Now() })
	head, _ := b.Object("flows.0.head").(*widgets.Paragraph)
	if !important("keys") || !strings.HasPrefix(head.Text, "Keys refused") {
		t.Errorf("somebody renamed it: it says %q, and does not begin with other keys", head.Text)
	}
	follow(func(e *history.Entry) { e.Description, e.UpdatedAt = moved, time.Now() })
	if want := parts.Tr("flow.changedSince"); !important("keys") || important("retry") || head.Text != want {
		t.Errorf("somebody changed it: it says %q, and does not begin with other keys", head.Text)
	}
	d := &b.flows.flows[0]
	d.Runs = append([]history.Mark{{Run: "new", Outcome: client.OutcomeRunning, At: time.Now()}}, d.Runs...)
	follow(func(e *history.Entry) { e.UpdatedAt = time.Now() })
	if want := parts.Tr("flow.changedSince"); !important("keys") || head.Text != want {
		t.Errorf("somebody changed it and it runs: it says %q, and does not begin with other keys", head.Text)
	}
	d.Runs = d.Runs[1:]
	follow(func(e *history.Entry) { e.Description, e.UpdatedAt = keysReplaced, time.Now() })
	if important("keys") || !important("retry") {
		t.Error("the keys were replaced, and it does not go on with another try")
	}
}

// Once another mapping has been saved, the card says so, and that the next run will tell.
// What the last one refused is not what helps any more, of this dataflow and no other.
func TestAMappingThatWasMendedIsTold(t *testing.T) {
	b := openFlows(t, "en")
	head := func(place string) string { return b.Object("flows." + place + ".head").(*widgets.Paragraph).Text }
	lines := func() string { return b.Object("flows.1.lines").(*widgets.Paragraph).Text }
	important := func() (all []string) {
		for _, help := range flowHelps {
			if button, _ := b.Object("flows.1." + string(help)).(*widgets.Button); button.Visible() && button.Importance == widget.HighImportance {
				all = append(all, string(help))
			}
		}
		return all
	}
	d := &b.flows.flows[1]
	d.Runs[0].Outcome, d.Last.Outcome, d.Last.Cause, d.Last.Retryable = client.OutcomeFailed, client.OutcomeFailed, client.RunError{Code: "MAPPER-3700-400"}, true
	follow := func(change func(*history.Entry)) {
		entry := b.register["working"]
		change(&entry)
		entry.UpdatedAt = time.Now()
		b.register["working"] = entry
		b.current.Reload()
		b.Runner.Settle()
	}
	changed, next := parts.Tr("flow.mappedSince"), parts.Tr("flow.nextTells")
	follow(func(*history.Entry) {})
	if got := important(); head("1") == changed || strings.Contains(lines(), next) || !slices.Equal(got, []string{"rows"}) {
		t.Errorf("before, it says %q, %q, and begins with %q", head("1"), lines(), got)
	}
	follow(func(e *history.Entry) { e.Description = remapped })
	if got := important(); head("1") != changed || !strings.HasPrefix(lines(), next) || !slices.Equal(got, []string{"retry"}) {
		t.Errorf("it says %q, %q, and begins with %q", head("1"), lines(), got)
	}
	if !strings.HasPrefix(head("0"), "Keys refused") {
		t.Errorf("of another dataflow it says %q", head("0"))
	}
	d.Last.Started = time.Now().Add(time.Minute) // the next run has told
	follow(func(*history.Entry) {})
	if got := important(); head("1") == changed || strings.Contains(lines(), next) || !slices.Equal(got, []string{"rows"}) {
		t.Errorf("after the next run it says %q, %q, and begins with %q", head("1"), lines(), got)
	}
}

// A run that failed late was passed over when the others were tried again: its card
// says so, and offers to try it again.
func TestARunThatFailedLateIsOffered(t *testing.T) {
	b := openFlows(t, "en")
	d := &b.flows.flows[1]
	d.Runs[0].Outcome, d.Last.Outcome, d.Last.Cause = client.OutcomeGood, client.OutcomeGood, client.RunError{}
	d.Last.Figures.RowsFailed = 0
	d.Behind = []history.Mark{{Run: "late", Outcome: client.OutcomeFailed, At: time.Now().Add(-time.Hour), Window: time.Now()}}
	entry := b.register["working"]
	entry.UpdatedAt = time.Now()
	b.register["working"] = entry
	b.current.Reload()
	b.Runner.Settle()
	head, _ := b.Object("flows.1.head").(*widgets.Paragraph)
	retry, _ := b.Object("flows.1.retry").(*widgets.Button)
	if head.Text != parts.Tr("flow.behind") || !retry.Visible() || retry.Disabled() || retry.Importance != widget.HighImportance {
		t.Errorf("it says %q, and offers %q", head.Text, b.helpsOf("1"))
	}
	d.TriedAgain("late")
	if told := model.TellFlow(*d, model.FlowSince{}, time.Now()); told.Behind || !told.Head.Empty() {
		t.Errorf("once it is tried again, it still says %+v", told.Head)
	}
}

// Hasty clicks on Pause do not press Resume, which comes up in its place.
func TestAButtonThatComesUpWaitsForTheHand(t *testing.T) {
	b := openFlows(t, "en")
	now := time.Now()
	widgets.SetHasteClock(func() time.Time { return now })
	t.Cleanup(func() { widgets.SetHasteClock(nil) })
	b.kind = model.SandboxDevelopment
	b.flows.done = nil
	b.flows.onPause = func() { b.flows.flows[1].State = "disabled" }
	pause, _ := b.Object("flows.1.pause").(*widgets.Button)
	b.Stage.Canvas().Focus(pause) // which scrolls to it
	b.Tap("flows.1.pause")
	if got := b.helpsOf("1"); got != "rows resume" {
		t.Fatalf("%q are offered once it is paused", got)
	}
	b.Tap("flows.1.resume")
	if !slices.Equal(b.flows.done, []string{"pause rows"}) {
		t.Errorf("the second click of a double click did something: %q", b.flows.done)
	}
	now = now.Add(time.Second)
	b.Tap("flows.1.resume")
	if !slices.Equal(b.flows.done, []string{"pause rows", "resume rows"}) {
		t.Errorf("a click after a while: %q", b.flows.done)
	}
}

// While something is done its button stays where it is; when it has gone, the focus is
// on one that has come.
func TestTheFocusStaysInTheCard(t *testing.T) {
	b := openFlows(t, "en")
	b.kind = model.SandboxDevelopment
	b.flows.onPause = func() { b.flows.flows[1].State = "disabled" }
	b.Tap("flows.1.pause")
	if b.Focus() != "flows.1.rows" {
		t.Errorf("the focus is on %q", b.Focus())
	}
}

// A dataflow that is being tried again says so at once, and does not ask for keys.
func TestTryingAgainIsSaidAtOnce(t *testing.T) {
	b := openFlows(t, "en")
	b.kind = model.SandboxDevelopment
	b.flows.onRetry = func() {
		d := &b.flows.flows[0]
		d.Runs = append([]history.Mark{{Run: "new", Outcome: client.OutcomeWaiting, At: time.Now()}}, d.Runs...)
	}
	b.readNow()
	b.Tap("flows.0.retry")
	head, _ := b.Object("flows.0.head").(*widgets.Paragraph)
	if !strings.HasPrefix(head.Text, "Trying again since today ") || head.Importance == widget.DangerImportance {
		t.Errorf("it says %q", head.Text)
	}
	lines, _ := b.Object("flows.0.lines").(*widgets.Paragraph)
	if !strings.HasPrefix(lines.Text, "A run is about to start\n") {
		t.Errorf("of the new run it says %q", lines.Text)
	}
	if got := b.helpsOf("0"); got != "pause" {
		t.Errorf("%q are offered", got)
	}
	if read, _ := b.Object("flows.read").(*widgets.Line); !strings.Contains(read.AccessibilityLabel(), ", again at ") {
		t.Errorf("when it is looked at next is not said: %q", read.AccessibilityLabel())
	}
}

// That a connection was made is no change that may mend a dataflow: nothing is being
// tried again.
func TestMakingAConnectionMendsNothing(t *testing.T) {
	b := openFlows(t, "en")
	d := &b.flows.flows[0]
	d.Runs = append([]history.Mark{{Run: "new", Outcome: client.OutcomeRunning, At: time.Now()}}, d.Runs...)
	head, _ := b.Object("flows.0.head").(*widgets.Paragraph)
	for _, c := range []struct {
		since time.Duration
		want  string
	}{{0, "Keys refused"}, {time.Hour, "Trying again"}} {
		since, want := c.since, c.want
		entry := b.register["working"]
		entry.PlatformUpdatedAt = time.Now()
		entry.PlatformCreatedAt = entry.PlatformUpdatedAt.Add(-since)
		entry.UpdatedAt = time.Now()
		if since > 0 {
			entry.Description = keysReplaced
		}
		b.register["working"] = entry
		b.current.Reload()
		b.Runner.Settle()
		if !strings.HasPrefix(head.Text, want) {
			t.Errorf("it says %q, not %q", head.Text, want)
		}
	}
}

// All that is copied of a connection tells of its dataflows, too.
func TestTheCopiedDetailsTellOfTheDataflows(t *testing.T) {
	b := openFlows(t, "en")
	b.actions.copyAll(working)
	b.Runner.Settle()
	copied := b.Stage.App.Clipboard().Content()
	for _, want := range []string{
		"\nDataflows\nPoints redeemed: keys\n    Every hour\n", "    Keys refused by Amazon for 3 days\n", "Product catalogue: paused\n", "    Paused\n",
	} {
		if !strings.Contains(copied, want) {
			t.Errorf("%q is missing in:\n%s", want, copied)
		}
	}
}
