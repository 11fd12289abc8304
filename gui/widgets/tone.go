package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Tone is how loud a Bar or a Badge is: it tells at a glance what is at stake.
type Tone int

// Tones of a bar and of a badge.
const (
	// ToneQuiet is for what has no color of its own.
	ToneQuiet Tone = iota
	// ToneDevelopment is a quiet blue.
	ToneDevelopment
	// ToneProduction is a loud red.
	ToneProduction
	// TonePractice is a violet that nothing else has.
	TonePractice
)

// Colors of a tone.
const (
	// ColorNameBar is the ground of a bar.
	ColorNameBar fyne.ThemeColorName = "mooring.bar"
	// ColorNameBadge is the ground of a badge.
	ColorNameBadge fyne.ThemeColorName = "mooring.badge"
	// ColorNameOnBadge is the text and the border of a badge.
	ColorNameOnBadge fyne.ThemeColorName = "mooring.onBadge"
)

// tonePalettes are the colors that differ from those of the theme, on a bar.
var tonePalettes = map[Tone]struct{ light, dark palette }{
	ToneQuiet: {
		light: palette{
			ColorNameBar: rgb(0xF7F9FA), ColorNameBadge: rgb(0xE1E9EE), ColorNameOnBadge: rgb(0x17242F),
		},
		dark: palette{
			ColorNameBar: rgb(0x18222A), ColorNameBadge: rgb(0x283742), ColorNameOnBadge: rgb(0xE6EDF2),
		},
	},
	ToneDevelopment: {
		light: palette{
			ColorNameBar: rgb(0xD5EAF3), ColorNameBadge: rgb(0xFFFFFF), ColorNameOnBadge: rgb(0x0B5A73),
			theme.ColorNameButton: rgb(0xF1F8FB), ColorNameMuted: rgb(0x40525F), theme.ColorNameInputBorder: rgb(0x6A7D8A),
		},
		dark: palette{
			ColorNameBar: rgb(0x163240), ColorNameBadge: rgb(0x0C1E27), ColorNameOnBadge: rgb(0x9AD7EC),
			theme.ColorNameButton: rgb(0x24475A), theme.ColorNameDisabled: rgb(0x93A7B3), ColorNameMuted: rgb(0xB4C6D2), theme.ColorNameInputBorder: rgb(0x74909F),
		},
	},
	ToneProduction: {light: productionPalette, dark: productionPalette},
	TonePractice: {
		light: palette{
			ColorNameBar: rgb(0xE5DBF9), ColorNameBadge: rgb(0x59399F), ColorNameOnBadge: rgb(0xFFFFFF),
			theme.ColorNameButton: rgb(0xF6F2FD), ColorNameMuted: rgb(0x4A4A63), theme.ColorNameInputBorder: rgb(0x76759A),
			theme.ColorNamePrimary: rgb(0x59399F), ColorNameAccentText: rgb(0x4F3192),
		},
		dark: palette{
			ColorNameBar: rgb(0x30264D), ColorNameBadge: rgb(0xC6B5F3), ColorNameOnBadge: rgb(0x21163F),
			theme.ColorNameButton: rgb(0x473A6B), theme.ColorNameDisabled: rgb(0xA79FC9), ColorNameMuted: rgb(0xC3BEDA), theme.ColorNameInputBorder: rgb(0x8C80B4),
			theme.ColorNamePrimary: rgb(0xC6B5F3), theme.ColorNameForegroundOnPrimary: rgb(0x21163F), ColorNameAccentText: rgb(0xC6B5F3),
		},
	},
}

// productionPalette is light on red, whatever the variant. Menus that open from
// such a bar have its colors, too.
var productionPalette = palette{
	ColorNameBar:                       rgb(0x9B1C13),
	ColorNameBadge:                     rgb(0xFFFFFF),
	ColorNameOnBadge:                   rgb(0x9B1C13),
	theme.ColorNameForeground:          rgb(0xFFFFFF),
	ColorNameMuted:                     rgb(0xFFE1DE),
	theme.ColorNamePlaceHolder:         rgb(0xF0BDB8),
	theme.ColorNameDisabled:            rgb(0xDB9A94),
	theme.ColorNamePrimary:             rgb(0xFFFFFF),
	theme.ColorNameForegroundOnPrimary: rgb(0x9B1C13),
	theme.ColorNameHyperlink:           rgb(0xFFFFFF),
	ColorNameAccentText:                rgb(0xFFFFFF),
	ColorNameSuccessText:               rgb(0xFFFFFF),
	ColorNameDangerText:                rgb(0xFFE1DE),
	ColorNameWarningText:               rgb(0xFFE4A8),
	theme.ColorNameSuccess:             rgb(0xFFFFFF),
	theme.ColorNameError:               rgb(0xFFC9C4),
	theme.ColorNameWarning:             rgb(0xFFD98A),
	theme.ColorNameButton:              rgb(0x7A130C),
	theme.ColorNameDisabledButton:      rgb(0x8A1A12),
	theme.ColorNameInputBackground:     rgb(0x7A130C),
	theme.ColorNameInputBorder:         rgb(0xE59B95),
	theme.ColorNameMenuBackground:      rgb(0x7A130C),
	theme.ColorNameOverlayBackground:   rgb(0x7A130C),
	theme.ColorNameSeparator:           rgb(0xB5463E),
	theme.ColorNameHover:               rgba(0xFFFFFF, 0x1A),
	theme.ColorNamePressed:             rgba(0xFFFFFF, 0x26),
	theme.ColorNameFocus:               rgba(0xFFFFFF, 0x2A),
	theme.ColorNameSelection:           rgba(0xFFFFFF, 0x40),
	theme.ColorNameScrollBar:           rgba(0xFFFFFF, 0x90),
	theme.ColorNameScrollBarBackground: rgba(0xFFFFFF, 0x20),
}

func (t Tone) palette(v fyne.ThemeVariant) palette {
	p := tonePalettes[t]
	if v == theme.VariantLight {
		return p.light
	}
	return p.dark
}

// tonedTheme is the theme of the app with the colors of a tone.
type tonedTheme struct {
	fyne.Theme
	tone  Tone
	icons map[fyne.ThemeIconName]fyne.Resource
}

// toned returns the theme that the app has now, in a tone.
func toned(tone Tone) fyne.Theme {
	return tonedTheme{fyne.CurrentApp().Settings().Theme(), tone, map[fyne.ThemeIconName]fyne.Resource{}}
}

// Color returns the color of that name.
func (t tonedTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if own, ok := t.Theme.(*Theme); ok && own.forced {
		v = own.variant
	}
	if c, ok := t.tone.palette(v)[name]; ok {
		return c
	}
	return t.Theme.Color(name, v)
}

// Icon returns the icon of that name, made anew: Fyne draws an icon again only
// where it is another one, and so would leave one in the colors from before.
func (t tonedTheme) Icon(name fyne.ThemeIconName) fyne.Resource {
	if _, ok := t.icons[name]; !ok {
		t.icons[name] = theme.NewThemedResource(t.Theme.Icon(name))
	}
	return t.icons[name]
}
