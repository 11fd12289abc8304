package diagnose

import (
	"cmp"
	"fmt"
	"strings"
)

// Report is the findings as plain text, to be passed on to whoever looks after the
// computer. words names what was looked at, and says what came of it or nothing.
func Report(findings []Finding, words func(Finding) (check, outcome string)) string {
	counts := map[Verdict]int{}
	for _, f := range findings {
		counts[f.Verdict]++
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Mooring diagnosis: %d broken, %d odd, %d fine, %d skipped\n",
		counts[Broken], counts[Odd], counts[Fine], counts[Skipped])
	var heading string
	for _, f := range findings {
		if of := cmp.Or(f.Host, "This computer"); of != heading {
			heading = of
			b.WriteString("\n" + heading + "\n")
		}
		check, outcome := words(f)
		fmt.Fprintf(&b, "  %-8s %s", f.Verdict, check)
		if outcome != "" {
			b.WriteString(": " + outcome)
		}
		b.WriteString("\n")
		const indent = "             "
		for _, fact := range f.Facts {
			fmt.Fprintf(&b, "%s%s: %s\n", indent, fact.Name, fact.Value)
		}
		if f.Err != nil {
			fmt.Fprintf(&b, "%sError: %s\n", indent, f.Err)
		}
	}
	return b.String()
}
