package widgets

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Sizes that Theme adds to Fyne's own.
const (
	// SizeNameMono is the size of ids and etags.
	SizeNameMono fyne.ThemeSizeName = "mooring.mono"
	// SizeNameMonoSmall is the size of ids and etags where they would not fit otherwise.
	SizeNameMonoSmall fyne.ThemeSizeName = "mooring.monoSmall"
	// SizeNameMonoTiny is the least size of ids and etags; longer ones are wrapped.
	SizeNameMonoTiny fyne.ThemeSizeName = "mooring.monoTiny"
)

// Theme is Mooring's look: calm marine accents on quiet surfaces, light and dark.
type Theme struct {
	fyne.Theme // has the fonts, the icons, and what Mooring leaves as it is

	forced  bool
	variant fyne.ThemeVariant
	scale   float32 // of texts
}

var _ fyne.Theme = (*Theme)(nil)

// NewTheme returns the theme that follows the light or dark variant of the system.
func NewTheme() *Theme { return &Theme{Theme: theme.DefaultTheme(), scale: 1} }

// ForVariant returns the same theme held to one variant, for a setting that overrides the system.
func (t *Theme) ForVariant(v fyne.ThemeVariant) *Theme {
	return &Theme{Theme: t.Theme, forced: true, variant: v, scale: t.scale}
}

// The least and the most that WithTextScale makes of a text.
const (
	minTextScale = 0.85
	MaxTextScale = 1.5
)

// WithTextScale returns the same theme with texts of another size, and the
// icons that stand in line with them. 1 is the size that Mooring was drawn for.
func (t *Theme) WithTextScale(f float32) *Theme {
	if math.IsNaN(float64(f)) {
		f = 1
	}
	return &Theme{Theme: t.Theme, forced: t.forced, variant: t.variant, scale: min(max(f, minTextScale), MaxTextScale)}
}

// Color returns the color of that name.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if t.forced {
		v = t.variant
	}
	if c, ok := toneColors[name]; ok {
		return c.tone.pick(c.name, v)
	}
	if c, ok := colors[name]; ok {
		return c.in(v)
	}
	return t.Theme.Color(name, v)
}

// Size returns the size of that name.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	s, ok := ownSizes[n]
	if !ok {
		s = t.Theme.Size(n)
	}
	if scaledSizes[n] {
		s *= t.scale
	}
	return s
}

// scaledSizes is what grows with the text.
var scaledSizes = map[fyne.ThemeSizeName]bool{
	theme.SizeNameText:           true,
	theme.SizeNameCaptionText:    true,
	theme.SizeNameSubHeadingText: true,
	theme.SizeNameHeadingText:    true,
	theme.SizeNameInlineIcon:     true,
	theme.SizeNameLineSpacing:    true,
	SizeNameMono:                 true,
	SizeNameMonoSmall:            true,
	SizeNameMonoTiny:             true,
}

var ownSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNamePadding:         6,
	theme.SizeNameCaptionText:     12,
	theme.SizeNameSubHeadingText:  17,
	theme.SizeNameHeadingText:     22,
	theme.SizeNameInlineIcon:      18,
	theme.SizeNameInputRadius:     6,
	theme.SizeNameButtonRadius:    6,
	theme.SizeNameSelectionRadius: 4,
	theme.SizeNameCardRadius:      10,
	theme.SizeNameDialogRadius:    12,
	theme.SizeNamePopupRadius:     12,
	theme.SizeNameMenuRadius:      6,
	theme.SizeNameScrollBar:       11,
	theme.SizeNameScrollBarSmall:  4,
	theme.SizeNameScrollBarRadius: 5,
	SizeNameMono:                  13,
	SizeNameMonoSmall:             12,
	SizeNameMonoTiny:              11,
}

// themed is what a widget needs to find its colors and sizes.
type themed interface{ Theme() fyne.Theme }

// ink returns a color for a widget, as it is on its ground.
func ink(w themed, name fyne.ThemeColorName) color.Color {
	if l, ok := w.(grounded); ok {
		name = l.groundTone().color(name)
	}
	return w.Theme().Color(name, fyne.CurrentApp().Settings().ThemeVariant())
}

// measure returns a size for a widget.
func measure(w themed, name fyne.ThemeSizeName) float32 {
	return w.Theme().Size(name)
}
