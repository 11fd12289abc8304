package ingest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client/history"
	"mooring/gui/model/ingest"
	"mooring/gui/parts"
)

// Delete opens the sheet that deletes a dataflow, with what belongs to it alone.
func (a *Actions) Delete(entry history.Entry, flow history.Dataflow) {
	deleting := a.ingests.Delete(a.needs.TargetFor(entry), entry, flow)
	rows := container.NewVBox()
	parts.AddStakes(rows, a.needs.Kind(entry.Place), entry.Place)
	rows.Add(parts.Paragraphs("bring.deleteGoes", "bring.deleteStays"))
	trouble := parts.NewNamedTrouble("ingestDelete.", a.stage)
	rows.Add(trouble.View)
	sheet := a.stage.Sheet("ingestDelete", parts.Tr("bring.deleteTitle"), rows, parts.Tr("delete.submit"), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("bring.deleteIntro", "Flow", flowName(flow), "Sandbox", entry.Place.Sandbox, "Org", a.needs.Org(entry)))
	sheet.SetDanger(true)
	sheet.Resize(fyne.NewSize(640, 0))
	sheet.OnSubmit = deleting.Confirm
	_, sheet.First = sheet.Buttons()
	paint := func() {
		phase := deleting.Phase()
		sheet.SetBusy(phase == ingest.PhaseSending)
		sheet.SetSubmitEnabled(phase == ingest.PhaseOpen)
		trouble.Set(deleting.Problem(), phase == ingest.PhaseUnknown)
		sheet.Fit()
	}
	ended := func(phase ingest.Phase) {
		if phase != ingest.PhaseDone {
			return
		}
		sheet.Hide()
		a.stage.Toast.Say(parts.Tr("bring.deleted", "Flow", flowName(flow)))
		a.needs.ShowFlows(entry, "")
	}
	stops := []func(){deleting.Changed.Listen(paint), deleting.Ended.Listen(ended)}
	sheet.WhenHidden(func() {
		for _, stop := range stops {
			stop()
		}
		deleting.Stop()
	})
	paint()
	sheet.Show()
}
