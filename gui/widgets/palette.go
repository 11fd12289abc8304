package widgets

import (
	"encoding/binary"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

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

// palette maps the names of colors to a light and a dark one each.
type palette map[fyne.ThemeColorName]shades

// shades are a color in both variants of a theme.
type shades struct{ light, dark color.NRGBA }

// in returns the color of a variant; anything but light is dark, as in Fyne.
func (s shades) in(v fyne.ThemeVariant) color.NRGBA {
	if v == theme.VariantLight {
		return s.light
	}
	return s.dark
}

func rgb(hex uint32) color.NRGBA {
	return rgba(hex, 0xff)
}

func rgba(hex uint32, alpha uint8) color.NRGBA {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], hex)
	return color.NRGBA{R: b[1], G: b[2], B: b[3], A: alpha}
}

// colors are those of the theme.
var colors = palette{
	theme.ColorNameBackground:          {rgb(0xEDF1F4), rgb(0x10171D)},
	theme.ColorNameForeground:          {rgb(0x17242F), rgb(0xE6EDF2)},
	theme.ColorNamePrimary:             {rgb(0x0B6883), rgb(0x56B4CF)},
	theme.ColorNameForegroundOnPrimary: {rgb(0xFFFFFF), rgb(0x05212B)},
	theme.ColorNameHyperlink:           {rgb(0x0B6883), rgb(0x6CC3DC)},
	theme.ColorNameButton:              {rgb(0xE1E9EE), rgb(0x283742)},
	theme.ColorNameDisabledButton:      {rgb(0xE9EEF1), rgb(0x202C35)},
	theme.ColorNameDisabled:            {rgb(0x74828D), rgb(0x75868F)},
	theme.ColorNameError:               {rgb(0xB3261E), rgb(0xFF8A80)},
	theme.ColorNameForegroundOnError:   {rgb(0xFFFFFF), rgb(0x3A0703)},
	theme.ColorNameWarning:             {rgb(0x875200), rgb(0xF0B64A)},
	theme.ColorNameForegroundOnWarning: {rgb(0xFFFFFF), rgb(0x2B1C00)},
	theme.ColorNameSuccess:             {rgb(0x17693A), rgb(0x6CCB8F)},
	theme.ColorNameForegroundOnSuccess: {rgb(0xFFFFFF), rgb(0x06240F)},
	theme.ColorNameFocus:               {rgba(0x0B6883, 0x38), rgba(0x56B4CF, 0x40)},
	theme.ColorNameHover:               {rgba(0x0B3346, 0x12), rgba(0xD5ECF5, 0x14)},
	theme.ColorNamePressed:             {rgba(0x0B3346, 0x22), rgba(0xD5ECF5, 0x30)},
	theme.ColorNameSelection:           {rgba(0x2A93B4, 0x4A), rgba(0x56B4CF, 0x50)},
	theme.ColorNameHeaderBackground:    {rgb(0xF3F6F8), rgb(0x1C2730)},
	theme.ColorNameInputBackground:     {rgb(0xF8FAFB), rgb(0x111A21)},
	theme.ColorNameInputBorder:         {rgb(0x7C8B97), rgb(0x5F7280)},
	theme.ColorNamePlaceHolder:         {rgb(0x62727E), rgb(0x7C8C98)},
	theme.ColorNameMenuBackground:      {rgb(0xFFFFFF), rgb(0x22303A)},
	theme.ColorNameOverlayBackground:   {rgb(0xFFFFFF), rgb(0x1B262F)},
	theme.ColorNameScrollBar:           {rgba(0x17242F, 0x80), rgba(0xE6EDF2, 0x80)},
	theme.ColorNameScrollBarBackground: {rgba(0x17242F, 0x18), rgba(0xE6EDF2, 0x18)},
	theme.ColorNameSeparator:           {rgb(0xDCE4E9), rgb(0x293742)},
	theme.ColorNameShadow:              {rgba(0x0B1A24, 0x3A), rgba(0x000000, 0x80)},

	ColorNameCard:               {rgb(0xFFFFFF), rgb(0x18222A)},
	ColorNameCardBorder:         {rgb(0xD8E1E7), rgb(0x26343E)},
	ColorNameMuted:              {rgb(0x4F5F6C), rgb(0xA3B3BF)},
	ColorNameAccentText:         {rgb(0x0B6883), rgb(0x6CC3DC)},
	ColorNameDangerText:         {rgb(0xA8231B), rgb(0xFF9E95)},
	ColorNameWarningText:        {rgb(0x7A4A00), rgb(0xF4C468)},
	ColorNameSuccessText:        {rgb(0x155F35), rgb(0x7BD69C)},
	ColorNameInfoBanner:         {rgb(0xD9EBF3), rgb(0x163441)},
	ColorNameOnInfoBanner:       {rgb(0x0D3A4C), rgb(0xCFE8F3)},
	ColorNameWarningBanner:      {rgb(0xFFE5AD), rgb(0x4A360A)},
	ColorNameOnWarningBanner:    {rgb(0x4A3000), rgb(0xFFE4A8)},
	ColorNameDangerBanner:       {rgb(0xFADBD8), rgb(0x4E1C19)},
	ColorNameOnDangerBanner:     {rgb(0x6B130D), rgb(0xFFDAD6)},
	ColorNameProductionBanner:   {rgb(0x9B1C13), rgb(0xA8231B)},
	ColorNameOnProductionBanner: {rgb(0xFFFFFF), rgb(0xFFFFFF)},
	ColorNameSelectedRow:        {rgb(0xCDE5EE), rgb(0x1C4252)},
	ColorNameSelectedRowIdle:    {rgb(0xE2E9EE), rgb(0x27353F)},
	ColorNameToast:              {rgb(0x1D2C38), rgb(0xE6EDF2)},
	ColorNameOnToast:            {rgb(0xF4F8FA), rgb(0x17242F)},
}
