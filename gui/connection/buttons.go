package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// buttons are what is done most with a connection.
type buttons struct {
	view    *fyne.Container
	stop    *widgets.Button
	findOut *widgets.Button
	pick    *widgets.Button
	test    *widgets.Button
	replace *widgets.Button
	policy  *widgets.Button
	browse  *widgets.Button
	bring   *widgets.Button
}

func newButtons(s *parts.Stage, a *Actions) *buttons {
	button := func(name, key string, icon fyne.Resource, f func()) *widgets.Button {
		b := widgets.NewButton(parts.Tr(key), icon, f)
		s.Name(name, b)
		return b
	}
	entry := a.current.Entry
	b := &buttons{
		stop:    button("details.stop", "progress.stop", theme.CancelIcon(), a.current.Cancel),
		findOut: button("details.findOut", "progress.findOut", theme.SearchIcon(), func() { a.FindOut(entry()) }),
		pick:    button("details.pick", "progress.pick", theme.ListIcon(), func() { a.Pick(entry()) }),
		test:    button("details.test", "register.test", theme.MediaPlayIcon(), func() { a.Test(entry()) }),
		replace: button("details.replace", "details.replace", theme.LoginIcon(), func() { a.Replace(entry()) }),
		policy:  button("details.bucketPolicy", "amazon.bucketPolicy", theme.DocumentIcon(), func() { a.needs.ShowBucketPolicy(entry()) }),
		browse:  button("details.browse", "details.browse", theme.FolderOpenIcon(), func() { a.Browse(entry()) }),
		bring:   button("files.bring", "bring.button", theme.DownloadIcon(), nil),
	}
	b.bring.Importance = widget.HighImportance
	b.view = parts.NewButtonRows(b.findOut, b.pick, b.test, b.replace, b.policy, b.browse, b.bring, b.stop)
	return b
}

// paint shows what can be done below a view. The dataflows have buttons of their own and
// need the room. Where the files are shown they need not be browsed, but can be brought
// in, if that is offered; unless there are none to choose from, for a reason that other
// keys may end.
func (b *buttons) paint(current *connection.Current, needs Needs, shown tab, noFiles model.Problem) {
	entry, doing, idle := current.Entry(), current.Doing(), needs.Idle()
	flows, bring := shown == tabFlows, shown == tabFiles && needs.Ingest.offered()
	parts.ShowIf(b.stop, doing != connection.DoingNothing)
	parts.EnableIf(b.stop, !current.Stopping())
	parts.ShowIf(b.findOut, canFindOut(entry))
	parts.ShowIf(b.pick, canPick(entry))
	parts.ShowIf(b.test, parts.Held(entry) && !flows)
	parts.ShowIf(b.browse, parts.Held(entry) && !flows && !bring)
	parts.ShowIf(b.bring, parts.Held(entry) && bring && noFiles.Empty())
	b.replace.Importance = widget.MediumImportance
	if shown == tabFiles && noFiles.AboutKeys() {
		b.replace.Importance = widget.HighImportance
	}
	parts.ShowIf(b.replace, hasKeys(entry) && !flows)
	parts.ShowIf(b.policy, byRole(entry) && !flows)
	for _, button := range []*widgets.Button{b.findOut, b.pick, b.test, b.replace, b.policy, b.browse, b.bring} {
		parts.EnableIf(button, idle)
	}
	b.view.Refresh()
}
