package create

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// buttons are what can be pressed on the page: what goes with the form, and what
// can be done with what came of an attempt.
type buttons struct {
	twins *fyne.Container // below the problem that there is a connection like this
	row   *fyne.Container // above the footer
	foot  *fyne.Container

	fill    *widgets.Button
	check   *widgets.Button
	policy  *widgets.Button
	create  *widgets.Button
	stop    *widgets.Button
	show    *widgets.Button
	anyway  *widgets.Button
	findOut *widgets.Button
	pick    *widgets.Button
	replace *widgets.Button
	browse  *widgets.Button
	open    *widgets.Button
	next    *widgets.Button
	// listed stands where the button was that creates: the second click of a double
	// click must not fall on another one.
	listed *widget.Label
}

func newButtons(p *Page) *buttons {
	button := func(name, key string, icon fyne.Resource, f func()) *widgets.Button {
		b := widgets.NewButton(parts.Tr(key), icon, f)
		p.stage.Name(name, b)
		return b
	}
	entry := p.attempt.Entry
	b := &buttons{
		fill:    button("s3.fill", "fill.file", theme.FolderOpenIcon(), p.needs.ChooseFile),
		check:   button("s3.check", "check.button", theme.SearchIcon(), p.CheckKeys),
		policy:  button("s3.bucketPolicy", "amazon.bucketPolicy", theme.DocumentIcon(), func() { p.policy.showFor(p) }),
		create:  widgets.NewPrimaryButton(parts.Tr("create.button"), theme.ConfirmIcon(), p.Create),
		stop:    button("progress.stop", "progress.stop", theme.CancelIcon(), p.attempt.Cancel),
		show:    button("progress.show", "progress.show", theme.SearchIcon(), p.showTwin),
		anyway:  button("progress.anyway", "progress.anyway", theme.ContentAddIcon(), p.CreateAnyway),
		findOut: button("progress.findOut", "progress.findOut", theme.SearchIcon(), func() { p.needs.FindOut(entry()) }),
		pick:    button("progress.pick", "progress.pick", theme.ListIcon(), func() { p.needs.Pick(entry()) }),
		replace: button("progress.replace", "details.replace", theme.LoginIcon(), func() { p.needs.Replace(entry()) }),
		browse:  button("progress.browse", "details.browse", theme.FolderOpenIcon(), func() { p.needs.Browse(entry()) }),
		open:    button("progress.details", "progress.details", theme.InfoIcon(), func() { p.needs.Open(entry()) }),
		next:    button("progress.next", "progress.next", theme.ContentAddIcon(), p.needs.New),
	}
	p.stage.Name("create", b.create)
	b.listed = widget.NewLabelWithStyle("", fyne.TextAlignCenter, fyne.TextStyle{})
	b.listed.Importance = widget.LowImportance
	b.listed.Truncation = fyne.TextTruncateEllipsis
	b.listed.SizeName = theme.SizeNameCaptionText
	b.twins = parts.NewButtonRows(b.show, b.anyway)
	b.row = parts.NewButtonRows(b.findOut, b.pick, b.fill, b.check, b.policy, b.replace, b.browse, b.open, b.next, b.stop)
	b.foot = container.NewStack(b.listed, b.create)
	return b
}

// paint shows what can be pressed now; idle says that nothing else is under way, and
// byRole that the form is for a connection by role, for which there are no keys.
func (b *buttons) paint(a *create.Attempt, idle, byRole bool) {
	entry, phase := a.Entry(), a.Phase()
	form, ended := phase == create.Idle || phase == create.Trouble, phase == create.Succeeded || phase == create.Undecided
	held := phase == create.Succeeded && parts.Held(entry)
	refused := held && entry.Test == history.Refused
	parts.ShowIf(b.fill, form && !byRole)
	b.paintKeys(form, byRole || refused && entry.Auth == client.AuthRole, refused)
	parts.ShowIf(b.create, !ended)
	parts.ShowIf(b.listed, ended)
	parts.ShowIf(b.stop, a.Busy())
	parts.EnableIf(b.stop, phase == create.Working)
	parts.ShowIf(b.twins, len(a.Twins()) > 0)
	parts.ShowIf(b.anyway, a.TwinAllowed())
	parts.ShowIf(b.findOut, phase == create.Undecided && len(entry.Candidates) < 2)
	parts.ShowIf(b.pick, phase == create.Undecided && len(entry.Candidates) > 1)
	parts.ShowIf(b.browse, held && !refused)
	parts.ShowIf(b.open, !a.Busy() && entry.AttemptID != "")
	parts.ShowIf(b.next, ended)
	b.listed.SetText(listedText(phase))
	for _, button := range []*widgets.Button{b.fill, b.check, b.policy, b.create, b.anyway, b.findOut, b.pick, b.replace, b.browse, b.next} {
		parts.EnableIf(button, idle)
	}
	b.row.Refresh()
	b.foot.Refresh()
}

// below is what of the footer, which is always in sight, one goes on with where a
// connection was made and something is odd about it: that which mends it first.
func (b *buttons) below() *widgets.Button {
	for _, button := range []*widgets.Button{b.replace, b.policy} {
		if button.Visible() && !button.Disabled() {
			return button
		}
	}
	return b.open
}

// paintKeys shows what can be done about keys, or by a role about the policy that
// stands in their place.
func (b *buttons) paintKeys(form, byRole, refused bool) {
	parts.ShowIf(b.check, !byRole && (form || refused))
	parts.ShowIf(b.replace, !byRole && refused)
	parts.ShowIf(b.policy, byRole)
}

func listedText(phase create.Phase) string {
	if phase == create.Succeeded {
		return parts.Tr("create.listed")
	}
	return ""
}
