package model

import (
	"time"

	"mooring/client"
)

// clockMatters is from which difference on tokens are refused for it: they are
// made with a few minutes to spare.
const clockMatters = 5 * time.Minute

// isClock reports whether a wrong clock of this computer may be why err came.
func (r rule) isClock(err *client.APIError) bool {
	return r.clock && err.ClockSkew.Abs() >= clockMatters
}

// problemOf is the problem of a rule, or that of a wrong clock where it may be
// the reason: then no field is at fault. The title stays, since it says what
// happened.
func (r rule) problemOf(err *client.APIError) Problem {
	problem := r.problem()
	if r.name == "valueMissing" || r.name == "valueRefused" {
		problem.Field, _ = namedIn(err.Words())
	}
	if r.isClock(err) {
		now := time.Now()
		problem.Cause = T("problem.clock.cause", "Here", Moment{now}, "There", Moment{now.Add(-err.ClockSkew)})
		problem.Do = T("problem.clock.do")
		problem.Field = FieldNone
	}
	return problem
}

// clockText says for technicians how far this computer's clock is off.
func clockText(skew time.Duration) string {
	switch {
	case skew > 0:
		return "this computer is " + skew.String() + " ahead of the server"
	case skew < 0:
		return "this computer is " + skew.Abs().String() + " behind the server"
	}
	return ""
}
