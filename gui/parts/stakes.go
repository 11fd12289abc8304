package parts

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// AddStakes adds a banner to the rows of a sheet that says loudly that a production sandbox
// is affected, or that nobody knows whether one is. It adds none where little is at stake.
func AddStakes(rows *fyne.Container, kind model.SandboxKind, place history.Place) {
	switch {
	case kind == model.SandboxProduction && place.Practice:
		rows.Add(widgets.NewBanner(widgets.BannerProduction, Tr("stakes.practice", "Sandbox", place.Sandbox)))
	case kind == model.SandboxProduction:
		rows.Add(widgets.NewBanner(widgets.BannerProduction, Tr("stakes.production", "Sandbox", place.Sandbox)))
	case kind == model.SandboxUnsure:
		rows.Add(widgets.NewBanner(widgets.BannerWarning, Tr("stakes.unsure", "Sandbox", place.Sandbox, "OrgID", place.OrgID)))
	}
}

// Stakes are fields of a sheet in which is typed what is at stake, such as "12 prod".
type Stakes struct {
	stage  *Stage
	sheet  string
	fields []*stakeField
}

// NewStakes makes those of a sheet of that name, without a field yet.
func NewStakes(s *Stage, sheet string) *Stakes { return &Stakes{stage: s, sheet: sheet} }

type stakeField struct {
	wanted string
	entry  *widgets.Entry
	field  *widgets.Field
}

// Add adds a field to the rows of the sheet, for so many connections in a sandbox of an
// account.
func (s *Stakes) Add(rows *fyne.Container, account, sandbox string, count int) {
	f := &stakeField{wanted: strconv.Itoa(count) + " " + sandbox, entry: widgets.NewEntry()}
	f.field = widgets.NewField(Tr("stakes.type", "Wanted", f.wanted, "Account", account), f.entry)
	f.field.SetAbove(true)
	f.field.SetCaptionLines(1)
	rows.Add(f.field)
	s.stage.Name(s.sheet+".typed"+strconv.Itoa(len(s.fields)), f.entry)
	s.fields = append(s.fields, f)
}

// typed reports whether what is wanted was typed, whatever the room between its words.
func (f *stakeField) typed() bool { return strings.Join(strings.Fields(f.entry.Text), " ") == f.wanted }

func (s *Stakes) typed() bool {
	for _, f := range s.fields {
		if !f.typed() {
			return false
		}
	}
	return true
}

// Guard lets the sheet be submitted, and do then, once everything has been typed.
func (s *Stakes) Guard(sheet *widgets.Sheet, then func()) {
	sheet.OnSubmit = func() {
		sheet.Hide()
		then()
	}
	sheet.SetSubmitEnabled(s.typed())
	for i, f := range s.fields {
		f.entry.OnChanged = func(string) {
			f.field.SetError("")
			sheet.SetSubmitEnabled(s.typed())
		}
		f.entry.OnSubmitted = func(string) {
			switch {
			case !f.typed():
				f.field.SetError(Tr("delete.wrong"))
			case s.typed():
				sheet.OnSubmit()
			default:
				s.stage.Canvas().Focus(s.fields[(i+1)%len(s.fields)].entry)
			}
		}
	}
}
