package gui

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// withFiles opens the sheet with the files that a connection sees.
func withFiles(t *testing.T) (*screen, *widgets.Tree) {
	t.Helper()
	v := withDetails(t)
	v.tap("details.browse")
	v.expect("sheet", "browse", "focus", "browse.tree")
	return v, v.tree()
}

func (v *screen) tree() *widgets.Tree {
	v.t.Helper()
	tree, ok := v.object("browse.tree").(*widgets.Tree)
	if !ok {
		v.t.Fatal("the tree is none")
	}
	return tree
}

// rowsOf are the texts of the rows below one.
func rowsOf(tree *widgets.Tree, id string) []string {
	var said []string
	for _, child := range tree.ChildUIDs(id) {
		said = append(said, tree.Row(child).Text)
	}
	return said
}

func TestBrowseByKeyboard(t *testing.T) {
	v, tree := withFiles(t)
	if got := rowsOf(tree, ""); len(got) != 1 || got[0] != "practice-bucket" {
		t.Fatalf("at the top stands %q", got)
	}
	v.key(fyne.KeyDown) // onto the bucket, wherever the focus began
	v.key(fyne.KeyReturn)
	for range 3 { // customers, its archive, its file
		v.key(fyne.KeyDown)
		if tree.Current() == "d/practice-bucket/customers" {
			break
		}
	}
	v.key(fyne.KeyReturn)
	for range 4 {
		v.key(fyne.KeyDown)
		if strings.HasSuffix(tree.Current(), "customers.csv") {
			break
		}
	}
	v.key(fyne.KeyReturn)
	tree.TypedShortcut(&fyne.ShortcutCopy{})
	if want := "/practice-bucket/customers/customers.csv"; v.clipboard() != want || v.state("toast") != parts.Tr("copied.path") {
		t.Errorf("copied %q, want %q", v.clipboard(), want)
	}
	grid, ok := v.object("browse.columns").(*widgets.Grid)
	if !ok {
		t.Fatal("the columns cannot be seen")
	}
	if got := grid.Cell(0, 1).Text; got != "Richard" {
		t.Errorf("the first row has %q", got)
	}
	v.key(fyne.KeyEscape)
	v.expect("sheet", "", "phase", "succeeded")
}

func TestBrowseFormats(t *testing.T) {
	v, tree := withFiles(t)
	tree.OpenBranch("d/practice-bucket")
	tree.OpenBranch("d/practice-bucket/orders")
	tree.Select("f/practice-bucket/orders/orders.parquet")
	grid, ok := v.object("browse.columns").(*widgets.Grid)
	if !ok {
		t.Fatal("the columns cannot be seen")
	}
	if grid.Cell(0, 0).Text != "orderId" || v.visible("browse.delimiter") {
		t.Errorf("of a Parquet file it shows %q", grid.Cell(0, 0).Text)
	}
	if !v.says(parts.Tr("browse.noRows")) {
		t.Error("it does not say that there are no rows of it")
	}
	// Read as what it is not, it is refused with words, and can be read again.
	v.choose("browse.format", parts.Tr("browse.json"))
	if !v.says(parts.Tr("problem.previewRefused.title")) || !v.visible("browse.again") {
		t.Error("it does not say that the format is another one")
	}
	v.choose("browse.format", parts.Tr("browse.parquet"))
	if v.says(parts.Tr("problem.previewRefused.title")) || !v.visible("browse.columns") {
		t.Error("read as what it is, it still is refused")
	}
	tree.Select("f/practice-bucket/orders/returns.tsv")
	if !v.visible("browse.delimiter") || v.says(parts.Tr("browse.noRows")) {
		t.Error("of a table the delimiter cannot be chosen, or it says that there are no rows")
	}
	v.tap("browse.path.copy")
	if want := "/practice-bucket/orders/returns.tsv"; v.clipboard() != want {
		t.Errorf("copied %q, want %q", v.clipboard(), want)
	}
}

// Keys that may not list the buckets: what to do is said, and can be done.
func TestBrowseWithoutTheRightToList(t *testing.T) {
	v := startPractice(t)
	v.create("No right", practice.AccessKeyNoPermission)
	v.focus("register.grid")
	v.key(fyne.KeyReturn)
	v.tap("details.browse")
	for _, key := range []string{"problem.exploreBuckets.title", "problem.exploreBuckets.do"} {
		if !v.says(parts.Tr(key)) {
			t.Errorf("%s is not said", key)
		}
	}
	v.tap("browse.policy")
	v.expect("sheet", "policy")
	v.press(parts.Tr("close.button"))
	v.tap("details.browse")
	v.tap("browse.replace")
	v.expect("sheet", "replace")
	v.typeKeys(practice.AccessKeyWorks)
	v.press(parts.Tr("replace.submit"))
	v.press(parts.Tr("close.button"))
	v.tap("details.browse")
	if got := rowsOf(v.tree(), ""); len(got) != 1 || got[0] != "practice-bucket" {
		t.Errorf("with other keys there stands %q", got)
	}
}

func TestBrowseTriesAgain(t *testing.T) {
	v, tree := withFiles(t)
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpExplore, Status: 403})
	tree.OpenBranch("d/practice-bucket")
	if got := rowsOf(tree, "d/practice-bucket"); len(got) != 1 || got[0] != parts.Tr("problem.permission.title") {
		t.Fatalf("a folder that is refused shows %q", got)
	}
	failed := tree.ChildUIDs("d/practice-bucket")[0]
	if tree.Row(failed).Action != parts.Tr("browse.again") {
		t.Error("it cannot be tried again in its row")
	}
	v.backend.practice.Behave()
	tree.OnAction(failed)
	if got := rowsOf(tree, "d/practice-bucket"); len(got) < 5 {
		t.Errorf("tried again, it shows %q", got)
	}
	before := len(v.backend.practice.Requests())
	tree.CloseBranch("d/practice-bucket")
	tree.OpenBranch("d/practice-bucket")
	if n := len(v.backend.practice.Requests()); n != before {
		t.Error("opened again, the folder was listed again")
	}
	tree.Select("d/practice-bucket")
	v.key(fyne.KeyF5)
	if n := len(v.backend.practice.Requests()); n != before+1 {
		t.Errorf("F5 has made %d requests", n-before)
	}
}

// A folder with thousands of files shows them by and by.
func TestBrowseAFullFolder(t *testing.T) {
	v, tree := withFiles(t)
	tree.OpenBranch("d/practice-bucket")
	var full string
	for _, folder := range tree.ChildUIDs("d/practice-bucket") {
		if tree.IsBranch(folder) {
			tree.OpenBranch(folder)
			if len(tree.ChildUIDs(folder)) > 500 {
				full = folder
			}
			for _, below := range tree.ChildUIDs(folder) {
				if tree.IsBranch(below) {
					tree.OpenBranch(below)
					if len(tree.ChildUIDs(below)) > 500 {
						full = below
					}
				}
			}
		}
	}
	if full == "" {
		t.Fatal("there is no full folder")
	}
	rows := tree.ChildUIDs(full)
	last := rows[len(rows)-1]
	if tree.Row(last).Action != parts.Tr("browse.showMore") {
		t.Fatalf("the last of %d rows is %q", len(rows), tree.Row(last).Text)
	}
	tree.OnAction(last)
	if n := len(tree.ChildUIDs(full)); n <= len(rows) {
		t.Errorf("after Show more there are %d rows", n)
	}
	v.key(fyne.KeyEnd)
}

// Closed while a folder is listed: the answer comes to nobody.
func TestBrowseClosedMeanwhile(t *testing.T) {
	v := withDetails(t)
	v.runner.held = true
	v.tap("details.browse")
	if got := rowsOf(v.tree(), ""); len(got) != 1 || got[0] != parts.Tr("browse.loading") {
		t.Errorf("while it is listed there stands %q", got)
	}
	v.key(fyne.KeyEscape)
	v.expect("sheet", "")
	v.runner.release()
	v.expect("sheet", "", "phase", "succeeded")
}

func TestCopyCurl(t *testing.T) {
	v := withDetails(t)
	v.command("details.curl")
	v.expect("sheet", "curl")
	entry := v.main.attempt.Entry()
	want := parts.Tr("curl.bash")
	if runtime.GOOS == "windows" {
		want = parts.Tr("curl.powerShell")
	}
	shell, ok := v.object("curl.shell").(*widgets.Select)
	if !ok || shell.Selected != want {
		t.Fatal("the shell is not that of this system")
	}
	for _, task := range []string{"curl.create", "curl.show", "curl.test", "curl.list", "curl.replace", "curl.delete"} {
		v.choose("curl.task", parts.Tr(task))
		for _, kind := range []string{"curl.bash", "curl.powerShell", "curl.cmd"} {
			v.choose("curl.shell", parts.Tr(kind))
			v.tap("curl.copy")
			text := v.clipboard()
			if !strings.Contains(text, "curl") || !strings.Contains(text, "ACCESS_TOKEN") || !strings.Contains(text, "http://127.0.0.1:") {
				t.Errorf("%s, %s: %s", task, kind, text)
			}
			about := task != "curl.create" && task != "curl.list"
			if about != strings.Contains(text, string(entry.ConnectionID)) {
				t.Errorf("%s, %s: the id is wrong in %s", task, kind, text)
			}
			for _, secret := range []string{exampleSecretKey, practice.AccessKeyWorks, practice.ClientSecret} {
				if strings.Contains(text, secret) {
					t.Errorf("%s, %s: a secret is in it", task, kind)
				}
			}
		}
	}
	v.press(parts.Tr("close.button"))
	v.expect("sheet", "")
}

// An entry that stands for no connection can only be made, or the others listed.
func TestCurlOfAnUnsettledEntry(t *testing.T) {
	v := withUnknown(t, "Lost")
	v.selectRow(0)
	v.command("details.curl")
	task, ok := v.object("curl.task").(*widgets.Select)
	if !ok || fmt.Sprint(task.Options) != fmt.Sprint([]string{parts.Tr("curl.create"), parts.Tr("curl.list")}) {
		t.Errorf("it offers %q", task.Options)
	}
	if v.main.current.Entry().State != history.Unknown {
		t.Error("the entry has changed")
	}
}
