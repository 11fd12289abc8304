package credentials

import "strings"

// halves are the two rows without which a column holds no credential.
var halves = [][2]field{{fieldKeyID, fieldSecretKey}, {fieldClientID, fieldClientSecret}}

// readColumns reads a table whose names stand in its first column, with a credential
// in each of the others. Line by line, the values of one line would pass for one.
func readColumns(text string) (reading, bool) {
	for _, separator := range ",;\t|" {
		if !strings.ContainsRune(text, separator) {
			continue
		}
		rows := tableRows(text, separator)
		width := 0
		for i, row := range rows {
			if separator == '|' && len(row) > 0 && row[0] == "" { // as Markdown draws it
				rows[i] = row[1:]
			}
			width = max(width, len(rows[i]))
		}
		const most = 64
		if width > 2 && width <= most && sideBySide(rows) {
			return reading{format: FormatCSV, groups: columns(rows, width), known: true, sure: true}, true
		}
	}
	return reading{}, false
}

// sideBySide reports whether two columns hold different credentials, rather than a
// credential and notes about it.
func sideBySide(rows [][]string) bool {
	for _, pair := range halves {
		first, second := valuesOf(rows, pair[0]), valuesOf(rows, pair[1])
		if first != nil && second != nil && (first[0] != "" || second[0] != "") && (several(first, kindOf(pair[0])) || several(second, kindOf(pair[1]))) {
			return true
		}
	}
	return false
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

// several reports whether the cells are different values of one kind.
func several(cells []string, kind ValueKind) bool {
	const shortest = 8
	seen := map[string]bool{}
	for _, cell := range cells {
		if len(cell) < shortest || !pieceShape.MatchString(cell) || unmistakable(kind, cells[0]) && !unmistakable(kind, cell) {
			continue
		}
		seen[cell] = true
	}
	return len(seen) > 1
}

// columns makes a group of each column. A row above with no name that is known says
// whose they are.
func columns(rows [][]string, width int) []group {
	var groups []group
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
