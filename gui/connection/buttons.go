package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

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
	}
	b.view = parts.NewButtonRows(b.findOut, b.pick, b.test, b.replace, b.policy, b.browse, b.stop)
	return b
}

// paint shows what can be done; idle says that nothing is under way, and flows that
// the dataflows are shown, which have buttons of their own and need the room.
func (b *buttons) paint(current *connection.Current, idle, flows bool) {
	entry, doing := current.Entry(), current.Doing()
	parts.ShowIf(b.stop, doing != connection.DoingNothing)
	parts.EnableIf(b.stop, !current.Stopping())
	parts.ShowIf(b.findOut, canFindOut(entry))
	parts.ShowIf(b.pick, canPick(entry))
	for _, button := range []*widgets.Button{b.test, b.browse} {
		parts.ShowIf(button, parts.Held(entry) && !flows)
	}
	parts.ShowIf(b.replace, hasKeys(entry) && !flows)
	parts.ShowIf(b.policy, byRole(entry) && !flows)
	for _, button := range []*widgets.Button{b.findOut, b.pick, b.test, b.replace, b.policy, b.browse} {
		parts.EnableIf(button, idle)
	}
	b.view.Refresh()
}
