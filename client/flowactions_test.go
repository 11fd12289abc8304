package client

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

var testWindow = RunWindow{Start: time.Unix(1651584991, 0), From: time.Unix(1651580000, 0), To: time.Unix(1651584990, 0)}

// TestActions checks what each action sends, and every documented shape of its answer.
func TestActions(t *testing.T) {
	const service = "/gateway/data/foundation/flowservice"
	run := func(c *Client) (RunID, error) { return c.Dataflows().RetryRun(t.Context(), "4fb0418e") }
	start := func(c *Client) (RunID, error) { return c.Dataflows().StartRun(t.Context(), "3abea21c", testWindow) }
	pause := func(c *Client) (RunID, error) { return "", c.Dataflows().PauseFlow(t.Context(), "3abea21c") }
	resume := func(c *Client) (RunID, error) { return "", c.Dataflows().ResumeFlow(t.Context(), "3abea21c") }
	const body = `{
        "flowId": "3abea21c",
        "params": {
            "startTime": 1651584991,
            "windowStartTime": 1651580000,
            "windowEndTime": 1651584990
        }
    }`
	const made = RunID("3fb0418e")
	for name, tc := range map[string]struct {
		call   func(*Client) (RunID, error)
		status int
		answer string
		uri    string
		body   string
		want   RunID
	}{
		"retry":             {run, 200, `{"id":"3fb0418e","etag":"\"1100c53e\""}`, "/runs/4fb0418e/action?op=re-trigger", "", made},
		"retry, reference":  {run, 201, `{"id":"3fb0418e","eTag":"\"1100c53e\""}`, "/runs/4fb0418e/action?op=re-trigger", "", made},
		"retry, accepted":   {run, 202, `{"id":"3fb0418e"}`, "/runs/4fb0418e/action?op=re-trigger", "", made},
		"start, tutorial":   {start, 200, `{"items":[{"id":"3fb0418e","etag":"\"1100c53e\""}]}`, "/runs", body, made},
		"start, reference":  {start, 201, `{"id":"3fb0418e","etag":"\"1100c53e\""}`, "/runs", body, made},
		"start, whole run":  {start, 201, `{"id":"3fb0418e","flowId":"3abea21c","etag":"\"1100c53e\"","metrics":{"statusSummary":{"status":"scheduled"}},"activities":[]}`, "/runs", body, made},
		"pause":             {pause, 200, `{"id":"3abea21c","etag":"\"2\""}`, "/flows/3abea21c/action?op=disable", "", ""},
		"resume":            {resume, 200, `{"id":"3ABEA21C","etag":"\"3\""}`, "/flows/3abea21c/action?op=enable", "", ""},
		"resume, enveloped": {resume, 200, `{"items":[{"id":"3abea21c","etag":"\"3\""}]}`, "/flows/3abea21c/action?op=enable", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, answer(tc.status, tc.answer))
			got, err := tc.call(b.Client)
			if err != nil || got != tc.want {
				t.Fatalf("%q, %v", got, err)
			}
			r := b.script.seen[0]
			if r.Method != http.MethodPost || r.RequestURI != service+tc.uri || string(b.script.body[0]) != tc.body || len(r.TransferEncoding) != 0 {
				t.Errorf("%s %s %v\n%s", r.Method, r.RequestURI, r.TransferEncoding, b.script.body[0])
			}
			if typed := r.Header.Get("Content-Type") != ""; typed != (tc.body != "") || r.Header.Get("If-Match") != "" || r.Header.Get("X-Sandbox-Name") == "" {
				t.Errorf("headers %v", r.Header)
			}
		})
	}
}

// refusedActions are how Platform refuses the actions; the numbers are those of its
// error pages, and the word before them may be missing.
var refusedActions = map[string]string{
	"reversed":    `{"type":"https://ns.adobe.com/aep/errors/CONNECTOR-1381-400","title":"Bad Request","detail":"WindowEndTime=1 cannot be before Window StartTime=2."}`,
	"not once":    `{"type":"https://ns.adobe.com/aep/errors/1386-400","title":"Bad Request","detail":"The flowId=f with scheduleParams frequency=hour is not supported for creating flow runs."}`,
	"still on":    `{"type":"https://ns.adobe.com/aep/errors/FLOW-1387-400","title":"Bad Request","detail":"The flowRunId=r is in an invalid state=inProgress for re-triggering."}`,
	"not enabled": `{"type":"https://ns.adobe.com/aep/errors/FLOW-1388-400","title":"Bad Request","detail":"The flow=f is in state=disabled and cannot be re-triggered."}`,
	"not now":     `{"type":"https://ns.adobe.com/aep/errors/FLOW-1422-400","title":"Bad Request","report":{"detailed-message":"not applicable"}}`,
}

func TestActionsRefused(t *testing.T) {
	for name, body := range refusedActions {
		for op, tc := range changing {
			if op == "update" || op == "delete" {
				continue
			}
			b := newBench(t, answer(400, body))
			e := wantKind(t, tc.call(b.Client, t.Context()), KindRejected)
			if !strings.HasSuffix(e.Code, "-400") || e.Words() == "" {
				t.Errorf("%s, %s: %s %q", op, name, e.Code, e.Words())
			}
		}
	}
}

// TestActionsUnknown checks that an answer that cannot be read leaves open what
// happened, and is not taken for a refusal or a success.
func TestActionsUnknown(t *testing.T) {
	for name, step := range map[string]http.HandlerFunc{
		"page": hotel(200), "204": answer(204, ``), "no id": answer(200, `{"etag":"1"}`), "array": answer(200, `[]`),
		"empty": answer(201, ``), "empty envelope": answer(200, `{"items":[]}`), "500": answer(500, ``), "hung up": hangUp,
		"cut off": cutOff(200, `{"id":"new"}`), "half": answer(200, `{"id":"ne`), "408": answer(408, ``),
		"another": answer(200, `{"id":"run","etag":"1"}`), // the same run; or another flow
	} {
		for op, tc := range changing {
			if op == "update" || op == "delete" || op == "start" && name == "another" {
				continue
			}
			err := tc.call(newBench(t, step).Client, t.Context())
			if e := apiError(t, err); !e.Kind.OutcomeUnknown() {
				t.Errorf("%s, %s: %v", op, name, e)
			}
		}
	}
}

func TestActionsRefuseInput(t *testing.T) {
	reversed := testWindow
	reversed.From, reversed.To = reversed.To, reversed.From
	for name, tc := range map[string]struct {
		call  func(*Client) error
		field string
	}{
		"retry":    {func(c *Client) error { _, err := c.Dataflows().RetryRun(t.Context(), "a/b"); return err }, "ID"},
		"start":    {func(c *Client) error { _, err := c.Dataflows().StartRun(t.Context(), "", testWindow); return err }, "ID"},
		"pause":    {func(c *Client) error { return c.Dataflows().PauseFlow(t.Context(), "..") }, "ID"},
		"resume":   {func(c *Client) error { return c.Dataflows().ResumeFlow(t.Context(), "a b") }, "ID"},
		"nowhen":   {func(c *Client) error { _, err := c.Dataflows().StartRun(t.Context(), "f", RunWindow{}); return err }, "Window"},
		"reversed": {func(c *Client) error { _, err := c.Dataflows().StartRun(t.Context(), "f", reversed); return err }, "Window"},
	} {
		t.Run(name, func(t *testing.T) {
			if e := wantKind(t, tc.call(newBench(t).Client), KindInvalid); e.Field != tc.field {
				t.Errorf("field %q, want %q", e.Field, tc.field)
			}
		})
	}
}
