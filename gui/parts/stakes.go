package parts

import (
	"fyne.io/fyne/v2"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// stakes says loudly that a production sandbox is touched, or that it cannot be
// told; nil for a sandbox in which little is at stake.
func stakes(kind model.SandboxKind, sandbox string) *widgets.Banner {
	switch kind {
	case model.SandboxProduction:
		return widgets.NewBanner(widgets.BannerProduction, Tr("stakes.production", "Sandbox", sandbox))
	case model.SandboxUnsure:
		return widgets.NewBanner(widgets.BannerWarning, Tr("stakes.unsure", "Sandbox", sandbox))
	}
	return nil
}

// AddStakes puts the banner of a sandbox on top of the rows of a sheet.
func AddStakes(rows *fyne.Container, kind model.SandboxKind, sandbox string) {
	if banner := stakes(kind, sandbox); banner != nil {
		rows.Add(banner)
	}
}
