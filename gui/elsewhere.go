package gui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// What others can do on the practice Platform, and what the window says of it.
var elsewhereKeys = []struct {
	what practice.Elsewhere
	key  string
}{
	{practice.ElsewhereAdd, "elsewhere.add"},
	{practice.ElsewhereChange, "elsewhere.change"},
	{practice.ElsewhereUse, "elsewhere.use"},
	{practice.ElsewhereFree, "elsewhere.free"},
	{practice.ElsewhereBusy, "elsewhere.busy"},
	{practice.ElsewhereEnable, "elsewhere.enable"},
	{practice.ElsewhereDelete, "elsewhere.delete"},
}

// elsewhereRows is the part "What others do" of the practice sheet: conflicts,
// deletions and dataflows can be tried with nothing at risk.
func (w *mainWindow) elsewhereRows() *fyne.Container {
	rows := parts.Column()
	if w.elsewhere == nil {
		return rows
	}
	entry := w.attempt.Entry()
	chosen := entry.Place.Practice && parts.Held(entry)
	rows.Add(widget.NewSeparator())
	rows.Add(widget.NewLabelWithStyle(parts.Tr("elsewhere.title"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
	rows.Add(parts.Paragraphs("elsewhere.text"))
	about := parts.Wrapped(fyne.TextStyle{})
	about.SetText(parts.Tr("elsewhere.none"))
	if chosen {
		about.SetText(parts.Tr("elsewhere.selected", "Name", parts.EntryName(entry)))
	}
	for _, e := range elsewhereKeys {
		label := parts.Wrapped(fyne.TextStyle{})
		label.SetText(parts.Tr(e.key))
		do := widgets.NewButton(parts.Tr("elsewhere.do"), nil, func() { w.letOthers(e.what, entry) })
		parts.EnableIf(do, chosen || e.what == practice.ElsewhereAdd)
		w.stage.Name("scenarios."+string(e.what), do)
		rows.Add(container.NewBorder(nil, nil, nil, do, label))
		if e.what == practice.ElsewhereAdd {
			rows.Add(about)
		}
	}
	return rows
}

// letOthers does on the practice Platform what somebody else does there.
func (w *mainWindow) letOthers(what practice.Elsewhere, entry history.Entry) {
	place := entry.Place
	if !place.Practice {
		place = history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: practice.SandboxProduction}
		if w.accounts.Practice() {
			target := w.accounts.Target().Account
			place.OrgID, place.Sandbox = target.OrgID, target.Sandbox
		}
	}
	w.stage.Runner.Go(func() func() {
		err := w.elsewhere.Elsewhere(context.Background(), what, place.OrgID, place.Sandbox, string(entry.ConnectionID))
		return func() {
			if err != nil {
				w.stage.Toast.Say(parts.Say(model.Explain(err).Title))
				return
			}
			w.stage.Toast.Say(parts.Tr("elsewhere.done"))
		}
	})
}
