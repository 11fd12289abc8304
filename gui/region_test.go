package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// chosenRegion is what the drop-down of regions shows.
func (v *screen) chosenRegion() string {
	v.t.Helper()
	return v.object("form.region").(*widgets.Select).Selected //nolint:forcetypeassert // that is what it is
}

func TestRegionBuildsTheServiceURL(t *testing.T) {
	v := startPractice(t)
	v.main.panel.create.Unfold()
	form := v.main.form
	if got := v.chosenRegion(); got != parts.Tr("region.any") {
		t.Errorf("at first, the region is %q", got)
	}
	for code, address := range map[string]string{
		"eu-west-3":      "https://s3.eu-west-3.amazonaws.com/",
		"cn-northwest-1": "https://s3.cn-northwest-1.amazonaws.com.cn/",
		"us-gov-east-1":  "https://s3.us-gov-east-1.amazonaws.com/",
	} {
		v.choose("form.region", parts.Say(model.RegionName(code)))
		if got := form.Value(model.FieldServiceURL); got != address {
			t.Errorf("%s builds %q, want %q", code, got, address)
		}
		v.wantError(model.FieldServiceURL, "")
		if kind, text := v.note(model.FieldServiceURL); kind != widgets.CaptionHelp {
			t.Errorf("%s: the address is marked: %s", code, text)
		}
	}
	v.choose("form.region", parts.Tr("region.any"))
	if got := form.Value(model.FieldServiceURL); got != "" {
		t.Errorf("no region in particular leaves %q", got)
	}
}

// An address can be typed, and the drop-down follows it.
func TestRegionFollowsTheServiceURL(t *testing.T) {
	v := startPractice(t)
	v.main.panel.create.Unfold()
	v.enter("form.serviceURL", "https://s3.ap-southeast-2.amazonaws.com")
	if got, want := v.chosenRegion(), parts.Say(model.RegionName("ap-southeast-2")); got != want {
		t.Errorf("the region is %q, want %q", got, want)
	}
	v.choose("form.region", parts.Tr("region.other"))
	if got := v.main.form.Value(model.FieldServiceURL); got != "" {
		t.Errorf("another address begins with %q", got)
	}
	v.expect("focus", "form.serviceURL")
	v.enter("form.serviceURL", "https://minio.acme.example")
	if got := v.chosenRegion(); got != parts.Tr("region.other") {
		t.Errorf("with an address that is not Amazon's, the region is %q", got)
	}
	v.choose("form.region", parts.Tr("region.other"))
	if got := v.main.form.Value(model.FieldServiceURL); got != "https://minio.acme.example" {
		t.Errorf("choosing another address again has changed it to %q", got)
	}
	v.main.form.Clear()
	if got := v.chosenRegion(); got != parts.Tr("region.any") {
		t.Errorf("of an empty form, the region is %q", got)
	}
}

// The list of regions is too long for a menu: it opens as one that scrolls with
// the keys and finds what is typed.
func TestRegionByKeyboard(t *testing.T) {
	v := startPractice(t)
	v.layout(smallest)
	v.main.panel.create.Unfold()
	v.focus("form.region")
	v.key(fyne.KeySpace)
	for _, r := range "Par" {
		v.canvas().Focused().TypedRune(r)
	}
	v.key(fyne.KeyReturn)
	if got := v.main.form.Value(model.FieldServiceURL); got != "https://s3.eu-west-3.amazonaws.com/" {
		t.Errorf("Paris is at %q", got)
	}
	v.expect("focus", "form.region")
	v.key(fyne.KeySpace)
	v.key(fyne.KeyDown)
	v.key(fyne.KeyReturn)
	if got := v.main.form.Value(model.FieldServiceURL); got != "https://s3.us-east-1.amazonaws.com/" {
		t.Errorf("below Paris is %q", got)
	}
	v.key(fyne.KeySpace)
	v.key(fyne.KeyEscape)
	v.expect("focus", "form.region")
	if got := v.main.form.Value(model.FieldServiceURL); got != "https://s3.us-east-1.amazonaws.com/" {
		t.Errorf("Esc has changed it to %q", got)
	}
}

func TestEveryRegionHasAName(t *testing.T) {
	for language, sentences := range allTexts(t) {
		names := map[string]string{}
		for _, code := range model.Regions() {
			name := sentences["region."+code]
			if name == "" || names[name] != "" {
				t.Errorf("%s: %s is called %q, as is %q", language, code, name, names[name])
			}
			names[name] = code
		}
	}
	if got := parts.Say(model.RegionName("xx-north-9")); got != "xx-north-9" {
		t.Errorf("a region that is not known is called %q", got)
	}
}
