package connection

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"mooring/client/history"
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

// filesTab is the tab with the files of the connection at hand. They are listed once
// the tab is chosen.
type filesTab struct {
	actions *Actions
	view    *fyne.Container
	files   *files // that are shown, or nil
	of      string // the attempt ID of the entry that they are, or will be, of
	waiting func() // ends the wait for the files of another entry
}

func newFilesTab(a *Actions) *filesTab {
	return &filesTab{actions: a, view: container.NewStack(), waiting: func() {}}
}

// show lists the files of an entry, or lets go of them. The first files come at
// once, those of the next entry when it stays at hand.
func (t *filesTab) show(entry history.Entry, on bool) {
	if !on {
		t.close()
		return
	}
	if t.of == entry.AttemptID {
		return
	}
	another := t.of != ""
	t.close()
	t.of = entry.AttemptID
	if another {
		t.waiting = t.actions.stage.Runner.After(filesWait, func() { t.open(entry) })
		return
	}
	t.open(entry)
}

func (t *filesTab) open(entry history.Entry) {
	t.files = newFiles(t.actions, entry, "files.", func() {})
	tree := container.New(parts.LeastHeight(treeHeight), t.files.tree)
	file := container.New(parts.LeastHeight(fileHeight), t.files.panel)
	t.view.Objects = []fyne.CanvasObject{container.New(layout.NewGridLayout(1), tree, file)}
	t.view.Refresh()
	t.files.open()
}

// close ends what is under way, and forgets what was listed.
func (t *filesTab) close() {
	t.waiting()
	t.waiting, t.of = func() {}, ""
	if t.files != nil {
		t.files.browser.Close()
		t.files = nil
		t.view.Objects = nil
	}
}
