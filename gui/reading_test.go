package gui

import (
	"testing"

	"mooring/gui/model"
	"mooring/gui/parts"
)

// A file on a drive that does not answer keeps the window until the user calls it off, and
// what is read of it later is dropped. One that is merely slow is taken.
func TestAFileThatHangsIsCalledOff(t *testing.T) {
	for name, place := range map[string]struct {
		choose func(v *screen)
		taken  func(v *screen) bool
	}{
		"fill": {
			func(v *screen) { v.letFall("keys.csv", accessKeysCSV, "notes.txt", "nothing") },
			func(v *screen) bool { return v.value(model.FieldAccessKey) != "" || v.state("sheet") != "" },
		},
		"table": {
			func(v *screen) { v.dropTable(tableRow("Loyalty exports", exampleKeyID, "dev")) },
			func(v *screen) bool { return v.main.batch.Name() != "" },
		},
	} {
		t.Run(name, func(t *testing.T) {
			v := startPractice(t)
			choose := func() {
				v.runner.held = true
				place.choose(v)
				v.expect("sheet", "")
				v.runner.Fire() // it takes its time
				v.expect("sheet", "reading")
			}
			choose()
			v.tap("reading.cancel")
			v.runner.release()
			v.runner.Fire()
			v.expect("sheet", "")
			if place.taken(v) {
				t.Error("it was taken although it was called off")
			}
			choose()
			if !v.says(parts.Tr("files.reading.text")) {
				t.Error("it does not say what it waits for")
			}
			v.runner.release()
			v.runner.Fire()
			if v.state("sheet") == "reading" || !place.taken(v) {
				t.Errorf("it was not taken: %v", v.main.state())
			}
		})
	}
}

// A file that is read at once shows no sheet, neither then nor later.
func TestAFileThatIsReadAtOnce(t *testing.T) {
	v := startPractice(t)
	v.drop("keys.csv", accessKeysCSV)
	v.runner.Fire()
	v.expect("sheet", "")
	v.wantValues(exampleKeys)
}
