package ingest

import (
	"reflect"
	"slices"
	"testing"

	"mooring/gui/model"
)

// Columns on whose account Platform refuses the first rows are named in their own step and
// in the last one, until what helps is in their place.
func TestRefusedColumns(t *testing.T) {
	d := newPracticeDesk(t)
	i := d.Open(d.target, d.entry, d.path(t, "clients-france.csv"), false)
	d.r.Settle()
	i.Go(StepTarget)
	d.choose(t, i, "Customers")
	i.Go(StepMapping)
	i.Mapping.Rehearsal.Try()
	d.r.Settle()
	want := model.List{"Date de naissance", "Newsletter"}
	if got := i.Mapping.Rehearsal.RefusedNames(); !slices.Equal(got, want) {
		t.Fatalf("%q are refused: %+v", got, i.Mapping.Rehearsal.Trials())
	}
	warned := func() (columns, check bool) {
		for _, w := range i.Mapping.Warnings() {
			columns = columns || w.Text.Key == "ingest.warn.refused" && reflect.DeepEqual(w.Text.Args["Columns"], want)
		}
		for _, piece := range i.Check.Pieces() {
			for _, line := range piece.Lines {
				check = check || piece.Doubtful && line.Key == "ingest.piece.refused" && reflect.DeepEqual(line.Args["Columns"], want)
			}
		}
		return columns, check
	}
	if columns, check := warned(); !columns || !check {
		t.Errorf("warned of in its step: %t, before the start: %t", columns, check)
	}
	if !i.Mapping.Rehearsal.Curable() {
		t.Fatal("nothing helps")
	}
	i.Mapping.Rehearsal.Cure()
	i.Mapping.Rehearsal.Try()
	d.r.Settle()
	if left := i.Mapping.Rehearsal.RefusedNames(); slices.Contains(left, "Newsletter") {
		t.Errorf("%q are refused still", left)
	}
	for _, pair := range i.Mapping.Rehearsal.Refused() { // those where the user has to choose
		i.Mapping.Put(pair.Destination, "EXPRESSION", pair.Troubles[0].Cures[0].Expression)
	}
	i.Mapping.Rehearsal.Try()
	d.r.Settle()
	if columns, check := warned(); columns || check || i.Mapping.Rehearsal.RefusedNames() != nil || len(i.Mapping.Rehearsal.Trials()) == 0 {
		t.Errorf("warned of still: %t, %t", columns, check)
	}
}
