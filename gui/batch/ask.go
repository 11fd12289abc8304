package batch

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

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

// Create makes the rows that are right. Where live data is at stake, how many there are
// and their sandbox have to be typed.
func (p *Page) Create() {
	if !p.mayBegin() || p.table.Counts().Ready == 0 {
		return
	}
	stakes := p.table.Stakes()
	if len(stakes) == 0 {
		p.table.Create()
		return
	}
	p.askStakes(stakes)
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
		p.foot.strip.Button().Disable()
		p.table.Stop()
	}
}

// stakeField asks to type what is at stake in one sandbox.
type stakeField struct {
	stake batch.Stake
	entry *widgets.Entry
	field *widgets.Field
}

// wanted is what is to be typed, such as "12 prod".
func (f *stakeField) wanted() string { return strconv.Itoa(f.stake.Rows) + " " + f.stake.Sandbox }

// typed reports whether that was typed, whatever the room between its words.
func (f *stakeField) typed() bool {
	return strings.Join(strings.Fields(f.entry.Text), " ") == f.wanted()
}

func (p *Page) askStakes(stakes []batch.Stake) {
	rows, content := parts.SheetRows()
	fields := make([]*stakeField, len(stakes))
	for i, stake := range stakes {
		f := &stakeField{stake: stake, entry: widgets.NewEntry()}
		rows.Add(widgets.NewBanner(widgets.BannerProduction, parts.Tr("table.stakes.banner", "Sandbox", stake.Sandbox)))
		f.field = widgets.NewField(parts.Tr("table.stakes.type", "Wanted", f.wanted(), "Account", stake.Account), f.entry)
		f.field.SetAbove(true)
		f.field.SetCaptionLines(1)
		rows.Add(f.field)
		p.stage.Name("tableStakes.typed"+strconv.Itoa(i), f.entry)
		fields[i] = f
	}
	sheet := p.stage.Sheet("tableStakes", parts.Tr("table.stakes.title"), content, parts.TrCount("table.createOne", "table.create", p.table.Counts().Ready), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("table.stakes.text"))
	sheet.Resize(fyne.NewSize(640, 0))
	sheet.First = fields[0].entry
	sheet.SetSubmitEnabled(false)
	sheet.OnSubmit = func() {
		sheet.Hide()
		p.table.Create()
	}
	for i, f := range fields {
		f.entry.OnChanged = func(string) {
			f.field.SetError("")
			sheet.SetSubmitEnabled(all(fields))
		}
		f.entry.OnSubmitted = func(string) {
			switch {
			case !f.typed():
				f.field.SetError(parts.Tr("delete.wrong"))
			case all(fields):
				sheet.OnSubmit()
			default:
				p.stage.Canvas().Focus(fields[(i+1)%len(fields)].entry)
			}
		}
	}
	sheet.Show()
}

// all reports whether everything has been typed.
func all(fields []*stakeField) bool {
	for _, f := range fields {
		if !f.typed() {
			return false
		}
	}
	return true
}
