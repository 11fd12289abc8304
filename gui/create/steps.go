package create

import (
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/gui/model/create"
	"mooring/gui/parts"
)

// stepWords are the keys of what a step is called, and of what it is called once it has
// failed: the words say so, and not the sign alone.
type stepWords struct{ named, failed string }

var stepsWords = map[provision.Step]stepWords{
	provision.StepKeys:    {"step.keys", "step.keysFailed"},
	provision.StepSignIn:  {"step.signIn", "step.signInFailed"},
	provision.StepSandbox: {"step.sandbox", "step.sandboxFailed"},
	provision.StepTwin:    {"step.twin", "step.twinFailed"},
	provision.StepCreate:  {"step.create", "step.createFailed"},
	provision.StepTest:    {"step.test", "step.testFailed"},
}

// entriesWords are those of the first step where there are no keys.
var entriesWords = stepWords{"step.entries", "step.entriesFailed"}

func wordsOf(a *create.Attempt, step provision.Step) stepWords {
	if step == provision.StepKeys && a.ByRole() {
		return entriesWords
	}
	return stepsWords[step]
}

// stepTitle says what a step of an attempt is for or has come to.
func stepTitle(a *create.Attempt, step provision.Step) string {
	state, words := a.Step(step), wordsOf(a, step)
	warned := state == provision.Warned
	switch {
	case step == provision.StepKeys && warned && !a.ByRole():
		return parts.Tr("step.keysUnusual")
	case step == provision.StepTwin && (warned || len(a.Twins()) > 0):
		return parts.Tr("step.twinFound")
	case step == provision.StepCreate && a.Phase() == create.Undecided:
		return parts.Tr("step.createUnknown")
	case step == provision.StepTest && (warned && a.Entry().Test != history.Refused || state == provision.Skipped):
		return parts.Tr("step.testOpen")
	case state == provision.Failed, step == provision.StepTest && warned:
		return parts.Tr(words.failed)
	}
	return parts.Tr(words.named)
}
