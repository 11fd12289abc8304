package connection

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// filesWait is how long a connection must be at hand before its files are listed:
// who runs through the register asks Platform nothing.
const filesWait = 300 * time.Millisecond

// The room that the tree and the file below it take at least, so that both can be
// used where the panel is low.
const (
	treeHeight = 180
	fileHeight = 200
)

// tabPrefix is what the names of the controls of the tab begin with.
const tabPrefix = "files."

// filesTab is the tab with the files of the connection at hand. They are listed once
// the tab is chosen.
type filesTab struct {
	actions *Actions
	view    *fyne.Container
	files   *files        // that are shown, or nil
	of      history.Entry // that they are, or will be, of
	waiting func()        // ends the wait for the files of another entry
	listed  func()        // is called when the root is being listed, or was
}

func newFilesTab(a *Actions, listed func()) *filesTab {
	return &filesTab{actions: a, view: container.NewStack(), waiting: func() {}, listed: listed}
}

// version tells whether something was done to a connection, or learnt of it, by which its
// files may be seen, or no longer be.
type version struct {
	etag         client.ETag
	seen, tested int64
}

func versionOf(entry history.Entry) version {
	return version{entry.ETag, entry.SeenAt.UnixMilli(), entry.TestedAt.UnixMilli()}
}

// show lists the files of an entry, or lets go of them. The first files come at
// once, those of the next entry when it stays at hand. After a change, a refresh or a
// test they are listed anew.
func (t *filesTab) show(entry history.Entry, on bool) {
	if !on {
		t.close()
		return
	}
	if t.of.AttemptID == entry.AttemptID {
		before := versionOf(t.of)
		t.of = entry
		if t.files != nil && versionOf(entry) != before {
			t.files.renew(entry)
		}
		return
	}
	another := t.of.AttemptID != ""
	t.close()
	t.of = entry
	if another {
		t.waiting = t.actions.stage.Runner.After(filesWait, t.open)
		return
	}
	t.open()
}

func (t *filesTab) open() {
	t.files = newFiles(t.actions, t.of, tabPrefix, func() {})
	tree := container.New(parts.LeastHeight(treeHeight), t.files.tree)
	t.files.listed = func() {
		parts.ShowIf(tree, !t.files.refused())
		t.view.Refresh()
		t.listed()
	}
	file := container.New(parts.LeastHeight(fileHeight), t.files.panel)
	t.view.Objects = []fyne.CanvasObject{container.New(layout.NewGridLayout(1), tree, file)}
	t.view.Refresh()
	t.files.open()
}

// close ends what is under way, and forgets what was listed.
func (t *filesTab) close() {
	t.waiting()
	t.waiting, t.of = func() {}, history.Entry{}
	if t.files != nil {
		t.files.browser.Close()
		t.files = nil
		t.view.Objects = nil
	}
}

// problem is why there are no files; empty if there are, or nobody knows yet.
func (t *filesTab) problem() model.Problem {
	if t.files == nil {
		return model.Problem{}
	}
	return t.files.browser.ProblemOf("")
}
