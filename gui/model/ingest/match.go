package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"mooring/client"
	"mooring/gui/model"
)

// match is a column with the field that it seems to belong to.
type match struct {
	column, field int // their places
	why           model.Text
	guessed       bool // by what the words mean, or among several
}

// How sure a match is, the surest first.
const (
	samePath = iota
	sameName
	sameLetters // but for case, underscores and the like
	sameEnd     // the last parts of the path, or all of it without the tenant
	sameMeaning
	noMatch
)

// matchColumns finds a field for each column, as far as there is one. Nothing is
// matched twice; the surest matches come first.
func matchColumns(columns []client.FileColumn, fields []client.SchemaField) []match {
	known := make([]fieldName, len(fields))
	for i, field := range fields {
		known[i] = nameField(field)
	}
	var all []match
	usedColumns, usedFields := map[int]bool{}, map[int]bool{}
	for level := samePath; level < noMatch; level++ {
		for c, column := range columns {
			name := nameColumn(column.Name)
			if usedColumns[c] || name.joined == "" {
				continue
			}
			best, several := -1, 0
			for f := range fields {
				if usedFields[f] || !known[f].holds(name, level) {
					continue
				}
				several++
				if best < 0 || known[f].before(known[best]) {
					best = f
				}
			}
			if best < 0 {
				continue
			}
			usedColumns[c], usedFields[best] = true, true
			found := match{column: c, field: best, why: reasons[level], guessed: level == sameMeaning || several > 1}
			if several > 1 {
				found.why = model.T("ingest.why.several", "Count", several)
			}
			all = append(all, found)
		}
	}
	slices.SortFunc(all, func(a, b match) int { return a.column - b.column })
	return all
}

// reasons say why a column was matched.
var reasons = [...]model.Text{
	samePath:    model.T("ingest.why.path"),
	sameName:    model.T("ingest.why.same"),
	sameLetters: model.T("ingest.why.letters"),
	sameEnd:     model.T("ingest.why.end"),
	sameMeaning: model.T("ingest.why.meaning"),
}

// columnName is the name of a column in the forms that are compared.
type columnName struct{ text, joined, meaning string }

func nameColumn(name string) columnName {
	text := strings.TrimSpace(withoutMark(name))
	joined := joinWords(text)
	return columnName{text, joined, meaningOf(joined)}
}

// fieldName is the path of a field in the forms that are compared.
type fieldName struct {
	path, leaf string
	joined     string   // the leaf
	ends       []string // the last parts of the path, joined: two of them, three, … without the tenant
	meanings   []string // of leaf and ends
	depth      int
	identity   bool
}

// ofContact is what an address or a number is that of.
var ofContact = regexp.MustCompile(`(?i)(?:email|phone)$`)

func nameField(field client.SchemaField) fieldName {
	parts := strings.Split(field.Path, ".")
	out := fieldName{path: field.Path, leaf: parts[len(parts)-1], depth: len(parts), identity: field.Identity}
	if len(parts) > 1 && ofContact.MatchString(parts[len(parts)-2]) {
		out.leaf = "" // an address or a number alone is another one
	}
	out.joined = joinWords(out.leaf)
	if len(parts) > 1 && strings.HasPrefix(parts[0], "_") {
		parts = parts[1:]
	}
	for from := len(parts) - 2; from >= 0; from-- {
		out.ends = append(out.ends, joinWords(strings.Join(parts[from:], " ")))
	}
	for _, form := range append([]string{out.joined}, out.ends...) {
		if meaning := meaningOf(form); meaning != "" {
			out.meanings = append(out.meanings, meaning)
		}
	}
	return out
}

// holds reports whether a column belongs to the field, as sure as the level says.
func (f fieldName) holds(column columnName, level int) bool {
	switch level {
	case samePath:
		return column.text == f.path
	case sameName:
		return column.text == f.leaf
	case sameLetters:
		return column.joined == f.joined
	case sameEnd:
		return slices.Contains(f.ends, column.joined)
	}
	return column.meaning != "" && slices.Contains(f.meanings, column.meaning)
}

// before reports whether a field is likelier than another that fits as well: one that
// says who a row is about, then one that lies less deep.
func (f fieldName) before(other fieldName) bool {
	if f.identity != other.identity {
		return f.identity
	}
	return f.depth < other.depth
}

// joinWords is a name without anything but its letters and digits, in lower case and
// without accents.
func joinWords(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(name))
}

// meaningOf is what a joined name means, where that is in the list of common words.
func meaningOf(joined string) string {
	if meaning, ok := meanings[joined]; ok {
		return meaning
	}
	// client_email, customerEmail, 客户邮箱: about whom is said by the file already.
	for _, prefix := range aboutWhom {
		if rest, ok := strings.CutPrefix(joined, prefix); ok && meanings[rest] != "" && meanings[rest] != "id" {
			return meanings[rest]
		}
	}
	return ""
}

// meanings are the common words of three languages, joined, by what they mean.
var meanings = func() map[string]string {
	out := map[string]string{}
	for meaning, words := range commonWords {
		for word := range strings.SplitSeq(words, ",") {
			out[joinWords(word)] = meaning
		}
	}
	return out
}()
