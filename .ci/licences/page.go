package main

import (
	"fmt"
	"strings"
)

const introduction = `Mooring is made with the work of others. Thank you.

What is linked into it on one system or another, with the licence of each. Their
texts follow.
`

// page is the file: an index with a line for each component, and the texts.
func page(components []*component, notices []*notice) string {
	var b strings.Builder
	b.WriteString(introduction + "\n")
	for _, c := range components {
		fmt.Fprintf(&b, "%s: %s\n", c.name(), strings.Join(c.kinds, ", "))
	}
	for _, n := range notices {
		fmt.Fprintf(&b, "\n%s\n%s, for:\n", strings.Repeat("=", 80), n.kind)
		for _, name := range n.of {
			fmt.Fprintf(&b, "  %s\n", name)
		}
		fmt.Fprintf(&b, "%s\n\n%s\n", strings.Repeat("-", 80), n.body)
	}
	return b.String()
}
