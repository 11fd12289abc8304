package model

import (
	"regexp"

	"mooring/client"
	"mooring/client/history"
)

// Fix is what can be done from here about a run that failed.
type Fix string

// The fixes.
const (
	FixNone  Fix = ""      // nothing that Mooring could do
	FixKeys  Fix = "keys"  // other keys, and then another try
	FixRows  Fix = "rows"  // a look at the rows that were refused
	FixRetry Fix = "retry" // another try
)

// runRule is a rule for the reason of a run, with what can be done about it.
type runRule struct {
	rule
	fix Fix
}

// runRules are the codes that runs fail with, without the status at their end.
// Those of connectors stand on Adobe's page about monitoring, the others in
// samples and on the page about error diagnostics. 133 is a batch's own.
var runRules = map[string]runRule{
	"CONNECTOR-1001": {rule{name: "runCopy"}, FixKeys},
	"CONNECTOR-2001": {rule{name: "runProcess"}, FixRows},
	"CONNECTOR-3001": {rule{name: "runBatch"}, FixRetry},
	"INGEST-1211":    {rule{name: "runDiagnosticsOff"}, FixNone},
	"INGEST-1212":    {rule{name: "runRefusedRows"}, FixRows},
	"INGEST-1401":    {rule{name: "runUnreadable"}, FixRows},
	"INGEST-1555":    {rule{name: "runFieldMissing"}, FixRows},
	"MAPPER-3700":    {rule{name: "runMapping"}, FixRows},
	"133":            {rule{name: "runNoFiles"}, FixRetry},
}

// unknownRunRule is for reasons that are not known here: what Platform said is
// shown.
var unknownRunRule = runRule{rule{name: "runUnknown"}, FixNone}

// silentRunRules are for runs of which Platform gives no reason.
var silentRunRules = map[client.Outcome]runRule{
	client.OutcomeFailed:  {rule{name: "runSilent"}, FixRetry},
	client.OutcomePartial: {rule{name: "runRefusedRows"}, FixRows},
	client.OutcomeUnknown: {rule{name: "runStatus"}, FixNone},
}

// keyRules are the reasons of Amazon's that end with other keys.
var keyRules = map[string]bool{"storeKeyID": true, "storeSecret": true, "storeExpired": true, "storeToken": true}

// AboutKeys reports whether other keys end it.
func (p Problem) AboutKeys() bool { return keyRules[p.Name] }

var runCode = regexp.MustCompile(`^(?:[A-Z]+-)?\d+`)

// ruleOfCause finds the words for the reason of a run: by what Amazon said, where
// that is passed on, or else by the code.
func ruleOfCause(e client.RunError) runRule {
	if r, ok := storeRules[e.StoreCode()]; ok {
		out := runRule{rule{name: r.name, advice: r.advice}, FixRetry}
		if keyRules[r.name] {
			out.advice, out.fix = "runKeys", FixKeys
		}
		return out
	}
	if r, ok := runRules[runCode.FindString(e.Code)]; ok {
		return r
	}
	return unknownRunRule
}

// ExplainRun words what went wrong with a run, and what can be done about it from
// here. It is empty for one that went through, or has not ended.
func ExplainRun(run history.LastRun) (Problem, Fix) {
	r, silent := silentRunRules[run.Outcome]
	switch {
	case run.ID == "" || !silent:
		return Problem{}, FixNone
	case run.Outcome == client.OutcomeUnknown:
		problem := r.problem()
		problem.Said = T("problem.said.words", "Words", quote(string(run.Status)))
		return problem, r.fix
	case run.Cause == (client.RunError{}):
		return r.problem(), r.fix
	}
	return explainCause(run.Cause)
}

// explainCause words the reason that Platform gives for a run, and what can be
// done about it from here. Nothing that Mooring says stands in the place of what
// Platform said.
func explainCause(e client.RunError) (Problem, Fix) {
	r := ruleOfCause(e)
	problem := r.problem()
	problem.Said = whatItSaid(&client.APIError{Code: e.Code, Detail: e.Message})
	problem.Details = details(&client.APIError{Kind: client.KindRejected, Op: opRun, Code: e.Code, Detail: e.Message})
	return problem, r.fix
}
