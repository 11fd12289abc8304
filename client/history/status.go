package history

import "slices"

// Origin says how an entry came into the register.
type Origin string

// The origins.
const (
	Here      Origin = "here"      // made with this register
	Elsewhere Origin = "elsewhere" // found on Platform by a refresh
	Imported  Origin = "imported"  // from the export of another computer
)

// Status is state and test result in one, as people think of them.
type Status string

// The statuses.
const (
	StatusUnknown   Status = "unknown"
	StatusPending   Status = "pending"
	StatusFailed    Status = "failed"
	StatusRefused   Status = "refused"   // created, and Platform cannot read the bucket
	StatusNotTested Status = "notTested" // created, and not tested
	StatusWorking   Status = "working"   // created, and Platform can read the bucket
	StatusFailing   Status = "failing"   // created, and the last run of a dataflow failed
	StatusPartial   Status = "partial"   // created, and the last run of a dataflow left rows out
	StatusBehind    Status = "behind"    // created, and a dataflow that goes on left files unread
	StatusPaused    Status = "paused"    // created, and all dataflows are switched off
	StatusPast      Status = "past"      // failed, and a later attempt came about
	StatusDeleted   Status = "deleted"   // deleted from here
	StatusGone      Status = "gone"      // deleted elsewhere
)

// statuses are all of them, in the order in which they are sorted: what wants
// attention comes first.
var statuses = []Status{
	StatusUnknown, StatusPending, StatusFailed, StatusRefused, StatusFailing, StatusPartial,
	StatusBehind, StatusNotTested, StatusPaused, StatusWorking, StatusPast, StatusDeleted, StatusGone,
}

// ranks are the places of the statuses in their order.
var ranks = placesIn(statuses)

// placesIn returns where each of a list is in it.
func placesIn[T comparable](list []T) map[T]int {
	places := make(map[T]int, len(list))
	for i, one := range list {
		places[one] = i
	}
	return places
}

var needAttention = []Status{StatusRefused, StatusFailing, StatusPartial, StatusBehind, StatusUnknown, StatusFailed}

// CreatedStatuses lists the statuses of entries whose connection is there.
func CreatedStatuses() []Status {
	return []Status{StatusRefused, StatusFailing, StatusPartial, StatusBehind, StatusNotTested, StatusPaused, StatusWorking}
}

// AttentionStatuses lists the statuses of entries that want something done about
// them: other keys, rows to be looked at, their outcome to be found out, or another
// try.
func AttentionStatuses() []Status { return slices.Clone(needAttention) }

// NeedsAttention reports whether the status is one of AttentionStatuses.
func (s Status) NeedsAttention() bool { return slices.Contains(needAttention, s) }

// Status is how the entry stands: state, test result and dataflows in one, the
// worst of them where its connection is there. A run that went through since the
// connection was last changed tells as much as a test.
func (e Entry) Status() Status {
	switch {
	case e.State == Deleted && e.Gone:
		return StatusGone
	case e.State == Failed && e.Superseded:
		return StatusPast
	case e.State != Created: // they go by the same names
		return Status(e.State)
	case e.Test == Refused && !e.Flows.LastFile.After(e.TestedAt):
		return StatusRefused
	}
	switch e.Flows.Status {
	case FlowsFailing:
		return StatusFailing
	case FlowsPartial:
		return StatusPartial
	case FlowsBehind:
		return StatusBehind
	case FlowsPaused:
		return StatusPaused
	}
	if e.Test == Working || e.Flows.LastFile.After(latest(e.PlatformUpdatedAt, e.TestedAt)) {
		return StatusWorking
	}
	return StatusNotTested
}
