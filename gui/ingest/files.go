package ingest

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// shownFiles is how many names of files are listed.
const shownFiles = 50

// tellFiles lists the files that are read, and those that are not, as soon as they are
// known.
func (p *whatPage) tellFiles() {
	p.flush()
	reading := widgets.NewLine(parts.Tr("bring.readingFiles"))
	trouble := parts.NewNamedTrouble("ingestFiles.", p.stage)
	list := container.NewVBox()
	fill := func() {
		parts.ShowIf(reading, p.what.Reading())
		reading.SetBusy(p.what.Reading())
		trouble.Set(p.what.Problem(), false)
		list.RemoveAll()
		addNames(list, "bring.readTitle", p.what.Matching())
		addNames(list, "bring.otherTitle", p.what.Others())
		if !p.what.Reading() && p.what.Problem().Empty() && len(list.Objects) == 0 {
			list.Add(parts.Wrapped(parts.Say(p.what.Next())))
		}
	}
	fill() // before it is shown: what is hidden gets no focus
	sheet := p.stage.Tell("ingestFiles", p.what.Path(), container.NewVBox(reading, trouble.View, list))
	sheet.WhenHidden(p.what.Changed.Listen(func() {
		fill()
		sheet.Fit()
	}))
}

// addNames lists the names of files below a title, if there are any.
func addNames(list *fyne.Container, title string, files []client.Object) {
	if len(files) == 0 {
		return
	}
	names := make([]string, 0, shownFiles+1)
	for _, file := range files[:min(len(files), shownFiles)] {
		names = append(names, file.Name)
	}
	if more := len(files) - shownFiles; more > 0 {
		names = append(names, parts.Tr("browse.more", "Count", parts.Number(more)))
	}
	bold := parts.Bold()
	bold.SetText(parts.Tr(title))
	list.Add(bold)
	list.Add(parts.Wrapped(strings.Join(names, "\n")))
}
