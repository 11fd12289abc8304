package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// What lies on a bar changes its colors with the bar, icons included.
func TestBarTones(t *testing.T) {
	entry := NewEntry()
	bar := NewBar(ToneQuiet, entry)
	open(t, bar, fyne.NewSize(300, 60))
	test.ApplyTheme(t, NewTheme().ForVariant(theme.VariantLight))
	r, ok := test.WidgetRenderer(bar).(*barRenderer)
	if !ok {
		t.Fatal("no renderer")
	}
	for _, tone := range []Tone{ToneProduction, TonePractice, ToneDevelopment, ToneQuiet} {
		bar.SetTone(tone)
		want := tone.palette(theme.VariantLight)
		if bar.Tone() != tone || r.ground.FillColor != want[ColorNameBar] {
			t.Errorf("tone %d has the ground %v", tone, r.ground.FillColor)
		}
		text := ink(entry, theme.ColorNameForeground)
		if own, ok := want[theme.ColorNameForeground]; ok && text != own {
			t.Errorf("in tone %d a text is %v", tone, text)
		} else if !ok && text != lightPalette[theme.ColorNameForeground] {
			t.Errorf("in tone %d a text is %v", tone, text)
		}
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
	if r.ground.FillColor != productionPalette[ColorNameBadge] {
		t.Errorf("on its bar the badge is %v", r.ground.FillColor)
	}
	alone := NewBadge("PRODUCTION")
	open(t, alone, fyne.NewSize(300, 60))
	if r, ok := test.WidgetRenderer(alone).(*badgeRenderer); !ok || r.ground.FillColor == productionPalette[ColorNameBadge] {
		t.Error("alone the badge is pale")
	}
	narrow := alone.MinSize()
	alone.Set("PRACTICE, WHICH IS LONGER", TonePractice)
	if alone.text != "PRACTICE, WHICH IS LONGER" || alone.MinSize().Width <= narrow.Width {
		t.Errorf("the badge says %q in %v", alone.text, alone.MinSize())
	}
}
