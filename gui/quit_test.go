package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// Quitting asks once where something would be lost that is kept in memory only, and names
// it, with the safe answer focused, and goes at once where nothing would be.
func TestQuitAsksBeforeLoss(t *testing.T) {
	for name, c := range map[string]struct {
		start func(t *testing.T) *screen
		asks  string // what is said; "" where it goes at once
	}{
		"untouched":    {startPractice, ""},
		"an empty new": {func(t *testing.T) *screen { v := startPractice(t); v.focus("form.name"); return v }, ""},
		"a form": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.enter("form.name", "Loyalty")
			return v
		}, "The new connection “Loyalty” for Practice Platform has not been created yet."},
		"a form without a name": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.enter("form.accessKey", practice.AccessKeyWorks)
			return v
		}, "The new connection for Practice Platform has not been created yet."},
		"a form of another account": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.enter("form.name", "Loyalty")
			v.main.accounts.ChooseNew()
			return v
		}, "The new connection “Loyalty” for Practice Platform has not been created yet."},
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
		}, "What you have entered for the account “New organization” has not been saved."},
		"a saved account that was changed, behind another": {func(t *testing.T) *screen {
			v := startEmpty(t)
			form := v.main.accounts.Form
			form.Set(model.FieldOrgID, "0123456789ABCDEF01234567@AdobeOrg")
			form.Set(model.FieldAPIKey, "0123456789abcdef0123456789abcdef")
			form.Set(model.FieldClientSecret, "p8e-typed")
			if wrong := v.main.accounts.Save(); wrong != model.FieldNone {
				t.Fatalf("%s is wrong", wrong)
			}
			saved := v.main.accounts.Saved()[0]
			v.main.accounts.Rename(saved.ID, "Luma")
			form.Set(model.FieldAPIKey, "another")
			v.main.accounts.ChooseNew()
			return v
		}, "What you have entered for the account “Luma” has not been saved."},
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
		}, "Your corrections to the table luma.csv are not kept."},
		"a table that is being mended, behind the list": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.dropTable(tableRow("", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment))
			v.enter("table.cell.name", "Mended")
			v.tap("table.close")
			return v
		}, "Your corrections to the table luma.csv are not kept."},
		"bring in, its first step": {func(t *testing.T) *screen { return withIngest(t, membersFile) }, ""},
		"bring in, its columns": {func(t *testing.T) *screen {
			v := withIngest(t, membersFile)
			v.next()
			v.intoDataset("Customers")
			v.next()
			return v
		}, "What you have entered in “Bring data in” is not kept."},
		"keys to be replaced": {func(t *testing.T) *screen {
			v := startPractice(t)
			v.create("Loyalty", practice.AccessKeyWorks)
			v.selectRow(0)
			v.command("details.replace")
			v.enter("replace.secretKey", exampleSecretKey)
			return v
		}, "What you have entered in “Replace keys” is not kept."},
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
			if gone != 0 || !strings.Contains(strings.Join(v.visibleTexts(), " "), c.asks) {
				t.Errorf("it does not say what is lost, or is gone (%d): %q", gone, v.visibleTexts())
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
