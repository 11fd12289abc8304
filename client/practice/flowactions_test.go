package practice

import (
	"database/sql"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// act sends an action as documented: without a body and its type.
func (w *turned) act(path string) reply {
	w.t.Helper()
	return w.flow("POST", path, "")
}

// last is the run of a dataflow that was made last.
func (w *turned) last(flowID string) fields {
	w.t.Helper()
	newest, _ := w.page("/runs?limit=1&orderby=-createdAt&property=flowId==" + flowID)
	if len(newest) == 0 {
		w.t.Fatal("no runs")
	}
	return newest[0]
}

func statusOf(run fields) any { return at(run, "metrics.statusSummary.status") }

func TestPauseAndResume(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, _ := w.put(ElsewhereUse)
	before, _ := w.page("/flows/" + id)
	var paused, resumed created
	r := w.act("/flows/" + id + "/action?op=disable")
	if r.into(t, &paused); r.status != http.StatusOK || paused.ID != id || paused.ETag == at(before[0], "etag") {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if r := w.act("/flows/" + id + "/action?op=disable"); r.code(t) != "FLOW-1422-400" || !strings.Contains(r.body, "disable cannot be applied on the current state disabled") {
		t.Errorf("again: %d %s", r.status, r.body)
	}
	runs := len(w.runsOf(id))
	w.pass(10*time.Hour + 30*time.Minute)
	if n := len(w.runsOf(id)); n != runs {
		t.Errorf("%d runs while it was paused", n-runs)
	}
	r = w.act("/flows/" + id + "/action?op=ENABLE")
	if r.into(t, &resumed); r.status != http.StatusOK || resumed.ETag == paused.ETag {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if n := len(w.runsOf(id)); n != runs {
		t.Errorf("%d runs were made up for", n-runs)
	}
	w.pass(30 * time.Minute)
	if n := len(w.runsOf(id)); n != runs+1 {
		t.Errorf("%d runs after it goes on", n-runs)
	}
	if r := w.act("/flows/" + id + "/action?op=enable"); r.code(t) != "FLOW-1422-400" {
		t.Errorf("again: %d %s", r.status, r.body)
	}
	for path, code := range map[string]string{
		"/flows/" + id + "/action": "FLOW-2119-400", "/flows/" + id + "/action?op=stop": "FLOW-1452-400", "/flows/x/action?op=enable": "FLOW-1439-404",
	} {
		if r := w.act(path); r.code(t) != code {
			t.Errorf("%s: %d %s", path, r.status, r.body)
		}
	}
	if r := w.with("X-Gw-Ims-Org-Id", OrgWithoutRight).flow("POST", "/flows/"+id+"/action?op=disable", ""); r.code(t) != "FLOW-2121-403" {
		t.Errorf("without the right: %d %s", r.status, r.body)
	}
}

// TestMonday goes the whole way: the keys have changed at Amazon, they are
// replaced, and what failed is tried again.
func TestMonday(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, conn := w.put(ElsewhereFail)
	if got := w.test(conn); got != `{"result":false}` {
		t.Errorf("test: %s", got)
	}
	w.pass(5 * time.Minute)
	failed := w.last(id)
	if statusOf(failed) != "failed" {
		t.Fatalf("%v", failed)
	}
	again := "/runs/" + fmt.Sprint(at(failed, "id")) + "/action?op=re-trigger"
	var first created
	r := w.act(again)
	if r.into(t, &first); r.status != http.StatusOK || first.ID == "" || first.ID == at(failed, "id") || first.ETag == "" {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if r := w.act("/runs/" + first.ID + "/action?op=re-trigger"); r.code(t) != "CONNECTOR-1387-400" || !strings.Contains(r.body, "state=scheduled") {
		t.Errorf("one that has not begun: %d %s", r.status, r.body)
	}
	w.pass(5 * time.Minute)
	if got := w.last(id); at(got, "id") != first.ID || statusOf(got) != "failed" {
		t.Errorf("with the old keys: %v", got)
	}

	r = w.sender.with("If-Match", w.get(conn).ETag).flow("PATCH", "/connections/"+conn,
		`[{"op":"replace","path":"/auth/params","value":{"s3AccessKey":"AKIAIOSFODNN7EXAMPLE","s3SecretKey":"new"}}]`)
	if r.status != http.StatusOK {
		t.Fatal(r.body)
	}
	if got := w.test(conn); got != `{"result":true}` {
		t.Errorf("test: %s", got)
	}
	var second created
	w.act(again).into(t, &second)
	w.pass(5 * time.Minute)
	healed := w.last(id)
	if at(healed, "id") != second.ID || statusOf(healed) != "success" ||
		at(healed, "activities.0.durationSummary.extensions.windowEnd") != at(failed, "activities.0.durationSummary.extensions.windowEnd") {
		t.Errorf("%v", healed)
	}
	if r := w.act("/runs/" + second.ID + "/action?op=re-trigger"); r.code(t) != "CONNECTOR-1387-400" || !strings.Contains(r.body, "state=success") {
		t.Errorf("a success: %d %s", r.status, r.body)
	}
	w.pass(time.Hour)
	if got := w.last(id); statusOf(got) != "success" {
		t.Errorf("the next one that was due: %v", got)
	}
	if got := statuses(w.runsOf(id)); got != "failed 74, success 50" {
		t.Error(got)
	}

	w.act("/flows/" + id + "/action?op=disable")
	if r := w.act(again); r.code(t) != "CONNECTOR-1388-400" {
		t.Errorf("of a paused dataflow: %d %s", r.status, r.body)
	}
	for path, code := range map[string]string{
		"/runs/x/action?op=re-trigger": "FLOW-1439-404", "/runs/" + second.ID + "/action": "FLOW-2119-400",
		"/runs/" + second.ID + "/action?op=stop": "CONNECTOR-1401-400",
	} {
		if r := w.act(path); r.code(t) != code {
			t.Errorf("%s: %d %s", path, r.status, r.body)
		}
	}
}

// Keys that are changed while nobody looks have made nothing of what was due
// before.
func TestKeysAreAsTheyWere(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, conn := w.put(ElsewhereUse)
	w.pass(10 * time.Hour)
	w.others(ElsewhereRevoke, conn)
	w.pass(10 * time.Hour)
	r := w.sender.with("If-Match", w.get(conn).ETag).flow("PATCH", "/connections/"+conn,
		`[{"op":"replace","path":"/auth/params/s3SecretKey","value":"new"}]`)
	if r.status != http.StatusOK {
		t.Fatal(r.body)
	}
	w.pass(10*time.Hour + 30*time.Minute)
	if got := statuses(w.runsOf(id)); got != "failed 10, success 141" {
		t.Error(got)
	}
}

// A connection that others have deleted lets its dataflows fail.
func TestConnectionGone(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, conn := w.put(ElsewhereUse)
	w.others(ElsewhereDelete, conn)
	w.pass(2*time.Hour + 30*time.Minute)
	if got := statuses(w.runsOf(id)); got != "failed 2, success 121" {
		t.Error(got)
	}
}

func TestRunNow(t *testing.T) {
	for sandbox, id := range map[string]string{SandboxProduction: "items.0.id", SandboxDevelopment: "id"} {
		w := turn(t, sandbox)
		once, _ := w.put(ElsewhereOnce)
		hourly, _ := w.put(ElsewhereUse)
		paused, _ := w.put(ElsewhereOnce)
		w.act("/flows/" + paused + "/action?op=disable")
		body := func(flow string, from, to int64) string {
			return fmt.Sprintf(`{"flowId":%q,"params":{"startTime":"%d","windowStartTime":%d,"windowEndTime":%d}}`, flow, w.now.Unix(), from, to)
		}
		from, to := w.now.Add(-24*time.Hour).Unix(), w.now.Unix()
		r := w.flow("POST", "/runs", body(once, from, to))
		var made fields
		if r.into(t, &made); r.status != http.StatusCreated || at(made, id) == nil {
			t.Fatalf("%s: %d %s", sandbox, r.status, r.body)
		}
		if got := w.last(once); at(got, "id") != at(made, id) || !strings.EqualFold(fmt.Sprint(statusOf(got)), "scheduled") {
			t.Errorf("%v", got)
		}
		w.pass(5 * time.Minute)
		if got := w.last(once); !strings.EqualFold(fmt.Sprint(statusOf(got)), "success") {
			t.Errorf("%v", got)
		}
		for body, code := range map[string]string{
			body(hourly, from, to): "CONNECTOR-1386-400", body(once, to, from): "CONNECTOR-1381-400", body(once, 0, to): "CONNECTOR-1384-400",
			body(paused, from, to): "CONNECTOR-1380-400", body("x", from, to): "FLOW-1439-404", `{"flowId":"` + once + `"}`: "CONNECTOR-1384-400",
			`{}`: "/placeholder/type/uri", `[]`: "/placeholder/type/uri",
		} {
			if r := w.flow("POST", "/runs", body); r.code(t) != code || r.status >= 500 {
				t.Errorf("%s: %d %s", body, r.status, r.body)
			}
		}
	}
}

func TestPatchFlow(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, _ := w.put(ElsewhereUse)
	f, _ := w.page("/flows/" + id)
	etag := fmt.Sprint(at(f[0], "etag"))
	patch := func(etag, ops string) reply { return w.with("If-Match", etag).flow("PATCH", "/flows/"+id, ops) }
	if r := patch(etag, `[{"op":"replace","path":"/name","value":"Sales"},{"op":"remove","path":"/description"}]`); r.status != http.StatusOK {
		t.Fatal(r.body)
	}
	f, _ = w.page("/flows/" + id)
	if at(f[0], "name") != "Sales" || at(f[0], "description") != nil || at(f[0], "etag") == etag {
		t.Errorf("%v", f[0])
	}
	for ops, code := range map[string]string{
		`[{"op":"replace","path":"/name","value":""}]`:          "/placeholder/type/uri",
		`[{"op":"replace","path":"/state","value":"disabled"}]`: "FLOW-1455-400",
	} {
		if r := patch(fmt.Sprint(at(f[0], "etag")), ops); r.code(t) != code {
			t.Errorf("%s: %d %s", ops, r.status, r.body)
		}
	}
	if r := patch(etag, renames); r.code(t) != "FLOW-1404-412" {
		t.Errorf("old etag: %s", r.body)
	}
	if r := w.flow("PATCH", "/flows/"+id, renames); r.code(t) != "FLOW-1403-400" {
		t.Errorf("no etag: %s", r.body)
	}
}

// A connection with dataflows is not deleted, and the refusal names them. The
// source connections that dataflows leave behind hold nothing.
func TestFlowsHoldTheConnection(t *testing.T) {
	w := turn(t, SandboxProduction)
	first, conn := w.put(ElsewhereUse)
	w.others(ElsewherePause, conn)
	all, _ := w.p.Dataflows(t.Context())
	r := w.flow("DELETE", "/connections/"+conn, "")
	if r.code(t) != "FLOW-1418-400" {
		t.Fatalf("%d %s", r.status, r.body)
	}
	for _, f := range all {
		if !strings.Contains(r.body, f.ID) || !strings.Contains(r.body, f.Name) {
			t.Errorf("%s is not named: %s", f.Name, r.body)
		}
	}
	for _, f := range all {
		if r := w.flow("DELETE", "/flows/"+f.ID, ""); r.status != http.StatusNoContent {
			t.Fatal(r.body)
		}
	}
	if r := w.flow("DELETE", "/flows/"+first, ""); r.code(t) != "FLOW-1439-404" {
		t.Errorf("again: %s", r.body)
	}
	if n := len(w.all("/flows")) + len(w.runsOf(first)); n != 0 {
		t.Errorf("%d are left", n)
	}
	var runs int
	if err := w.p.store.db.QueryRowContext(t.Context(), `SELECT count(*) FROM runs`).Scan(&runs); err != nil || runs != 0 {
		t.Errorf("%d runs are kept, %v", runs, err)
	}
	if n := len(w.all("/sourceConnections?property=baseConnectionId==" + conn)); n != 2 {
		t.Errorf("%d source connections", n)
	}
	if r := w.flow("DELETE", "/connections/"+conn, ""); r.status != http.StatusNoContent {
		t.Errorf("%d %s", r.status, r.body)
	}
}

// TestRetryOfNothing tries a success again that has found no files.
func TestRetryOfNothing(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, _ := w.put(ElsewhereUse)
	w.edit(id, `path = '/practice-bucket/nothing here'`)
	w.pass(time.Hour + 5*time.Minute)
	run := w.last(id)
	if statusOf(run) != "success" || at(run, "metrics.recordSummary.inputRecordCount") != 0.0 {
		t.Fatalf("%v", run)
	}
	if r := w.act("/runs/" + fmt.Sprint(at(run, "id")) + "/action?op=re-trigger"); r.status != http.StatusOK {
		t.Error(r.body)
	}
}

// edit changes a dataflow behind everybody's back.
func (w *turned) edit(flowID, set string) {
	w.t.Helper()
	if _, err := w.p.store.db.ExecContext(w.t.Context(), `UPDATE flows SET `+set+` WHERE id = ?`, flowID); err != nil {
		w.t.Fatal(err)
	}
}

// TestTroubleOfFiles reads files that are empty, and files of which too many rows
// are refused.
func TestTroubleOfFiles(t *testing.T) {
	for _, tt := range []struct {
		set, status string
		codes       []any
	}{
		{`path = '/practice-bucket/loyalty/not yet'`, "failed", []any{"INGEST-1401-400"}},
		{
			`path = '/practice-bucket/loyalty/referrals.csv', path_type = 'file', dataset = 'members', mapping_id = ''`, "failed",
			[]any{"INGEST-1212-400", "INGEST-1401-400", "INGEST-1555-400", "MAPPER-3700-400"},
		},
		{
			`path = '/practice-bucket/loyalty/referrals.csv', path_type = 'file', dataset = 'members', mapping_id = '', percent = 40`, "success",
			[]any{"INGEST-1212-400", "INGEST-1401-400", "INGEST-1555-400", "MAPPER-3700-400"},
		},
		{`path = '/practice-bucket/loyalty/members.csv', path_type = 'file', dataset = 'members', mapping_id = '', diagnostics = 0`, "failed", []any{"INGEST-1211-400"}},
		{`path = '/practice-bucket/orders', format = 'json'`, "success", nil},
		{`path = '/elsewhere'`, "success", nil},
	} {
		w := turn(t, SandboxProduction)
		id, _ := w.put(ElsewhereUse)
		w.edit(id, tt.set)
		w.pass(time.Hour + 5*time.Minute)
		run := w.last(id)
		var codes []any
		errs, _ := at(run, "activities.1.statusSummary.extensions.errors").([]any)
		for _, e := range errs {
			codes = append(codes, at(e, "code"))
		}
		if statusOf(run) != tt.status || fmt.Sprint(codes) != fmt.Sprint(tt.codes) {
			t.Errorf("%s: %v %v", tt.set, statusOf(run), codes)
		}
		if bytes := at(run, "metrics.sizeSummary.inputBytes"); (bytes == -1.0) != (tt.status == "failed") {
			t.Errorf("%s: %v bytes", tt.set, bytes)
		}
	}
}

// TestFaultsOfDataflows misbehaves on the new addresses, too.
func TestFaultsOfDataflows(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, _ := w.put(ElsewhereFail)
	w.pass(5 * time.Minute)
	run := fmt.Sprint(at(w.last(id), "id"))
	n := len(w.runsOf(id))
	w.p.Misbehave(Fault{Op: OpRunAction, Drop: DropAfterCommit}, Fault{Op: OpFlowAction, Drop: DropAfterCommit})
	for _, path := range []string{"/runs/" + run + "/action?op=re-trigger", "/flows/" + id + "/action?op=disable"} {
		if _, err := w.try("POST", flowPath+path, ""); err == nil {
			t.Errorf("%s was answered", path)
		}
	}
	w.p.Behave()
	if got := len(w.runsOf(id)); got != n+1 {
		t.Errorf("%d runs more", got-n)
	}
	if f, _ := w.page("/flows/" + id); at(f[0], "state") != "disabled" {
		t.Error("was not paused")
	}
	for op, path := range map[Op]string{
		OpFlows: "/flows", OpFlow: "/flows/" + id, OpRuns: "/runs", OpRun: "/runs/" + run, OpSources: "/sourceConnections", OpTargets: "/targetConnections",
	} {
		w.p.Misbehave(Fault{Op: op, Status: 503, Times: 1})
		if r := w.flow("GET", path, ""); r.status != 503 {
			t.Errorf("%s: %d", op, r.status)
		}
		if r := w.flow("GET", path, ""); r.status != 200 {
			t.Errorf("%s: %d", op, r.status)
		}
	}
}

func TestBrokenFlowStoreAnswers500(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, _ := w.put(ElsewhereFail)
	run := fmt.Sprint(at(w.last(id), "id"))
	source := fmt.Sprint(at(w.all("/sourceConnections")[0], "id"))
	if _, err := w.p.store.db.ExecContext(t.Context(), "DROP TABLE sides"); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/sourceConnections", "/sourceConnections/" + source} {
		if r := w.flow("GET", path, ""); r.status != 500 || r.code(t) != "FLOW-1400-500" || strings.Contains(r.body, "table") {
			t.Errorf("%s: %d %s", path, r.status, r.body)
		}
	}
	for _, table := range []string{"runs", "flows"} {
		if _, err := w.p.store.db.ExecContext(t.Context(), "DROP TABLE "+table); err != nil {
			t.Fatal(err)
		}
		w.pass(2 * time.Hour)
		for _, path := range []string{"/flows", "/flows/" + id, "/runs", "/runs/" + run} {
			if r := w.flow("GET", path, ""); r.status != 500 || r.code(t) != "FLOW-1400-500" || strings.Contains(r.body, "table") {
				t.Errorf("%s: %d %s", path, r.status, r.body)
			}
		}
		for _, path := range []string{"/runs/" + run + "/action?op=re-trigger", "/flows/" + id + "/action?op=disable"} {
			if r := w.act(path); r.status != 500 {
				t.Errorf("%s: %d %s", path, r.status, r.body)
			}
		}
	}
	if err := w.p.Elsewhere(t.Context(), ElsewhereUse, OrgID, SandboxProduction, id); err == nil {
		t.Error("a dataflow was put nowhere")
	}
}

// TestUpgradeOfUse opens a file of the second version with a connection that is in
// use: it gets a dataflow.
func TestUpgradeOfUse(t *testing.T) {
	dir := t.TempDir()
	db, err := sql.Open("sqlite", dsn(filepath.Join(dir, fileName)))
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range append(versions[:2:2], `PRAGMA user_version = 2`, `INSERT INTO connections VALUES (1,
		'4cb0c374-d3bb-4557-b139-5712880adc55', '"e"', '`+OrgID+`', 'prod', 'Used', '', '`+s3SpecID+`', '1.0', 'Access Key', '`+AccessKeyWorks+`',
		'acme', 'in', '', 0, 'enabled', 1597973312000, 1597973312000, 'a', 'b', 'a', 'b', 1, 0, '')`) {
		if _, err := db.ExecContext(t.Context(), step); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	p := openTest(t, Options{Dir: dir})
	flows, err := p.Dataflows(t.Context())
	if err != nil || len(flows) != 1 || flows[0].Path != "/acme/in/sales" || len(flows[0].ID) != 36 || len(flows[0].SourceID) != 36 ||
		flows[0].SourceID == flows[0].TargetID || flows[0].State != stateDisabled {
		t.Fatalf("%+v, %v", flows, err)
	}
	s := dial(t, p)
	if r := s.flow("DELETE", "/connections/4cb0c374-d3bb-4557-b139-5712880adc55", ""); r.code(t) != "FLOW-1418-400" {
		t.Errorf("%d %s", r.status, r.body)
	}
	if r := s.flow("POST", "/flows/"+flows[0].ID+"/action?op=enable", ""); r.status != http.StatusOK {
		t.Error(r.body)
	}
}

// TestUpgradeOfSides opens a file of the third version, in which source connections
// and target connections were parts of dataflows: they stay, also those of one that
// was deleted, and their dataflows go on.
func TestUpgradeOfSides(t *testing.T) {
	dir := t.TempDir()
	db, err := sql.Open("sqlite", dsn(filepath.Join(dir, fileName)))
	if err != nil {
		t.Fatal(err)
	}
	flow := func(id, deleted string) string {
		return `INSERT INTO flows VALUES (NULL, 'f` + id + `', '"e"', '` + OrgID + `', 'prod', 'it''s "sales"', '', 'enabled', 'b', '5000000` + id + `', '7000000` + id +
			`', '` + s3SpecID + `', '/acme/sales', 'folder', 1, 'delimited', 'sales', 'hour', 1, 1597973312000, 1, 5, 1597973312000, 1597973312000,
			'a', 'b', 'a', 'b', 0, ` + deleted + `)`
	}
	for _, step := range append(versions[:3:3], `PRAGMA user_version = 3`, flow("1", "0"), flow("2", "1")) {
		if _, err := db.ExecContext(t.Context(), step); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := dial(t, openTest(t, Options{Dir: dir}))
	read := func(path string) (items []fields) {
		t.Helper()
		var page listAnswer[fields]
		s.flow("GET", path, "").into(t, &page)
		return page.Items
	}
	sources, targets, flows := read("/sourceConnections?property=baseConnectionId==b"), read("/targetConnections"), read("/flows")
	if len(sources) != 2 || len(targets) != 2 || len(flows) != 1 || at(flows[0], "sourceConnectionIds.0") != "50000001" {
		t.Fatalf("%v\n%v\n%v", sources, targets, flows)
	}
	set := datasetByKey("sales")
	for path, want := range map[string]any{
		"id": "50000001", "name": `it's "sales" (source)`, "params.recursive": true, "params.path": "/acme/sales", "data.properties.columnDelimiter": ",",
		"createdAt": 1597973312000.0, "createdBy": "a", "connectionSpec.id": s3SpecID,
	} {
		if got := at(sources[0], path); got != want {
			t.Errorf("the source connection's %s is %v, want %v", path, got, want)
		}
	}
	if at(targets[0], "params.dataSetId") != set.id(OrgID, SandboxProduction) || at(targets[0], "connectionSpec.id") != targetSpecID {
		t.Errorf("%v", targets[0])
	}
	if got := at(flows[0], "transformations.0.params.mappingId"); got != set.mappingSet(OrgID).ID {
		t.Errorf("the mapping set is %v", got)
	}
}
