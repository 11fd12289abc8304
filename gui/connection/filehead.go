package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"mooring/client"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// fileHead shows the beginning of the file that is chosen: how it is read, its
// columns and its first rows.
type fileHead struct {
	preview *connection.Preview

	formats *fyne.Container
	format  *widgets.Select
	comma   *widgets.Select
	columns *widgets.Grid

	painting bool // what the selects say now is not the user's
}

// formatKeys name the formats of files, and delimiterKeys the delimiters.
var (
	formatTypes   = []string{"delimited", "json", "parquet"}
	formatKeys    = []string{"browse.delimited", "browse.json", "browse.parquet"}
	delimiters    = []string{",", ";", "\t", "|"}
	delimiterKeys = []string{"browse.comma", "browse.semicolon", "browse.tab", "browse.bar"}
)

// The widths of the columns at first.
const (
	nameWidth = 160
	typeWidth = 100
)

func newFileHead(preview *connection.Preview) *fileHead {
	h := &fileHead{preview: preview}
	h.format = widgets.NewSelect(translated(formatKeys), func(string) { h.onFormat() })
	h.format.PlaceHolder = parts.Tr("browse.chooseFormat")
	h.comma = widgets.NewSelect(translated(delimiterKeys), func(string) { h.onFormat() })
	h.formats = container.New(layout.NewGridLayoutWithColumns(2), h.format, h.comma)
	h.columns = widgets.NewGrid(nil, h.cell)
	return h
}

func translated(keys []string) []string {
	words := make([]string, len(keys))
	for i, key := range keys {
		words[i] = parts.Tr(key)
	}
	return words
}

func (h *fileHead) onFormat() {
	if h.painting || h.format.SelectedIndex() < 0 {
		return
	}
	format := h.preview.Format()
	format.Type = formatTypes[h.format.SelectedIndex()]
	format.Delimiter = ""
	if at := h.comma.SelectedIndex(); format.Type == formatTypes[0] && at > 0 {
		format.Delimiter = delimiters[at]
	}
	h.preview.SetFormat(format)
}

func (h *fileHead) paint() {
	h.painting = true
	defer func() { h.painting = false }()
	parts.ShowIf(h.formats, h.preview.CanLook())
	h.paintFormat(h.preview.Format())
	h.paintColumns(h.preview.Content())
}

func (h *fileHead) paintFormat(format client.FileFormat) {
	h.format.ClearSelected()
	for i, name := range formatTypes {
		if format.Type == name {
			h.format.SetSelectedIndex(i)
		}
	}
	h.comma.SetSelectedIndex(0)
	for i, d := range delimiters {
		if format.Delimiter == d {
			h.comma.SetSelectedIndex(i)
		}
	}
	parts.ShowIf(h.comma, format.Type == formatTypes[0])
}

// paintColumns shows the first rows of a file below its columns or, where there
// are none, the columns as a list.
func (h *fileHead) paintColumns(preview client.Preview) {
	parts.ShowIf(h.columns, len(preview.Columns) > 0)
	if len(preview.Rows) == 0 {
		h.columns.SetColumns([]widgets.Column{{Title: parts.Tr("browse.column")}, {Title: parts.Tr("browse.type")}})
		h.columns.SetWidths([]float32{nameWidth, typeWidth})
		h.columns.SetLength(len(preview.Columns))
		return
	}
	columns, widths := make([]widgets.Column, len(preview.Columns)), make([]float32, len(preview.Columns))
	for i, c := range preview.Columns {
		columns[i], widths[i] = widgets.Column{Title: parts.Tr("browse.columnOf", "Name", c.Name, "Type", c.Type)}, nameWidth
	}
	h.columns.SetColumns(columns)
	h.columns.SetWidths(widths)
	h.columns.SetLength(len(preview.Rows))
}

func (h *fileHead) cell(row, col int) widgets.Cell {
	preview := h.preview.Content()
	if len(preview.Rows) == 0 {
		if row >= len(preview.Columns) {
			return widgets.Cell{}
		}
		if col == 0 {
			return widgets.Cell{Text: preview.Columns[row].Name}
		}
		return widgets.Cell{Text: preview.Columns[row].Type, ColorName: widgets.ColorNameMuted}
	}
	if row >= len(preview.Rows) || col >= len(preview.Rows[row]) {
		return widgets.Cell{}
	}
	return widgets.Cell{Text: parts.OneLine(preview.Rows[row][col])}
}
