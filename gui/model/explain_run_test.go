package model_test

import (
	"errors"
	"strings"
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/gui/model"
)

func TestRunsInWords(t *testing.T) {
	const adf = "ErrorCode=AmazonS3OperationFailed,'Type=Microsoft.DataTransfer.Common.Shared.HybridDeliveryException,Message=The Amazon S3 operation failed. "
	for name, tc := range map[string]struct {
		cause client.RunError
		want  string
		fix   model.Fix
		do    string // whose advice it is; its own when empty
	}{
		"copying":          {client.RunError{Code: "CONNECTOR-1001-500", Message: "Error in copying the data from Source."}, "runCopy", model.FixKeys, ""},
		"key id":           {client.RunError{Code: "CONNECTOR-1001-500", Message: adf + "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records."}, "storeKeyID", model.FixKeys, "runKeys"},
		"secret":           {client.RunError{Code: "CONNECTOR-1001-500", Message: adf + "The request signature we calculated does not match"}, "storeSecret", model.FixKeys, "runKeys"},
		"expired":          {client.RunError{Code: "CONNECTOR-1001-500", Message: adf + "ExpiredToken"}, "storeExpired", model.FixKeys, "runKeys"},
		"denied":           {client.RunError{Code: "CONNECTOR-1001-500", Message: adf + "AccessDenied: Access Denied"}, "storeDenied", model.FixRetry, ""},
		"bucket":           {client.RunError{Code: "CONNECTOR-1001-500", Message: adf + "NoSuchBucket"}, "storeNoBucket", model.FixRetry, ""},
		"processing":       {client.RunError{Code: "CONNECTOR-2001-500", Message: "Error occurred at promotion activity."}, "runProcess", model.FixRows, ""},
		"batch":            {client.RunError{Code: "CONNECTOR-3001-500"}, "runBatch", model.FixRetry, ""},
		"diagnostics":      {client.RunError{Code: "INGEST-1211-400"}, "runDiagnosticsOff", model.FixNone, ""},
		"rows":             {client.RunError{Code: "INGEST-1212-400", Message: "Encountered 1 errors in the data."}, "runRefusedRows", model.FixRows, ""},
		"unreadable":       {client.RunError{Code: "INGEST-1401-400"}, "runUnreadable", model.FixRows, ""},
		"field":            {client.RunError{Code: "INGEST-1555-400"}, "runFieldMissing", model.FixRows, ""},
		"mapping":          {client.RunError{Code: "MAPPER-3700-400"}, "runMapping", model.FixRows, ""},
		"no files":         {client.RunError{Code: "133", Message: "We are unable to locate any files uploaded for this batch."}, "runNoFiles", model.FixRetry, ""},
		"unheard":          {client.RunError{Code: "MAPPER-3999-400", Message: "Something else"}, "runUnknown", model.FixNone, ""},
		"words alone":      {client.RunError{Message: "Something else"}, "runUnknown", model.FixNone, ""},
		"of another error": {client.RunError{Code: "1337-400", Message: "Something else"}, "runUnknown", model.FixNone, ""},
		"amazon, unasked":  {client.RunError{Code: "INGEST-1212-400", Message: "AccessDenied"}, "runRefusedRows", model.FixRows, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, fix := model.ExplainRun(history.LastRun{ID: "r", Outcome: client.OutcomeFailed, Cause: tc.cause})
			if got.Name != tc.want || fix != tc.fix {
				t.Errorf("%q, fix %q", got.Name, fix)
			}
			if want := tc.do; want != "" && got.Do.Key != "problem."+want+".do" {
				t.Errorf("advice %q", got.Do.Key)
			}
			if got.Said.Empty() || !strings.Contains(got.Details, tc.cause.Code) {
				t.Errorf("said %v, details %q", got.Said, got.Details)
			}
			event := history.Event{
				Kind: history.EventFlowFailing, Flow: "f",
				Problem: history.Problem{Kind: client.KindRejected, Code: tc.cause.Code, Detail: tc.cause.Message, Op: "Run"},
			}
			if told := model.ExplainEvent(event); told.Name != tc.want {
				t.Errorf("in the trail %q", told.Name)
			}
		})
	}
	for outcome, want := range map[client.Outcome]string{
		client.OutcomeFailed: "runSilent", client.OutcomePartial: "runRefusedRows", client.OutcomeUnknown: "runStatus",
		client.OutcomeGood: "", client.OutcomeWaiting: "", client.OutcomeRunning: "",
	} {
		if got, _ := model.ExplainRun(history.LastRun{ID: "r", Outcome: outcome, Status: "vanished"}); got.Name != want {
			t.Errorf("%s is %q, want %q", outcome, got.Name, want)
		}
	}
	if got, _ := model.ExplainRun(history.LastRun{}); !got.Empty() {
		t.Error("no run has a problem")
	}
}

// TestActionsInWords words each documented refusal of an action, whatever stands
// before the number, and what Mooring found out by itself.
func TestActionsInWords(t *testing.T) {
	refused := func(op, code string) error {
		return &client.APIError{Op: op, Kind: client.KindRejected, Status: 400, Code: code, Detail: "x"}
	}
	for _, tc := range []struct {
		err    error
		want   string
		effect string
	}{
		{refused("StartRun", "FLOW-1386-400"), "runScheduled", "problem.nothingDone"},
		{refused("StartRun", "1386-400"), "runScheduled", "problem.nothingDone"},
		{refused("RetryRun", "CONNECTOR-1387-400"), "runState", "problem.nothingDone"},
		{refused("RetryRun", "FLOW-1388-400"), "flowNotEnabled", "problem.nothingDone"},
		{refused("StartRun", "1380-400"), "runNotMade", "problem.nothingDone"},
		{refused("StartRun", "1381-400"), "runWindow", "problem.nothingDone"},
		{refused("StartRun", "1384-400"), "runWindow", "problem.nothingDone"},
		{refused("StartRun", "1385-400"), "runByHand", "problem.nothingDone"},
		{refused("RetryRun", "1333-400"), "runByHand", "problem.nothingDone"},
		{refused("PauseFlow", "FLOW-1422-400"), "flowState", "problem.nothingDone"},
		{refused("ResumeFlow", "FLOW-1422-400"), "flowState", "problem.nothingDone"},
		{refused("Runs", "1387-400"), "rejected", ""},
		{refused("PauseFlow", "FLOW-9999-400"), "rejected", "problem.nothingDone"},
		{&client.APIError{Op: "PauseFlow", Kind: client.KindNotFound, Status: 404, Code: "FLOW-1101-404"}, "flowGone", "problem.nothingDone"},
		{&client.APIError{Op: "Flow", Kind: client.KindNotFound, Status: 200}, "flowGone", ""},
		{&client.APIError{Op: "RetryRun", Kind: client.KindForbidden, Status: 403, Code: "FLOW-2121-403"}, "permissionSources", "problem.nothingDone"},
		{&client.APIError{Op: "RetryRun", Kind: client.KindUnavailable, Status: 503}, "down", ""},
		{&provision.ActionUnknownError{Action: provision.ActionRetry, Err: errors.New("x")}, "actionLost", ""},
		{&provision.ActionUnknownError{Action: provision.ActionPause, Err: errors.New("x")}, "switchLost", ""},
		{&provision.ActionNotDoneError{Action: provision.ActionPause, Err: errors.New("x")}, "actionNotDone", "problem.nothingDone"},
		{provision.ErrNoDataflow, "flowGone", ""},
	} {
		if got := model.Explain(tc.err); got.Name != tc.want || got.Effect.Key != tc.effect {
			t.Errorf("%v: %q, %q", tc.err, got.Name, got.Effect.Key)
		}
	}
}
