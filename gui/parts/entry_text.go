package parts

import (
	"time"

	"fyne.io/fyne/v2"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
)

// EntryName is what an entry is called in a sentence.
func EntryName(entry history.Entry) string {
	if entry.Name == "" {
		return string(entry.ConnectionID)
	}
	return entry.Name
}

// Unsettled reports whether it is not known yet what became of an entry.
func Unsettled(entry history.Entry) bool {
	return entry.State == history.Unknown || entry.State == history.Pending
}

// Held reports whether an entry stands for a connection that Platform holds.
func Held(entry history.Entry) bool {
	return entry.State == history.Created && entry.ConnectionID != client.ConnectionID("")
}

// EntryStatus says where an entry stands, in words.
func EntryStatus(entry history.Entry) (string, fyne.Resource, fyne.ThemeColorName) {
	cell := StatusCell(entry)
	text := AgedStatus(entry, time.Now()).Text
	some := someFlows(entry)
	switch status := entry.Status(); {
	case some != "":
		text = some
	case status == history.StatusFailing, status == history.StatusPartial, status == history.StatusBehind, status == history.StatusPaused:
	case entry.State == history.Deleted && entry.Gone:
		text = Tr("details.gone")
	case entry.State == history.Deleted:
		text = Tr("details.deleted")
	case entry.State != history.Created || entry.TestedAt.IsZero() || entry.Flows.LastFile.After(entry.TestedAt):
	case entry.Test == history.Working:
		text = Tr("details.working", "When", DayTime(entry.TestedAt))
	case entry.Test == history.Refused:
		text = Tr("details.refused", "When", DayTime(entry.TestedAt))
	}
	return text, cell.Icon, cell.ColorName
}

// someFlows says how many of the dataflows of an entry fail or are paused; empty where
// that is not how it stands.
func someFlows(entry history.Entry) (text string) {
	flows := entry.Flows
	switch {
	case entry.Status() == history.StatusFailing && flows.Count > 1 && flows.Failing > 0:
		text = Tr("details.failing", "Failing", flows.Failing, "Count", flows.Count)
		if !flows.FailingSince.IsZero() {
			text = Say(model.T("status.failingFor", "Status", text, "Span", model.Span(time.Since(flows.FailingSince))))
		}
	case pausedSome(entry):
		text = Tr("details.paused", "Paused", flows.Paused, "Count", flows.Count)
		if !flows.LastFile.IsZero() {
			text = Say(model.T("status.lastFile", "Status", text, "Ago", ago(flows.LastFile, time.Now())))
		}
	}
	return text
}
