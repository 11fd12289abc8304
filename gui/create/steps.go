package create

import (
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/gui/model/create"
	"mooring/gui/parts"
)

// stepTitle says what a step of an attempt is for or has come to. Where it has not come
// about, the words say so and not the sign alone.
func stepTitle(a *create.Attempt, step provision.Step) string {
	state := a.Step(step)
	warned := state == provision.Warned
	switch {
	case step == provision.StepKeys:
		return keysTitle(a.ByRole(), state)
	case step == provision.StepTwin && (warned || len(a.Twins()) > 0):
		return parts.Tr("step.twinFound")
	case step == provision.StepCreate && a.Phase() == create.Undecided:
		return parts.Tr("step.createUnknown")
	case step == provision.StepTest && (warned && a.Entry().Test != history.Refused || state == provision.Skipped):
		return parts.Tr("step.testOpen")
	case step == provision.StepTest && warned:
		return parts.Tr("step.testFailed")
	}
	return parts.Tr(keyOf(stepKeys[step], state))
}

// keysTitle is what the step is called that looks at what was entered.
func keysTitle(byRole bool, state provision.StepState) string {
	switch {
	case byRole:
		return parts.Tr(keyOf("step.entries", state))
	case state == provision.Warned:
		return parts.Tr("step.keysUnusual")
	}
	return parts.Tr(keyOf("step.keys", state))
}

// stepKeys are the keys of what the steps are called.
var stepKeys = map[provision.Step]string{
	provision.StepSignIn: "step.signIn", provision.StepSandbox: "step.sandbox",
	provision.StepTwin: "step.twin", provision.StepCreate: "step.create", provision.StepTest: "step.test",
}

// keyOf is the key of a step's words, or of those for one that failed.
func keyOf(key string, state provision.StepState) string {
	if state == provision.Failed {
		return key + "Failed"
	}
	return key
}
