package widgets

import (
	"image/color"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// What lies on a bar changes its colors with the bar, icons included, and with the theme.
func TestBarTones(t *testing.T) {
	line, button, list := NewLine("Signed in"), NewButton("Refresh", theme.ViewRefreshIcon(), nil), NewSelect([]string{"prod"}, nil)
	late := NewLine("Read just now")
	line.SetIcon(theme.ConfirmIcon(), ColorNameSuccessText)
	list.SetSelected("prod")
	row := container.NewHBox(line, list)
	bar := NewBar(ToneQuiet, row)
	open(t, bar, fyne.NewSize(600, 60))
	row.Add(button)
	row.Add(container.NewStack(late))
	bar.Refresh()
	for _, v := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark, theme.VariantLight} {
		test.ApplyTheme(t, NewTheme().ForVariant(v))
		for _, tone := range []Tone{ToneProduction, TonePractice, ToneDevelopment, ToneQuiet} {
			bar.SetTone(tone)
			want := func(what string, got color.Color, name fyne.ThemeColorName) {
				t.Helper()
				if c := tone.pick(name, v); !sameColor(got, c) {
					t.Errorf("tone %d, variant %d: %s is %v, not %v", tone, v, what, got, c)
				}
			}
			want("the ground", rendererOf[*barRenderer](t, bar).ground.FillColor, ColorNameBar)
			for _, l := range []*Line{line, late} {
				want(l.text, rendererOf[*lineRenderer](t, l).text.Color, theme.ColorNameForeground)
			}
			want("the tick", colorOfIcon(t, rendererOf[*lineRenderer](t, line).icon.Resource), ColorNameSuccessText)
			for what, surface := range map[fyne.Widget]fyne.ThemeColorName{button: theme.ColorNameButton, list: theme.ColorNameInputBackground} {
				for _, o := range test.WidgetRenderer(what).Objects() {
					switch o := o.(type) {
					case *canvas.Rectangle:
						if !sameColor(o.FillColor, color.Transparent) {
							want("a surface", o.FillColor, surface)
						}
					case *canvas.Image:
						want("a sign", colorOfIcon(t, o.Resource), theme.ColorNameForeground)
					case *widget.Icon:
						want("a sign", colorOfIcon(t, o.Resource), theme.ColorNameForeground)
					case *widget.RichText:
						for _, o := range test.WidgetRenderer(o).Objects() {
							if text, ok := o.(*canvas.Text); ok {
								want(text.Text, text.Color, theme.ColorNameForeground)
							}
						}
					}
				}
			}
		}
	}
}

func rendererOf[T any](t *testing.T, w fyne.Widget) T {
	t.Helper()
	r, ok := test.WidgetRenderer(w).(T)
	if !ok {
		t.Fatalf("%T has another renderer", w)
	}
	return r
}

func sameColor(a, b color.Color) bool {
	ar, ag, ab, aa := a.RGBA()
	br, bg, bb, ba := b.RGBA()
	return ar == br && ag == bg && ab == bb && aa == ba
}

func colorOfIcon(t *testing.T, icon fyne.Resource) color.Color {
	t.Helper()
	themed, ok := icon.(fyne.ThemedResource)
	if !ok {
		t.Fatalf("%v has no color of the theme", icon)
	}
	return theme.Color(themed.ThemeColorName())
}

// A theme of its own for a part of the window makes Fyne parse all fonts anew.
func TestBarHasNoThemeOfItsOwn(t *testing.T) {
	line := NewLine("Signed in")
	bar := NewBar(ToneProduction, line)
	open(t, bar, fyne.NewSize(300, 60))
	bar.SetTone(TonePractice)
	if line.Theme() != fyne.CurrentApp().Settings().Theme() {
		t.Error("the line has another theme than the app")
	}
}

func TestLine(t *testing.T) {
	l := NewLine("Signed in until tomorrow")
	open(t, l, fyne.NewSize(400, 40))
	r := rendererOf[*lineRenderer](t, l)
	plain := l.MinSize().Width
	l.SetIcon(theme.ConfirmIcon(), ColorNameSuccessText)
	if !r.icon.Visible() || l.MinSize().Width <= plain {
		t.Error("the sign is not there")
	}
	l.SetBusy(true)
	if r.icon.Visible() || !l.spinner.running || !slices.Contains(r.Objects(), fyne.CanvasObject(l.spinner)) {
		t.Error("nothing turns")
	}
	l.SetBusy(false)
	if !r.icon.Visible() || l.spinner.running {
		t.Error("it turns for ever")
	}
	l.Resize(fyne.NewSize(100, 40))
	if r.text.Text == l.text || !strings.HasSuffix(r.text.Text, ellipsis) {
		t.Errorf("without room it says %q", r.text.Text)
	}
}

func TestBadge(t *testing.T) {
	badge := NewBadge("PRODUCTION")
	bar := NewBar(ToneProduction, badge)
	open(t, bar, fyne.NewSize(300, 60))
	r, ok := test.WidgetRenderer(badge).(*badgeRenderer)
	if !ok {
		t.Fatal("no renderer")
	}
	if r.ground.FillColor != productionPalette[ColorNameBadge].light {
		t.Errorf("on its bar the badge is %v", r.ground.FillColor)
	}
	alone := NewBadge("PRODUCTION")
	open(t, alone, fyne.NewSize(300, 60))
	if r, ok := test.WidgetRenderer(alone).(*badgeRenderer); !ok || r.ground.FillColor == productionPalette[ColorNameBadge].light {
		t.Error("alone the badge is pale")
	}
	narrow := alone.MinSize()
	alone.Set("PRACTICE, WHICH IS LONGER", TonePractice)
	if alone.text != "PRACTICE, WHICH IS LONGER" || alone.MinSize().Width <= narrow.Width {
		t.Errorf("the badge says %q in %v", alone.text, alone.MinSize())
	}
}
