package parts

import (
	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// AddStakes adds a banner to the rows of a sheet that says loudly that a production sandbox
// is affected, or that nobody knows whether one is. It adds none where little is at stake.
func AddStakes(rows *fyne.Container, kind model.SandboxKind, place history.Place) {
	switch {
	case kind == model.SandboxProduction && place.Practice:
		rows.Add(widgets.NewBanner(widgets.BannerProduction, Tr("stakes.practice", "Sandbox", place.Sandbox)))
	case kind == model.SandboxProduction:
		rows.Add(widgets.NewBanner(widgets.BannerProduction, Tr("stakes.production", "Sandbox", place.Sandbox)))
	case kind == model.SandboxUnsure:
		rows.Add(widgets.NewBanner(widgets.BannerWarning, Tr("stakes.unsure", "Sandbox", place.Sandbox, "OrgID", place.OrgID)))
	}
}
