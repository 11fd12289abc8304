package gui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"mooring/gui/filedialog"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// dialogs are the file dialogs of a desktop, which a test answers.
type dialogs struct {
	open func(ctx context.Context, o filedialog.Opening) ([]string, error)
	save func(ctx context.Context, s filedialog.Saving) (string, error)
}

func (d dialogs) Open(ctx context.Context, o filedialog.Opening) ([]string, error) {
	return d.open(ctx, o)
}

func (d dialogs) Save(ctx context.Context, s filedialog.Saving) (string, error) {
	return d.save(ctx, s)
}

// While the desktop's dialog is open the window keeps still, and takes what was chosen then.
func TestFillFromTheDesktopsDialog(t *testing.T) {
	v := startEmpty(t)
	folder := t.TempDir()
	chosen := []string{filepath.Join(folder, "keys+1 你好.csv"), filepath.Join(folder, "100%.json")}
	for i, data := range []string{accessKeysCSV, string(sample(t, "right/adobe_console.json"))} {
		if err := os.WriteFile(chosen[i], []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	asked := 0
	v.main.stage.Files.Desktop = dialogs{open: func(_ context.Context, o filedialog.Opening) ([]string, error) {
		asked++
		if !o.Several || o.Title != parts.Tr("fill.title") || o.Accept != parts.Tr("fill.yes") || len(o.Kinds) != 1 {
			t.Errorf("asked for %+v", o)
		}
		return chosen, nil
	}}
	v.command("fill.file")
	v.expect("sheet", "elsewhere")
	v.command("fill.file")
	v.command("settings.title")
	v.expect("sheet", "elsewhere")
	v.pump()
	v.expect("sheet", "")
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
	v.wantValues(exampleKeys)
	v.wantValues(map[model.Field]string{model.FieldOrgID: filledOrg, model.FieldClientSecret: filledSecret})
}

// The dialog closes with the sheet that stands for it, and with the window.
func TestTheDesktopsDialogIsCalledOff(t *testing.T) {
	for name, leave := range map[string]func(v *screen){
		"Cancel": func(v *screen) { v.tap("elsewhere.cancel") },
		"Escape": func(v *screen) { v.canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
		"quit":   func(v *screen) { v.main.end() },
	} {
		t.Run(name, func(t *testing.T) {
			v := startEmpty(t)
			v.main.stage.Files.Desktop = dialogs{open: func(ctx context.Context, _ filedialog.Opening) ([]string, error) {
				if ctx.Err() != nil {
					t.Error("called off by itself")
				}
				leave(v)
				if ctx.Err() == nil {
					t.Error("the dialog stays open")
				}
				return []string{"/nothing"}, nil
			}}
			v.command("fill.file")
			v.pump()
			v.expect("sheet", "", "toast", "")
		})
	}
}

func TestTheDesktopsDialogIsDismissed(t *testing.T) {
	v := startEmpty(t)
	v.focus("form.name")
	v.main.stage.Files.Desktop = dialogs{open: func(context.Context, filedialog.Opening) ([]string, error) { return nil, nil }}
	v.command("fill.file")
	v.pump()
	v.expect("sheet", "", "toast", "", "overlays", "0", "focus", "form.name")
}

// A file that cannot be read is explained.
func TestTheDesktopsDialogGivesNoFile(t *testing.T) {
	v := startEmpty(t)
	v.main.stage.Files.Desktop = dialogs{open: func(context.Context, filedialog.Opening) ([]string, error) {
		return nil, errors.New("elsewhere")
	}}
	v.command("fill.file")
	v.pump()
	v.expect("sheet", "fileTrouble")
	v.tap("fileTrouble.submit")
	v.main.stage.Files.Desktop = dialogs{open: func(context.Context, filedialog.Opening) ([]string, error) {
		return []string{filepath.Join(t.TempDir(), "gone")}, nil
	}}
	v.command("fill.file")
	v.pump()
	v.expect("sheet", "fileTrouble")
}

// Without a dialog of the desktop Fyne's own opens.
func TestDesktopWithoutDialogs(t *testing.T) {
	folder := inFolder(t)
	v := withEntries(t, "a")
	v.main.stage.Files.Desktop = dialogs{
		open: func(context.Context, filedialog.Opening) ([]string, error) { return nil, filedialog.ErrNone },
		save: func(context.Context, filedialog.Saving) (string, error) { return "", filedialog.ErrNone },
	}
	v.command("register.export")
	v.press(parts.Tr("export.yes"))
	v.expect("sheet", "saveAs")
	v.enter("saveAs.name", "mine.CSV")
	v.press(parts.Tr("files.folder"))
	v.pressPlain(parts.Tr("save.button"))
	if _, err := os.Stat(filepath.Join(folder, "mine.csv")); err != nil {
		t.Error(err)
	}
	v.command("register.import")
	v.pressPlain(parts.Tr("cancel.button"))
	v.expect("overlays", "0")
}

// Where the desktop asks before replacing, nobody asks again; where the ending is
// added, nobody has asked yet.
func TestExportWithTheDesktopsDialog(t *testing.T) {
	folder := t.TempDir()
	v := withEntries(t, "a")
	var asked filedialog.Saving
	chosen := ""
	v.main.stage.Files.Desktop = dialogs{save: func(_ context.Context, s filedialog.Saving) (string, error) {
		asked = s
		return chosen, nil
	}}
	old := filepath.Join(folder, "old+1 你好.csv")
	reset := func() {
		if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(path string) string {
		data, _ := os.ReadFile(path)
		return string(data)
	}
	save := func(path string) {
		chosen = path
		v.command("register.export")
		v.press(parts.Tr("export.yes"))
	}
	reset()
	save(old)
	v.expect("sheet", "")
	if name := "mooring-connections-" + time.Now().Format(time.DateOnly) + ".csv"; asked.Name != name || asked.Title != parts.Tr("export.where") {
		t.Errorf("asked for %+v", asked)
	}
	if len(asked.Kinds) != 2 || asked.Kinds[0].Endings[0] != ".csv" || len(asked.Kinds[1].Endings) != 0 {
		t.Errorf("asked for %+v", asked.Kinds)
	}
	if !strings.Contains(holds(old), "id-") {
		t.Errorf("it holds %q", holds(old))
	}
	reset()
	save(strings.TrimSuffix(old, ".csv"))
	v.expect("sheet", "replaceFile")
	if holds(old) != "old" {
		t.Errorf("it holds %q while it is asked", holds(old))
	}
	v.press(parts.Tr("cancel.button"))
	if holds(old) != "old" {
		t.Errorf("it holds %q after no", holds(old))
	}
	save(filepath.Join(folder, "new.data"))
	v.expect("sheet", "")
	if !strings.Contains(holds(filepath.Join(folder, "new.data.csv")), "id-") {
		t.Error("it has no ending")
	}
	save("")
	v.expect("sheet", "", "overlays", "0")
}

// Fyne's own dialog is used by keys from the start: the arrows, and Enter, which opens a
// folder and takes a file.
func TestAFileIsChosenByKeys(t *testing.T) {
	folder := inFolder(t)
	v := withEntries(t, "a", "b")
	v.export(parts.Tr("export.all", "Count", 2), parts.Tr("export.json"))
	inner := filepath.Join(folder, "inner")
	if err := os.Mkdir(inner, 0o700); err != nil {
		t.Fatal(err)
	}
	name := "mooring-connections-" + time.Now().Format(time.DateOnly) + ".json"
	if err := os.Rename(filepath.Join(folder, name), filepath.Join(inner, name)); err != nil {
		t.Fatal(err)
	}
	v.command("register.import")
	if v.canvas().Focused() != nil {
		t.Error("something has the focus, and Enter and Escape do nothing")
	}
	press := func(keys ...fyne.KeyName) {
		for _, key := range keys {
			v.canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
		}
	}
	press(fyne.KeyReturn) // nothing is chosen yet
	v.expect("overlays", "1")
	press(fyne.KeyDown, fyne.KeyReturn) // below the folder above: the one in it
	v.expect("overlays", "1")
	press(fyne.KeyDown, fyne.KeyReturn)
	v.expect("overlays", "0")
	if !strings.Contains(v.state("toast"), name) && v.state("upkeep") == "false" {
		t.Errorf("it was not read: %v", v.main.state())
	}
	v.command("register.import")
	press(fyne.KeyDown, fyne.KeyEscape)
	v.expect("overlays", "0")
}
