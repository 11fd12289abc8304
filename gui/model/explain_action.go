package model

import (
	"errors"
	"slices"

	"mooring/client/provision"
)

// What errors of package client call the requests about dataflows.
const (
	opFlow       = "Flow"
	opRun        = "Run"
	opRetryRun   = "RetryRun"
	opStartRun   = "StartRun"
	opPauseFlow  = "PauseFlow"
	opResumeFlow = "ResumeFlow"
)

var (
	acting    = []string{opRetryRun, opStartRun, opPauseFlow, opResumeFlow}
	making    = []string{opRetryRun, opStartRun}
	switching = []string{opPauseFlow, opResumeFlow}

	// aboutFlow are the operations whose address names a dataflow or a run.
	aboutFlow = []string{opFlow, opRun, opRetryRun, opStartRun, opPauseFlow, opResumeFlow, opUpdateFlow, opDeleteFlow}
	// ofFlows are all operations of Flow Service about dataflows.
	ofFlows = slices.Concat([]string{"SourceConnections", "TargetConnections", "Flows", "Runs"}, aboutFlow, bringing)
)

// explainAction words what came of something that a dataflow was asked to do.
func explainAction(err error) (Problem, bool) {
	var unknown *provision.ActionUnknownError
	switch {
	case errors.As(err, &unknown):
		name := "actionLost"
		if unknown.Action == provision.ActionPause || unknown.Action == provision.ActionResume {
			name = "switchLost"
		}
		return NewProblem(name), true
	case is[*provision.ActionNotDoneError](err):
		problem := NewProblem("actionNotDone")
		problem.Effect = T("problem.nothingDone")
		return problem, true
	}
	return Problem{}, false
}
