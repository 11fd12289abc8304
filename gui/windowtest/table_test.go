//go:build window

package windowtest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
)

// tableOf is a table of connections, as a spreadsheet saves it. Each place is a name and
// a sandbox.
func tableOf(separator string, places ...[2]string) string {
	rows := []string{strings.Join([]string{"Name", "Access key ID", "Secret access key", "Bucket", "Sandbox"}, separator)}
	for i, place := range places {
		rows = append(rows, strings.Join([]string{place[0], tableKey(i), secretKey, "acme-exports", place[1]}, separator))
	}
	return strings.Join(rows, "\r\n") + "\r\n"
}

// tableKey is the access key ID of a row.
func tableKey(i int) string { return fmt.Sprintf("AKIATABLE%07dWORK", i) }

// counts is how the table of the window stands, without the row that is selected.
func counts(phase string, rows, ready, wrong, created int) string {
	return fmt.Sprintf("%s rows %d ready %d doubtful 0 wrong %d twins 0 created %d failed 0 unknown 0", phase, rows, ready, wrong, created)
}

// waitTable waits until the table stands like that.
func (a *App) waitTable(phase string, rows, ready, wrong, created int) {
	a.t.Helper()
	want := counts(phase, rows, ready, wrong, created)
	a.WaitStateFunc("table", "be "+want, func(got string) bool { return strings.HasPrefix(got, want+" ") })
}

// expectRows fails unless Platform and the register hold connections of these names, and
// each once.
func (a *App) expectRows(want ...string) {
	a.t.Helper()
	var made, entries []string
	for _, c := range a.Made() {
		made = append(made, c.Name)
	}
	for _, e := range a.Entries() {
		if e.State == history.Created {
			entries = append(entries, e.Name)
		}
	}
	slices.Sort(made)
	slices.Sort(entries)
	if !slices.Equal(made, want) || !slices.Equal(entries, want) {
		a.t.Errorf("Platform holds %q, the register %q, want %q", made, entries, want)
	}
}

// A table from a file, by mouse: a row is mended, all is rehearsed, and all is created.
func TestTableByMouse(t *testing.T) {
	folder := t.TempDir()
	table := tableOf(",", [2]string{"Loyalty", practice.SandboxDevelopment}, [2]string{"", practice.SandboxDevelopment}, [2]string{"Orders", practice.SandboxDevelopment})
	if err := os.WriteFile(filepath.Join(folder, "luma.csv"), []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	app := StartAs(t, Setup{Args: []string{"--practice"}, Env: []string{"XDG_DOCUMENTS_DIR=" + folder}})
	app.ready()
	app.Key("ctrl+shift+o")
	app.WaitState("focus", "table.open")
	app.Screenshot("table-1-start")
	app.openFile("table.open", 1, "table-2-file")
	app.waitTable("editing", 3, 2, 1, 0)
	app.Screenshot("table-3-wrong")
	app.Click("table.mend")
	app.WaitState("focus", "table.cell.name")
	app.Type("Web events")
	app.Click("table.cell.bucket") // which takes what was typed
	app.waitTable("editing", 3, 3, 0, 0)

	app.Click("table.rehearse")
	app.WaitState("sheet", "tableRehearse")
	app.Screenshot("table-4-rehearse")
	app.Click("tableRehearse.submit")
	app.WaitState("sheet", "")
	app.WaitState("busy", "false")
	app.waitTable("editing", 3, 3, 0, 0)
	if made := app.Made(); len(made) > 0 {
		t.Errorf("a rehearsal made %d connections", len(made))
	}
	app.Click("table.create")
	app.waitTable("done", 3, 0, 0, 3)
	app.Screenshot("table-5-created")
	app.expectRows("Loyalty", "Orders", "Web events")
	app.Click("table.openRow")
	app.WaitState("table", "")
	app.WaitState("recorded", "true")
	app.Widget("details.more") // it is painted after that
	app.Screenshot("table-6-list")
	app.Close()
}

// Rows that are pasted, by keyboard alone, into production, with a crash in between.
func TestTableByKeyboard(t *testing.T) {
	app := Start(t, "--practice")
	app.ready()
	table := tableOf("\t", [2]string{"Loyalty", practice.SandboxProduction}, [2]string{"", practice.SandboxProduction},
		[2]string{"Orders", practice.SandboxDevelopment}, [2]string{"", practice.SandboxDevelopment})
	table = strings.Replace(table, tableKey(2), practice.AccessKeySlow, 1)
	app.Key("ctrl+shift+o")
	app.WaitState("focus", "table.open")
	app.Paste(table)
	app.waitTable("editing", 4, 2, 2, 0)
	app.WaitState("focus", "table.grid")
	app.Key("Return")
	app.WaitState("focus", "table.cell.name")
	app.Type("Web events")
	app.Key("Return") // which leads to the other row without a name
	app.waitTable("editing", 4, 3, 1, 0)
	app.WaitState("focus", "table.cell.name")
	app.Key("Escape")
	app.WaitState("focus", "table.grid")
	app.Key("ctrl+Return")
	app.WaitState("sheet", "tableStakes")
	app.WaitState("focus", "tableStakes.typed0")
	app.Screenshot("table-7-production")
	app.Type("2 " + practice.SandboxProduction)
	app.Key("Return")
	// The slow scenario makes the connection at once and answers after seconds.
	app.wait("the connections on the practice Platform", stepLimit, func() bool { return len(app.Made()) == 3 })
	app.sweepProcesses()
	app.Kill()
	app.sweepFiles()

	again := StartIn(t, app.DataDir, "--practice")
	again.ready()
	again.wait("the table to be told of", startLimit, func() bool { return again.Visible("banner.goOn") })
	again.Key("ctrl+shift+o")
	again.WaitState("focus", "table.open")
	again.Screenshot("table-8-cut-short")
	again.Paste(table)
	again.waitTable("editing", 4, 0, 1, 3)
	again.WaitState("focus", "table.grid")
	again.Screenshot("table-9-goes-on")
	again.Key("Return")
	again.WaitState("focus", "table.cell.name")
	again.Type("Returns")
	again.Key("Return")
	again.waitTable("editing", 4, 1, 0, 3)
	again.WaitState("focus", "table.grid")
	again.Key("ctrl+Return")
	again.waitTable("done", 4, 0, 0, 4)
	again.expectRows("Loyalty", "Orders", "Returns", "Web events")
	again.Key("ctrl+3")
	again.WaitState("focus", "register.grid")
	again.WaitState("rows", "4")
	again.Close()
}

// Rows by Adobe's role, in the practice organization that has it: a scenario that is
// chosen in front of the table leads to its form, and back at the table it holds for it.
func TestTableByRole(t *testing.T) {
	app := startPractice(t)
	app.Key("ctrl+shift+o")
	app.WaitState("focus", "table.open")
	app.Paste("Name\tBucket\tFolder\tAccess by\nBy role\tacme-landing\tcrm/daily\tIAM role\n")
	app.waitTable("editing", 1, 0, 1, 0) // this organization has none
	app.Screenshot("table-10-no-role")
	app.toAWS()
	app.WaitState("table", "")
	app.Key("ctrl+shift+o")
	app.waitTable("editing", 1, 1, 0, 0)
	app.Key("ctrl+Return")
	app.waitTable("done", 1, 0, 0, 1)
	app.Screenshot("table-11-by-role")
	app.expectByRole()
	if entry := app.expectOne(); entry.FolderPath != "crm/daily" {
		t.Errorf("the policy is for the folder %q", entry.FolderPath)
	}
	app.Close()
}
