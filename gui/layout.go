package gui

import (
	"time"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// compose puts the pages in their places: the bar and the form under it on top, the
// list of connections on the left, and the panel on the right, which never covers it.
func (w *mainWindow) compose() {
	s := w.stage
	w.read = widgets.NewLine("")
	refresh := widgets.NewButton(parts.Tr("bar.refresh"), theme.ViewRefreshIcon(), w.refresh)
	s.Name("bar.refresh", refresh)
	s.Name("bar.read", w.read)
	w.account.Bar.SetTrailing(w.read, refresh)
	list := container.NewPadded(container.NewStack(w.register.View, w.notes.View))
	panel := container.NewPadded(container.NewStack(w.create.View, w.connection.View))
	w.split = container.NewHSplit(list, panel)
	w.split.SetOffset(w.settings.Look().Panel)
	// Not container.NewBorder: Tab would go to the bar last.
	top := container.New(layout.NewCustomPaddedVBoxLayout(0), w.account.Bar.View, w.account.Form.View)
	w.body = container.New(layout.NewBorderLayout(top, nil, nil, nil), top, w.split)
	w.content = widgets.NewPage(w.body)
	w.root = container.NewStack(w.content, w.welcome.View, s.Toast)
	w.showPanel()
}

// layOut gives the list and the panel the room that the form above them leaves.
func (w *mainWindow) layOut() {
	if w.body != nil {
		w.body.Layout.Layout(w.body.Objects, w.body.Size())
	}
}

// show says whether an entry of the register is at hand, or a new connection.
func (w *mainWindow) show(recorded bool) {
	w.recorded = recorded
	w.showPanel()
}

// showPanel shows the page for the thing at hand: the connection that is selected, or
// the new one.
func (w *mainWindow) showPanel() {
	at := w.recorded || w.table.Marks.Count() > 1
	parts.ShowIf(w.connection.View, at)
	parts.ShowIf(w.create.View, !at)
}

// keepTime lets the words for how long ago something was stay true.
func (w *mainWindow) keepTime() {
	w.paintRead()
	w.stage.Runner.After(time.Minute, w.keepTime)
}

// paintRead says when the list was read from Platform last.
func (w *mainWindow) paintRead() {
	text := ""
	if last := w.tasks.Refreshes.Last(w.accounts.Target()); !last.IsZero() {
		text = parts.Tr("bar.readAt", "At", parts.Ago(last, time.Now()))
	}
	w.read.SetText(text)
}
