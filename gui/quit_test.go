package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// Quitting asks once where something would be lost that is kept in memory only, with the
// safe answer focused, and goes at once where nothing would be.
func TestQuitAsksBeforeLoss(t *testing.T) {
	for name, c := range map[string]struct {
		start func(t *testing.T) *screen
		asks  string // the key of what is said; "" where it goes at once
	}{
		"untouched":    {startPractice, ""},
		"an empty new": {func(t *testing.T) *screen { v := startPractice(t); v.focus("form.name"); return v }, ""},
		"a form": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.enter("form.name", "Loyalty")
			return v
		}, "quit.lose.form"},
		"a form of another account": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.enter("form.name", "Loyalty")
			v.main.accounts.ChooseNew()
			return v
		}, "quit.lose.form"},
		"a connection that was created": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.create("Loyalty", practice.AccessKeyWorks)
			return v
		}, ""},
		"a scenario": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.command("menu.scenarios")
			v.tap("scenario." + practice.ScenarioLostAnswer)
			return v
		}, ""},
		"a new account": {func(t *testing.T) *screen {
			v := startEmpty(t)
			v.main.accounts.Form.Set(model.FieldClientSecret, "typed")
			return v
		}, "quit.lose.account"},
		"a table as it was read": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.dropTable(tableRow("", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment))
			return v
		}, ""},
		"a table that was mended": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.dropTable(tableRow("", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment))
			v.enter("table.cell.name", "Mended")
			return v
		}, "quit.lose.table"},
		"a table that is being mended, behind the list": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.dropTable(tableRow("", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment))
			v.enter("table.cell.name", "Mended")
			v.tap("table.close")
			return v
		}, "quit.lose.table"},
		"bring in, its first step": {func(t *testing.T) *screen { return withIngest(t, membersFile) }, ""},
		"bring in, its columns": {func(t *testing.T) *screen {
			v := withIngest(t, membersFile)
			v.next()
			v.intoDataset("Customers")
			v.next()
			return v
		}, "quit.lose.sheet"},
		"keys to be replaced": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.create("Loyalty", practice.AccessKeyWorks)
			v.selectRow(0)
			v.command("details.replace")
			v.enter("replace.secretKey", exampleSecretKey)
			return v
		}, "quit.lose.sheet"},
	} {
		t.Run(name, func(t *testing.T) {
			v := c.start(t)
			gone := 0
			v.main.stage.Quit = func() { gone++ }
			before, focused := v.state("sheet"), v.state("focus")
			v.main.onClose()
			if c.asks == "" {
				if gone != 1 {
					t.Errorf("it asks: %s", v.state("sheet"))
				}
				return
			}
			v.expect("sheet", "quit", "focus", "quit.cancel")
			if gone != 0 || !v.says(parts.Tr(c.asks)) {
				t.Errorf("it does not say what is lost, or is gone (%d)", gone)
			}
			v.main.onClose() // once more
			v.key(fyne.KeyReturn)
			v.expect("sheet", before, "focus", focused)
			v.main.onClose()
			v.press(parts.Tr("quit.anyway"))
			if gone != 1 {
				t.Error("it does not go")
			}
		})
	}
}
