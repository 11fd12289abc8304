package register

import (
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/headless"
	"mooring/gui/model"
	"mooring/gui/model/modeltest"
	"mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// left is the page alone, as the left side of a window, over a real register.
type left struct {
	page   *Page
	table  *register.Table
	tasks  *register.Tasks
	stage  *parts.Stage
	runner *modeltest.Shuffled
	store  *history.Register
	window fyne.Window
	shown  []string
	made   int    // presses on New connection
	atHand string // the sandbox in the bar
}

type nobody struct{}

func (nobody) Practice() bool { return false }

func (nobody) Target() session.Target { return session.Target{} }

func (nobody) ReadingTargets() func(history.Entry) session.Target {
	return func(history.Entry) session.Target { return session.Target{} }
}

func (nobody) Targets() func(history.Entry) session.Target { return nobody{}.ReadingTargets() }

// statusesOf are what the entries of a test come out as, one after the other.
var statusesOf = []history.Status{
	history.StatusWorking, history.StatusWorking, history.StatusRefused, history.StatusNotTested, history.StatusUnknown,
	history.StatusGone, history.StatusFailed,
}

func open(t *testing.T, language string, size fyne.Size, entries int) *left {
	t.Helper()
	app := headless.App(t, widgets.NewTheme())
	speak(t, language)
	store, err := history.Open(t.Context(), history.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	l := &left{runner: modeltest.NewShuffled(1), store: store, window: test.NewTempWindow(t, nil)}
	l.stage = parts.NewStage(app, l.window, l.runner)
	l.table = register.NewTable(l.runner, store.Entries)
	l.tasks = register.NewTasks(l.runner, store.Entries, store.Settings, nil, nil, nobody{})
	l.page = New(l.stage, l.table, l.tasks, Needs{
		Show: func(e history.Entry) { l.shown = append(l.shown, e.Name) }, New: func() { l.made++ },
		Saved: func() []history.Account { return nil }, Refresh: func() {}, Sandbox: func() string { return l.atHand }, Widths: func([]float32) {}, App: "Mooring/test",
	})
	for i := range entries {
		l.add(t, i, "prod")
	}
	l.window.SetContent(container.NewStack(l.page.View, l.stage.Toast))
	l.window.Resize(size)
	l.reload()
	return l
}

func speak(t *testing.T, language string) {
	t.Helper()
	if err := parts.UseLanguage(language); err != nil {
		t.Fatal(err)
	}
}

func (l *left) reload() {
	l.table.Reload()
	l.runner.Settle()
	l.window.Canvas().Content().Refresh()
	l.runner.Settle()
}

func (l *left) add(t *testing.T, i int, sandbox string) {
	t.Helper()
	ctx := t.Context()
	e := history.Entry{
		AttemptID: fmt.Sprintf("%s-%d", sandbox, i), Name: fmt.Sprintf("Store purchases %d", i),
		Place:     history.Place{PlatformURL: client.DefaultBaseURL, OrgID: "org", Sandbox: sandbox},
		StartedAt: time.Date(2026, 11, 28, 20, 48, i, 0, time.Local),
	}
	status := statusesOf[i%len(statusesOf)]
	id := client.ConnectionID(fmt.Sprintf("7231b0c4-8e51-4b5e-b56c-48d91e05%04d", i))
	outcome := history.Outcome{State: history.Created, ConnectionID: id, ETag: client.ETag(fmt.Sprintf(`"e72edb6e-0000-0200-0000-6b085cbc%04d"`, i))}
	if status == history.StatusFailed || status == history.StatusUnknown {
		outcome = history.Outcome{State: history.State(status)}
	}
	err := l.store.Journal.Begin(ctx, e)
	if err == nil {
		err = l.store.Journal.Finish(ctx, e.AttemptID, outcome)
	}
	switch {
	case err != nil:
	case status == history.StatusGone:
		err = l.store.Journal.MarkDeleted(ctx, e.AttemptID, true, history.Event{})
	case status == history.StatusWorking:
		err = l.store.Journal.RecordTest(ctx, e.AttemptID, history.Working, e.StartedAt)
	case status == history.StatusRefused:
		err = l.store.Journal.RecordTest(ctx, e.AttemptID, history.Refused, e.StartedAt)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// picture keeps what the page looks like, if somebody wants to see it.
func (l *left) picture(t *testing.T, name string) {
	t.Helper()
	dir := os.Getenv("MOORING_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err == nil {
		err = png.Encode(f, l.window.Canvas().Capture())
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Error(err)
	}
}

// Ten connections are in sight beside the panel of a laptop's window, which is
// 1366 wide and 700 high with its menu and the bar on top.
func TestTenRowsAreInSight(t *testing.T) {
	l := open(t, "en", fyne.NewSize(960, 600), 30)
	first, last := -1, -1
	l.page.grid.OnSight = func(a, b int) { first, last = a, b }
	l.page.View.Resize(fyne.NewSize(960, 400))
	l.page.View.Resize(fyne.NewSize(946, 586))
	if last-first+1 < 10 {
		t.Errorf("rows %d to %d are in sight", first, last)
	}
	l.picture(t, "laptop")
}

// What gives way first: ids and etags shorten, the date, the etag goes, and then
// the words on buttons. At the width that is left beside the panel in the
// smallest window nothing is cut off, in any language.
func TestNothingIsCutOffBesideThePanel(t *testing.T) {
	t.Cleanup(func() { speak(t, "en") })
	for _, language := range []string{"en", "fr", "zh-Hans"} {
		l := open(t, language, fyne.NewSize(540, 480), 8)
		for row := range 7 {
			for col, by := range l.page.columns {
				cell := l.page.grid.Cell(row, col)
				entry, _ := l.table.Row(row)
				if by == history.ByStatus && cell.Text != Text(entry, by) {
					t.Errorf("%s: the status is shortened to %q", language, cell.Text)
				}
			}
		}
		for _, o := range test.LaidOutObjects(l.page.grid) {
			if scroll, ok := o.(*container.Scroll); ok && scroll.Content.MinSize().Width > scroll.Size().Width {
				t.Errorf("%s: the columns take %v of %v", language, scroll.Content.MinSize().Width, scroll.Size().Width)
			}
		}
		if least := l.page.View.MinSize(); least.Width > 540 {
			t.Errorf("%s: it cannot be made narrower than %v", language, least.Width)
		}
		if !l.page.foot.attention.Visible() || !l.page.foot.count.Visible() {
			t.Errorf("%s: the foot says nothing", language)
		}
		l.picture(t, "narrow-"+language)
	}
}

func TestColumnsGiveWay(t *testing.T) {
	l := open(t, "en", fyne.NewSize(1200, 480), 8)
	etag := slices.Index(l.page.columns, history.ByETag)
	created := slices.Index(l.page.columns, history.ByStarted)
	at := func(width float32) (etagForm, createdForm int) {
		l.page.View.Resize(fyne.NewSize(width, 480))
		return l.page.grid.Form(etag), l.page.grid.Form(created)
	}
	if e, c := at(1500); e != 0 || c != 0 {
		t.Errorf("with much room: etag %d, created %d", e, c)
	}
	if e, c := at(1200); e < 1 || c != 0 { // a long name comes first
		t.Errorf("with some room: etag %d, created %d", e, c)
	}
	if e, c := at(560); e != -1 || c != 1 {
		t.Errorf("with little room: etag %d, created %d", e, c)
	}
	if l.page.bar.create.Text == "" {
		l.page.View.Resize(fyne.NewSize(300, 480))
		t.Error("the button has no words where there is room")
	}
	l.page.View.Resize(fyne.NewSize(330, 480))
	if l.page.bar.create.Text != "" || l.page.bar.title.Visible() {
		t.Error("where there is little room the words stay")
	}
}

// The sandbox is told where connections of several are in the list.
func TestSandboxColumn(t *testing.T) {
	l := open(t, "en", fyne.NewSize(1200, 480), 3)
	if slices.Contains(l.page.Columns(), history.BySandbox) {
		t.Error("one sandbox has a column")
	}
	l.add(t, 1, "dev")
	l.reload()
	if !slices.Contains(l.page.Columns(), history.BySandbox) {
		t.Error("two sandboxes have none")
	}
	l.table.SetFilter(register.Filter{Sandbox: "dev"})
	l.runner.Settle()
	if slices.Contains(l.page.Columns(), history.BySandbox) {
		t.Error("it is still told of each row when only one is shown")
	}
	for _, at := range []struct {
		sandbox string
		told    bool
	}{{"dev", false}, {"prod", true}, {"", false}, {"stage", true}} {
		l.atHand = at.sandbox
		l.page.FollowSandbox()
		if told := slices.Contains(l.page.Columns(), history.BySandbox); told != at.told {
			t.Errorf("dev rows under %q in the bar: the sandbox is told: %v", at.sandbox, told)
		}
	}
}

func TestFoot(t *testing.T) {
	l := open(t, "en", fyne.NewSize(900, 480), 14)
	said := func() string { return l.page.foot.count.Text + " · " + l.page.foot.attention.Text() }
	if got := said(); got != "14 connections · 6 need attention" {
		t.Errorf("it says %q", got)
	}
	test.Tap(l.page.foot.attention)
	l.runner.Settle()
	if got := said(); got != "6 of 14 connections · 6 need attention" || l.table.Count() != 6 {
		t.Errorf("after pressing it %d rows are shown, and it says %q", l.table.Count(), got)
	}
	l.table.Marks.All()
	l.runner.Settle()
	if got := said(); !strings.HasPrefix(got, "6 of 6 selected") {
		t.Errorf("of marked ones it says %q", got)
	}
	l.picture(t, "attention")
}

// Where Platform shows nothing of a list that is not empty, that is no success.
func TestNothingOnPlatformIsAWarning(t *testing.T) {
	for entries, want := range map[int]widgets.Sign{0: widgets.SignDone, 3: widgets.SignWarned} {
		l := open(t, "en", fyne.NewSize(900, 480), entries)
		l.page.foot.paintOutcome(register.Outcome{Text: model.T("upkeep.refreshedNone", "Sandbox", "dev"), Nothing: true})
		if got := l.page.foot.strip.Sign(); got != want {
			t.Errorf("over %d rows the sign is %v instead of %v", entries, got, want)
		}
	}
}

// Who looks whether all is well is not told so, in green, where something needs attention.
func TestALookDoesNotEndInGreenWhereSomethingIsWrong(t *testing.T) {
	for entries, want := range map[int]widgets.Sign{0: widgets.SignDone, 14: widgets.SignWarned} {
		l := open(t, "en", fyne.NewSize(900, 480), entries)
		l.tasks.Tests.Begin(register.Scope{})
		l.runner.Settle()
		l.reload()
		f := l.page.foot
		needing := f.attention.Text()
		if f.strip.Sign() != want || !strings.HasSuffix(f.strip.Text(), needing) || (needing == "") != (entries == 0) {
			t.Errorf("%d rows, %q: it ends in %v, and says %q", entries, needing, f.strip.Sign(), f.strip.Text())
		}
		l.picture(t, fmt.Sprint("look-", entries))
	}
}

// What came of work on the register does not cover what needs attention; and who closes
// it goes on with the rows.
func TestTheStripLeavesTheFootInSight(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(900, 480), fyne.NewSize(540, 480)} {
		l := open(t, "en", size, 14)
		path := filepath.Join(t.TempDir(), "x.json")
		l.tasks.Exports.Begin(register.Scope{"prod-0"}, register.Export{Path: path, JSON: true, App: "Mooring/test", Words: exportWords()})
		l.runner.Settle()
		l.page.Exchange.Load("x.json", func() (io.ReadCloser, error) { return os.Open(path) })
		l.reload()
		f := l.page.foot
		if !f.strip.Visible() || !f.attention.Visible() || !f.count.Visible() {
			t.Errorf("%v: strip %v, attention %v, count %v", size, f.strip.Visible(), f.attention.Visible(), f.count.Visible())
		}
		if end := f.attention.Position().Y + f.attention.Size().Height; end > f.strip.Position().Y+1 {
			t.Errorf("%v: the link ends at %v, the strip begins at %v", size, end, f.strip.Position().Y)
		}
		l.picture(t, fmt.Sprint("strip-", size.Width))
		test.Tap(f.strip.Button())
		l.runner.Settle()
		if f.strip.Visible() || l.window.Canvas().Focused() != l.page.grid.Rows() {
			t.Errorf("%v: closed %v, the focus is on %v", size, !f.strip.Visible(), l.window.Canvas().Focused())
		}
	}
}

func TestNewConnection(t *testing.T) {
	l := open(t, "en", fyne.NewSize(900, 480), 1)
	test.Tap(l.page.bar.create)
	if l.made != 1 {
		t.Errorf("asked for %d times", l.made)
	}
}

// Connections that no dataflow reads are found by the filter: what was never read is
// not among them, and neither is what is not there.
func TestFilterByNoDataflow(t *testing.T) {
	l := open(t, "en", fyne.NewSize(960, 700), 7)
	for _, id := range []string{"prod-1", "prod-5"} { // one works, one is gone
		if err := l.store.Journal.KeepFlows(t.Context(), history.FlowsRead{AttemptID: id, At: time.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	l.page.filters.onStatus([]int{len(register.Statuses())})
	l.runner.Settle()
	if entry, ok := l.table.Row(0); l.table.Count() != 1 || !ok || entry.AttemptID != "prod-1" {
		t.Errorf("%d rows, the first %q", l.table.Count(), entry.AttemptID)
	}
	if got := l.page.filters.status.AccessibilityLabel(); !strings.Contains(got, parts.Tr("filter.noFlow")) {
		t.Errorf("the filter says %q", got)
	}
	l.page.filters.onClear()
	l.runner.Settle()
	if l.table.Count() != 7 {
		t.Errorf("%d rows once it is cleared", l.table.Count())
	}
}

// A filter that narrows by nothing says so, and does not look disabled.
func TestFiltersSayWhatTheyNarrowBy(t *testing.T) {
	l := open(t, "en", fyne.NewSize(960, 700), 3)
	f := l.page.filters
	want := func(sandbox string) {
		t.Helper()
		for drop, text := range map[*widgets.Select]string{
			f.owner: parts.Tr("filter.owner.any"), f.sandbox: sandbox, f.origin: parts.Tr("filter.origin.any"), f.period: parts.Tr("filter.period.any"),
		} {
			if drop.Selected != text {
				t.Errorf("it says %q, want %q", drop.Selected, text)
			}
		}
		if f.status.Selected != parts.Tr("filter.status.any") {
			t.Errorf("of the status it says %q", f.status.Selected)
		}
	}
	want(parts.Tr("filter.sandbox.any"))
	f.sandbox.SetSelectedIndex(1)
	l.runner.Settle()
	if got := l.table.Filter().Sandbox; got != "prod" {
		t.Errorf("narrowed to %q", got)
	}
	want("prod")
	f.sandbox.SetSelectedIndex(0)
	l.runner.Settle()
	if n := l.table.Filter().Count(); n != 0 {
		t.Errorf("still narrowed by %d", n)
	}
	want(parts.Tr("filter.sandbox.any"))
}

// No filter is cut off, whatever the language and however wide the list is.
func TestFiltersHaveRoomForTheirWords(t *testing.T) {
	for _, language := range []string{"en", "fr", "zh-Hans"} {
		l := open(t, language, fyne.NewSize(640, 700), 1)
		l.page.ToggleFilters()
		f := l.page.filters
		for width := float32(640); width <= 1400; width += 20 {
			l.window.Resize(fyne.NewSize(width, 700))
			for _, drop := range []*widgets.Select{f.owner, f.sandbox, f.origin, f.period, &f.status.Select} {
				arrow := 2*theme.InnerPadding() + theme.IconInlineSize() + theme.Padding()
				text := fyne.MeasureText(drop.Selected, theme.TextSize(), fyne.TextStyle{}).Width
				if room := drop.Size().Width - arrow; text > room {
					t.Errorf("%s, %v wide: %q needs %v and has %v", language, width, drop.Selected, text, room)
				}
			}
		}
	}
}

// The rows begin right below the filters, however these were opened.
func TestNothingBetweenTheFiltersAndTheRows(t *testing.T) {
	for name, way := range map[string]func(*left){
		"button": func(l *left) { l.page.ToggleFilters() },
		"link": func(l *left) {
			l.table.SetFilter(l.table.Filter().Attention())
			l.runner.Settle()
			l.page.ToggleFilters()
		},
	} {
		for _, size := range []fyne.Size{fyne.NewSize(620, 660), fyne.NewSize(900, 660), fyne.NewSize(420, 800)} {
			l := open(t, "en", size, 14)
			way(l)
			if !l.page.filters.view.Visible() {
				t.Fatalf("%s: the filters are not open", name)
			}
			bottom := float32(0)
			for _, o := range l.page.filters.view.Objects {
				bottom = max(bottom, l.y(o)+o.Size().Height)
			}
			if gap := l.y(l.page.grid) - bottom; gap < 0 || gap > 2*theme.Padding() {
				t.Errorf("%s, %v: %v between the filters and the rows", name, size, gap)
			}
		}
	}
}

// y is where an object begins in the window.
func (l *left) y(o fyne.CanvasObject) float32 {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
}
