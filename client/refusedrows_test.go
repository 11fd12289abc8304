package client

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const testBatch = "01EF01X41KJD82Y9ZX6ET54PCZ"

// customer is what must be seen nowhere but where it was asked for.
const customer = "ada@example.com"

// files answers with a list of files and their links, {host} in them being the
// server's.
func files(names ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var all []string
		for _, name := range names {
			href := "http://" + r.Host + "/gateway/data/foundation/export/batches/" + testBatch + "/meta?path=row_errors%2F" + name
			all = append(all, fmt.Sprintf(`{"name":%q,"length":"1162","_links":{"self":{"href":%q}}}`, name, href))
		}
		answer(200, `{"data":[`+strings.Join(all, ",")+`],"_page":{"count":1,"limit":100}}`)(w, r)
	}
}

func TestRefusedRows(t *testing.T) {
	lines := `{"_corrupt_record":"{\"email\":\"` + customer + `\",","_errors":[{"code":"1401","message":"Row is corrupted: ` + customer + `"}],"_filename":"in/a.csv"}
		{"id":1,"_acme":{"email":"` + customer + `"},"_errors":[{"code":"MAPPER-3700-400","message":"x"},7]}` + "\n"
	b := newBench(t, files("parsing_errors_0.json", "b 2.json"),
		typed(200, "application/octet-stream", lines), answer(200, `[{"id":2}]`))
	var log bytes.Buffer
	b.log = slog.New(slog.NewTextHandler(&log, nil))
	rows, more, err := b.Dataflows().RefusedRows(t.Context(), testBatch)
	if err != nil || more || len(rows) != 3 {
		t.Fatalf("%d, %v, %v", len(rows), more, err)
	}
	if rows[0].Row.Reveal() != `{"email":"`+customer+`",` || rows[0].File != "in/a.csv" || rows[0].Reasons[0].Code != "1401" ||
		rows[0].Reasons[0].Message.Reveal() != "Row is corrupted: "+customer || rows[1].Row.Reveal() != `{"_acme":{"email":"`+customer+`"},"id":1}` {
		t.Errorf("%s, %s", rows[0].Row.Reveal(), rows[1].Row.Reveal())
	}
	const meta = "/export/batches/" + testBatch + "/meta?path=row_errors"
	if diff := cmp.Diff([]string{meta, meta + "/parsing_errors_0.json", meta + "/b%202.json"}, seenPaths(b)); diff != "" {
		t.Error(diff)
	}
	marshalled, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{fmt.Sprintf("%v %+v %#v %s", rows, rows, rows, rows), string(marshalled), log.String()} {
		if strings.Contains(shown, customer) || strings.Contains(shown, "ada@") {
			t.Errorf("a row shows: %s", shown)
		}
	}
}

// TestRefusedRowsStay checks that no link leads elsewhere with the token.
func TestRefusedRowsStay(t *testing.T) {
	const meta = "/data/foundation/export/batches/" + testBatch + "/meta"
	c := &Client{sender: sender{base: "https://platform.adobe.io"}}
	for href, want := range map[string][]string{
		"https://platform.adobe.io:443" + meta + "?path=row_errors/a.json": {"path=row_errors/a.json"},
		"https://PLATFORM.adobe.io" + meta + "?path=row_errors/a%26b.json": {"path=row_errors/a%26b.json"},
		meta + "?path=row_errors/a.json":                                   {"path=row_errors/a.json"},
		"https://platform.adobe.io:444" + meta + "?path=row_errors/a.json": nil,
		"http://platform.adobe.io" + meta + "?path=row_errors/a.json":      nil,
		"https://evil.example" + meta + "?path=row_errors/a.json":          nil,
		"https://u@platform.adobe.io" + meta + "?path=row_errors/a.json":   nil,
		"https://platform.adobe.io/elsewhere?path=row_errors/a.json":       nil,
		"https://platform.adobe.io" + meta + "?path=input_files":           nil,
		"https://platform.adobe.io" + meta + "?path=row_errors/../x":       nil,
		"http://[::1": nil,
		"":            nil,
	} {
		body, err := json.Marshal(map[string]any{"data": []any{map[string]any{"_links": map[string]any{"self": map[string]any{"href": href}}}, 7}})
		if err != nil {
			t.Fatal(err)
		}
		got, e := c.Dataflows().readRefusedFiles(body, meta)
		if diff := cmp.Diff(want, got); diff != "" || e != nil {
			t.Errorf("%s: %v\n%s", href, e, diff)
		}
	}
	got, _ := c.Dataflows().readRefusedFiles([]byte(`{"data":[{"name":"a b.json","_links":{"self":{"href":"https://evil.example/"}}},{"name":"../x"}]}`), meta)
	if diff := cmp.Diff([]string{"path=row_errors/a%20b.json"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRefusedRowsBounded(t *testing.T) {
	row := `{"x":"` + strings.Repeat("y", 2*maxRefusedRow) + `"}` + "\n"
	b := newBench(t, files("a.json"), answer(200, strings.Repeat(row, 3*refusedHead/len(row))))
	rows, more, err := b.Dataflows().RefusedRows(t.Context(), testBatch)
	if err != nil || !more || len(rows) != maxRefusedRows || len(rows[0].Row.Reveal()) > maxRefusedRow {
		t.Errorf("%d, %v, %v", len(rows), more, err)
	}
	big := `{"x":"` + strings.Repeat("y", refusedHead/2) + `"}` + "\n"
	b = newBench(t, files("a.json"), answer(200, strings.Repeat(big, 4)))
	if rows, more, err = b.Dataflows().RefusedRows(t.Context(), testBatch); err != nil || !more || len(rows) != 1 {
		t.Errorf("cut: %d, %v, %v", len(rows), more, err)
	}
	var names []string
	steps := []http.HandlerFunc{nil}
	for i := range maxRefusedFiles + 1 {
		names = append(names, fmt.Sprint(i))
		if i < maxRefusedFiles {
			steps = append(steps, answer(200, `{"a":1}`))
		}
	}
	steps[0] = files(names...)
	if rows, more, err = newBench(t, steps...).Dataflows().RefusedRows(t.Context(), testBatch); err != nil || !more || len(rows) != maxRefusedFiles {
		t.Errorf("files: %d, %v, %v", len(rows), more, err)
	}
}

func TestRefusedRowsErrors(t *testing.T) {
	for name, tc := range map[string]struct {
		steps []http.HandlerFunc
		want  Kind
	}{
		"none kept":    {[]http.HandlerFunc{answer(404, `{"title":"x"}`)}, KindNotFound},
		"no list":      {[]http.HandlerFunc{answer(200, `{}`)}, KindNotPlatform},
		"page":         {[]http.HandlerFunc{files("a"), hotel(200)}, KindNotPlatform},
		"no rows":      {[]http.HandlerFunc{files("a"), answer(200, `7`)}, KindNotPlatform},
		"not allowed":  {[]http.HandlerFunc{files("a"), answer(403, `{}`)}, KindForbidden},
		"an odd array": {[]http.HandlerFunc{files("a"), answer(200, `[7]`)}, KindNotPlatform},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := newBench(t, tc.steps...).Dataflows().RefusedRows(t.Context(), testBatch)
			wantKind(t, err, tc.want)
		})
	}
	_, _, err := newBench(t).Dataflows().RefusedRows(t.Context(), "../x")
	wantKind(t, err, KindInvalid)
	if rows, more, err := newBench(t, answer(200, `{"data":[]}`)).Dataflows().RefusedRows(t.Context(), testBatch); len(rows) != 0 || more || err != nil {
		t.Errorf("%v, %v, %v", rows, more, err)
	}
}

func TestDatasets(t *testing.T) {
	const id = "5c8c3c555033b814b69f947f"
	b := newBench(t, answer(200, `{"`+id+`":{"name":"Orders","imsOrg":"x","tags":{"unifiedProfile":["enabled: true"]},
		"schemaRef":{"id":"https://ns.adobe.com/acme/schemas/1","contentType":"application/vnd.adobe.xed+json;version=1"}}}`))
	got, err := b.Dataflows().Dataset(t.Context(), id)
	if err != nil || got != (Dataset{
		ID: id, Name: "Orders", Profile: true,
		Schema: SchemaRef{"https://ns.adobe.com/acme/schemas/1", "application/vnd.adobe.xed+json;version=1"},
	}) {
		t.Errorf("%+v, %v", got, err)
	}
	if diff := cmp.Diff([]string{"/catalog/dataSets/" + id + "?properties=name,schemaRef,tags"}, seenPaths(b)); diff != "" {
		t.Error(diff)
	}
	for body, want := range map[string]Kind{`{}`: KindNotFound, `{"a":{"name":"x"}}`: KindNotPlatform, `[]`: KindNotPlatform} {
		_, err := newBench(t, answer(200, body)).Dataflows().Dataset(t.Context(), id)
		wantKind(t, err, want)
	}
	_, err = newBench(t).Dataflows().Dataset(t.Context(), "a/b")
	wantKind(t, err, KindInvalid)

	page := func(from, to int) http.HandlerFunc {
		all := map[string]any{}
		for i := from; i < to; i++ {
			all[fmt.Sprintf("%024d", i)] = map[string]any{"name": fmt.Sprint("n", i)}
		}
		body, _ := json.Marshal(all)
		return answer(200, string(body))
	}
	for name, tc := range map[string]struct {
		steps []http.HandlerFunc
		want  int
	}{
		"one page": {[]http.HandlerFunc{page(0, 3)}, 3}, "two": {[]http.HandlerFunc{page(0, 100), page(100, 120)}, 120},
		"start ignored": {[]http.HandlerFunc{page(0, 100), page(0, 100)}, 100}, "none": {[]http.HandlerFunc{answer(200, `{}`)}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			for _, err := range newBench(t, tc.steps...).Dataflows().Datasets(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
				n++
			}
			if n != tc.want {
				t.Errorf("%d, want %d", n, tc.want)
			}
		})
	}
	for _, err := range newBench(t, answer(200, `[]`)).Dataflows().Datasets(t.Context()) {
		wantKind(t, err, KindNotPlatform)
	}
}

// FuzzDataflows feeds every parser of what is said of dataflows.
func FuzzDataflows(f *testing.F) {
	f.Add([]byte(monitored))
	f.Add([]byte(updated))
	f.Add([]byte(`{"id":"s","data":{"format":"json"},"params":{"path":"/a","recursive":true,"dataSetId":"x"}}`))
	f.Add([]byte(`{"data":[{"name":"a","_links":{"self":{"href":"https://platform.adobe.io:443/x?path=row_errors/a"}}}]}`))
	f.Add([]byte(`{"_corrupt_record":"x","_errors":[{"code":1,"message":"m"}]}` + "\n" + `{"a":1}`))
	f.Add([]byte(`{"a":{"name":"x"}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		c := &Client{sender: sender{base: "https://platform.adobe.io"}}
		if list, e := c.Dataflows().readRefusedFiles(body, "/x"); e == nil {
			for _, query := range list {
				if !strings.HasPrefix(query, "path=row_errors/") || strings.ContainsAny(query[5:], "&#? ") {
					t.Errorf("asks for %q", query)
				}
			}
		}
		if rows, _, _ := readRefusedRows(body, 5); len(rows) > 5 {
			t.Errorf("%d rows", len(rows))
		}
		_, _ = readDatasets(body)
		_, _ = readAction(Answer{Body: body})
		o, e := decodeObject(body)
		if e != nil {
			return
		}
		if run, ok := readRun(o); ok {
			if len(run.Errors) > maxRunErrors || len(run.Batches) > maxBatches {
				t.Errorf("%+v", run)
			}
			for _, n := range []int64{run.Figures.RowsIn, run.Figures.RowsOut, run.Figures.BytesIn} {
				if n < NotTold {
					t.Errorf("%+v", run.Figures)
				}
			}
			_, _, _ = run.Outcome(), run.Cause(), run.Retryable()
		}
		if flow, ok := readFlow(o); ok {
			_ = flow.Schedule.Next(milli(1700000000000))
		}
		_, _ = readSourceConnection(o)
		_, _ = readTargetConnection(o)
	})
}
