package gui

import (
	"strings"
	"testing"
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
