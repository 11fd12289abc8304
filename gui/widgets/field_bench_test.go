package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// BenchmarkFields is what the fields of a form cost before they are seen.
func BenchmarkFields(b *testing.B) {
	test.NewTempApp(b)
	fyne.CurrentApp().Settings().SetTheme(NewTheme())
	for b.Loop() {
		form := container.NewVBox()
		fields := make([]*Field, 14)
		for i := range fields {
			fields[i] = NewField(fmt.Sprint("Access key ID ", i), NewEntry())
			form.Add(fields[i])
		}
		AlignFields(fields...)
		for _, f := range fields {
			f.SetRequired(true)
			f.SetHelp("Shown in Experience Platform")
			f.SetHelpTapped(func() {})
			f.SetError("This is too short.")
			f.SetError("")
		}
		form.Resize(fyne.NewSize(400, form.MinSize().Height))
	}
}
