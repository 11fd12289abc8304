package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// crashRows is how much of a report is in sight at once.
const crashRows = 14

// offerCrash offers the report of a crash, if an earlier run left one.
func (w *mainWindow) offerCrash() {
	dir := w.options.DataDir
	w.stage.Runner.Go(func() func() {
		report, ok := newCrash(dir)
		if !ok {
			return nil
		}
		return func() { w.showCrash(report) }
	})
}

// showCrash tells of a crash in words for everybody; the report is behind a button.
func (w *mainWindow) showCrash(report crashReport) {
	sheet := w.crashSheet("crash", report, container.NewVBox())
	sheet.SetIntro(parts.Tr("crash.intro"))
	show := widgets.NewButton(parts.Tr("crash.show"), theme.DocumentIcon(), func() { w.showReport(report) })
	w.stage.Name("crash.show", show)
	sheet.AddButton(show)
	sheet.Show()
}

// showReport shows the report of a crash itself.
func (w *mainWindow) showReport(report crashReport) {
	file := parts.Wrapped(fyne.TextStyle{})
	file.SetText(parts.Tr("crash.file", "Path", report.path))
	text := widgets.NewCopyText(report.text, parts.Tr("copy.button"))
	text.OnCopy = func(string) { w.stage.Toast.Say(parts.Tr("copied.details")) }
	text.SetRows(crashRows)
	sheet := w.crashSheet("crashReport", report, container.NewVBox(file, text))
	sheet.SetIntro(parts.Tr("crash.private"))
	sheet.Show()
}

// crashSheet makes a sheet about a report, which can be copied and deleted there and
// is kept by whoever closes the sheet.
func (w *mainWindow) crashSheet(name string, report crashReport, content fyne.CanvasObject) *widgets.Sheet {
	sheet := w.stage.Sheet(name, parts.Tr("crash.title"), content, parts.Tr("close.button"), "")
	sheet.Resize(fyne.NewSize(760, 0))
	remove := widgets.NewButton(parts.Tr("crash.delete"), theme.DeleteIcon(), func() {
		sheet.Hide()
		w.settleCrashes(deleteCrashes)
	})
	copied := widgets.NewButton(parts.Tr("crash.copy"), theme.ContentCopyIcon(), func() {
		w.stage.Copy(report.text, parts.Tr("copied.details"))
	})
	w.stage.Name(name+".delete", remove)
	w.stage.Name(name+".copy", copied)
	sheet.AddButton(remove)
	sheet.AddButton(copied)
	keep := func() { w.settleCrashes(keepCrashes) }
	sheet.OnCancel = keep
	sheet.OnSubmit = func() {
		sheet.Hide()
		keep()
	}
	return sheet
}

// settleCrashes keeps or deletes the reports, so that they are offered once.
func (w *mainWindow) settleCrashes(settle func(dataDir string) error) {
	dir := w.options.DataDir
	w.stage.Runner.Go(func() func() {
		err := settle(dir)
		if err == nil {
			return nil
		}
		return func() { w.stage.Toast.Note(parts.Say(model.Explain(err).Title)) }
	})
}
