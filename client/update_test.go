package client

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

const (
	testID   = "4cb0c374-d3bb-4557-b139-5712880adc55"
	testETag = ETag(`"1700d77b-0000-0200-0000-5e3b41a10000"`)
	newToken = "FwoGZXIvYXdzEXAMPLESESSIONTOKEN//"
)

// newKeys is a change of everything that holds a secret.
func newKeys() Change {
	return Change{S3: &S3Credentials{
		AccessKeyID: "ASIAIOSFODNN7EXAMPLE", SecretAccessKey: NewSecret(testSecret), SessionToken: NewSecret(newToken),
	}}
}

func TestChangeBodies(t *testing.T) {
	for name, tc := range map[string]struct {
		change Change
		want   string
	}{
		"name": {Change{Name: new(`R&D <"数据">`)}, `[
        {
            "op": "replace",
            "path": "/name",
            "value": "R&D <\"数据\">"
        }
    ]`},
		"description away": {Change{Description: new("")}, `[
        {
            "op": "add",
            "path": "/description",
            "value": ""
        },
        {
            "op": "remove",
            "path": "/description"
        }
    ]`},
		"keys only": {Change{S3: &S3Credentials{AccessKeyID: "AKIAIOSFODNN7EXAMPLE", SecretAccessKey: NewSecret("s/+=")}}, `[
        {
            "op": "replace",
            "path": "/auth/params",
            "value": {
                "s3AccessKey": "AKIAIOSFODNN7EXAMPLE",
                "s3SecretKey": "s/+="
            }
        }
    ]`},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, answer(200, goodAnswer))
			if _, err := b.UpdateConnection(t.Context(), testID, testETag, tc.change); err != nil {
				t.Fatal(err)
			}
			if body := string(b.script.body[0]); body != tc.want {
				t.Errorf("body:\n%s\nwant:\n%s", body, tc.want)
			}
		})
	}
}

// TestIfMatch sends etags of every shape that was seen, byte for byte.
func TestIfMatch(t *testing.T) {
	for _, etag := range []ETag{
		testETag, `"6d27f305-40be-41c3-97d4-a701827c34df"`, `1400dd53-0000-0200-0000-5f3f23450000`, `cc01fc2c-0000-0200`, `W/"x"`,
	} {
		b := newBench(t, answer(200, `{"id":"4CB0C374-d3bb-4557-b139-5712880adc55","etag":"6d27f305"}`))
		got, err := b.UpdateConnection(t.Context(), testID, etag, Change{Name: new("x")})
		if err != nil || got.ETag != "6d27f305" {
			t.Errorf("%s: %+v, %v", etag, got, err)
		}
		if sent := b.script.seen[0].Header["If-Match"]; len(sent) != 1 || sent[0] != string(etag) {
			t.Errorf("If-Match %q, want %q", sent, etag)
		}
	}
}

func TestUpdateRefusesInput(t *testing.T) {
	for name, tc := range map[string]struct {
		id     ConnectionID
		etag   ETag
		change func(*Change)
		field  string
	}{
		"no id":            {"", testETag, func(*Change) {}, "ID"},
		"odd id":           {"a/b", testETag, func(*Change) {}, "ID"},
		"no etag":          {testID, "", func(*Change) {}, "ETag"},
		"blank etag":       {testID, "  ", func(*Change) {}, "ETag"},
		"etag of lines":    {testID, "a\r\nX-Evil: 1", func(*Change) {}, "ETag"},
		"nothing":          {testID, testETag, func(c *Change) { *c = Change{} }, "Change"},
		"blank name":       {testID, testETag, func(c *Change) { c.Name = new(" ") }, "Name"},
		"odd name":         {testID, testETag, func(c *Change) { c.Name = new("\xff") }, "Name"},
		"odd description":  {testID, testETag, func(c *Change) { c.Description = new("\xff") }, "Description"},
		"no access key":    {testID, testETag, func(c *Change) { c.S3.AccessKeyID = "" }, "AccessKeyID"},
		"no secret key":    {testID, testETag, func(c *Change) { c.S3.SecretAccessKey = Secret{} }, "SecretAccessKey"},
		"odd token":        {testID, testETag, func(c *Change) { c.S3.SessionToken = NewSecret("\xff") }, "SessionToken"},
		"odd folder":       {testID, testETag, func(c *Change) { c.S3.FolderPath = "\xff" }, "FolderPath"},
		"odd bucket":       {testID, testETag, func(c *Change) { c.S3.Bucket = "\xff" }, "Bucket"},
		"odd service  URL": {testID, testETag, func(c *Change) { c.S3.ServiceURL = "\xff" }, "ServiceURL"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			change := newKeys()
			tc.change(&change)
			_, err := b.UpdateConnection(t.Context(), tc.id, tc.etag, change)
			if e := wantKind(t, err, KindInvalid); e.Field != tc.field || e.Op != "UpdateConnection" {
				t.Errorf("field %q of %s, want %q", e.Field, e.Op, tc.field)
			}
		})
	}
	b := newBench(t)
	e := wantKind(t, b.DeleteConnection(t.Context(), ".."), KindInvalid)
	if e.Field != "ID" || e.Op != "DeleteConnection" {
		t.Error(e)
	}
}

// flowError is the body of a Flow Service error that echoes what it was sent.
func flowError(code, detail string) string {
	return `{"type":"https://ns.adobe.com/aep/errors/FLOW-` + code + `","title":"Invalid request","report":{"detailed-message":"` +
		detail + `","request-id":"req-1"},"errorMessage":"` + testSecret + ` ` + newToken + `"}`
}

// changeOutcomes are answers to a change or a deletion: each is sent once, and
// says that it was refused or that nobody knows.
var changeOutcomes = map[string]struct {
	step http.HandlerFunc
	want Kind
	code string
}{
	"If-Match missing":  {answer(400, flowError("1403-400", "The header is missing")), KindRejected, "FLOW-1403-400"},
	"version":           {answer(412, flowError("1404-412", "x")), KindConflict, "FLOW-1404-412"},
	"version, old body": {answer(412, `{"errorMessage":"Supplied version=[\"a\"] does not match the current version on entity=[\"b\"]"}`), KindConflict, ""},
	"spec":              {answer(400, flowError("1414-400", "x")), KindRejected, "FLOW-1414-400"},
	"state":             {answer(400, flowError("1416-400", "x")), KindRejected, "FLOW-1416-400"},
	"initializing":      {answer(400, flowError("1417-400", "x")), KindRejected, "FLOW-1417-400"},
	"in use":            {answer(400, flowError("1418-400", "x")), KindRejected, "FLOW-1418-400"},
	"operation":         {answer(400, flowError("1434-400", "x")), KindRejected, "FLOW-1434-400"},
	"gone":              {answer(404, flowError("1439-404", "x")), KindNotFound, "FLOW-1439-404"},
	"not enabled":       {answer(400, flowError("1445-400", "x")), KindRejected, "FLOW-1445-400"},
	"missing field":     {answer(400, flowError("1455-400", "x")), KindRejected, "FLOW-1455-400"},
	"permission":        {answer(403, flowError("2118-403", "x")), KindForbidden, "FLOW-2118-403"},
	"forbidden":         {answer(403, flowError("2120-403", "x")), KindForbidden, "FLOW-2120-403"},
	"resource":          {answer(403, flowError("2121-403", "x")), KindForbidden, "FLOW-2121-403"},
	"500":               {answer(500, flowError("1400-500", "x")), KindUnavailable, "FLOW-1400-500"},
	"502 html":          {hotel(502), KindUnavailable, ""},
	"503":               {answer(503, ``, "Retry-After", "1"), KindUnavailable, ""},
	"504":               {answer(504, flowError("1104-504", "x")), KindUnavailable, "FLOW-1104-504"},
	"408":               {answer(408, ``), KindInterrupted, ""},
	"html 200":          {hotel(200), KindNotPlatform, ""},
	"202":               {answer(202, goodAnswer), KindNotPlatform, ""},
	"redirect":          {answer(307, ``, "Location", "/gateway/data/foundation/elsewhere"), KindNotPlatform, ""},
	"hung up":           {hangUp, KindInterrupted, ""},
	"refused, cut off":  {cutOff(400, `{"type":"x/FLOW-1418-400",`), KindRejected, "FLOW-1418-400"},
}

// judgeOutcome checks an error of a change, and that it tells no secret.
func judgeOutcome(t *testing.T, err error, want Kind, op, code string) {
	t.Helper()
	e := wantKind(t, err, want)
	if e.Op != op || e.Code != code {
		t.Errorf("%s %s, want %s %s", e.Op, e.Code, op, code)
	}
	if strings.Contains(err.Error(), newToken) {
		t.Errorf("the error tells the session token: %v", err)
	}
}

func TestUpdateOutcomes(t *testing.T) {
	for name, tc := range changeOutcomes {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, tc.step)
			got, err := b.UpdateConnection(t.Context(), testID, testETag, newKeys())
			judgeOutcome(t, err, tc.want, "UpdateConnection", tc.code)
			if got != (Created{}) {
				t.Errorf("got %+v", got)
			}
		})
	}
	for name, step := range map[string]http.HandlerFunc{
		"no id": answer(200, `{"etag":"x"}`), "of another": answer(200, `{"id":"y"}`), "array": answer(200, `[]`),
		"empty": answer(200, ``), "204": answer(204, ``), "text": typed(200, "text/plain", goodAnswer),
		"huge": answer(200, `{"id":"`+strings.Repeat("x", maxAnswer)+`"}`),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := newBench(t, step).UpdateConnection(t.Context(), testID, testETag, newKeys())
			wantKind(t, err, KindNotPlatform)
		})
	}
	for name, step := range map[string]http.HandlerFunc{
		"cut off": cutOff(200, goodAnswer), "half of it": answer(200, goodAnswer[:20]),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := newBench(t, step).UpdateConnection(t.Context(), testID, testETag, newKeys())
			wantKind(t, err, KindInterrupted)
		})
	}
	t.Run("without etag", func(t *testing.T) {
		got, err := newBench(t, answer(200, `{"id":"`+testID+`"}`)).UpdateConnection(t.Context(), testID, testETag, newKeys())
		if err != nil || got.ID != testID || got.ETag != "" {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func TestDeleteOutcomes(t *testing.T) {
	for name, tc := range changeOutcomes {
		t.Run(name, func(t *testing.T) {
			err := newBench(t, tc.step).DeleteConnection(t.Context(), testID)
			judgeOutcome(t, err, tc.want, "DeleteConnection", tc.code)
		})
	}
	for name, step := range map[string]http.HandlerFunc{
		"done":            answer(204, ``),
		"done, untyped":   func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) },
		"done, odd typed": typed(204, "text/html", ``),
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, step)
			if err := b.DeleteConnection(t.Context(), testID); err != nil {
				t.Fatal(err)
			}
			r := b.script.seen[0]
			if r.Method != http.MethodDelete || r.RequestURI != "/gateway/data/foundation/flowservice/connections/"+testID ||
				len(b.script.body[0]) != 0 || len(r.TransferEncoding) != 0 {
				t.Errorf("%s %s %v", r.Method, r.RequestURI, r.TransferEncoding)
			}
			if len(r.Header) != 5 || r.Header.Get("Content-Type") != "" || r.Header.Get("If-Match") != "" || r.Header.Get("X-Sandbox-Name") == "" {
				t.Errorf("headers %v", r.Header)
			}
		})
	}
	t.Run("200", func(t *testing.T) {
		wantKind(t, newBench(t, answer(200, `{}`)).DeleteConnection(t.Context(), testID), KindNotPlatform)
	})
}

// changing calls that are made the same way.
var changing = map[string]struct {
	call func(*Client, context.Context) error
	good http.HandlerFunc
}{
	"update": {func(c *Client, ctx context.Context) error {
		_, err := c.UpdateConnection(ctx, testID, testETag, newKeys())
		return err
	}, answer(200, goodAnswer)},
	"delete": {func(c *Client, ctx context.Context) error {
		return c.DeleteConnection(ctx, testID)
	}, answer(204, ``)},
	"retry": {func(c *Client, ctx context.Context) error {
		_, err := c.Dataflows().RetryRun(ctx, "run")
		return err
	}, answer(200, `{"id":"new"}`)},
	"start": {func(c *Client, ctx context.Context) error {
		_, err := c.Dataflows().StartRun(ctx, "flow", testWindow)
		return err
	}, answer(201, `{"id":"new"}`)},
	"pause": {func(c *Client, ctx context.Context) error {
		return c.Dataflows().PauseFlow(ctx, "flow")
	}, answer(200, `{"id":"flow"}`)},
	"resume": {func(c *Client, ctx context.Context) error {
		return c.Dataflows().ResumeFlow(ctx, "flow")
	}, answer(200, `{"id":"FLOW"}`)},
}

// TestChangesAreRepeated repeats a change only where the one before provably
// did nothing.
func TestChangesAreRepeated(t *testing.T) {
	busy := answer(429, `{"error_code":"429050"}`, "Retry-After", "7")
	stale := answer(401, `{"error_code":"401013","message":"Oauth token is not valid"}`)
	for name, tc := range changing {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, busy, stale, tc.good)
			if err := tc.call(b.Client, t.Context()); err != nil {
				t.Fatal(err)
			}
			if len(b.waits) != 1 || b.waits[0] != 7*time.Second || len(b.tokens.invalidated) != 1 {
				t.Errorf("waits %v, invalidated %d", b.waits, len(b.tokens.invalidated))
			}
			for i, r := range b.script.seen {
				if string(b.script.body[i]) != string(b.script.body[0]) || r.Header.Get("If-Match") != b.script.seen[0].Header.Get("If-Match") {
					t.Errorf("request %d differs", i+1)
				}
			}
			b = newBench(t, busy, busy, busy, busy)
			e := wantKind(t, tc.call(b.Client, t.Context()), KindRateLimited)
			if e.RetryAfter != 7*time.Second {
				t.Errorf("retry after %v", e.RetryAfter)
			}
		})
		t.Run(name+", never connected", func(t *testing.T) {
			c := newClient(t, "http://127.0.0.1:1", &tokens{value: testToken}, nil)
			n := 0
			c.wait = func(context.Context, time.Duration) error { n++; return nil }
			wantKind(t, tc.call(c, t.Context()), KindUnreachable)
			if n != maxTransient {
				t.Errorf("repeated %d times", n)
			}
		})
	}
}

func TestCancelChange(t *testing.T) {
	for name, tc := range changing {
		t.Run(name+", at once", func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			wantKind(t, tc.call(newBench(t).Client, ctx), KindCanceled)
		})
		t.Run(name+", while connecting", func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			c := cancelledWhileConnecting(t, cancel)
			wantKind(t, tc.call(c, ctx), KindCanceled)
		})
		t.Run(name+", after leaving", func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			b := newBench(t, func(w http.ResponseWriter, r *http.Request) {
				cancel()
				tc.good(w, r)
			})
			if err := tc.call(b.Client, ctx); err != nil {
				t.Error(err)
			}
		})
		t.Run(name+", after leaving, then cut", func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			b := newBench(t, func(w http.ResponseWriter, r *http.Request) {
				cancel()
				hangUp(w, r)
			})
			wantKind(t, tc.call(b.Client, ctx), KindInterrupted)
		})
	}
}

// TestCancelDeleteAtTheDoor cancels a request without a body just before it is
// given a connection, which nothing can stop any more: whether it was written
// is not known, and must not be called cancelled.
func TestCancelDeleteAtTheDoor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		c := newClient(t, "", &tokens{value: testToken}, roundTrip(func(r *http.Request) (*http.Response, error) {
			cancel()
			<-r.Context().Done() // it was called off
			httptrace.ContextClientTrace(r.Context()).GotConn(httptrace.GotConnInfo{})
			return nil, r.Context().Err()
		}))
		wantKind(t, c.DeleteConnection(ctx, testID), KindInterrupted)
	})
}

// TestChangeHTTP2 changes and deletes over HTTP/2, cancelled once they have left.
func TestChangeHTTP2(t *testing.T) {
	for name, tc := range changing {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				if err != nil || r.ProtoMajor != 2 || int64(len(body)) != r.ContentLength {
					t.Errorf("%s, %d of %d bytes, %v", r.Proto, len(body), r.ContentLength, err)
				}
				cancel()
				tc.good(w, r)
			}))
			server.EnableHTTP2 = true
			server.StartTLS()
			defer server.Close()
			transport := NewTransport()
			defer transport.CloseIdleConnections()
			transport.TLSClientConfig.RootCAs = x509.NewCertPool()
			transport.TLSClientConfig.RootCAs.AddCert(server.Certificate())
			c := newClient(t, server.URL, &tokens{value: testToken}, transport)
			if err := tc.call(c, ctx); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestChangeTimeLimit runs out of the 75 seconds before and after leaving.
func TestChangeTimeLimit(t *testing.T) {
	leave := func(r *http.Request) {
		if r.Body == nil {
			httptrace.ContextClientTrace(r.Context()).GotConn(httptrace.GotConnInfo{})
			return
		}
		_, _ = io.Copy(io.Discard, r.Body)
	}
	for name, tc := range changing {
		for _, want := range []Kind{KindUnreachable, KindInterrupted} {
			t.Run(name+" "+want.String(), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					c := newClient(t, "", &tokens{value: testToken}, roundTrip(func(r *http.Request) (*http.Response, error) {
						if want == KindInterrupted {
							leave(r)
						}
						<-r.Context().Done()
						return nil, r.Context().Err()
					}))
					began := time.Now()
					e := wantKind(t, tc.call(c, t.Context()), want)
					if took := time.Since(began); took != callLimit || !e.Final() || !errors.Is(e, errTimeLimit) {
						t.Errorf("took %v, %v", took, e)
					}
				})
			})
		}
	}
}

func TestApply(t *testing.T) {
	before := Connection{
		ID: "id", Name: "n", Description: "d", ETag: `"1"`, AccessKeyID: "a", Bucket: "b", FolderPath: "f", ServiceURL: "u", State: "enabled",
	}
	name, empty := "new", ""
	renamed, moved := before, before
	renamed.Name, renamed.Description = name, ""
	moved.AccessKeyID, moved.Bucket, moved.FolderPath, moved.ServiceURL = "key", "", "in", ""
	for _, c := range []struct {
		change Change
		want   Connection
	}{
		{Change{}, before},
		{Change{Name: &name, Description: &empty}, renamed},
		{Change{S3: &S3Credentials{AccessKeyID: "key", FolderPath: "in"}}, moved},
	} {
		if got := c.change.Apply(before); got != c.want {
			t.Errorf("%+v, want %+v", got, c.want)
		}
	}
}
