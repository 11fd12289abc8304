package gui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// crashLines is how much of a report is shown. All of it is copied.
const crashLines = 30

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

func (w *mainWindow) showCrash(report crashReport) {
	file := parts.Wrapped(fyne.TextStyle{})
	file.SetText(parts.Tr("crash.file", "Path", report.path))
	text := widget.NewLabelWithStyle(firstLines(report.text, crashLines), fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
	text.Wrapping = fyne.TextWrapBreak
	sheet := w.stage.Sheet("crash", parts.Tr("crash.title"), container.NewVBox(file, text), parts.Tr("close.button"), "")
	sheet.SetIntro(parts.Tr("crash.intro"))
	sheet.Resize(fyne.NewSize(760, 0))
	remove := widgets.NewButton(parts.Tr("crash.delete"), theme.DeleteIcon(), func() {
		sheet.Hide()
		w.settleCrashes(deleteCrashes)
	})
	copied := widgets.NewButton(parts.Tr("crash.copy"), theme.ContentCopyIcon(), func() {
		w.stage.Copy(report.text, parts.Tr("copied.details"))
	})
	w.stage.Name("crash.delete", remove)
	w.stage.Name("crash.copy", copied)
	sheet.AddButton(remove)
	sheet.AddButton(copied)
	keep := func() { w.settleCrashes(keepCrashes) }
	sheet.OnCancel = keep
	sheet.OnSubmit = func() {
		sheet.Hide()
		keep()
	}
	sheet.Show()
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

func firstLines(text string, n int) string {
	lines := strings.SplitAfterN(text, "\n", n+1)
	if len(lines) <= n {
		return text
	}
	return strings.Join(lines[:n], "") + leftOut
}
