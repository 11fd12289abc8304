package widgets

import (
	"go/ast"
	"go/parser"
	"go/token"
	"image/color"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The kinds of colors by their use in the sources. A name that is in none of
// them is new: it belongs into one, and so under a test of its contrast.
var (
	inkNames = []string{ // texts, on any of grounds
		"ColorNameForeground", "ColorNameMuted", "ColorNameAccentText", "ColorNameDangerText", "ColorNameWarningText",
		"ColorNameSuccessText", "ColorNameHyperlink", "ColorNamePlaceHolder", "ColorNameDisabled",
	}
	pairedNames = []string{ // texts with a ground of their own, in TestThemeContrast
		"ColorNameForegroundOnPrimary", "ColorNameForegroundOnError", "ColorNameForegroundOnWarning", "ColorNameForegroundOnSuccess",
		"ColorNameOnInfoBanner", "ColorNameOnWarningBanner", "ColorNameOnDangerBanner", "ColorNameOnProductionBanner", "ColorNameOnToast",
		"ColorNameOnBadge", // in TestContrastOfTones
	}
	groundNames = []string{
		"ColorNameBackground", "ColorNameCard", "ColorNameOverlayBackground", "ColorNameHeaderBackground", "ColorNameMenuBackground",
		"ColorNameInputBackground", "ColorNameButton", "ColorNameDisabledButton", "ColorNameSelectedRow", "ColorNameSelectedRowIdle",
		"ColorNameInfoBanner", "ColorNameWarningBanner", "ColorNameDangerBanner", "ColorNameProductionBanner", "ColorNameToast",
		"ColorNameBar", "ColorNameBadge",
	}
	signNames = []string{ // icons, rings and borders that tell something
		"ColorNamePrimary", "ColorNameError", "ColorNameWarning", "ColorNameSuccess", "ColorNameInputBorder",
	}
	quietNames = []string{ // washes and decoration
		"ColorNameHover", "ColorNamePressed", "ColorNameFocus", "ColorNameSelection", "ColorNameSeparator", "ColorNameShadow",
		"ColorNameCardBorder", "ColorNameScrollBar", "ColorNameScrollBarBackground", "ColorNameInnerWindowBorder",
		"ColorNameInnerWindowBorderInactive",
	}
)

func TestEveryColorInUseIsKnownToTheTests(t *testing.T) {
	known := slices.Concat(inkNames, pairedNames, groundNames, signNames, quietNames)
	used := map[string]bool{}
	for _, pattern := range []string{"*.go", filepath.Join("..", "*.go")} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && strings.HasPrefix(id.Name, "ColorName") && id.Name != "ColorName" {
					used[id.Name] = true
				}
				return true
			})
		}
	}
	if len(used) < 30 {
		t.Fatalf("only %d names were found", len(used))
	}
	for name := range used {
		if !slices.Contains(known, name) {
			t.Errorf("%s is in no list", name)
		}
	}
}

// Rows, links and buttons are read while the pointer, a press or a selection
// lies over them, on whatever they stand.
func TestContrastUnderWashes(t *testing.T) {
	type layer struct {
		under fyne.ThemeColorName
		washs []fyne.ThemeColorName
		inks  []fyne.ThemeColorName
		least float64
	}
	captions := []fyne.ThemeColorName{
		theme.ColorNameForeground, ColorNameMuted, ColorNameAccentText, ColorNameDangerText, ColorNameWarningText, ColorNameSuccessText,
	}
	plain := []fyne.ThemeColorName{theme.ColorNameForeground}
	signs := []fyne.ThemeColorName{
		theme.ColorNamePrimary, theme.ColorNameError, theme.ColorNameWarning, theme.ColorNameSuccess, theme.ColorNameInputBorder,
	}
	none, hover := []fyne.ThemeColorName{""}, []fyne.ThemeColorName{theme.ColorNameHover}
	pressed := []fyne.ThemeColorName{theme.ColorNameHover, theme.ColorNamePressed, theme.ColorNameFocus}
	layers := []layer{
		{ColorNameCard, hover, captions, 4.5},                    // rows of the register
		{theme.ColorNameOverlayBackground, hover, captions, 4.5}, // rows to choose from
		{ColorNameCard, pressed, plain, 4.5},                     // the head of a fold, a plain button
		{theme.ColorNameOverlayBackground, pressed, plain, 4.5},
		{theme.ColorNameHeaderBackground, hover, []fyne.ThemeColorName{theme.ColorNameForeground, ColorNameMuted}, 4.5},
		{theme.ColorNameMenuBackground, pressed, plain, 4.5},
		{theme.ColorNameInputBackground, hover, plain, 4.5},
		{theme.ColorNameInputBackground, none, []fyne.ThemeColorName{theme.ColorNamePlaceHolder}, 4.5},
		{theme.ColorNameInputBackground, hover, []fyne.ThemeColorName{theme.ColorNamePlaceHolder}, 4},
		{theme.ColorNameError, hover, []fyne.ThemeColorName{theme.ColorNameForegroundOnError}, 4.5},
		{theme.ColorNameWarning, hover, []fyne.ThemeColorName{theme.ColorNameForegroundOnWarning}, 4.5},
		{theme.ColorNameSuccess, hover, []fyne.ThemeColorName{theme.ColorNameForegroundOnSuccess}, 4.5},
		// Text that is marked to be copied.
		{ColorNameCard, []fyne.ThemeColorName{theme.ColorNameSelection}, plain, 4.5},
		{theme.ColorNameOverlayBackground, []fyne.ThemeColorName{theme.ColorNameSelection}, plain, 4.5},
		{theme.ColorNameInputBackground, none, captions, 4.5}, // values and licences
		// Signs: findings on a sheet, steps on a card, the ring around a field.
		{ColorNameCard, none, signs, 3},
		{theme.ColorNameOverlayBackground, none, signs, 3},
		{theme.ColorNameBackground, none, signs, 3}, // the search stands on the bare window
		{ColorNameSelectedRow, none, signs[:1], 3},  // the bar of the current row
		{ColorNameSelectedRowIdle, none, signs[:1], 3},
		{theme.ColorNameSeparator, none, signs[:1], 3},                       // how far a strip is
		{ColorNameToast, none, []fyne.ThemeColorName{ColorNameOnToast}, 4.5}, // the frame of its button
		{theme.ColorNameInputBackground, none, signs[:4], 3},                 // a border is told from what is around it
	}
	for name, p := range map[string]map[fyne.ThemeColorName]color.NRGBA{"light": paletteFor(theme.VariantLight), "dark": paletteFor(theme.VariantDark)} {
		for _, l := range layers {
			for _, wash := range l.washs {
				under := p[l.under]
				if wash != "" {
					under = over(p[wash], under)
				}
				for _, ink := range l.inks {
					if got := contrast(p[ink], under); got < l.least {
						t.Errorf("%s: %s on %s under %q: contrast %.2f, want at least %.1f", name, ink, l.under, wash, got, l.least)
					}
				}
			}
		}
	}
}

// Whatever lies on a bar can be read there, in each tone.
func TestContrastOfTones(t *testing.T) {
	texts := []fyne.ThemeColorName{
		theme.ColorNameForeground, ColorNameMuted, ColorNameAccentText, ColorNameSuccessText, ColorNameWarningText, ColorNameDangerText,
	}
	for _, v := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		for tone := range tonePalettes {
			color := func(name fyne.ThemeColorName) color.NRGBA { return tone.pick(name, v) }
			check := func(text, under fyne.ThemeColorName, wash fyne.ThemeColorName, least float64) {
				ground := color(under)
				if wash != "" {
					ground = over(color(wash), ground)
				}
				if got := contrast(color(text), ground); got < least {
					t.Errorf("tone %d, variant %d: %s on %s under %q: contrast %.2f, want at least %.1f", tone, v, text, under, wash, got, least)
				}
			}
			for _, text := range texts {
				check(text, ColorNameBar, "", 4.5)
			}
			for _, ground := range []fyne.ThemeColorName{theme.ColorNameButton, theme.ColorNameInputBackground} {
				for _, wash := range []fyne.ThemeColorName{"", theme.ColorNameHover, theme.ColorNameFocus} {
					check(theme.ColorNameForeground, ground, wash, 4.5)
				}
				check(theme.ColorNameDisabled, ground, "", 3)
			}
			check(theme.ColorNamePlaceHolder, theme.ColorNameInputBackground, "", 4.5)
			check(ColorNameOnBadge, ColorNameBadge, "", 4.5)
			check(theme.ColorNameInputBorder, ColorNameBar, "", 3)
			check(theme.ColorNamePrimary, ColorNameBar, "", 3)
			check(theme.ColorNameError, ColorNameBar, "", 3)
		}
	}
}
