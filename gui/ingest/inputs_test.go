package ingest

import (
	"slices"
	"strings"
	"testing"

	"mooring/client"
	"mooring/gui/headless"
	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// What does harm is not read last, below what is merely good to know.
func TestWarningsComeBeforeNotes(t *testing.T) {
	var signs []widgets.Sign
	for _, item := range warningItems([]ingest.Warning{{Level: ingest.Warn}, {Level: ingest.Note}, {Level: ingest.Fatal}, {Level: ingest.Warn}}) {
		signs = append(signs, item.State)
	}
	if want := []widgets.Sign{widgets.SignFailed, widgets.SignWarned, widgets.SignWarned, widgets.SignDot}; !slices.Equal(signs, want) {
		t.Errorf("the signs are %v, want %v", signs, want)
	}
}

// Columns are as wide as what stands in them, within reason: what is first looked at is not
// cut off beside room that nothing needs.
func TestColumnsAreAsWideAsTheirValues(t *testing.T) {
	headless.App(t, widgets.NewTheme())
	if err := parts.UseLanguage("en"); err != nil {
		t.Fatal(err)
	}
	r := newRowsGrid()
	preview := client.Preview{Columns: []client.FileColumn{{Name: "Id"}, {Name: "Email"}, {Name: "_practice.loyalty.memberSince"}, {Name: "Notes"}}}
	preview.Rows = [][]string{{"1", "wang.wei@example.com", "x", strings.Repeat("long ", 1000)}}
	r.set(preview)
	widths := r.grid.Widths()
	if widths[0] != valueWidth || widths[1] <= valueWidth || widths[2] <= widths[1] || widths[3] != 2*valueWidth {
		t.Errorf("the columns are %v wide", widths)
	}
	set := []float32{200, 200, 200, 200}
	r.grid.SetWidths(set)
	r.set(preview)
	if got := r.grid.Widths(); !slices.Equal(got, set) {
		t.Errorf("set by hand, they are %v wide", got)
	}
}
