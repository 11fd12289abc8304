package batch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model"
	"mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// foot is what can be done with the table, and how far that is.
type foot struct {
	page  *Page
	view  *fyne.Container
	strip *widgets.Strip

	another  *widgets.Button
	results  *widgets.Button
	rehearse *widgets.Button
	create   *widgets.Button
	told     bool // the end was read
}

func newFoot(p *Page) *foot {
	f := &foot{page: p}
	f.strip = widgets.NewStrip(parts.Tr("progress.stop"))
	f.strip.OnStop = p.Stop
	f.strip.OnDismiss = f.onDismiss
	p.stage.Name("table.strip", f.strip)
	p.stage.Name("table.stop", f.strip.Button())
	back := p.button("table.close", "table.close", theme.NavigateBackIcon(), p.needs.Close)
	f.another = p.button("table.another", "table.another", nil, p.Files.another)
	f.results = p.button("table.results", "table.results", theme.DocumentSaveIcon(), p.Files.saveResults)
	f.rehearse = p.button("table.rehearse", "table.rehearse", nil, p.Rehearse)
	f.create = widgets.NewPrimaryButton("", nil, p.Create)
	p.stage.Name("table.create", f.create)
	buttons := container.New(&lineLayout{}, back, f.another, f.results, f.rehearse, f.create)
	f.view = container.NewPadded(container.NewVBox(f.strip, buttons))
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
	parts.EnableIf(f.create, !busy && counts.Ready+counts.Doubtful > 0)
	if text := createText(counts); f.create.Text != text {
		f.create.SetText(text)
	}
	f.paintStrip()
}

// createText says how many rows Create would make. Which of them is asked while some
// look odd.
func createText(counts batch.Counts) string {
	switch {
	case counts.Ready+counts.Doubtful == 0:
		return parts.Tr("table.doubtful.yes")
	case counts.Doubtful > 0:
		return parts.TrCount("table.createUpToOne", "table.createUpTo", counts.Ready+counts.Doubtful)
	}
	return parts.TrCount("table.createOne", "table.create", counts.Ready)
}

func (f *foot) paintStrip() {
	phase, problem := f.page.phase, f.page.table.Problem()
	switch {
	case working(phase):
		f.told = false
		progress := f.page.table.Progress()
		f.strip.SetProgress(progress.Done, progress.Total)
		f.strip.SetText(progressText(phase, progress))
		parts.ShowIf(f.strip, true)
	case begun(phase) && !problem.Empty() && !f.told:
		f.strip.Done(parts.Say(problem.Title), parts.Tr("upkeep.explain"), widgets.SignFailed)
		parts.ShowIf(f.strip, true)
	case begun(phase) && f.page.table.Ended().Phase != batch.Empty && !f.told:
		text, sign := endText(f.page.table.Ended(), f.page.table.Counts())
		f.strip.Done(text, parts.Tr("close.button"), sign)
		parts.ShowIf(f.strip, true)
	default:
		parts.ShowIf(f.strip, false)
	}
}

// endText says how a rehearsal or the creation has ended. Only what nothing is left of
// has gone well.
func endText(ended batch.Ending, c batch.Counts) (string, widgets.Sign) {
	sign := widgets.SignWarned
	if ended.Phase == batch.Rehearsing {
		if !ended.Stopped && c.Ready+c.Created == c.Rows {
			sign = widgets.SignDone
		}
		return parts.Tr(stopped(ended, "table.rehearsed", "table.rehearsedStopped"), "Counts", countsText(c)), sign
	}
	if c.Created == c.Rows {
		if c.Flawed > 0 {
			return parts.TrCount("table.endedFlawedOne", "table.endedFlawed", c.Flawed), sign
		}
		return parts.TrCount("table.endedAllOne", "table.endedAll", c.Rows), widgets.SignDone
	}
	key := stopped(ended, "table.ended", "table.endedStopped")
	if c.Created+c.Unknown == 0 {
		key = stopped(ended, "table.endedNone", "table.endedNoneStopped")
	}
	return parts.Tr(key, "Counts", countsText(c)), sign
}

// stopped is the key of what is said: whole, or where the user has stopped it.
func stopped(ended batch.Ending, whole, stopped string) string {
	if ended.Stopped {
		return stopped
	}
	return whole
}

// progressText says how far it is, and how long it takes yet where that can be told.
func progressText(phase batch.Phase, p batch.Progress) string {
	key := "table.rehearsing"
	switch {
	case phase == batch.Making && p.Left > 0:
		key = "table.creatingLeft"
	case phase == batch.Making:
		key = "table.creating"
	case p.Left > 0:
		key = "table.rehearsingLeft"
	}
	return parts.Say(model.T(key, "Done", p.Done, "Total", p.Total, "Left", model.Span(p.Left)))
}

// onDismiss closes the strip and, where something went wrong, explains it.
func (f *foot) onDismiss() {
	f.told = true
	f.page.View.Refresh()
	if problem := f.page.table.Problem(); !problem.Empty() {
		f.page.explain("tableTrouble", problem)
	}
}
