package account

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model/account"
	"mooring/gui/widgets"
)

// tone is what the color of the bar tells: what is at stake. It is the theme of
// what stands on the bar, too: the window's own, but for the colors.
type tone int

const (
	toneUnknown tone = iota
	toneDevelopment
	toneProduction
	tonePractice
)

var _ fyne.Theme = toneUnknown

// toneOf goes by the type of the sandbox that Adobe reports, not by its name.
func toneOf(accounts *account.Accounts) tone {
	sandbox, known := accounts.Sandbox()
	switch {
	case accounts.Practice():
		return tonePractice
	case !known:
		return toneUnknown
	case sandbox.Production():
		return toneProduction
	}
	return toneDevelopment
}

func base() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func baseColor(name fyne.ThemeColorName) color.Color {
	return base().Color(name, fyne.CurrentApp().Settings().ThemeVariant())
}

// dark reports whether the window is dark, whoever has decided so.
func dark() bool {
	r, g, b, _ := baseColor(theme.ColorNameBackground).RGBA()
	return r+g+b < 3*0x8000
}

// looks are the colors of each tone: of its ground, and of what is written on it.
func (t tone) looks() (ground, text color.Color) {
	switch t {
	case toneDevelopment:
		return baseColor(widgets.ColorNameInfoBanner), baseColor(widgets.ColorNameOnInfoBanner)
	case toneProduction:
		return baseColor(widgets.ColorNameProductionBanner), baseColor(widgets.ColorNameOnProductionBanner)
	case tonePractice:
		if dark() {
			return color.NRGBA{0x35, 0x28, 0x55, 0xff}, color.NRGBA{0xe9, 0xdf, 0xff, 0xff}
		}
		return color.NRGBA{0xe2, 0xd9, 0xf8, 0xff}, color.NRGBA{0x37, 0x22, 0x6e, 0xff}
	}
	return baseColor(widgets.ColorNameCard), baseColor(theme.ColorNameForeground)
}

func (t tone) ground() color.Color {
	ground, _ := t.looks()
	return ground
}

// Color is the window's, but for what could not be read on the ground.
func (t tone) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	ground, text := t.looks()
	switch name {
	case theme.ColorNameForeground:
		return text
	case widgets.ColorNameMuted, theme.ColorNamePlaceHolder:
		if t != toneUnknown {
			return mixed(text, ground, 0.85)
		}
	}
	if t == toneProduction {
		switch name {
		case theme.ColorNameInputBackground, theme.ColorNameButton, theme.ColorNameDisabledButton:
			return mixed(ground, color.Black, 0.8)
		case theme.ColorNameInputBorder, theme.ColorNameDisabled, widgets.ColorNameCardBorder:
			return mixed(text, ground, 0.6)
		case theme.ColorNamePrimary:
			return text // the ring of the focus
		case widgets.ColorNameSuccessText, widgets.ColorNameWarningText, widgets.ColorNameDangerText:
			return text
		}
	}
	return base().Color(name, variant)
}

// Font is the window's.
func (t tone) Font(style fyne.TextStyle) fyne.Resource { return base().Font(style) }

// Icon is the window's.
func (t tone) Icon(name fyne.ThemeIconName) fyne.Resource { return base().Icon(name) }

// Size is the window's.
func (t tone) Size(name fyne.ThemeSizeName) float32 { return base().Size(name) }

// mixed is so much of one color over another.
func mixed(over, under color.Color, share float32) color.Color {
	r1, g1, b1, _ := over.RGBA()
	r2, g2, b2, _ := under.RGBA()
	mix := func(a, b uint32) uint8 { return uint8((float32(a)*share + float32(b)*(1-share)) / 257) }
	return color.NRGBA{mix(r1, r2), mix(g1, g2), mix(b1, b2), 0xff}
}
