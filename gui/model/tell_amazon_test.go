package model

import (
	"slices"
	"testing"

	"mooring/client/amazon"
)

// The first few buckets are a list, which each language writes with its own sign.
func TestBucketsAreAList(t *testing.T) {
	for _, c := range []struct{ buckets, want List }{
		{List{"exports"}, List{"exports"}},
		{List{"exports", "loyalty", "orders"}, List{"exports", "loyalty", "orders"}},
		{List{"exports", "loyalty", "orders", "returns"}, List{"exports", "loyalty", "orders", "…"}},
	} {
		said := TellFinding(amazon.Finding{Check: amazon.ListBuckets, Verdict: amazon.Passed, Buckets: slices.Clone(c.buckets)})
		if got, ok := said.Args["Buckets"].(List); !ok || !slices.Equal(got, c.want) {
			t.Errorf("of %q it names %#v", c.buckets, said.Args["Buckets"])
		}
	}
}
