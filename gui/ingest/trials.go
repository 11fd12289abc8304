package ingest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// trials shows what the first rows become.
type trials struct {
	fold   *widgets.Fold
	faults *widgets.List
	grid   *widgets.Grid
	kept   keptRoom
	met    bool // since the step was come to
	of     []ingest.Trial
	paths  []string
}

// shownFaults is how many of what would be refused are listed.
const shownFaults = 5

func newTrials() *trials {
	t := &trials{faults: widgets.NewFindings()}
	t.grid = widgets.NewGrid(nil, t.cell)
	var table fyne.CanvasObject = container.New(parts.LeastHeight(rowsHeight), t.grid)
	t.fold = widgets.NewFold(parts.Tr("bring.trials"), container.New(&t.kept, container.NewVBox(t.faults, table)))
	return t
}

func (t *trials) set(of []ingest.Trial) {
	before := t.paths
	t.of, t.paths = of, nil
	seen := map[string]bool{}
	var items []widgets.Item
	for _, trial := range of {
		for _, value := range trial.Values {
			if !seen[value.Path] {
				seen[value.Path] = true
				t.paths = append(t.paths, value.Path)
			}
		}
		for _, fault := range trial.Faults {
			if len(items) < shownFaults {
				title := parts.Tr("bring.rowRefused", "Row", trial.Row, "Field", fault.Destination)
				items = append(items, widgets.Item{State: widgets.SignWarned, Title: title, Text: parts.OneLine(fault.Message)})
			}
		}
	}
	setItems(t.faults, items)
	rows := len(of)
	if len(t.paths) == 0 {
		rows = 0
	}
	setTable(t.grid, before, t.paths, rows)
	t.met = t.met || len(of) > 0
	parts.ShowIf(t.fold, t.met) // while rows are tried anew, too
}

func (t *trials) cell(row, col int) widgets.Cell {
	if row >= len(t.of) || col >= len(t.paths) {
		return widgets.Cell{}
	}
	for _, value := range t.of[row].Values {
		if value.Path == t.paths[col] {
			return widgets.Cell{Text: parts.OneLine(value.Value)}
		}
	}
	return widgets.Cell{}
}
