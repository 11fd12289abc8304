package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

func TestWhatAScreenReaderSays(t *testing.T) {
	field := NewField("Name", NewEntry())
	field.SetHelp("Shown in Platform")
	field.SetError("Give the connection a name.")
	steps := NewSteps()
	steps.SetItems([]Item{{State: SignDone, Title: "Keys look right"}, {State: SignRunning, Title: "Signed in"}, {Title: "Created"}})
	grid := NewGrid([]Column{{Title: "Name"}, {Title: "Status"}}, func(_, col int) Cell {
		return Cell{Text: []string{"Loyalty", "Working"}[col]}
	})
	grid.SetLength(1)
	facts, line := NewFacts(), NewHistory()
	facts.SetItems([]Item{{Title: "Name", Text: "Loyalty"}, {Title: "Origin", Text: "This computer"}})
	line.SetItems([]Item{{State: SignDot, Tail: "22 Nov", Title: "Created", Text: "By you"}, {State: SignDot, Tail: "23 Nov", Title: "Tested"}})
	strip, states, toast := NewStrip("Stop"), NewMultiChoice("All states", []string{"Created", "Failed"}, howMany), NewToast(func(time.Duration, func()) func() { return func() {} })
	strip.SetText("2 of 5 removed")
	states.SetChosen([]int{1})
	toast.Offer("Removed", "Undo", nil)
	for _, c := range []struct {
		widget fyne.Accessible
		label  string
		role   fyne.AccessibleRole
	}{
		{field, "Name. Give the connection a name.", fyne.AccessibleRoleContainer},
		{NewCard("Amazon S3", "The account it reads from", NewEntry()), "Amazon S3. The account it reads from", fyne.AccessibleRoleContainer},
		{NewBanner(BannerWarning, "Practice Platform"), "Practice Platform", fyne.AccessibleRoleText},
		{NewBadge("PRODUCTION"), "PRODUCTION", fyne.AccessibleRoleText},
		{steps, "Keys look right. Signed in", fyne.AccessibleRoleText},
		{NewCopyField("Connection ID", "4cb0c374", ""), "Connection ID. 4cb0c374", fyne.AccessibleRoleText},
		{NewChoice("first", "second"), "first", fyne.AccessibleRoleButton},
		{grid, "", fyne.AccessibleRoleText},
		{facts, "Name: Loyalty. Origin: This computer", fyne.AccessibleRoleText},
		{line, "Created. 22 Nov. By you. Tested. 23 Nov", fyne.AccessibleRoleText},
		{strip, "2 of 5 removed", fyne.AccessibleRoleText},
		{strip.Button(), "Stop", fyne.AccessibleRoleButton},
		{states, "Failed", fyne.AccessibleRoleButton},
		{toast, "Removed", fyne.AccessibleRoleText},
		{NewLine("Signed in"), "Signed in", fyne.AccessibleRoleText},
		{NewMarks("Last runs"), "Last runs", fyne.AccessibleRoleText},
		{NewTabs(Tab{Title: "Files"}).head, "Files", fyne.AccessibleRoleButton},
		{NewFold("More", NewEntry()).head, "More", fyne.AccessibleRoleButton},
		{newHelpMark(), "?", fyne.AccessibleRoleButton},
		{toast.action, "Undo", fyne.AccessibleRoleLink},
		{NewButton("Sign in", nil, nil), "Sign in", fyne.AccessibleRoleButton},
	} {
		if got := c.widget.AccessibilityLabel(); got != c.label {
			t.Errorf("%T says %q, want %q", c.widget, got, c.label)
		}
		if got := c.widget.AccessibilityRole(); got != c.role {
			t.Errorf("%T is a %s, want %s", c.widget, got, c.role)
		}
	}
	grid.Select(0)
	if got := grid.AccessibilityLabel(); got != "Name: Loyalty. Status: Working" {
		t.Errorf("the grid says %q", got)
	}
}
