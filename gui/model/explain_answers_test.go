package model_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
)

// explained is what the user reads of an answer with this body.
func explained(op string, status int, body string, header ...string) model.Problem {
	h := http.Header{}
	for i := 0; i+1 < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return model.Explain(client.NewAnswerError(op, client.Answer{Status: status, Header: h, Body: []byte(body)}))
}

// in returns what a text says, without the words around it.
func in(text model.Text) string {
	var all []string
	for _, value := range text.Args {
		if s, ok := value.(string); ok {
			all = append(all, s)
		}
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// Whatever words the server used are on the screen, whatever shape they came in.
func TestTheServersWordsAreShown(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		body   string
		want   []string
	}{
		"Flow Service": {
			403, `{"type":"https://ns.adobe.com/aep/errors/FLOW-2120-403","title":"Forbidden","status":403,
			"report":{"detailed-message":"You do not have sufficient permissions","request-id":"r-1"},"errorMessage":"x"}`,
			[]string{"Forbidden: You do not have sufficient permissions", "FLOW-2120-403", "r-1"},
		},
		"title and detail":     {400, `{"title":"BadRequestError","detail":"A valid content-type must be specified"}`, []string{"BadRequestError: A valid content-type must be specified"}},
		"title alone":          {404, `{"title":"Not Found","status":404}`, []string{"Not Found"}},
		"errorMessage":         {400, `{"errorMessage":"Supplied value is odd"}`, []string{"Supplied value is odd"}},
		"errorDetails":         {400, `{"errorDetails":"in detail"}`, []string{"in detail"}},
		"gateway":              {401, `{"error_code":"401013","message":"Oauth token is not valid"}`, []string{"401013", "Oauth token is not valid"}},
		"plain text":           {503, "upstream connect error", []string{"upstream connect error"}},
		"JSON text":            {400, `"not like this"`, []string{"not like this"}},
		"error chain":          {400, `{"error-chain":[{"serviceId":"obs","errorCode":"OBS-1-400","message":"too long a window"}]}`, []string{"OBS-1-400", "too long a window"}},
		"error chain, no text": {400, `{"error-chain":[{"serviceId":"obs","errorCode":"OBS-1-400"}],"x":1}`, []string{"OBS-1-400", `"serviceId":"obs"`}},
		"wrapped":              {400, `{"error":{"code":"E7","message":"nested"}}`, []string{"E7", "nested"}},
		"list":                 {422, `{"errors":[{"detail":"first"},{"detail":"second"}]}`, []string{"first"}},
		"unknown members":      {400, `{"reason":"because"}`, []string{`{"reason":"because"}`}},
		"array":                {400, `[{"title":"a","detail":"b"}]`, []string{"a: b"}},
		"web page":             {404, `<html><head><title>404 Not Found</title></head><body>nginx</body></html>`, []string{"404 Not Found"}},
		"XML":                  {403, `<Error><Code>Odd</Code><Message>for a reason</Message></Error>`, []string{"Odd for a reason"}},
		"sign-in":              {400, `{"error":"invalid_client","error_description":"invalid client_secret parameter"}`, []string{"invalid_client", "invalid client_secret parameter"}},
		"cut":                  {400, `{"title":"Bad","detail":"it ends he`, []string{"Bad: it ends he"}},
		"several lines":        {400, "one\r\n\ttwo\x00three", []string{"one two"}},
	} {
		for _, op := range []string{"Token", "Sandboxes", "Connections", "CreateConnection", "TestConnection", "UpdateConnection", "DeleteConnection", "Explore"} {
			said := in(explained(op, c.status, c.body).Said)
			for _, want := range c.want {
				if name == "several lines" {
					continue // binary: nothing of it can be shown
				}
				if !strings.Contains(said, want) {
					t.Errorf("%s of %s: %q, want %q in it", name, op, said, want)
				}
			}
		}
	}
}

// The id of the request is shown wherever it came in, and a bare status where
// there is nothing else.
func TestWhatIsShownOfAnEmptyAnswer(t *testing.T) {
	if got := explained("Connections", 500, "", "X-Request-Id", "r-7").Said; got.Key != "problem.said.statusID" || in(got) != "r-7" {
		t.Errorf("%+v", got)
	}
	if got := explained("Connections", 400, "{}").Said; got.Key != "problem.said.status" {
		t.Errorf("%+v", got)
	}
	if got := explained("Connections", 302, "<html>").Said; !got.Empty() {
		t.Errorf("words of somebody else: %+v", got)
	}
}

func TestQuotedWordsAreShortAndHoldNoSecret(t *testing.T) {
	const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	said := in(explained("CreateConnection", 400, `{"detail":"`+strings.Repeat("long ", 400)+`"}`).Said)
	if n := len([]rune(said)); n > 300 || !strings.HasSuffix(said, "…") {
		t.Errorf("%d characters", n)
	}
	said = in(explained("CreateConnection", 400, `{"detail":"AKIAIOSFODNN7EXAMPLE and `+secret+` are bad"}`).Said)
	if strings.Contains(said, "AKIA") || strings.Contains(said, "wJalr") || !strings.Contains(said, "are bad") {
		t.Error(said)
	}
}

// No text contradicts the answer: none says that it says nothing.
func TestNoTextSaysThatTheAnswerSaysNothing(t *testing.T) {
	for key, text := range englishSentences(t) {
		for _, claim := range []string{"says nothing", "does not say why"} {
			if strings.HasPrefix(key, "problem.") && strings.Contains(text, claim) {
				t.Errorf("%s: %s", key, text)
			}
		}
	}
}

// Two catalogues have the same numbers: prefix, number and operation choose.
func TestCodesByPrefixNumberAndOperation(t *testing.T) {
	for _, c := range []struct {
		code, op string
		status   int
		want     string
	}{
		{"FLOW-1403-400", "UpdateConnection", 400, "altered"},
		{"FLOW-1403-400", "CreateConnection", 400, "rejected"},
		{"CONNECTOR-1403-400", "UpdateConnection", 400, "rejected"}, // the start time has passed
		{"1403-400", "UpdateConnection", 400, "rejected"},           // either
		{"FLOW-1404-412", "UpdateConnection", 412, "conflict"},
		{"CONNECTOR-1404-400", "UpdateConnection", 400, "rejected"}, // backfill
		{"FLOW-1101-404", "TestConnection", 404, "connectionGone"},
		{"FLOW-1101-404", "Connections", 404, "notFound"},
		{"CONNECTOR-1101-500", "TestConnection", 500, "down"},
		{"FLOW-1103-503", "Connections", 503, "unavailable"},
		{"CONNECTOR-1103-503", "Connections", 503, "down"},
		{"FLOW-1413-400", "CreateConnection", 400, "specUnknown"},
		{"FLOW-1415-400", "CreateConnection", 400, "specRefused"},
		{"FLOW-1418-400", "DeleteConnection", 400, "inUse"},
		{"FLOW-1439-404", "DeleteConnection", 404, "connectionGone"},
		{"FLOW-2100-404", "Connections", 404, "sandboxRefused"},
		{"FLOW-2121-403", "CreateConnection", 403, "permissionSources"},
		{"2121-403", "CreateConnection", 403, "permissionSources"}, // only one catalogue has it
		{"SMS-2121-403", "Sandboxes", 403, "forbidden"},            // of another service
		{"CONNECTOR-1300-400", "UpdateConnection", 400, "patchOff"},
		{"1302-400", "CreateConnection", 400, "specRefused"},
		{"FLOW-1304-400", "CreateConnection", 400, "valueMissing"},
		{"CONNECTOR-1308-400", "CreateConnection", 400, "providerRefused"},
		{"CONNECTOR-1312-400", "UpdateConnection", 400, "valueRefused"},
		{"CONNECTOR-1335-400", "Explore", 400, "exploreUnfit"},
		{"CONNECTOR-1335-400", "CreateConnection", 400, "rejected"},
		{"CONNECTOR-1375-400", "Preview", 400, "previewRefused"},
		{"CONNECTOR-1105-401", "Connections", 401, "tokenRefused"},
		{"CONNECTOR-1106-403", "Connections", 403, "permission"},
		{"CONNECTOR-1107-412", "UpdateConnection", 412, "conflict"},
		{"CONNECTOR-1008-401", "Connections", 401, "notInOrg"},
		{"FLOW-1406-400", "CreateConnection", 400, "rejected"}, // never asked for
		{"FLOW-2111-403", "Connections", 403, "forbidden"},     // never asked for
		{"CONNECTOR-1360-400", "CreateFlow", 400, "startPassed"},
		{"1362-400", "CreateFlow", 400, "scheduleRefused"},
		{"CONNECTOR-1397-400", "CreateFlow", 400, "scheduleRefused"},
		{"CONNECTOR-1366-400", "UpdateFlow", 400, "scheduleFixed"},
		{"CONNECTOR-1403-400", "UpdateFlow", 400, "scheduleFixed"},
		{"FLOW-1403-400", "UpdateFlow", 400, "rejected"}, // If-Match, which is always sent
		{"CONNECTOR-1404-400", "UpdateFlow", 400, "scheduleFixed"},
		{"FLOW-1404-412", "UpdateFlow", 412, "changed"}, // found before that by provision
		{"CONNECTOR-1331-400", "CreateSourceConnection", 400, "formatRefused"},
		{"CONNECTOR-1325-400", "CreateTargetConnection", 400, "altered"},
		{"FLOW-2200-500", "CreateTargetConnection", 500, "catalogDown"},
		{"FLOW-1412-400", "CreateFlow", 400, "mappingRefused"},
		{"FLOW-1419-400", "CreateFlow", 400, "mappingRefused"},
		{"FLOW-1425-400", "CreateFlow", 400, "mappingSchema"},
		{"FLOW-2250-500", "CreateFlow", 500, "dataPrepDown"},
		{"CONNECTOR-1320-400", "CreateFlow", 400, "altered"},
		{"FLOW-2121-403", "CreateSourceConnection", 403, "permissionSources"},
		{"429050", "Connections", 429, "rateLimited"},
		{"", "Connections", 429, "rateLimited"},
	} {
		err := client.NewAnswerError(c.op, client.Answer{Status: c.status, Header: http.Header{}})
		err.Code = c.code
		if got := model.Explain(err).Name; got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.code, c.op, got, c.want)
		}
	}
}

// What the answer complains of is the field that the cursor goes to.
func TestTheFieldThatTheAnswerNames(t *testing.T) {
	for words, want := range map[string]model.Field{
		"Mandatory field s3SecretKey not provided":                          model.FieldSecretKey,
		"Mandatory field 'auth.params.s3AccessKey' not provided":            model.FieldAccessKey,
		"Mandatory field {serviceUrl} not provided. Please add it.":         model.FieldServiceURL,
		"Value x is not valid for property bucketName":                      model.FieldBucket,
		"Mandatory field name not provided":                                 model.FieldName,
		"The property description is not valid":                             model.FieldDescription,
		"Mandatory field workspaceId not provided":                          model.FieldNone,
		"Something is not right":                                            model.FieldNone,
		"The field folderPath of the connection with the name y is missing": model.FieldFolder,
	} {
		for _, number := range []string{"1304", "1312"} {
			got := explained("CreateConnection", 400, `{"type":"https://ns.adobe.com/aep/errors/CONNECTOR-`+number+`-400","title":"Bad","detail":"`+words+`"}`)
			if got.Field != want || !strings.Contains(in(got.Said), words) {
				t.Errorf("%s: field %q, want %q", words, got.Field, want)
			}
		}
	}
}

// Amazon's own code, in whatever it is wrapped, decides what to do.
func TestAmazonsCodesInAnAnswer(t *testing.T) {
	const engine = "Error message: ErrorCode=AmazonS3OperationFailed,'Type=Microsoft.DataTransfer.Common.Shared." +
		"HybridDeliveryException,Message=%,Source=Microsoft.DataTransfer.Runtime.S3Connector,'"
	for words, want := range map[string]struct {
		name  string
		field model.Field
	}{
		"InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.": {"storeKeyID", model.FieldAccessKey},
		"The AWS Access Key Id you provided does not exist in our records.":                     {"storeKeyID", model.FieldAccessKey},
		"SignatureDoesNotMatch":                              {"storeSecret", model.FieldSecretKey},
		"ExpiredToken: The provided token has expired.":      {"storeExpired", model.FieldSessionToken},
		"InvalidToken":                                       {"storeToken", model.FieldSessionToken},
		"AccessDenied: Access Denied":                        {"storeDenied", model.FieldNone},
		"NoSuchBucket: The specified bucket does not exist.": {"storeNoBucket", model.FieldBucket},
		"PermanentRedirect":                                  {"storeRegion", model.FieldServiceURL},
		"User: arn:aws:iam::123456789012:user/aep is not authorized to perform: s3:ListBucket on resource: arn:aws:s3:::acme": {"storeDenied", model.FieldNone},
		"The security token included in the request is invalid.":                                                              {"storeKeyID", model.FieldAccessKey},
		"The security token included in the request is expired":                                                               {"storeExpired", model.FieldSessionToken},
		"Something new": {"providerRefused", model.FieldNone},
	} {
		for _, code := range []string{"CONNECTOR-1308-400", "FLOW-1100-400", "1308-400"} {
			for _, op := range []string{"CreateConnection", "TestConnection", "UpdateConnection", "Explore"} {
				if code == "1308-400" && op == "Explore" {
					op = "Preview"
				}
				detail := strings.ReplaceAll(engine, "%", words)
				got := explained(op, 400, `{"type":"https://ns.adobe.com/aep/errors/`+code+`","title":"Bad request","report":{"detailed-message":"`+detail+`"}}`)
				if got.Name != want.name || got.Field != want.field || !strings.Contains(in(got.Said), words[:12]) {
					t.Errorf("%s, %s of %s: %s at %q, said %q", words, code, op, got.Name, got.Field, in(got.Said))
				}
			}
		}
	}
	// Denied by somebody else: neither Amazon nor the keys have a part in it.
	for _, p := range []model.Problem{
		explained("Connections", 400, `{"detail":"AccessDenied"}`),
		explained("CreateConnection", 403, `{"detail":"Access Denied"}`),
		explained("CreateConnection", 400, `<html><title>Access Denied</title></html>`),
	} {
		if strings.HasPrefix(p.Name, "store") {
			t.Errorf("%+v", p)
		}
	}
	// What the register keeps of it is explained in the same way.
	entry := history.Entry{State: history.Failed, Problem: history.Problem{
		Kind: client.KindRejected, Status: 400, Code: "CONNECTOR-1308-400", Op: "CreateConnection", Detail: "x InvalidAccessKeyId y", RequestID: "r",
	}}
	if p := model.ExplainRecorded(entry); p.Name != "storeKeyID" || !strings.Contains(in(p.Said), "InvalidAccessKeyId") {
		t.Errorf("%+v", p)
	}
}

// A page says that the gateway has no such route, JSON that the service answers.
func TestTwoKindsOf404(t *testing.T) {
	for op, want := range map[string][2]string{
		"Connections": {"addressUnknown", "notFound"}, "TestConnection": {"addressUnknown", "connectionGone"},
		"Sandboxes": {"addressUnknown", "notFound"}, "Token": {"addressUnknown", "addressUnknown"},
	} {
		page := explained(op, 404, "<!DOCTYPE html><html><body>no route</body></html>").Name
		answer := explained(op, 404, `{"title":"Not Found","status":404}`).Name
		if page != want[0] || answer != want[1] {
			t.Errorf("%s: page %s, answer %s", op, page, answer)
		}
		// What the register keeps of it is explained in the same way.
		kept := func(page bool) string {
			problem := history.Problem{Kind: client.KindNotFound, Status: 404, Detail: "Not Found", Op: op, Page: page}
			return model.ExplainEvent(history.Event{Kind: history.EventTestFailed, Problem: problem}).Name
		}
		if page, answer := kept(true), kept(false); page != want[0] || answer != want[1] {
			t.Errorf("%s, recorded: page %s, answer %s", op, page, answer)
		}
	}
}

// englishSentences are the texts in English, by their keys.
func englishSentences(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "assets", "translations", "en.json"))
	if err != nil {
		t.Fatal(err)
	}
	sentences := map[string]string{}
	if err := json.Unmarshal(data, &sentences); err != nil {
		t.Fatal(err)
	}
	return sentences
}

// A page for a browser is nobody's word about the token, the sign-in or the request.
func TestPagesAreNotTakenForTheService(t *testing.T) {
	const page = `<html><head><title>Blocked by policy</title></head></html>`
	for _, op := range []string{"Token", "Sandboxes", "CreateConnection", "Connection", "UpdateConnection", "DeleteConnection", "RetryRun"} {
		for _, status := range []int{400, 401, 405, 409, 412, 413, 451} {
			got := explained(op, status, page)
			if got.Name != "webPage" || got.Field != model.FieldNone || !strings.Contains(in(got.Said), "Blocked by policy") {
				t.Errorf("%s %d: %s, field %q, %s", op, status, got.Name, got.Field, in(got.Said))
			}
		}
	}
	for status, want := range map[int]string{403: "forbidden", 404: "addressUnknown", 429: "rateLimited", 503: "down"} {
		if got := explained("Connections", status, page); got.Name != want {
			t.Errorf("%d: %s, want %s", status, got.Name, want)
		}
	}
}
