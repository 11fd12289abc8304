package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/parts"
)

// The page for tables stands in the place of the list, and what is about the list
// brings that back.
func TestTablePageStandsInThePlaceOfTheList(t *testing.T) {
	v := startPractice(t)
	v.command("table.menu")
	if !v.visible("table.open") || v.visible("register.grid") || v.visible("form.name") {
		t.Error("the page is not shown alone")
	}
	v.expect("focus", "table.open")
	if names := v.tabs(); strings.Contains(strings.Join(names, " "), "register.") {
		t.Errorf("Tab leads to what is hidden: %q", names)
	}
	v.command("register.find")
	v.expect("table", "", "focus", "register.search")
	v.command("table.menu")
	v.command("menu.new")
	v.expect("table", "", "focus", "form.name")
	v.command("table.menu")
	v.main.speak("fr")
	t.Cleanup(func() { speak(t, "en.json") })
	if !v.visible("table.open") {
		t.Error("another language goes back to the list")
	}
	v.tap("table.close")
	v.expect("table", "", "focus", "register.grid")
}

// What fills in the form leads to it, and what chooses an account stays with the table.
func TestWhatIsChosenInFrontOfATableIsSeen(t *testing.T) {
	v := startPractice(t)
	v.command("table.menu")
	v.command("menu.scenarios")
	v.tap("scenario." + practice.ScenarioLostAnswer)
	v.expect("table", "", "focus", "create", "toast", parts.Tr("scenarios.filled"))
	if !v.visible("form.name") {
		t.Error("what was filled in cannot be seen")
	}
	v.command("table.menu")
	v.command("account.practice")
	v.expect("focus", "table.open")
}

// Another language changes nothing about a table but its words.
func TestTableInAnotherLanguage(t *testing.T) {
	v := startPractice(t)
	v.dropTable(
		tableRow("One", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment),
		tableRow("Two", "AKIATABLE000EXAMPLE2", practice.SandboxDevelopment),
	)
	v.key(fyne.KeyDown)
	want := v.state("table")
	v.main.speak("fr")
	t.Cleanup(func() { speak(t, "en.json") })
	v.expect("table", want)
	if head := parts.Tr("table.rowsOf", "Rows", parts.TrCount("table.rowsOne", "table.rows", 2), "File", "luma.csv"); !v.says(head) {
		t.Errorf("%q cannot be read any more", head)
	}
}
