package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/parts"
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
