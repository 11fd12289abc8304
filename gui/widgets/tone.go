package widgets

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Tone is how loud a Bar or a Badge is: it shows at a glance what is at stake.
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

// tonePalettes are the colors that differ from those of the theme, on a bar. One that
// differs in one variant only lacks the other.
var tonePalettes = map[Tone]palette{
	ToneQuiet: {
		ColorNameBar:     {rgb(0xF7F9FA), rgb(0x18222A)},
		ColorNameBadge:   {rgb(0xE1E9EE), rgb(0x283742)},
		ColorNameOnBadge: {rgb(0x17242F), rgb(0xE6EDF2)},
	},
	ToneDevelopment: {
		ColorNameBar:               {rgb(0xD5EAF3), rgb(0x163240)},
		ColorNameBadge:             {rgb(0xFFFFFF), rgb(0x0C1E27)},
		ColorNameOnBadge:           {rgb(0x0B5A73), rgb(0x9AD7EC)},
		theme.ColorNameButton:      {rgb(0xF1F8FB), rgb(0x24475A)},
		ColorNameMuted:             {rgb(0x40525F), rgb(0xB4C6D2)},
		theme.ColorNameInputBorder: {rgb(0x6A7D8A), rgb(0x74909F)},
		theme.ColorNameDisabled:    {dark: rgb(0x93A7B3)},
	},
	ToneProduction: productionPalette,
	TonePractice: {
		ColorNameBar:               {rgb(0xE5DBF9), rgb(0x30264D)},
		ColorNameBadge:             {rgb(0x59399F), rgb(0xC6B5F3)},
		ColorNameOnBadge:           {rgb(0xFFFFFF), rgb(0x21163F)},
		theme.ColorNameButton:      {rgb(0xF6F2FD), rgb(0x473A6B)},
		ColorNameMuted:             {rgb(0x4A4A63), rgb(0xC3BEDA)},
		theme.ColorNameInputBorder: {rgb(0x76759A), rgb(0x8C80B4)},
		theme.ColorNamePrimary:     {rgb(0x59399F), rgb(0xC6B5F3)},
		ColorNameAccentText:        {rgb(0x4F3192), rgb(0xC6B5F3)},
		theme.ColorNameDisabled:    {dark: rgb(0xA79FC9)},
	},
}

// productionPalette is light on red, whatever the variant.
var productionPalette = palette{
	ColorNameBar:                   both(rgb(0x9B1C13)),
	ColorNameBadge:                 both(rgb(0xFFFFFF)),
	ColorNameOnBadge:               both(rgb(0x9B1C13)),
	theme.ColorNameForeground:      both(rgb(0xFFFFFF)),
	ColorNameMuted:                 both(rgb(0xFFE1DE)),
	theme.ColorNamePlaceHolder:     both(rgb(0xF0BDB8)),
	theme.ColorNameDisabled:        both(rgb(0xDB9A94)),
	theme.ColorNamePrimary:         both(rgb(0xFFFFFF)),
	ColorNameAccentText:            both(rgb(0xFFFFFF)),
	ColorNameSuccessText:           both(rgb(0xFFFFFF)),
	ColorNameDangerText:            both(rgb(0xFFE1DE)),
	ColorNameWarningText:           both(rgb(0xFFE4A8)),
	theme.ColorNameButton:          both(rgb(0x7A130C)),
	theme.ColorNameDisabledButton:  both(rgb(0x8A1A12)),
	theme.ColorNameInputBackground: both(rgb(0x7A130C)),
	theme.ColorNameInputBorder:     both(rgb(0xE59B95)),
	theme.ColorNameError:           both(rgb(0xFFC9C4)),
	theme.ColorNameSeparator:       both(rgb(0xB5463E)),
	theme.ColorNameHover:           both(rgba(0xFFFFFF, 0x1A)),
	theme.ColorNamePressed:         both(rgba(0xFFFFFF, 0x26)),
	theme.ColorNameFocus:           both(rgba(0xFFFFFF, 0x2A)),
}

func both(c color.NRGBA) shades { return shades{c, c} }

// toneColor is a color of the theme as it is in a tone.
type toneColor struct {
	tone Tone
	name fyne.ThemeColorName
}

// toneNames are the names under which the theme has such colors, and toneColors are the
// colors of these names.
var toneNames, toneColors = namedToneColors()

func namedToneColors() (map[toneColor]fyne.ThemeColorName, map[fyne.ThemeColorName]toneColor) {
	names, tinted := map[toneColor]fyne.ThemeColorName{}, map[fyne.ThemeColorName]toneColor{}
	for tone, p := range tonePalettes {
		for name := range p {
			full := fyne.ThemeColorName("mooring.tone." + strconv.Itoa(int(tone)) + "." + string(name))
			names[toneColor{tone, name}], tinted[full] = full, toneColor{tone, name}
		}
	}
	return names, tinted
}

// pick is what a color of the theme is in this tone.
func (t Tone) pick(name fyne.ThemeColorName, v fyne.ThemeVariant) color.NRGBA {
	if c := tonePalettes[t][name].in(v); c.A > 0 {
		return c
	}
	return colors[name].in(v)
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
