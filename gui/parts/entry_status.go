package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
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
	history.StatusPaused:    {"status.paused", theme.IconNameMediaPause, widgets.ColorNameMuted},
	history.StatusNotTested: {"status.created", theme.IconNameInfo, widgets.ColorNameMuted},
	history.StatusFailed:    {"status.failed", theme.IconNameError, widgets.ColorNameDangerText},
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

// StatusCell says in a word or two where an entry stands.
func StatusCell(entry history.Entry) widgets.Cell {
	look := StatusLooks[entry.Status()]
	if key := platformStates[entry.PlatformState]; key != "" && entry.State == history.Created {
		look = statusLook{key, theme.IconNameInfo, widgets.ColorNameMuted}
	}
	return widgets.Cell{Text: Tr(look.Key), Icon: fyne.CurrentApp().Settings().Theme().Icon(look.icon), ColorName: look.color}
}

// LongestStatus is the text that takes the most room of those that StatusCell may
// give.
func LongestStatus() string {
	longest, width := "", float32(0)
	look := func(key string) {
		if w := fyne.MeasureText(Tr(key), theme.TextSize(), fyne.TextStyle{}).Width; w > width {
			longest, width = Tr(key), w
		}
	}
	for _, l := range StatusLooks {
		look(l.Key)
	}
	for _, key := range platformStates {
		look(key)
	}
	return longest
}
