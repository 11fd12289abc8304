package gui

import (
	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// stakes says loudly that a production sandbox is touched, or that it cannot be
// told; nil for a sandbox in which little is at stake.
func stakes(kind model.SandboxKind, sandbox string) *widgets.Banner {
	switch kind {
	case model.SandboxProduction:
		return widgets.NewBanner(widgets.BannerProduction, tr("stakes.production", "Sandbox", sandbox))
	case model.SandboxUnsure:
		return widgets.NewBanner(widgets.BannerWarning, tr("stakes.unsure", "Sandbox", sandbox))
	}
	return nil
}

// addStakes puts the banner of a sandbox on top of the rows of a sheet.
func addStakes(rows *fyne.Container, kind model.SandboxKind, sandbox string) {
	if banner := stakes(kind, sandbox); banner != nil {
		rows.Add(banner)
	}
}

// orgName is the organization of an entry, with the name under which its account
// is saved where that is known.
func (w *mainWindow) orgName(entry history.Entry) string {
	switch label := w.accounts.LabelOf(entry); {
	case entry.Place.Practice:
		return tr("account.practice")
	case label != "":
		return tr("details.orgOf", "Label", label, "OrgID", entry.Place.OrgID)
	}
	return entry.Place.OrgID
}

// entryName is what an entry is called in a sentence.
func entryName(entry history.Entry) string {
	if entry.Name == "" {
		return string(entry.ConnectionID)
	}
	return entry.Name
}
