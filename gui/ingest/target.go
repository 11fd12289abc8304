package ingest

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client"
	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// chooseWait is how long a dataset must be the one at hand before its schema is read:
// who runs through the list asks Platform nothing.
const chooseWait = 250 * time.Millisecond

// targetPage shows the datasets, and the fields of the one that is chosen.
type targetPage struct {
	stage  *parts.Stage
	target *ingest.Target
	all    *fyne.Container

	filter   *widgets.Entry
	search   *fyne.Container // the filter, and what lists anew
	datasets *widgets.Grid
	shown    []client.Dataset
	reading  *widgets.Line
	again    *widgets.Button
	trouble  *parts.Trouble
	count    *widgets.Paragraph
	title    *widgets.Paragraph // of the schema
	warnings *widgets.List
	fields   *widgets.Grid
	of       []client.SchemaField
	reached  client.DatasetID // by the arrows, and not taken yet
	stop     func()
	painting bool
}

func newTargetPage(s *parts.Stage, target *ingest.Target, next func(), name func(string, fyne.CanvasObject)) *targetPage {
	p := &targetPage{stage: s, target: target, stop: func() {}}
	p.filter = widgets.NewEntry()
	p.filter.PlaceHolder = parts.Tr("bring.filter")
	p.filter.OnChanged = target.SetFilter
	p.filter.OnSubmitted = func(string) { p.toRows() }
	p.filter.OnDown = p.toRows
	p.datasets = widgets.NewGrid([]widgets.Column{{Title: parts.Tr("bring.dataset"), Fills: true}, {Title: parts.Tr("bring.profile"), Width: 90}}, p.dataset)
	p.datasets.OnSelected = p.onSelected
	p.datasets.OnActivated = func(int) { next() }
	p.fields = widgets.NewGrid([]widgets.Column{
		{Title: parts.Tr("bring.field"), Fills: true}, typeColumn(), {Title: parts.Tr("bring.required"), Forms: []string{parts.Tr("bring.required")}},
	}, p.field)
	p.reading = widgets.NewLine(parts.Tr("bring.readingDatasets"))
	p.trouble = parts.NewNamedTrouble("ingest.target.", s)
	p.again = widgets.NewButton(parts.Tr("flows.again"), theme.ViewRefreshIcon(), target.Reload)
	p.again.Importance = widget.LowImportance
	p.search = container.NewBorder(nil, nil, nil, p.again, p.filter)
	parts.ShowIf(p.search, !target.Kept())
	p.count = parts.Quiet("")
	p.title = parts.Bold()
	p.warnings = widgets.NewFindings()
	column := func(top, rest fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewBorderLayout(top, nil, nil, nil), top, container.New(parts.LeastHeight(rowsHeight), rest))
	}
	left := column(container.NewVBox(p.search, p.count), p.datasets)
	right := column(container.NewVBox(p.title, p.warnings), p.fields)
	top := container.NewVBox(p.reading, p.trouble.View)
	p.all = container.New(layout.NewBorderLayout(top, nil, nil, nil), top, container.NewGridWithColumns(2, left, right))
	for suffix, o := range map[string]fyne.CanvasObject{
		"filter": p.filter, "datasets": p.datasets, "fields": p.fields, "target.again": p.again, "target.warnings": p.warnings,
	} {
		name(suffix, o)
	}
	return p
}

func (p *targetPage) view() fyne.CanvasObject { return p.all }

func (p *targetPage) enter() fyne.Focusable {
	p.target.Load()
	if p.target.Kept() {
		return p.datasets.Rows()
	}
	return p.filter
}

// toRows goes from the filter to what it found.
func (p *targetPage) toRows() {
	p.paint() // keys may be faster than pictures
	if p.datasets.Selected() < 0 {
		p.datasets.Select(0)
	}
	p.stage.Canvas().Focus(p.datasets.Rows())
}

// leave takes the dataset that was reached last.
func (p *targetPage) leave() {
	p.stop()
	if p.reached != "" {
		p.target.Choose(p.reached)
	}
	p.reached = ""
}

// onSelected takes a dataset once it stays the one at hand.
func (p *targetPage) onSelected(row int) {
	if p.painting || row < 0 || row >= len(p.shown) {
		return
	}
	p.stop()
	p.reached = p.shown[row].ID
	p.stop = p.stage.Runner.After(chooseWait, p.leave)
}

func (p *targetPage) paint() {
	p.painting = true
	defer func() { p.painting = false }()
	t := p.target
	p.shown = t.Datasets()
	p.datasets.SetLength(len(p.shown))
	p.keepPlace()
	parts.ShowIf(p.reading, t.Reading())
	p.reading.SetBusy(t.Reading())
	parts.EnableIf(p.again, !t.Reading())
	p.trouble.Set(t.Problem(), false)
	text := parts.Tr("bring.datasetStays")
	switch {
	case t.Kept():
	case t.Count() == 0 && (t.Reading() || !t.Problem().Empty()):
		text = "" // it is not known yet
	case strings.TrimSpace(t.Filter()) != "":
		text = parts.Tr("bring.datasetsOf", "Count", len(p.shown), "All", t.Count())
	default:
		text = parts.TrAnyCount("bring.datasetsNone", "bring.datasetsOne", "bring.datasets", t.Count())
	}
	p.count.SetText(text)
	p.paintSchema()
}

// keepPlace marks the dataset at hand wherever the filter has moved it, and no other one
// where it is left out.
func (p *targetPage) keepPlace() {
	at := p.reached
	if chosen, ok := p.target.Chosen(); ok && at == "" {
		at = chosen.ID
	}
	row := slices.IndexFunc(p.shown, func(d client.Dataset) bool { return d.ID == at })
	if row != p.datasets.Selected() { // else the rows stay where they were scrolled to
		p.datasets.Select(row)
	}
}

func (p *targetPage) paintSchema() {
	chosen, ok := p.target.Chosen()
	schema, read := p.target.Schema()
	text := parts.Tr("bring.noDataset")
	switch {
	case ok && read:
		text = parts.Tr("bring.schema", "Dataset", chosen.Name, "Schema", schema.Title)
	case ok:
		text = chosen.Name
	}
	p.title.SetText(text)
	setItems(p.warnings, warningItems(p.target.Warnings()))
	p.of = schema.Fields
	p.fields.SetLength(len(p.of))
	parts.ShowIf(p.fields, read)
}

func (p *targetPage) dataset(row, col int) widgets.Cell {
	if row >= len(p.shown) {
		return widgets.Cell{}
	}
	dataset := p.shown[row]
	switch {
	case col == 0:
		return widgets.Cell{Text: dataset.Name}
	case dataset.Profile:
		return widgets.Cell{Text: parts.Tr("bring.on"), ColorName: widgets.ColorNameSuccessText}
	}
	return widgets.Cell{Text: parts.Tr("bring.off"), ColorName: widgets.ColorNameMuted}
}

func (p *targetPage) field(row, col int) widgets.Cell {
	if row >= len(p.of) {
		return widgets.Cell{}
	}
	field := p.of[row]
	switch {
	case col == 0:
		return widgets.Cell{Text: field.Path}
	case col == 1:
		return widgets.Cell{Text: typeText(field.Type), ColorName: widgets.ColorNameMuted}
	case field.Required:
		return widgets.Cell{Text: parts.Tr("bring.yes")}
	}
	return widgets.Cell{}
}
