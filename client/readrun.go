package client

import (
	"slices"
	"strings"
)

// The most that is kept of one run. It is there to be looked at.
const (
	maxRunErrors  = 20
	maxActivities = 20
	maxBatches    = 100
)

// misspelt is what the API reference calls activities.
const misspelt = "activites" //nolint:misspell // Adobe's

// readRun reads one item of a list, in the dialect of the tutorial "Monitor
// dataflows" and in that of the API reference, which misspells activities.
func readRun(o object) (found Run, ok bool) {
	metrics := o.object("metrics")
	status := metrics.object("statusSummary")
	duration := metrics.object("durationSummary")
	params := o.object("params")
	found = Run{
		ID:          RunID(o.text("id")),
		FlowID:      FlowID(o.text("flowId")),
		Status:      readRunStatus(firstOf(status.text("status"), o.text("state"))),
		Figures:     readFigures(metrics),
		CreatedAt:   o.moment("createdAt"),
		Started:     duration.moment("startedAtUTC"),
		Completed:   duration.moment("completedAtUTC"),
		WindowStart: params.moment("windowStartTime"),
		WindowEnd:   params.moment("windowEndTime"),
	}
	activities := o.objects("activities")
	if len(activities) == 0 {
		activities = o.objects(misspelt)
	}
	for _, activity := range activities[:min(len(activities), maxActivities)] {
		found.Errors = appendErrors(found.Errors, readRunErrors(activity.object("statusSummary")))
		if window := activity.object("durationSummary").object("extensions"); found.WindowEnd.IsZero() {
			found.WindowStart, found.WindowEnd = window.moment("windowStart"), window.moment("windowEnd")
		}
		found.addBatches(activity)
	}
	found.Errors = appendErrors(found.Errors, readRunErrors(status))
	return found, found.ID != ""
}

// readFigures reads what was counted.
func readFigures(o object) Figures {
	rows, files, bytes := o.object("recordSummary"), o.object("fileSummary"), o.object("sizeSummary")
	return Figures{
		RowsIn:     rows.count("inputRecordCount"),
		RowsOut:    rows.count("outputRecordCount"),
		RowsFailed: rows.count("failedRecordCount"),
		FilesIn:    files.count("inputFileCount"),
		BytesIn:    bytes.count("inputBytes"),
	}
}

// readRunErrors reads the reasons in a summary of a status. Those in its
// extensions say more than the others and come first.
func readRunErrors(status object) []RunError {
	var all []RunError
	for _, list := range [][]object{status.object("extensions").objects("errors"), status.objects("errors")} {
		for _, o := range list[:min(len(list), maxRunErrors)] {
			scrub := newScrubber()
			e := RunError{
				Code:    scrub.short(firstOf(o.text("code"), o.text("errorCode"))),
				Message: scrub.text(WithoutSecrets(firstOf(o.text("message"), o.text("description"), o.text("errorMessage"))), maxDetail),
			}
			if e.Code != "" || e.Message != "" {
				all = appendErrors(all, []RunError{e})
			}
		}
	}
	return all
}

// appendErrors adds reasons that are not there yet.
func appendErrors(all, more []RunError) []RunError {
	for _, e := range more {
		if len(all) < maxRunErrors && !slices.Contains(all, e) {
			all = append(all, e)
		}
	}
	return all
}

// addBatches adds the batches that an activity made.
func (r *Run) addBatches(activity object) {
	for _, target := range activity.objects("targetInfo") {
		reference := target.object("reference")
		if !strings.EqualFold(reference.text("type"), "batch") {
			continue
		}
		for _, id := range reference.texts("ids") {
			batch := BatchID(id)
			if len(r.Batches) < maxBatches && checkID("", "", id) == nil && !slices.Contains(r.Batches, batch) {
				r.Batches = append(r.Batches, batch)
			}
		}
	}
}
