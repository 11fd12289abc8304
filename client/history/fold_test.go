package history

import "testing"

// What is searched for is found however it is written: case, accents, width,
// ligatures, strokes, dots and the shape of apostrophes do not count.
func TestFold(t *testing.T) {
	for _, alike := range [][]string{
		{"ecole", "École", "ÉCOLE", "e\u0301cole", "ècole"},
		{"noel", "Noël", "NOËL"},
		{"zurich", "Zürich"},
		{"l'ete", "l’été", "l‘été", "lʼété", "l´été", "l′été"},
		{"coeur", "cœur", "CŒUR"},
		{"aether", "Æther"}, //nolint:misspell // a word that begins with the ligature
		{"strasse", "Straße", "STRASSE", "STRAẞE"},
		{"fin", "ﬁn"},
		{"lodz", "Łódź"},
		{"kobenhavn", "København"},
		{"dakovo", "Đakovo"},
		{"istanbul", "İstanbul", "ıstanbul", "ISTANBUL"},
		{"abc123", "ＡＢＣ１２３", "abc１２３"},
		{"カタカナ", "ｶﾀｶﾅ"},
		{"ガ", "ｶﾞ"},
		{"a-b", "a–b", "a‑b", "a—b"},
		{`"x"`, "“x”", "„x“", "«x»"},
		{"ab", "a\u00adb", "a\u200bb"},
		{"σισυφοσ", "σίσυφος", "ΣΊΣΥΦΟΣ"},
		{"nguyen", "Nguyễn"},
		{"שלום", "שָׁלוֹם"},
		{"محمد", "مُحَمَّد"},
		{"3x1/2", "3×½"},
		{"colleccio", "col·lecció", "coŀlecció"},
		{"eliyev", "Əliyev"},
		{"eve", "Ɛvɛ"},
		{"'ali", "ʿAlī", "ʾali"},
		{`צה"ל`, "צה״ל"},
		{"محمد", "محـــمد"},
		{"ab", "a\u200eb", "a\u200cb"},
		{"☎", "☎\ufe0f"},
	} {
		for _, text := range alike {
			if got := fold(text); got != alike[0] {
				t.Errorf("%q is folded to %q, want %q", text, got, alike[0])
			}
			if again := fold(fold(text)); again != fold(text) {
				t.Errorf("%q is folded further to %q", fold(text), again)
			}
		}
	}
	for _, pair := range [][2]string{{"が", "か"}, {"한국", "하구"}, {"数据", "数剧"}, {"👍", "👎"}, {"أ", "ا"}, {"नि", "न"}} {
		if fold(pair[0]) == fold(pair[1]) {
			t.Errorf("%q and %q are taken for the same", pair[0], pair[1])
		}
	}
}

// Of all that is searched.
func TestSearchIsFolded(t *testing.T) {
	r := openNew(t)
	for _, name := range []string{"École Été", "Fidélité Noël", "Zürich", "l’été", "数据导入", "a 50% `q`", "👍 done", "ＡＢＣ"} {
		begin(t, r, entryNamed(name))
	}
	for search, want := range map[string]string{
		"ecole": "École Été", "noel": "Fidélité Noël", "zurich": "Zürich", "l'été": "l’été", "l’ete": "l’été",
		"数据": "数据导入", "导": "数据导入", "50%": "a 50% `q`", "`q`": "a 50% `q`", "👍": "👍 done", "abc": "ＡＢＣ", "ＡＢＣ": "ＡＢＣ",
	} {
		found, err := selected(t.Context(), r, Query{Search: search})
		if err != nil || len(found) != 1 || found[0].Name != want {
			t.Errorf("%q finds %q, %v", search, names(found), err)
		}
	}
	if n, err := count(t.Context(), r, Query{Search: "\u00ad"}); n != 8 || err != nil {
		t.Errorf("nothing to search for finds %d, %v", n, err)
	}
}
