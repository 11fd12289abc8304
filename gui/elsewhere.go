package gui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
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
	rows := column()
	if w.elsewhere == nil {
		return rows
	}
	entry := w.attempt.Entry()
	chosen := entry.Place.Practice && canManage(entry)
	rows.Add(widget.NewSeparator())
	rows.Add(widget.NewLabelWithStyle(tr("elsewhere.title"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
	rows.Add(paragraphs("elsewhere.text"))
	about := wrapped(fyne.TextStyle{})
	about.SetText(tr("elsewhere.none"))
	if chosen {
		about.SetText(tr("elsewhere.selected", "Name", entryName(entry)))
	}
	for _, e := range elsewhereKeys {
		label := wrapped(fyne.TextStyle{})
		label.SetText(tr(e.key))
		do := widgets.NewButton(tr("elsewhere.do"), nil, func() { w.letOthers(e.what, entry) })
		enableIf(do, chosen || e.what == practice.ElsewhereAdd)
		w.stage.name("scenarios."+string(e.what), do)
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
	w.stage.runner.Go(func() func() {
		err := w.elsewhere.Elsewhere(context.Background(), what, place.OrgID, place.Sandbox, string(entry.ConnectionID))
		return func() {
			if err != nil {
				w.stage.toast.Say(say(model.Explain(err).Title))
				return
			}
			w.stage.toast.Say(tr("elsewhere.done"))
		}
	})
}
