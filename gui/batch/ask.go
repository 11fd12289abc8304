package batch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Rehearse asks whether Amazon is to be asked as well, and then asks all that can be
// asked without creating anything.
func (p *Page) Rehearse() {
	if !p.mayBegin() {
		return
	}
	choice := widgets.NewChoice(parts.Tr("table.rehearse.platform"), parts.Tr("table.rehearse.amazon"))
	p.stage.Name("tableRehearse.amazon", choice)
	sheet := p.stage.Sheet("tableRehearse", parts.Tr("table.rehearse.title"), choice, parts.Tr("table.rehearse.yes"), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("table.rehearse.text"))
	sheet.Resize(fyne.NewSize(620, 0))
	sheet.OnSubmit = func() {
		sheet.Hide()
		p.table.Rehearse(choice.Selected() == 1)
	}
	sheet.Show()
}

// Create makes the rows that are right. Where others look odd, the user says whether they
// are to be made as well; where there are neither, it tries those again that failed. Where
// live data is at stake, how many rows there are and their sandbox have to be typed.
func (p *Page) Create() {
	if !p.mayBegin() {
		return
	}
	switch counts := p.table.Counts(); {
	case counts.Doubtful > 0:
		p.askDoubtful(counts)
	case counts.Ready > 0:
		p.create(counts.Ready, false)
	case counts.Failed > 0:
		p.create(counts.Failed, false)
	}
}

// create makes n rows, once the user has typed what is at stake.
func (p *Page) create(n int, doubtful bool) {
	p.askStakes(p.table.Stakes(doubtful), n, func() { p.table.Create(doubtful) })
}

// askDoubtful asks what is to become of the rows that look odd.
func (p *Page) askDoubtful(counts batch.Counts) {
	all := counts.Ready + counts.Doubtful
	yes := parts.TrCount("table.createOne", "table.create", all)
	choice := widgets.NewChoice(
		parts.TrCount("table.doubtful.withoutOne", "table.doubtful.without", counts.Ready), parts.Tr("table.doubtful.all", "Count", all))
	content := fyne.CanvasObject(choice)
	if counts.Ready == 0 {
		content = widget.NewLabel("") // there is nothing to choose from
	} else {
		yes = parts.Tr("table.doubtful.yes")
	}
	p.stage.Name("tableDoubtful.choice", choice)
	sheet := p.stage.Sheet("tableDoubtful", parts.TrCount("table.doubtful.titleOne", "table.doubtful.title", counts.Doubtful), content, yes, parts.Tr("cancel.button"))
	sheet.SetIntro(parts.TrCount("table.doubtful.textOne", "table.doubtful.text", counts.Doubtful))
	look := widgets.NewButton(parts.Tr("table.doubtful.look"), nil, func() {
		sheet.Hide()
		p.look(batch.Doubtful)
	})
	p.stage.Name("tableDoubtful.look", look)
	sheet.AddButton(look)
	sheet.Resize(fyne.NewSize(620, 0))
	sheet.OnSubmit = func() {
		sheet.Hide()
		if counts.Ready > 0 && choice.Selected() == 0 {
			p.create(counts.Ready, false)
			return
		}
		p.create(all, true)
	}
	sheet.Show()
}

// mayBegin takes what is being typed, and reports whether there is a table that nothing
// is being done with.
func (p *Page) mayBegin() bool {
	if !begun(p.phase) || working(p.phase) {
		return false
	}
	p.editor.commit()
	return p.needs.Ready()
}

// Stop ends the rehearsal or the creation. What has left is still waited for.
func (p *Page) Stop() {
	if working(p.phase) {
		p.course.near.Button().Disable()
		p.course.afar.Button().Disable()
		p.table.Stop()
	}
}

// askStakes creates n rows by then once the user has typed what is at stake, if anything.
func (p *Page) askStakes(stakes []batch.Stake, n int, then func()) {
	if len(stakes) == 0 {
		then()
		return
	}
	rows := container.NewVBox()
	typed := parts.NewStakes(p.stage, "tableStakes")
	for _, stake := range stakes {
		banner := "table.stakes.banner"
		if stake.Account == "" {
			stake.Account, banner = parts.Tr("account.practice"), "stakes.practice"
		}
		rows.Add(widgets.NewBanner(widgets.BannerProduction, parts.Tr(banner, "Sandbox", stake.Sandbox)))
		typed.Add(rows, stake.Account, stake.Sandbox, stake.Rows)
	}
	sheet := p.stage.Sheet("tableStakes", parts.Tr("table.stakes.title"), rows, parts.TrCount("table.createOne", "table.create", n), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("table.stakes.text"))
	sheet.Resize(fyne.NewSize(640, 0))
	typed.Guard(sheet, then)
	sheet.Show()
}
