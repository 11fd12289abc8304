package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// deleteSheet is the open sheet that deletes a connection on Platform.
type deleteSheet struct {
	main     *mainWindow
	entry    history.Entry
	deleting *model.Deleting

	sheet   *widgets.Sheet
	typed   *widgets.Entry
	trouble *troubleView
	note    *widget.Label
	look    *widgets.Button
}

// deleteOnPlatform opens the sheet that deletes a connection on Platform, which
// is not the same as removing its entry from the list.
func (w *mainWindow) deleteOnPlatform(entry history.Entry) {
	kind := w.accounts.SandboxKind(entry.Place)
	d := &deleteSheet{main: w, entry: entry, deleting: model.NewDeleting(w.manage, w.accounts.TargetFor(entry), entry, kind)}
	d.deleting.OnLate = func(text model.Text) { w.stage.toast.Say(say(text)) }
	rows, content := sheetRows()
	addStakes(rows, kind, entry.Place.Sandbox)
	id := widgets.NewCopyField(tr("result.id"), string(entry.ConnectionID), tr("copy.button"))
	id.OnCopy = func(string) { w.stage.toast.Say(tr("copied.id")) }
	rows.Add(id)
	rows.Add(paragraphs("delete.dataflows", "delete.stays"))
	d.typed = widgets.NewEntry()
	d.typed.OnChanged = func(string) { d.paint() }
	if wanted := d.deleting.Wanted(); wanted != "" {
		field := widgets.NewField(tr("delete.type", "Name", wanted), d.typed)
		field.SetAbove(true)
		field.SetCaptionLines(0)
		rows.Add(field)
	}
	d.trouble = newTroubleViewOf("delete.", w.stage)
	d.note = wrapped(fyne.TextStyle{})
	d.note.Importance = widget.LowImportance
	d.note.SetText(tr("delete.sending"))
	rows.Add(d.trouble.view)
	rows.Add(d.note)
	d.sheet = w.stage.sheet("delete", tr("delete.title"), content, tr("delete.submit"), tr("cancel.button"))
	d.look = widgets.NewButton(tr("change.lookAgain"), theme.SearchIcon(), d.deleting.LookAgain)
	for name, o := range map[string]fyne.CanvasObject{"delete.typed": d.typed, "delete.look": d.look, "delete.id.copy": id.Button()} {
		w.stage.name(name, o)
	}
	d.sheet.SetIntro(tr("delete.intro", "Name", entryName(entry), "Sandbox", entry.Place.Sandbox, "Org", w.orgName(entry)))
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
	if phase == model.DeleteDone {
		d.sheet.Hide()
		d.main.stage.toast.Say(tr("delete.done", "Name", entryName(d.entry)))
		return
	}
	sending := phase == model.DeleteSending
	d.sheet.SetBusy(sending)
	d.sheet.SetSubmitEnabled(d.deleting.Allowed(d.typed.Text))
	enableIf(d.typed, !sending)
	showIf(d.note, sending)
	showIf(d.look, phase == model.DeleteUnknown)
	d.trouble.set(d.deleting.Problem(), phase == model.DeleteUnknown)
	d.sheet.Fit()
}
