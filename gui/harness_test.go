package gui

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/headless"
	"mooring/gui/model"
	"mooring/gui/model/modeltest"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/process"
	"mooring/gui/register"
	"mooring/gui/widgets"
)

// hand is the Runner of view tests. Work is done at once, on the goroutine of
// the test, unless the test holds it to see the window while it is under way.
type hand struct {
	modeltest.Inline
	held   bool
	inTurn bool // all waits for release, also what follows a change, as in the real window
	queue  []func() func()
}

func (h *hand) Apply(f func()) {
	if h.inTurn {
		h.queue = append(h.queue, func() func() { f(); return nil })
		return
	}
	h.Inline.Apply(f)
}

func (h *hand) Go(work func() func()) {
	if h.held || h.inTurn {
		h.queue = append(h.queue, work)
		return
	}
	h.Inline.Go(work)
}

// release does what was held, in its order, and what comes of it.
func (h *hand) release() {
	h.held = false
	for len(h.queue) > 0 {
		h.step()
	}
}

// step does the first of what was held.
func (h *hand) step() {
	work := h.queue[0]
	h.queue = h.queue[1:]
	if apply := work(); apply != nil {
		h.Apply(apply)
	}
}

// screen is the main window over a real backend, with the session's memory in
// place of the keyring, as someone sees it who sits in front of it.
type screen struct {
	t        *testing.T
	dir      string
	language string // the file of its texts
	vault    secrets.Vault
	logger   *slog.Logger
	runner   *hand
	backend  *backend
	main     *mainWindow
	closed   bool
}

// openScreen opens the window in dir, as a start of the app does.
func openScreen(t *testing.T, dir string, alter ...func(*screen)) *screen {
	t.Helper()
	app := headless.App(t, widgets.NewTheme())
	v := &screen{
		t: t, dir: dir, language: "en.json", vault: secrets.NewSession(), logger: slog.New(slog.DiscardHandler), runner: &hand{},
	}
	for _, f := range alter {
		f(v)
	}
	speak(t, v.language)
	v.backend = v.openBackend()
	window := app.NewWindow("Mooring")
	s := parts.NewStage(app, window, v.runner)
	v.main = newMainWindow(s, v.backend, process.About{ID: "app.mooring.Test", Name: "Mooring", Version: "0.0.0"}, process.Options{DataDir: dir})
	v.main.begin()
	t.Cleanup(v.close)
	return v
}

// openBackend is the parts of the window's backend with short waits.
func (v *screen) openBackend() *backend {
	v.t.Helper()
	ctx := context.Background()
	register, err := history.Open(ctx, history.Options{Dir: v.dir})
	if err != nil {
		v.t.Fatal(err)
	}
	platform, err := practice.Open(ctx, practice.Options{Dir: v.dir, SlowDelay: time.Millisecond, Record: true})
	if err != nil {
		v.t.Fatal(err)
	}
	connector := session.New(v.vault, platform, "Mooring/0.0.0", v.logger)
	return &backend{
		register: register, vault: v.vault, practice: platform,
		service:   provision.New(register.Journal, provision.Options{Settle: time.Millisecond, Logger: v.logger}),
		flows:     provision.NewFlows(register.Journal, provision.Options{Settle: time.Millisecond, Logger: v.logger}),
		ingest:    provision.NewIngest(register.Journal, register.Plans, provision.Options{Settle: time.Millisecond, Logger: v.logger}),
		connector: connector, proxies: throughProxies(connector, v.vault),
		look: supportmodel.ReadLook(ctx, register.Settings),
	}
}

// hideSheets closes all sheets, the one in front first.
func (v *screen) hideSheets() {
	stage := v.main.stage
	for name := stage.OpenSheet(); name != ""; name = stage.OpenSheet() {
		stage.SheetNamed(name).Hide()
	}
}

// close quits the app.
func (v *screen) close() {
	if v.closed {
		return
	}
	v.closed = true
	v.runner.release()
	v.main.end()
	if err := v.backend.close(); err != nil {
		v.t.Error(err)
	}
}

// restart quits the app and starts it again with the same folder and keyring.
func (v *screen) restart() *screen {
	v.t.Helper()
	v.close()
	return openScreen(v.t, v.dir, func(again *screen) { again.vault, again.logger = v.vault, v.logger })
}

func (v *screen) canvas() fyne.Canvas { return v.main.stage.Canvas() }

func (v *screen) clipboard() string { return v.main.stage.App.Clipboard().Content() }

// state is a value of what window tests may ask.
func (v *screen) state(key string) string {
	v.t.Helper()
	state := v.main.state()
	value, ok := state[key]
	if !ok {
		v.t.Fatalf("the window has no state %q", key)
	}
	return value
}

// expect checks pairs of a key of the state and its value.
func (v *screen) expect(pairs ...string) {
	v.t.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		if got := v.state(pairs[i]); got != pairs[i+1] {
			v.t.Errorf("%s is %q, want %q", pairs[i], got, pairs[i+1])
		}
	}
}

// shown lists what can be seen: on the uppermost overlay if there is one, and
// else in the window.
func (v *screen) shown() []fyne.CanvasObject {
	top := v.canvas().Overlays().Top()
	if top == nil {
		top = v.canvas().Content()
	}
	var all []fyne.CanvasObject
	eachVisible(top, func(o fyne.CanvasObject) { all = append(all, o) })
	return all
}

// eachVisible visits an object and all that it shows.
func eachVisible(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	for _, child := range children(o) {
		eachVisible(child, visit)
	}
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}

// object is a control by the name that window tests know it by. It must be in
// sight and enabled.
func (v *screen) object(name string) fyne.CanvasObject {
	v.t.Helper()
	o, ok := v.main.stage.Places.Objects[name]
	if !ok {
		v.t.Fatalf("nothing is named %s", name)
	}
	if slices.Contains(ofAccountForm, name) && !v.main.account.Form.View.Visible() {
		v.tap("account.edit")
	}
	if !slices.Contains(v.shown(), o) {
		v.t.Fatalf("%s cannot be seen; state %v", name, v.main.state())
	}
	if v.disabled(name) {
		v.t.Fatalf("%s is disabled; state %v", name, v.main.state())
	}
	return o
}

// ofAccountForm are the controls that are in sight only while the account's form is open.
var ofAccountForm = []string{
	"form.orgID", "form.apiKey", "form.clientSecret", "form.token", "form.sandbox.typed",
	"signIn", "signIn.method", "platform.fill", "account.more", "account.save", "account.try",
}

func (v *screen) visible(name string) bool {
	v.t.Helper()
	o, ok := v.main.stage.Places.Objects[name]
	if !ok {
		v.t.Fatalf("nothing is named %s", name)
	}
	return slices.Contains(v.shown(), o)
}

func (v *screen) disabled(name string) bool {
	d, ok := v.main.stage.Places.Objects[name].(fyne.Disableable)
	return ok && d.Disabled()
}

func (v *screen) tap(name string) {
	v.t.Helper()
	o, ok := v.object(name).(fyne.Tappable)
	if !ok {
		v.t.Fatalf("%s cannot be tapped", name)
	}
	test.Tap(o)
}

// press taps the button with this label, such as one of a sheet.
func (v *screen) press(label string) {
	v.t.Helper()
	for _, o := range v.shown() {
		if b, ok := o.(*widgets.Button); ok && b.Text == label {
			if b.Disabled() {
				v.t.Fatalf("the button %q is disabled", label)
			}
			test.Tap(b)
			return
		}
	}
	v.t.Fatalf("there is no button %q in sight; state %v", label, v.main.state())
}

// says reports whether this sentence can be seen.
func (v *screen) says(sentence string) bool {
	for _, o := range v.shown() {
		if text, ok := textOf(o); ok && text == sentence {
			return true
		}
	}
	return false
}

// focus puts the cursor into a control.
func (v *screen) focus(name string) {
	v.t.Helper()
	v.object(name)
	f, ok := v.main.stage.Places.Stop(name)
	if !ok {
		v.t.Fatalf("%s takes no focus", name)
	}
	v.canvas().Focus(f)
}

// enter types text into a control, in place of what stands there.
func (v *screen) enter(name, text string) {
	v.t.Helper()
	field, ok := strings.CutPrefix(name, parts.FormPrefix)
	if ok && slices.Contains(v.main.form.Fields(), model.Field(field)) && !v.visible("form.name") {
		v.command("menu.new") // the form is behind a connection, or what came of an attempt
	}
	v.focus(name)
	focused := v.canvas().Focused()
	if s, ok := focused.(fyne.Shortcutable); ok {
		s.TypedShortcut(&fyne.ShortcutSelectAll{})
		focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	for _, r := range text {
		focused.TypedRune(r)
	}
}

// key types a key into what has the focus.
func (v *screen) key(name fyne.KeyName) {
	v.t.Helper()
	focused := v.canvas().Focused()
	if focused == nil {
		v.t.Fatal("nothing has the focus")
	}
	focused.TypedKey(&fyne.KeyEvent{Name: name})
}

// choose picks an option of a drop-down.
func (v *screen) choose(name, option string) {
	v.t.Helper()
	s, ok := v.object(name).(*widgets.Select)
	if !ok {
		v.t.Fatalf("%s is no drop-down", name)
	}
	i := slices.Index(s.Options, option)
	if i < 0 {
		v.t.Fatalf("%s has no option %q, only %q", name, option, s.Options)
	}
	s.SetSelectedIndex(i)
}

// command runs an entry of the main menu as its key does, which works while it is grey, too.
func (v *screen) command(key string) {
	v.t.Helper()
	for _, item := range offeredBy(v.main.menu.main) {
		if item.Label == parts.Tr(key) {
			item.Action()
			return
		}
	}
	v.t.Fatalf("the menu has no %q", parts.Tr(key))
}

// offeredBy lists the items of all menus and their submenus, but for the lines between.
func offeredBy(main *fyne.MainMenu) []*fyne.MenuItem {
	var all []*fyne.MenuItem
	var look func(menus []*fyne.Menu)
	look = func(menus []*fyne.Menu) {
		for _, menu := range menus {
			for _, item := range menu.Items {
				switch {
				case item.IsSeparator:
				case item.ChildMenu != nil:
					look([]*fyne.Menu{item.ChildMenu})
				default:
					all = append(all, item)
				}
			}
		}
	}
	look(main.Items)
	return all
}

// fill types a connection into the form.
func (v *screen) fill(name, accessKey string) {
	v.t.Helper()
	v.enter("form.name", name)
	v.enter("form.accessKey", accessKey)
	v.enter("form.secretKey", exampleSecretKey)
}

// create fills the form in and presses the button.
func (v *screen) create(name, accessKey string) {
	v.t.Helper()
	v.fill(name, accessKey)
	v.tap("create")
}

// made creates a connection and expects it to work.
func (v *screen) made(name, accessKey string) {
	v.t.Helper()
	v.create(name, accessKey)
	if v.state("phase") != "succeeded" || v.state("id") == "" {
		v.t.Fatalf("creating %s: %v, %s", name, v.main.state(), v.main.attempt.Problem().Details)
	}
}

// note is what stands below a field of the forms.
func (v *screen) note(field model.Field) (widgets.CaptionKind, string) {
	v.t.Helper()
	if in := v.form(field); in != nil {
		return in.View.Caption()
	}
	v.t.Fatalf("no field %s", field)
	return 0, ""
}

func (v *screen) wantError(field model.Field, key string) {
	v.t.Helper()
	kind, text := v.note(field)
	if key == "" && kind == widgets.CaptionError {
		v.t.Errorf("%s is marked wrong: %s", field, text)
	}
	if key != "" && (kind != widgets.CaptionError || text != parts.Tr(key)) {
		v.t.Errorf("below %s stands %q (%d), want the error %q", field, text, kind, parts.Tr(key))
	}
}

// cell is what the register says of an entry in a column, or a dash.
func (v *screen) cell(row int, column history.Column) string {
	v.t.Helper()
	entry, _ := v.main.table.Row(row)
	if text := register.Text(entry, column); text != "" {
		return text
	}
	return "–"
}

// grid is the list of connections.
func (v *screen) grid() *widgets.Grid { return named[*widgets.Grid](v, "register.grid") }

// search is the field above it.
func (v *screen) search() *widgets.Entry { return named[*widgets.Entry](v, "register.search") }

func (v *screen) labelOf(name string) string {
	text, _ := textOf(named[fyne.CanvasObject](v, name))
	return text
}

func (v *screen) buttonText(name string) string { return named[*widgets.Button](v, name).Text }

// named is the control of that name, in sight or not.
func named[T fyne.CanvasObject](v *screen, name string) T {
	v.t.Helper()
	o, ok := v.main.stage.Places.Objects[name].(T)
	if !ok {
		v.t.Fatalf("%s is %T", name, v.main.stage.Places.Objects[name])
	}
	return o
}

// column is what a whole column of the register shows.
func (v *screen) column(column history.Column) []string {
	var texts []string
	for row := range v.main.table.Count() {
		texts = append(texts, v.cell(row, column))
	}
	return texts
}

// selectRow selects a row of the register by keyboard.
func (v *screen) selectRow(row int) {
	v.t.Helper()
	v.focus("register.grid")
	v.key(fyne.KeyHome)
	for range row {
		v.key(fyne.KeyDown)
	}
}

// held is what the practice Platform holds.
func (v *screen) held() []practice.Connection {
	v.t.Helper()
	all, err := v.backend.practice.Connections(context.Background())
	if err != nil {
		v.t.Fatal(err)
	}
	return all
}

// entry writes an attempt into the register as if an earlier run had made it.
func (v *screen) entry(e history.Entry, o history.Outcome) {
	v.t.Helper()
	ctx := context.Background()
	if err := v.backend.register.Journal.Begin(ctx, e); err != nil {
		v.t.Fatal(err)
	}
	if o.State == "" {
		return
	}
	if err := v.backend.register.Journal.Finish(ctx, e.AttemptID, o); err != nil {
		v.t.Fatal(err)
	}
}

// The key pair of Amazon's own documentation, which no account has.
const exampleKeyID, exampleSecretKey = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"

var practicePlace = history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: practice.SandboxProduction}

// startPractice opens the window and chooses the practice Platform, and there the
// sandbox in which most is at stake.
func startPractice(t *testing.T) *screen {
	t.Helper()
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"))
	v.tap("welcome.practice")
	v.expect("practice", "true", "signedIn", "yes", "welcome", "false")
	v.choose("form.sandbox", parts.Tr("sandbox.option", "Title", "Production", "Name", practice.SandboxProduction))
	return v
}

// speak makes a language the one of the window.
func speak(t *testing.T, file string) {
	t.Helper()
	if err := parts.UseLanguage(strings.TrimSuffix(file, ".json")); err != nil {
		t.Fatal(err)
	}
	want := texts(t, file)["create.button"]
	if got := parts.Tr("create.button"); got != want {
		t.Fatalf("%s: the window says %q, want %q", file, got, want)
	}
}

// leavePractice goes to the organization used last, or to a new one.
func (v *screen) leavePractice() {
	v.t.Helper()
	if last := v.main.accounts.Last(); last.ID != "" {
		v.main.accounts.Choose(last)
		return
	}
	v.command("account.new")
}

// registerNote is what the window has to tell of the register, and reminder what of
// files that hold a secret.
func (v *screen) registerNote() string { return noteIn(v.main, "banner.note") }

func (v *screen) reminder() string { return noteIn(v.main, "banner.reminder") }

func noteIn(w *mainWindow, name string) string {
	if note, ok := w.stage.Places.Objects[name].(*widgets.Banner); ok && note.Visible() {
		return note.AccessibilityLabel()
	}
	return ""
}
