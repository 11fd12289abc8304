package credentials

import (
	"slices"
	"strings"
)

// halves are the two rows without which a column holds no credential.
var halves = [][2]field{{fieldKeyID, fieldSecretKey}, {fieldClientID, fieldClientSecret}}

// namesDown are the rows of a table whose names stand in its first column, or nil, and
// what separates its cells.
func namesDown(text string) ([][]string, rune) {
	for _, separator := range ",;\t|" {
		if !strings.ContainsRune(text, separator) {
			continue
		}
		rows := tableRows(text, separator)
		for i, row := range rows {
			if separator == '|' && row[0] == "" { // as Markdown draws it
				rows[i] = row[1:]
			}
		}
		for _, pair := range halves {
			if valuesOf(rows, pair[0]) != nil && valuesOf(rows, pair[1]) != nil {
				return rows, separator
			}
		}
	}
	return nil, 0
}

// readColumns reads such a table where there is a credential in each of its columns, or
// in the first one with remarks about it in others. Line by line, all values of one line
// would pass for one.
func readColumns(rows [][]string, separator rune) (reading, bool) {
	groups := columns(rows)
	if len(groups) < 2 {
		return reading{}, false
	}
	is := reading{format: FormatCSV, groups: groups, known: true, sure: true}
	for _, pair := range halves {
		ids, secrets := valuesOf(rows, pair[0]), valuesOf(rows, pair[1])
		if several(ids, kindOf(pair[0]), true) || several(secrets, kindOf(pair[1]), false) {
			return is, true
		}
		for i := range min(len(ids), len(secrets), len(groups)) {
			// Bars and tabs also stand around values that are broken over lines.
			if separator != '|' && separator != '\t' && ids[i] != "" && secrets[i] != "" && !strings.ContainsAny(ids[i]+secrets[i], blanks) {
				is.groups = groups[i : i+1]
				is.groups[0].label = "" // no more than "Value"
				return is, true
			}
		}
	}
	return reading{}, false
}

// valuesOf are the cells behind the only one with the name of the field.
func valuesOf(rows [][]string, f field) (found []string) {
	for _, row := range rows {
		if len(row) < 2 || fieldOf(row[0]) != f {
			continue
		}
		if found != nil {
			return nil
		}
		for _, cell := range row[1:] {
			found = append(found, trimEnds(cell))
		}
	}
	return found
}

// several reports whether the cells are different values of a kind: certain ones, or such
// as no remark looks like.
func several(cells []string, kind ValueKind, certain bool) bool {
	const shortest = 8
	certain = certain || slices.ContainsFunc(cells, func(cell string) bool { return unmistakable(kind, cell) })
	var seen []string
	for _, cell := range cells {
		like := len(cell) >= shortest && pieceShape.MatchString(cell) && moment(cell).IsZero() && strings.ContainsAny(cell, "0123456789")
		if unmistakable(kind, cell) || !certain && like {
			seen = append(seen, cell)
		}
	}
	slices.Sort(seen)
	return len(slices.Compact(seen)) > 1
}

// columns makes a group of each column. A row above with no name that is known says
// whose they are.
func columns(rows [][]string) []group {
	const most = 64
	var groups []group
	width := 0
	for _, row := range rows {
		width = min(max(width, len(row)), most)
	}
	for at := 1; at < width; at++ {
		g := group{table: true}
		for _, row := range rows {
			switch {
			case at >= len(row) || trimEnds(row[at]) == "":
			case fieldOf(row[0]) != fieldNone:
				g.add(row[0], row[at])
			case len(g.values) == 0 && g.label == "":
				g.label = trimEnds(row[at])
			}
		}
		groups = append(groups, g)
	}
	return groups
}
