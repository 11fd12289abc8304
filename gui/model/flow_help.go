package model

import "mooring/client/history"

// FlowHelp is something that can be done about a dataflow.
type FlowHelp string

// What can be done.
const (
	HelpKeys   FlowHelp = "keys"   // give the connection other keys
	HelpRows   FlowHelp = "rows"   // look at the rows that were refused
	HelpRetry  FlowHelp = "retry"  // have the last run made once more
	HelpStart  FlowHelp = "start"  // have it run now
	HelpPause  FlowHelp = "pause"  // switch it off
	HelpResume FlowHelp = "resume" // switch it on again
)

// helps are what can be done about a dataflow, what helps first before the rest.
func helps(d history.Dataflow, status history.FlowStatus, again bool, fix Fix) []FlowHelp {
	var all []FlowHelp
	add := func(help FlowHelp, when bool) {
		if when {
			all = append(all, help)
		}
	}
	enabled := d.State == "enabled"
	ended := enabled && !d.UnderWay()
	failing := d.Fails()
	refused := (d.LeftOut() || failing && fix == FixRows) && len(d.Last.Batches) > 0
	// While it is being tried again there is no telling what the keys are worth.
	add(HelpKeys, failing && fix == FixKeys && !again)
	add(HelpRows, refused)
	if status == history.FlowsPaused {
		return append(all, HelpResume)
	}
	add(HelpRetry, ended && canRetry(d))
	add(HelpStart, d.Schedule.Once() && ended && !failing)
	add(HelpPause, enabled && (!d.Schedule.Once() || status == history.FlowsWaiting))
	return all
}

// canRetry says whether there is a run to be tried again.
func canRetry(d history.Dataflow) bool {
	if d.Fails() {
		return d.Last.Retryable
	}
	return len(d.LeftBehind()) > 0
}
