package parts

import (
	"time"

	"fyne.io/fyne/v2/widget"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// readingSoon is how long a file may take before the user is told what is waited for.
const readingSoon = time.Second / 2

// Read has files read beside the window that the user has chosen, and goes on with what
// read returns. A drive that does not answer may keep read for ever: a sheet lets the user
// call it off. What comes of it after that is dropped.
func (f *Files) Read(names model.List, read func() (then func())) {
	var sheet *widgets.Sheet
	over := false
	stop := f.stage.Runner.After(readingSoon, func() {
		if over {
			return
		}
		sheet = f.stage.SheetOnTop("reading", Tr("files.reading.title", "File", names), widget.NewLabel(""), "", Tr("cancel.button"))
		sheet.SetIntro(Tr("files.reading.text"))
		sheet.WhenHidden(func() { over = true })
		sheet.Show()
	})
	f.stage.Runner.Go(func() func() {
		then := read()
		return func() {
			stop()
			if over {
				return
			}
			over = true
			if sheet != nil {
				sheet.Hide()
			}
			then()
		}
	})
}
