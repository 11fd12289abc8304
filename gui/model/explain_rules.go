package model

import (
	"slices"

	"mooring/client"
)

// rule ties a documented code to its words: to the title problem.<name>.title,
// to cause and advice under the same name or, where several codes need the same,
// under the name of the advice.
type rule struct {
	name   string
	advice string   // whose cause and advice they are; empty for its own
	field  Field    // what the user should look at
	clock  bool     // whether a wrong clock of this computer may be why
	ops    []string // the operations that the code means this of; empty for any
}

// from is the name under which cause and advice stand.
func (r rule) from() string {
	if r.advice != "" {
		return r.advice
	}
	return r.name
}

func (r rule) problem() Problem {
	problem := NewProblem(r.from()).In(r.field)
	problem.Name, problem.Title = r.name, T("problem."+r.name+".title")
	return problem
}

// opToken is what errors of package ims call the sign-in.
const opToken = "Token"

// What errors of package client call the other operations of Flow Service.
const (
	opConnection  = "Connection"
	opConnections = "Connections"
	opTest        = "TestConnection"
)

// flowOps are the operations of Flow Service.
var flowOps = append([]string{opCreate, opConnections, opConnection, opTest, opUpdate, opDelete, opExplore, opPreview, opIAMRole}, ofFlows...)

// aboutOne are the operations whose address names a connection, so that "not
// found" means the connection and not the address.
var aboutOne = []string{opConnection, opTest, opUpdate, opDelete, opExplore, opPreview}

// ruleOf finds the words for an answer by what it passes on of Amazon, or by its
// code and the operation that got it.
func ruleOf(err *client.APIError) (rule, bool) {
	if err.Op == opToken {
		r, ok := signInRules[err.Code]
		return r, ok
	}
	if err.Op == opCreate && err.Field == "Auth" {
		return roleRefused, true
	}
	if r, ok := storeRule(err); ok {
		return r, true
	}
	if r, ok := gatewayRules[err.Code]; ok {
		return r, true
	}
	if r, ok := serviceRule(err); ok {
		return r, true
	}
	return roleRule(err)
}

// kindRules are for answers without a code that is known.
var kindRules = map[client.Kind]rule{
	client.KindCanceled:     {name: "canceled"},
	client.KindUnauthorized: {name: "unauthorized", field: FieldClientSecret, clock: true},
	client.KindForbidden:    {name: "forbidden"},
	client.KindNotFound:     {name: "addressUnknown"},
	client.KindConflict:     {name: "changed"},
	client.KindRateLimited:  {name: "rateLimited"},
	client.KindRejected:     {name: "rejected"},
	client.KindUnavailable:  {name: "down"},
}

// signInKindRules take the place of kindRules where the sign-in failed and not
// Platform.
var signInKindRules = map[client.Kind]rule{
	client.KindUnauthorized: {name: "signInRefused", field: FieldClientSecret, clock: true},
	client.KindForbidden:    {name: "signInBlocked"},
	client.KindRejected:     {name: "signInRefused", field: FieldClientSecret},
	client.KindUnavailable:  {name: "signInDown"},
}

// webPage is for refusals with a page for a browser, which the services do not give:
// what it refuses and why is nothing that Platform or the sign-in has said. Those with
// a status that pages usually have (403, 404, 5xx) are worded with care already.
var webPage = rule{name: "webPage"}

func ruleOfKind(err *client.APIError) (rule, bool) {
	if err.Page && (err.Kind == client.KindUnauthorized || err.Kind == client.KindConflict || err.Kind == client.KindRejected) {
		return webPage, true
	}
	if err.Op == opToken {
		if r, ok := signInKindRules[err.Kind]; ok {
			return r, true
		}
	}
	switch {
	// A page says that there is no such address, of the sign-in all else does too.
	case err.Kind != client.KindNotFound, err.Page, err.Op == opToken:
	case slices.Contains(aboutOne, err.Op):
		return rule{name: "connectionGone"}, true
	case slices.Contains(aboutFlow, err.Op):
		return rule{name: "flowGone"}, true
	case err.Words() != "" || err.Code != "":
		return rule{name: "notFound"}, true
	}
	r, ok := kindRules[err.Kind]
	return r, ok
}
