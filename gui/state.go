package gui

import (
	"strconv"

	accountmodel "mooring/gui/model/account"
	createmodel "mooring/gui/model/create"
)

// state is what window tests may ask besides where things are.
func (w *mainWindow) state() map[string]string {
	entry, phase, problem := w.shown()
	return map[string]string{
		"focus":    w.stage.Places.NameOf(w.stage.Canvas().Focused()),
		"phase":    phase,
		"problem":  problem.Name,
		"signedIn": signInNames[w.accounts.State()],
		"practice": strconv.FormatBool(w.accounts.Practice()),
		"welcome":  strconv.FormatBool(w.welcome.View.Visible()),
		"rows":     strconv.Itoa(w.table.Count()),
		"marked":   strconv.Itoa(w.table.Marks.Count()),
		"filters":  strconv.Itoa(w.table.Filter().Count()),
		"upkeep":   strconv.FormatBool(w.tasks.Busy()),
		"outcome":  w.tasks.Outcome().Text.Key,
		"strip":    w.register.StripText(),
		"id":       string(entry.ConnectionID),
		"etag":     string(entry.ETag),
		"toast":    w.stage.Toast.Text(),
		"sheet":    w.stage.OpenSheet(),
		"overlays": strconv.Itoa(len(w.stage.Canvas().Overlays().List())), // sheets, lists, and the dialogs for files
		"recorded": strconv.FormatBool(w.recorded),
		"browse":   w.browsing(),
	}
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
