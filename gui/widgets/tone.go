package widgets

import (
	"image/color"
	"strconv"

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
var tonePalettes = map[Tone]variants{
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
			theme.ColorNamePrimary: rgb(0xC6B5F3), ColorNameAccentText: rgb(0xC6B5F3),
		},
	},
}

// productionPalette is light on red, whatever the variant.
var productionPalette = palette{
	ColorNameBar:                   rgb(0x9B1C13),
	ColorNameBadge:                 rgb(0xFFFFFF),
	ColorNameOnBadge:               rgb(0x9B1C13),
	theme.ColorNameForeground:      rgb(0xFFFFFF),
	ColorNameMuted:                 rgb(0xFFE1DE),
	theme.ColorNamePlaceHolder:     rgb(0xF0BDB8),
	theme.ColorNameDisabled:        rgb(0xDB9A94),
	theme.ColorNamePrimary:         rgb(0xFFFFFF),
	ColorNameAccentText:            rgb(0xFFFFFF),
	ColorNameSuccessText:           rgb(0xFFFFFF),
	ColorNameDangerText:            rgb(0xFFE1DE),
	ColorNameWarningText:           rgb(0xFFE4A8),
	theme.ColorNameButton:          rgb(0x7A130C),
	theme.ColorNameDisabledButton:  rgb(0x8A1A12),
	theme.ColorNameInputBackground: rgb(0x7A130C),
	theme.ColorNameInputBorder:     rgb(0xE59B95),
	theme.ColorNameError:           rgb(0xFFC9C4),
	theme.ColorNameSeparator:       rgb(0xB5463E),
	theme.ColorNameHover:           rgba(0xFFFFFF, 0x1A),
	theme.ColorNamePressed:         rgba(0xFFFFFF, 0x26),
	theme.ColorNameFocus:           rgba(0xFFFFFF, 0x2A),
}

// toneColor is a color of the theme as it is in a tone.
type toneColor struct {
	tone Tone
	name fyne.ThemeColorName
}

// toneNames are the names under which the theme has such colors, and toneColors are the
// colors of these names.
var toneNames, toneColors = namedToneColors()

func namedToneColors() (map[toneColor]fyne.ThemeColorName, map[fyne.ThemeColorName]toneColor) {
	names, colors := map[toneColor]fyne.ThemeColorName{}, map[fyne.ThemeColorName]toneColor{}
	for tone, p := range tonePalettes {
		for _, own := range []palette{p.light, p.dark} {
			for name := range own {
				full := fyne.ThemeColorName("mooring.tone." + strconv.Itoa(int(tone)) + "." + string(name))
				names[toneColor{tone, name}], colors[full] = full, toneColor{tone, name}
			}
		}
	}
	return names, colors
}

// pick is what a color of the theme is in this tone.
func (t Tone) pick(name fyne.ThemeColorName, v fyne.ThemeVariant) color.NRGBA {
	if c, ok := tonePalettes[t].in(v)[name]; ok {
		return c
	}
	return paletteFor(v)[name]
}

// color returns the name under which the theme has a color as it is in this tone.
// It is used wherever a name of a color is asked for, and follows the variant.
func (t Tone) color(name fyne.ThemeColorName) fyne.ThemeColorName {
	if own, ok := toneNames[toneColor{t, name}]; ok {
		return own
	}
	return name
}

// ground is the tone of the bar that a widget lies on. A theme of its own for the
// bar would do the same, but Fyne parses all fonts once more for each of these,
// at each change of it, and never lets go of them.
type ground struct{ tone Tone }

func (g *ground) setGround(tone Tone) (changed bool) {
	changed = g.tone != tone
	g.tone = tone
	return changed
}

func (g *ground) groundTone() Tone { return g.tone }

// grounded is a widget that has a ground.
type grounded interface {
	fyne.CanvasObject
	setGround(Tone) (changed bool)
	groundTone() Tone
}

// spreadTone gives a tone to whatever lies within an object.
func spreadTone(o fyne.CanvasObject, tone Tone) {
	switch o := o.(type) {
	case grounded:
		if o.setGround(tone) {
			o.Refresh()
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			spreadTone(child, tone)
		}
	}
}
