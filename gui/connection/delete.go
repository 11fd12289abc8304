package connection

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// deleteSheet is the open sheet that deletes a connection on Platform.
type deleteSheet struct {
	actions  *Actions
	entry    history.Entry
	deleting *connection.Deleting

	sheet   *widgets.Sheet
	typed   *widgets.Entry
	field   *widgets.Field // of typed; nil where nothing has to be typed
	trouble *parts.Trouble
	note    *widgets.Paragraph
	look    *widgets.Button

	holding *fyne.Container // which dataflows hold it, with the way there
	holders *widgets.Paragraph
	asked   bool   // for them
	known   string // what the register knows of them; may be empty
}

// Delete opens the sheet that deletes a connection on Platform, which
// is not the same as removing its entry from the list.
func (a *Actions) Delete(entry history.Entry) {
	kind := a.needs.Kind(entry.Place)
	d := &deleteSheet{actions: a, entry: entry, deleting: connection.NewDeleting(a.manage, a.needs.TargetFor(entry), entry, kind)}
	d.deleting.Late.Listen(func(text model.Text) { a.stage.Toast.Say(parts.Say(text)) })
	rows := container.NewVBox()
	parts.AddStakes(rows, kind, entry.Place)
	id := a.stage.CopyField("delete.id", parts.Tr("result.id"), "copied.id")
	id.SetText(string(entry.ConnectionID))
	rows.Add(id)
	rows.Add(parts.Paragraphs("delete.dataflows", "delete.stays"))
	d.typed = widgets.NewEntry()
	d.typed.OnChanged = func(string) { d.paint() }
	if wanted := d.deleting.Wanted(); wanted != "" {
		label := parts.Tr("delete.typeID", "ID", wanted)
		if d.deleting.WantsName() {
			label = parts.Tr("delete.type", "Name", wanted)
		}
		d.field = widgets.NewField(label, d.typed)
		d.field.SetAbove(true)
		d.field.SetCaptionLines(1)
		rows.Add(d.field)
	}
	d.trouble = parts.NewNamedTrouble("delete.", a.stage)
	d.note = parts.Quiet("")
	d.note.SetText(parts.Tr("delete.sending"))
	d.holders = parts.Wrapped("")
	show := widgets.NewLink(parts.Tr("delete.showFlows"), d.showFlows)
	d.holding = container.NewVBox(d.holders, container.NewHBox(show))
	d.holding.Hide()
	rows.Add(d.holding) // before what else there is to read
	rows.Add(d.trouble.View)
	rows.Add(d.note)
	d.sheet = a.stage.Sheet("delete", parts.Tr("delete.title"), rows, parts.Tr("delete.submit"), parts.Tr("cancel.button"))
	d.look = widgets.NewButton(parts.Tr("change.lookAgain"), theme.SearchIcon(), d.deleting.LookAgain)
	for name, o := range map[string]fyne.CanvasObject{"delete.typed": d.typed, "delete.look": d.look, "delete.id.copy": id.Button(), "delete.flows": show} {
		a.stage.Name(name, o)
	}
	d.sheet.SetIntro(parts.Tr("delete.intro", "Name", parts.EntryName(entry), "Sandbox", entry.Place.Sandbox, "Org", a.needs.Org(entry)))
	d.sheet.SetDanger(true)
	d.sheet.Resize(fyne.NewSize(640, 0))
	d.sheet.AddButton(d.look)
	// Where nothing has to be typed, Enter must not delete at once.
	if _, leave := d.sheet.Buttons(); d.deleting.Wanted() == "" {
		d.sheet.First = leave
	} else {
		d.sheet.First = d.typed
	}
	stop := d.deleting.Changed.Listen(d.paint)
	d.sheet.WhenHidden(func() {
		stop()
		d.deleting.Close()
	})
	d.sheet.OnSubmit = func() { d.deleting.Submit(d.typed.Text) }
	d.typed.OnSubmitted = func(typed string) {
		if d.field != nil && d.deleting.Phase() == connection.DeleteOpen && !d.deleting.Allowed(typed) {
			d.tellWrong(true)
			return
		}
		d.sheet.OnSubmit()
	}
	d.paint()
	d.sheet.Show()
	d.recall()
}

func (d *deleteSheet) paint() {
	phase := d.deleting.Phase()
	if phase == connection.DeleteDone {
		d.sheet.Hide()
		d.actions.stage.Toast.Say(parts.Say(d.deleting.Outcome(parts.EntryName(d.entry))))
		return
	}
	if d.field != nil {
		d.tellWrong(d.deleting.Wrong(d.typed.Text))
	}
	sending := phase == connection.DeleteSending
	d.sheet.SetBusy(sending)
	d.sheet.SetSubmitEnabled(d.deleting.Allowed(d.typed.Text))
	parts.EnableIf(d.typed, !sending)
	parts.ShowIf(d.note, sending)
	parts.ShowIf(d.look, phase == connection.DeleteUnknown)
	d.trouble.Set(d.deleting.Problem(), phase == connection.DeleteUnknown)
	d.nameHolders(d.deleting.Problem().Name == "inUse")
	d.sheet.Fit()
}

// nameHolders names the dataflows that keep the connection from being deleted.
func (d *deleteSheet) nameHolders(refused bool) {
	if !refused {
		d.asked = false
		d.holders.SetText(d.known)
		parts.ShowIf(d.holding, d.known != "")
		return
	}
	if d.asked {
		return
	}
	d.asked = true
	d.actions.flows.Any.Holding(d.actions.needs.TargetFor(d.entry), d.entry, func(flows []history.Dataflow) {
		if !d.sheet.Visible() || !d.asked || len(flows) == 0 {
			return
		}
		d.holders.SetText(parts.Tr("delete.holders", "Flows", namesOf(flows)))
		d.holding.Show()
		d.sheet.Fit()
	})
}

// recall names the dataflows that are known to use the connection, before anything is
// sent.
func (d *deleteSheet) recall() {
	d.actions.flows.Any.Recall(d.entry.AttemptID, func(flows []history.Dataflow) {
		if !d.sheet.Visible() || len(flows) == 0 {
			return
		}
		d.known = parts.Tr("delete.known", "Count", len(flows), "Flows", namesOf(flows))
		d.paint()
	})
}

func namesOf(flows []history.Dataflow) string {
	names := make([]string, len(flows))
	for i, flow := range flows {
		names[i] = flow.Name
	}
	return strings.Join(names, parts.Tr("format.list"))
}

// showFlows leaves the sheet for the dataflows that hold the connection.
func (d *deleteSheet) showFlows() {
	d.sheet.Hide()
	d.actions.showFlows()
}

// tellWrong says that what was typed is not what is asked for.
func (d *deleteSheet) tellWrong(wrong bool) {
	text := ""
	if wrong {
		text = parts.Tr("delete.wrong")
	}
	d.field.SetError(text)
}
