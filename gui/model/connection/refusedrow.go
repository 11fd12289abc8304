package connection

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mooring/client"
)

// Value is what stands in one column of a row.
type Value struct{ Column, Text string }

// ValuesOf takes a refused row apart into its columns, in the order of their names;
// those of an object within it are named by their path. It is nil for a row that could
// not be understood: of that there is only its text.
func ValuesOf(row client.RefusedRow) []Value {
	dec := json.NewDecoder(strings.NewReader(row.Row.Reveal()))
	dec.UseNumber()
	var columns map[string]any
	if dec.Decode(&columns) != nil {
		return nil
	}
	return valuesIn(columns, "")
}

func valuesIn(columns map[string]any, before string) (all []Value) {
	for _, name := range slices.Sorted(maps.Keys(columns)) {
		switch v := columns[name].(type) {
		case map[string]any:
			all = append(all, valuesIn(v, before+name+".")...)
		case []any:
			text, err := json.Marshal(v)
			if err != nil {
				text = []byte(fmt.Sprint(v))
			}
			all = append(all, Value{before + name, string(text)})
		case nil:
			all = append(all, Value{before + name, ""})
		default:
			all = append(all, Value{before + name, fmt.Sprint(v)})
		}
	}
	return all
}
