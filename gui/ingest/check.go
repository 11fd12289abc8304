package ingest

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/gui/model"
	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// pieceSigns are the signs of what is made, by its state.
var pieceSigns = map[string]widgets.Sign{
	"working": widgets.SignRunning, "done": widgets.SignDone, "failed": widgets.SignFailed,
	"unknown": widgets.SignWarned, "takenBack": widgets.SignSkipped, "left": widgets.SignWarned,
}

// checkPage lists what will be made, and how far that is.
type checkPage struct {
	stage *parts.Stage
	check *ingest.Check
	all   *fyne.Container

	name        *widgets.Entry
	description *widgets.Entry
	pieces      *widgets.List
	curl        *widgets.Link // the same by hand
	trouble     *parts.Trouble
	making      bool // and not changing
	painting    bool
}

func newCheckPage(a *Actions, in *ingest.Ingest, name func(string, fyne.CanvasObject)) *checkPage {
	p := &checkPage{stage: a.stage, check: in.Check, making: in.Purpose() != ingest.Change}
	entry := func(field model.Field, take func(string)) *widgets.Entry {
		e, cover := widgets.NewEntry(), &model.Cover{}
		e.OnChanged = func(text string) {
			e.SetConcealed(cover.Over(field, text))
			if !p.painting {
				take(text)
			}
		}
		return e
	}
	p.name, p.description = entry(model.FieldName, in.Check.SetName), entry(model.FieldDescription, in.Check.SetDescription)
	named := labelled("bring.name", p.name, 0)
	named.SetRequired(true)
	p.pieces = widgets.NewFindings()
	p.curl = widgets.NewLink(parts.Tr("bring.curl"), func() { a.showCurl(in, in.Check.Name(), "bring.curlInsteadIntro", func() {}) })
	p.trouble = parts.NewNamedTrouble("ingest.check.", a.stage)
	p.all = container.NewVBox()
	place := in.Entry().Place
	parts.AddStakes(p.all, a.needs.Kind(place), place)
	lead := "bring.willMake"
	if in.Purpose() == ingest.Change {
		lead = "bring.willChange"
	}
	for _, o := range []fyne.CanvasObject{
		sideBySide(named, labelled("bring.description", p.description, 0)), p.trouble.View, container.NewBorder(nil, nil, nil, container.NewCenter(p.curl), parts.Quiet(parts.Tr(lead))), p.pieces,
	} {
		p.all.Add(o)
	}
	for suffix, o := range map[string]fyne.CanvasObject{"name": p.name, "description": p.description, "pieces": p.pieces, "curl": p.curl} {
		name(suffix, o)
	}
	return p
}

func (p *checkPage) view() fyne.CanvasObject { return p.all }

// enter puts the focus on the name, from where Enter starts it.
func (p *checkPage) enter() fyne.Focusable { return p.name }

func (p *checkPage) leave() {}

func (p *checkPage) paint() {
	p.painting = true
	defer func() { p.painting = false }()
	c := p.check
	open := c.Phase() == ingest.PhaseOpen
	setEntry(p.stage, p.name, c.Name())
	setEntry(p.stage, p.description, c.Description())
	parts.EnableIf(p.name, open)
	parts.EnableIf(p.description, open)
	parts.ShowIf(p.curl, open && p.making)
	problem := c.Problem()
	parts.ShowIf(p.trouble.View, !problem.Empty())
	p.trouble.Set(problem, c.Phase() == ingest.PhaseUnknown)
	var items []widgets.Item
	for _, row := range c.Pieces() {
		lines := make([]string, 0, len(row.Lines)+1)
		if row.Name != "" {
			lines = append(lines, row.Name)
		}
		for _, line := range row.Lines {
			lines = append(lines, parts.Say(line))
		}
		sign := pieceSigns[row.State]
		if row.State == "" && row.Doubtful {
			sign = widgets.SignWarned
		}
		items = append(items, widgets.Item{State: sign, Title: parts.Say(row.Title), Text: strings.Join(lines, "\n")})
	}
	setItems(p.pieces, items)
}
