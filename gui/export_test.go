package gui

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/adrg/xdg"

	"mooring/client/history"
	"mooring/client/practice"
	registermodel "mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// inFolder lets the file dialogs begin in a folder of the test.
func inFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	documents, downloads := xdg.UserDirs.Documents, xdg.UserDirs.Download
	xdg.UserDirs.Documents, xdg.UserDirs.Download = folder, folder
	t.Cleanup(func() { xdg.UserDirs.Documents, xdg.UserDirs.Download = documents, downloads })
	return folder
}

// pressPlain taps a button of Fyne's own dialogs.
func (v *screen) pressPlain(label string) {
	v.t.Helper()
	for _, o := range v.shown() {
		if b, ok := o.(*widget.Button); ok && b.Text == label {
			if b.Disabled() {
				v.t.Fatalf("the button %q is disabled", label)
			}
			test.Tap(b)
			return
		}
	}
	v.t.Fatalf("there is no button %q in sight", label)
}

// export goes through the sheet and the file dialog.
func (v *screen) export(what, how string) {
	v.t.Helper()
	v.command("register.export")
	v.expect("sheet", "export")
	for _, pick := range []struct{ name, option string }{{"export.what", what}, {"export.how", how}} {
		choice, ok := v.object(pick.name).(*widgets.Choice)
		if !ok {
			v.t.Fatalf("%s is no choice", pick.name)
		}
		at := -1
		for i, option := range choice.Options() {
			if option == pick.option {
				at = i
			}
		}
		if at < 0 {
			v.t.Fatalf("%s has no option %q, only %q", pick.name, pick.option, choice.Options())
		}
		choice.Select(at)
	}
	v.press(parts.Tr("export.yes"))
	v.press(parts.Tr("files.folder"))
	v.canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn}) // as good as a click on Save
}

func TestExportASelectionAsATable(t *testing.T) {
	folder := inFolder(t)
	v := withEntries(t, "a", "b", "c")
	v.grid().OnSort(0, false)
	v.click(0, 0)
	v.click(2, fyne.KeyModifierControl)
	v.export(parts.Tr("export.marked", "Count", 2), parts.Tr("export.csv"))
	name := "mooring-connections-" + time.Now().Format(time.DateOnly) + ".csv"
	v.expect("toast", parts.Tr("upkeep.exported", "File", name, "Count", 2), "upkeep", "false", "sheet", "")
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(table) != 3 || table[0][1] != parts.Tr("column.id") || table[2][0] != "c" || table[2][1] != v.cell(2, history.ByConnectionID) {
		t.Errorf("table %q", table)
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 1 {
		t.Errorf("the folder holds %v, %v", files, err)
	}
}

// What is exported on one computer comes in on another, and is known when it
// comes again.
func TestExportAndImport(t *testing.T) {
	folder := inFolder(t)
	first := startPractice(t)
	first.made("Loyalty exports", practice.AccessKeyWorks)
	first.elsewhere(practice.ElsewhereAdd, practice.SandboxProduction, "")
	first.command("register.refresh")
	first.export(parts.Tr("export.all", "Count", 4), parts.Tr("export.json"))
	rows := first.column(history.ByETag)
	first.close()
	name := "mooring-connections-" + time.Now().Format(time.DateOnly) + ".json"
	path := filepath.Join(folder, name)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{exampleSecretKey, practice.AccessKeyWorks, practice.ClientSecret} {
		if strings.Contains(string(data), secret) {
			t.Errorf("%s is in the export", secret)
		}
	}
	second := startPractice(t)
	for _, want := range []struct{ added, known int }{{4, 0}, {0, 4}} {
		second.main.register.Exchange.Load(name, openFile(path))
		got, text := second.strip(), parts.Tr("upkeep.imported", "File", name, "Count", 4, "Added", want.added, "Known", want.known)
		if got != text {
			t.Errorf("it says %q, want %q", got, text)
		}
		second.expect("rows", "4")
	}
	if got := second.column(history.ByETag); strings.Join(got, " ") != strings.Join(rows, " ") {
		t.Errorf("etags %q, want %q", got, rows)
	}
	second.tap("register.filter")
	second.choose("filter.origin", parts.Tr("filter.origin.imported"))
	second.expect("rows", "4")
}

func TestImportOfAnotherFile(t *testing.T) {
	v := startPractice(t)
	path := filepath.Join(t.TempDir(), "accessKeys.json")
	if err := os.WriteFile(path, []byte(`{"AccessKey":{}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	v.main.register.Exchange.Load("accessKeys.json", openFile(path))
	if got := v.strip(); got != parts.Tr("problem.importOther.title", "File", "accessKeys.json") {
		t.Errorf("it says %q", got)
	}
	v.tap("upkeep.dismiss")
	v.expect("sheet", "upkeepTrouble", "rows", "0", "focus", "sheet.submit")
	if !v.says(parts.Tr("problem.importOther.do")) {
		t.Error("it does not say which file it should be")
	}
}

// A dialog that is dismissed leaves nothing behind.
func TestExportThatDoesNotHappen(t *testing.T) {
	folder := inFolder(t)
	v := withEntries(t, "a")
	v.command("register.export")
	v.press(parts.Tr("export.yes"))
	v.expect("sheet", "saveAs")
	v.press(parts.Tr("files.folder"))
	v.pressPlain(parts.Tr("cancel.button"))
	v.expect("sheet", "", "upkeep", "false", "toast", "")
	if files, err := os.ReadDir(folder); err != nil || len(files) != 0 {
		t.Errorf("the folder holds %v, %v", files, err)
	}
}

// The file that is chosen stays as it is until there is a whole new one: while
// the question is open, if the answer is no, and if the export is stopped.
func TestExportOverAnOldFile(t *testing.T) {
	folder := inFolder(t)
	v := withEntries(t, "a", "b")
	path := filepath.Join(folder, "mooring-connections-"+time.Now().Format(time.DateOnly)+".csv")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	kept := func(when string) {
		t.Helper()
		if data, err := os.ReadFile(path); err != nil || string(data) != "old" {
			t.Errorf("%s it holds %q, %v", when, data, err)
		}
	}
	all := parts.Tr("export.all", "Count", 2)
	v.export(all, parts.Tr("export.csv"))
	v.expect("sheet", "replaceFile")
	kept("while it is asked")
	v.press(parts.Tr("cancel.button"))
	kept("after no")
	v.export(all, parts.Tr("export.csv"))
	v.runner.held = true
	v.press(parts.Tr("files.replace.yes"))
	v.tap("upkeep.stop")
	v.runner.release()
	v.expect("upkeep", "false")
	kept("after Stop")
	v.export(all, parts.Tr("export.csv"))
	v.press(parts.Tr("files.replace.yes"))
	if data, err := os.ReadFile(path); err != nil || !strings.Contains(string(data), "id-1") {
		t.Errorf("after yes it holds %q, %v", data, err)
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 1 {
		t.Errorf("the folder holds %v, %v", files, err)
	}
}

// A name of one's own, and none that leads to another folder.
func TestExportUnderAName(t *testing.T) {
	folder := inFolder(t)
	v := withEntries(t, "a")
	v.command("register.export")
	v.press(parts.Tr("export.yes"))
	v.enter("saveAs.name", "../up.csv")
	v.press(parts.Tr("files.folder"))
	v.expect("sheet", "saveAs", "toast", "")
	if !v.says(parts.Tr("files.noName")) {
		t.Error("the sheet does not say what is wrong with the name")
	}
	v.enter("saveAs.name", "mine")
	if v.says(parts.Tr("files.noName")) {
		t.Error("it still says so of another name")
	}
	v.press(parts.Tr("files.folder"))
	v.pressPlain(parts.Tr("save.button"))
	if _, err := os.Stat(filepath.Join(folder, "mine.csv")); err != nil {
		t.Error(err)
	}
}

func TestNothingToExport(t *testing.T) {
	v := startPractice(t)
	v.command("register.export")
	v.expect("sheet", "", "toast", parts.Tr("export.nothing"))
}

func openFile(path string) registermodel.Opener {
	return func() (io.ReadCloser, error) { return os.Open(path) }
}
