package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func hotel(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "<html>Please log in to the hotel's network</html>")
	}
}

func typed(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// TestCreateOutcomes holds each answer against what it says of the connection:
// made, refused, or unknown. None of them is sent a second time.
func TestCreateOutcomes(t *testing.T) {
	for name, tc := range map[string]struct {
		step http.HandlerFunc
		want Kind // KindUnknown for success
	}{
		"made":               {answer(201, goodAnswer), KindUnknown},
		"made, problem+json": {typed(201, "application/hal+json;charset=utf-8", goodAnswer), KindUnknown},
		"made without etag":  {answer(201, `{"id":"x"}`), KindUnknown},
		"made, odd etag":     {answer(201, `{"id":"x","etag":7}`), KindUnknown},
		"html":               {hotel(200), KindNotPlatform},
		"html 201":           {hotel(201), KindNotPlatform},
		"text 201":           {typed(201, "text/plain", goodAnswer), KindNotPlatform},
		"200":                {answer(200, goodAnswer), KindNotPlatform},
		"202":                {answer(202, goodAnswer), KindNotPlatform},
		"no id":              {answer(201, `{"etag":"x"}`), KindNotPlatform},
		"empty id":           {answer(201, `{"id":" "}`), KindNotPlatform},
		"id of another type": {answer(201, `{"id":7}`), KindNotPlatform},
		"id in spaces":       {answer(201, `{"id":" x "}`), KindNotPlatform},
		"id over two lines":  {answer(201, `{"id":"x\ny"}`), KindNotPlatform},
		"id that is a path":  {answer(201, `{"id":"../x"}`), KindNotPlatform},
		"id without an end":  {answer(201, `{"id":"`+strings.Repeat("x", 1000)+`"}`), KindNotPlatform},
		"remains":            {answer(201, goodAnswer+"}"), KindNotPlatform},
		"remains of a list":  {answer(201, goodAnswer+"] x"), KindNotPlatform},
		"array":              {answer(201, `[]`), KindNotPlatform},
		"two values":         {answer(201, goodAnswer+goodAnswer), KindNotPlatform},
		"empty":              {answer(201, ``), KindNotPlatform},
		"half of it":         {answer(201, goodAnswer[:20]), KindInterrupted},
		"cut off":            {cutOff(201, goodAnswer), KindInterrupted},
		"hung up":            {hangUp, KindInterrupted},
		"redirect":           {answer(307, ``, "Location", "/gateway/data/foundation/elsewhere"), KindNotPlatform},
		"redirect 303":       {answer(303, ``, "Location", "/gateway/data/foundation/elsewhere"), KindNotPlatform},
		"broken redirect":    {answer(302, ``, "Location", "http://[::1"), KindNotPlatform},
		"huge":               {answer(201, `{"id":"`+strings.Repeat("x", maxAnswer)+`"}`), KindNotPlatform},
		"400":                {answer(400, `{}`), KindRejected},
		"400 cut off":        {cutOff(400, `{"type":"x/FLOW-1413-400",`), KindRejected},
		"400 html":           {hotel(400), KindRejected},
		"403":                {answer(403, `{}`), KindForbidden},
		"404":                {answer(404, `{}`), KindNotFound},
		"407":                {hotel(407), KindUnreachable},
		"408":                {answer(408, ``), KindInterrupted},
		"409":                {answer(409, `{}`), KindRejected},
		"412":                {answer(412, `{}`), KindConflict},
		"500":                {answer(500, `{}`), KindUnavailable},
		"502 html":           {hotel(502), KindUnavailable},
		"503":                {answer(503, ``, "Retry-After", "1"), KindUnavailable},
		"504":                {answer(504, ``), KindUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, tc.step)
			got, err := b.CreateConnection(t.Context(), seedConnection())
			if tc.want == KindUnknown {
				if err != nil || got.ID == "" {
					t.Fatalf("%+v, %v", got, err)
				}
				return
			}
			e := wantKind(t, err, tc.want)
			if e.Op != "CreateConnection" || got != (Created{}) {
				t.Errorf("op %q, %+v", e.Op, got)
			}
		})
	}
}

func TestCreateRefusesInput(t *testing.T) {
	for field, change := range map[string]func(*NewConnection){
		"Name":            func(n *NewConnection) { n.Name = "  " },
		"Description":     func(n *NewConnection) { n.Description = "\xff" },
		"AccessKeyID":     func(n *NewConnection) { n.S3.AccessKeyID = "" },
		"SecretAccessKey": func(n *NewConnection) { n.S3.SecretAccessKey = Secret{} },
		"SessionToken":    func(n *NewConnection) { n.S3.SessionToken = NewSecret("\xff") },
	} {
		b := newBench(t)
		in := seedConnection()
		change(&in)
		_, err := b.CreateConnection(t.Context(), in)
		if e := wantKind(t, err, KindInvalid); e.Field != field {
			t.Errorf("field %q, want %q", e.Field, field)
		}
	}
}

func TestUnauthorizedOnce(t *testing.T) {
	refused := answer(401, `{"error_code":"401013","message":"Oauth token is not valid"}`)
	t.Run("renewed", func(t *testing.T) {
		b := newBench(t, refused, answer(201, goodAnswer))
		b.tokens.onInvalid = func(s *tokens) { s.value = "new" }
		if _, err := b.CreateConnection(t.Context(), seedConnection()); err != nil {
			t.Fatal(err)
		}
		if got := b.script.seen[1].Header.Get("Authorization"); got != "Bearer new" {
			t.Errorf("second call with %q", got)
		}
		if len(b.tokens.invalidated) != 1 || b.tokens.invalidated[0] != testToken {
			t.Errorf("invalidated %d", len(b.tokens.invalidated))
		}
		if len(b.script.body[1]) == 0 || string(b.script.body[0]) != string(b.script.body[1]) {
			t.Error("the second body differs")
		}
	})
	t.Run("by a page", func(t *testing.T) {
		b := newBench(t, hotel(401))
		_, err := b.CreateConnection(t.Context(), seedConnection())
		if e := wantKind(t, err, KindUnauthorized); !e.Page || len(b.tokens.invalidated) != 0 {
			t.Errorf("%v, invalidated %d", e, len(b.tokens.invalidated))
		}
	})
	t.Run("refused again", func(t *testing.T) {
		b := newBench(t, refused, refused)
		_, err := b.CreateConnection(t.Context(), seedConnection())
		if e := wantKind(t, err, KindUnauthorized); e.Code != "401013" || len(b.tokens.invalidated) != 1 {
			t.Errorf("code %q, invalidated %d", e.Code, len(b.tokens.invalidated))
		}
	})
	gone := func(s *tokens) {
		s.err = &APIError{Kind: KindUnauthorized, Op: "Token", Code: "token_refused"}
	}
	t.Run("no new token", func(t *testing.T) {
		b := newBench(t, refused)
		b.tokens.onInvalid = gone
		_, err := b.Connection(t.Context(), "x")
		if e := wantKind(t, err, KindUnauthorized); e.Code != "token_refused" {
			t.Errorf("code %q", e.Code)
		}
	})
	t.Run("no new token, and a wrong clock", func(t *testing.T) {
		b := newBench(t, answer(401, `{"error_code":"401013"}`, "Date", "Mon, 02 Jan 2006 15:04:05 GMT"))
		b.tokens.onInvalid = gone
		_, err := b.Connection(t.Context(), "x")
		if e := wantKind(t, err, KindUnauthorized); e.Code != "token_refused" || e.ClockSkew < 24*time.Hour {
			t.Errorf("code %q, clock %v", e.Code, e.ClockSkew)
		}
	})
	t.Run("no new token, but a reason", func(t *testing.T) {
		b := newBench(t, answer(401, `{"type":"x/FLOW-2000-401"}`))
		b.tokens.onInvalid = gone
		_, err := b.Connection(t.Context(), "x")
		if e := wantKind(t, err, KindUnauthorized); e.Code != "FLOW-2000-401" {
			t.Errorf("code %q", e.Code)
		}
	})
}

// TestTokenTrouble checks that trouble with a token never reads as "perhaps
// made", whatever kind the sign-in gave it.
func TestTokenTrouble(t *testing.T) {
	for kind, want := range map[Kind]Kind{
		KindInterrupted: KindUnreachable, KindUnavailable: KindUnreachable, KindNotPlatform: KindUnreachable,
		KindUnauthorized: KindUnauthorized, KindRateLimited: KindRateLimited, KindUnreachable: KindUnreachable,
	} {
		b := newBench(t)
		b.tokens.err = &APIError{Kind: kind, Op: "Token", Status: 500, Code: "c"}
		_, err := b.CreateConnection(t.Context(), seedConnection())
		if e := wantKind(t, err, want); e.Op != "Token" || e.Code != "c" {
			t.Errorf("op %q, code %q", e.Op, e.Code)
		}
	}
	b := newBench(t)
	b.tokens.err = errors.New("other")
	_, err := b.CreateConnection(t.Context(), seedConnection())
	wantKind(t, err, KindUnreachable)
	b.tokens.err = nil
	for _, value := range []string{"", "a\r\nb", "é"} {
		b.tokens.value = value
		_, err = b.CreateConnection(t.Context(), seedConnection())
		if e := wantKind(t, err, KindInvalid); e.Field != "AccessToken" {
			t.Errorf("field %q", e.Field)
		}
	}
}

func TestThrottled(t *testing.T) {
	busy := func(after string) http.HandlerFunc {
		return answer(429, `{"error_code":"429050"}`, "Retry-After", after)
	}
	t.Run("waits as told", func(t *testing.T) {
		b := newBench(t, busy("7"), busy(""), busy("30"), answer(201, goodAnswer))
		created, err := b.CreateConnection(t.Context(), seedConnection())
		if err != nil || created.Throttled != 3 {
			t.Fatalf("got %+v, %v; want it to tell of three pauses", created, err)
		}
		want := []time.Duration{7 * time.Second, 2 * time.Second, 30 * time.Second}
		if len(b.waits) != 3 || b.waits[0] != want[0] || b.waits[1] != want[1] || b.waits[2] != want[2] {
			t.Errorf("waits %v, want %v", b.waits, want)
		}
	})
	t.Run("three times at most", func(t *testing.T) {
		b := newBench(t, busy("1"), busy("1"), busy("1"), busy("9"))
		_, err := b.CreateConnection(t.Context(), seedConnection())
		if e := wantKind(t, err, KindRateLimited); e.RetryAfter != 9*time.Second {
			t.Errorf("retry after %v", e.RetryAfter)
		}
	})
	t.Run("too long", func(t *testing.T) {
		b := newBench(t, busy("31"))
		_, err := b.CreateConnection(t.Context(), seedConnection())
		wantKind(t, err, KindRateLimited)
	})
	t.Run("cancelled while waiting", func(t *testing.T) {
		b := newBench(t, busy("5"))
		ctx, cancel := context.WithCancel(t.Context())
		b.wait = func(ctx context.Context, d time.Duration) error {
			cancel()
			return Wait(ctx, d)
		}
		_, err := b.CreateConnection(ctx, seedConnection())
		wantKind(t, err, KindCanceled)
	})
}

func TestGetIsRepeated(t *testing.T) {
	ok := answer(200, `{"result":true}`)
	for name, steps := range map[string][]http.HandlerFunc{
		"5xx":         {answer(500, ``), hotel(502), ok},
		"interrupted": {hangUp, cutOff(200, `{"resu`), ok},
		"half":        {answer(200, `{"resu`), ok},
		"408":         {answer(408, ``), ok},
		"503 later":   {answer(503, ``, "Retry-After", "4"), ok},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, steps...)
			if got, err := b.TestConnection(t.Context(), "x"); err != nil || !got {
				t.Fatalf("%v, %v", got, err)
			}
			if name == "503 later" && b.waits[0] != 4*time.Second {
				t.Errorf("waits %v", b.waits)
			}
		})
	}
	t.Run("not for ever", func(t *testing.T) {
		b := newBench(t, answer(500, ``), answer(500, ``), answer(500, ``))
		_, err := b.TestConnection(t.Context(), "x")
		wantKind(t, err, KindUnavailable)
		if len(b.waits) != 2 || b.waits[0] != 500*time.Millisecond || b.waits[1] != 1500*time.Millisecond {
			t.Errorf("waits %v", b.waits)
		}
	})
	t.Run("not what is refused", func(t *testing.T) {
		b := newBench(t, hotel(200))
		_, err := b.TestConnection(t.Context(), "x")
		wantKind(t, err, KindNotPlatform)
	})
}
