package practice

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// parts makes what a dataflow consists of, and returns the body of the dataflow.
func (w *turned) parts(path string, mappings ...mapping) string {
	w.t.Helper()
	base := w.create("Parts " + path)
	if len(mappings) == 0 {
		mappings = datasetByKey("members").columns
	}
	source := w.made("/sourceConnections", sourceBody(base.ID, path))
	target := w.made("/targetConnections", targetBody("members"))
	return flowBody(source.ID, target.ID, w.mapped(mappings...), w.now)
}

func sourceBody(base, path string) string {
	return string(encode(fields{
		"name": "S", "baseConnectionId": base, "data": fields{"format": "delimited"}, "params": fields{"path": path, "type": "file"},
		"connectionSpec": specRef{s3SpecID, "1.0"},
	}))
}

func targetBody(key string) string {
	set := datasetByKey(key)
	return string(encode(fields{
		"name": "T", "data": fields{"schema": fields{"id": set.schema.id(), "version": xedFull("1")}},
		"params": fields{"dataSetId": set.id(OrgID, SandboxProduction)}, "connectionSpec": specRef{targetSpecID, "1.0"},
	}))
}

func flowBody(source, target, mappingID string, now time.Time) string {
	return string(encode(fields{
		"name": "F", "flowSpec": specRef{flowSpecID, "1.0"}, "sourceConnectionIds": []string{source}, "targetConnectionIds": []string{target},
		"transformations": []fields{{"name": "Mapping", "params": fields{"mappingId": mappingID, "mappingVersion": 0}}},
		"options":         fields{"errorDiagnosticsEnabled": true, "partialIngestionPercent": 5},
		"scheduleParams":  fields{"startTime": now.Unix(), "frequency": "hour", "interval": 1, "backfill": true},
	}))
}

func setBody(schemaID string, mappings ...mapping) string {
	return string(encode(fields{
		"outputSchema": fields{"schemaRef": fields{"id": schemaID, "contentType": xedFull("1")}}, "mappings": mappings,
	}))
}

// made makes something and returns it.
func (w *turned) made(path, body string) created {
	w.t.Helper()
	r := w.flow("POST", path, body)
	if r.status != http.StatusCreated || r.header.Get("Location") == "" {
		w.t.Fatalf("%s: %d %s", path, r.status, r.body)
	}
	var c created
	r.into(w.t, &c)
	return c
}

// mapped makes a mapping set for loyalty members and returns its id.
func (w *turned) mapped(mappings ...mapping) string {
	w.t.Helper()
	r := w.send("POST", prepPath+"/mappingSets", setBody(datasetByKey("members").schema.id(), mappings...))
	if r.status != http.StatusOK {
		w.t.Fatalf("%d %s", r.status, r.body)
	}
	var set fields
	r.into(w.t, &set)
	return fmt.Sprint(set["id"])
}

// TestChain makes a dataflow of its parts, watches its first run and deletes all.
func TestChain(t *testing.T) {
	w := turn(t, SandboxProduction)
	f := w.made("/flows", w.parts("/practice-bucket/loyalty/members.csv"))
	w.pass(time.Second)
	if status := statusOf(w.last(f.ID)); status != "scheduled" {
		t.Errorf("after a second: %v", status)
	}
	w.pass(15 * time.Second)
	run := w.last(f.ID)
	for path, want := range map[string]any{
		"metrics.recordSummary.inputRecordCount": 100.0, "metrics.recordSummary.outputRecordCount": 99.0,
		"metrics.recordSummary.failedRecordCount": 1.0, "metrics.fileSummary.inputFileCount": 1.0,
	} {
		if got := at(run, path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	w.pass(time.Hour + 5*time.Minute)
	if run := w.last(f.ID); at(run, "metrics.recordSummary.inputRecordCount") != 0.0 || len(w.runsOf(f.ID)) != 2 {
		t.Errorf("the second run reads the files once more: %v", at(run, "metrics"))
	}
	item, _ := w.page("/flows/" + f.ID)
	source, target := fmt.Sprint(at(item[0], "sourceConnectionIds.0")), fmt.Sprint(at(item[0], "targetConnectionIds.0"))
	if r := w.flow("DELETE", "/sourceConnections/"+source, ""); r.code(t) != "FLOW-1418-400" {
		t.Errorf("a source that is used is deleted: %d", r.status)
	}
	for _, path := range []string{"/flows/" + f.ID, "/sourceConnections/" + source, "/targetConnections/" + target} {
		if r := w.flow("DELETE", path, ""); r.status != 204 {
			t.Errorf("%s: %d %s", path, r.status, r.body)
		}
		if r := w.flow("GET", path, ""); r.status != 404 {
			t.Errorf("%s is still there: %d", path, r.status)
		}
	}
}

// TestMappedRows counts what comes of the same file with different mappings.
func TestMappedRows(t *testing.T) {
	id := mapping{mapAttribute, "memberId", own("loyalty.memberId")}
	for name, tt := range map[string]struct {
		mappings        []mapping
		refused, failed any
		status          string
	}{
		"a flag that is 1":   {[]mapping{id, {mapAttribute, "optIn", own("loyalty.optIn")}}, 1.0, nil, "success"},
		"decoded":            {[]mapping{id, {mapExpression, `iif(optIn == "1" || optIn == "true", true, false)`, own("loyalty.optIn")}}, nil, nil, "success"},
		"a text as a number": {[]mapping{id, {mapAttribute, "tier", own("loyalty.points")}}, nil, nil, "failed"},
		"no key":             {[]mapping{{mapAttribute, "tier", own("loyalty.tier")}}, nil, nil, "failed"},
		"a constant":         {[]mapping{id, {mapStatic, "gold", own("loyalty.tier")}, {mapStatic, "7", own("loyalty.points")}}, nil, nil, "success"},
	} {
		t.Run(name, func(t *testing.T) {
			w := turn(t, SandboxProduction)
			f := w.made("/flows", w.parts("/practice-bucket/loyalty/members.csv", tt.mappings...))
			w.pass(time.Minute)
			run := w.last(f.ID)
			if statusOf(run) != tt.status || at(run, "metrics.recordSummary.failedRecordCount") != tt.refused {
				t.Errorf("%v, %v", statusOf(run), at(run, "metrics"))
			}
		})
	}
}

// TestChainRefusals holds what is refused against the documented codes.
func TestChainRefusals(t *testing.T) {
	w := turn(t, SandboxProduction)
	body := w.parts("/practice-bucket/loyalty/members.csv")
	base := w.create("Base").ID
	source, target := sourceBody(base, "/practice-bucket/a.csv"), targetBody("members")
	other := w.send("POST", prepPath+"/mappingSets", setBody(datasetByKey("customers").schema.id(), mapping{mapAttribute, "a", own("customerId")}))
	var set fields
	other.into(t, &set)
	var flow fields
	reply{body: body}.into(t, &flow)
	mappingID := fmt.Sprint(at(flow, "transformations.0.params.mappingId"))
	start := fmt.Sprintf(`"startTime":%d`, w.now.Unix())
	for name, tt := range map[string]struct{ path, body, from, to, code string }{
		"source: no name":            {"/sourceConnections", source, `"S"`, `""`, "/placeholder/type/uri"},
		"source: other spec":         {"/sourceConnections", source, s3SpecID, targetSpecID, "FLOW-1413-400"},
		"source: no base":            {"/sourceConnections", source, `"baseConnectionId":"` + base + `"`, `"x":1`, "CONNECTOR-1338-400"},
		"source: base is not there":  {"/sourceConnections", source, base, "00000000-0000-4000-8000-000000000000", "FLOW-1439-404"},
		"source: format":             {"/sourceConnections", source, "delimited", "tabular", "CONNECTOR-1327-400"},
		"source: two delimiters":     {"/sourceConnections", source, `"format":"delimited"`, `"format":"delimited","properties":{"columnDelimiter":";;"}`, "CONNECTOR-1331-400"},
		"source: delimiter of JSON":  {"/sourceConnections", source, `"format":"delimited"`, `"format":"json","properties":{"columnDelimiter":";"}`, "CONNECTOR-1312-400"},
		"source: compression":        {"/sourceConnections", source, `"format":"delimited"`, `"format":"delimited","properties":{"compressionType":"rar"}`, "CONNECTOR-1312-400"},
		"source: no path":            {"/sourceConnections", source, `"path"`, `"where"`, "CONNECTOR-1323-400"},
		"source: type of path":       {"/sourceConnections", source, `"file"`, `"bucket"`, "CONNECTOR-1312-400"},
		"target: other spec":         {"/targetConnections", target, targetSpecID, s3SpecID, "CONNECTOR-1307-400"},
		"target: no dataset":         {"/targetConnections", target, "dataSetId", "datasetId", "CONNECTOR-1325-400"},
		"target: unknown dataset":    {"/targetConnections", target, datasetByKey("members").id(OrgID, SandboxProduction), "5f3c3cedb2805c194ff0b69a", "CONNECTOR-1325-400"},
		"target: other schema":       {"/targetConnections", target, datasetByKey("members").schema.id(), datasetByKey("sales").schema.id(), "FLOW-1425-400"},
		"flow: draft":                {"/flows?mode=draft", body, "", "", "CONNECTOR-1368-400"},
		"flow: state":                {"/flows", body, `"name":"F"`, `"name":"F","state":"enabled"`, "FLOW-1410-400"},
		"flow: other spec":           {"/flows", body, flowSpecID, targetSpecID, "FLOW-1413-400"},
		"flow: two sources":          {"/flows", body, `"sourceConnectionIds":["`, `"sourceConnectionIds":["x","`, "CONNECTOR-1320-400"},
		"flow: no target":            {"/flows", body, `"targetConnectionIds"`, `"targets"`, "CONNECTOR-1321-400"},
		"flow: no mapping":           {"/flows", body, `"transformations"`, `"x"`, "CONNECTOR-1328-400"},
		"flow: other transformation": {"/flows", body, `"Mapping"`, `"Copy"`, "CONNECTOR-1329-400"},
		"flow: mapping is not there": {"/flows", body, mappingID, "0", "FLOW-1419-400"},
		"flow: mapping of another":   {"/flows", body, mappingID, fmt.Sprint(set["id"]), "FLOW-1425-400"},
		"flow: mapping version":      {"/flows", body, `"mappingVersion":0`, `"mappingVersion":"3"`, "FLOW-1412-400"},
		"flow: no schedule":          {"/flows", body, `"scheduleParams"`, `"schedule"`, "CONNECTOR-1317-400"},
		"flow: milliseconds":         {"/flows", body, start, `"startTime":1597784298000`, "CONNECTOR-1340-400"},
		"flow: in the past":          {"/flows", body, start, `"startTime":1597784298`, "CONNECTOR-1360-400"},
		"flow: frequency":            {"/flows", body, `"hour"`, `"month"`, "CONNECTOR-1397-400"},
		"flow: interval of minutes":  {"/flows", body, `"hour"`, `"minute"`, "CONNECTOR-1362-400"},
		"flow: no interval":          {"/flows", body, `"interval":1,`, ``, "CONNECTOR-1362-400"},
		"flow: interval of once":     {"/flows", body, `"hour"`, `"once"`, "CONNECTOR-1361-400"},
		"flow: backfill of once":     {"/flows", body, `"backfill":true,"frequency":"hour","interval":1`, `"backfill":true,"frequency":"once"`, "CONNECTOR-1363-400"},
		"flow: backfill":             {"/flows", body, `"backfill":true`, `"backfill":"maybe"`, "CONNECTOR-1364-400"},
	} {
		t.Run(name, func(t *testing.T) {
			changed := strings.Replace(tt.body, tt.from, tt.to, 1)
			if changed == tt.body && tt.from != "" {
				t.Fatalf("%s is not in %s", tt.from, tt.body)
			}
			if r := w.flow("POST", tt.path, changed); r.status/100 != 4 || r.code(t) != tt.code {
				t.Errorf("%d %s", r.status, r.body)
			}
		})
	}
	if all, err := w.p.Dataflows(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
	w.made("/flows", body)
}

// TestFlowChange changes a dataflow before and after its start.
func TestFlowChange(t *testing.T) {
	w := turn(t, SandboxProduction)
	body := strings.Replace(w.parts("/practice-bucket/loyalty/members.csv"), fmt.Sprint(w.now.Unix()), fmt.Sprint(w.now.Add(time.Hour).Unix()), 1)
	f := w.made("/flows", body)
	another := w.mapped(mapping{mapAttribute, "memberId", own("loyalty.memberId")})
	etag := f.ETag
	change := func(ops ...fields) reply {
		t.Helper()
		return w.with("If-Match", etag).flow("PATCH", "/flows/"+f.ID, string(encode(ops)))
	}
	replace := func(path string, value any) fields { return fields{"op": "replace", "path": path, "value": value} }
	for name, tt := range map[string]struct {
		op   fields
		code string
	}{
		"interval": {replace("/scheduleParams/interval", 0), "CONNECTOR-1362-400"}, "once": {replace("/scheduleParams/frequency", "once"), "CONNECTOR-1361-400"},
		"past":    {replace("/scheduleParams/startTime", 1597784298), "CONNECTOR-1360-400"},
		"mapping": {replace("/transformations/0", fields{"name": "Mapping", "params": fields{"mappingId": "x", "mappingVersion": 0}}), "FLOW-1419-400"},
		"state":   {replace("/state", "disabled"), "FLOW-1455-400"}, "backfill": {replace("/scheduleParams/backfill", false), "CONNECTOR-1404-400"},
	} {
		if r := change(tt.op); r.code(t) != tt.code {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
	if r := w.flow("PATCH", "/flows/"+f.ID, `[{"op":"replace","path":"/name","value":"x"}]`); r.code(t) != "FLOW-1403-400" {
		t.Errorf("without a version: %s", r.body)
	}
	r := change(replace("/name", "New"), fields{"op": "add", "path": "/description", "value": "d"}, replace("/scheduleParams/frequency", "minute"),
		replace("/scheduleParams/interval", 30), replace("/scheduleParams/startTime", w.now.Add(2*time.Hour).Unix()),
		replace("/transformations/0", fields{"name": "Mapping", "params": fields{"mappingId": another, "mappingVersion": 0}}))
	if r.status != 200 {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if r := change(replace("/name", "Old")); r.status != 412 {
		t.Errorf("an old version is taken: %d", r.status)
	}
	item, _ := w.page("/flows/" + f.ID)
	etag = fmt.Sprint(item[0]["etag"])
	for path, want := range map[string]string{
		"name": "New", "description": "d", "scheduleParams.frequency": "minute", "scheduleParams.interval": "30",
		"scheduleParams.startTime": fmt.Sprint(w.now.Add(2 * time.Hour).Unix()), "transformations.0.params.mappingId": another,
	} {
		if got := fmt.Sprint(at(item[0], path)); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
	w.pass(2*time.Hour + time.Minute)
	if run := w.last(f.ID); at(run, "metrics.recordSummary.outputRecordCount") != 100.0 {
		t.Errorf("with the other mapping: %v", run)
	}
	if r := change(replace("/scheduleParams/interval", 60)); r.code(t) != "CONNECTOR-1403-400" {
		t.Errorf("after its start: %s", r.body)
	}
}

// TestSchemas reads the registry.
func TestSchemas(t *testing.T) {
	w := turn(t, SandboxProduction)
	const accept = "application/vnd.adobe.xed-full-desc+json; version=1"
	read := func(path, accept string) reply { return w.with("Accept", accept).send("GET", schemaPath+path, "") }
	for i, set := range practiceDatasets {
		r := read("/tenant/schemas/"+url.QueryEscape(set.schema.id()), accept)
		if r.status != 200 || !strings.HasPrefix(r.header.Get("Content-Type"), "application/vnd.adobe.xed-full-desc+json") {
			t.Fatalf("%d %s", r.status, r.body)
		}
		if again := read("/tenant/schemas/"+set.schema.altID(), accept); again.body != r.body {
			t.Errorf("by the other name: %s", again.body)
		}
		if profile := strings.Contains(r.body, `"union"`); profile != set.profile {
			t.Errorf("%d: union %v", i, profile)
		}
		// What others have mapped has to work.
		_, bad := set.mappingSet(OrgID).compile(set.schema)
		for n, err := range bad {
			if err != nil {
				t.Errorf("%s: %v: %v", set.key, set.columns[n], err)
			}
		}
	}
	id := url.QueryEscape(practiceDatasets[0].schema.id())
	for name, tt := range map[string]struct {
		path, accept string
		status       int
	}{
		"no Accept": {"/tenant/schemas/" + id, "", 400}, "any": {"/tenant/schemas/" + id, "*/*", 400}, "no version": {"/tenant/schemas/" + id, "application/vnd.adobe.xed+json", 400},
		"other version": {"/tenant/schemas/" + id, "application/vnd.adobe.xed+json;version=2", 404}, "unknown": {"/tenant/schemas/x", accept, 404},
	} {
		if r := read(tt.path, tt.accept); r.status != tt.status {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
}

// TestPrep validates and previews mappings.
func TestPrep(t *testing.T) {
	w := turn(t, SandboxProduction)
	schemaID := datasetByKey("members").schema.id()
	mappings := []mapping{
		{mapAttribute, "id", own("loyalty.memberId")},
		{mapExpression, `concat(`, own("loyalty.tier")},
		{mapStatic, "x", own("loyalty.points")},
		{mapAttribute, "a", "nowhere"},
		{mapExpression, `date(born, "dd/MM/yyyy")`, own("loyalty.joined")},
		{mapAttribute, "opt", own("loyalty.optIn")},
	}
	var out struct {
		Response []struct {
			Status string
			Errors []fields
		} `json:"validationResponse"`
	}
	w.send("POST", prepPath+"/mappingSets/validate", setBody(schemaID, mappings...)).into(t, &out)
	got := ""
	for _, entry := range out.Response {
		got += entry.Status[:1]
	}
	if got != "SFFFSS" {
		t.Errorf("%s: %+v", got, out)
	}
	body := `{"data":{"id":"M-1","born":"03/11/2026","opt":"0"},"mappingSet":` + setBody(schemaID, mappings[0], mappings[4], mappings[5]) + `}`
	r := w.send("POST", prepPath+"/mappingSets/preview", body)
	const want = `{"data":{"_practice":{"loyalty":{"joined":"2026-11-03","memberId":"M-1"}}},"errors":[{"columnName":"opt",` +
		`"destination":"_practice.loyalty.optIn","exception":"Mapper Transform Error: cannot convert opt to boolean.","source":"opt","sourceType":"ATTRIBUTE"}]}`
	if r.status != 200 || r.body != want {
		t.Errorf("%d %s", r.status, r.body)
	}
	for text, valid := range map[string]string{`concat(a, "-", b)`: "true", `concat(a`: "false", `nothing(a)`: "false", `DECODE(f, null, 'x', f)`: "true"} {
		if r := w.send("POST", prepPath+"/languages/el/validate", string(encode(fields{"expression": text}))); r.body != valid {
			t.Errorf("%s: %s", text, r.body)
		}
	}
	id := w.mapped(mappings[0])
	if r := w.send("GET", prepPath+"/mappingSets/"+id, ""); !strings.Contains(r.body, `"destinationXdmPath":"_practice.loyalty.memberId"`) {
		t.Errorf("%d %s", r.status, r.body)
	}
	if r := w.send("GET", prepPath+"/mappingSets/x", ""); r.status != 404 {
		t.Errorf("unknown: %d %s", r.status, r.body)
	}
	for _, bad := range []string{`[]`, `{}`, `{"mappings":[]}`, setBody("https://ns.adobe.com/other", mappings[0]), setBody(schemaID), setBody(schemaID, mapping{mapAttribute, "", "a"})} {
		if r := w.send("POST", prepPath+"/mappingSets", bad); r.status != 400 {
			t.Errorf("%s: %d", bad, r.status)
		}
	}
}

// TestExpressions evaluates what mappings are made of.
func TestExpressions(t *testing.T) {
	row := map[string]any{
		"a": "x", "n": "12,5", "flag": "1", "empty": " ", "customer": map[string]any{"id": "7"}, "odd.name": "dot", "été": "chaud", "first name": "Zoë",
	}
	for text, want := range map[string]any{
		`a`: "x", `customer.id`: "7", `odd.name`: "dot", `été`: "chaud", `${first name}`: "Zoë", `first\ name`: "Zoë", `missing`: nil,
		`concat(a, '-', "y")`: "x-y", `to_double(replace(n, ",", "."))`: 12.5, `iif(flag == "1", true, false)`: true, `decode(flag, "0", false, "1", true)`: true,
		`decode(missing, null, 'none', a)`: "none", `nvl(empty, "z")`: "z", `coalesce(missing, a)`: "x", `upper(trim("  q "))`: "Q",
		`1 + 2 * 3`: int64(7), `(1 + 2) * 3`: int64(9), `7 / 2`: 3.5, `-2 + 1`: int64(-1), `"a" + "b"`: "ab", `!is_set(missing) && a != "y"`: true,
		`substr("abcdef", 1, 3)`: "bcd", `date("03/11/2026", "dd/MM/yyyy")`: time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC),
		`dformat(date("2026-11-03 08:15:00.123456+0130", "yyyy-MM-dd HH:mm:ss.SSSSSSXX"), "HH:mm")`: "06:45",
		`dformat("2026-11-03", "d MMM yyyy 'at' HH:mm")`:                                            "3 Nov 2026 at 00:00", `toInteger("12")`: int64(12), `date("x", "yyyy", "never")`: "never",
		`replace_regex("a1b22", "[0-9]+", "")`: "ab", `3 > 2`: true, `equalsIgnoreCase("A", 'a')`: true,
	} {
		e, err := parseExpression(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got, err := e.eval(row); err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s is %v (%v), want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "(", "a b", "concat()", "concat(a,", `"open`, "1 +", "iif(a)", "${", "a)", "1.2.3", strings.Repeat("(", 1000), strings.Repeat("!", 1000) + "a"} {
		if _, err := parseExpression(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
	for _, text := range []string{`to_integer("x")`, `1 / 0`, `to_integer("1.5")`, `date("x", "yyyy")`, `iif("maybe", 1, 2)`} {
		e, err := parseExpression(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if v, err := e.eval(row); err == nil {
			t.Errorf("%s is %v", text, v)
		}
	}
}

// FuzzExpression evaluates what can be read.
func FuzzExpression(f *testing.F) {
	for _, text := range []string{`concat(a,"b")`, `iif(a == "1", true, false)`, `date(a, "dd/MM/yyyy")`, `1+2*(3-a)/0`, `${x y}.z`, `!a && -b`, `substr(a, 1e9, -1)`, `\`, "é.数据"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if e, err := parseExpression(text); err == nil {
			_, _ = e.eval(map[string]any{"a": "1", "b": nil, "x": map[string]any{"y": text}})
		} else if err.Error() == "" {
			t.Error("no reason")
		}
	})
}

// FuzzChain reads bodies of all that is made.
func FuzzChain(f *testing.F) {
	f.Add(sourceBody("x", "/a"))
	f.Add(targetBody("members"))
	f.Add(flowBody("a", "b", "c", time.Unix(1e9, 0)))
	f.Add(setBody("x", mapping{mapStatic, "", "a.b"}))
	f.Add(`{"name":"n","scheduleParams":{"startTime":"1"}}`)
	f.Fuzz(func(t *testing.T, body string) {
		if made, r := parseSource([]byte(body)); r == nil && (made.Path == "" || made.Name == "") {
			t.Errorf("%+v", made)
		}
		if made, r := parseTarget([]byte(body), func(string) (dataset, bool) { return practiceDatasets[0], true }); r == nil && made.Dataset == "" {
			t.Errorf("%+v", made)
		}
		if in, r := parseFlow([]byte(body)); r == nil && (in.sourceID == "" || in.schedule.start.Unix() <= 0) {
			t.Errorf("%+v", in)
		}
		if set, r := parseMappingSet([]byte(body)); r == nil {
			through, _ := set.compile(practiceDatasets[0].schema)
			through.through(map[string]any{"a": "b"})
		}
	})
}

// TestDetermine has Platform find out how files are read.
func TestDetermine(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	id := s.create("Files").ID
	for file, want := range map[string]string{
		"incoming/members-november.csv":  `{"columnDelimiter":",","fileType":"delimited"}`,
		"incoming/clients-france.csv":    `{"columnDelimiter":";","fileType":"delimited"}`,
		"incoming/orders-2026-11.csv.gz": `{"columnDelimiter":",","compressionType":"gzip","fileType":"delimited"}`,
		"incoming/visits.jsonl":          `{"fileType":"json"}`,
		"orders/orders.parquet":          `{"fileType":"parquet"}`,
	} {
		r := s.look(id, "file", "/"+practiceBucket+"/"+file, "determineProperties", "true")
		var out fields
		r.into(t, &out)
		if got := string(encode(out["properties"])); r.status != 200 || got != want || out["schema"] == nil {
			t.Errorf("%s: %d %s", file, r.status, got)
		}
	}
	for _, tt := range []struct{ file, code string }{{"incoming/empty.csv", "CONNECTOR-1375-400"}, {"odd names/no ending", "CONNECTOR-1375-400"}} {
		if r := s.look(id, "file", "/"+practiceBucket+"/"+tt.file, "determineProperties", "true"); r.code(t) != tt.code {
			t.Errorf("%s: %s", tt.file, r.body)
		}
	}
	for _, both := range []string{"fileType", "columnDelimiter", "compressionType", "encoding"} {
		if r := s.look(id, "file", "/"+practiceBucket+"/products.csv", "determineProperties", "true", both, "delimited"); r.code(t) != "CONNECTOR-1374-400" {
			t.Errorf("with %s: %s", both, r.body)
		}
	}
	if r := s.look(id, "file", "/"+practiceBucket+"/products.csv", "determineProperties", "maybe"); r.code(t) != "FLOW-1452-400" {
		t.Errorf("%s", r.body)
	}
}

// TestIncoming brings the practice files in, with mappings that cure what is wrong.
func TestIncoming(t *testing.T) {
	for name, tt := range map[string]struct {
		dataset, path, format, properties string
		mappings                          []mapping
		in, failed                        any
	}{
		"members": {"members", "incoming/members-november.csv", "delimited", `{"encoding":"UTF-8"}`, []mapping{
			{mapAttribute, "member_id", own("loyalty.memberId")},
			{mapAttribute, "joined", own("loyalty.joined")},
			{mapExpression, `iif(opt_in == "1", true, false)`, own("loyalty.optIn")},
			{mapAttribute, "points", own("loyalty.points")},
		}, 80.0, 2.0},
		"clients": {"customers", "incoming/clients-france.csv", "delimited", `{"columnDelimiter":";"}`, []mapping{
			{mapAttribute, "Numéro client", own("customerId")},
			{mapExpression, `date(${Date de naissance}, "dd/MM/yyyy")`, "person.birthDate"},
			{mapExpression, `decode(Newsletter, "oui", true, "non", false)`, own("newsletter")},
			{mapExpression, `to_double(replace(${Chiffre d'affaires}, ",", "."))`, own("revenue")},
		}, 25.0, nil},
		"orders": {"orders", "incoming/orders-*.gz", "delimited", `{"compressionType":"gzip"}`, []mapping{
			{mapAttribute, "order_id", "_id"},
			{mapAttribute, "placed_at", "timestamp"},
			{mapAttribute, "express", own("order.express")},
			{mapAttribute, "total", "commerce.order.priceTotal"},
		}, 40.0, nil},
		"visits": {"visits", "incoming/visits.jsonl", "json", `{}`, []mapping{
			{mapAttribute, "id", "_id"},
			{mapAttribute, "time", "timestamp"},
			{mapAttribute, "page.url", "web.webPageDetails.URL"},
			{mapAttribute, "seconds", own("visit.seconds")},
			{mapAttribute, "loggedIn", own("visit.loggedIn")},
		}, 30.0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			w := turn(t, SandboxProduction)
			body := sourceBody(w.create("Files").ID, "/"+practiceBucket+"/"+tt.path)
			body = strings.Replace(body, `"format":"delimited"`, `"format":"`+tt.format+`","properties":`+tt.properties, 1)
			if strings.Contains(tt.path, "*") {
				body = strings.Replace(body, `"file"`, `"folder"`, 1)
			}
			source, target := w.made("/sourceConnections", body), w.made("/targetConnections", targetBody(tt.dataset))
			r := w.send("POST", prepPath+"/mappingSets", setBody(datasetByKey(tt.dataset).schema.id(), tt.mappings...))
			var set fields
			r.into(t, &set)
			f := w.made("/flows", flowBody(source.ID, target.ID, fmt.Sprint(set["id"]), w.now))
			w.pass(time.Minute)
			rows := at(w.last(f.ID), "metrics.recordSummary")
			if at(rows, "inputRecordCount") != tt.in || at(rows, "failedRecordCount") != tt.failed {
				t.Errorf("%v", w.last(f.ID))
			}
		})
	}
}
