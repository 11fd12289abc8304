package create

import (
	"slices"

	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// regionChooser is the drop-down of Amazon's regions. What it chooses is the
// service URL: that is what is sent, and it can be typed as well.
type regionChooser struct {
	form     *model.Form
	view     *widgets.Field
	list     *widgets.Select
	codes    []string // of the options between the first and the last
	other    func()   // called to have another address typed
	painting bool
}

func newRegionChooser(s *parts.Stage, form *model.Form, other func()) *regionChooser {
	r := &regionChooser{form: form, codes: model.Regions(), other: other}
	options := []string{parts.Tr("region.any")}
	for _, code := range r.codes {
		options = append(options, parts.Say(model.RegionName(code)))
	}
	r.list = widgets.NewSelect(append(options, parts.Tr("region.other")), r.onChosen)
	r.list.PlaceHolder = parts.Tr("region.any")
	r.view = widgets.NewField(parts.Tr("field.region.label"), r.list)
	r.view.SetHelp(parts.Tr("field.region.help"))
	r.view.SetAbove(true) // the names are long
	r.view.SetHelpTapped(func() { s.ExplainField(model.FieldServiceURL) })
	s.Name("form.region", r.list)
	r.paint()
	return r
}

func (r *regionChooser) onChosen(string) {
	at := r.list.SelectedIndex()
	if r.painting || at < 0 {
		return
	}
	if at <= len(r.codes) {
		code := ""
		if at > 0 {
			code = r.codes[at-1]
		}
		model.SetRegion(r.form, code)
		return
	}
	if model.Region(r.form) != "" {
		model.SetRegion(r.form, "") // the address of a region is not the other one
	}
	r.other()
}

// paint chooses the option that the service URL stands for.
func (r *regionChooser) paint() {
	at := slices.Index(r.codes, model.Region(r.form)) + 1
	if at == 0 && r.form.Value(model.FieldServiceURL) != "" {
		at = len(r.codes) + 1
	}
	if r.list.SelectedIndex() == at {
		return
	}
	r.painting = true
	r.list.SetSelectedIndex(at)
	r.painting = false
}
