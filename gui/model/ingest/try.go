package ingest

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"mooring/client"
	"mooring/gui/model"
)

// Value is what one field of a row becomes.
type Value struct{ Path, Value string }

// Trial is what one of the first rows becomes.
type Trial struct {
	Row    int // from 1
	Values []Value
	Faults []client.MappingFault // what would be refused
}

// triedRows is how many of the first rows are tried: each is a request.
const triedRows = 5

// tried is what Data Prep says of the pairs and the first rows.
type tried struct {
	faults []client.MappingFault
	wrong  []string // expressions that cannot be read
	trials []Trial
}

// Trying reports whether Data Prep is being asked.
func (m *Matching) Trying() bool { return m.trying }

// Trials are what the first rows become.
func (m *Matching) Trials() []Trial { return m.trials }

// Problem is why Data Prep could not be asked. It does not hinder: the run tells, too.
func (m *Matching) Problem() model.Problem { return m.problem }

// Try asks Data Prep what the pairs and the first rows are worth, unless it has been
// asked since the last change.
func (m *Matching) Try() {
	if m.tried || m.trying || !m.ready() || m.work.ctx.Err() != nil {
		return
	}
	m.stopTimer()
	nth, set, rows := m.tries, m.set(), m.firstRows()
	m.trying = true
	m.Changed.Emit()
	ask(m.work, func(ctx context.Context, p Platform) (tried, error) {
		return try(ctx, p, set, rows)
	}, func(out tried, err error) {
		if nth != m.tries {
			return
		}
		m.trying, m.tried = false, err == nil
		m.problem, m.trials = model.Explain(err), out.trials
		m.take(out)
		m.Changed.Emit()
	})
}

// firstRows are the first rows, each value by its column.
func (m *Matching) firstRows() []map[string]string {
	var all []map[string]string
	for _, row := range m.rows[:min(len(m.rows), triedRows)] {
		values := map[string]string{}
		for i, column := range m.columns {
			if i < len(row) && column.Name != "" {
				values[column.Name] = row[i]
			}
		}
		all = append(all, values)
	}
	return all
}

// try asks Data Prep in the background.
func try(ctx context.Context, p Platform, set client.NewMappingSet, rows []map[string]string) (out tried, err error) {
	for _, mapping := range set.Mappings {
		if mapping.Kind != client.MappingExpression {
			continue
		}
		valid, err := p.ValidateExpression(ctx, mapping.Source)
		if err != nil {
			return out, err
		}
		if !valid {
			out.wrong = append(out.wrong, mapping.Source)
		}
	}
	if out.faults, err = p.ValidateMappings(ctx, set); err != nil || len(out.wrong) > 0 || len(out.faults) > 0 {
		return out, err // rows tell nothing before the pairs are right
	}
	for i, row := range rows {
		mapped, faults, err := p.PreviewMappings(ctx, set, row)
		if err != nil {
			return out, err
		}
		out.trials = append(out.trials, Trial{Row: i + 1, Values: valuesOf(mapped), Faults: faults})
	}
	return out, nil
}

// take puts what was said to the pairs that it is about.
func (m *Matching) take(out tried) {
	for _, fault := range out.faults {
		at := fault.Index
		if at < 0 || at >= len(m.pairs) {
			at = slices.IndexFunc(m.pairs, func(p Pair) bool { return p.Destination == fault.Destination })
		}
		if at >= 0 {
			m.pairs[at].Said = strings.TrimSpace(fault.Message)
			if m.pairs[at].Said == "" {
				m.pairs[at].Said = fault.Source
			}
		}
	}
	for i := range m.pairs {
		pair := &m.pairs[i]
		if pair.Kind == client.MappingExpression && slices.Contains(out.wrong, pair.Source) {
			pair.Troubles = append(pair.Troubles, Trouble{Text: model.T("ingest.trouble.expression")})
			if pair.Said == "" {
				pair.Said = pair.Source
			}
		}
	}
}

// valuesOf are the values of a mapped row, each with its path, in the order of the paths.
func valuesOf(mapped json.RawMessage) []Value {
	var v any
	decoder := json.NewDecoder(strings.NewReader(string(mapped)))
	decoder.UseNumber()
	if len(mapped) == 0 || decoder.Decode(&v) != nil {
		return nil
	}
	return appendValues(nil, "", v)
}

func appendValues(all []Value, path string, v any) []Value {
	object, ok := v.(map[string]any)
	if !ok {
		text, isText := v.(string)
		if !isText {
			written, _ := json.Marshal(v)
			text = string(written)
		}
		return append(all, Value{path, text})
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		below := name
		if path != "" {
			below = path + "." + name
		}
		all = appendValues(all, below, object[name])
	}
	return all
}
