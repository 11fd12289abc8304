package model

import (
	"maps"
	"regexp"
	"slices"

	"mooring/client"
)

// rule ties a documented code to its words: to the title problem.<name>.title,
// to cause and advice under the same name or, where several codes need the same,
// under the name of the advice.
type rule struct {
	name   string
	advice string // whose cause and advice they are; empty for its own
	field  Field  // what the user should look at
	retry  bool   // whether trying again may help
	clock  bool   // whether a wrong clock of this computer may be why
}

// from is the name under which cause and advice stand.
func (r rule) from() string {
	if r.advice != "" {
		return r.advice
	}
	return r.name
}

func (r rule) problem() Problem {
	problem := ProblemOf(r.from(), r.field, r.retry)
	problem.Name, problem.Title = r.name, T("problem."+r.name+".title")
	return problem
}

// opToken is what errors of package ims call the sign-in.
const opToken = "Token"

var flowCode = regexp.MustCompile(`^(?:FLOW-)?([12]\d{3})-\d{3}$`)

// ruleOf looks up the code of an answer. The HTTP status at the end of a Flow
// Service code does not count: the page of the error messages and the answers
// disagree on it (1439-400 and 1439-404).
func ruleOf(err *client.APIError) (rule, bool) {
	if err.Op == opToken {
		r, ok := signInRules[err.Code]
		return r, ok
	}
	if m := flowCode.FindStringSubmatch(err.Code); m != nil {
		for _, rules := range flowRules {
			if r, ok := rules[m[1]]; ok {
				return r, true
			}
		}
		return rule{}, false
	}
	r, ok := gatewayRules[err.Code]
	return r, ok
}

// kindRules are for answers without a code that is known.
var kindRules = map[client.Kind]rule{
	client.KindCanceled:     {name: "canceled", retry: true},
	client.KindUnauthorized: {name: "unauthorized", field: FieldClientSecret, retry: true, clock: true},
	client.KindForbidden:    {name: "forbidden"},
	client.KindNotFound:     {name: "addressUnknown"},
	client.KindConflict:     {name: "changed"},
	client.KindRateLimited:  {name: "tooMany", retry: true},
	client.KindRejected:     {name: "rejected"},
	client.KindUnavailable:  {name: "down", retry: true},
}

// signInKindRules take the place of kindRules where the sign-in failed and not
// Platform.
var signInKindRules = map[client.Kind]rule{
	client.KindUnauthorized: {name: "signInRefused", field: FieldClientSecret, clock: true},
	client.KindForbidden:    {name: "signInBlocked"},
	client.KindRejected:     {name: "signInRefused", field: FieldClientSecret},
	client.KindUnavailable:  {name: "signInDown", retry: true},
}

// aboutOne are the operations whose address names a connection, so that "not
// found" means the connection and not the address.
var aboutOne = []string{"Connection", "TestConnection", opUpdate, opDelete, opExplore, opPreview}

func ruleOfKind(err *client.APIError) (rule, bool) {
	if err.Op == opToken {
		if r, ok := signInKindRules[err.Kind]; ok {
			return r, true
		}
	}
	if err.Kind == client.KindNotFound && slices.Contains(aboutOne, err.Op) {
		return rule{name: "connectionGone"}, true
	}
	r, ok := kindRules[err.Kind]
	return r, ok
}

// ProblemNames lists the problems of the tables that have a title and advice of
// their own, for the test that holds every one of them to have words.
func ProblemNames() []string {
	names := map[string]bool{}
	for r := range allRules {
		if r.advice == "" {
			names[r.name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// ProblemKeys lists the keys of the texts that the tables name, the optional
// causes aside.
func ProblemKeys() []string {
	keys := map[string]bool{}
	for r := range allRules {
		keys["problem."+r.name+".title"] = true
		keys["problem."+r.from()+".do"] = true
	}
	return slices.Sorted(maps.Keys(keys))
}

func allRules(yield func(rule) bool) {
	tables := append([]map[string]rule{signInRules, gatewayRules}, flowRules...)
	for _, rules := range tables {
		for _, r := range rules {
			if !yield(r) {
				return
			}
		}
	}
	for _, rules := range []map[client.Kind]rule{kindRules, signInKindRules} {
		for _, r := range rules {
			if !yield(r) {
				return
			}
		}
	}
}
