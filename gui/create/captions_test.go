package create

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"mooring/assets"
	"mooring/gui/headless"
	"mooring/gui/widgets"
)

// captions are the keys of what is said below the fields of a form.
var captions = regexp.MustCompile(`^(check|clean)\.|^field\..*\.help`)

// What is said below a field has two lines, since nothing below it moves. In each language
// it fits there whole, with the link that puts it right.
func TestCaptionsAreWhole(t *testing.T) {
	headless.App(t, widgets.NewTheme())
	const width = 352 // of the form on a screen of 1366 by 768
	for _, language := range []string{"en", "fr", "zh-Hans"} {
		data, err := assets.Translations.ReadFile("translations/" + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		texts := map[string]any{}
		if err := json.Unmarshal(data, &texts); err != nil {
			t.Fatal(err)
		}
		correct, ok := texts["mend.correct"].(string)
		if !ok {
			t.Fatal("there is no link")
		}
		for key, said := range texts {
			text, plain := said.(string)
			if !plain || !captions.MatchString(key) {
				continue
			}
			f := widgets.NewField("Bucket", widgets.NewEntry())
			f.SetAbove(true)
			f.SetError(text)
			f.SetAction(correct, func() {})
			f.Resize(fyne.NewSize(width, f.MinSize().Height))
			for _, o := range test.WidgetRenderer(f).Objects() {
				if line, ok := o.(*canvas.Text); ok && strings.HasSuffix(line.Text, "…") && !strings.HasSuffix(text, "…") {
					t.Errorf("%s %s: %q", language, key, line.Text)
				}
			}
		}
	}
}
