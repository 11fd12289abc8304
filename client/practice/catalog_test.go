package practice

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestDatasets(t *testing.T) {
	w := turn(t, SandboxProduction)
	read := func(query string) map[string]fields {
		t.Helper()
		r := w.send("GET", catalogPath+"/dataSets"+query, "")
		if r.status != http.StatusOK {
			t.Fatalf("%s: %d %s", query, r.status, r.body)
		}
		var sets map[string]fields
		r.into(t, &sets)
		return sets
	}
	all := read("?limit=100&start=0&properties=name,tags,schemaRef")
	if len(all) != len(practiceDatasets) {
		t.Errorf("%d data sets", len(all))
	}
	var ids []string
	for id, set := range all {
		if len(id) != 24 || len(set) != 3 || at(set, "name") == "" || at(set, "schemaRef.contentType") == nil {
			t.Errorf("%s: %v", id, set)
		}
		ids = append(ids, id)
	}
	if two := read("?limit=2&start=1"); len(two) != 2 {
		t.Errorf("%d of two", len(two))
	}
	if named := read("?name=" + url.QueryEscape("Loyalty members")); len(named) != 1 {
		t.Errorf("%v", named)
	}
	if some := read("/" + ids[0] + "," + ids[1] + ",000000000000000000000000"); len(some) != 2 {
		t.Errorf("%v", some)
	}
	for _, bad := range []string{"/000000000000000000000000", "?limit=x", "?start=-1"} {
		if r := w.send("GET", catalogPath+"/dataSets"+bad, ""); r.status != 404 && r.status != 400 {
			t.Errorf("%s: %d", bad, r.status)
		}
	}
	if r := w.with("X-Gw-Ims-Org-Id", OrgWithoutSandbox).send("GET", catalogPath+"/dataSets", ""); r.status != 403 ||
		!strings.Contains(r.body, "ForbiddenError") {
		t.Errorf("without a sandbox: %d %s", r.status, r.body)
	}
	if r := w.with("X-Sandbox-Name", SandboxDevelopment).send("GET", catalogPath+"/dataSets/"+ids[0], ""); r.status != 404 {
		t.Errorf("in another sandbox: %d", r.status)
	}
}

// batchOf is the batch of the last run of a dataflow.
func (w *turned) batchOf(flowID string) string {
	w.t.Helper()
	return fmt.Sprint(at(w.last(flowID), "activities.1.targetInfo.0.reference.ids.0"))
}

func TestRowErrors(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, _ := w.put(ElsewherePartly)
	w.edit(id, `path = '/practice-bucket/loyalty', path_type = 'folder', recursive = 0`)
	w.pass(24*time.Hour + 5*time.Minute)
	batch := w.batchOf(id)
	meta := func(path string) reply {
		return w.send("GET", exportPath+"/"+batch+"/meta?"+url.Values{"path": {path}}.Encode(), "")
	}
	var list struct {
		Data []struct {
			Name, Length string
			Links        struct {
				Self struct{ Href string } `json:"self"`
			} `json:"_links"`
		}
	}
	meta("row_errors").into(t, &list)
	if len(list.Data) != 2 {
		t.Fatalf("%+v", list)
	}
	lines := map[string]int{}
	for _, file := range list.Data {
		r := w.send("GET", strings.TrimPrefix(file.Links.Self.Href, w.base[:strings.Index(w.base, "/some")]), "")
		if fmt.Sprint(len(r.body)) != file.Length {
			t.Errorf("%s has %d bytes, not %s", file.Name, len(r.body), file.Length)
		}
		for line := range strings.Lines(r.body) {
			var row struct {
				Corrupt  string                           `json:"_corrupt_record"`
				Errors   []struct{ Code, Message string } `json:"_errors"`
				Filename string                           `json:"_filename"`
			}
			if err := json.Unmarshal([]byte(line), &row); err != nil || len(row.Errors) != 1 || row.Filename == "" ||
				(row.Corrupt == "") != (row.Errors[0].Code != "1401") {
				t.Errorf("%v in %s", err, line)
			}
			lines[file.Name]++
		}
	}
	if lines[parsingErrors] != 1 || lines[mappingErrors] != 4 {
		t.Errorf("%v", lines)
	}
	if r := meta(rowErrorSamples); strings.Count(r.body, "\n") != 5 || !strings.Contains(r.body, `"optIn":"1"`) {
		t.Errorf("samples: %s", r.body)
	}
	if r := meta("input_files"); r.status != http.StatusOK || !strings.Contains(r.body, "fileMetaData2.json") {
		t.Errorf("files: %s", r.body)
	}
	for _, path := range []string{"nothing", "row_errors/no.json", "../.."} {
		if r := meta(path); r.status != http.StatusNotFound {
			t.Errorf("%q: %d %s", path, r.status, r.body)
		}
	}
	w.act("/flows/" + id + "/action?op=disable")
	w.pass(keptErrors)
	if r := meta("row_errors"); r.status != http.StatusNotFound {
		t.Errorf("a month later: %d", r.status)
	}
	if r := w.send("GET", exportPath+"/01EF01X41KJD82Y9ZX6ET54PCZ/meta?path=row_errors", ""); r.status != http.StatusNotFound {
		t.Errorf("another batch: %d", r.status)
	}
}

// What the run engine keeps holds nothing of a customer's rows.
func TestOutcomesHoldNoRows(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, _ := w.put(ElsewherePartly)
	w.runsOf(id)
	var text string
	if err := w.p.store.db.QueryRowContext(t.Context(), `SELECT group_concat(outcome) FROM runs`).Scan(&text); err != nil {
		t.Fatal(err)
	}
	if text == "" || strings.Contains(text, "@example.com") || strings.Contains(text, "M-000") {
		t.Error(text)
	}
}
