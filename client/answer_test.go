package client

import (
	"bytes"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestErrorBodies(t *testing.T) {
	flow := `{"type":"https://ns.adobe.com/aep/errors/FLOW-2120-403","title":"Forbidden","status":403,
		"report":{"detailed-message":"You do not have sufficient permissions","request-id":"req-1"},
		"errorMessage":"other","errorDetails":"other"}`
	long := strings.Repeat("é", 5000)
	for name, tc := range map[string]struct {
		status int
		body   string
		header http.Header
		want   APIError
	}{
		"flow service": {403, flow, nil, APIError{
			Kind: KindForbidden, Code: "FLOW-2120-403", Title: "Forbidden",
			Detail: "You do not have sufficient permissions", RequestID: "req-1",
		}},
		"flow service 404": {
			404, `{"type":"https://ns.adobe.com/aep/errors/FLOW-1439-404","title":"Not Found",
			"report":{"detailed-message":"no","request-id":"r","id":"x","type":"flows"}}`, nil,
			APIError{Kind: KindNotFound, Code: "FLOW-1439-404", Title: "Not Found", Detail: "no", RequestID: "r"},
		},
		"gateway": {401, `{"error_code":"401013","message":"Oauth token is not valid"}`, nil, APIError{
			Kind: KindUnauthorized, Code: "401013", Detail: "Oauth token is not valid",
		}},
		"gateway, number": {403, `{"error_code":403025,"message":"Profile is not valid"}`, nil, APIError{
			Kind: KindForbidden, Code: "403025", Detail: "Profile is not valid",
		}},
		"generic problem": {
			400, `{"type":"/placeholder/type/uri","status":400,"title":"BadRequestError","detail":"A content-type"}`, nil,
			APIError{Kind: KindRejected, Title: "BadRequestError", Detail: "A content-type"},
		},
		"sandbox service": {
			400, `{"type":"http://ns.adobe.com/aep/errors/SMS-2074-400","title":"Bad","status":400}`, nil,
			APIError{Kind: KindRejected, Code: "SMS-2074-400", Title: "Bad"},
		},
		"error chain": {
			400, `{"title":"x","error-chain":[{"serviceId":"s","errorCode":"OBS-1-400","unixTimeStampMs":1}]}`, nil,
			APIError{Kind: KindRejected, Code: "OBS-1-400", Title: "x"},
		},
		"old etag": {
			412, `{"errorMessage":"Supplied version=[\"a\"] does not match the current version on entity=[\"b\"]"}`, nil,
			APIError{
				Kind:   KindConflict,
				Detail: `Supplied version=["a"] does not match the current version on entity=["b"]`,
			},
		},
		"old etag with another status": {
			400, `{"errorMessage":"Supplied version=[1] does not match the current version on entity=[2]"}`, nil,
			APIError{
				Kind:   KindConflict,
				Detail: `Supplied version=[1] does not match the current version on entity=[2]`,
			},
		},
		"ims": {
			400, `{"error":"invalid_client","error_description":"invalid client_secret parameter"}`, nil,
			APIError{Kind: KindRejected, Code: "invalid_client", Detail: "invalid client_secret parameter"},
		},
		"nested error": {
			404, `{"error":{"code":404,"message":"gone"}}`, nil,
			APIError{Kind: KindNotFound, Code: "404", Detail: "gone"},
		},
		"error as a sentence": {
			400, `{"error":"No such thing"}`, nil,
			APIError{Kind: KindRejected, Detail: "No such thing"},
		},
		"code without a word": {
			400, `{"type":"https://ns.adobe.com/aep/errors/1308-400","title":"Bad","detail":"Error message: x"}`, nil,
			APIError{Kind: KindRejected, Code: "1308-400", Title: "Bad", Detail: "Error message: x"},
		},
		"code and a sentence": {
			400, `{"error_code":"E-1","error":"No such thing"}`, nil,
			APIError{Kind: KindRejected, Code: "E-1", Detail: "No such thing"},
		},
		"code alone":    {400, `{"error_code":"E-1"}`, nil, APIError{Kind: KindRejected, Code: "E-1"}},
		"list of texts": {400, `{"errors":[{"message":"first"},{"message":"second"}]}`, nil, APIError{Kind: KindRejected, Detail: "first"}},
		"list with codes": {
			400, `{"errors":[{"code":"FLOW-1418-400","message":"in use"}],"status":400}`, nil,
			APIError{Kind: KindRejected, Code: "FLOW-1418-400", Detail: "in use"},
		},
		"list of problems": {
			404, `{"title":"Not Found","errors":[{"type":"https://ns.adobe.com/aep/errors/FLOW-1439-404","report":{"detailed-message":"no","request-id":"r"}}]}`, nil,
			APIError{Kind: KindNotFound, Code: "FLOW-1439-404", Title: "Not Found", Detail: "no", RequestID: "r"},
		},
		"words in the context of a report": {
			400, `{"type":"https://ns.adobe.com/aep/errors/FLOW-1408-400","title":"Bad Request","report":{"tenantInfo":{"sandboxName":"prod"},"additionalContext":{"detailed-message":"The path is not valid"},"request-id":"r"}}`, nil,
			APIError{Kind: KindRejected, Code: "FLOW-1408-400", Title: "Bad Request", Detail: "The path is not valid", RequestID: "r"},
		},
		"words of another name in a report": {
			400, `{"type":"https://ns.adobe.com/aep/errors/MAPPER-1001-400","title":"Bad Request","report":{"message":"Unknown function"}}`, nil,
			APIError{Kind: KindRejected, Code: "MAPPER-1001-400", Title: "Bad Request", Detail: "Unknown function"},
		},
		"violations":          {400, `{"title":"Constraint Violation","status":400,"violations":[{"field":"name","message":"is too long"}]}`, nil, APIError{Kind: KindRejected, Title: "Constraint Violation", Detail: "is too long"}},
		"an object of detail": {400, `{"title":"Bad Request","detail":{"message":"is too long"}}`, nil, APIError{Kind: KindRejected, Title: "Bad Request", Detail: "is too long"}},
		"a list of sentences": {400, `{"errors":["name is too long","x"],"status":400}`, nil, APIError{Kind: KindRejected, Detail: "name is too long"}},
		"an urn":              {400, `{"type":"urn:problem:FLOW-1415-400","title":"Bad Request"}`, nil, APIError{Kind: KindRejected, Code: "FLOW-1415-400", Title: "Bad Request"}},
		"French page":         {412, "<html><head><title>Acc\xe8s refus\xe9 par l\x92antivirus</title></head></html>", nil, APIError{Kind: KindConflict, Detail: "Accès refusé par l’antivirus", Page: true}},
		"French text":         {503, "Service indisponible, r\xe9essayez", nil, APIError{Kind: KindUnavailable, Detail: "Service indisponible, réessayez"}},
		"Chinese page":        {401, "<html><meta charset=gb2312><title>\xb7\xc3\xce\xca\xb1\xbb\xd7\xe8\xd6\xb9</title></html>", nil, APIError{Kind: KindUnauthorized, Detail: "访问被阻止", Page: true}},
		"problem in an error": {
			400, `{"error":{"type":"https://ns.adobe.com/aep/errors/FLOW-1418-400/","title":"Bad Request","detail":"in use"}}`, nil,
			APIError{Kind: KindRejected, Code: "FLOW-1418-400", Title: "Bad Request", Detail: "in use"},
		},
		"JSON in its words": {
			400, `{"errorMessage":"{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-1415-400\",\"report\":{\"detailed-message\":\"no such spec\"}}"}`, nil,
			APIError{Kind: KindRejected, Code: "FLOW-1415-400", Detail: "no such spec"},
		},
		"cut JSON in its words": {
			400, `{"message":"{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-1415-400\",\"title\":\"no su`, nil,
			APIError{Kind: KindRejected, Code: "FLOW-1415-400", Title: "no su"},
		},
		"code beside words": {400, `{"code":"FLOW-1418-400","message":"in use"}`, nil, APIError{Kind: KindRejected, Code: "FLOW-1418-400", Detail: "in use"}},
		"message in one":    {400, `{"message":{"text":"no"}}`, nil, APIError{Kind: KindRejected, Detail: "no"}},
		"fault":             {500, `{"fault":{"faultstring":"Policy failed"}}`, nil, APIError{Kind: KindUnavailable, Detail: "Policy failed"}},
		"none known":        {400, `{ "reason": "because" }`, nil, APIError{Kind: KindRejected, Detail: `{"reason":"because"}`}},
		"JSON text":         {400, `"no, thanks"`, nil, APIError{Kind: KindRejected, Detail: "no, thanks"}},
		"no words":          {400, `{}`, nil, APIError{Kind: KindRejected}},
		"page with a title": {
			404, "<!DOCTYPE html>\n<html><head><title>404 Not Found</title><style>a{}</style></head><body><h1>x</h1></body></html>", nil,
			APIError{Kind: KindNotFound, Detail: "404 Not Found", Page: true},
		},
		"XML": {
			403, `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access&#32;Denied &amp; so on</Message></Error>`, nil,
			APIError{Kind: KindForbidden, Detail: "AccessDenied Access Denied & so on"},
		},
		"array":       {400, `[{"title":"a","detail":"b"}]`, nil, APIError{Kind: KindRejected, Title: "a", Detail: "b"}},
		"wrong types": {400, `{"type":7,"title":[],"report":"x","errorMessage":{},"detail":true,"message":null}`, nil, APIError{Kind: KindRejected, Detail: `{"type":7,"title":[],"report":"x","errorMessage":{},"detail":true,"message":null}`}},
		"empty":       {503, ``, http.Header{"Retry-After": {"7"}, "X-Request-Id": {"h-1"}}, APIError{Kind: KindUnavailable, RetryAfter: 7 * time.Second, RequestID: "h-1"}},
		"html":        {502, `<html><body>Bad gateway</body></html>`, nil, APIError{Kind: KindUnavailable, Detail: "Bad gateway", Page: true}},
		"text":        {500, "upstream connect error\x07", nil, APIError{Kind: KindUnavailable, Detail: "upstream connect error"}},
		"binary":      {500, "\x00\xff\xfe", nil, APIError{Kind: KindUnavailable}},
		"cut":         {403, flow[:230], nil, APIError{Kind: KindForbidden, Code: "FLOW-2120-403", Title: "Forbidden", Detail: "You do not have sufficient permissions", RequestID: "req-1"}},
		"cut inside a report": {
			403, `{"type":"x/FLOW-2121-403","report":{"detailed-message":"permission man\u00`, nil,
			APIError{Kind: KindForbidden, Code: "FLOW-2121-403", Detail: "permission man"},
		},
		"byte order mark": {400, "\ufeff" + `{"title":"a"}`, nil, APIError{Kind: KindRejected, Title: "a"}},
		"long":            {400, `{"detail":"` + long + `"}`, nil, APIError{Kind: KindRejected, Detail: long[:2044] + "…"}},
		"throttled":       {429, `{"error_code":"429050","message":"Too many requests"}`, http.Header{"Retry-After": {"Sun, 22 Nov 2026 10:00:30 GMT"}}, APIError{Kind: KindRateLimited, Code: "429050", Detail: "Too many requests", RetryAfter: 30 * time.Second}},
		"request timeout": {408, ``, nil, APIError{Kind: KindInterrupted}},
		"proxy":           {407, `<html>`, nil, APIError{Kind: KindUnreachable, Page: true}},
		"redirect":        {302, `{"title":"x"}`, nil, APIError{Kind: KindNotPlatform}},
		"wrong success":   {200, `{"id":"x"}`, nil, APIError{Kind: KindNotPlatform}},
		"echoes": {
			400, `{"title":"` + testSecret + `","error_code":"` + testToken + `","detail":"key wJalrXUtnFEMI\/K7MDENG\/bPxRfiCYEXAMPLEKEY and wJalrXUtnFEMI%2FK7MDENG%2FbPxRfiCYEXAMPLEKEY and ` + testToken + `"}`, nil,
			APIError{Kind: KindRejected, Title: redacted, Code: redacted, Detail: "key " + redacted + " and " + redacted + " and " + redacted},
		},
		"keys that were not sent": {
			400, `{"title":"Failed for s3SecretKey=abc","detail":"Error message: AccessKeyId=ASIAIOSFODNN7EXAMPLE, aws_secret_access_key: je7Mt, s3SessionToken: must not be empty, at https://reader:hunter2@store.example"}`, nil,
			APIError{
				Kind: KindRejected, Title: "Failed for s3SecretKey=" + redacted,
				Detail: "Error message: AccessKeyId=" + redacted + ", aws_secret_access_key: " + redacted + ", s3SessionToken: " + redacted +
					" not be empty, at https:" + redacted + "store.example",
			},
		},
		"echo that is cut": {400, `{"detail":"key wJalrXUtnFEMI/K7MD`, nil, APIError{Kind: KindRejected, Detail: "key " + redacted}},
	} {
		t.Run(name, func(t *testing.T) {
			if tc.header == nil {
				tc.header = http.Header{}
			}
			at := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
			got := NewAnswerError("Op", Answer{Status: tc.status, Header: tc.header, Body: []byte(tc.body), At: at},
				NewSecret(testToken), NewSecret(testSecret))
			tc.want.Op, tc.want.Status = "Op", tc.status
			if diff := cmp.Diff(&tc.want, got, cmpopts.IgnoreFields(APIError{}, "Err")); diff != "" {
				t.Error(diff)
			}
			if len(got.Detail) > maxDetail {
				t.Errorf("detail of %d bytes", len(got.Detail))
			}
			apiError(t, got)
		})
	}
	var proxy *ProxyError
	e := NewAnswerError("Op", Answer{Status: 407, Header: http.Header{}})
	if !errors.As(e, &proxy) || !e.Final() {
		t.Error("a 407 is not recognisable")
	}
}

func TestRetryAfter(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"": 0, "3": 3 * time.Second, " 1.5 ": 1500 * time.Millisecond, "-1": 0, "soon": 0, "NaN": 0,
		"1e300": 24 * time.Hour, "Sun, 22 Nov 2026 09:00:00 GMT": 0,
	} {
		a := Answer{Status: 429, Header: http.Header{"Retry-After": {value}}, At: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)}
		if got := retryAfter(a); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
}

// A date is a date of the server's clock, however wrong this computer's is.
func TestRetryAfterWithAWrongClock(t *testing.T) {
	there := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	header := http.Header{
		"Retry-After": {there.Add(20 * time.Second).Format(http.TimeFormat)}, "Date": {there.Format(http.TimeFormat)},
	}
	for _, ahead := range []time.Duration{0, time.Hour, -time.Hour, 3 * 365 * 24 * time.Hour} {
		a := Answer{Status: 429, Header: header, At: there.Add(ahead)}
		if got := retryAfter(a); got != 20*time.Second {
			t.Errorf("clock ahead by %v: %v", ahead, got)
		}
	}
}

func TestHugeError(t *testing.T) {
	body := `{"type":"https://ns.adobe.com/aep/errors/FLOW-1413-400","title":"Bad","errorDetails":"` + strings.Repeat("x", 3<<20) + `"}`
	b := newBench(t, answer(http.StatusBadRequest, body))
	_, err := b.CreateConnection(t.Context(), seedConnection())
	e := wantKind(t, err, KindRejected)
	if e.Code != "FLOW-1413-400" || e.Title != "Bad" || !strings.HasPrefix(e.Detail, "xxx") || len(e.Detail) > maxDetail {
		t.Errorf("code %q, title %q, detail of %d", e.Code, e.Title, len(e.Detail))
	}
}

func TestScrubbedCause(t *testing.T) {
	cause := errors.New(`malformed HTTP response "` + testSecret + `"`)
	e := NewSendError("Op", true, cause, NewSecret(testSecret))
	apiError(t, e)
	if errors.Is(e, cause) {
		t.Error("the error with the secret is still underneath")
	}
}

func FuzzErrorBody(f *testing.F) {
	f.Add(403, []byte(`{"type":"https://ns.adobe.com/aep/errors/FLOW-2120-403","report":{"detailed-message":"x`+testSecret+`"}}`))
	f.Add(400, []byte(`{"error":{"code":"`+testSecret))
	f.Add(500, []byte("<html>"))
	f.Add(400, []byte(`[{"error-chain":[[1]],"detail":"\ud83d\ude`))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		e := NewAnswerError("Op", Answer{Status: status, Header: http.Header{}, Body: body}, NewSecret(testSecret))
		if strings.Contains(e.Error(), testSecret) {
			t.Errorf("secret in %q", e.Error())
		}
		if len(e.Detail) > maxDetail || !utf8.ValidString(e.Error()) {
			t.Errorf("detail of %d bytes: %q", len(e.Detail), e.Detail)
		}
	})
}

func FuzzLists(f *testing.F) {
	f.Add([]byte(`{"items":[{"id":"a","createdAt":1597973312000,"auth":{"params":{"s3AccessKey":7}}}],"_links":{"next":{"href":"/connections?continuationToken=x"}}}`))
	f.Add([]byte(`{"sandboxes":[{"name":"prod","isDefault":"yes"}]}`))
	f.Add([]byte(`{"items":null}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		c := &Client{sender: sender{base: "https://platform.adobe.io"}}
		all := connectionList(Filter{})
		items, next, e := all.readPage(c, body)
		if e != nil && (e.Kind != KindNotPlatform && e.Kind != KindInterrupted || items != nil || next != "") {
			t.Errorf("%v with %v", e, items)
		}
		for _, item := range items {
			if item.ID == "" {
				t.Error("an item without an id")
			}
		}
		page, count, _, e := readSandboxes(body)
		if e == nil && len(page) > count {
			t.Error("more entries than there were")
		}
		if bytes.Contains(body, []byte("sandboxes")) {
			return
		}
		if path, _, err := all.nextPage(c, string(body)); err == nil && path != "/connections" {
			t.Errorf("followed to %q", path)
		}
	})
}

func TestClockSkew(t *testing.T) {
	at := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		date, age string
		want      time.Duration
	}{
		"no date":            {"", "", 0},
		"no date that it is": {"soon", "", 0},
		"the same":           {"Sun, 22 Nov 2026 10:00:00 GMT", "", 0},
		"nearly the same":    {"Sun, 22 Nov 2026 09:59:01 GMT", "", 0},
		"ahead":              {"Sun, 22 Nov 2026 08:30:00 GMT", "", 90 * time.Minute},
		"behind":             {"Sun, 22 Nov 2026 10:07:00 GMT", "", -7 * time.Minute},
		"years behind":       {"Mon, 22 Nov 2027 10:00:00 GMT", "", -365 * 24 * time.Hour},
		"out of a cache":     {"Sun, 22 Nov 2026 09:50:00 GMT", "600", 0},
		"with an odd age":    {"Sun, 22 Nov 2026 09:50:00 GMT", "-600", 10 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			header := http.Header{}
			for key, value := range map[string]string{"Date": c.date, "Age": c.age} {
				if value != "" {
					header.Set(key, value)
				}
			}
			got := NewAnswerError("Op", Answer{Status: 401, Header: header, At: at})
			if got.ClockSkew != c.want {
				t.Errorf("%v, want %v", got.ClockSkew, c.want)
			}
		})
	}
	header := http.Header{"Date": {"Sun, 22 Nov 2026 08:00:00 GMT"}}
	if got := NewAnswerError("Op", Answer{Status: 401, Header: header}); got.ClockSkew != 0 {
		t.Errorf("an answer that came at no time is off by %v", got.ClockSkew)
	}
	if got := NewAnswerError("Op", Answer{Status: 302, Header: header, At: at}); got.ClockSkew != 0 {
		t.Errorf("what is not Platform's answer tells the time: %v", got.ClockSkew)
	}
}

// What Platform's clock shows is taken from its successes: an error may be that of
// something on the way.
func TestClockSkewOfAClient(t *testing.T) {
	ago := func(d time.Duration) string { return time.Now().UTC().Add(-d).Format(http.TimeFormat) }
	b := newBench(t,
		answer(200, `{"result":true}`, "Date", ago(2*time.Hour)),
		answer(403, `{}`, "Date", ago(-time.Hour)),
		answer(200, `{"result":true}`, "Date", ago(0)))
	for i, want := range []time.Duration{2 * time.Hour, 2 * time.Hour, 0} {
		_, _ = b.TestConnection(t.Context(), "x")
		if got := b.Dataflows().ClockSkew(); (got - want).Abs() > 5*time.Second {
			t.Errorf("after answer %d: %v, want %v", i+1, got, want)
		}
	}
}
