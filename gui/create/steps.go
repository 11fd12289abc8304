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
	failed := state == provision.Failed
	switch {
	case step == provision.StepKeys && a.ByRole():
		return either(failed, "step.entriesFailed", "step.entries")
	case step == provision.StepKeys && state == provision.Warned:
		return parts.Tr("step.keysUnusual")
	case step == provision.StepKeys:
		return either(failed, "step.keysFailed", "step.keys")
	case step == provision.StepSignIn:
		return either(failed, "step.signInFailed", "step.signIn")
	case step == provision.StepSandbox:
		return either(failed, "step.sandboxFailed", "step.sandbox")
	case step == provision.StepTwin && (state == provision.Warned || len(a.Twins()) > 0):
		return parts.Tr("step.twinFound")
	case step == provision.StepTwin:
		return either(failed, "step.twinFailed", "step.twin")
	case step == provision.StepCreate && a.Phase() == create.Undecided:
		return parts.Tr("step.createUnknown")
	case step == provision.StepCreate:
		return either(failed, "step.createFailed", "step.create")
	case state == provision.Warned && a.Entry().Test != history.Refused, state == provision.Skipped:
		return parts.Tr("step.testOpen")
	}
	return either(failed || state == provision.Warned, "step.testFailed", "step.test")
}

func either(failed bool, no, yes string) string {
	if failed {
		return parts.Tr(no)
	}
	return parts.Tr(yes)
}
