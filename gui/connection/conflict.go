package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/parts"
)

// showConflict shows what somebody else has changed since the user saw the
// connection, and lets the user choose. Nothing is overwritten unseen, and what was typed stays.
func (a *Actions) showConflict(c *changeSheet) {
	current := c.editing.Conflict().Current
	rows := container.NewVBox()
	conflict := parts.Conflict{Own: a.needs.Own.Did(c.editing.Entry(), current.UpdatedBy), Who: parts.Who(current.UpdatedBy), At: current.UpdatedAt}
	conflict.AddTo(rows)
	differing := c.editing.Conflict().Differences()
	theirs := false
	rows.Add(parts.CompareRow(fyne.TextStyle{Bold: true}, "", parts.Tr("conflict.seen"), parts.Tr("conflict.now"), parts.Tr("conflict.mine")))
	for _, d := range differing {
		rows.Add(widget.NewSeparator())
		rows.Add(parts.CompareRow(fyne.TextStyle{}, parts.Say(d.Field.Label()), d.Seen, d.Now, d.Mine))
		theirs = theirs || d.Seen != d.Now
	}
	if !theirs {
		rows.Add(parts.Quiet(parts.Tr("conflict.hidden")))
	}
	title, keepIt := conflict.Words()
	sheet := a.stage.Sheet("conflict", title, rows, parts.Tr("conflict.overwrite"), keepIt)
	etag := a.stage.CopyField("conflict.etag", parts.Tr("conflict.etag"), "copied.etag")
	etag.SetText(string(current.ETag))
	rows.Add(etag)
	sheet.SetIntro(parts.Tr("conflict.intro", "Name", parts.EntryName(c.editing.Entry())))
	sheet.SetDanger(true)
	sheet.SetSubmitEnabled(c.editing.Conflict().CanOverwrite())
	sheet.Resize(fyne.NewSize(820, 0))
	_, keep := sheet.Buttons()
	sheet.First = keep
	overwriting := false
	sheet.OnSubmit = func() {
		overwriting = true
		sheet.Hide()
		c.editing.Overwrite()
	}
	// Esc, and closing the sheet in any other way, leaves theirs as it is.
	sheet.WhenHidden(func() {
		if !overwriting {
			c.editing.KeepTheirs()
		}
	})
	sheet.Show()
}
