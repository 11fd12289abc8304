package ingest

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/client"
	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// line is one row of the list of what goes where: a pair, a column without a field, or
// a field without a source.
type line struct {
	kind        client.MappingKind
	source      string // a column, an expression or a constant; "" for none
	destination string // "" for none
	field       client.SchemaField
	pair        ingest.Pair // of a pair
	missing     bool        // a required field without a source
}

// linesOf are all rows: first what is missing, then the pairs as the file has them,
// then what is left over on both sides.
func linesOf(m *ingest.Matching) []line {
	var lines []line
	missing := map[string]bool{}
	for _, field := range m.Missing() {
		missing[field.Path] = true
		lines = append(lines, line{destination: field.Path, field: field, missing: true})
	}
	for _, pair := range m.Pairs() {
		lines = append(lines, line{kind: pair.Kind, source: pair.Source, destination: pair.Destination, field: pair.Field, pair: pair})
	}
	for _, column := range m.Columns() {
		lines = append(lines, line{kind: client.MappingAttribute, source: column})
	}
	for _, field := range m.Fields() {
		if !missing[field.Path] {
			lines = append(lines, line{destination: field.Path, field: field})
		}
	}
	return lines
}

// inPlace puts rows where they were before, and new ones after the row that they follow.
func inPlace(before, now []line) []line {
	placed := make([]line, 0, len(now))
	known := func(l line) bool { return slices.ContainsFunc(placed, l.same) }
	for _, was := range before {
		if at := slices.IndexFunc(now, was.same); at >= 0 && !known(was) {
			placed = append(placed, now[at])
		}
	}
	for i, l := range now {
		if known(l) {
			continue
		}
		at := len(placed)
		if i > 0 {
			at = slices.IndexFunc(placed, now[i-1].same) + 1
		} else if len(before) > 0 {
			at = 0
		}
		placed = slices.Insert(placed, at, l)
	}
	return placed
}

// attention reports whether somebody should look at a row.
func (l line) attention() bool {
	return l.missing || l.pair.Guessed || l.pair.Said != "" || len(l.pair.Troubles) > 0 || l.source != "" && l.destination == ""
}

// same reports whether two rows are about the same field or, without one, column.
func (l line) same(other line) bool {
	if l.destination != "" || other.destination != "" {
		return l.destination == other.destination
	}
	return l.source == other.source
}

// cells are what a row shows: the source, the field, and why or what is wrong.
func (l line) cell(col int) widgets.Cell {
	switch col {
	case 0:
		return l.sourceCell()
	case 1:
		if l.destination == "" {
			return widgets.Cell{Text: parts.Tr("bring.nowhere"), ColorName: widgets.ColorNameMuted}
		}
		return widgets.Cell{Text: l.destination}
	case 2:
		return widgets.Cell{Text: typeText(l.field.Type), ColorName: widgets.ColorNameMuted}
	}
	text, color := l.remark()
	return widgets.Cell{Text: text, ColorName: color}
}

func (l line) sourceCell() widgets.Cell {
	cell := widgets.Cell{Text: parts.OneLine(l.source)}
	switch {
	case l.missing:
		cell = widgets.Cell{Text: parts.Tr("bring.nothing"), Icon: theme.ErrorIcon(), ColorName: widgets.ColorNameDangerText}
	case l.source == "":
		cell = widgets.Cell{Text: parts.Tr("bring.nothing"), ColorName: widgets.ColorNameMuted}
	case l.attention():
		cell.Icon, cell.ColorName = theme.WarningIcon(), widgets.ColorNameWarningText
	}
	if l.kind == client.MappingStatic && l.source != "" {
		cell.Text = parts.Tr("bring.constantOf", "Value", cell.Text)
	}
	return cell
}

// remark says what is wrong with a row or else why it is as it is.
func (l line) remark() (string, fyne.ThemeColorName) {
	switch {
	case l.missing:
		return parts.Tr("bring.isMissing"), widgets.ColorNameDangerText
	case l.pair.Said != "":
		return parts.OneLine(l.pair.Said), widgets.ColorNameDangerText
	case len(l.pair.Troubles) > 0:
		return parts.Say(l.pair.Troubles[0].Text), widgets.ColorNameWarningText
	case l.source != "" && l.destination == "":
		return parts.Tr("bring.leftOut"), widgets.ColorNameMuted
	}
	return parts.Say(l.pair.Why), widgets.ColorNameMuted
}
