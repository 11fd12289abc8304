package model

import (
	"regexp"

	"mooring/client"
)

// ExplainRows words why rows that were refused cannot be shown.
func ExplainRows(err error) Problem {
	if client.KindOf(err) == client.KindNotFound {
		problem := NewProblem("rowsGone")
		problem.Details = Explain(err).Details
		return problem
	}
	return Explain(err)
}

// rowReasons say why a row was refused, by the number in the code: Platform gives it
// with a prefix in some places, and without one in the files with the rows.
var rowReasons = map[string]string{
	"3700": "rows.why.convert", "1401": "rows.why.unreadable", "1555": "rows.why.missing",
}

var rowCode = regexp.MustCompile(`\d{4}`)

// TellReason says in a few words why a row was refused. What Platform says itself, in
// English, stands beside it.
func TellReason(code string) Text {
	if key := rowReasons[rowCode.FindString(code)]; key != "" {
		return T(key)
	}
	return T("rows.why.other")
}
