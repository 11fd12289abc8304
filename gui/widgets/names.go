package widgets

import "fyne.io/fyne/v2"

// Color names that Theme adds to Fyne's own.
const (
	// ColorNameCard is the surface of a card.
	ColorNameCard fyne.ThemeColorName = "mooring.card"
	// ColorNameCardBorder is the hairline around a card.
	ColorNameCardBorder fyne.ThemeColorName = "mooring.cardBorder"
	// ColorNameMuted is secondary text: subtitles, help, waiting steps.
	ColorNameMuted fyne.ThemeColorName = "mooring.muted"
	// ColorNameAccentText is accent-colored text on a card or the background.
	ColorNameAccentText fyne.ThemeColorName = "mooring.accentText"
	// ColorNameDangerText is text of an error on a card or the background.
	ColorNameDangerText fyne.ThemeColorName = "mooring.dangerText"
	// ColorNameWarningText is text of a warning on a card or the background.
	ColorNameWarningText fyne.ThemeColorName = "mooring.warningText"
	// ColorNameSuccessText is text of a success on a card or the background.
	ColorNameSuccessText fyne.ThemeColorName = "mooring.successText"
	// ColorNameInfoBanner is the background of an informing banner.
	ColorNameInfoBanner fyne.ThemeColorName = "mooring.infoBanner"
	// ColorNameOnInfoBanner is text on an informing banner.
	ColorNameOnInfoBanner fyne.ThemeColorName = "mooring.onInfoBanner"
	// ColorNameWarningBanner is the background of a warning banner.
	ColorNameWarningBanner fyne.ThemeColorName = "mooring.warningBanner"
	// ColorNameOnWarningBanner is text on a warning banner.
	ColorNameOnWarningBanner fyne.ThemeColorName = "mooring.onWarningBanner"
	// ColorNameDangerBanner is the background of a banner that tells of trouble.
	ColorNameDangerBanner fyne.ThemeColorName = "mooring.dangerBanner"
	// ColorNameOnDangerBanner is text on a banner that tells of trouble.
	ColorNameOnDangerBanner fyne.ThemeColorName = "mooring.onDangerBanner"
	// ColorNameProductionBanner is the background of the banner for production sandboxes.
	ColorNameProductionBanner fyne.ThemeColorName = "mooring.productionBanner"
	// ColorNameOnProductionBanner is text on the banner for production sandboxes.
	ColorNameOnProductionBanner fyne.ThemeColorName = "mooring.onProductionBanner"
	// ColorNameSelectedRow is the selected row of a grid that has the focus.
	ColorNameSelectedRow fyne.ThemeColorName = "mooring.selectedRow"
	// ColorNameSelectedRowIdle is the selected row of a grid without the focus.
	ColorNameSelectedRowIdle fyne.ThemeColorName = "mooring.selectedRowIdle"
	// ColorNameToast is the background of a toast.
	ColorNameToast fyne.ThemeColorName = "mooring.toast"
	// ColorNameOnToast is text on a toast.
	ColorNameOnToast fyne.ThemeColorName = "mooring.onToast"
)
