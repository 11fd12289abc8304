package practice

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

func TestFaults(t *testing.T) {
	tests := []struct {
		name   string
		fault  Fault
		held   int
		status int
		code   string // of the body
		body   string
		err    bool // no whole answer
	}{
		{name: "none", fault: Fault{}, held: 1, status: 201},
		{name: "for another operation", fault: Fault{Op: OpList, Status: 500}, held: 1, status: 201},
		{name: "400", fault: Fault{Status: 400}, status: 400, code: "/placeholder/type/uri"},
		{name: "401", fault: Fault{Status: 401}, status: 401, code: "401013"},
		{name: "403", fault: Fault{Status: 403}, status: 403, code: "FLOW-2120-403"},
		{name: "404", fault: Fault{Status: 404}, status: 404, code: "FLOW-1101-404"},
		{name: "412", fault: Fault{Status: 412}, status: 412, code: "FLOW-1404-412"},
		{name: "429", fault: Fault{Status: 429, RetryAfter: "7"}, status: 429, code: "429050"},
		{name: "500", fault: Fault{Op: OpCreate, Status: 500}, status: 500, code: "FLOW-1400-500"},
		{name: "503", fault: Fault{Status: 503}, status: 503, code: "FLOW-1103-503"},
		{name: "504 and done", fault: Fault{Status: 504, Commit: true}, held: 1, status: 504, code: "FLOW-1104-504"},
		{name: "own body", fault: Fault{Status: 418, Body: []byte(`{"type":"x"}`)}, status: 418, body: `{"type":"x"}`},
		{name: "empty body", fault: Fault{Status: 503, Body: []byte{}}, status: 503, body: ""},
		{name: "portal", fault: Fault{Body: HTMLPage, ContentType: HTMLType}, status: 200, body: string(HTMLPage)},
		{name: "malformed and done", fault: Fault{Status: 201, Body: []byte(`{"id":`), Commit: true}, held: 1, status: 201, body: `{"id":`},
		{name: "dropped before", fault: Fault{Drop: DropBeforeCommit}, err: true},
		{name: "dropped after", fault: Fault{Drop: DropAfterCommit}, held: 1, err: true},
		{name: "cut", fault: Fault{Drop: DropMidBody}, held: 1, err: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := openTest(t, Options{})
			s := dial(t, p)
			p.Misbehave(tt.fault)
			r, err := s.try("POST", flowPath+"/connections", seedBody)
			if (err != nil) != tt.err {
				t.Fatalf("error %v", err)
			}
			if len(held(t, p)) != tt.held {
				t.Errorf("%d connections, want %d", len(held(t, p)), tt.held)
			}
			if tt.err {
				return
			}
			if r.status != tt.status {
				t.Errorf("status %d, want %d", r.status, tt.status)
			}
			switch {
			case tt.code != "":
				if got := r.code(t); got != tt.code {
					t.Errorf("code %s, want %s", got, tt.code)
				}
			case tt.fault.Body != nil:
				if r.body != tt.body {
					t.Errorf("body %q", r.body)
				}
			}
			if got := r.header.Get("Retry-After"); got != tt.fault.RetryAfter {
				t.Errorf("Retry-After %q", got)
			}
			if tt.fault.ContentType != "" && r.header.Get("Content-Type") != tt.fault.ContentType {
				t.Errorf("Content-Type %q", r.header.Get("Content-Type"))
			}
		})
	}
}

func TestFaultsOfSignIn(t *testing.T) {
	p := openTest(t, Options{})
	s := dial(t, p)
	p.Misbehave(Fault{Op: OpToken, Status: 500, Times: 1}, Fault{Op: OpToken, Status: 400, Times: 1})
	if r := s.send("POST", tokenPath, "x"); r.status != 500 || r.code(t) != "internal_error" {
		t.Errorf("got %d %s", r.status, r.body)
	}
	if r := s.send("POST", tokenPath, "x"); r.status != 400 || r.code(t) != "invalid_client" {
		t.Errorf("got %d %s", r.status, r.body)
	}
}

func TestCutAnswer(t *testing.T) {
	p := openTest(t, Options{})
	s := dial(t, p)
	p.Misbehave(Fault{Drop: DropMidBody})
	r, err := s.try("POST", flowPath+"/connections", seedBody)
	if !errors.Is(err, io.ErrUnexpectedEOF) || r.status != http.StatusCreated || r.body == "" || json.Valid([]byte(r.body)) {
		t.Errorf("got %v, %d %q", err, r.status, r.body)
	}
	id := held(t, p)[0].ID
	if _, err := s.try("DELETE", flowPath+"/connections/"+id, ""); err == nil {
		t.Error("an answer without a body was not cut")
	}
}

func TestFaultsInTurn(t *testing.T) {
	p := openTest(t, Options{})
	s := dial(t, p)
	p.Misbehave(Fault{Op: OpList, Times: 1}, Fault{Op: OpList, Times: 2, Status: 503}, Fault{Op: OpList, Status: 429, Times: 1})
	for i, want := range []int{200, 503, 503, 429, 200} {
		if got := s.flow("GET", "/connections", "").status; got != want {
			t.Errorf("request %d: %d, want %d", i+1, got, want)
		}
	}
	p.Misbehave(Fault{Status: 302, Header: http.Header{"Location": {"/elsewhere"}}})
	req := s.request("GET", flowPath+"/connections", "")
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != 302 || resp.Header.Get("Location") != "/elsewhere" {
		t.Errorf("got %d to %q", resp.StatusCode, resp.Header.Get("Location"))
	}
	p.Behave()
	if got := s.flow("GET", "/connections", "").status; got != 200 {
		t.Errorf("behaving: %d", got)
	}
}

// direct sends a request without a network, so that time can be synthetic.
func direct(ctx context.Context, t *testing.T, p *Platform, body string) *httptest.ResponseRecorder {
	t.Helper()
	s := &sender{t: t, headers: map[string]string{
		"Authorization": "Bearer " + p.NewToken(), "X-Api-Key": APIKey, "X-Gw-Ims-Org-Id": OrgID, "X-Sandbox-Name": SandboxProduction,
	}}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, s.request("POST", flowPath+"/connections", body).WithContext(ctx))
	return w
}

func TestDelays(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		p := openTest(t, Options{Dir: dir})
		timed := func(ctx context.Context, body string) (time.Duration, int) {
			start := time.Now()
			w := direct(ctx, t, p, body)
			return time.Since(start), w.Code
		}
		p.Misbehave(Fault{Delay: 5 * time.Second, Times: 1})
		if d, status := timed(t.Context(), seedBody); d != 5*time.Second || status != 201 {
			t.Errorf("delay: %v %d", d, status)
		}
		p.Misbehave(Fault{AnswerDelay: 7 * time.Second, Times: 1})
		if d, status := timed(t.Context(), seedBody); d != 7*time.Second || status != 201 {
			t.Errorf("answer delay: %v %d", d, status)
		}
		if len(held(t, p)) != 2 {
			t.Fatalf("%d connections", len(held(t, p)))
		}

		// A request that ends during the delay has done nothing; during the
		// delay of the answer it has.
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		p.Misbehave(Fault{Delay: time.Hour, Times: 1})
		if d, _ := timed(ctx, seedBody); d != time.Second || len(held(t, p)) != 2 {
			t.Errorf("ended early: %v, %d connections", d, len(held(t, p)))
		}
		ctx, cancel = context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		p.Misbehave(Fault{AnswerDelay: time.Hour, Times: 1})
		if d, _ := timed(ctx, seedBody); d != time.Second || len(held(t, p)) != 3 {
			t.Errorf("ended late: %v, %d connections", d, len(held(t, p)))
		}

		if d, status := timed(t.Context(), bodyFor("Slow", AccessKeySlow)); d != defaultSlowDelay || status != 201 {
			t.Errorf("slow scenario: %v %d", d, status)
		}
	})
}
