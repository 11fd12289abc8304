package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// readable reports whether any text on the screen has so much of a secret in it.
func (v *screen) readable(secret string) bool {
	for _, text := range v.visibleTexts() {
		if strings.Contains(text, secret) {
			return true
		}
	}
	return false
}

const exampleClientSecret = "p8e-AbCdEfGhIjKlMnOpQrStUvWxYz0123"

// A secret that is pasted or typed where an ID belongs is hidden before anything is left,
// and the field says so; a press puts it where it belongs.
func TestSecretInTheFieldOfAnID(t *testing.T) {
	for _, c := range []struct{ name, field, home, secret, said string }{
		{"form", "form.accessKey", "form.secretKey", exampleSecretKey, "check.accessKey.isSecret"},
		{"form, a character too many", "form.accessKey", "form.secretKey", exampleSecretKey + "1", "check.accessKey.isSecret"},
		{"sheet", "replace.accessKey", "replace.secretKey", exampleSecretKey, "check.accessKey.isSecret"},
		{"account", "form.apiKey", "form.clientSecret", exampleClientSecret, "check.other.clientSecret"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var v *screen
			if c.name == "sheet" {
				v = withDetails(t)
				v.tap("details.replace")
			} else {
				v = startEmpty(t)
			}
			for _, way := range []string{"pasted", "typed"} {
				if v.enter(c.field, ""); way == "typed" {
					v.enter(c.field, c.secret)
				} else {
					v.paste(c.field, c.secret)
				}
				in := v.input(c.field)
				if in.Entry.Text != c.secret {
					t.Fatalf("%s: the field holds %q", way, in.Entry.Text)
				}
				if v.readable(c.secret[:12]) {
					t.Errorf("%s: it can be read", way)
				}
				if _, text := in.View.Caption(); text != parts.Tr(c.said) {
					t.Errorf("%s: it says %q", way, text)
				}
				in.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
				if v.readable(c.secret[:12]) {
					t.Errorf("%s: it can be read but for its last character", way)
				}
			}
			v.enter(c.field, c.secret)
			in := v.input(c.field)
			if in.View.Action() != parts.Tr("mend.move") {
				t.Fatalf("it offers %q", in.View.Action())
			}
			in.View.TapAction()
			if got := v.input(c.home).Entry.Text; got != c.secret || in.Entry.Text != "" {
				t.Errorf("moved, the fields hold %q and %q", in.Entry.Text, got)
			}
			if kind, text := v.input(c.home).View.Caption(); kind != widgets.CaptionWarning && text != parts.Tr("mend.moved", "Field", model.Field(c.field[strings.Index(c.field, ".")+1:]).Label()) || !v.visible(c.home) {
				t.Errorf("moved, it says %q, and can be seen: %v", text, v.visible(c.home))
			}
			v.enter(c.field, exampleKeyID)
			if kind, _ := in.View.Caption(); !v.readable(exampleKeyID) || kind == widgets.CaptionError {
				t.Error("an ID in its place cannot be read, or is found wrong")
			}
		})
	}
}

// A client secret that stands in another field while an access token is asked for goes to
// where it can be seen: it is what to sign in with.
func TestAMovedClientSecretIsSeen(t *testing.T) {
	v := startEmpty(t)
	v.choose("signIn.method", parts.Tr("signIn.token"))
	v.enter("form.apiKey", exampleClientSecret)
	in := v.input("form.apiKey")
	if in.View.Action() != parts.Tr("mend.move") {
		t.Fatalf("it offers %q", in.View.Action())
	}
	in.View.TapAction()
	if !v.visible("form.clientSecret") || v.visible("form.token") || v.main.accounts.UsesToken() {
		t.Error("the field that it went to cannot be seen")
	}
	if _, text := v.input("form.clientSecret").View.Caption(); text != parts.Tr("mend.moved", "Field", model.FieldAPIKey.Label()) {
		t.Errorf("below it stands %q", text)
	}
}

// What is hidden is not created with, and is kept nowhere.
func TestSecretAsAnIDIsNotSent(t *testing.T) {
	v := startPractice(t)
	v.enter("form.name", "Loyalty")
	v.enter("form.accessKey", exampleSecretKey+"x")
	v.enter("form.secretKey", exampleSecretKey)
	v.tap("create")
	v.expect("phase", "idle", "sheet", "", "rows", "0", "focus", "form.accessKey")
	v.wantError(model.FieldAccessKey, "check.accessKey.isSecret")
}
