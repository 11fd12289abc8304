package parts

import (
	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// AddStakes puts a banner on top of the rows of a sheet that says loudly that a production
// sandbox is touched, or that this cannot be told. It adds nothing where little is at stake.
func AddStakes(rows *fyne.Container, kind model.SandboxKind, place history.Place) {
	switch kind {
	case model.SandboxProduction:
		rows.Add(widgets.NewBanner(widgets.BannerProduction, Tr("stakes.production", "Sandbox", place.Sandbox)))
	case model.SandboxUnsure:
		rows.Add(widgets.NewBanner(widgets.BannerWarning, Tr("stakes.unsure", "Sandbox", place.Sandbox, "OrgID", place.OrgID)))
	}
}
