package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// chosenDataset is the row that is marked in the list, and the dataset whose schema is shown.
func (v *screen) chosenDataset() (row, schema string) {
	v.t.Helper()
	grid := named[*widgets.Grid](v, "ingest.datasets")
	row = "none"
	if at := grid.Selected(); at >= 0 {
		row = grid.Cell(at, 0).Text
	}
	for _, dataset := range []string{"Customers", "Loyalty members"} {
		if v.says(parts.Tr("bring.schema", "Dataset", dataset, "Schema", "Customer")) ||
			v.says(parts.Tr("bring.schema", "Dataset", dataset, "Schema", "Loyalty member")) {
			schema = dataset
		}
	}
	return row, schema
}

// Data must never go into another dataset than the one that is marked in the list.
func TestTheDatasetThatIsMarkedIsTheOneThatIsChosen(t *testing.T) {
	v := withIngest(t, membersFile)
	v.next()
	v.intoDataset("Customers")
	expect := func(when, row, schema string) {
		t.Helper()
		if r, s := v.chosenDataset(); r != row || s != schema {
			t.Errorf("%s, %q is marked and %q is chosen", when, r, s)
		}
	}
	expect("at first", "Customers", "Customers")
	v.enter("ingest.filter", "loy")
	expect("once the list leaves it out", "none", "Customers")
	v.enter("ingest.filter", "")
	expect("once it is listed again", "Customers", "Customers")
	v.enter("ingest.filter", "loy")
	v.intoDataset("Loyalty members")
	expect("after another was chosen", "Loyalty members", "Loyalty members")
	v.enter("ingest.filter", "")
	expect("with all of them listed", "Loyalty members", "Loyalty members")
}

// What was looked for is chosen with one key, as the hand expects it from a search.
func TestFromASearchToWhatItFound(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyDown} {
		v := withIngest(t, membersFile)
		v.next()
		v.enter("ingest.filter", "loy")
		v.focus("ingest.filter")
		v.key(key)
		v.runner.Fire()
		if row, schema := v.chosenDataset(); row != "Loyalty members" || schema != row {
			t.Errorf("%s marks %q and chooses %q", key, row, schema)
		}
		v.expect("focus", "ingest.datasets")
	}
}

// So does the search above the list of connections.
func TestFromTheSearchToTheRows(t *testing.T) {
	v := startPractice(t)
	v.create("Loyalty", practice.AccessKeyWorks)
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyDown} {
		v.focus("register.search")
		v.key(key)
		v.expect("focus", "register.grid")
	}
}

// A column that goes nowhere must not look as if it went where another does.
func TestAColumnThatGoesNowhereHasNoField(t *testing.T) {
	v := withIngest(t, "/practice-bucket/customers/customers.csv")
	v.next()
	v.intoDataset("Customers")
	v.next()
	v.pick("Email → personalEmail.address")
	where := named[*widgets.Select](v, "ingest.where")
	if where.Selected != "personalEmail.address" {
		t.Errorf("a column that goes somewhere has the field %q", where.Selected)
	}
	v.pick("Phone → " + parts.Tr("bring.nowhere"))
	if where.Selected != "" {
		t.Errorf("a column that goes nowhere has the field %q", where.Selected)
	}
}
