package practice

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// dataset is a data set that dataflows put rows into, with what it demands of
// them.
type dataset struct {
	key         string // by which dataflows name it
	name        string
	description string
	profile     bool              // its rows become part of profiles
	kinds       map[string]string // columns that are no text: boolean or date
	required    []string
}

// practiceDatasets are there in every sandbox.
var practiceDatasets = []dataset{
	{key: "customers", name: "Customers", description: "Master data from the CRM", profile: true, required: []string{"Id"}},
	{
		key: "members", name: "Loyalty members", profile: true,
		kinds: map[string]string{"optIn": "boolean", "joined": "date"}, required: []string{"memberId"},
	},
	{key: "sales", name: "Point of sale", description: "Sales of all stores"},
	{key: "returns", name: "Returns"},
	{key: "products", name: "Product catalogue"},
	{key: "clicks", name: "Web clicks (été, 数据)", description: "Clickstream"},
}

func datasetByKey(key string) dataset {
	if i := slices.IndexFunc(practiceDatasets, func(d dataset) bool { return d.key == key }); i >= 0 {
		return practiceDatasets[i]
	}
	return dataset{key: key, name: key}
}

// id is 24 hexadecimal digits, and the same at all times.
func (d dataset) id(org, sandbox string) string {
	sum := sha256.Sum256([]byte(org + "/" + sandbox + "/" + d.key))
	return hex.EncodeToString(sum[:12])
}

func datasetByID(org, sandbox, id string) (dataset, bool) {
	i := slices.IndexFunc(practiceDatasets, func(d dataset) bool { return d.id(org, sandbox) == id })
	if i < 0 {
		return dataset{}, false
	}
	return practiceDatasets[i], true
}

func (d dataset) schemaID() string {
	sum := sha256.Sum256([]byte("schema/" + d.key))
	return "https://ns.adobe.com/practice/schemas/" + hex.EncodeToString(sum[:24])
}

// The codes of the errors of rows.
const (
	rowUnreadable = "INGEST-1401-400"
	rowIncomplete = "INGEST-1555-400"
	rowUnmapped   = "MAPPER-3700-400"
)

// refusedRow is a row that a data set does not take.
type refusedRow struct {
	code    string
	column  string // empty where the row cannot be read at all
	message string
	values  []any
}

// refuses returns the rows of a file that the data set does not take.
func (d dataset) refuses(f *storedFile) []refusedRow {
	var list []refusedRow
	for _, row := range f.rows {
		if bad, refused := d.refusesRow(f.columns, row); refused {
			list = append(list, bad)
		}
	}
	return list
}

func (d dataset) refusesRow(columns []column, row []any) (refusedRow, bool) {
	if len(row) != len(columns) {
		return refusedRow{rowUnreadable, "", "Row is corrupted and cannot be read, please fix and resend.", row}, true
	}
	for i, c := range columns {
		value := fmt.Sprint(row[i])
		if slices.Contains(d.required, c.Name) && strings.TrimSpace(value) == "" {
			return refusedRow{rowIncomplete, c.Name, fmt.Sprintf("The required field %s is missing or null.", c.Name), row}, true
		}
		if kind := d.kinds[c.Name]; value != "" && !fits(kind, value) {
			return refusedRow{rowUnmapped, c.Name, fmt.Sprintf("Mapper Transform Error: cannot convert %s to %s.", c.Name, kind), row}, true
		}
	}
	return refusedRow{}, false
}

// fits reports whether a text is a value of a kind. Platform takes no 0 or 1 for
// a boolean.
func fits(kind, value string) bool {
	switch kind {
	case "boolean":
		return value == "true" || value == "false"
	case "date":
		_, err := time.Parse(time.DateOnly, value)
		return err == nil
	}
	return true
}
