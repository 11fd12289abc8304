package model

import "mooring/client"

// ExplainRows words why rows that were refused cannot be shown.
func ExplainRows(err error) Problem {
	if client.KindOf(err) == client.KindNotFound {
		problem := ProblemOf("rowsGone", FieldNone, false)
		problem.Details = Explain(err).Details
		return problem
	}
	return Explain(err)
}
