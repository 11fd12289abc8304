package practice

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// turned is a practice Platform with a clock that the test turns.
type turned struct {
	*sender

	p   *Platform
	t   testing.TB
	now time.Time
}

func turn(t testing.TB, sandbox string) *turned {
	t.Helper()
	w := &turned{t: t, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)}
	w.p = openTest(t, Options{Now: func() time.Time { return w.now }})
	w.sender = dial(t, w.p).with("X-Sandbox-Name", sandbox)
	return w
}

// pass lets time pass, and signs in anew: tokens live for a day.
func (w *turned) pass(d time.Duration) {
	w.now = w.now.Add(d)
	w.headers["Authorization"] = "Bearer " + w.p.NewToken()
}

// others does something elsewhere with a connection.
func (w *turned) others(what Elsewhere, id string) {
	w.t.Helper()
	if err := w.p.Elsewhere(w.t.Context(), what, OrgID, w.headers["X-Sandbox-Name"], id); err != nil {
		w.t.Fatal(err)
	}
}

// put puts a dataflow on a fresh connection and returns both ids.
func (w *turned) put(what Elsewhere) (flowID, connectionID string) {
	w.t.Helper()
	connectionID = w.create(string(what)).ID
	w.others(what, connectionID)
	all, err := w.p.Dataflows(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return all[len(all)-1].ID, connectionID
}

// page reads a list or a single resource: its items and the next page.
func (w *turned) page(path string) (items []fields, next string) {
	w.t.Helper()
	r := w.flow("GET", path, "")
	if r.status != http.StatusOK {
		w.t.Fatalf("%s: %d %s", path, r.status, r.body)
	}
	var page listAnswer[fields]
	r.into(w.t, &page)
	if page.Links.Next != nil {
		next = page.Links.Next.Href
	}
	return page.Items, next
}

// all reads all pages of a list.
func (w *turned) all(path string) []fields {
	w.t.Helper()
	var all []fields
	for path != "" {
		var items []fields
		items, path = w.page(path)
		all = append(all, items...)
	}
	return all
}

func (w *turned) runsOf(flowID string) []fields {
	w.t.Helper()
	return w.all("/runs?limit=50&property=flowId==" + flowID)
}

// at returns what is at a path of names and numbers, joined with dots.
func at(v any, path string) any {
	if f, ok := v.(fields); ok {
		v = map[string]any(f)
	}
	for name := range strings.SplitSeq(path, ".") {
		switch t := v.(type) {
		case map[string]any:
			v = t[name]
		case []any:
			var i int
			if _, err := fmt.Sscan(name, &i); err != nil || i >= len(t) {
				return nil
			}
			v = t[i]
		default:
			return nil
		}
	}
	return v
}

func statuses(runs []fields) string {
	n := map[string]int{}
	for _, r := range runs {
		n[fmt.Sprint(at(r, "metrics.statusSummary.status"))]++
	}
	var all []string
	for _, status := range slices.Sorted(maps.Keys(n)) {
		all = append(all, fmt.Sprintf("%s %d", status, n[status]))
	}
	return strings.Join(all, ", ")
}

func TestKindsOfDataflows(t *testing.T) {
	for _, tt := range []struct {
		what       Elsewhere
		state, now string // of the dataflow; the statuses of its runs at once
		later      string // and two days later
	}{
		{ElsewhereUse, "enabled", "scheduled 1, success 120", "scheduled 1, success 167"},
		{ElsewhereFail, "enabled", "failed 72, scheduled 1, success 48", "failed 120, scheduled 1, success 47"},
		{ElsewherePartly, "enabled", "scheduled 1, success 5", "scheduled 1, success 7"},
		{ElsewherePause, "disabled", "success 73", "success 73"},
		{ElsewhereLater, "enabled", "", "scheduled 1, success 96"},
		{ElsewhereOnce, "enabled", "success 1", "success 1"},
	} {
		t.Run(string(tt.what), func(t *testing.T) {
			w := turn(t, SandboxProduction)
			id, _ := w.put(tt.what)
			flows, _ := w.page("/flows/" + id)
			if got := at(flows[0], "state"); got != tt.state {
				t.Errorf("state %v", got)
			}
			if got := statuses(w.runsOf(id)); got != tt.now {
				t.Errorf("now: %s", got)
			}
			w.pass(48 * time.Hour)
			if got := statuses(w.runsOf(id)); got != tt.later {
				t.Errorf("later: %s", got)
			}
		})
	}
}

// TestOneRun follows a run that becomes due, by the clock alone.
func TestOneRun(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, _ := w.put(ElsewhereUse)
	last := func() fields { return w.last(id) }
	before := last()
	w.pass(59 * time.Minute)
	if got := last(); at(got, "id") != at(before, "id") {
		t.Fatalf("a run before its time: %v", got)
	}
	w.pass(time.Minute)
	seen := []string{}
	for range 50 {
		status := fmt.Sprint(at(last(), "metrics.statusSummary.status"), " ", len(at(last(), "activities").([]any)))
		if len(seen) == 0 || seen[len(seen)-1] != status {
			seen = append(seen, status)
		}
		w.pass(3 * time.Second)
	}
	if got := strings.Join(seen, ", "); got != "scheduled 0, inProgress 1, inProgress 2, success 2" {
		t.Error(got)
	}
	run := last()
	started, _ := at(run, "metrics.durationSummary.startedAtUTC").(float64)
	completed, _ := at(run, "metrics.durationSummary.completedAtUTC").(float64)
	if d := time.Duration(completed-started) * time.Millisecond; d < 40*time.Second || d > 2*time.Minute || at(run, "id") == at(before, "id") {
		t.Errorf("took %v: %v", d, run)
	}
	flows, _ := w.page("/flows/" + id)
	if at(flows[0], "lastRunDetails.id") != at(run, "id") || at(flows[0], "lastRunDetails.completedAtUTC") != completed {
		t.Errorf("last run: %v", at(flows[0], "lastRunDetails"))
	}
}

// TestRunsSurviveRestart looks at the same runs with another process, which has
// missed a day.
func TestRunsSurviveRestart(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	look := func(put bool) (all []fields) {
		p := openTest(t, Options{Dir: dir, Now: func() time.Time { return now }})
		w := &turned{t: t, p: p, sender: dial(t, p), now: now}
		if put {
			w.put(ElsewhereUse)
		}
		all = w.all("/runs?limit=100")
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		return all
	}
	first := look(true)
	now = now.Add(10 * time.Minute)
	if again := look(false); at(again[0], "id") != at(first[0], "id") || len(again) != len(first) || statuses(again) != "success 121" {
		t.Errorf("%s", statuses(again))
	}
	now = now.Add(24 * time.Hour)
	if later := look(false); len(later) != len(first)+24 {
		t.Errorf("%d runs, then %d", len(first), len(later))
	}
}

// TestTwoLookAtOnce lets two processes make the runs that are due.
func TestTwoLookAtOnce(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	one := openTest(t, Options{Dir: dir, Now: clock})
	two := openTest(t, Options{Dir: dir, Now: clock})
	w := &turned{t: t, p: one, sender: dial(t, one)}
	w.put(ElsewhereUse)
	done := make(chan error)
	for _, p := range []*Platform{one, two} {
		go func() { done <- p.flowStore().catchUp(t.Context(), OrgID, SandboxProduction) }()
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got := statuses(w.all("/runs?limit=100")); got != "scheduled 1, success 120" {
		t.Error(got)
	}
}

// paths are all paths of members, with * for the elements of arrays.
func paths(v any, at string, into map[string]bool) map[string]bool {
	switch t := v.(type) {
	case map[string]any:
		for name, value := range t {
			paths(value, at+"."+name, into)
		}
	case []any:
		for _, value := range t {
			paths(value, at+".*", into)
		}
	default:
		into[strings.TrimPrefix(at, ".")] = true
	}
	return into
}

// TestRunAsDocumented holds a run of which a row was refused against the answer
// that the tutorial "Monitor dataflows" shows.
func TestRunAsDocumented(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, _ := w.put(ElsewherePartly)
	run := w.runsOf(id)[0]
	for path, want := range map[string]any{
		"flowId": id, "metrics.statusSummary.status": "success",
		"metrics.statusSummary.errors.0.code":                 "CONNECTOR-2001-500",
		"metrics.statusSummary.errors.0.message":              "Error occurred at promotion activity.",
		"metrics.recordSummary.inputRecordCount":              100.0,
		"metrics.recordSummary.outputRecordCount":             99.0,
		"metrics.recordSummary.failedRecordCount":             1.0,
		"metrics.fileSummary.inputFileCount":                  1.0,
		"activities.0.id":                                     "copyActivity",
		"activities.0.sourceInfo.0.reference.type":            "AdfRunId",
		"activities.1.id":                                     "promotionActivity",
		"activities.1.targetInfo.0.reference.type":            "Batch",
		"activities.1.statusSummary.status":                   "success",
		"activities.1.statusSummary.extensions.errors.0.code": "INGEST-1212-400",
		"activities.1.statusSummary.extensions.errors.0.message": "Encountered 1 errors in the data. Successfully ingested 99 rows. " +
			"Review the associated diagnostic files for additional details.",
		"activities.1.statusSummary.extensions.errors.1.code":        "MAPPER-3700-400",
		"activities.1.statusSummary.extensions.errors.1.recordCount": 1.0,
		"activities.1.statusSummary.extensions.errors.1.message":     "Mapper Transform Error",
	} {
		if got := at(run, path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	got := paths(map[string]any(run), "", map[string]bool{})
	for path := range strings.FieldsSeq(`createdAt updatedAt createdBy updatedBy createdClient updatedClient sandboxId sandboxName id flowId etag
		metrics.durationSummary.startedAtUTC metrics.durationSummary.completedAtUTC metrics.sizeSummary.inputBytes
		metrics.sizeSummary.outputBytes metrics.fileSummary.outputFileCount metrics.fileSummary.activityRefs.*
		metrics.statusSummary.activityRefs.* activities.*.updatedAtUTC activities.*.durationSummary.startedAtUTC
		activities.*.durationSummary.completedAtUTC activities.*.durationSummary.extensions.windowStart
		activities.*.durationSummary.extensions.windowEnd activities.*.sizeSummary.inputBytes activities.*.sizeSummary.outputBytes
		activities.*.fileSummary.inputFileCount activities.*.statusSummary.extensions.type activities.*.sourceInfo.*.id
		activities.*.sourceInfo.*.reference.ids.* activities.*.recordSummary.failedRecordCount
		activities.*.fileSummary.extensions.manifest.fileInfo activities.*.statusSummary.errors.*.code
		activities.*.statusSummary.extensions.manifest.failedRecords activities.*.statusSummary.extensions.manifest.sampleErrors
		activities.*.targetInfo.*.id activities.*.targetInfo.*.reference.ids.*`) {
		if !got[path] {
			t.Errorf("%s is missing", path)
		}
	}
	if batch, _ := at(run, "activities.1.targetInfo.0.reference.ids.0").(string); len(batch) != 26 {
		t.Errorf("batch %q", batch)
	}
}

// TestFailedRun holds a run with keys that Amazon refuses against the failure that
// the page on notifications shows.
func TestFailedRun(t *testing.T) {
	for key, words := range map[string]string{
		"":                    "InvalidAccessKeyId",
		AccessKeyRefused:      "InvalidAccessKeyId",
		AccessKeyNoPermission: "AccessDenied",
	} {
		w := turn(t, SandboxProduction)
		var id string
		if key == "" {
			id, _ = w.put(ElsewhereFail)
		} else {
			conn := w.createWith("Wrong", key).ID
			w.others(ElsewhereUse, conn)
			all, _ := w.p.Dataflows(t.Context())
			id = all[0].ID
		}
		runs := w.all("/runs?property=metrics.statusSummary.status==failed&property=flowId==" + id)
		run := runs[len(runs)-1]
		for path, want := range map[string]any{
			"metrics.statusSummary.status":           "failed",
			"metrics.statusSummary.errors.0.code":    "CONNECTOR-1001-500",
			"metrics.sizeSummary.inputBytes":         -1.0,
			"metrics.fileSummary.inputFileCount":     -1.0,
			"metrics.recordSummary.inputRecordCount": nil,
			"activities.0.id":                        "copyActivity",
			"activities.0.statusSummary.status":      "failed",
			"activities.1":                           nil,
		} {
			if got := at(run, path); got != want {
				t.Errorf("%s: %s is %v, want %v", key, path, got, want)
			}
		}
		if said := fmt.Sprint(at(run, "activities.0.statusSummary.extensions.errors.0.message")); !strings.Contains(said, words) ||
			!strings.Contains(said, "Microsoft.DataTransfer") {
			t.Errorf("%s: %s", key, said)
		}
	}
}

// TestReference meets the other spelling of everything.
func TestReference(t *testing.T) {
	w := turn(t, SandboxDevelopment)
	id, _ := w.put(ElsewherePartly)
	run := w.runsOf(id)[0]
	made, _ := at(run, "createdAt").(float64)
	etag, _ := at(run, "eTag").(string)
	if at(run, "metrics.statusSummary.status") != "PARTIAL_SUCCESS" || at(run, "metrics.recordSummary.outputRecordCount") != "99" ||
		at(run, "activites.1.id") != "promotionActivity" || at(run, "activities") != nil || at(run, "etag") != nil || etag == "" || made > 1e10 {
		t.Errorf("%v", run)
	}
	flows, _ := w.page("/flows/" + id)
	for path, want := range map[string]any{
		"scheduleParams.interval": 1.0, "scheduleParams.backfill": true, "options.partialIngestionPercent": "5",
		"lastRunDetails.state": "partialSuccess", "runs": "/flows/" + id + "/runs",
	} {
		if got := at(flows[0], path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	if got := w.all("/runs?property=metrics.statusSummary.status==partialSuccess"); len(got) != 5 {
		t.Errorf("%d", len(got))
	}
}

// TestFlowAsDocumented holds a dataflow against the tutorial "Update dataflows".
func TestFlowAsDocumented(t *testing.T) {
	w := turn(t, SandboxProduction)
	id, conn := w.put(ElsewhereUse)
	flows, _ := w.page("/flows/" + id)
	f := flows[0]
	source, _ := at(f, "sourceConnectionIds.0").(string)
	target, _ := at(f, "targetConnectionIds.0").(string)
	for path, want := range map[string]any{
		"id": id, "state": "enabled", "scheduleParams.frequency": "hour", "scheduleParams.interval": "1", "scheduleParams.backfill": "true",
		"scheduleParams.startTime": fmt.Sprint(w.now.Add(-5 * 24 * time.Hour).Unix()), "options.errorDiagnosticsEnabled": true,
		"options.partialIngestionPercent": 5.0, "inheritedAttributes.properties.isSourceFlow": true,
		"inheritedAttributes.sourceConnections.0.id": source, "inheritedAttributes.sourceConnections.0.baseConnection.id": conn,
		"inheritedAttributes.sourceConnections.0.connectionSpec.id": s3SpecID, "inheritedAttributes.targetConnections.0.id": target,
		"flowSpec.id": flowSpecID, "transformations.0.name": "Mapping", "runs": "/runs?property=flowId==" + id, "lastRunDetails.state": "success",
	} {
		if got := at(f, path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	sources, _ := w.page("/sourceConnections/" + source)
	for path, want := range map[string]any{
		"id": source, "baseConnectionId": conn, "connectionSpec.id": s3SpecID, "data.format": "delimited", "state": "enabled",
		"params.path": "/practice-bucket/sales", "params.type": "folder", "params.recursive": true,
	} {
		if got := at(sources[0], path); got != want {
			t.Errorf("source: %s is %v, want %v", path, got, want)
		}
	}
	targets, _ := w.page("/targetConnections/" + target)
	set, _ := at(targets[0], "params.dataSetId").(string)
	if at(targets[0], "connectionSpec.id") != targetSpecID || len(set) != 24 {
		t.Errorf("target: %v", targets[0])
	}
	var sets map[string]fields
	w.send("GET", catalogPath+"/dataSets/"+set, "").into(t, &sets)
	if len(sets) != 1 || at(sets[set], "name") != "Point of sale" {
		t.Errorf("data set: %v", sets)
	}
}

func TestFlowFilters(t *testing.T) {
	w := turn(t, SandboxProduction)
	w.others(ElsewhereAdd, "")
	all := w.all("/flows?limit=2")
	if len(all) != 7 {
		t.Fatalf("%d dataflows", len(all))
	}
	var sources []string
	for _, f := range all {
		sources = append(sources, fmt.Sprint(at(f, "sourceConnectionIds.0")))
	}
	base := fmt.Sprint(at(all[0], "inheritedAttributes.sourceConnections.0.baseConnection.id"))
	since := w.now.Add(-time.Hour).UnixMilli()
	count := func(path string, properties ...string) int {
		return len(w.all(path + "?" + url.Values{"property": properties, "limit": {"100"}}.Encode()))
	}
	for _, tt := range []struct {
		path       string
		properties []string
		want       int
	}{
		{"/flows", []string{"sourceConnectionIds[]==" + sources[0] + "," + sources[3]}, 2},
		{"/flows", []string{"inheritedAttributes.sourceConnections[].connectionSpec.id==" + s3SpecID}, 6},
		{"/flows", []string{"inheritedAttributes.properties.isSourceFlow==true"}, 7},
		{"/flows", []string{"state==disabled", "inheritedAttributes.properties.isSourceFlow==true"}, 1},
		{"/flows", []string{"name==Daily sales"}, 2},
		{"/sourceConnections", []string{"baseConnectionId==" + base}, 3},
		{"/sourceConnections", []string{"connectionSpec.id==" + s3SpecID}, 6},
		{"/sourceConnections", []string{"name==Daily sales (source)"}, 2},
		{"/targetConnections", []string{"connectionSpec.id==" + targetSpecID}, 7},
		{"/runs", []string{"metrics.statusSummary.status==failed"}, 72},
		{"/runs", []string{"metrics.statusSummary.status==Failed"}, 0}, // as the documents write it
		{"/runs", []string{"metrics.statusSummary.status==partialSuccess"}, 0},
		{"/runs", []string{"flowId==" + fmt.Sprint(at(all[0], "id")), fmt.Sprintf("metrics.durationSummary.startedAtUTC>%d", since)}, 1},
		{"/runs", []string{fmt.Sprintf("metrics.durationSummary.startedAtUTC>%d", w.now.UnixMilli())}, 0},
	} {
		if got := count(tt.path, tt.properties...); got != tt.want {
			t.Errorf("%s %v: %d, want %d", tt.path, tt.properties, got, tt.want)
		}
	}
	newest, next := w.page("/runs?limit=3&orderby=-createdAt")
	if len(newest) != 3 || next == "" || at(newest[0], "createdAt").(float64) < at(newest[2], "createdAt").(float64) {
		t.Errorf("newest first: %v, %q", newest, next)
	}
	if !strings.HasPrefix(next, "/runs?continuationToken=") {
		t.Errorf("next is %q", next)
	}
	if more, _ := w.page(next); len(more) != 3 || at(more[0], "createdAt").(float64) > at(newest[2], "createdAt").(float64) {
		t.Errorf("next page: %v", more)
	}
	if r := w.flow("GET", "/flows?count=true", ""); r.body != `{"count":7}` {
		t.Error(r.body)
	}
	for path, code := range map[string]string{
		"/flows?property=sourceConnectionIds==x": "FLOW-1449-400", "/flows?property=state%3Ex": "FLOW-1448-400",
		"/runs?property=status==failed": "FLOW-1449-400", "/runs?orderby=name": "FLOW-1433-400", "/runs?op=1": "FLOW-1451-400",
		"/flows/x": "FLOW-1439-404", "/runs/x": "FLOW-1439-404", "/sourceConnections/x": "FLOW-1439-404", "/targetConnections/x": "FLOW-1439-404",
	} {
		if r := w.flow("GET", path, ""); r.code(t) != code {
			t.Errorf("%s: %d %s", path, r.status, r.body)
		}
	}
}

func TestMaxFlows(t *testing.T) {
	w := turn(t, SandboxProduction)
	conn := w.create("Many").ID
	for range maxFlows + 1 {
		w.others(ElsewhereLater, conn)
	}
	if items, next := w.page("/flows?limit=500"); len(items) != maxFlows || next == "" {
		t.Errorf("%d, next %q", len(items), next)
	}
}

func TestSchedule(t *testing.T) {
	start := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		frequency string
		interval  int
		from      time.Duration // after the start
		want      time.Duration // after the start; -1 for never
	}{
		{"hour", 1, -time.Hour, 0},
		{"hour", 1, 0, 0},
		{"hour", 1, time.Second, time.Hour},
		{"hour", 2, 2 * time.Hour, 2 * time.Hour},
		{"minute", 15, 16 * time.Minute, 30 * time.Minute},
		{"day", 1, 25 * time.Hour, 48 * time.Hour},
		{"week", 1, time.Minute, 7 * 24 * time.Hour},
		{onceOnly, 0, -time.Minute, 0},
		{onceOnly, 0, time.Minute, -1},
	} {
		f := Dataflow{Frequency: tt.frequency, Interval: tt.interval, StartsAt: start}
		f.schedule(start.Add(tt.from))
		want := start.Add(tt.want)
		if tt.want < 0 {
			want = time.Time{}
		}
		if !f.NextAt.Equal(want) {
			t.Errorf("%s %d from %v: %v, want %v", tt.frequency, tt.interval, tt.from, f.NextAt, want)
		}
	}
}

// TestRunsInOrder reads runs of several dataflows page by page, in each order that
// is read no further than it must, and in those that are not.
func TestRunsInOrder(t *testing.T) {
	w := turn(t, SandboxProduction)
	w.others(ElsewhereAdd, "")
	all := len(w.all("/runs?limit=1000"))
	for _, by := range []string{"", "createdAt", "-createdAt", "metrics.durationSummary.startedAtUTC", "-id"} {
		path := "/runs?limit=37"
		if by != "" {
			path += "&orderby=" + by
		}
		seen := map[any]bool{}
		var last float64
		for i, run := range w.all(path) {
			made, _ := at(run, "createdAt").(float64)
			if i > 0 && (by == "createdAt" && made < last || by == "-createdAt" && made > last) {
				t.Errorf("%s: %v after %v", by, made, last)
			}
			seen[at(run, "id")], last = true, made
		}
		if len(seen) != all {
			t.Errorf("%s: %d of %d runs", by, len(seen), all)
		}
	}
	if r := w.flow("GET", "/runs?orderby=-createdAt&continuationToken="+
		cursor{OrderBy: "-createdAt", Limit: 2, After: &position{Key: "x", Seq: 3}}.token(), ""); r.code(t) != "FLOW-1452-400" {
		t.Errorf("%d %s", r.status, r.body)
	}
}
