package parts

import (
	"slices"
	"strconv"
)

// Distinct adds a number to a label that is taken: a drop-down knows its options
// by their texts only.
func Distinct(label string, taken []string) string {
	name := label
	for n := 2; slices.Contains(taken, name); n++ {
		name = label + " (" + strconv.Itoa(n) + ")"
	}
	return name
}
