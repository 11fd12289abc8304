package ingest

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// mappingPage shows which column goes into which field, with an editor for the row at
// hand.
type mappingPage struct {
	matching *ingest.Matching
	body     *fyne.Container

	trying   *widgets.Line
	trouble  *parts.Trouble
	warnings *widgets.List
	show     *widgets.Select // all rows, or those to be looked at
	sum      *widgets.Paragraph
	grid     *widgets.Grid
	all      []line // in their places, which they keep until the step is come to again
	lines    []line // those in sight
	at       line   // the one at hand
	editor   *editor
	trials   *trials
	resized  func()
	painting bool
}

func newMappingPage(s *parts.Stage, in *ingest.Ingest, resized func(), name func(string, fyne.CanvasObject)) *mappingPage {
	p := &mappingPage{matching: in.Mapping, resized: resized}
	p.trying = widgets.NewLine(parts.Tr("bring.trying"))
	p.trouble = parts.NewNamedTrouble("ingest.mapping.", s)
	p.warnings = widgets.NewFindings()
	p.sum = parts.Quiet("")
	p.show = widgets.NewSelect(words([]string{"bring.showAll", "bring.showAttention"}), nil)
	p.show.SetSelectedIndex(0)
	p.show.OnChanged = func(string) { p.paint() }
	p.grid = widgets.NewGrid([]widgets.Column{
		{Title: parts.Tr("bring.source"), Width: 170},
		{Title: parts.Tr("bring.field"), Width: 230},
		typeColumn(),
		{Title: parts.Tr("bring.why"), Fills: true},
	}, func(row, col int) widgets.Cell {
		if row >= len(p.lines) {
			return widgets.Cell{}
		}
		return p.lines[row].cell(col)
	})
	p.grid.OnSelected = p.onSelected
	p.editor = newEditor(p.matching, in, name)
	p.grid.OnActivated = func(int) { s.Canvas().Focus(p.editor.first()) }
	p.trials = newTrials()
	rematch := widgets.NewButton(parts.Tr("bring.rematch"), theme.ViewRefreshIcon(), func() {
		p.all = nil
		p.matching.Rematch()
		p.matching.Rehearsal.Try()
	})
	rematch.Importance = widget.LowImportance
	which := container.New(layout.NewBorderLayout(nil, nil, rematch, nil), rematch, p.show)
	top := container.NewVBox(p.trying, p.trouble.View, p.warnings, container.NewGridWithColumns(2, p.sum, which))
	below := container.NewVBox(p.editor.view, p.trials.fold)
	p.body = container.New(layout.NewBorderLayout(top, below, nil, nil), top, container.New(parts.LeastHeight(rowsHeight), p.grid), below)
	for suffix, o := range map[string]fyne.CanvasObject{
		"pairs": p.grid, "show": p.show, "rematch": rematch, "mapping.warnings": p.warnings, "trials": p.trials.fold.Head(), "mapping.sum": p.sum,
	} {
		name(suffix, o)
	}
	return p
}

func (p *mappingPage) view() fyne.CanvasObject { return p.body }

func (p *mappingPage) enter() fyne.Focusable {
	p.settle()
	p.matching.Rehearsal.Try()
	return p.grid.Rows()
}

// settle puts the rows in order, and lets go of room that was kept for what is gone.
func (p *mappingPage) settle() {
	p.all = nil
	p.editor.kept.height, p.trials.kept.height, p.trials.met = 0, 0, false
	p.paint()
}

func (p *mappingPage) leave() { p.editor.flush() }

func (p *mappingPage) onSelected(row int) {
	if p.painting || row < 0 || row >= len(p.lines) {
		return
	}
	p.editor.flush()
	p.at = p.lines[row]
	p.editor.show(p.at)
	p.resized()
}

// look goes to the row of a field.
func (p *mappingPage) look(destination string) {
	p.show.SetSelectedIndex(0)
	p.at = line{destination: destination}
	p.paint()
	p.resized()
}

func (p *mappingPage) paint() {
	p.painting = true
	defer func() { p.painting = false }()
	m := p.matching
	p.all = inPlace(p.all, linesOf(m))
	attention := 0
	p.lines = p.lines[:0]
	for _, l := range p.all {
		if l.attention() {
			attention++
		}
		if l.attention() || p.show.SelectedIndex() == 0 || l.same(p.at) { // the one at hand stays
			p.lines = append(p.lines, l)
		}
	}
	p.sum.SetText(parts.Tr("bring.sum", "Pairs", len(m.Pairs()), "Attention", attention))
	p.grid.SetLength(len(p.lines))
	p.keepPlace()
	parts.ShowIf(p.trying, m.Rehearsal.Trying())
	p.trying.SetBusy(m.Rehearsal.Trying())
	p.trouble.Set(m.Rehearsal.Problem(), true)
	setItems(p.warnings, warningItems(m.Warnings()))
	p.trials.set(m.Rehearsal.Trials())
}

// keepPlace keeps the row at hand the same one, wherever it has gone to. At first it is
// the first one.
func (p *mappingPage) keepPlace() {
	at := slices.IndexFunc(p.lines, func(l line) bool { return l.same(p.at) })
	if at < 0 && p.at.source != "" { // a column that goes somewhere now, or nowhere any more
		at = slices.IndexFunc(p.lines, func(l line) bool { return l.source == p.at.source })
	}
	if at < 0 && len(p.lines) > 0 {
		at = 0
	}
	p.grid.Select(at)
	if at < 0 {
		p.at = line{}
	} else {
		p.at = p.lines[at]
	}
	p.editor.show(p.at)
}
