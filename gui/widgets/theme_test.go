package widgets

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// over paints a translucent color over an opaque one.
func over(top, under color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 {
		alpha := float64(top.A) / 255
		return uint8(math.Round(float64(a)*alpha + float64(b)*(1-alpha)))
	}
	return color.NRGBA{R: mix(top.R, under.R), G: mix(top.G, under.G), B: mix(top.B, under.B), A: 255}
}

// paletteFor is the colors of the theme in a variant.
func paletteFor(v fyne.ThemeVariant) map[fyne.ThemeColorName]color.NRGBA {
	out := map[fyne.ThemeColorName]color.NRGBA{}
	for name, shades := range colors {
		out[name] = shades.in(v)
	}
	return out
}

func luminance(c color.NRGBA) float64 {
	channel := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B)
}

func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func TestThemeContrast(t *testing.T) {
	surfaces := []fyne.ThemeColorName{
		theme.ColorNameBackground, ColorNameCard, theme.ColorNameOverlayBackground,
		theme.ColorNameHeaderBackground, ColorNameSelectedRow, ColorNameSelectedRowIdle,
		theme.ColorNameMenuBackground,
	}
	texts := []fyne.ThemeColorName{
		theme.ColorNameForeground, ColorNameMuted, ColorNameAccentText, ColorNameDangerText,
		ColorNameWarningText, ColorNameSuccessText, theme.ColorNameHyperlink,
	}
	type pair struct {
		text, under fyne.ThemeColorName
		least       float64
	}
	var pairs []pair
	for _, s := range surfaces {
		for _, x := range texts {
			pairs = append(pairs, pair{x, s, 4.5})
		}
	}
	for _, s := range []fyne.ThemeColorName{
		theme.ColorNameInputBackground, theme.ColorNameButton, theme.ColorNameBackground, ColorNameCard, theme.ColorNameOverlayBackground,
	} {
		pairs = append(pairs,
			pair{theme.ColorNameForeground, s, 4.5},
			pair{theme.ColorNameDisabled, s, 3})
	}
	pairs = append(pairs,
		pair{theme.ColorNameDisabled, theme.ColorNameDisabledButton, 3},
		pair{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary, 4.5},
		pair{theme.ColorNameForegroundOnError, theme.ColorNameError, 4.5},
		pair{theme.ColorNameForegroundOnWarning, theme.ColorNameWarning, 4.5},
		pair{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess, 4.5},
		pair{ColorNameOnInfoBanner, ColorNameInfoBanner, 4.5},
		pair{ColorNameOnWarningBanner, ColorNameWarningBanner, 4.5},
		pair{ColorNameOnDangerBanner, ColorNameDangerBanner, 4.5},
		pair{ColorNameOnProductionBanner, ColorNameProductionBanner, 4.5},
		pair{ColorNameOnToast, ColorNameToast, 4.5},
		// Not text: borders of inputs, the ring of the focus, icons.
		pair{theme.ColorNameInputBorder, ColorNameCard, 3},
		pair{theme.ColorNameInputBorder, theme.ColorNameOverlayBackground, 3},
		pair{theme.ColorNamePrimary, ColorNameCard, 3},
		pair{theme.ColorNamePrimary, theme.ColorNameBackground, 3},
		pair{theme.ColorNamePrimary, theme.ColorNameButton, 3},
		pair{theme.ColorNameError, ColorNameCard, 3},
		pair{theme.ColorNameWarning, ColorNameCard, 3},
		pair{theme.ColorNameSuccess, ColorNameCard, 3},
	)
	for name, p := range map[string]map[fyne.ThemeColorName]color.NRGBA{"light": paletteFor(theme.VariantLight), "dark": paletteFor(theme.VariantDark)} {
		// Buttons and rows are also looked at while hovered, focused or pressed.
		washes := []fyne.ThemeColorName{"", theme.ColorNameHover, theme.ColorNameFocus}
		for _, c := range pairs {
			for _, wash := range washes {
				isButton := c.under == theme.ColorNameButton || c.under == theme.ColorNamePrimary
				if wash != "" && !isButton {
					continue
				}
				under := p[c.under]
				if wash != "" {
					under = over(p[wash], under)
				}
				least := c.least
				if wash != "" && c.text != theme.ColorNameForeground && c.text != theme.ColorNameForegroundOnPrimary {
					continue
				}
				if got := contrast(p[c.text], under); got < least {
					t.Errorf("%s: %s on %s %s: contrast %.2f, want at least %.1f", name, c.text, c.under, wash, got, least)
				}
			}
		}
		// What an empty field suggests cannot be taken for what was typed.
		if got := contrast(p[theme.ColorNameForeground], p[theme.ColorNamePlaceHolder]); got < 2.9 {
			t.Errorf("%s: a placeholder differs from a text by %.2f only", name, got)
		}
		selected := over(p[theme.ColorNameSelection], p[theme.ColorNameInputBackground])
		if got := contrast(p[theme.ColorNameForeground], selected); got < 4.5 {
			t.Errorf("%s: selected text: contrast %.2f", name, got)
		}
	}
}

func TestThemeVariants(t *testing.T) {
	follow := NewTheme()
	light := follow.Color(ColorNameCard, theme.VariantLight)
	dark := follow.Color(ColorNameCard, theme.VariantDark)
	if light == dark {
		t.Fatal("the theme does not follow the variant")
	}
	forced := follow.ForVariant(theme.VariantDark)
	if got := forced.Color(ColorNameCard, theme.VariantLight); got != dark {
		t.Errorf("forced dark gives %v, want %v", got, dark)
	}
	if forced.Size(theme.SizeNameText) <= 0 || forced.Font(fyne.TextStyle{}) == nil || forced.Icon(theme.IconNameInfo) == nil {
		t.Error("sizes, fonts or icons are missing")
	}
	if forced.Size(SizeNameMono) <= 0 {
		t.Error("own size is missing")
	}
}
