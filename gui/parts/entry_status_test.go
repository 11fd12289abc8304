package parts

import (
	"testing"
	"time"

	"mooring/client/history"
	"mooring/gui/headless"
	"mooring/gui/widgets"
)

// The worst that is known is said, with its age.
func TestStatusWithItsAge(t *testing.T) {
	headless.App(t, widgets.NewTheme())
	now := time.Now()
	created := func(test history.TestResult, flows history.FlowSummary) history.Entry {
		return history.Entry{State: history.Created, ConnectionID: "id", Test: test, Flows: flows}
	}
	for want, entry := range map[string]history.Entry{
		"1 dataflow failing for 3 days":     created(history.Working, history.FlowSummary{Status: history.FlowsFailing, Count: 2, Failing: 1, FailingSince: now.Add(-73 * time.Hour)}),
		"2 dataflows failing for 1 hour":    created(history.Working, history.FlowSummary{Status: history.FlowsFailing, Count: 2, Failing: 2, FailingSince: now.Add(-time.Hour)}),
		"1 dataflow failing":                created("", history.FlowSummary{Status: history.FlowsFailing, Count: 1, Failing: 1}),
		"Working, last file 20 minutes ago": created(history.Working, history.FlowSummary{Status: history.FlowsWorking, Count: 1, LastFile: now.Add(-20 * time.Minute)}),
		"Rows refused":                      created(history.Working, history.FlowSummary{Status: history.FlowsPartial, Count: 1, LastFile: now}),
		"Working, last file just now":       created(history.Working, history.FlowSummary{Status: history.FlowsWorking, Count: 1, LastFile: now}),
		"Failed, paused":                    created(history.Working, history.FlowSummary{Status: history.FlowsFailing, Count: 1}),
		"Failed one paused":                 created(history.Working, history.FlowSummary{Status: history.FlowsFailing, Count: 2}),
		"Paused":                            created(history.Working, history.FlowSummary{Status: history.FlowsPaused, Count: 1}),
		"1 of 3 paused":                     created(history.Working, history.FlowSummary{Status: history.FlowsWorking, Count: 3, Paused: 1}),
		"2 of 3 paused":                     created(history.Working, history.FlowSummary{Status: history.FlowsWorking, Count: 3, Paused: 2, LastFile: now}),
		"Working, no dataflow":              created(history.Working, history.FlowSummary{Status: history.FlowsNone, ReadAt: now}),
		"Working":                           created(history.Working, history.FlowSummary{}),
		"No access":                         created(history.Refused, history.FlowSummary{Status: history.FlowsFailing, Count: 1, Failing: 1, FailingSince: now.Add(-time.Hour)}),
		"Not tested":                        created("", history.FlowSummary{Status: history.FlowsNone}),
	} {
		if got := AgedStatus(entry, now).Text; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	failing := created(history.Working, history.FlowSummary{Status: history.FlowsFailing, Count: 2, Failing: 1, FailingSince: now.Add(-73 * time.Hour)})
	if got, _, _ := EntryStatus(failing); got != "1 of 2 dataflows failing for 3 days" {
		t.Errorf("above the tabs: %q", got)
	}
	paused := created(history.Working, history.FlowSummary{Status: history.FlowsWorking, Count: 3, Paused: 1, LastFile: now.Add(-20 * time.Minute)})
	if got, _, _ := EntryStatus(paused); got != "1 of 3 dataflows paused, last file 20 minutes ago" {
		t.Errorf("above the tabs: %q", got)
	}
	if got := StatusCell(paused).Text; got != "1 of 3 paused" {
		t.Errorf("where there is little room: %q", got)
	}
}
