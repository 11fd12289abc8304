package parts

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// statusLook is how a status is shown.
type statusLook struct {
	Key   string
	icon  fyne.ThemeIconName
	color fyne.ThemeColorName
}

// StatusLooks are how the statuses of entries are shown.
var StatusLooks = map[history.Status]statusLook{
	history.StatusWorking:   {"status.working", theme.IconNameConfirm, widgets.ColorNameSuccessText},
	history.StatusRefused:   {"status.refused", theme.IconNameWarning, widgets.ColorNameWarningText},
	history.StatusFailing:   {"status.failing", theme.IconNameError, widgets.ColorNameDangerText},
	history.StatusPartial:   {"status.partial", theme.IconNameWarning, widgets.ColorNameWarningText},
	history.StatusBehind:    {"status.behind", theme.IconNameWarning, widgets.ColorNameWarningText},
	history.StatusPaused:    {"status.paused", theme.IconNameMediaPause, widgets.ColorNameMuted},
	history.StatusNotTested: {"status.created", theme.IconNameInfo, widgets.ColorNameMuted},
	history.StatusFailed:    {"status.failed", theme.IconNameError, widgets.ColorNameDangerText},
	history.StatusPast:      {"status.past", theme.IconNameHistory, widgets.ColorNameMuted},
	history.StatusDeleted:   {"status.deleted", theme.IconNameDelete, widgets.ColorNameMuted},
	history.StatusGone:      {"status.gone", theme.IconNameVisibilityOff, widgets.ColorNameMuted},
	history.StatusPending:   {"status.pending", theme.IconNameMediaPlay, widgets.ColorNameMuted},
	history.StatusUnknown:   {"status.unknown", theme.IconNameQuestion, widgets.ColorNameWarningText},
}

// platformStates are what Platform may say of a connection that is there but
// cannot be used, or not yet.
var platformStates = map[string]string{
	"initializing": "status.initializing", "draft": "status.draft", "disabled": "status.disabled",
	"disabling": "status.disabled", "updating": "status.updating", "deleting": "status.deleting",
}

// StatusCell says in a few words where an entry stands.
func StatusCell(entry history.Entry) widgets.Cell {
	status := entry.Status()
	look := StatusLooks[status]
	if key := platformStates[entry.PlatformState]; key != "" && entry.State == history.Created {
		look = statusLook{key, theme.IconNameInfo, widgets.ColorNameMuted}
	}
	text := Tr(look.Key)
	switch n := entry.Flows.Failing; {
	case status == history.StatusFailing && n > 0:
		text = TrCount("status.failingOne", "status.failingSome", n)
	case status == history.StatusFailing && entry.Flows.Count > 1: // the others go on
		text = Tr("status.failingPausedSome")
	case status == history.StatusFailing:
		text = Tr("status.failingPaused")
	case pausedSome(entry):
		text = Tr("status.pausedSome", "Paused", entry.Flows.Paused, "Count", entry.Flows.Count)
	}
	return widgets.Cell{Text: text, Icon: fyne.CurrentApp().Settings().Theme().Icon(look.icon), ColorName: look.color}
}

// pausedSome reports whether some of the dataflows are paused where nothing else is wrong.
func pausedSome(entry history.Entry) bool {
	return entry.Status() == history.StatusWorking && entry.Flows.Paused > 0
}

// AgedStatus is StatusCell with how long that has been so, as far as the dataflows tell.
func AgedStatus(entry history.Entry, now time.Time) widgets.Cell {
	cell := StatusCell(entry)
	if platformStates[entry.PlatformState] != "" {
		return cell
	}
	flows := entry.Flows
	switch status := entry.Status(); {
	case status == history.StatusFailing && flows.Failing > 0 && now.Sub(flows.FailingSince) >= time.Minute && !flows.FailingSince.IsZero():
		cell.Text = Say(model.T("status.failingFor", "Status", cell.Text, "Span", model.Span(now.Sub(flows.FailingSince))))
	case status == history.StatusWorking && !flows.LastFile.IsZero() && flows.Paused == 0:
		cell.Text = Say(model.T("status.lastFile", "Status", cell.Text, "Ago", ago(flows.LastFile, now)))
	case status == history.StatusWorking && flows.Status == history.FlowsNone:
		cell.Text = Say(model.T("status.noFlow", "Status", cell.Text))
	}
	return cell
}

// ago is how long ago something was, in the largest unit that fits.
func ago(at, now time.Time) model.Text {
	if now.Sub(at) < time.Minute {
		return model.T("ago.now")
	}
	return model.T("ago.span", "Span", model.Span(now.Sub(at)))
}

// LongestAged is the text that takes the most room of those that AgedStatus may give.
func LongestAged() string {
	now := time.Now()
	since := now.Add(-20 * 24 * time.Hour)
	failing := history.Entry{State: history.Created, Flows: history.FlowSummary{Status: history.FlowsFailing, Failing: 2, FailingSince: since}}
	working := history.Entry{State: history.Created, Flows: history.FlowSummary{Status: history.FlowsWorking, LastFile: now.Add(-20 * time.Minute)}}
	return longest(AgedStatus(failing, now).Text, AgedStatus(working, now).Text)
}

// LongestStatus is the text that takes the most room of those that StatusCell may
// give.
func LongestStatus() string {
	texts := []string{
		Tr("status.failingPaused"), Tr("status.failingPausedSome"), TrCount("status.failingOne", "status.failingSome", 2),
		Tr("status.pausedSome", "Paused", 2, "Count", 12),
	}
	for _, look := range StatusLooks {
		texts = append(texts, Tr(look.Key))
	}
	for _, key := range platformStates {
		texts = append(texts, Tr(key))
	}
	return longest(texts...)
}

// longest is the text that takes the most room.
func longest(texts ...string) string {
	width := func(text string) float32 { return fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{}).Width }
	return slices.MaxFunc(texts, func(a, b string) int { return cmp.Compare(width(a), width(b)) })
}
