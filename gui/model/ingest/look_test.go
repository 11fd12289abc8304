package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

// wide300 is a file of 300 columns.
func wide300() string {
	var names, row []string
	for i := range 300 {
		names, row = append(names, fmt.Sprintf("attribute_%03d", i)), append(row, "x")
	}
	return strings.Join(names, ",") + "\n" + strings.Join(row, ",") + "\n"
}

// TestLookAtFiles reads files as they come in real life: each is read in the right way,
// and told of what will go wrong.
func TestLookAtFiles(t *testing.T) {
	csv := client.FileFormat{Type: typeDelimited}
	with := func(change func(*client.FileFormat)) client.FileFormat {
		format := csv
		change(&format)
		return format
	}
	semicolon := with(func(f *client.FileFormat) { f.Delimiter = ";" })
	for name, tc := range map[string]struct {
		file    string
		content []byte
		want    client.FileFormat
		columns []string // of the preview; nil for any
		warns   []string
		rows    int
	}{
		"comma": {
			"customers.csv", []byte("Id,FirstName,Email\n1,Ann,ann@example.com\n2,Zoë,zoe@example.com\n"), csv,
			[]string{"Id", "FirstName", "Email"},
			nil, 2,
		},
		"semicolon, French numbers": {
			"ventes.csv", []byte("commande;montant;quantité\n1001;12,50;3\n1002;1 250,00;1\n"), semicolon,
			[]string{"commande", "montant", "quantité"},
			nil, 2,
		},
		"tab, under another name": {
			"returns.txt", []byte("order id\treason given\n1001\ttoo small\n1002\tbroken, again\n"),
			with(func(f *client.FileFormat) { f.Delimiter = "\t" }),
			[]string{"order id", "reason given"},
			nil, 2,
		},
		"one column of words": {
			"names.csv", []byte("full name\nAnn Lee\nZoé Roy\n"), csv, []string{"full name"}, []string{"ingest.warn.oneColumn"}, 2,
		},
		"bar": {
			"stock.csv", []byte("sku|title|stock\nA-1|Mug, blue|7\nA-2|Towel, tea|9\n"),
			with(func(f *client.FileFormat) { f.Delimiter = "|" }),
			[]string{"sku", "title", "stock"},
			nil, 2,
		},
		"semicolon in Latin-1": {
			"clients.csv", latin1("prénom;société\nZoé;Crédit Éphémère\n"),
			with(func(f *client.FileFormat) { f.Delimiter, f.Encoding = ";", latin1Name }),
			[]string{"prénom", "société"},
			nil, 1,
		},
		"gzip": {
			"events.csv.gz", gzipped("day,store\n2026-11-21,Paris\n"), with(func(f *client.FileFormat) { f.Compression = "gzip" }),
			[]string{"day", "store"},
			nil, 1,
		},
		"gzip, under another name": {
			"events.csv", gzipped("day;store\n2026-11-21;Paris\n"),
			with(func(f *client.FileFormat) { f.Compression, f.Delimiter = "gzip", ";" }),
			[]string{"day", "store"},
			nil, 1,
		},
		"line ends within quotes": {
			"notes.csv", []byte("id,note\n1,\"first line\nsecond line\"\n2,\"short\"\n"), csv, []string{"id", "note"}, nil, 2,
		},
		"byte order mark": {
			"excel.csv", []byte("\ufeffid;nom;actif\n1;Ann;1\n2;Zoé;0\n"), semicolon, []string{"\ufeffid", "nom", "actif"}, []string{"ingest.warn.bom"}, 2,
		},
		"UTF-16": {
			"unicode.csv", []byte("\xff\xfei\x00d\x00,\x00a\x00\n\x00"), with(func(f *client.FileFormat) { f.Encoding = latin1Name }), nil,
			[]string{"ingest.warn.utf16"},
			-1,
		},
		"GBK": { // as Excel saves it in China: 姓名,城市 and 王小明,北京
			"members.csv", []byte("id,\xd0\xd5\xc3\xfb,\xb3\xc7\xca\xd0\n1,\xcd\xf5\xd0\xa1\xc3\xf7,\xb1\xb1\xbe\xa9\n"),
			with(func(f *client.FileFormat) { f.Encoding = latin1Name }), nil,
			[]string{"ingest.warn.encoding"},
			1,
		},
		"empty": {"empty.csv", nil, csv, nil, []string{"ingest.warn.empty"}, 0},
		"300 columns": {
			"wide.csv", []byte(wide300()), csv, nil, []string{"ingest.warn.wide"}, 1,
		},
		"JSON lines": {
			"web.jsonl", []byte("{\"_id\":\"1\",\"page\":\"/a\"}\n{\"_id\":\"2\",\"page\":\"/b\"}\n"),
			client.FileFormat{Type: typeJSON},
			[]string{"_id", "page"},
			[]string{"ingest.warn.xdm"},
			2,
		},
		"JSON, under another name": {
			"web.dat", []byte("{\"_id\":\"1\",\"page\":\"/a\"}\n"), client.FileFormat{Type: typeJSON}, []string{"_id", "page"}, []string{"ingest.warn.xdm"}, 1,
		},
		"Parquet": {
			"orders.parquet", []byte("PAR1\x15\x04"), client.FileFormat{Type: typeParquet}, []string{"orderId"}, []string{"browse.noRows", "ingest.warn.xdm"}, 0,
		},
		"Parquet without an ending": {
			"part-00000", []byte("PAR1\x15\x04"), client.FileFormat{Type: typeParquet}, []string{"orderId"}, []string{"browse.noRows", "ingest.warn.xdm"}, 0,
		},
		"no names": {
			"plain.csv", []byte("1001,12.5,ann@example.com\n1002,13.5,zoe@example.com\n"), csv, nil, []string{"ingest.warn.header"}, 1,
		},
		"the same name twice, and none": {
			"odd.csv", []byte("id,,id\n1,2,3\n"), csv, nil, []string{"ingest.warn.twice", "ingest.warn.nameless"}, 1,
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := "/bucket/in/" + tc.file
			got, err := looking{path: p}.look(t.Context(), &store{files: map[string][]byte{p: tc.content}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got.guess.Format); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.columns, names(got.preview.Columns)); tc.columns != nil && diff != "" {
				t.Error(diff)
			}
			if tc.rows >= 0 && len(got.preview.Rows) != tc.rows {
				t.Errorf("%d rows, want %d: %q", len(got.preview.Rows), tc.rows, got.preview.Rows)
			}
			if diff := cmp.Diff(tc.warns, keysOf(got.warnings)); diff != "" {
				t.Error(diff)
			}
			for _, fact := range got.guess.facts() {
				if fact.Value.Empty() || fact.Why.Empty() {
					t.Errorf("%s: %q because of %q", fact.Label.Key, fact.Value.Key, fact.Why.Key)
				}
			}
		})
	}
}

func keysOf(all []Warning) (keys []string) {
	for _, w := range all {
		keys = append(keys, w.Text.Key)
	}
	return keys
}

// TestPlatformKnowsBetter holds that what Platform finds out counts before the name, and
// what is seen before both.
func TestPlatformKnowsBetter(t *testing.T) {
	p := "/b/report"
	s := &store{
		files:   map[string][]byte{p: []byte("a;b\n1;2\n")},
		formats: map[string]client.FileFormat{p: {Type: typeDelimited, Delimiter: ","}},
	}
	got, err := looking{path: p}.look(t.Context(), s)
	if err != nil || got.guess.Format.Delimiter != ";" || got.guess.byDelimiter.Key != bySight.Key || got.guess.byType.Key != byPlatform.Key {
		t.Errorf("%+v, %v", got.guess, err)
	}
	s.formats[p] = client.FileFormat{Type: typeDelimited, Delimiter: ";"}
	if got, _ = (looking{path: p}).look(t.Context(), s); got.guess.byDelimiter.Key != byPlatform.Key {
		t.Errorf("%+v", got.guess)
	}
	// Whatever the user says is not bettered.
	told := Guess{Format: client.FileFormat{Type: typeDelimited, Delimiter: "|"}}
	if got, _ = (looking{path: p, told: &told}).look(t.Context(), s); got.guess.Format.Delimiter != "|" {
		t.Errorf("%+v", got.guess)
	}
}

func TestFolders(t *testing.T) {
	s := &store{files: map[string][]byte{
		"/b/in/2026-01.csv": []byte("id,name\n1,a\n"), "/b/in/2026-02.csv": []byte("id,name\n1,a\n"),
		"/b/in/2026-03.csv": []byte("id,name,tier\n1,a,gold\n"), "/b/in/readme.txt": []byte("hello"),
		"/b/in/_SUCCESS": nil, "/b/in/old/2025-12.csv": []byte("id,name\n1,a\n"),
	}}
	for name, tc := range map[string]struct {
		path            string
		below           bool
		matching, other int
		warns           []string
	}{
		"folder":           {"/b/in/", false, 4, 1, []string{"ingest.warn.otherHeader", "ingest.warn.sizes"}},
		"pattern":          {"/b/in/*.csv", false, 3, 2, []string{"ingest.warn.otherHeader", "ingest.warn.sizes"}},
		"narrower pattern": {"/b/in/*-0*.csv", false, 3, 2, []string{"ingest.warn.otherHeader", "ingest.warn.sizes"}},
		"one of them":      {"/b/in/*-01*", false, 1, 4, []string{"ingest.warn.sizes"}},
		"with folders":     {"/b/in/*.csv", true, 4, 2, []string{"ingest.warn.otherHeader", "ingest.warn.sizes"}},
		"none":             {"/b/in/*.json", false, 0, 5, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := looking{path: tc.path, below: tc.below}.look(t.Context(), s)
			if err != nil || len(got.matching) != tc.matching || len(got.others) != tc.other {
				t.Fatalf("%d and %d, %v", len(got.matching), len(got.others), err)
			}
			warns := slices.DeleteFunc(keysOf(got.warnings), func(key string) bool { return key == "ingest.warn.oneColumn" || key == "ingest.warn.mixed" })
			slices.Sort(warns)
			if diff := cmp.Diff(tc.warns, slices.Compact(warns)); len(tc.warns)+len(warns) > 0 && diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What Platform reads in no way is not read as something else, and said.
func TestOtherKinds(t *testing.T) {
	s := &store{files: map[string][]byte{
		"/b/in/a.xlsx": []byte("PK\x03\x04xl/workbook.xml"), "/b/in/b.csv": []byte("id,name\n1,a\n"), "/b/old/c.XLS": []byte("\xd0\xcf\x11\xe0"), "/b/d.csv.gpg": []byte("\x85\x01"),
	}}
	for path, want := range map[string]Level{"/b/in/a.xlsx": Fatal, "/b/in/": Warn, "/b/old/": Fatal, "/b/d.csv.gpg": Fatal, "/b/*.gpg": Fatal} {
		got, err := looking{path: path}.look(t.Context(), s)
		at := slices.IndexFunc(got.warnings, func(w Warning) bool { return w.Text.Key == "ingest.warn.otherKind" })
		if err != nil || at < 0 || got.warnings[at].Level != want || want == Fatal && got.sample.Path != "" {
			t.Errorf("%s: %v, sample %q, %v", path, keysOf(got.warnings), got.sample.Path, err)
		}
	}
	if got, _ := (looking{path: "/b/in/*.csv"}).look(t.Context(), s); slices.Contains(keysOf(got.warnings), "ingest.warn.otherKind") {
		t.Errorf("%v", keysOf(got.warnings))
	}
}

func TestTooManyFiles(t *testing.T) {
	s := &store{files: map[string][]byte{"/b/in/zz.json.gz": nil}}
	for i := range maxBatchFiles {
		s.files[fmt.Sprintf("/b/in/part-%05d.csv", i)] = []byte("id,name\n1,a\n")
	}
	got, err := looking{path: "/b/in/"}.look(t.Context(), s)
	want := []string{"ingest.warn.alsoEmpty", "ingest.warn.many", "ingest.warn.mixed", "ingest.warn.sizes"}
	if diff := cmp.Diff(want, keysOf(got.warnings)); err != nil || diff != "" {
		t.Error(diff, err)
	}
	if len(s.asked) > 6 {
		t.Errorf("asked %q", s.asked)
	}
}

func TestMatches(t *testing.T) {
	for _, tc := range []struct {
		pattern, name string
		want          bool
	}{
		{"*", "a.csv", true},
		{"*.csv", "a.csv", true},
		{"*.csv", "a.csv.gz", false},
		{"*premium*.csv", "a-premium-1.csv", true},
		{"a*a", "a", false},
		{"a*a", "aa", true},
		{"a*b*c", "abc", true},
		{"a*b*c", "acb", false},
		{"a?.csv", "ab.csv", false},
		{"[a].csv", "[a].csv", true},
	} {
		if got := matches(tc.pattern, tc.name); got != tc.want {
			t.Errorf("%s, %s: %v", tc.pattern, tc.name, got)
		}
	}
	for p, want := range map[string]string{"": "", "/b/": "/b/", "/b/x.csv": "/b/", "/b/*.csv": "/b/", "b/in/x*/y": "b/in/", "x.csv": ""} {
		if got := folderOf(p); got != want {
			t.Errorf("%s: %s", p, got)
		}
	}
}
