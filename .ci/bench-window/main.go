// Command bench-window is what Mooring is measured against: the least that a Fyne app
// can be, one window with one label, or with as many of Fyne's plain widgets as the
// first page of Mooring has. What Mooring takes beyond these is Mooring's own doing.
// With "waiting", Mooring's own signs of work under way turn beside these.
package main

import (
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/widgets"
)

func main() {
	a := app.NewWithID("app.mooring.Bench")
	w := a.NewWindow("Bench")
	w.SetContent(content(os.Args[1:]))
	w.Resize(fyne.NewSize(1180, 780))
	w.ShowAndRun()
}

func content(args []string) fyne.CanvasObject {
	switch {
	case len(args) == 0:
		return widget.NewLabel("Bench")
	case args[0] == "waiting":
		line, strip := widgets.NewLine("Signing in"), widgets.NewStrip("Stop")
		line.SetBusy(true)
		strip.SetText("Testing connections")
		strip.SetProgress(3, 10)
		strip.Show()
		return container.NewBorder(line, strip, nil, nil, plain())
	}
	return plain()
}

// plain is what the first page of Mooring would be of Fyne's own widgets: a bar, a
// table, a form, in the plain, the bold and the monospaced face.
func plain() fyne.CanvasObject {
	drop := func(text string) *widget.Select {
		s := widget.NewSelect([]string{text}, nil)
		s.SetSelected(text)
		return s
	}
	button := func(text string) *widget.Button { return widget.NewButtonWithIcon(text, theme.DocumentIcon(), nil) }
	bar := container.NewHBox(widget.NewLabel("Account"), drop("Practice"), button("Edit"), widget.NewLabel("Sandbox"), drop("dev"),
		widget.NewIcon(theme.ConfirmIcon()), widget.NewLabel("Signed in"), button("Refresh"))
	table := widget.NewTable(
		func() (rows, columns int) { return 100_000, 5 },
		func() fyne.CanvasObject {
			return widget.NewLabelWithStyle("4cb0c374", fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
		},
		func(at widget.TableCellID, o fyne.CanvasObject) {
			if l, ok := o.(*widget.Label); ok {
				l.SetText(fmt.Sprintf("%08d-%d", at.Row, at.Col))
			}
		})
	form := widget.NewForm()
	for _, name := range []string{"Name", "Description", "Access key ID", "Secret access key", "Bucket", "Folder", "Region"} {
		item := widget.NewFormItem(name, widget.NewEntry())
		item.HintText = "What to know of it"
		form.AppendItem(item)
	}
	list := container.NewBorder(container.NewHBox(widget.NewEntry(), button("Filter"), button("New")), widget.NewLabel("Connections"), nil, nil, table)
	panel := container.NewVBox(widget.NewLabelWithStyle("New", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}), form, button("Create"), button("Clear"))
	split := container.NewHSplit(list, panel)
	split.SetOffset(0.68)
	return container.NewBorder(bar, nil, nil, nil, split)
}
