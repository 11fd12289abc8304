package gui

import (
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/model"
	accountmodel "mooring/gui/model/account"
	createmodel "mooring/gui/model/create"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// refusedName is the connection whose keys Amazon refuses.
const refusedName = "Web logs"

const (
	tourLook  = 50 * time.Millisecond  // how often the tour looks whether a step has come true
	tourPaint = 400 * time.Millisecond // time for the frames and animations of a step
	tourLimit = 60 * time.Second       // for one step
)

// tourSize is how large the window is in the pictures: a laptop's screen, less what
// the system keeps of it.
var tourSize = fyne.NewSize(1366, 700)

// tour plays the main job by itself in the real window, on the practice
// Platform, and saves a picture of each step.
type tour struct {
	main   *mainWindow
	dir    string
	finish func(code int)

	steps  []tourStep
	at     int
	failed bool
	since  time.Time
	made   struct{ id, etag string }
	rows   int // of the register, before others have made connections
}

// tourStep is one thing that the tour does, what must come of it, and the name
// of the picture that is then taken.
type tourStep struct {
	picture string
	do      func()
	until   func() bool
}

func newTour(main *mainWindow, dir string, finish func(code int)) *tour {
	t := &tour{main: main, dir: dir, finish: finish}
	t.steps = []tourStep{
		{"1-welcome", func() {}, main.welcome.View.Visible},
		{"2-practice", func() { main.welcome.Practice.OnTapped() }, t.signedIn},
		{"3-filled", t.fill, func() bool { return main.form.Value(model.FieldSecretKey) != "" }},
		{"4-created", func() { main.panel.create.Create() }, t.created},
		{"5-copied", t.copyID, t.copied},
		{"6-trouble", t.createRefused, t.refused},
		{"7-scenarios", main.practice.Show, func() bool { return main.stage.OpenSheet() == "scenarios" }},
		{"8-details", t.refresh, t.detailed},
		{"9-files", t.browse, t.previewed},
	}
	return t
}

func (t *tour) begin() {
	if err := os.MkdirAll(t.dir, 0o755); err != nil { //nolint:gosec // pictures are for everyone to see
		t.fail(err)
		return
	}
	t.main.stage.Window.Resize(tourSize)
	t.next()
}

func (t *tour) next() {
	if t.at == len(t.steps) {
		_, _ = fmt.Fprintf(os.Stdout, "connection id: %s\netag: %s\n", t.made.id, t.made.etag)
		t.finish(0)
		return
	}
	t.since = time.Now()
	t.steps[t.at].do()
	t.main.stage.Runner.After(tourLook, t.look)
}

func (t *tour) look() {
	if t.failed {
		return
	}
	step := t.steps[t.at]
	switch {
	case step.until():
		t.main.stage.Runner.After(tourPaint, t.shoot)
	case !t.failed && time.Since(t.since) > tourLimit:
		t.fail(fmt.Errorf("step %s did not come true: %v", step.picture, t.main.state()))
	case !t.failed:
		t.main.stage.Runner.After(tourLook, t.look)
	}
}

func (t *tour) shoot() {
	if err := t.save(t.steps[t.at].picture); err != nil {
		t.fail(err)
		return
	}
	t.at++
	t.next()
}

func (t *tour) save(name string) error {
	shot, err := picture(t.main.stage.Window)
	if err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(t.dir, name+".png")) //nolint:gosec // the folder is the user's own choice
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(file, shot), file.Close())
}

func (t *tour) signedIn() bool {
	if t.main.accounts.State() == accountmodel.SignInFailed {
		t.fail(fmt.Errorf("sign-in: %s", parts.InEnglish(t.main.accounts.Problem().Title)))
	}
	return t.main.accounts.State() == accountmodel.SignedIn
}

func (t *tour) fill() {
	for field, value := range map[model.Field]string{
		model.FieldName:        "Loyalty exports",
		model.FieldDescription: "Nightly loyalty files",
		model.FieldAccessKey:   supportmodel.ExampleKeyID,
		model.FieldSecretKey:   supportmodel.ExampleSecretKey,
	} {
		t.main.form.Set(field, value)
	}
}

// created waits for the connection. On a second tour with the same data folder
// one like it is there already: that is not the tour's business.
func (t *tour) created() bool {
	attempt := t.main.attempt
	if attempt.Phase() == createmodel.Trouble && len(attempt.Twins()) > 0 {
		t.main.panel.create.CreateAnyway()
	}
	if attempt.Phase() == createmodel.Trouble {
		t.fail(fmt.Errorf("create: %s: %s", parts.InEnglish(attempt.Problem().Title), attempt.Problem().Details))
	}
	t.made.id, t.made.etag = string(attempt.Entry().ConnectionID), string(attempt.Entry().ETag)
	return attempt.Phase() == createmodel.Succeeded && t.made.id != ""
}

func (t *tour) copyID() {
	if id, ok := t.main.stage.Places.Objects["result.id"].(*widgets.CopyField); ok {
		id.Copy()
	}
}

func (t *tour) copied() bool { return t.main.stage.App.Clipboard().Content() == t.made.id }

// createRefused makes a connection with keys that Amazon refuses.
func (t *tour) createRefused() {
	t.main.panel.newConnection()
	t.fill()
	t.main.form.Set(model.FieldName, refusedName)
	t.main.form.Set(model.FieldAccessKey, practice.AccessKeyRefused)
	t.main.panel.create.Create()
}

// refused waits for that connection, and for the note of the copy to be gone.
func (t *tour) refused() bool {
	if len(t.main.attempt.Twins()) > 0 {
		t.main.panel.create.CreateAnyway()
	}
	return t.main.attempt.Phase() == createmodel.Succeeded && t.main.attempt.Entry().Name == refusedName && t.main.stage.Toast.Text() == ""
}

func (t *tour) fail(err error) {
	if t.failed {
		return
	}
	t.failed = true
	tourFailed(err)
	t.finish(1)
}

// tourFailed says why on the terminal: nobody is looking at the window.
func tourFailed(err error) { _, _ = fmt.Fprintln(os.Stderr, "mooring: tour:", err) }
