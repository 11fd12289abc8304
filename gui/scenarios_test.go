package gui

import (
	"slices"
	"testing"

	"mooring/client/practice"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// The scenarios can be tried one after the other, and again, with nothing typed in
// between: what one has made is not in the way of the next.
func TestScenariosOneAfterTheOther(t *testing.T) {
	v := startPractice(t)
	names := map[string]bool{}
	for range 2 {
		for _, scenario := range practice.Scenarios() {
			if scenario.ID == practice.ScenarioThrottled {
				continue // it waits for seconds
			}
			v.command("menu.scenarios")
			v.tap("scenario." + scenario.ID)
			v.expect("practice", "true", "focus", "create", "toast", parts.Tr("scenarios.filled"))
			v.tap("create")
			entry := v.main.attempt.Entry()
			if v.state("problem") == "twin" || len(v.main.attempt.Twins()) > 0 {
				t.Errorf("%s: something like it is there already", scenario.ID)
			}
			if entry.State == "created" && names[entry.Name] {
				t.Errorf("%s: another connection is called %s", scenario.ID, entry.Name)
			}
			names[entry.Name] = true
			if next := "scenario." + scenario.ID + ".next"; parts.HasText(next) && !v.says(parts.Tr(next)) {
				t.Errorf("%s: what to try next cannot be seen", scenario.ID)
			}
		}
	}
}

// A scenario that mends itself does not look like one in which nothing happened.
func TestStepsSayWhatMendedItself(t *testing.T) {
	for id, key := range map[string]string{
		practice.ScenarioLostAnswer: "step.create.found", practice.ScenarioThrottled: "step.create.waited",
	} {
		v := startPractice(t)
		v.command("menu.scenarios")
		v.tap("scenario." + id)
		v.tap("create")
		v.expect("phase", "succeeded", "problem", "")
		said := false
		for _, o := range v.shown() {
			if steps, ok := o.(*widgets.List); ok {
				said = said || slices.ContainsFunc(steps.Items(), func(i widgets.Item) bool { return i.Text == parts.Tr(key) })
			}
		}
		if !said {
			t.Errorf("%s: %q cannot be seen", id, parts.Tr(key))
		}
	}
}

// What a scenario says of the next step is not said of another connection.
func TestNextStepIsOfItsScenario(t *testing.T) {
	v := startPractice(t)
	v.command("menu.scenarios")
	v.tap("scenario." + practice.ScenarioInUse)
	v.tap("create")
	v.tap("progress.next")
	v.create("Loyalty exports", practice.AccessKeyWorks)
	v.expect("phase", "succeeded")
	if v.says(parts.Tr("scenario.inUse.next")) {
		t.Error("it is said of a connection that no dataflow uses")
	}
}

// The connection that is looked at gives way to the form that a scenario fills in.
func TestScenarioWhileAnotherConnectionIsShown(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.tap("progress.details")
	v.command("menu.scenarios")
	v.tap("scenario." + practice.ScenarioWorks)
	v.expect("focus", "create")
	if !v.visible("form.name") {
		t.Error("what was filled in cannot be seen")
	}
}
