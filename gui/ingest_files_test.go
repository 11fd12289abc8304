package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// found is what the step of the files says that it has found.
func (v *screen) found() string {
	v.t.Helper()
	if !v.visible("ingest.findings") {
		return ""
	}
	var texts []string
	for _, item := range named[*widgets.List](v, "ingest.findings").Items() {
		texts = append(texts, item.Title+" "+item.Text)
	}
	return strings.Join(texts, "\n")
}

// typePath types another path and presses Enter.
func (v *screen) typePath(path string) {
	v.t.Helper()
	v.enter("ingest.path", path)
	v.key(fyne.KeyReturn)
}

// A folder is found however it is typed, and the path is then shown as it is sent.
func TestAFolderIsFoundHoweverItIsTyped(t *testing.T) {
	v := withIngest(t, membersFile)
	for _, typed := range []string{"loyalty", " /practice-bucket/loyalty ", "practice-bucket/loyalty", "s3://practice-bucket/loyalty/"} {
		v.typePath(typed)
		if got := named[*widgets.Entry](v, "ingest.path").Text; got != "/practice-bucket/loyalty/" || !v.visible("ingest.which") {
			t.Errorf("%q became %q:\n%s", typed, got, v.found())
		}
	}
	v.next()
	v.expect("focus", "ingest.filter")
}

// Enter reads a path that was typed, and goes on from one that has been read; so it does
// from the dataset that was chosen.
func TestEnterGoesOn(t *testing.T) {
	v := withIngest(t, membersFile)
	v.key(fyne.KeyReturn)
	v.expect("focus", "ingest.filter")
	v.tap("ingest.back")
	v.typePath("loyalty")
	v.expect("focus", "ingest.path")
	v.key(fyne.KeyReturn)
	v.expect("focus", "ingest.filter")
	v.tap("ingest.back")
	v.enter("ingest.path", membersFile)
	v.runner.Fire() // it is read while it is typed
	v.key(fyne.KeyReturn)
	v.expect("focus", "ingest.filter")
	v.key(fyne.KeyReturn)
	v.expect("focus", "ingest.datasets")
	v.key(fyne.KeyDown)
	v.key(fyne.KeyReturn)
	if !v.visible("ingest.where") {
		t.Error("Enter does not go on from a dataset")
	}
}

// What was found stays no longer than the path that it was found at.
func TestWhatWasFoundGoesWithItsPath(t *testing.T) {
	v := withIngest(t, membersFile)
	if v.found() == "" || !v.visible("ingest.rows") {
		t.Fatal("nothing was found")
	}
	v.typePath("/practice-bucket/loyalty/nowhere.csv")
	if found := v.found(); found != "" || v.visible("ingest.rows") {
		t.Errorf("a path where nothing is shows\n%s", found)
	}
	v.typePath(membersFile)
	if v.found() == "" || !v.visible("ingest.rows") {
		t.Error("nothing is found any more")
	}
}

// What was found goes with the first letter of another path, which is looked at without
// Enter once nobody types for a while, and stays as it is typed until it is left.
func TestAPathIsLookedAtWhileItIsTyped(t *testing.T) {
	v := withIngest(t, membersFile)
	v.enter("ingest.path", "loyalty/referrals.csv")
	if found := v.found(); found != "" || v.visible("ingest.rows") {
		t.Errorf("below a path that was not looked at it shows\n%s", found)
	}
	v.runner.Fire()
	if found := v.found(); found == "" || !v.visible("ingest.rows") {
		t.Errorf("of the path that was typed it shows\n%s", found)
	}
	entry := named[*widgets.Entry](v, "ingest.path")
	if entry.Text != "loyalty/referrals.csv" {
		t.Errorf("while it is typed it became %q", entry.Text)
	}
	v.focus("ingest.format")
	if want := "/practice-bucket/loyalty/referrals.csv"; entry.Text != want || !v.visible("ingest.rows") {
		t.Errorf("once it is left it is %q, want %q", entry.Text, want)
	}
}

// Nothing is found out by looking into an empty file.
func TestAnEmptyFileHasNoFindings(t *testing.T) {
	v := withIngest(t, membersFile)
	v.typePath("/practice-bucket/incoming/empty.csv")
	if found := v.found(); !strings.Contains(found, parts.Tr("ingest.warn.empty", "Name", "empty.csv")) || strings.Contains(found, parts.Tr("bring.found")) {
		t.Errorf("it says\n%s", found)
	}
}

// A mistyped path is told as such: nothing that is gone, and no answer of Platform's.
func TestAMistypedPath(t *testing.T) {
	v := withIngest(t, membersFile)
	for path, name := range map[string]string{
		"/practice-bucket/loyaltie/*.csv": "noFolder", "/practice-bucket/loyalty/nowhere.csv": "noFile", `C:\Users\moi\ventes.csv`: "localFile",
	} {
		v.typePath(path)
		if !v.says(parts.Tr("problem."+name+".title")) || !v.says(parts.Tr("problem."+name+".do")) {
			t.Errorf("%s is not told as %s", path, name)
		}
	}
}

// The files of a pattern are listed on demand, also by the press that ends its typing.
func TestWhichFilesAreRead(t *testing.T) {
	v := withIngest(t, "/practice-bucket/loyalty/")
	v.runner.held = true
	v.enter("ingest.path", "/practice-bucket/customers/archive/*.csv")
	v.focus("ingest.which")
	v.key(fyne.KeySpace)
	v.expect("sheet", "ingestFiles", "focus", "ingestFiles.submit")
	if !v.says(parts.Tr("bring.readingFiles")) || v.says("members.csv\nreferrals.csv") {
		t.Error("it does not say that they are being read")
	}
	v.runner.release()
	if !v.says("customers-2025.csv") || !v.says("customers-2024.csv.gz") {
		t.Error("the files are not listed")
	}
	v.escape()
	v.expect("sheet", "ingest")
	v.typePath("/practice-bucket/loyalty/*.none")
	if none := parts.Tr("bring.readsNone") + " · " + parts.Tr("bring.others", "Count", 2); !v.says(none) {
		t.Errorf("it does not say %q", none)
	}
	v.tap("ingest.which")
	if !v.says("members.csv\nreferrals.csv") {
		t.Error("the files that do not match are not listed")
	}
}

// In the smallest window, too, what is chosen among the files can be brought in without
// scrolling, and a press with nothing chosen says what to choose.
func TestTheWayInIsInSight(t *testing.T) {
	v := startPractice(t)
	v.create("Loyalty", practice.AccessKeyWorks)
	v.main.panel.showEntry(v.main.current.Entry())
	v.layout(smallest)
	v.focus("details.tabs")
	v.key(fyne.KeyRight)
	v.key(fyne.KeyRight) // from the overview past the dataflows
	v.tap("files.bring")
	v.expect("toast", parts.Tr("bring.chooseFirst"), "focus", "files.tree")
	tree := named[*widgets.Tree](v, "files.tree")
	tree.OpenBranch("d/practice-bucket")
	tree.Select("d/practice-bucket/loyalty")
	button := v.object("files.bring")
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
	if bottom := at.Y + button.Size().Height; bottom > smallest.Height || !parts.InSight(v.canvas(), button) {
		t.Errorf("it ends at %v of %v", bottom, smallest.Height)
	}
	v.tap("files.bring")
	v.expect("sheet", "ingest")
	if path := named[*widgets.Entry](v, "ingest.path").Text; path != "/practice-bucket/loyalty/" {
		t.Errorf("it brings in %q", path)
	}
}
