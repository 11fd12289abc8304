package ingest

import (
	"slices"

	"mooring/client"
	"mooring/gui/model"
)

// Refused are the pairs on whose account Data Prep refuses half of the first rows or
// more: a run cannot come to a good end with them.
func (r *Rehearsal) Refused() []Pair {
	return slices.DeleteFunc(slices.Clone(r.of.pairs), func(pair Pair) bool {
		n := 0
		for _, trial := range r.trials {
			if slices.ContainsFunc(trial.Faults, func(f client.MappingFault) bool { return f.Destination == pair.Destination }) {
				n++
			}
		}
		return n == 0 || 2*n < len(r.trials)
	})
}

// RefusedNames are what these pairs are called: by their column, or else by their field.
func (r *Rehearsal) RefusedNames() model.List {
	var names []string
	for _, pair := range r.Refused() {
		name := pair.Destination
		if pair.Kind == client.MappingAttribute {
			name = pair.Source
		}
		names = append(names, name)
	}
	return few(names)
}

// remedies are what surely helps the pairs that are refused: cures that there is no
// choice among.
func (r *Rehearsal) remedies() map[string]Cure {
	all := map[string]Cure{}
	for _, pair := range r.Refused() {
		var cures []Cure
		for _, trouble := range pair.Troubles {
			cures = append(cures, trouble.Cures...)
		}
		if len(cures) == 1 {
			all[pair.Destination] = cures[0]
		}
	}
	return all
}

// Curable reports whether Cure would do anything.
func (r *Rehearsal) Curable() bool { return len(r.remedies()) > 0 }

// Cure applies what surely helps the pairs that are refused.
func (r *Rehearsal) Cure() {
	for destination, cure := range r.remedies() {
		r.of.Put(destination, client.MappingExpression, cure.Expression)
	}
}

// refusal says which pairs are refused, by a text that wants their names; empty without
// any.
func (r *Rehearsal) refusal(key string) model.Text {
	names := r.RefusedNames()
	if len(names) == 0 {
		return model.Text{}
	}
	return model.T(key, "Columns", names)
}
