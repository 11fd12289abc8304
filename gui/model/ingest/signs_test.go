package ingest

import (
	"slices"
	"testing"

	"mooring/client"
	"mooring/gui/model/modeltest"
)

func TestExpressionsInFullWidth(t *testing.T) {
	for typed, want := range map[string]string{
		`concat(FirstName,"-")`: `concat(FirstName,"-")`, "ｃｏｎｃａｔ（FirstName，“－”）": `concat(FirstName,"－")`, "ｎｏｗ（）": "now()",
		"concat(“你好，”，　Name)": `concat("你好，", Name)`, "iif(a＝＝１，‘是’，'否，')": `iif(a==1,'是','否，')`, "concat(\"“好”\", b)": "concat(\"“好”\", b)",
		"lower(`名称（全）`)": "lower(`名称（全）`)", "concat(”a”, “b“)": `concat("a", "b")`, "“没有结尾": `"没有结尾`, "": "",
	} {
		if got := plainSigns(typed); got != want {
			t.Errorf("%s: %s, want %s", typed, got, want)
		}
	}
}

// What was mended in an expression is said; a constant is taken as it is.
func TestFullWidthIsMendedInExpressionsOnly(t *testing.T) {
	r := modeltest.NewShuffled(1)
	b := newBench(r)
	i := b.open(t, "")
	r.Settle()
	i.Target.Choose("orders")
	r.Settle()
	const to = "_id"
	for _, put := range []struct {
		kind              client.MappingKind
		typed, want, tell string
	}{
		{client.MappingExpression, "ｕｕｉｄ（）", "uuid()", "clean.fullWidth"},
		{client.MappingExpression, "uuid()", "uuid()", byUser.Key},
		{client.MappingStatic, "（无）", "（无）", byUser.Key},
	} {
		i.Mapping.Put(to, put.kind, put.typed)
		pairs := i.Mapping.Pairs()
		at := slices.IndexFunc(pairs, func(p Pair) bool { return p.Destination == to })
		if at < 0 || pairs[at].Source != put.want || pairs[at].Why.Key != put.tell {
			t.Errorf("%s became %+v", put.typed, pairs)
		}
	}
}
