package ingest

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/client"
	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// labelled puts a label above an input; lines are kept for what is said below it.
func labelled(key string, input fyne.CanvasObject, lines int) *widgets.Field {
	f := widgets.NewField(parts.Tr(key), input)
	f.SetAbove(true)
	f.SetCaptionLines(lines)
	return f
}

// sideBySide gives fields columns of the same width.
func sideBySide(fields ...*widgets.Field) *fyne.Container {
	row := container.NewGridWithColumns(len(fields))
	for _, f := range fields {
		row.Add(f)
	}
	return row
}

// setEntry shows a text, unless another one is being typed.
func setEntry(s *parts.Stage, e *widgets.Entry, text string) {
	if e.Text != text && s.Canvas().Focused() != fyne.Focusable(e) {
		e.SetText(text)
	}
}

// words are the sentences of keys.
func words(keys []string) []string {
	out := make([]string, len(keys))
	for i, key := range keys {
		out[i] = parts.Tr(key)
	}
	return out
}

// warningSigns are the signs of warnings.
var warningSigns = map[ingest.Level]widgets.Sign{
	ingest.Note: widgets.SignDot, ingest.Warn: widgets.SignWarned, ingest.Fatal: widgets.SignFailed,
}

// warningItems are warnings as rows, what does most harm first.
func warningItems(warnings []ingest.Warning) []widgets.Item {
	var items []widgets.Item
	for level := ingest.Fatal; level >= ingest.Note; level-- {
		for _, w := range warnings {
			if w.Level == level {
				items = append(items, widgets.Item{State: warningSigns[level], Title: parts.Say(w.Text)})
			}
		}
	}
	return items
}

// setItems shows rows, or nothing in no room.
func setItems(l *widgets.List, items []widgets.Item) {
	l.SetItems(items)
	parts.ShowIf(l, len(items) > 0)
}

// valueWidth is the least width of a column of values at first. The most is twice as much.
const valueWidth = 140

// setTable gives a grid as many rows, below columns with these titles.
func setTable(grid *widgets.Grid, before, titles []string, rows int) {
	if !slices.Equal(before, titles) {
		grid.SetLength(0) // rows without columns cannot be drawn
		columns, widths := make([]widgets.Column, len(titles)), make([]float32, len(titles))
		for i, title := range titles {
			columns[i], widths[i] = widgets.Column{Title: title}, widthOf(title, true)
			for row := range min(rows, 10) {
				widths[i] = max(widths[i], widthOf(grid.Cell(row, i).Text, false))
			}
		}
		grid.SetColumns(columns)
		grid.SetWidths(widths)
	}
	grid.SetLength(rows)
}

// widthOf is how wide a column is to be for a title or a value.
func widthOf(text string, title bool) float32 {
	if len(text) > valueWidth { // no letters are so narrow that it would fit
		return 2 * valueWidth
	}
	const around = 24
	return min(max(fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{Bold: title}).Width+around, valueWidth), 2*valueWidth)
}

// rowsGrid shows the first rows of a file below its columns.
type rowsGrid struct {
	grid   *widgets.Grid
	titles []string
	of     client.Preview
}

func newRowsGrid() *rowsGrid {
	r := &rowsGrid{}
	r.grid = widgets.NewGrid(nil, r.cell)
	return r
}

func (r *rowsGrid) set(of client.Preview) {
	titles := make([]string, len(of.Columns))
	for i, c := range of.Columns {
		titles[i] = c.Name
	}
	before := r.titles
	r.of, r.titles = of, titles
	rows := len(of.Rows)
	if len(titles) == 0 {
		rows = 0
	}
	setTable(r.grid, before, titles, rows)
}

func (r *rowsGrid) cell(row, col int) widgets.Cell {
	if row >= len(r.of.Rows) || col >= len(r.of.Rows[row]) {
		return widgets.Cell{}
	}
	return widgets.Cell{Text: parts.OneLine(r.of.Rows[row][col])}
}
