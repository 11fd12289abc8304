package client

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// monitored is the run of the tutorial "Monitor dataflows": a success of which
// a row is missing.
const monitored = `{"createdAt":1596656079576,"sandboxName":"{SANDBOX_NAME}","id":"9830305a-985f-47d0-b030-5a985fd7d004",
	"flowId":"c9cef9cb-c934-4467-8ef9-cbc934546741","etag":"\"b8003af1-0000-0200-0000-5f2b09f10000\"",
	"metrics":{"durationSummary":{"startedAtUTC":1596656058198,"completedAtUTC":1596656113306},
		"sizeSummary":{"inputBytes":24012,"outputBytes":17128},
		"recordSummary":{"inputRecordCount":100,"outputRecordCount":99,"failedRecordCount":1},
		"fileSummary":{"inputFileCount":1,"outputFileCount":1,"activityRefs":["promotionActivity"]},
		"statusSummary":{"status":"success","errors":[{"code":"CONNECTOR-2001-500","message":"Error occurred at promotion activity."}]}},
	"activities":[
		{"id":"copyActivity","durationSummary":{"startedAtUTC":1596656058198,"completedAtUTC":1596656089650,
			"extensions":{"windowStart":1596653708000,"windowEnd":1596655508000}},
		 "sizeSummary":{"inputBytes":24012,"outputBytes":24012},"recordSummary":{},"fileSummary":{"inputFileCount":1,"outputFileCount":1},
		 "statusSummary":{"status":"success","extensions":{"type":"one-time"}},
		 "sourceInfo":[{"id":"c0e18602","type":"SourceConnection","reference":{"type":"AdfRunId","ids":["8a8eb0cc-e283-4605-ac70-65a5adb1baef"]}}]},
		{"id":"promotionActivity","durationSummary":{"startedAtUTC":1596656095333,"completedAtUTC":1596656113306},
		 "sizeSummary":{"inputBytes":24012,"outputBytes":17128},
		 "recordSummary":{"inputRecordCount":100,"outputRecordCount":99,"failedRecordCount":1},
		 "fileSummary":{"inputFileCount":2,"outputFileCount":1},
		 "statusSummary":{"status":"success","errors":[{"code":"CONNECTOR-2001-500","message":"Error occurred at promotion activity."}],
			"extensions":{"errors":[
				{"code":"INGEST-1212-400","message":"Encountered 1 errors in the data. Successfully ingested 99 rows. Review the associated diagnostic files for additional details."},
				{"code":"MAPPER-3700-400","recordCount":1,"message":"Mapper Transform Error"}]}},
		 "targetInfo":[{"id":"47166b83","type":"TargetConnection","reference":{"type":"Batch","ids":["01EF01X41KJD82Y9ZX6ET54PCZ"]}}]}]}`

func milli(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// TestRunSamples reads the documented samples of runs.
func TestRunSamples(t *testing.T) {
	step := RunError{"CONNECTOR-2001-500", "Error occurred at promotion activity."}
	ingest := RunError{
		"INGEST-1212-400", "Encountered 1 errors in the data. Successfully ingested 99 rows. Review the associated diagnostic files for additional details.",
	}
	mapper := RunError{"MAPPER-3700-400", "Mapper Transform Error"}
	processing := RunError{"CONNECTOR-2001-500", "Error in processing (parsing, validation or transformation) the copied data."}
	for name, tc := range map[string]struct {
		body      string
		want      Run
		outcome   Outcome
		cause     RunError
		retryable bool
	}{
		"success with errors": {monitored, Run{
			ID: "9830305a-985f-47d0-b030-5a985fd7d004", FlowID: "c9cef9cb-c934-4467-8ef9-cbc934546741",
			Status: RunSuccess, Errors: []RunError{ingest, mapper, step},
			Figures:   Figures{RowsIn: 100, RowsOut: 99, RowsFailed: 1, FilesIn: 1, BytesIn: 24012},
			CreatedAt: milli(1596656079576), Started: milli(1596656058198), Completed: milli(1596656113306),
			WindowStart: milli(1596653708000), WindowEnd: milli(1596655508000),
			Batches: []BatchID{"01EF01X41KJD82Y9ZX6ET54PCZ"},
		}, OutcomePartial, mapper, false},
		"success, in seconds": {`{"createdAt":1597213529158,"id":"933cf9f4","flowId":"1c6f1047","metrics":{
			"durationSummary":{"startedAtUTC":1590512053,"completedAtUTC":1590512053},"sizeSummary":{"inputBytes":2048,"outputBytes":1024},
			"recordSummary":{"inputRecordCount":100,"outputRecordCount":70},"fileSummary":{"inputFileCount":10,"outputFileCount":10},
			"statusSummary":{"status":"success"}},"activities":[{"id":"copyActivity","statusSummary":{"status":"success"},
			"targetInfo":[{"reference":{"type":"batch"}}]}]}`, Run{
			ID: "933cf9f4", FlowID: "1c6f1047", Status: RunSuccess, Figures: Figures{100, 70, NotTold, 10, 2048},
			CreatedAt: milli(1597213529158), Started: milli(1590512053000), Completed: milli(1590512053000),
		}, OutcomeGood, RunError{}, false},
		"failure": {`{"createdAt":1597434147259,"id":"d9024c32","flowId":"cf4fce79","etag":"\"0c003dbf\"","metrics":{
			"durationSummary":{"startedAtUTC":1597434147190},"sizeSummary":{"inputBytes":-1},"fileSummary":{"inputFileCount":-1},
			"statusSummary":{"status":"failed","errors":[{"code":"CONNECTOR-2001-500","message":"Error in processing (parsing, validation or transformation) the copied data."}]}},
			"activities":[{"id":"promotionActivity","sizeSummary":{"inputBytes":-1},"recordSummary":{},"fileSummary":{"inputFileCount":-1},
			"statusSummary":{"status":"failed","errors":[{"code":"CONNECTOR-2001-500","message":"Error in processing (parsing, validation or transformation) the copied data."}],
			"extensions":{"errors":[{"code":"133","message":"We are unable to locate any files uploaded for this batch."}]}},
			"targetInfo":[{"reference":{"type":"Batch","ids":["6f6a900f-e40d-4f0e-9bb9-b614436c3465"]}}]}]}`, Run{
			ID: "d9024c32", FlowID: "cf4fce79", Status: RunFailed, Figures: NoFigures,
			Errors:    []RunError{{"133", "We are unable to locate any files uploaded for this batch."}, processing},
			CreatedAt: milli(1597434147259), Started: milli(1597434147190),
			Batches: []BatchID{"6f6a900f-e40d-4f0e-9bb9-b614436c3465"},
		}, OutcomeFailed, RunError{"133", "We are unable to locate any files uploaded for this batch."}, true},
		"scheduled": {`{"id":"3fb0418e","createdAt":1651587212543,"flowId":"3abea21c","params":{"windowStartTime":"1651584991","windowEndTime":"1651585956"},
			"etag":"\"1\"","metrics":{"statusSummary":{"status":"scheduled"}},"activities":[]}`, Run{
			ID: "3fb0418e", FlowID: "3abea21c", Status: RunScheduled, Figures: NoFigures, CreatedAt: milli(1651587212543),
			WindowStart: milli(1651584991000), WindowEnd: milli(1651585956000),
		}, OutcomeWaiting, RunError{}, false},
		"reference": {`{"id":"r","flowId":"f","eTag":"e","createdAt":"1651587212543","metrics":{"statusSummary":{"status":"PARTIAL_SUCCESS"},
			"recordSummary":{"inputRecordCount":"10","outputRecordCount":"9","failedRecordCount":"1"}},
			"` + misspelt + `":[{"id":"a","statusSummary":{"status":"SUCCESS"}}]}`, Run{
			ID: "r", FlowID: "f", Status: RunPartialSuccess, Figures: Figures{10, 9, 1, NotTold, NotTold},
			CreatedAt: milli(1651587212543),
		}, OutcomePartial, RunError{}, false},
		"in progress": {`{"id":"r","flowId":"f","metrics":{"statusSummary":{"status":"inProgress"},"durationSummary":{"startedAtUTC":1651587212543}}}`, Run{
			ID: "r", FlowID: "f", Status: RunInProgress, Figures: NoFigures, Started: milli(1651587212543),
		}, OutcomeRunning, RunError{}, false},
		"reasons in other words": {`{"id":"r","flowId":"f","metrics":{"statusSummary":{"status":"failed","errors":[{"errorCode":"CONNECTOR-1001-500","errorMessage":"No"}]}}}`, Run{
			ID: "r", FlowID: "f", Status: RunFailed, Figures: NoFigures, Errors: []RunError{{"CONNECTOR-1001-500", "No"}},
		}, OutcomeFailed, RunError{"CONNECTOR-1001-500", "No"}, true},
		"by its state": {`{"id":"r","flowId":"f","state":"inProgress"}`, Run{
			ID: "r", FlowID: "f", Status: RunInProgress, Figures: NoFigures,
		}, OutcomeRunning, RunError{}, false},
		"nothing found": {`{"id":"r","flowId":"f","metrics":{"statusSummary":{"status":"success"},"recordSummary":{"inputRecordCount":0,"outputRecordCount":0}}}`, Run{
			ID: "r", FlowID: "f", Status: RunSuccess, Figures: Figures{0, 0, NotTold, NotTold, NotTold},
		}, OutcomeGood, RunError{}, true},
		"rows refused, and no reason": {`{"id":"r","metrics":{"statusSummary":{"status":"Completed"},"recordSummary":{"failedRecordCount":3}}}`, Run{
			ID: "r", Status: RunCompleted, Figures: Figures{NotTold, NotTold, 3, NotTold, NotTold},
		}, OutcomePartial, RunError{}, false},
		"another word": {`{"id":"r","metrics":{"statusSummary":{"status":"Cancelled By User"}}}`, Run{
			ID: "r", Status: "cancelledbyuser", Figures: NoFigures,
		}, OutcomeUnknown, RunError{}, false},
		"odd members": {`{"id":"r","flowId":7,"createdAt":"soon","metrics":[],"activities":{"a":1},"etag":null}`, Run{
			ID: "r", FlowID: "7", Figures: NoFigures,
		}, OutcomeUnknown, RunError{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			o, e := decodeObject([]byte(tc.body))
			if e != nil {
				t.Fatal(e)
			}
			got, ok := readRun(o)
			if diff := cmp.Diff(tc.want, got); diff != "" || !ok {
				t.Error(diff)
			}
			if got.Outcome() != tc.outcome || got.Cause() != tc.cause || got.Retryable() != tc.retryable {
				t.Errorf("%q, %v, %v", got.Outcome(), got.Cause(), got.Retryable())
			}
		})
	}
}

// TestRunKeepsNoSecrets checks that what Amazon says of a key does not stay.
func TestRunKeepsNoSecrets(t *testing.T) {
	o, _ := decodeObject([]byte(`{"id":"r","metrics":{"statusSummary":{"status":"failed","errors":[
		{"code":"CONNECTOR-1001-500","message":"The key AKIAIOSFODNN7EXAMPLE\u0000 does not exist"},` + strings.Repeat(`{"code":"X"},{"code":"Y-`+strings.Repeat("z", 4000)+`"},`, 30) + `{}]}}}`))
	got, _ := readRun(o)
	if len(got.Errors) > maxRunErrors || strings.Contains(got.Errors[0].Message, "AKIA") || strings.Contains(got.Errors[0].Message, "\x00") {
		t.Errorf("%d: %+v", len(got.Errors), got.Errors[0])
	}
	for _, e := range got.Errors {
		if len(e.Code) > maxShort || len(e.Message) > maxDetail {
			t.Errorf("%d and %d bytes", len(e.Code), len(e.Message))
		}
	}
}

func TestRuns(t *testing.T) {
	since := milli(1593134665781)
	b := newBench(t,
		answer(200, `{"items":[
			{"id":"1","flowId":"a","metrics":{"statusSummary":{"status":"Failed"},"durationSummary":{"startedAtUTC":1593134665781}}},
			{"id":"2","flowId":"B","metrics":{"statusSummary":{"status":"failed"},"durationSummary":{"startedAtUTC":"1593134665782"}}},
			{"id":"3","flowId":"a","metrics":{"statusSummary":{"status":"success"},"durationSummary":{"startedAtUTC":1593134665783}}},
			{"id":"4","flowId":"c","metrics":{"statusSummary":{"status":"failed"},"durationSummary":{"startedAtUTC":1593134665783}}},
			{"id":"5","flowId":"a","metrics":{"statusSummary":{"status":"failed"},"durationSummary":{"startedAtUTC":1593134665780}}},
			{"id":"6","flowId":"a","metrics":{"statusSummary":{"status":"failed"}}},
			{"id":"7","flowId":"a","sandboxName":"another","metrics":{"statusSummary":{"status":"failed"},"durationSummary":{"startedAtUTC":1593134665783}}},
			{"flowId":"a"},7,null],"_links":{"next":{"href":"/runs?continuationToken=x"}}}`),
		answer(200, `{"items":[{"id":"8","flowId":"b","metrics":{"statusSummary":{"status":"failed"},"durationSummary":{"startedAtUTC":1593134665999}}}],"_links":{}}`),
	)
	ids := ""
	for run, err := range b.Dataflows().Runs(t.Context(), RunFilter{Flows: []FlowID{"a", "b"}, Since: since}) {
		if err != nil {
			t.Fatal(err)
		}
		ids += string(run.ID)
	}
	if ids != "1238" {
		t.Errorf("runs %s", ids)
	}
	const query = "property=flowId==a,b&property=metrics.durationSummary.startedAtUTC%3E1593134665780&orderby=-createdAt&limit=100"
	for i, want := range []string{query, "continuationToken=x&" + query} {
		if r := b.script.seen[i]; r.URL.Path != "/gateway/data/foundation/flowservice/runs" || r.URL.RawQuery != want {
			t.Errorf("%s?%s, want %s", r.URL.Path, r.URL.RawQuery, want)
		}
	}
	for run, err := range newBench(t).Dataflows().Runs(t.Context(), RunFilter{}) {
		t.Error("runs of no dataflow", run, err)
	}
	for _, err := range newBench(t).Dataflows().Runs(t.Context(), RunFilter{Flows: []FlowID{"a/b"}}) {
		wantKind(t, err, KindInvalid)
	}
}

// TestManyIDs checks that no address grows without end, and that an error ends
// all of it.
func TestManyIDs(t *testing.T) {
	flows := make([]FlowID, 2*atOnce+1)
	sources := make([]SourceConnectionID, 2*atOnce+1)
	targets := make([]TargetConnectionID, 2*atOnce+1)
	for i := range flows {
		flows[i], sources[i], targets[i] = testID, testID, testID
	}
	empty := answer(200, `{"items":[]}`)
	for name, each := range map[string]func(*Client) error{
		"runs": func(c *Client) (last error) {
			for _, err := range c.Dataflows().Runs(t.Context(), RunFilter{Flows: flows}) {
				last = err
			}
			return last
		},
		"flows": func(c *Client) (last error) {
			for _, err := range c.Dataflows().Flows(t.Context(), FlowFilter{Sources: sources}) {
				last = err
			}
			return last
		},
		"targets": func(c *Client) (last error) {
			for _, err := range c.Dataflows().TargetConnections(t.Context(), targets) {
				last = err
			}
			return last
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, empty, empty, empty)
			if err := each(b.Client); err != nil {
				t.Error(err)
			}
			for _, r := range b.script.seen {
				if len(r.RequestURI) > 1800 {
					t.Errorf("an address of %d bytes", len(r.RequestURI))
				}
			}
			wantKind(t, each(newBench(t, empty, answer(403, `{}`)).Client), KindForbidden)
		})
	}
}

// A key that stands where a long message is cut is taken out before it is.
func TestKeysAtTheEndOfAMessage(t *testing.T) {
	const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	message := strings.Repeat("x ", maxDetail/2-15) + secret + " is not right, and so on and on"
	run, _ := readRun(object{"id": "r", "metrics": map[string]any{"statusSummary": map[string]any{
		"errors": []any{map[string]any{"code": "CONNECTOR-1001-500", "message": message}},
	}}})
	if strings.Contains(run.Errors[0].Message, secret[:8]) {
		t.Errorf("%q", run.Errors[0].Message[maxDetail-60:])
	}
}

func TestRun(t *testing.T) {
	b := newBench(t, answer(200, `{"items":[`+monitored+`]}`))
	got, err := b.Dataflows().Run(t.Context(), "9830305a-985f-47d0-b030-5a985fd7d004")
	if err != nil || got.Figures.RowsOut != 99 {
		t.Errorf("%+v, %v", got, err)
	}
	for body, want := range map[string]Kind{
		`{"items":[]}`: KindNotFound, `{"items":[{"id":"y"}]}`: KindNotPlatform, `{"items":[7]}`: KindNotPlatform, `{}`: KindNotPlatform,
		`{"items":[{"id":"x","sandboxName":"another"}]}`: KindNotPlatform,
	} {
		_, err := newBench(t, answer(200, body)).Dataflows().Run(t.Context(), "x")
		wantKind(t, err, want)
		_, err = newBench(t, answer(200, body)).Dataflows().Flow(t.Context(), "x")
		wantKind(t, err, want)
	}
	_, err = newBench(t).Dataflows().Run(t.Context(), "../x")
	wantKind(t, err, KindInvalid)
	_, err = newBench(t).Dataflows().Flow(t.Context(), "")
	wantKind(t, err, KindInvalid)
}

// seenPaths returns what was asked for, under the path of the service.
func seenPaths(b *bench) (all []string) {
	for _, r := range b.script.seen {
		all = append(all, strings.TrimPrefix(r.RequestURI, "/gateway/data/foundation"))
	}
	return all
}
