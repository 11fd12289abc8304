package gui

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// goldenEntries are the same in every run, ids and times included.
var goldenEntries = []struct {
	entry   history.Entry
	outcome history.Outcome
	test    history.TestResult
}{
	{
		history.Entry{AttemptID: "00000000-0000-4000-8000-000000000001", Name: "Loyalty exports"},
		history.Outcome{State: history.Created, ConnectionID: "4cb0c374-d3bb-4557-b139-5712880adc55", ETag: `"1b03a3a8-0000-0200-0000-5fc7b7f50000"`},
		history.Working,
	},
	{
		history.Entry{AttemptID: "00000000-0000-4000-8000-000000000002", Name: "Web logs"},
		history.Outcome{State: history.Failed, Problem: history.Problem{
			Kind: client.KindForbidden, Status: 403, Code: "FLOW-2121-403", Detail: "The permission manage is denied.", Op: "CreateConnection",
		}},
		history.NotTested,
	},
	{
		history.Entry{AttemptID: "00000000-0000-4000-8000-000000000003", Name: "Clickstream"},
		history.Outcome{State: history.Unknown, Problem: history.Problem{Kind: client.KindInterrupted, Op: "CreateConnection"}},
		history.NotTested,
	},
}

// TestGoldenPages compares a few states of the window with the pictures in
// testdata. MOORING_UPDATE_GOLDEN=1 makes these anew.
func TestGoldenPages(t *testing.T) {
	local := time.Local
	time.Local = time.UTC
	t.Cleanup(func() { time.Local = local })
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"), func(*screen) {
		// Fyne's caches take the time of the last drawing for the time that it is:
		// after a minute of other tests they would throw away what is made here.
		test.NewTempWindow(t, &fyne.Container{}).Canvas().Capture()
	})
	test.ApplyTheme(t, widgets.NewTheme().ForVariant(theme.VariantLight))
	v.golden("page-welcome.png")
	v.tap("welcome.practice")
	v.main.accounts.Form.Set(model.FieldSandbox, practice.SandboxProduction)
	for i, g := range goldenEntries {
		g.entry.Place, g.entry.APIKey = practicePlace, practice.APIKey
		g.entry.StartedAt = time.Date(2026, 1, 2, 3, 4+i, 0, 0, time.UTC)
		v.entry(g.entry, g.outcome)
		if g.test == history.NotTested {
			continue
		}
		if err := v.backend.register.Journal.RecordTest(t.Context(), g.entry.AttemptID, g.test, g.entry.StartedAt); err != nil {
			t.Fatal(err)
		}
	}
	v.main.table.Reload()
	for name, attempt := range map[string]string{
		"page-created.png": goldenEntries[0].entry.AttemptID, "page-trouble.png": goldenEntries[1].entry.AttemptID,
	} {
		v.main.table.SelectEntry(attempt)
		entry, _, ok := v.main.table.Selected()
		if !ok {
			t.Fatalf("no entry %s", attempt)
		}
		v.main.panel.showEntry(entry)
		v.golden(name)
	}
}

// golden compares the window with a picture, without what differs from run to
// run: the cursor, and until when the sign-in is valid.
func (v *screen) golden(name string) {
	v.t.Helper()
	v.canvas().Unfocus()
	v.main.form.Clear() // leaving a field that is empty has marked it
	// Fyne throws renderers away now and then when it draws, and what it makes in
	// their place has no layout yet. The first drawing gets that over with.
	v.canvas().Capture()
	v.layout(fyne.NewSize(1180, 780))
	picture := v.canvas().Capture()
	if os.Getenv("MOORING_UPDATE_GOLDEN") == "" {
		test.AssertImageMatches(v.t, name, picture)
		return
	}
	if err := os.MkdirAll("testdata", 0o750); err != nil {
		v.t.Fatal(err)
	}
	file, err := os.Create(filepath.Join("testdata", name))
	if err != nil {
		v.t.Fatal(err)
	}
	if err := png.Encode(file, picture); err != nil {
		v.t.Error(err)
	}
	if err := file.Close(); err != nil {
		v.t.Error(err)
	}
}
