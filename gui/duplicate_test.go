package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// TestDuplicate makes a connection, fills the form with it by menu and by key, and
// makes another one of it.
func TestDuplicate(t *testing.T) {
	v := startPractice(t)
	v.fill("Loyalty exports", practice.AccessKeyWorks)
	v.main.form.Set(model.FieldDescription, "Each night")
	v.main.form.Set(model.FieldBucket, "acme-data")
	v.main.form.Set(model.FieldFolder, "in/loyalty")
	v.command("create.button")
	v.expect("phase", "succeeded", "rows", "1")
	v.selectRow(0)
	v.command("details.duplicate")
	v.expect("sheet", "", "phase", "idle", "focus", "form.name")
	known := map[model.Field]string{
		model.FieldName: "Loyalty exports copy", model.FieldDescription: "Each night",
		model.FieldBucket: "acme-data", model.FieldFolder: "in/loyalty",
	}
	v.wantValues(known)
	for _, field := range []model.Field{model.FieldAccessKey, model.FieldSecretKey, model.FieldSessionToken} {
		if value := v.value(field); value != "" {
			t.Errorf("%s holds %q", field, value)
		}
		v.wantError(field, "")
	}

	// Typing replaces the name, and what was typed since is not lost unasked.
	for _, r := range "Loyalty imports" {
		v.canvas().Focused().TypedRune(r)
	}
	v.wantValues(map[model.Field]string{model.FieldName: "Loyalty imports"})
	v.selectRow(0)
	v.command("details.duplicate")
	v.expect("sheet", "duplicate", "focus", "duplicate.cancel")
	v.key(fyne.KeyReturn) // in haste
	v.expect("sheet", "", "recorded", "true")
	v.wantValues(map[model.Field]string{model.FieldName: "Loyalty imports"})
	v.command("details.duplicate")
	v.press(parts.Tr("duplicate.yes"))
	v.expect("sheet", "", "focus", "form.name")
	v.wantValues(known)

	v.create("Loyalty imports", "AKIAI44QH8DHBEXAMPLE")
	v.expect("rows", "2")
	if held := v.held(); len(held) != 2 || held[0].Bucket != "acme-data" || held[1].Bucket != "acme-data" {
		t.Errorf("Platform holds %+v", held)
	}
}

// TestNewConnectionKeepsWhatIsTyped presses for a new connection where one was refused,
// and goes back to it from another one by its key.
func TestNewConnectionKeepsWhatIsTyped(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.create("Loyalty exports", practice.AccessKeyRefused)
	v.expect("phase", "trouble", "problem", "twinName")
	typed := map[model.Field]string{model.FieldName: "Loyalty exports", model.FieldAccessKey: practice.AccessKeyRefused}
	v.command("menu.new")
	v.expect("sheet", "empty", "focus", "empty.cancel")
	v.key(fyne.KeyReturn) // in haste
	v.wantValues(typed)
	v.selectRow(0)
	v.command("menu.goS3")
	v.expect("focus", "form.name", "recorded", "false")
	v.wantValues(typed)
	v.command("menu.new")
	v.press(parts.Tr("empty.yes"))
	v.expect("sheet", "", "phase", "idle", "focus", "form.name")
	v.wantValues(map[model.Field]string{model.FieldName: "", model.FieldAccessKey: ""})
	v.command("menu.new") // with nothing to lose there is nothing to be asked
	v.expect("sheet", "", "focus", "form.name")
}
