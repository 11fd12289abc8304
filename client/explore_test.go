package client

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestExplore(t *testing.T) {
	const list = `[
		{"type":"file","name":"account.csv","path":"/b/in/account.csv","canPreview":true,"canFetchSchema":false},
		{"type":"folder","name":"数据 1","path":"/b/in/数据 1/","canPreview":false,"canFetchSchema":false},
		{"type":"File","name":"old.csv","path":"/some/old.csv"},
		{"type":"Folder","name":"foobar","path":"/some/foobar"},
		{"type":"file","path":"/b/nameless.json","canPreview":"false","canFetchSchema":"yes"},
		{"name":"untold","path":"/b/untold/"}, {"type":"file","name":"without a path"}, {"type":7,"name":8,"path":"/b/8"}, null, 7, "x", []
	]`
	want := []Object{
		{File, "account.csv", "/b/in/account.csv", true, false},
		{Folder, "数据 1", "/b/in/数据 1/", false, false},
		{File, "old.csv", "/some/old.csv", true, true},
		{Folder, "foobar", "/some/foobar", true, true},
		{File, "nameless.json", "/b/nameless.json", false, true},
		{Folder, "untold", "/b/untold/", true, true},
		{File, "8", "/b/8", true, true},
	}
	for path, query := range map[string]string{
		"":                          "objectType=root",
		"/b/in":                     "objectType=folder&object=/b/in",
		"b/a b+c/100%/é&数?#;=../x/": "objectType=folder&object=b/a%20b%2Bc/100%25/%C3%A9%26%E6%95%B0%3F%23%3B%3D../x/",
	} {
		b := newBench(t, answer(200, list))
		got, err := b.Explore(t.Context(), testID, path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		r := b.script.seen[0]
		if want := "/gateway/data/foundation/flowservice/connections/" + testID + "/explore?" + query; r.RequestURI != want || r.Method != "GET" {
			t.Errorf("%s %s, want %s", r.Method, r.RequestURI, want)
		}
		if path != "" && r.URL.Query().Get("object") != path {
			t.Errorf("%q arrives as %q", path, r.URL.Query().Get("object"))
		}
	}
	for body, want := range map[string]Kind{
		`{"error":"x"}`: KindNotPlatform, `{}`: KindNotPlatform, `null`: KindNotPlatform, `true`: KindNotPlatform,
		``: KindNotPlatform, `[] []`: KindNotPlatform,
	} {
		_, err := newBench(t, answer(200, body)).Explore(t.Context(), testID, "")
		if e := wantKind(t, err, want); e.Op != "Explore" {
			t.Error(e)
		}
	}
	for _, body := range []string{`[]`, `{"items":[]}`} {
		if got, err := newBench(t, answer(200, body)).Explore(t.Context(), testID, ""); err != nil || len(got) != 0 {
			t.Errorf("%s: %v, %v", body, got, err)
		}
	}
}

func TestExploreThousands(t *testing.T) {
	const n = 5000
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf(`{"type":"file","name":"part-%05d.csv","path":"/acme-landing/exports/part-%05d.csv","canPreview":true,"canFetchSchema":true}`, i, i))
	}
	b := newBench(t, answer(200, "["+strings.Join(list, ",")+"]"))
	got, err := b.Explore(t.Context(), testID, "/acme-landing/exports")
	if err != nil || len(got) != n || got[n-1].Path != "/acme-landing/exports/part-04999.csv" {
		t.Fatalf("%d objects, %v", len(got), err)
	}
}

func TestExploreRefusesInput(t *testing.T) {
	csv := FileFormat{Type: "delimited"}
	for name, tc := range map[string]struct {
		call  func(*Client) error
		field string
	}{
		"id":   {func(c *Client) error { _, err := c.Explore(t.Context(), "a/b", ""); return err }, "ID"},
		"path": {func(c *Client) error { _, err := c.Explore(t.Context(), testID, "\xff"); return err }, "Path"},
		"file": {func(c *Client) error { _, err := c.Preview(t.Context(), testID, "", csv); return err }, "Path"},
		"odd":  {func(c *Client) error { _, err := c.Preview(t.Context(), testID, "a\xff", csv); return err }, "Path"},
		"how":  {func(c *Client) error { _, err := c.Preview(t.Context(), testID, "/a", FileFormat{}); return err }, "Format"},
		"what": {func(c *Client) error { _, err := c.Preview(t.Context(), "", "/a", csv); return err }, "ID"},
	} {
		t.Run(name, func(t *testing.T) {
			if e := wantKind(t, tc.call(newBench(t).Client), KindInvalid); e.Field != tc.field {
				t.Errorf("field %q, want %q", e.Field, tc.field)
			}
		})
	}
}

// TestExploreIsAGet checks that looking is repeated and cancelled as every GET.
func TestExploreIsAGet(t *testing.T) {
	b := newBench(t, answer(503, ``, "Retry-After", "2"), hangUp, answer(200, `[]`))
	if _, err := b.Explore(t.Context(), testID, ""); err != nil {
		t.Error(err)
	}
	b = newBench(t, answer(400, flowError("1100-400", "Error from flow provider: Access Denied")))
	_, err := b.Explore(t.Context(), testID, "")
	if e := wantKind(t, err, KindRejected); e.Code != "FLOW-1100-400" || !strings.Contains(e.Detail, "Access Denied") {
		t.Error(e)
	}
	b = newBench(t, answer(404, flowError("1101-404", "x")))
	_, err = b.Preview(t.Context(), testID, "/a.csv", FileFormat{Type: "delimited"})
	if e := wantKind(t, err, KindNotFound); e.Op != "Preview" {
		t.Error(e)
	}
	ctx, cancel := context.WithCancel(t.Context())
	b = newBench(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	_, err = b.Explore(ctx, testID, "")
	wantKind(t, err, KindCanceled)
}

func TestPreviewQuery(t *testing.T) {
	for want, format := range map[string]FileFormat{
		"fileType=json&preview=true":                                {Type: "json"},
		"fileType=delimited&preview=true&columnDelimiter=%09":       {Type: "delimited", Delimiter: "\t"},
		"fileType=delimited&preview=true&columnDelimiter=%3B":       {Type: "delimited", Delimiter: ";"},
		"fileType=delimited&preview=true&compressionType=gzip":      {Type: "delimited", Compression: "gzip"},
		"fileType=delimited&preview=true&encoding=ISO-8859-1":       {Type: "delimited", Encoding: "ISO-8859-1"},
		"fileType=parquet&preview=true&compressionType=zipDeflate":  {Type: "parquet", Compression: "zipDeflate"},
		"fileType=delimited&preview=true&columnDelimiter=%E2%80%96": {Type: "delimited", Delimiter: "‖"},
	} {
		b := newBench(t, answer(200, `[]`))
		if _, err := b.Preview(t.Context(), testID, "/aep-bootcamp/Adobe Pets.json", format); err != nil {
			t.Error(err)
		}
		want = "objectType=file&object=/aep-bootcamp/Adobe%20Pets.json&" + want
		if got := b.script.seen[0].URL.RawQuery; got != want {
			t.Errorf("query %s, want %s", got, want)
		}
	}
}

func TestPreviewShapes(t *testing.T) {
	for name, tc := range map[string]struct {
		body string
		want Preview
	}{
		"columns": {
			`[{"name":"Id","type":"String"},{"name":"First Name","type":"String"}]`,
			Preview{Columns: []FileColumn{{"Id", "String"}, {"First Name", "String"}}},
		},
		"columns of no known type": {
			`[{"name":"Id","type":null},{"name":"N","type":{"type":"array"}}]`, Preview{Columns: []FileColumn{{"Id", ""}, {"N", ""}}},
		},
		"flat": {
			`{"format":"flat","schema":{"columns":[{"name":"Id","type":"string","xdm":{"type":"string"}},{"name":"Total","type":"double"},{"name":"Gone","type":"string"}]},
				"data":[{"Total":1000.2220,"Id":"a"},{"Id":null,"Total":true,"Other":1},{"Id":{"b":[1,"<"]},"Total":[]},["x",2,3,4],"y",7]}`,
			Preview{
				Columns: []FileColumn{{"Id", "string"}, {"Total", "double"}, {"Gone", "string"}},
				Rows: [][]string{
					{"a", "1000.2220", ""}, {"", "true", ""}, {`{"b":[1,"<"]}`, "[]", ""}, {"x", "2", "3"}, {"y", "", ""}, {"7", "", ""},
				},
			},
		},
		"flat without rows": {
			`{"format":"flat","schema":{"columns":[{"name":"Id","type":"string"}]}}`, Preview{Columns: []FileColumn{{"Id", "string"}}},
		},
		"hierarchical": {
			`{"format":"hierarchical","schema":{"type":"object","properties":{"total":{"type":"integer"},"person":{"type":"object","properties":{}},"odd":7}},
				"data":{"total":3,"person":{"name":"A"}}}`,
			Preview{
				Columns: []FileColumn{{"odd", ""}, {"person", "object"}, {"total", "integer"}},
				Rows:    [][]string{{"", `{"name":"A"}`, "3"}},
			},
		},
		"rows alone": {
			`{"data":[{"b":1,"a":"x"},{"c":false}]}`,
			Preview{Columns: []FileColumn{{"a", ""}, {"b", ""}, {"c", ""}}, Rows: [][]string{{"x", "1", ""}, {"", "", "false"}}},
		},
		"array of rows": {
			`[{"name":"Ann","age":7}]`,
			Preview{Columns: []FileColumn{{"age", ""}, {"name", ""}}, Rows: [][]string{{"7", "Ann"}}},
		},
		"array of arrays": {
			`[["a","b"],["c"]]`, Preview{Columns: []FileColumn{{}, {}}, Rows: [][]string{{"a", "b"}, {"c", ""}}},
		},
		"lines": {
			`[{"name":"a\nb\u0000\u2028c","type":"String"}]`, Preview{Columns: []FileColumn{{"a b  c", "String"}}},
		},
		"nothing":       {`[]`, Preview{}},
		"empty object":  {`{}`, Preview{}},
		"other members": {`{"schema":7,"data":"x"}`, Preview{}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := newBench(t, answer(200, tc.body)).Preview(t.Context(), testID, "/a", FileFormat{Type: "json"})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	for _, body := range []string{``, `7`, `null`, `"x"`, `<html>`} {
		_, err := newBench(t, answer(200, body)).Preview(t.Context(), testID, "/a", FileFormat{Type: "json"})
		wantKind(t, err, KindNotPlatform)
	}
}

func TestPreviewIsBounded(t *testing.T) {
	long := strings.Repeat("é", 2*maxCell)
	var columns, rows []string
	for i := range 2 * maxColumns {
		columns = append(columns, fmt.Sprintf(`{"name":"%04d%s","type":"string"}`, i, long))
	}
	for range 2 * maxRows {
		rows = append(rows, fmt.Sprintf(`{"0000%s":"%s"}`, long, long))
	}
	body := `{"schema":{"columns":[` + strings.Join(columns, ",") + `]},"data":[` + strings.Join(rows, ",") + `]}`
	got, e := readPreview([]byte(body))
	if e != nil || len(got.Columns) != maxColumns || len(got.Rows) != maxRows {
		t.Fatalf("%d columns, %d rows, %v", len(got.Columns), len(got.Rows), e)
	}
	for _, text := range []string{got.Columns[0].Name, got.Rows[0][0]} {
		if len(text) > maxCell || len(text) < maxCell-4 || !utf8.ValidString(text) || !strings.HasSuffix(text, "é…") {
			t.Errorf("%d bytes: %q", len(text), text)
		}
	}
}

func TestFormatOf(t *testing.T) {
	for name, want := range map[string]FileFormat{
		"/b/customers.csv":          {Type: "delimited"},
		"CUSTOMERS.CSV":             {Type: "delimited"},
		"a.tsv":                     {Type: "delimited", Delimiter: "\t"},
		"a.tab":                     {Type: "delimited", Delimiter: "\t"},
		"a.psv":                     {Type: "delimited", Delimiter: "|"},
		"a b.json":                  {Type: "json"},
		"a.jsonl":                   {Type: "json"},
		"a.ndjson":                  {Type: "json"},
		"part-0.snappy.parquet":     {Type: "parquet"},
		"a.csv.gz":                  {Type: "delimited", Compression: "gzip"},
		"a.csv.gzip":                {Type: "delimited", Compression: "gzip"},
		"a.tsv.bz2":                 {Type: "delimited", Delimiter: "\t", Compression: "bzip2"},
		"a.json.deflate":            {Type: "json", Compression: "deflate"},
		"a.csv.zip":                 {Type: "delimited", Compression: "zipDeflate"},
		"a.csv.tar.gz":              {Type: "delimited", Compression: "tarGzip"},
		"a.csv.tgz":                 {Type: "delimited", Compression: "tarGzip"},
		"a.json.tar":                {Type: "json", Compression: "tar"},
		"/b/数据/2026.11.22 100%.csv": {Type: "delimited"},
	} {
		if got, ok := FormatOf(name); !ok || got != want {
			t.Errorf("%s: %+v, %v", name, got, ok)
		}
	}
	for _, name := range []string{"", "/", "a", "a.txt", "a.gz", "a.zip", "csv", "a.csv/part-0000", "a.xlsx", "."} {
		if got, ok := FormatOf(name); ok || got != (FileFormat{}) {
			t.Errorf("%s: %+v, %v", name, got, ok)
		}
	}
}

func FuzzExplore(f *testing.F) {
	f.Add([]byte(`[{"type":"Folder","name":"a","path":"/a","canPreview":false}]`))
	f.Add([]byte(`[{"name":"Id","type":"String"}]`))
	f.Add([]byte(`{"format":"flat","schema":{"columns":[{"name":"Id","type":"string"}]},"data":[{"Id":[1]},["x"],7,null]}`))
	f.Add([]byte(`{"format":"hierarchical","schema":{"properties":{"a":{"type":"object"}}},"data":{"a":{"b":"\u0000"}}}`))
	f.Add([]byte(`{"items":[{"path":"x"}],"data":[[1,2],{"a":1}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		list, e := readObjects(body)
		if e != nil && (e.Kind != KindNotPlatform && e.Kind != KindInterrupted || list != nil) {
			t.Errorf("%v with %v", e, list)
		}
		for _, o := range list {
			if o.Path == "" || o.Name == "" || (o.Type != File && o.Type != Folder) {
				t.Errorf("%+v", o)
			}
		}
		p, e := readPreview(body)
		if e != nil && (e.Kind != KindNotPlatform && e.Kind != KindInterrupted || p.Columns != nil || p.Rows != nil) {
			t.Errorf("%v with %v", e, p)
		}
		if len(p.Columns) > maxColumns || len(p.Rows) > maxRows {
			t.Errorf("%d columns, %d rows", len(p.Columns), len(p.Rows))
		}
		for _, row := range p.Rows {
			if len(row) != len(p.Columns) {
				t.Errorf("a row of %d under %d columns", len(row), len(p.Columns))
			}
			if slices.ContainsFunc(row, func(s string) bool {
				return len(s) > maxCell || !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl)
			}) {
				t.Errorf("%q", row)
			}
		}
	})
}

func BenchmarkExplore5000(b *testing.B) {
	entry := `{"type":"file","name":"part-00001.csv","path":"/acme-landing/exports/part-00001.csv","canPreview":true,"canFetchSchema":true}`
	body := []byte("[" + strings.Repeat(entry+",", 4999) + entry + "]")
	b.ReportAllocs()
	for b.Loop() {
		if list, e := readObjects(body); e != nil || len(list) != 5000 {
			b.Fatal(len(list), e)
		}
	}
}
