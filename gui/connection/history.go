package connection

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// eventLook is how a kind of event is told.
type eventLook struct {
	key   string
	icon  func() fyne.Resource
	color fyne.ThemeColorName
}

// eventLooks has every kind of event but tested, which depends on its result.
var eventLooks = map[history.EventKind]eventLook{
	history.EventAttempted:     {"trail.attempted", nil, ""},
	history.EventCreated:       {"trail.created", theme.ConfirmIcon, widgets.ColorNameSuccessText},
	history.EventFailed:        {"trail.failed", theme.ErrorIcon, widgets.ColorNameDangerText},
	history.EventUnknown:       {"trail.unknown", theme.QuestionIcon, widgets.ColorNameWarningText},
	history.EventTestFailed:    {"trail.testFailed", theme.WarningIcon, widgets.ColorNameWarningText},
	history.EventUpdating:      {"trail.updating", nil, ""},
	history.EventUpdated:       {"trail.updated", theme.ConfirmIcon, widgets.ColorNameSuccessText},
	history.EventUpdateFailed:  {"trail.updateFailed", theme.ErrorIcon, widgets.ColorNameDangerText},
	history.EventUpdateUnknown: {"trail.updateUnknown", theme.QuestionIcon, widgets.ColorNameWarningText},
	history.EventDeleting:      {"trail.deleting", nil, ""},
	history.EventDeleted:       {"trail.deleted", theme.DeleteIcon, widgets.ColorNameMuted},
	history.EventDeleteFailed:  {"trail.deleteFailed", theme.ErrorIcon, widgets.ColorNameDangerText},
	history.EventDeleteUnknown: {"trail.deleteUnknown", theme.QuestionIcon, widgets.ColorNameWarningText},
	history.EventFound:         {"trail.found", theme.SearchIcon, widgets.ColorNameMuted},
	history.EventChanged:       {"trail.changed", theme.InfoIcon, widgets.ColorNameWarningText},
	history.EventGone:          {"trail.gone", theme.VisibilityOffIcon, widgets.ColorNameWarningText},
	history.EventBack:          {"trail.back", theme.ConfirmIcon, widgets.ColorNameMuted},
	history.EventImported:      {"trail.imported", theme.DownloadIcon, widgets.ColorNameMuted},

	history.EventRetrying:      {"trail.retrying", nil, ""},
	history.EventRetried:       {"trail.retried", theme.ConfirmIcon, widgets.ColorNameSuccessText},
	history.EventRetryFailed:   {"trail.retryFailed", theme.ErrorIcon, widgets.ColorNameDangerText},
	history.EventRetryUnknown:  {"trail.retryUnknown", theme.QuestionIcon, widgets.ColorNameWarningText},
	history.EventStarting:      {"trail.starting", nil, ""},
	history.EventStarted:       {"trail.started", theme.ConfirmIcon, widgets.ColorNameSuccessText},
	history.EventStartFailed:   {"trail.startFailed", theme.ErrorIcon, widgets.ColorNameDangerText},
	history.EventStartUnknown:  {"trail.startUnknown", theme.QuestionIcon, widgets.ColorNameWarningText},
	history.EventPausing:       {"trail.pausing", nil, ""},
	history.EventPaused:        {"trail.paused", theme.ConfirmIcon, widgets.ColorNameSuccessText},
	history.EventPauseFailed:   {"trail.pauseFailed", theme.ErrorIcon, widgets.ColorNameDangerText},
	history.EventPauseUnknown:  {"trail.pauseUnknown", theme.QuestionIcon, widgets.ColorNameWarningText},
	history.EventResuming:      {"trail.resuming", nil, ""},
	history.EventResumed:       {"trail.resumed", theme.ConfirmIcon, widgets.ColorNameSuccessText},
	history.EventResumeFailed:  {"trail.resumeFailed", theme.ErrorIcon, widgets.ColorNameDangerText},
	history.EventResumeUnknown: {"trail.resumeUnknown", theme.QuestionIcon, widgets.ColorNameWarningText},
	history.EventFlowFailing:   {"trail.flowFailing", theme.ErrorIcon, widgets.ColorNameDangerText},
	history.EventFlowRecovered: {"trail.flowRecovered", theme.ConfirmIcon, widgets.ColorNameSuccessText},
	history.EventFlowPaused:    {"trail.flowPaused", theme.MediaPauseIcon, widgets.ColorNameWarningText},
	history.EventFlowResumed:   {"trail.flowResumed", theme.MediaPlayIcon, widgets.ColorNameMuted},

	history.EventFlowMaking:        {"trail.flowMaking", nil, ""},
	history.EventFlowMade:          {"trail.flowMade", theme.ConfirmIcon, widgets.ColorNameSuccessText},
	history.EventFlowMakeFailed:    {"trail.flowMakeFailed", theme.ErrorIcon, widgets.ColorNameDangerText},
	history.EventFlowMakeUnknown:   {"trail.flowMakeUnknown", theme.QuestionIcon, widgets.ColorNameWarningText},
	history.EventFlowEditing:       {"trail.flowEditing", nil, ""},
	history.EventFlowEdited:        {"trail.flowEdited", theme.ConfirmIcon, widgets.ColorNameSuccessText},
	history.EventFlowEditFailed:    {"trail.flowEditFailed", theme.ErrorIcon, widgets.ColorNameDangerText},
	history.EventFlowEditUnknown:   {"trail.flowEditUnknown", theme.QuestionIcon, widgets.ColorNameWarningText},
	history.EventFlowDeleting:      {"trail.flowDeleting", nil, ""},
	history.EventFlowDeleted:       {"trail.flowDeleted", theme.DeleteIcon, widgets.ColorNameMuted},
	history.EventFlowDeleteFailed:  {"trail.flowDeleteFailed", theme.ErrorIcon, widgets.ColorNameDangerText},
	history.EventFlowDeleteUnknown: {"trail.flowDeleteUnknown", theme.QuestionIcon, widgets.ColorNameWarningText},
	history.EventFlowLeft:          {"trail.flowLeft", theme.WarningIcon, widgets.ColorNameWarningText},
	history.EventFlowTidied:        {"trail.flowTidied", theme.ConfirmIcon, widgets.ColorNameMuted},
}

var (
	testedWorking = eventLook{"trail.testedWorking", theme.ConfirmIcon, widgets.ColorNameSuccessText}
	testedRefused = eventLook{"trail.testedRefused", theme.WarningIcon, widgets.ColorNameWarningText}
)

// changedKeys name what Event.Fields names.
var changedKeys = map[string]string{
	history.ChangedName: "field.name.label", history.ChangedDescription: "field.description.label",
	history.ChangedKeys: "trail.field.keys", history.ChangedBucket: "field.bucket.label",
	history.ChangedFolder: "field.folder.label", history.ChangedServiceURL: "field.serviceURL.label",
	history.ChangedState: "details.state", history.ChangedETag: "result.etag",
	history.ChangedSchedule: "trail.field.schedule", history.ChangedMapping: "trail.field.mapping",
	history.LeftSource: "trail.field.source", history.LeftTarget: "trail.field.target", history.LeftMapping: "trail.field.mappingSet",
}

// ownLooks are of what a refresh found changed, and the credential itself has done.
var ownLooks = map[history.EventKind]eventLook{
	history.EventChanged:     {"trail.changedOwn", theme.InfoIcon, widgets.ColorNameMuted},
	history.EventFlowPaused:  {"trail.flowPausedOwn", theme.MediaPauseIcon, widgets.ColorNameWarningText},
	history.EventFlowResumed: {"trail.flowResumedOwn", theme.MediaPlayIcon, widgets.ColorNameMuted},
}

// happenings tell the trail of an entry. Runs of a dataflow that were started again
// together are told together.
func happenings(entry history.Entry, events []history.Event, own model.Own) []widgets.Item {
	var items []widgets.Item
	for len(events) > 0 {
		item, n := happening(entry, events[0], own), 1
		if runs, told := startedAgain(events); runs > 1 {
			item.Title, n = parts.Tr("trail.retriedSeveral", "Count", runs), told
		}
		items, events = append(items, item), events[n:]
	}
	return items
}

// startedAgain counts how many runs of a dataflow were started again at the head of a
// trail, which is the newest, and how many events tell of that.
func startedAgain(events []history.Event) (runs, told int) {
	for i, event := range events {
		switch {
		case event.Flow != events[0].Flow:
			return runs, told
		case event.Kind == history.EventRetried:
			runs, told = runs+1, i+1
		case event.Kind == history.EventRetrying && runs > 0:
			told = i + 1 // whose end was counted
		default:
			return runs, told
		}
	}
	return runs, told
}

// happening tells one event of the trail of an entry in words.
func happening(entry history.Entry, event history.Event, own model.Own) widgets.Item {
	look, ok := eventLooks[event.Kind]
	ownLook, changed := ownLooks[event.Kind]
	mine := changed && own.Did(entry, event.By)
	switch {
	case mine:
		look = ownLook
	case event.Kind == history.EventTested && event.Test == history.Refused:
		look = testedRefused
	case event.Kind == history.EventTested:
		look = testedWorking
	case !ok:
		look = eventLook{key: "trail.other"}
	}
	h := widgets.Item{State: widgets.SignDot, Tail: parts.DayTime(event.At), Title: parts.Tr(look.key), ColorName: look.color}
	if look.icon != nil {
		h.Icon = look.icon()
	}
	var details []string
	if event.FlowName != "" {
		details = append(details, parts.Tr("trail.flow", "Flow", event.FlowName))
	}
	if names := changedNames(event.Fields); names != "" {
		key := "trail.fields"
		if event.Kind == history.EventFlowLeft {
			key = "trail.left"
		}
		details = append(details, parts.Tr(key, "Fields", names))
	}
	if why := parts.Say(model.ExplainEvent(event).Title); why != "" {
		details = append(details, why)
	}
	switch {
	case mine:
		details = append(details, parts.Tr("trail.byOwn"))
	case event.By != "":
		details = append(details, parts.Tr("trail.by", "Who", whoDid(entry, event.By, own)))
	}
	h.Text = strings.Join(details, "\n")
	return h
}

// changedNames lists what an event is about.
func changedNames(fields []string) string {
	names := make([]string, 0, len(fields))
	for _, field := range fields {
		if key, ok := changedKeys[field]; ok {
			names = append(names, parts.Tr(key))
		}
	}
	return strings.Join(names, parts.Tr("format.list"))
}
