package gui

import (
	"context"
	"fmt"
	"strings"

	"mooring/client/practice"
	"mooring/gui/widgets"
)

// refresh reads from the practice Platform what others have made there.
func (t *tour) refresh() {
	w := t.main
	w.stage.Sheets["scenarios"].Hide()
	t.rows = w.table.Count()
	account := w.accounts.Target().Account
	w.stage.Runner.Go(func() func() {
		err := w.others.Elsewhere(context.Background(), practice.ElsewhereAdd, account.OrgID, account.Sandbox, "")
		return func() {
			if err != nil {
				t.fail(fmt.Errorf("others: %w", err))
				return
			}
			w.refresher.refresh()
		}
	})
}

// detailed waits for the connections of others, and then for the details of one
// of them.
func (t *tour) detailed() bool {
	w := t.main
	if w.tasks.Busy() || w.table.Count() <= t.rows {
		return false
	}
	// The newest ones, which come first, are the tour's own.
	if grid, ok := w.stage.Places.Objects["register.grid"].(*widgets.Grid); ok && grid.Selected() != t.rows {
		grid.Select(t.rows)
	}
	entry, _, ok := w.table.Selected()
	return ok && w.current.Opened() && w.current.Entry().AttemptID == entry.AttemptID
}

// browse opens the files of the connection that is shown.
func (t *tour) browse() { t.main.panel.actions.Browse(t.main.current.Entry()) }

// previewed opens the bucket, chooses the first file in it, and waits for what
// is in the file.
func (t *tour) previewed() bool {
	tree, ok := t.main.stage.Places.Objects["browse.tree"].(*widgets.Tree)
	if !ok || t.main.stage.OpenSheet() != "browse" {
		return false
	}
	for _, folder := range tree.ChildUIDs("") {
		if tree.IsBranch(folder) && !tree.IsBranchOpen(folder) {
			tree.OpenBranch(folder)
		}
		for _, file := range tree.ChildUIDs(folder) {
			if strings.HasSuffix(file, ".csv") && tree.Current() != file {
				tree.Select(file)
			}
		}
	}
	columns, ok := t.main.stage.Places.Objects["browse.columns"].(*widgets.Grid)
	return ok && columns.Visible() && columns.Length() > 0
}
