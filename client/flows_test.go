package client

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// updated is a dataflow as the tutorial "Update dataflows" shows one, with what
// the API reference adds to it.
const updated = `{"id":"2edc08ac-4df5-4fe6-936f-81a19ce92f5c","createdAt":1612310475905,"updatedAt":1614122324830,"createdBy":"a","updatedBy":"b",
	"sandboxName":"{SANDBOX_NAME}","name":"Orders","description":"every hour","version":"\"2e01f11d\"","etag":"\"2e01f11d\"","state":"Enabled",
	"flowSpec":{"id":"9753525b-82c7-4dce-8a9b-5ccfce2b9876","version":"1.0"},
	"sourceConnectionIds":["b7581b59"],"targetConnectionIds":["320f119a"],
	"inheritedAttributes":{"properties":{"isSourceFlow":true},
		"sourceConnections":[{"id":"b7581b59","connectionSpec":{"id":"ecadc60c-7455-4d87-84dc-2a0e293d997b","version":"1.0"},
			"baseConnection":{"id":"0958c68e","connectionSpec":{"id":"ecadc60c-7455-4d87-84dc-2a0e293d997b","version":"1.0"}}}],
		"targetConnections":[{"id":"320f119a","connectionSpec":{"id":"c604ff05-7f1a-43c0-8e18-33bf874cb11c"}}]},
	"options":{"errorDiagnosticsEnabled":true,"partialIngestionPercent":"10"},
	"scheduleParams":{"startTime":"1612310466","frequency":"minute","interval":"15","backfill":"true"},
	"runs":"/runs?property=flowId==2edc08ac","lastRunDetails":{"id":"r1","state":"success","startedAtUTC":1614122300000,"completedAtUTC":1614122324830}}`

func TestFlow(t *testing.T) {
	want := Flow{
		ID: "2edc08ac-4df5-4fe6-936f-81a19ce92f5c", ETag: `"2e01f11d"`, Name: "Orders", Description: "every hour", State: "enabled",
		SourceIDs: []SourceConnectionID{"b7581b59"}, TargetIDs: []TargetConnectionID{"320f119a"},
		BaseIDs: []ConnectionID{"0958c68e"}, SpecIDs: []string{S3ConnectionSpecID},
		Schedule:      Schedule{Frequency: ByMinute, Interval: 15, Start: milli(1612310466000), Backfill: true},
		AllowedErrors: 10,
		LastRun:       RunSummary{ID: "r1", Status: RunSuccess, Started: milli(1614122300000)},
		UpdatedAt:     milli(1614122324830), UpdatedBy: "b",
	}
	b := newBench(t, answer(200, `{"items":[`+updated+`]}`))
	got, err := b.Dataflows().Flow(t.Context(), want.ID)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	b = newBench(t, answer(200, `{"items":[{"id":"f","name":7,"state":[],"sourceConnectionIds":"x","scheduleParams":{"interval":-3,"startTime":0,"frequency":"Once"},
		"options":{"partialIngestionPercent":-1},"inheritedAttributes":{"sourceConnections":[7,{"id":"s"},{"id":"s"},{"baseConnection":{"id":"b","connectionSpec":{"id":"c"}}},{"baseConnection":{"id":"b"}}]}}]}`))
	got, err = b.Dataflows().Flow(t.Context(), "f")
	want = Flow{
		ID: "f", Name: "7", SourceIDs: []SourceConnectionID{"s"}, BaseIDs: []ConnectionID{"b"}, SpecIDs: []string{"c"},
		Schedule: Schedule{Frequency: Once},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

// readFlows reads the ids of the dataflows of a filter.
func readFlows(t *testing.T, c *Client, f FlowFilter) (ids string, last error) {
	t.Helper()
	for flow, err := range c.Dataflows().Flows(t.Context(), f) {
		if err != nil {
			return ids, err
		}
		ids += string(flow.ID)
	}
	return ids, nil
}

func TestFlowsOfSources(t *testing.T) {
	b := newBench(t, answer(200, `{"items":[{"id":"1","sourceConnectionIds":["a"]},{"id":"2","sourceConnectionIds":["c"]},{"id":"3","sourceConnectionIds":["x","B"]},{"id":"1","sourceConnectionIds":["a"]}]}`))
	if ids, err := readFlows(t, b.Client, FlowFilter{Sources: []SourceConnectionID{"a", "b"}}); ids != "13" || err != nil {
		t.Errorf("%s, %v", ids, err)
	}
	if diff := cmp.Diff([]string{"/flowservice/flows?property=sourceConnectionIds%5B%5D==a,b&limit=100"}, seenPaths(b)); diff != "" {
		t.Error(diff)
	}
	if ids, err := readFlows(t, newBench(t).Client, FlowFilter{Sources: []SourceConnectionID{}}); ids != "" || err != nil {
		t.Errorf("%s, %v", ids, err)
	}
}

// TestFlowsOfS3 falls back on a filter that is known to work where the sharper
// one is refused, or finds nothing.
func TestFlowsOfS3(t *testing.T) {
	const (
		sharp = "/flowservice/flows?property=inheritedAttributes.sourceConnections%5B%5D.connectionSpec.id==" + S3ConnectionSpecID + "&limit=100"
		known = "/flowservice/flows?property=inheritedAttributes.properties.isSourceFlow==true&limit=100"
	)
	all := answer(200, `{"items":[{"id":"1","inheritedAttributes":{"sourceConnections":[{"connectionSpec":{"id":"ECADC60C-7455-4d87-84dc-2a0e293d997b"}}]}},
		{"id":"2","inheritedAttributes":{"sourceConnections":[{"connectionSpec":{"id":"b7bf2577"}}]}},{"id":"3"}]}`)
	for name, tc := range map[string]struct {
		bench *bench
		want  []string
	}{
		"sharp":   {newBench(t, all), []string{sharp}},
		"refused": {newBench(t, answer(400, flowError("1440-400", "x")), all), []string{sharp, known}},
		"nothing": {newBench(t, answer(200, `{"items":[]}`), all), []string{sharp, known}},
	} {
		t.Run(name, func(t *testing.T) {
			if ids, err := readFlows(t, tc.bench.Client, FlowFilter{}); ids != "13" || err != nil {
				t.Errorf("%s, %v", ids, err)
			}
			if diff := cmp.Diff(tc.want, seenPaths(tc.bench)); diff != "" {
				t.Error(diff)
			}
		})
	}
	_, err := readFlows(t, newBench(t, answer(403, flowError("2121-403", "x"))).Client, FlowFilter{})
	wantKind(t, err, KindForbidden)
}

func TestSourceConnections(t *testing.T) {
	const item = `{"id":"s1","name":"Orders","baseConnectionId":"b1","state":"enabled","eTag":"\"1\"","createdAt":1597973312000,
		"connectionSpec":{"id":"ecadc60c-7455-4d87-84dc-2a0e293d997b"},"data":{"format":"Delimited","properties":{"columnDelimiter":","}},
		"params":{"path":"/acme/in/*.csv","type":"folder","recursive":"true"}}`
	b := newBench(t, answer(200, `{"items":[`+item+`,{"id":"s2","baseConnectionId":"b2"},{"id":"s3"},{"id":"s4","baseConnectionId":"B1","connectionSpec":{"id":"other"}}]}`))
	var got []SourceConnection
	for found, err := range b.Dataflows().SourceConnections(t.Context(), "b1") {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, found)
	}
	want := []SourceConnection{{
		ID: "s1", Name: "Orders", BaseID: "b1", SpecID: S3ConnectionSpecID, Format: "delimited",
		Path: "/acme/in/*.csv", PathType: "folder", Recursive: true, Delimiter: ",",
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	b2 := newBench(t, answer(200, `{"items":[]}`))
	for found, err := range b2.Dataflows().SourceConnections(t.Context(), "") {
		t.Error("something out of nothing", found, err)
	}
	paths := append(seenPaths(b), seenPaths(b2)...)
	if diff := cmp.Diff([]string{
		"/flowservice/sourceConnections?property=baseConnectionId==b1&limit=100",
		"/flowservice/sourceConnections?property=connectionSpec.id==" + S3ConnectionSpecID + "&limit=100",
	}, paths); diff != "" {
		t.Error(diff)
	}
	for _, err := range newBench(t).Dataflows().SourceConnections(t.Context(), "a/b") {
		wantKind(t, err, KindInvalid)
	}
}

func TestTargetConnections(t *testing.T) {
	b := newBench(t, answer(200, `{"items":[{"id":"t1","name":"n","params":{"dataSetId":"5f3c3cedb2805c194ff0b69a"}},{"id":"T2","params":{"datasetId":"x"}},{"id":"t3"},{"id":"t4"}]}`))
	var got []TargetConnection
	for found, err := range b.Dataflows().TargetConnections(t.Context(), []TargetConnectionID{"t1", "t2", "t3"}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, found)
	}
	if diff := cmp.Diff([]TargetConnection{{ID: "t1", Name: "n", DatasetID: "5f3c3cedb2805c194ff0b69a"}, {ID: "T2", DatasetID: "x"}, {ID: "t3"}}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"/flowservice/targetConnections?property=id==t1,t2,t3&limit=100"}, seenPaths(b)); diff != "" {
		t.Error(diff)
	}
}

func TestSchedule(t *testing.T) {
	start := time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC)
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, time.UTC) }
	for name, tc := range map[string]struct {
		schedule Schedule
		after    time.Time
		period   time.Duration
		next     time.Time
	}{
		"every quarter":   {Schedule{ByMinute, 15, start, false}, at(3, 9, 50), 15 * time.Minute, at(3, 10, 0)},
		"at that moment":  {Schedule{ByHour, 2, start, false}, at(3, 10, 0), 2 * time.Hour, at(3, 12, 0)},
		"by day":          {Schedule{ByDay, 0, start, false}, at(3, 9, 0), 24 * time.Hour, at(4, 8, 0)},
		"by week":         {Schedule{ByWeek, 1, start, false}, at(3, 9, 0), 7 * 24 * time.Hour, at(8, 8, 0)},
		"not yet":         {Schedule{ByDay, 1, start, false}, start.Add(-time.Hour), 24 * time.Hour, start},
		"once":            {Schedule{Once, 0, start, false}, at(3, 9, 0), 0, time.Time{}},
		"once, to come":   {Schedule{Once, 0, start, false}, start.Add(-time.Hour), 0, start},
		"another word":    {Schedule{"month", 1, start, false}, at(3, 9, 0), 0, time.Time{}},
		"no start":        {Schedule{ByDay, 1, time.Time{}, false}, at(3, 9, 0), 24 * time.Hour, time.Time{}},
		"longer than all": {Schedule{ByWeek, maxInterval, start, false}, at(3, 9, 0), 0, time.Time{}},
	} {
		t.Run(name, func(t *testing.T) {
			if tc.schedule.Period() != tc.period || !tc.schedule.Next(tc.after).Equal(tc.next) {
				t.Errorf("%v, %v", tc.schedule.Period(), tc.schedule.Next(tc.after))
			}
		})
	}
}

// TestFlowsInto asks for what a target connection is used by, whatever it reads.
func TestFlowsInto(t *testing.T) {
	const page = `{"items":[
		{"id":"1","targetConnectionIds":["T"],"inheritedAttributes":{"sourceConnections":[{"id":"s","connectionSpec":{"id":"another"}}]}},
		{"id":"2","targetConnectionIds":["other"]}]}`
	b := newBench(t, answer(200, page))
	ids := ""
	for flow, err := range b.Dataflows().FlowsInto(t.Context(), "t") {
		if err != nil {
			t.Fatal(err)
		}
		ids += string(flow.ID)
	}
	const want = "property=targetConnectionIds%5B%5D==t"
	if got := b.script.seen[0].URL.RawQuery; ids != "1" || !strings.Contains(got, want) {
		t.Errorf("%s, %s", ids, got)
	}
	for _, err := range newBench(t).Dataflows().FlowsInto(t.Context(), "") {
		if KindOf(err) != KindInvalid {
			t.Error(err)
		}
	}
}
