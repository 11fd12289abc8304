//go:build window

package windowtest

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"mooring/client/history"
	"mooring/client/practice"
)

// onPlatform does something to the practice Platform of this data folder behind
// the back of the app, as somebody else does on the real one.
func (a *App) onPlatform(do func(*practice.Platform) error) {
	a.t.Helper()
	platform, err := practice.Open(a.t.Context(), practice.Options{Dir: a.DataDir})
	if err != nil {
		a.t.Fatal(err)
	}
	if err := do(platform); err != nil {
		a.t.Error(err)
	}
	if err := platform.Close(); err != nil {
		a.t.Error(err)
	}
}

// crowd puts connections on the practice Platform that were made elsewhere.
func (a *App) crowd(n int) {
	a.t.Helper()
	a.onPlatform(func(p *practice.Platform) error {
		if err := p.Elsewhere(a.t.Context(), practice.ElsewhereAdd, practice.OrgID, practice.SandboxDevelopment, ""); err != nil {
			return err
		}
		return p.Fill(a.t.Context(), practice.OrgID, practice.SandboxDevelopment, n)
	})
}

// clickRow clicks on a row of the register, with a key held or "".
func (a *App) clickRow(row int, held string) {
	a.t.Helper()
	if held != "" {
		a.tool("xdotool", "keydown", held)
		defer a.tool("xdotool", "keyup", held)
	}
	head := a.Widget("register.search").H
	a.ClickAt("register.grid", 40, head*3/2+row*head*8/9)
}

// heighten makes the window higher than usual, for more rows of the register.
func (a *App) heighten(scale int) {
	a.t.Helper()
	a.resize(1180*scale, 860*scale)
}

// rest waits until the work on the register has ended as it is meant to.
func (a *App) rest(outcome string) {
	a.t.Helper()
	a.WaitState("outcome", outcome)
	a.WaitState("upkeep", "false")
}

// The life of a register: filled from Platform, filtered, marked, tested, exported,
// removed from, and handed to another computer.
func TestRegister(t *testing.T) {
	folder := t.TempDir()
	folders := []string{"XDG_DOCUMENTS_DIR=" + folder, "XDG_DOWNLOAD_DIR=" + folder}
	app := StartAs(t, Setup{Args: []string{"--practice"}, Env: folders})
	app.ready()
	app.heighten(1)
	app.enter("Loyalty exports", practice.AccessKeyWorks)
	app.Key("Return")
	app.WaitState("phase", "succeeded")
	app.Key("ctrl+n")
	app.enter("Refused", practice.AccessKeyRefused)
	app.Key("Return")
	app.WaitState("rows", "2")
	app.WaitState("phase", "succeeded")
	app.crowd(240)

	app.Key("ctrl+r")
	app.rest("upkeep.refreshed")
	app.WaitState("rows", "245")
	app.Screenshot("register-1-refreshed")
	if made, entries := app.Made(), app.Entries(); len(entries) != 245 || len(made) != 246 { // one is a destination
		t.Errorf("%d entries for %d connections", len(entries), len(made))
	}
	app.Click("upkeep.dismiss")

	// By mouse, then by keyboard.
	app.clickRow(0, "")
	app.WaitState("marked", "1")
	app.clickRow(2, "shift")
	app.WaitState("marked", "3")
	app.clickRow(1, "ctrl")
	app.WaitState("marked", "2")
	app.Screenshot("register-2-marked")
	// The last click takes a mark away, and leaves the cursor there: the row that still
	// looks selected is the one that the panel shows.
	app.clickRow(0, "")
	app.settled()
	id := app.State("id")
	app.clickRow(1, "ctrl")
	app.WaitState("marked", "2")
	app.clickRow(1, "ctrl")
	app.WaitState("marked", "1")
	app.WaitState("id", id)
	app.Key("ctrl+shift+c")
	app.WaitClipboard(id)
	app.Screenshot("register-2-unmarked")
	app.clickRow(0, "")
	app.WaitState("focus", "register.grid")
	app.Key("shift+Down", "shift+Down", "shift+Down")
	app.WaitState("marked", "4")
	app.Key("ctrl+Down", "ctrl+Down", "ctrl+space")
	app.WaitState("marked", "5")
	app.Key("ctrl+shift+c")
	app.WaitStateFunc("toast", "tell how many were copied", func(toast string) bool { return strings.Contains(toast, "5") })
	app.WaitClipboardFunc("hold five of them", func(got string) bool { return strings.Count(got, "\n") == 4 })
	app.Key("ctrl+t")
	app.rest("upkeep.tested")
	app.Screenshot("register-3-tested")
	app.Key("ctrl+a")
	app.WaitState("marked", "245")

	// Narrowed to what was made here and works.
	app.Click("register.filter")
	app.WaitState("focus", "filter.owner")
	app.TabTo("filter.origin")
	app.ChooseByKey("filter.origin", 1)
	app.WaitState("rows", "2")
	app.WaitState("marked", "0")
	app.Click("filter.status")
	app.Key("Down", "space")
	app.WaitState("rows", "1")
	app.Screenshot("register-4-filter")
	app.Key("Escape")
	app.WaitState("focus", "filter.status")
	app.Click("filter.clear")
	app.WaitState("rows", "245")
	app.Fill("register.search", "LANDING-7")
	app.WaitStateFunc("rows", "be few", func(rows string) bool { return len(rows) < 3 })
	app.Screenshot("register-5-search")
	app.Key("Escape")
	app.WaitState("rows", "245")

	app.export(t, folder)
	app.forgetAndUndo()
	app.Close()

	other := StartAs(t, Setup{Args: []string{"--practice"}, Env: folders})
	other.ready()
	other.load()
	other.rest("upkeep.imported")
	other.WaitState("rows", "245")
	other.Screenshot("register-9-imported")
	imported := 0
	for _, entry := range other.Entries() {
		if entry.Origin == history.Imported {
			imported++
		}
	}
	if imported != 245 {
		t.Errorf("%d entries were imported", imported)
	}
	other.Close()
}

// export exports two rows as a table, and everything for another computer.
func (a *App) export(t *testing.T, folder string) {
	t.Helper()
	a.clickRow(0, "")
	a.clickRow(1, "shift")
	a.WaitState("marked", "2")
	day := time.Now().Format(time.DateOnly)
	for _, kind := range []struct {
		ending string
		choose []string
	}{{".csv", nil}, {".json", []string{"Down", "Tab", "Down"}}} {
		a.Key("ctrl+e")
		a.WaitState("sheet", "export")
		for _, key := range kind.choose {
			a.Key(key)
		}
		a.Screenshot("register-6-export" + kind.ending)
		a.Key("Return")
		a.WaitState("sheet", "saveAs")
		a.Screenshot("register-6-name" + kind.ending)
		a.Key("Return")
		a.WaitState("sheet", "")
		a.dialogOpen()
		a.Screenshot("register-7-where" + kind.ending)
		a.Key("Return")
		name := "mooring-connections-" + day + kind.ending
		a.WaitStateFunc("toast", "name the file", func(toast string) bool { return strings.Contains(toast, name) })
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte(secretKey)) || bytes.Contains(data, []byte(practice.AccessKeyWorks)) {
			t.Errorf("a secret is in %s", name)
		}
		if kind.ending == ".json" {
			continue
		}
		table, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
		if err != nil || len(table) != 3 {
			t.Errorf("the table has %d rows, %v", len(table), err)
		}
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 2 {
		t.Errorf("the folder holds %v, %v", files, err)
	}
}

// forgetAndUndo removes two rows and takes them back.
func (a *App) forgetAndUndo() {
	a.t.Helper()
	a.clickRow(0, "")
	a.clickRow(1, "shift")
	a.WaitState("marked", "2")
	a.Key("Delete")
	a.WaitState("rows", "243")
	a.Screenshot("register-8-removed")
	a.Click("toast.action")
	a.WaitState("rows", "245")
}

// load imports the only file that the dialog shows, below the row that leads to
// the parent.
func (a *App) load() {
	a.t.Helper()
	a.Key("ctrl+i")
	a.takeFile(1, "register-9-choose")
}

// look is how the app is to look.
type look struct {
	name, language, theme string
	scale                 int
}

// setup starts the app like that, on the practice Platform.
func (l look) setup(t *testing.T) Setup {
	t.Helper()
	setup := Setup{
		DataDir: t.TempDir(), Args: []string{"--practice"},
		Env: []string{"LC_ALL=" + l.language + ".UTF-8", "LANGUAGE=" + l.language, "FYNE_THEME=" + l.theme, "FYNE_SCALE=" + strconv.Itoa(l.scale)},
	}
	if l.scale > 1 {
		setup.Display = OpenDisplay(t, bigScreen)
	}
	return setup
}

// How the register looks in other languages, themes and sizes.
func TestRegisterLooks(t *testing.T) {
	for _, look := range []look{
		{"french", "fr_FR", "light", 1},
		{"chinese", "zh_CN", "dark", 1},
		{"french-200", "fr_FR", "dark", 2},
		{"english-200", "en_US", "light", 2},
	} {
		t.Run(look.name, func(t *testing.T) {
			setup := look.setup(t)
			(&App{DataDir: setup.DataDir, t: t}).crowd(240)
			app := StartAs(t, setup)
			app.ready()
			app.heighten(look.scale)
			app.Click("register.filter")
			app.WaitState("focus", "filter.owner")
			app.Key("ctrl+r")
			app.rest("upkeep.refreshed")
			app.WaitState("rows", "243")
			app.expectInWindow()
			app.Screenshot("register-looks-" + look.name + "-1")
			app.Click("upkeep.dismiss")
			app.clickRow(0, "")
			app.clickRow(1, "ctrl")
			app.WaitState("marked", "2")
			app.Click("register.more")
			app.Screenshot("register-looks-" + look.name + "-2")
			app.Key("Escape")
			app.Key("ctrl+shift+w")
			app.WaitState("rows", "241")
			app.expectInWindow()
			app.Screenshot("register-looks-" + look.name + "-3")
			app.Close()
		})
	}
}
