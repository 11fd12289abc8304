package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"mooring/client/practice"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// withRefusedFiles shows the tab with the files of a connection whose keys Amazon does not
// know.
func withRefusedFiles(t *testing.T) *screen {
	t.Helper()
	v := startPractice(t)
	v.create("Loyalty", practice.AccessKeyRefused)
	v.main.panel.showEntry(v.main.current.Entry())
	v.focus("details.tabs")
	v.key(fyne.KeyRight)
	v.key(fyne.KeyRight) // from the overview past the dataflows
	return v
}

// Where there is nothing to choose from, the reason stands in the place of the files, and
// other keys are what one goes on with.
func TestFilesThatAreRefused(t *testing.T) {
	v := withRefusedFiles(t)
	if v.visible("files.tree") || v.visible("files.bring") {
		t.Error("files can be chosen of which there are none")
	}
	if !v.says(parts.Tr("problem.storeKeyID.title")) || !v.visible("files.again") {
		t.Error("it does not say why")
	}
	if got := named[*widgets.Button](v, "details.replace").Importance; got != widget.HighImportance {
		t.Errorf("Replace keys has importance %v", got)
	}
	v.tap("files.again")
	if v.visible("files.tree") {
		t.Error("refused again, it shows files")
	}
}

// With other keys the files are listed anew, without being asked to.
func TestFilesAfterOtherKeys(t *testing.T) {
	v := withRefusedFiles(t)
	v.tap("details.replace")
	v.typeKeys(practice.AccessKeyWorks)
	v.press(parts.Tr("replace.submit"))
	v.press(parts.Tr("close.button"))
	if !v.visible("files.tree") || !v.visible("files.bring") {
		t.Fatal("the files cannot be seen")
	}
	tree := named[*widgets.Tree](v, "files.tree")
	if got := rowsOf(tree, ""); len(got) != 1 || got[0] != "practice-bucket" {
		t.Errorf("there stands %q", got)
	}
	if got := named[*widgets.Button](v, "details.replace").Importance; got != widget.MediumImportance {
		t.Errorf("Replace keys has importance %v", got)
	}
}

// A refresh lists the files anew as well, and what was open stays open.
func TestFilesAfterARefresh(t *testing.T) {
	v := startPractice(t)
	v.create("Loyalty", practice.AccessKeyWorks)
	v.main.panel.showEntry(v.main.current.Entry())
	v.focus("details.tabs")
	v.key(fyne.KeyRight)
	v.key(fyne.KeyRight)
	tree := named[*widgets.Tree](v, "files.tree")
	tree.OpenBranch("d/practice-bucket")
	want := rowsOf(tree, "d/practice-bucket")
	if len(want) < 5 {
		t.Fatalf("the bucket has %q", want)
	}
	explored := func() (n int) {
		for _, r := range v.backend.practice.Requests() {
			if r.Op == practice.OpExplore {
				n++
			}
		}
		return n
	}
	before := explored()
	v.tap("bar.refresh")
	if n := explored() - before; n != 2 {
		t.Errorf("a refresh has listed %d folders, want 2", n)
	}
	if got := rowsOf(tree, "d/practice-bucket"); len(got) != len(want) {
		t.Errorf("refreshed, the open folder shows %q", got)
	}
	tree.Highlight("d/practice-bucket")
	tree.OnRefresh("")
	if got := rowsOf(tree, "d/practice-bucket"); len(got) != len(want) {
		t.Errorf("listed from the top again, the open folder shows %q", got)
	}
}
