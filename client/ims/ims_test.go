package ims

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"mooring/client"
)

const testSecret = "p8e-not-a-real-secret"

var start = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

type clock struct{ atomic.Int64 }

func (c *clock) now() time.Time          { return start.Add(time.Duration(c.Load())) }
func (c *clock) advance(d time.Duration) { c.Add(int64(d)) }

// server answers sign-ins one after another and fails on a call too many.
type server struct {
	*httptest.Server
	mu    sync.Mutex
	steps []http.HandlerFunc
	forms []url.Values
	heads []http.Header
}

func serve(t *testing.T, steps ...http.HandlerFunc) *server {
	t.Helper()
	s := &server{steps: steps}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		form, _ := url.ParseQuery(string(body))
		s.mu.Lock()
		n := len(s.forms)
		s.forms = append(s.forms, form)
		s.heads = append(s.heads, r.Header.Clone())
		s.mu.Unlock()
		if r.Method != http.MethodPost || r.RequestURI != "/gateway/ims/token/v3" || n >= len(steps) {
			t.Errorf("unexpected call %d: %s %s", n+1, r.Method, r.URL)
			w.WriteHeader(http.StatusTeapot)
			return
		}
		s.steps[n](w, r)
	}))
	t.Cleanup(func() {
		s.Close()
		if len(s.forms) < len(steps) {
			t.Errorf("%d calls, want %d", len(s.forms), len(steps))
		}
	})
	return s
}

func answer(status int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json;charset=UTF-8")
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func good(token string, seconds any) http.HandlerFunc {
	return answer(http.StatusOK, fmt.Sprintf(`{"access_token":%q,"token_type":"bearer","expires_in":%v}`, token, seconds))
}

func source(t *testing.T, s *server, c *clock, secrets ...string) *Source {
	t.Helper()
	transport := client.NewTransport()
	t.Cleanup(transport.CloseIdleConnections)
	cfg := Config{BaseURL: s.URL + "/gateway/", ClientID: "id", UserAgent: "Mooring/1.2.3", Transport: transport, Now: c.now}
	if len(secrets) == 0 {
		secrets = []string{testSecret}
	}
	for _, secret := range secrets {
		cfg.ClientSecrets = append(cfg.ClientSecrets, client.NewSecret(secret))
	}
	src, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	src.wait = func(context.Context, time.Duration) error { return nil }
	return src
}

func wantToken(t *testing.T, src client.TokenSource, want string) {
	t.Helper()
	if got, err := src.Token(t.Context()); err != nil || got != want {
		t.Fatalf("token %q, %v, want %q", got, err, want)
	}
}

func wantKind(t *testing.T, err error, want client.Kind) *client.APIError {
	t.Helper()
	var e *client.APIError
	if !errors.As(err, &e) || e.Kind != want {
		t.Fatalf("error %v, want %v", err, want)
	}
	if strings.Contains(fmt.Sprintf("%v %+v", err, *e), testSecret) {
		t.Errorf("the error tells the secret: %v", err)
	}
	return e
}

func TestRequest(t *testing.T) {
	s, c := serve(t, good("tok", 86399)), &clock{}
	src := source(t, s, c)
	if !src.Expiry().IsZero() {
		t.Error("an expiry without a token")
	}
	wantToken(t, src, "tok")
	want := url.Values{
		"client_id": {"id"}, "client_secret": {testSecret}, "grant_type": {"client_credentials"}, "scope": {DefaultScopes},
	}
	if got := s.forms[0].Encode(); got != want.Encode() {
		t.Errorf("form %s, want %s", got, want.Encode())
	}
	h := s.heads[0]
	if h.Get("User-Agent") != "Mooring/1.2.3" || h.Get("Content-Type") != "application/x-www-form-urlencoded" ||
		h.Get("Authorization") != "" || h.Get("Accept-Encoding") != "" {
		t.Errorf("headers %v", h)
	}
	if got := src.Expiry(); !got.Equal(start.Add(86399 * time.Second)) {
		t.Errorf("expiry %v", got)
	}
	text := fmt.Sprintf("%v %+v %#v %s", src, src, src, slog.AnyValue(src).Resolve())
	if strings.Contains(text, "tok") || strings.Contains(text, testSecret) {
		t.Errorf("printed: %s", text)
	}
}

func TestScopes(t *testing.T) {
	for in, want := range map[string]string{
		"": DefaultScopes, " , ": DefaultScopes, "a,b": "a,b", "a b\n, c": "a,b,c",
	} {
		if got := joinScopes(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestRenewal(t *testing.T) {
	s, c := serve(t, good("1", 3600), good("2", 60), good("3", 60)), &clock{}
	src := source(t, s, c)
	wantToken(t, src, "1")
	c.advance(55*time.Minute - time.Second)
	wantToken(t, src, "1")
	c.advance(time.Second) // five minutes before the end
	wantToken(t, src, "2")
	c.advance(29 * time.Second)
	wantToken(t, src, "2")
	c.advance(time.Second) // half of its short life
	wantToken(t, src, "3")
}

func TestRenewalFails(t *testing.T) {
	fail := answer(500, `{"error":"internal_error","error_description":"Please try again later"}`)
	s, c := serve(t, good("1", 3600), fail, fail, fail, good("2", 3600)), &clock{}
	src := source(t, s, c)
	wantToken(t, src, "1")
	c.advance(56 * time.Minute)
	wantToken(t, src, "1") // three tries, and the old one still works
	wantToken(t, src, "1") // held off
	c.advance(holdOff)
	wantToken(t, src, "2")
}

func TestInvalidate(t *testing.T) {
	s, c := serve(t, good("1", 3600), good("2", 3600)), &clock{}
	src := source(t, s, c)
	wantToken(t, src, "1")
	src.Invalidate("other")
	wantToken(t, src, "1")
	src.Invalidate("1")
	wantToken(t, src, "2")
	src.Invalidate("1") // late news of another caller
	wantToken(t, src, "2")
}

func TestLives(t *testing.T) {
	for life, want := range map[string]time.Duration{
		"86399": 86399 * time.Second, `"600"`: 10 * time.Minute, "864000": 240 * time.Hour,
		"86399992": 86399992 * time.Millisecond, "0": assumedLife, "null": assumedLife, "-5": assumedLife,
	} {
		s, c := serve(t, good("tok", life)), &clock{}
		src := source(t, s, c)
		wantToken(t, src, "tok")
		if got := src.Expiry().Sub(start); got != want {
			t.Errorf("%s: %v, want %v", life, got, want)
		}
	}
}

func TestSecretsInTurn(t *testing.T) {
	refuse := answer(400, `{"error":"invalid_client","error_description":"invalid client_secret parameter"}`)
	s, c := serve(t, refuse, good("1", 3600), good("2", 3600), refuse, refuse), &clock{}
	src := source(t, s, c, "old-secret", "", "new-secret")
	wantToken(t, src, "1")
	src.Invalidate("1")
	wantToken(t, src, "2") // begins with the one that worked
	src.Invalidate("2")
	_, err := src.Token(t.Context())
	if e := wantKind(t, err, client.KindUnauthorized); e.Code != "invalid_client" || e.Op != "Token" || e.Status != 400 {
		t.Error(e)
	}
	var order []string
	for _, f := range s.forms {
		order = append(order, f.Get("client_secret"))
	}
	if got := strings.Join(order, " "); got != "old-secret new-secret new-secret new-secret old-secret" {
		t.Error(got)
	}
}

func TestRefusals(t *testing.T) {
	html := func(status int) http.HandlerFunc { return answer(status, "<html>", "Content-Type", "text/html") }
	for name, tc := range map[string]struct {
		step  http.HandlerFunc
		tries int
		kind  client.Kind
		code  string
	}{
		"scope":     {answer(400, `{"error":"invalid_scope"}`), 1, client.KindUnauthorized, "invalid_scope"},
		"client":    {answer(401, `{"error":"invalid_client"}`), 2, client.KindUnauthorized, "invalid_client"},
		"request":   {answer(400, `{"error":"invalid_request"}`), 1, client.KindRejected, "invalid_request"},
		"internal":  {answer(500, `{"error":"internal_error"}`), 3, client.KindUnavailable, "internal_error"},
		"throttled": {answer(429, ``, "Retry-After", "2"), 4, client.KindRateLimited, ""},
		"for long":  {answer(429, ``, "Retry-After", "900"), 1, client.KindRateLimited, ""},
		"portal":    {html(200), 1, client.KindNotPlatform, ""},
		"text":      {answer(200, "access_token=x", "Content-Type", "text/plain"), 1, client.KindNotPlatform, ""},
		"html 503":  {html(503), 3, client.KindUnavailable, ""},
		"redirect":  {answer(302, ``, "Location", "https://evil.example/"), 1, client.KindNotPlatform, ""},
		"bad link":  {answer(302, ``, "Location", "http://[::1"), 1, client.KindNotPlatform, ""},
		"no token":  {answer(200, `{"token_type":"bearer"}`), 1, client.KindNotPlatform, ""},
		"empty":     {answer(200, ``), 1, client.KindNotPlatform, ""},
		"control":   {good("a\nb", 60), 1, client.KindNotPlatform, ""},
		"non-ascii": {good("é", 60), 1, client.KindNotPlatform, ""},
		"too big":   {answer(200, `{"access_token":"`+strings.Repeat("x", maxAnswer)+`"}`), 1, client.KindNotPlatform, ""},
		"big error": {answer(400, `{"error":"invalid_scope","x":"`+strings.Repeat("x", maxAnswer)+`"}`), 1, client.KindUnauthorized, "invalid_scope"},
		"echo":      {answer(400, `{"error":"e","error_description":"bad `+testSecret+`"}`), 1, client.KindRejected, "e"},
		"cut": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "500")
			_, _ = io.WriteString(w, `{"access_token":"secret-token`)
		}, 3, client.KindInterrupted, ""},
	} {
		t.Run(name, func(t *testing.T) {
			steps := make([]http.HandlerFunc, tc.tries)
			for i := range steps {
				steps[i] = tc.step
			}
			src := source(t, serve(t, steps...), &clock{}, testSecret, testSecret+"2")
			_, err := src.Token(t.Context())
			if e := wantKind(t, err, tc.kind); e.Code != tc.code || e.Op != "Token" {
				t.Errorf("code %q, op %q", e.Code, e.Op)
			}
		})
	}
}

func TestUnreachable(t *testing.T) {
	src, err := New(Config{
		BaseURL: "http://127.0.0.1:1", ClientID: "id", ClientSecrets: []client.Secret{client.NewSecret("s")},
	})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	src.wait = func(context.Context, time.Duration) error { n++; return nil }
	_, err = src.Token(t.Context())
	if wantKind(t, err, client.KindUnreachable); n != 2 {
		t.Errorf("%d waits", n)
	}
}

// fake is a Source whose sign-in is a function.
func fake(ask func(ctx context.Context) (token, *client.APIError)) *Source {
	return &Source{ask: ask, now: time.Now, wait: client.Wait}
}

func lasting(value string) token {
	return token{value: value, got: time.Now(), expiry: time.Now().Add(time.Hour)}
}

func TestOneRequestForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		src := fake(func(ctx context.Context) (token, *client.APIError) {
			asked.Add(1)
			if client.Wait(ctx, time.Second) != nil {
				return token{}, canceled(ctx.Err())
			}
			return lasting("tok"), nil
		})
		// The first to come leaves again; the others get their token.
		first, leave := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			_, err := src.Token(first)
			wantKind(t, err, client.KindCanceled)
		})
		synctest.Wait()
		for range 100 {
			wg.Go(func() { wantToken(t, src, "tok") })
		}
		synctest.Wait()
		leave()
		wg.Wait()
		if asked.Load() != 1 {
			t.Errorf("asked %d times", asked.Load())
		}
	})
}

// After one has left, whoever comes does not wait for the request that they gave
// up: it may hang. It ends by itself.
func TestAllLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked, ended atomic.Int32
		src := fake(func(ctx context.Context) (token, *client.APIError) {
			if asked.Add(1) == 1 {
				<-ctx.Done()
				ended.Add(1)
				return token{}, canceled(ctx.Err())
			}
			return lasting("tok"), nil
		})
		ctx, leave := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				_, err := src.Token(ctx)
				wantKind(t, err, client.KindCanceled)
			})
		}
		synctest.Wait()
		leave()
		wg.Wait()
		wantToken(t, src, "tok")
		<-time.After(signInLimit)
		synctest.Wait()
		if ended.Load() != 1 {
			t.Error("the sign-in that nobody waits for goes on")
		}
		wantToken(t, src, "tok")
		ctx, leave = context.WithCancel(t.Context())
		leave()
		_, err := src.Token(ctx)
		wantKind(t, err, client.KindCanceled)
	})
}

// TestRace uses everything at once, for the race detector.
func TestRace(t *testing.T) {
	var n atomic.Int32
	src := fake(func(context.Context) (token, *client.APIError) {
		return lasting(fmt.Sprint("tok", n.Add(1))), nil
	})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				ctx, cancel := context.WithCancel(t.Context())
				wg.Go(cancel)
				if got, err := src.Token(ctx); err == nil {
					src.Invalidate(got)
				}
				_ = src.Expiry()
			}
		})
	}
	wg.Wait()
}

func TestNewValidates(t *testing.T) {
	for field, cfg := range map[string]Config{
		"BaseURL":       {BaseURL: "http://ims.example", ClientID: "i", ClientSecrets: []client.Secret{client.NewSecret("s")}},
		"ClientID":      {ClientID: " ", ClientSecrets: []client.Secret{client.NewSecret("s")}},
		"ClientSecrets": {ClientID: "i", ClientSecrets: []client.Secret{{}}},
		"UserAgent":     {ClientID: "i", UserAgent: "\n", ClientSecrets: []client.Secret{client.NewSecret("s")}},
	} {
		_, err := New(cfg)
		if e := wantKind(t, err, client.KindInvalid); e.Field != field {
			t.Errorf("field %q, want %q", e.Field, field)
		}
	}
}

func TestClockOfARefusal(t *testing.T) {
	at := start.Add(-40 * time.Minute).Format(http.TimeFormat)
	s := serve(t, answer(400, `{"error":"invalid_grant"}`, "Date", at))
	_, err := source(t, s, &clock{}, testSecret).Token(t.Context())
	if e := wantKind(t, err, client.KindUnauthorized); e.ClockSkew != 40*time.Minute {
		t.Errorf("this computer is %v ahead, want 40 minutes", e.ClockSkew)
	}
}
