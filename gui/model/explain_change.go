package model

import (
	"errors"
	"slices"

	"mooring/client"
	"mooring/client/provision"
)

// What errors of package client call the requests that change a connection and
// the one that deletes it.
const (
	opUpdate = "UpdateConnection"
	opDelete = "DeleteConnection"
)

// explainChange words what came of a request to change or delete a connection.
func explainChange(err error) (Problem, bool) {
	var none *provision.NotChangedError
	switch {
	case is[*provision.ChangeUnknownError](err):
		return NewProblem("changeLost"), true
	case is[*provision.ChangeNotRecordedError](err):
		return NewProblem("changeNotRecorded"), true
	case errors.As(err, &none):
		problem := NewProblem("changeNotMade")
		problem.Effect = T("problem.nothingChanged")
		if none.Deleting {
			problem.Effect = T("problem.nothingDeleted")
		}
		return problem, true
	case is[*provision.NotReadyError](err):
		return NewProblem("notReady"), true
	case is[*provision.ConflictError](err):
		problem := flowRules["1404"].problem()
		problem.Effect = T("problem.nothingChanged")
		return problem, true
	}
	return Problem{}, false
}

// effectOf says that a request came to nothing, where that is certain.
func effectOf(err *client.APIError) Text {
	if err.Kind == client.KindUnknown || err.Kind == client.KindInvalid || err.Kind.OutcomeUnknown() {
		return Text{}
	}
	switch err.Op {
	case opCreate:
		return T("problem.nothingCreated")
	case opUpdate:
		return T("problem.nothingChanged")
	case opDelete:
		return T("problem.nothingDeleted")
	}
	if slices.Contains(acting, err.Op) {
		return T("problem.nothingDone")
	}
	return Text{}
}

// What errors of package client call the requests about files.
const (
	opExplore = "Explore"
	opPreview = "Preview"
)

// ExplainExplore words why the root, or a folder, could not be listed. named says
// that the connection names its bucket, so that the root is that bucket.
func ExplainExplore(err error, root, named bool) Problem {
	problem := Explain(err)
	api, ok := errors.AsType[*client.APIError](err)
	switch {
	case !ok || api.Op != opExplore:
		return problem
	case !root && problem.Name == "connectionGone":
		return problem.inWordsOf("exploreGone")
	case root && !named && problem.Name == "storeDenied":
		return problem.inWordsOf("exploreBuckets")
	case problem.saysNothingSure():
		return problem.inWordsOf("exploreRefused")
	}
	return problem
}

// ExplainPreview words why the columns of a file could not be read.
func ExplainPreview(err error) Problem {
	problem := Explain(err)
	api, ok := errors.AsType[*client.APIError](err)
	switch {
	case !ok || api.Op != opPreview:
		return problem
	case problem.Name == "connectionGone":
		return problem.inWordsOf("previewGone")
	case problem.saysNothingSure():
		return problem.inWordsOf("previewRefused")
	}
	return problem
}

// saysNothingSure reports whether all that is known of a refusal is what the
// server said: it may be Platform's own, or that of the storage behind it.
func (p Problem) saysNothingSure() bool { return p.Name == "providerRefused" || p.Name == "rejected" }

// inWordsOf is the same problem with the words of another name.
func (p Problem) inWordsOf(name string) Problem {
	words := NewProblem(name)
	words.Details, words.Said = p.Details, p.Said
	return words
}
