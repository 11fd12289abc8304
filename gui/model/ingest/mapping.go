package ingest

import (
	"slices"
	"strings"

	"mooring/client"
	"mooring/gui/model"
)

// Pair says what goes into one field.
type Pair struct {
	client.Mapping // of an attribute, Source is the column as the file has it
	Why            model.Text
	Guessed        bool // by what words mean, or among several: to be looked at
	Field          client.SchemaField
	Troubles       []Trouble
	Said           string // what Data Prep says is wrong with it; empty where nothing is
}

// Matching is the third step: which column goes where.
type Matching struct {
	// Changed tells that anything of the step has changed.
	Changed *model.Signal

	// Rehearsal is what Data Prep says of the pairs.
	Rehearsal *Rehearsal

	file   sample
	ref    client.SchemaRef
	fields []client.SchemaField
	pairs  []Pair
	filled bool // with what another mapping set says: nothing is added to that unasked
}

func newMatching(w *work) *Matching {
	m := &Matching{Changed: model.NewSignal(w.runner)}
	m.Rehearsal = &Rehearsal{work: w, of: m, stopTimer: func() {}}
	return m
}

// follow takes the columns of the files and the fields of the dataset. What the user
// has said stays as far as its field is still there.
func (m *Matching) follow(format client.FileFormat, seen client.Preview, ref client.SchemaRef, fields []client.SchemaField) {
	same := slices.Equal(m.file.columns, seen.Columns) && m.ref == ref &&
		slices.EqualFunc(m.fields, fields, func(a, b client.SchemaField) bool { return a.Path == b.Path })
	if same && slices.EqualFunc(m.file.rows, seen.Rows, slices.Equal[[]string]) {
		return
	}
	m.file, m.ref, m.fields = sample{format: format, columns: seen.Columns, rows: seen.Rows}, ref, fields
	if !same {
		m.match(slices.DeleteFunc(m.pairs, func(p Pair) bool {
			return p.Why.Key != byUser.Key && p.Why.Key != mended.Key && p.Why.Key != byOther.Key && p.Why.Key != byItself.Key
		}))
	}
	m.changed()
}

// Something is as the dataflow that fills the steps has it: another one, or the one that
// is changed.
var (
	byOther  = model.T("ingest.why.other")
	byItself = model.T("ingest.why.itself")
)

// mended is what the user typed, in full-width letters.
var mended = model.T("clean.fullWidth")

// match keeps some pairs as far as their fields are there, and matches what is left. A
// column that is not there is told as a trouble.
func (m *Matching) match(kept []Pair) {
	m.pairs = nil
	for _, pair := range kept {
		if field, ok := m.field(pair.Destination); ok {
			pair.Field = field
			m.pairs = append(m.pairs, pair)
		}
	}
	if m.filled {
		return
	}
	free := m.Fields()
	columns := m.unused()
	for _, found := range matchColumns(columns, free) {
		m.pairs = append(m.pairs, Pair{
			Mapping: client.Mapping{Kind: client.MappingAttribute, Source: columns[found.column].Name, Destination: free[found.field].Path},
			Why:     found.why, Guessed: found.guessed, Field: free[found.field],
		})
	}
}

// changed judges the pairs anew and says so.
func (m *Matching) changed() {
	slices.SortStableFunc(m.pairs, func(a, b Pair) int { return m.file.place(a) - m.file.place(b) })
	for i := range m.pairs {
		m.pairs[i].Said, m.pairs[i].Troubles = "", m.file.troubles(m.pairs[i])
	}
	m.Rehearsal.outdate()
	m.Changed.Emit()
}

func (m *Matching) field(path string) (client.SchemaField, bool) {
	at := slices.IndexFunc(m.fields, func(f client.SchemaField) bool { return f.Path == path })
	if at < 0 {
		return client.SchemaField{}, false
	}
	return m.fields[at], true
}

// Pairs are what goes where, in the order of the file's columns, then the rest.
func (m *Matching) Pairs() []Pair { return m.pairs }

// Columns are the columns of the file without a field.
func (m *Matching) Columns() []string { return names(m.unused()) }

func names(columns []client.FileColumn) []string {
	all := make([]string, len(columns))
	for i, column := range columns {
		all[i] = column.Name
	}
	return all
}

// unused are the columns that no pair speaks of, be it within an expression.
func (m *Matching) unused() []client.FileColumn {
	return slices.DeleteFunc(slices.Clone(m.file.columns), func(c client.FileColumn) bool {
		return slices.ContainsFunc(m.pairs, func(p Pair) bool {
			return p.Kind == client.MappingAttribute && p.Source == c.Name ||
				p.Kind == client.MappingExpression && mentions(p.Source, reference(c.Name))
		})
	})
}

// mentions reports whether an expression speaks of a column, and not of one whose name
// is longer.
func mentions(expression, ref string) bool {
	for rest := expression; ; {
		at := strings.Index(rest, ref)
		if at < 0 {
			return false
		}
		end := at + len(ref)
		if (at == 0 || !nameByte(rest[at-1])) && (end == len(rest) || !nameByte(rest[end])) {
			return true
		}
		rest = rest[end:]
	}
}

func nameByte(b byte) bool {
	return b == '_' || b == '$' || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z'
}

// Fields are the fields without a source, the required ones first.
func (m *Matching) Fields() []client.SchemaField {
	free := slices.DeleteFunc(slices.Clone(m.fields), func(f client.SchemaField) bool {
		return slices.ContainsFunc(m.pairs, func(p Pair) bool { return p.Destination == f.Path })
	})
	slices.SortStableFunc(free, func(a, b client.SchemaField) int {
		switch {
		case a.Required == b.Required:
			return 0
		case a.Required:
			return -1
		}
		return 1
	})
	return free
}

// Missing are the required fields without a source.
func (m *Matching) Missing() []client.SchemaField {
	return slices.DeleteFunc(m.Fields(), func(f client.SchemaField) bool { return !f.Required })
}

// Supplies are expressions that can fill a field which has no column.
func (m *Matching) Supplies(field client.SchemaField) []Cure {
	switch {
	case field.Type == "date-time":
		return []Cure{{"now()", model.T("ingest.cure.now")}}
	case field.Path == "_id":
		return []Cure{{"uuid()", model.T("ingest.cure.uuid")}}
	}
	return nil
}

// Put gives a field a source, in place of the one that it has. An empty source takes
// it away.
func (m *Matching) Put(destination string, kind client.MappingKind, source string) {
	field, ok := m.field(destination)
	if !ok {
		return
	}
	m.pairs = slices.DeleteFunc(m.pairs, func(p Pair) bool { return p.Destination == destination })
	if source != "" {
		why := byUser
		if kind == client.MappingExpression {
			if plain := plainSigns(source); plain != source {
				source, why = plain, mended
			}
		}
		m.pairs = append(m.pairs, Pair{
			Mapping: client.Mapping{Kind: kind, Source: source, Destination: destination}, Why: why, Field: field,
		})
	}
	m.changed()
}

// Rematch matches anew, and forgets what the user did.
func (m *Matching) Rematch() {
	m.filled = false
	m.match(nil)
	m.changed()
}

// fill takes the pairs of a dataflow that exists.
func (m *Matching) fill(mappings []client.Mapping, by model.Text) {
	m.pairs, m.filled = nil, len(mappings) > 0
	for _, mapping := range mappings {
		if mapping.Kind == client.MappingAttribute {
			mapping.Source = strings.ReplaceAll(mapping.Source, `\.`, ".")
		}
		m.pairs = append(m.pairs, Pair{Mapping: mapping, Why: by})
	}
}

// set is what is sent.
func (m *Matching) set() client.NewMappingSet {
	out := client.NewMappingSet{Schema: m.ref}
	for _, pair := range m.pairs {
		mapping := pair.Mapping
		if mapping.Kind == client.MappingAttribute && m.file.format.Type == typeDelimited {
			mapping.Source = attribute(mapping.Source)
		}
		out.Mappings = append(out.Mappings, mapping)
	}
	return out
}

// Warnings are what is told of the pairs as a whole.
func (m *Matching) Warnings() []Warning {
	var all []Warning
	if refused := m.Rehearsal.refusal("ingest.warn.refused"); !refused.Empty() {
		all = append(all, Warning{Warn, refused})
	}
	if missing := m.Missing(); len(missing) > 0 {
		all = append(all, Warning{Warn, model.T("ingest.warn.missing", "Fields", few(paths(missing)))})
	}
	if left := m.Columns(); len(left) > 0 && len(m.fields) > 0 {
		all = append(all, Warning{Note, model.T("ingest.warn.left", "Columns", few(left))})
	}
	if guessed := slices.ContainsFunc(m.pairs, func(p Pair) bool { return p.Guessed }); guessed {
		all = append(all, Warning{Note, model.T("ingest.warn.guessed")})
	}
	identity := func(f client.SchemaField) bool { return f.Identity }
	if slices.ContainsFunc(m.fields, identity) && !slices.ContainsFunc(m.pairs, func(p Pair) bool { return identity(p.Field) }) {
		all = append(all, Warning{Warn, model.T("ingest.warn.identity")})
	}
	return all
}

func paths(fields []client.SchemaField) []string {
	all := make([]string, len(fields))
	for i, field := range fields {
		all[i] = field.Path
	}
	return all
}

// Next says why one cannot go on yet.
func (m *Matching) Next() model.Text {
	if len(m.pairs) == 0 {
		return model.T("ingest.next.pairs")
	}
	if missing := m.Missing(); len(missing) > 0 {
		return model.T("ingest.next.missing", "Field", missing[0].Path)
	}
	for _, pair := range m.pairs {
		if pair.Said != "" {
			return model.T("ingest.next.said", "Field", pair.Destination)
		}
	}
	return model.Text{}
}
