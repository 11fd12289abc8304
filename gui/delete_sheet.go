package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// deleteSheet is the open sheet that deletes a connection on Platform.
type deleteSheet struct {
	main     *mainWindow
	entry    history.Entry
	deleting *connection.Deleting

	sheet   *widgets.Sheet
	typed   *widgets.Entry
	trouble *parts.Trouble
	note    *widget.Label
	look    *widgets.Button
}

// deleteOnPlatform opens the sheet that deletes a connection on Platform, which
// is not the same as removing its entry from the list.
func (w *mainWindow) deleteOnPlatform(entry history.Entry) {
	kind := w.accounts.SandboxKind(entry.Place)
	d := &deleteSheet{main: w, entry: entry, deleting: connection.NewDeleting(w.manage, w.accounts.TargetFor(entry), entry, kind)}
	d.deleting.OnLate = func(text model.Text) { w.stage.Toast.Say(parts.Say(text)) }
	rows, content := parts.SheetRows()
	parts.AddStakes(rows, kind, entry.Place.Sandbox)
	id := widgets.NewCopyField(parts.Tr("result.id"), string(entry.ConnectionID), parts.Tr("copy.button"))
	id.OnCopy = func(string) { w.stage.Toast.Say(parts.Tr("copied.id")) }
	rows.Add(id)
	rows.Add(parts.Paragraphs("delete.dataflows", "delete.stays"))
	d.typed = widgets.NewEntry()
	d.typed.OnChanged = func(string) { d.paint() }
	if wanted := d.deleting.Wanted(); wanted != "" {
		field := widgets.NewField(parts.Tr("delete.type", "Name", wanted), d.typed)
		field.SetAbove(true)
		field.SetCaptionLines(0)
		rows.Add(field)
	}
	d.trouble = parts.NewNamedTrouble("delete.", w.stage)
	d.note = parts.Wrapped(fyne.TextStyle{})
	d.note.Importance = widget.LowImportance
	d.note.SetText(parts.Tr("delete.sending"))
	rows.Add(d.trouble.View)
	rows.Add(d.note)
	d.sheet = w.stage.Sheet("delete", parts.Tr("delete.title"), content, parts.Tr("delete.submit"), parts.Tr("cancel.button"))
	d.look = widgets.NewButton(parts.Tr("change.lookAgain"), theme.SearchIcon(), d.deleting.LookAgain)
	for name, o := range map[string]fyne.CanvasObject{"delete.typed": d.typed, "delete.look": d.look, "delete.id.copy": id.Button()} {
		w.stage.Name(name, o)
	}
	d.sheet.SetIntro(parts.Tr("delete.intro", "Name", parts.EntryName(entry), "Sandbox", entry.Place.Sandbox, "Org", w.orgName(entry)))
	d.sheet.SetDanger(true)
	d.sheet.Resize(fyne.NewSize(640, 0))
	d.sheet.AddButton(d.look)
	// Where nothing has to be typed, Enter must not delete at once.
	if _, leave := d.sheet.Buttons(); d.deleting.Wanted() == "" {
		d.sheet.First = leave
	} else {
		d.sheet.First = d.typed
	}
	let := d.sheet.OnHidden
	d.sheet.OnHidden = func() {
		let()
		d.deleting.Close()
	}
	d.sheet.OnSubmit = func() { d.deleting.Submit(d.typed.Text) }
	d.deleting.OnChange = d.paint
	d.paint()
	d.sheet.Show()
}

func (d *deleteSheet) paint() {
	phase := d.deleting.Phase()
	if phase == connection.DeleteDone {
		d.sheet.Hide()
		d.main.stage.Toast.Say(parts.Say(d.deleting.Outcome(parts.EntryName(d.entry))))
		return
	}
	sending := phase == connection.DeleteSending
	d.sheet.SetBusy(sending)
	d.sheet.SetSubmitEnabled(d.deleting.Allowed(d.typed.Text))
	parts.EnableIf(d.typed, !sending)
	parts.ShowIf(d.note, sending)
	parts.ShowIf(d.look, phase == connection.DeleteUnknown)
	d.trouble.Set(d.deleting.Problem(), phase == connection.DeleteUnknown)
	d.sheet.Fit()
}
