package connection_test

import (
	"slices"
	"testing"

	"mooring/client"
	"mooring/gui/model/connection"
)

func TestValuesOfARefusedRow(t *testing.T) {
	for text, want := range map[string][]connection.Value{
		`{"b":"x","a":12345678901234567890}`:               {{"a", "12345678901234567890"}, {"b", "x"}},
		`{"person":{"name":{"first":"Ada"},"tags":["m"]}}`: {{"person.name.first", "Ada"}, {"person.tags", `["m"]`}},
		`{"a":null,"b":true}`:                              {{"a", ""}, {"b", "true"}},
		`12,x,"broken`:                                     nil,
		`{"a":"cut in the mid`:                             nil,
		``:                                                 nil,
	} {
		if got := connection.ValuesOf(client.RefusedRow{Row: client.NewSecret(text)}); !slices.Equal(got, want) {
			t.Errorf("%s: %v", text, got)
		}
	}
}
