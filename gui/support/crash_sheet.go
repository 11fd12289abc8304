package support

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

// Crashes are the reports of crashes that earlier runs have left behind.
type Crashes interface {
	// Latest returns the latest report that has not been offered yet.
	Latest() (path, text string, ok bool)
	Keep() error   // and offer them no more
	Delete() error // those that have not been kept
}

// OfferCrash offers the report of a crash, if an earlier run left one.
func OfferCrash(s *parts.Stage, crashes Crashes) {
	s.Runner.Go(func() func() {
		path, text, ok := crashes.Latest()
		if !ok {
			return nil
		}
		return crash{s, crashes, path, text}.show
	})
}

// crash is a report that is being offered.
type crash struct {
	stage      *parts.Stage
	crashes    Crashes
	path, text string
}

// show tells of a crash in words for everybody; the report is behind a button.
func (c crash) show() {
	sheet := c.sheet("crash", container.NewVBox())
	sheet.SetIntro(parts.Tr("crash.intro"))
	show := widgets.NewButton(parts.Tr("crash.show"), theme.DocumentIcon(), c.showReport)
	c.stage.Name("crash.show", show)
	sheet.AddButton(show)
	sheet.Show()
}

// showReport shows the report itself.
func (c crash) showReport() {
	file := parts.Wrapped(parts.Tr("crash.file", "Path", c.path))
	text := widgets.NewCopyText(c.text, parts.Tr("copy.button"))
	text.OnCopy = func(string) { c.stage.Toast.Say(parts.Tr("copied.details")) }
	text.SetRows(crashRows)
	sheet := c.sheet("crashReport", container.NewVBox(file, text))
	sheet.SetIntro(parts.Tr("crash.private"))
	sheet.Show()
}

// sheet makes a sheet about the report, which can be copied and deleted there and is
// kept by whoever closes the sheet.
func (c crash) sheet(name string, content fyne.CanvasObject) *widgets.Sheet {
	sheet := c.stage.Sheet(name, parts.Tr("crash.title"), content, parts.Tr("close.button"), "")
	sheet.Resize(fyne.NewSize(760, 0))
	remove := widgets.NewButton(parts.Tr("crash.delete"), theme.DeleteIcon(), func() {
		sheet.Hide()
		c.settle(c.crashes.Delete)
	})
	copied := widgets.NewButton(parts.Tr("crash.copy"), theme.ContentCopyIcon(), func() {
		c.stage.Copy(c.text, parts.Tr("copied.details"))
	})
	c.stage.Name(name+".delete", remove)
	c.stage.Name(name+".copy", copied)
	sheet.AddButton(remove)
	sheet.AddButton(copied)
	keep := func() { c.settle(c.crashes.Keep) }
	sheet.OnCancel = keep
	sheet.OnSubmit = func() {
		sheet.Hide()
		keep()
	}
	return sheet
}

// settle keeps or deletes the reports, so that they are offered once.
func (c crash) settle(how func() error) {
	c.stage.Runner.Go(func() func() {
		err := how()
		if err == nil {
			return nil
		}
		return func() { c.stage.Toast.Note(parts.Say(model.Explain(err).Title)) }
	})
}
