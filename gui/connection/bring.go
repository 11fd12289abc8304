package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Ingest is what another room does with the data behind a connection. Without Bring,
// none of it is offered.
type Ingest struct {
	// Bring sets up a dataflow that reads a file, or the files of a folder.
	Bring func(entry history.Entry, path string, folder bool)
	// Edit changes a dataflow, Delete removes it, Like sets up another one like it, and
	// Curl shows the commands that make it.
	Edit, Delete, Like, Curl func(history.Entry, history.Dataflow)
}

func (i Ingest) offered() bool { return i.Bring != nil }

// ShowFlows shows the dataflows of an entry, as they are on Platform now. That which was
// just made or changed comes first; none where it was deleted.
func (a *Actions) ShowFlows(entry history.Entry, first client.FlowID) {
	a.flows.ReadAnew(entry.AttemptID, first)
	a.current.Open(entry)
	a.showFlows()
}

// newBring makes the button that begins with what is chosen among the files of a sheet.
func (b *files) newBring() *widgets.Button {
	bring := widgets.NewButton(parts.Tr("bring.button"), theme.DownloadIcon(), b.onBring)
	bring.Importance = widget.HighImportance
	return bring
}

func (b *files) onBring() {
	object, selected := b.browser.Selected()
	switch {
	case !selected:
	case !b.actions.needs.Idle():
		b.actions.stage.Toast.Note(parts.Tr("busy.note"))
	default:
		b.leave()
		b.actions.needs.Ingest.Bring(b.entry, object.Path, object.Type == client.Folder)
	}
}

// bringIn begins with what is chosen among the files or, where nothing is, says that it
// must be.
func (p *Page) bringIn() {
	if files := p.files.files; files != nil {
		if _, selected := files.browser.Selected(); selected {
			files.onBring()
			return
		}
	}
	p.chooseFiles()
}

// chooseFiles leads to the files of the connection at hand, where what is to be
// brought in is chosen, or it is said why there are none.
func (p *Page) chooseFiles() {
	p.tabs.choose(tabFiles)
	if !p.files.problem().Empty() {
		return
	}
	if files := p.files.files; files != nil {
		p.stage.Canvas().Focus(files.tree)
	}
	p.stage.Toast.Note(parts.Tr("bring.chooseFirst"))
}

// flowMenu are the commands of a dataflow that are needed more rarely than its buttons.
func (a *Actions) flowMenu(flow history.Dataflow) []*fyne.MenuItem {
	item := func(key string, icon fyne.Resource, run func(history.Entry, history.Dataflow)) *fyne.MenuItem {
		return fyne.NewMenuItemWithIcon(parts.Tr(key), icon, func() { a.onFlow(a.current.Entry(), flow, run) })
	}
	i := a.needs.Ingest
	items := []*fyne.MenuItem{
		item("bring.edit", theme.DocumentCreateIcon(), i.Edit),
		item("bring.like", theme.ContentAddIcon(), i.Like),
	}
	if i.Curl != nil {
		items = append(items, item("bring.curl", theme.ContentCopyIcon(), i.Curl))
	}
	return append(items, fyne.NewMenuItemSeparator(), item("bring.delete", theme.DeleteIcon(), i.Delete))
}

// onFlow does something about a dataflow, unless there is something else under way.
func (a *Actions) onFlow(entry history.Entry, flow history.Dataflow, run func(history.Entry, history.Dataflow)) {
	if !a.needs.Idle() {
		a.stage.Toast.Note(parts.Tr("busy.note"))
		return
	}
	run(entry, flow)
}

// newMore makes the button of a card that opens its menu.
func (c *flowCard) newMore() *widgets.Button {
	more := widgets.NewButton("", theme.MoreHorizontalIcon(), c.showMenu)
	more.Importance = widget.LowImportance
	parts.ShowIf(more, c.actions.needs.Ingest.offered())
	return more
}

func (c *flowCard) showMenu() { c.actions.stage.MenuBelow(c.more, c.actions.flowMenu(c.flow)...) }
