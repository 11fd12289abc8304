package ingest

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

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

// Rehearsal is what Data Prep says of the pairs of a Matching and of the first rows,
// before anything is made.
type Rehearsal struct {
	work      *work
	of        *Matching
	done      bool // what is known of the pairs is of these pairs
	trying    bool
	due       bool // it will be tried shortly
	nth       int
	stopTimer func()
	trials    []Trial
	problem   model.Problem
}

// Trying reports whether Data Prep is being asked.
func (r *Rehearsal) Trying() bool { return r.trying }

// Pending reports whether what is known of the pairs is still to come.
func (r *Rehearsal) Pending() bool { return r.trying || r.due }

// Trials are what the first rows become.
func (r *Rehearsal) Trials() []Trial { return r.trials }

// Problem is why Data Prep could not be asked. It does not hinder: the run tells, too.
func (r *Rehearsal) Problem() model.Problem { return r.problem }

// tryWait is how long nothing must change before Data Prep is asked.
const tryWait = 700 * time.Millisecond

// outdate forgets what was said of pairs that are others now, and asks again once
// nothing has changed for a while.
func (r *Rehearsal) outdate() {
	r.done, r.trying, r.trials, r.problem = false, false, nil, model.Problem{}
	r.nth++
	r.stopTimer()
	if r.due = r.ready(); r.due {
		r.stopTimer = r.work.runner.After(tryWait, r.Try)
	}
}

// ready reports whether there is something to be tried.
func (r *Rehearsal) ready() bool { return len(r.of.pairs) > 0 && len(r.of.fields) > 0 }

// Try asks Data Prep what the pairs and the first rows are worth, unless it has been
// asked since the last change.
func (r *Rehearsal) Try() {
	if r.done || r.trying || !r.ready() || r.work.ctx.Err() != nil {
		return
	}
	r.stopTimer()
	r.due = false
	nth, set, rows := r.nth, r.of.set(), r.of.file.firstRows()
	r.trying = true
	r.of.Changed.Emit()
	ask(r.work, func(ctx context.Context, p Platform) (tried, error) {
		return try(ctx, p, set, rows)
	}, func(out tried, err error) {
		if nth != r.nth {
			return
		}
		r.trying, r.done = false, err == nil
		r.problem, r.trials = model.Explain(err), out.trials
		r.of.take(out)
		r.of.Changed.Emit()
	})
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
