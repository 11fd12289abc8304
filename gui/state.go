package gui

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/gui/model"
	accountmodel "mooring/gui/model/account"
	batchmodel "mooring/gui/model/batch"
	connectionmodel "mooring/gui/model/connection"
	createmodel "mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// state is what window tests may ask besides where things are.
func (w *mainWindow) state() map[string]string {
	entry, phase, problem := w.shown()
	return map[string]string{
		"focus":     w.stage.Places.NameOf(w.stage.Canvas().Focused()),
		"phase":     phase,
		"problem":   problem.Name,
		"signedIn":  signInNames[w.accounts.State()],
		"practice":  strconv.FormatBool(w.accounts.Practice()),
		"placed":    strconv.FormatBool(!w.placement.Coming()),
		"size":      w.size(),
		"welcome":   strconv.FormatBool(w.welcome.View.Visible()),
		"rows":      strconv.Itoa(w.table.Count()),
		"attention": attention(w),
		"marked":    strconv.Itoa(w.table.Marks.Count()),
		"filters":   strconv.Itoa(w.table.Filter().Count()),
		"upkeep":    strconv.FormatBool(w.tasks.Busy()),
		"outcome":   w.tasks.Outcome().Text.Key,
		"strip":     w.register.StripText(),
		"id":        string(entry.ConnectionID),
		"etag":      string(entry.ETag),
		"toast":     w.stage.Toast.Text(),
		"files":     strconv.Itoa(len(w.notices.SecretFiles())), // that were filled in from
		"sheet":     w.stage.OpenSheet(),
		"overlays":  strconv.Itoa(len(w.stage.Canvas().Overlays().List())), // sheets, lists, and the dialogs for files
		"recorded":  strconv.FormatBool(w.current.Opened()),
		"browse":    w.browsing(),
		"busy":      strconv.FormatBool(w.busy()),
		"flows":     w.flowing(),
		"table":     w.tabled(),
	}
}

// size is how large the window is that all this has its place in, in pixels.
func (w *mainWindow) size() string {
	c := w.stage.Canvas()
	x, y := c.PixelCoordinateForPosition(fyne.NewPos(c.Size().Components()))
	return fmt.Sprintf("%dx%d", x, y)
}

func attention(w *mainWindow) string {
	_, n := w.table.Totals()
	return strconv.Itoa(n)
}

var (
	phaseNames = map[createmodel.Phase]string{
		createmodel.Idle: "idle", createmodel.Working: "working", createmodel.Stopping: "stopping",
		createmodel.Succeeded: "succeeded", createmodel.Trouble: "trouble", createmodel.Undecided: "undecided",
	}
	signInNames = map[accountmodel.State]string{
		accountmodel.SignedOut: "no", accountmodel.SigningIn: "busy", accountmodel.SignedIn: "yes", accountmodel.SignInFailed: "failed",
	}
)

// shown is what window tests ask of the pages: an entry, how it stands, and what is
// wrong with it.
func (w *mainWindow) shown() (history.Entry, string, model.Problem) {
	if !w.current.Opened() {
		return w.attempt.Entry(), phaseNames[w.attempt.Phase()], w.attempt.Problem()
	}
	entry, phase := w.current.Entry(), "succeeded"
	switch {
	case w.current.Doing() != connectionmodel.DoingNothing:
		phase = "working"
	case entry.State == history.Failed:
		phase = "trouble"
	case parts.Unsettled(entry):
		phase = "undecided"
	}
	return entry, phase, w.current.Problem()
}

// flowing is how the dataflows that are looked at stand, in their order, for window
// tests.
func (w *mainWindow) flowing() string {
	var all []string
	for _, flow := range w.flows.Flows() {
		status := string(flow.Status())
		if flow.UnderWay() {
			status += "+"
		}
		all = append(all, status)
	}
	return strings.Join(all, " ")
}

// tabled is how the table of connections stands, for window tests; "" while its page is
// not shown.
func (w *mainWindow) tabled() string {
	if !w.showsTable() {
		return ""
	}
	c := w.batch.Counts()
	return fmt.Sprintf("%s rows %d ready %d doubtful %d wrong %d twins %d created %d failed %d unknown %d row %d",
		tableNames[w.batch.Phase()], c.Rows, c.Ready, c.Doubtful, c.Wrong, c.Twins, c.Created, c.Failed, c.Unknown, w.tablePage.Selected())
}

var tableNames = map[batchmodel.Phase]string{
	batchmodel.Empty: "empty", batchmodel.Reading: "reading", batchmodel.Editing: "editing",
	batchmodel.Rehearsing: "rehearsing", batchmodel.Making: "making", batchmodel.Done: "done",
}

// browsing is the row of the tree of files that the arrows have reached, for window
// tests; "" where the tree is not open.
func (w *mainWindow) browsing() string {
	tree, ok := w.stage.Places.Objects["browse.tree"].(*widgets.Tree)
	if !ok {
		return ""
	}
	return tree.Current()
}
