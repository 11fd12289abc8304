package gui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// copyLimit bounds how many entries are put on the clipboard at a time.
const copyLimit = 10_000

func (p *registerPage) onCopyID() {
	p.copy(copyWhat{
		one: "copied.id", several: "copied.ids",
		text: func(e history.Entry) string { return string(e.ConnectionID) },
	})
}

func (p *registerPage) onCopyETag() {
	p.copy(copyWhat{
		one: "copied.etag", several: "copied.etags",
		text: func(e history.Entry) string { return string(e.ETag) },
	})
}

// onCopyRow copies rows as a spreadsheet takes them: cells between tabs.
func (p *registerPage) onCopyRow() {
	p.copy(copyWhat{one: "copied.row", several: "copied.rows", text: func(e history.Entry) string {
		cells := make([]string, len(registerColumns))
		for i, c := range registerColumns {
			cells[i] = parts.OneLine(cellOf(e, c.by).Text)
		}
		return strings.Join(cells, "\t")
	}})
}

// copyWhat is what is copied of each entry, and what is said then.
type copyWhat struct {
	one, several string
	text         func(history.Entry) string
}

// copy puts a text of the marked entries on the clipboard, each on a line of its
// own, or that of the selected one.
func (p *registerPage) copy(what copyWhat) {
	if !p.several() {
		if entry, _, ok := p.table.Selected(); ok {
			p.stage.Copy(what.text(entry), parts.Tr(what.one))
		}
		return
	}
	p.table.Gather(p.table.Acting(), copyLimit, func(entries []history.Entry, err error) {
		if err != nil {
			p.stage.Toast.Say(parts.Say(model.Explain(err).Title))
			return
		}
		var lines []string
		for _, entry := range entries {
			if text := what.text(entry); text != "" {
				lines = append(lines, text)
			}
		}
		if len(lines) == 0 {
			p.stage.Toast.Say(parts.Tr("copied.none"))
			return
		}
		p.stage.Copy(strings.Join(lines, "\n"), parts.Tr(what.several, "Count", len(lines)))
	})
}

func (p *registerPage) onMore() {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.more)
	p.showMenu(at.AddXY(0, p.more.Size().Height), append(p.rowItems(), p.pageItems()...))
}

func (p *registerPage) onMenu(_ int, at fyne.Position) {
	if _, _, ok := p.table.Selected(); ok {
		p.showMenu(at, p.rowItems())
	}
}

func (p *registerPage) showMenu(at fyne.Position, items []*fyne.MenuItem) {
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.stage.Canvas(), at)
}

func menuItem(key string, enabled bool, f func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(parts.Tr(key), f)
	item.Disabled = !enabled
	return item
}

// rowItems are what can be done with the marked entries or the selected one.
func (p *registerPage) rowItems() []*fyne.MenuItem {
	entry, _, selected := p.table.Selected()
	several, free := p.several(), !p.upkeep.Busy()
	return []*fyne.MenuItem{
		menuItem("register.copyID", several || entry.ConnectionID != "", p.onCopyID),
		menuItem("register.copyETag", several || entry.ETag != "", p.onCopyETag),
		menuItem("register.copyRow", several || selected, p.onCopyRow),
		fyne.NewMenuItemSeparator(),
		menuItem("register.test", several && free || !several && entry.State == history.Created, p.onTest),
		menuItem("progress.findOut", !several && parts.Unsettled(entry), p.onFindOut),
		fyne.NewMenuItemSeparator(),
		menuItem("register.forget", several || selected, p.onForget),
	}
}

// pageItems are what can be done with the register as a whole.
func (p *registerPage) pageItems() []*fyne.MenuItem {
	some, free := p.table.Count() > 0, !p.upkeep.Busy()
	return []*fyne.MenuItem{
		fyne.NewMenuItemSeparator(),
		menuItem("register.selectAll", some, p.table.MarkAll),
		menuItem("register.testShown", some && free, p.onTestShown),
		fyne.NewMenuItemSeparator(),
		menuItem("register.export", free, p.actions.export),
		menuItem("register.import", free, p.actions.load),
	}
}
