package model

import (
	"errors"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
)

// ExplainRecorded words why an entry of the register failed or is unsettled. An
// entry that stands for a connection has no problem.
func ExplainRecorded(entry history.Entry) Problem {
	var problem Problem
	switch {
	case entry.State == history.Created, entry.State == history.Deleted:
		return Problem{}
	case entry.State == history.Failed:
		problem = explainFailed(entry)
		if entry.Superseded {
			problem.Do = T("problem.superseded")
		}
		return problem
	case len(entry.Candidates) > 1:
		problem = NewProblem("ambiguous")
	case entry.State == history.Pending:
		problem = NewProblem("stillPending")
	default:
		problem = NewProblem("outcomeUnknown")
	}
	problem.Details = recordedDetails(entry.Problem)
	return problem
}

// ExplainRefused words that Platform cannot read the bucket of a connection: of one
// that has just been created, or of an older one.
func ExplainRefused(entry history.Entry, created bool) Problem {
	if entry.Auth == client.AuthRole {
		problem := NewProblem("testRefusedRole")
		if !created {
			problem.Do = T("problem.testRefusedRole.doNow")
		}
		return problem
	}
	problem := NewProblem("testRefused")
	if !created {
		problem.Title, problem.Do = T("problem.testRefused.now"), T("problem.testRefused.doNow")
	}
	if entry.Place.Practice { // where Amazon has nothing to say, and no permissions to correct
		problem.Do = T("problem.testRefused.doPractice", "Key", practice.AccessKeyWorks)
	}
	return problem
}

// ExplainTest words why Platform could not say of a connection whether it can read the
// bucket; created says that it has just been created. Where there are no keys, what
// Amazon says of keys is about the policy of the bucket. A reason that is not Amazon's is
// told along with what it is the reason of.
func ExplainTest(entry history.Entry, err error, created bool) Problem {
	problem := Explain(err)
	if entry.Place.Practice && problem.Name == "storeDenied" {
		problem.Do = ExplainRefused(entry, created).Do
	}
	if api, ok := errors.AsType[*client.APIError](err); ok && (entry.Auth == client.AuthRole && api.StoreCode() != "" || api.StoreCode() == "" && api.TestedFalse()) {
		refused := ExplainRefused(entry, created)
		refused.Details, refused.Said = problem.Details, problem.Said
		return refused
	}
	return problem
}

// ExplainEvent words why something that was done to a connection failed; it is
// empty for what went well.
func ExplainEvent(event history.Event) Problem {
	switch p := event.Problem; {
	case p == (history.Problem{}):
		return Problem{}
	case event.Kind == history.EventFlowFailing:
		run := history.LastRun{ID: event.Run, Outcome: client.OutcomeFailed, Cause: client.RunError{Code: p.Code, Message: p.Detail}}
		if run.ID == "" {
			run.ID = "unknown" // it failed, whichever it was
		}
		problem, _ := ExplainRun(run)
		return problem
	case p.Kind == client.KindUnknown:
		// Nothing but the kind was kept of it.
		return NewProblem("unexpected")
	default:
		return Explain(recorded(p))
	}
}

// explainFailed words why Platform holds nothing of an attempt.
func explainFailed(entry history.Entry) Problem {
	p := entry.Problem
	if p == (history.Problem{}) || p.Kind.OutcomeUnknown() {
		// It was found out afterwards that Platform holds nothing of it.
		problem := NewProblem("notCreated")
		problem.Details = recordedDetails(p)
		return problem
	}
	err := recorded(p)
	if entry.Auth == client.AuthRole && client.RefusesRole(p.Code) {
		err.Field = "Auth"
	}
	problem := Explain(err)
	problem.Effect = T("problem.nothingCreated")
	return problem
}

func recorded(p history.Problem) *client.APIError {
	return &client.APIError{
		Kind: p.Kind, Status: p.Status, Code: p.Code, Detail: p.Detail, RequestID: p.RequestID, Op: p.Op, Page: p.Page,
	}
}

func recordedDetails(p history.Problem) string {
	if p == (history.Problem{}) {
		return ""
	}
	return details(recorded(p))
}
