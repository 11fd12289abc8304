package gui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Keys that do not look right are asked about, once, before they are sent.
func TestReplacingAsksAboutOddKeys(t *testing.T) {
	v := withDetails(t)
	v.tap("details.replace")
	v.enter("replace.accessKey", otherKey)
	v.enter("replace.secretKey", exampleSecretKey[:39])
	v.key(fyne.KeyReturn)
	v.expect("sheet", "doubts")
	if v.patched() != 0 || !v.sheetShows(parts.Tr("check.secretKey.unusual")) {
		t.Fatal("it was sent unasked, or does not say what is odd")
	}
	v.key(fyne.KeyReturn) // a second Enter goes back
	v.expect("sheet", "replace", "focus", "replace.secretKey")
	v.press(parts.Tr("replace.submit"))
	v.expect("sheet", "doubts")
	v.press(parts.Tr("replace.submit"))
	if v.patched() != 1 {
		t.Errorf("%d changes were sent", v.patched())
	}
}

// The key that the connection has already is recognized while it is typed.
func TestReplacingAKeyByItself(t *testing.T) {
	v := withDetails(t)
	v.tap("details.replace")
	v.enter("replace.accessKey", practice.AccessKeyWorks)
	if !v.sheetShows(parts.Tr("replace.sameKey")) {
		t.Error("it does not say at once that the connection has this key")
	}
	v.enter("replace.secretKey", exampleSecretKey)
	v.key(fyne.KeyReturn)
	v.expect("sheet", "doubts")
}

// The key that Amazon has refused is one that the connection has for no good.
func TestReplacingARefusedKeyByItself(t *testing.T) {
	v := withDetails(t)
	v.tap("details.replace")
	v.typeKeys(practice.AccessKeyRefused)
	v.press(parts.Tr("replace.submit"))
	v.press(parts.Tr("close.button"))
	v.tap("details.replace")
	v.typeKeys(practice.AccessKeyRefused)
	if !v.sheetShows(parts.Tr("replace.refusedKey")) {
		t.Error("it does not say that Amazon refuses this key")
	}
	v.key(fyne.KeyReturn)
	v.expect("sheet", "doubts")
}

// Creating asks the same.
func TestCreatingAsksAboutOddKeys(t *testing.T) {
	v := startPractice(t)
	v.fill("Loyalty", practice.AccessKeyWorks)
	v.enter("form.secretKey", exampleSecretKey[:39])
	v.tap("create")
	v.expect("sheet", "doubts", "phase", "idle")
	v.press(parts.Tr("doubts.look"))
	v.expect("sheet", "", "phase", "idle", "focus", "form.secretKey")
	v.tap("create")
	v.press(parts.Tr("doubts.create"))
	v.expect("sheet", "", "phase", "succeeded")
}

// A policy for no bucket in particular opens all of them, which is said; that for one
// says nothing of the kind.
func TestPolicyForAllBucketsSaysSo(t *testing.T) {
	v := startPractice(t)
	for bucket, all := range map[string]bool{"": true, "acme-exports": false} {
		v.main.form.Set(model.FieldBucket, bucket)
		v.command("amazon.policy")
		v.expect("sheet", "policy")
		got := slices.ContainsFunc(v.shown(), func(o fyne.CanvasObject) bool {
			_, ok := o.(*widgets.Banner)
			return ok
		})
		if got != all {
			t.Errorf("for %q it says that all buckets are opened: %v", bucket, got)
		}
		v.press(parts.Tr("close.button"))
		v.expect("sheet", "")
	}
}
