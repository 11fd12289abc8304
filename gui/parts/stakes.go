package parts

import (
	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// stakes says loudly that a production sandbox is touched, or that it cannot be
// told; nil for a sandbox in which little is at stake.
func stakes(kind model.SandboxKind, place history.Place) *widgets.Banner {
	switch kind {
	case model.SandboxProduction:
		return widgets.NewBanner(widgets.BannerProduction, Tr("stakes.production", "Sandbox", place.Sandbox))
	case model.SandboxUnsure:
		return widgets.NewBanner(widgets.BannerWarning, Tr("stakes.unsure", "Sandbox", place.Sandbox, "OrgID", place.OrgID))
	}
	return nil
}

// AddStakes puts the banner of a sandbox on top of the rows of a sheet.
func AddStakes(rows *fyne.Container, kind model.SandboxKind, place history.Place) {
	if banner := stakes(kind, place); banner != nil {
		rows.Add(banner)
	}
}
