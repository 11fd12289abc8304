package batch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// foot is what can be done with the table, below how far that is.
type foot struct {
	page *Page
	view *fyne.Container

	another  *widgets.Button
	results  *widgets.Button
	rehearse *widgets.Button
	create   *widgets.Button
}

func newFoot(p *Page) *foot {
	f := &foot{page: p}
	back := p.button("table.close", "table.close", theme.NavigateBackIcon(), p.needs.Close)
	f.another = p.button("table.another", "table.another", nil, p.Files.another)
	f.results = p.button("table.results", "table.results", theme.DocumentSaveIcon(), p.Files.saveResults)
	f.rehearse = p.button("table.rehearse", "table.rehearse", nil, p.Rehearse)
	f.create = widgets.NewPrimaryButton("", nil, p.Create)
	p.stage.Name("table.create", f.create)
	buttons := container.New(&lineLayout{}, back, f.another, f.results, f.rehearse, f.create)
	f.view = container.NewPadded(container.NewVBox(p.course.near, buttons))
	return f
}

func (f *foot) paint() {
	phase, counts := f.page.phase, f.page.table.Counts()
	shown, busy := begun(phase), working(phase)
	for _, b := range []*widgets.Button{f.another, f.results, f.rehearse, f.create} {
		parts.ShowIf(b, shown)
	}
	parts.EnableIf(f.another, !busy)
	parts.EnableIf(f.results, !busy)
	parts.EnableIf(f.rehearse, !busy && counts.Created < counts.Rows)
	parts.EnableIf(f.create, !busy && counts.Ready+counts.Doubtful+counts.Failed > 0)
	if text := createText(counts); f.create.Text != text {
		f.create.SetText(text)
	}
}

// createText says how many rows Create would make. Which of them is asked while some
// look odd.
func createText(counts batch.Counts) string {
	switch {
	case counts.Ready+counts.Doubtful == 0 && counts.Failed > 0:
		return parts.TrCount("table.createAgainOne", "table.createAgain", counts.Failed)
	case counts.Ready+counts.Doubtful == 0:
		return parts.Tr("table.doubtful.yes")
	case counts.Doubtful > 0:
		return parts.TrCount("table.createUpToOne", "table.createUpTo", counts.Ready+counts.Doubtful)
	}
	return parts.TrCount("table.createOne", "table.create", counts.Ready)
}
