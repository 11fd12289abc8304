package model_test

import (
	"testing"

	"mooring/gui/model"
)

// A secret in a field that anybody can read is hidden as it comes, stays so while it is
// taken out bit by bit, and is over with another value.
func TestConcealed(t *testing.T) {
	const secret = "kD8sVq0R3nYtLw5ZbXcE1uGhJ7mPaF2oTi9QeB4x"
	for _, field := range []model.Field{model.FieldAccessKey, model.FieldName, model.FieldBucket, model.FieldFolder, model.FieldServiceURL} {
		form := model.NewS3Form()
		form.Set(field, secret)
		note := form.Note(field)
		if !form.Concealed(field) || note.Level < model.Warning {
			t.Errorf("%s: it can be read, or nothing is said: %v", field, note)
		}
		for _, less := range []string{secret[:39], secret[:30], secret[:12], secret[5:30], secret[:8] + secret[20:]} {
			if form.Set(field, less); !form.Concealed(field) {
				t.Errorf("%s: %q can be read", field, less)
			}
		}
		if form.Set(field, "AKIAIOSFODNN7EXAMPLE"); form.Concealed(field) {
			t.Errorf("%s: an ID is hidden", field)
		}
		form.Set(field, secret)
		if form.Clear(field); form.Concealed(field) || form.Note(field).Level != model.Fine {
			t.Errorf("%s: emptied, it is still hidden", field)
		}
	}
	form := model.NewS3Form()
	form.Set(model.FieldSecretKey, secret)
	if form.Concealed(model.FieldSecretKey) {
		t.Error("the field for it, which has an eye, hides it for good")
	}
}

// What slipped a character is hidden too where an ID belongs, and IDs are not, of
// whichever store.
func TestConcealedIDs(t *testing.T) {
	const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	for value, want := range map[string]bool{
		secret: true, secret + "1": true, secret[:38]: true, secret[:24]: true, "aws_secret_access_key=" + secret: true,
		"p8e-AbCdEfGhIjKlMnOpQrStUvWxYz0123": true,
		"AKIAIOSFODNN7EXAMPLE":               false, "ASIAIOSFODNN7EXAMPLE": false, "minio_access_key_1": false,
		"GOOG1EABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRSTUVWX": false, // Google's
		"LTAI5tAbCdEfGhIjKlMnOpQr":                                       false, // Alibaba's
		"AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE":                           false, // Tencent's
		"e3b0c44298fc1c149afbf4c8996fb924":                               false, // Cloudflare's
	} {
		form := model.NewS3Form()
		form.Set(model.FieldAccessKey, value)
		if form.Concealed(model.FieldAccessKey) != want {
			t.Errorf("%q: hidden is %t", value, !want)
		}
	}
}
