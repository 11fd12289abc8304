package model

import (
	"context"
	"errors"

	"mooring/client"
)

// Problem is an error in the user's words: what happened, what to do, and where.
type Problem struct {
	Title Text // what happened, in a few words
	Cause Text // why, as far as it is known
	Do    Text // the way out
	Said  Text // what the server said, in its own words, with its code and the id of the request
	// Effect says that nothing was created, where a request to create was made
	// and that much is certain; it is empty otherwise.
	Effect Text
	Field  Field
	// Name tells problems apart in tests and in the log: the middle part of its keys.
	Name string
	// Details is what a technician wants to know, in English, without secrets.
	Details string
}

// Empty reports whether there is no problem.
func (p Problem) Empty() bool { return p.Name == "" }

// NewProblem makes the Problem whose texts stand under problem.<name>.
func NewProblem(name string, args ...any) Problem {
	return Problem{
		Title: T("problem."+name+".title", args...),
		Cause: T("problem."+name+".cause", args...),
		Do:    T("problem."+name+".do", args...),
		Name:  name,
	}
}

// In is the problem with the field that is at fault.
func (p Problem) In(field Field) Problem {
	p.Field = field
	return p
}

// Explain words an error. It is the only place that does: whatever reaches the
// user as an error has passed through it.
func Explain(err error) Problem {
	if err == nil {
		return Problem{}
	}
	problem := explain(err)
	problem.Details = details(err)
	if api, ok := errors.AsType[*client.APIError](err); ok {
		problem.Said = whatItSaid(api)
	}
	return problem
}

func explain(err error) Problem {
	// What is known of an attempt comes before the cause that it wraps: a full
	// disk before a request and a full disk after it are not the same.
	for _, explainOwn := range []func(error) (Problem, bool){explainChange, explainPlan, explainAction, explainProvision, explainHandover, explainHere} {
		if problem, ok := explainOwn(err); ok {
			return problem
		}
	}
	var api *client.APIError
	if errors.As(err, &api) {
		return explainAPI(api)
	}
	if errors.Is(err, context.Canceled) {
		return NewProblem("canceled")
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return NewProblem("slow")
	}
	return NewProblem("unexpected")
}

// opCreate is what errors of package client call the request that creates.
const opCreate = "CreateConnection"

// explainAPI words what Platform, its gateway, the sign-in or the network said:
// by the code if it is a known one, else by the kind.
func explainAPI(err *client.APIError) Problem {
	var problem Problem
	if r, ok := ruleOf(err); ok {
		problem = r.problemOf(err)
	} else {
		problem = explainKind(err)
	}
	problem.Effect = effectOf(err)
	return problem
}

// explainKind words an error without a code that is known.
func explainKind(err *client.APIError) Problem {
	switch err.Kind {
	case client.KindInvalid:
		problem := NewProblem("invalid").In(fieldsByInput[err.Field])
		if reason := client.Reason(""); errors.As(err.Err, &reason) {
			problem.Cause = reasonText(reason)
		}
		return problem
	case client.KindUnreachable:
		return explainUnreachable(err.Err)
	case client.KindInterrupted, client.KindNotPlatform:
		return explainLost(err)
	}
	if err.Status == 511 { // Network Authentication Required: the way a guest network says so
		return NewProblem("notPlatform")
	}
	r, ok := ruleOfKind(err)
	if !ok {
		return NewProblem("unexpected")
	}
	return r.problemOf(err)
}
