package client

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestNewValidates(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*Config)
		field  string // "" where it is fine
	}{
		"default":         {func(*Config) {}, ""},
		"prefix":          {func(c *Config) { c.BaseURL = "https://gateway.example:8443/adobe/" }, ""},
		"localhost":       {func(c *Config) { c.BaseURL = "http://localhost:8080" }, ""},
		"loopback":        {func(c *Config) { c.BaseURL = "http://127.5.0.1" }, ""},
		"loopback v6":     {func(c *Config) { c.BaseURL = "http://[::1]:80/x" }, ""},
		"no sandbox":      {func(c *Config) { c.Sandbox = "" }, ""},
		"http":            {func(c *Config) { c.BaseURL = "http://platform.adobe.io" }, "BaseURL"},
		"nearly loopback": {func(c *Config) { c.BaseURL = "http://localhost.example" }, "BaseURL"},
		"no scheme":       {func(c *Config) { c.BaseURL = "platform.adobe.io" }, "BaseURL"},
		"other scheme":    {func(c *Config) { c.BaseURL = "ftp://platform.adobe.io" }, "BaseURL"},
		"opaque":          {func(c *Config) { c.BaseURL = "https:platform" }, "BaseURL"},
		"no host":         {func(c *Config) { c.BaseURL = "https:///x" }, "BaseURL"},
		"user":            {func(c *Config) { c.BaseURL = "https://a:b@platform.adobe.io" }, "BaseURL"},
		"query":           {func(c *Config) { c.BaseURL = "https://platform.adobe.io/?a=b" }, "BaseURL"},
		"empty query":     {func(c *Config) { c.BaseURL = "https://platform.adobe.io/?" }, "BaseURL"},
		"fragment":        {func(c *Config) { c.BaseURL = "https://platform.adobe.io/#" }, "BaseURL"},
		"climbing":        {func(c *Config) { c.BaseURL = "https://platform.adobe.io/a/../b" }, "BaseURL"},
		"escaped slash":   {func(c *Config) { c.BaseURL = "https://platform.adobe.io/a%2fb" }, "BaseURL"},
		"control":         {func(c *Config) { c.BaseURL = "https://platform.adobe.io/\n" }, "BaseURL"},
		"no key":          {func(c *Config) { c.APIKey = " " }, "APIKey"},
		"key in lines":    {func(c *Config) { c.APIKey = "a\r\nX-Evil: 1" }, "APIKey"},
		"org":             {func(c *Config) { c.OrgID = "" }, "OrgID"},
		"wide org":        {func(c *Config) { c.OrgID = "ABC＠AdobeOrg" }, "OrgID"},
		"sandbox":         {func(c *Config) { c.Sandbox = "a\x00b" }, "Sandbox"},
		"sandbox, del":    {func(c *Config) { c.Sandbox = "a\x7f" }, "Sandbox"},
		"all sandboxes":   {func(c *Config) { c.Sandbox = "*" }, "Sandbox"},
		"two sandboxes":   {func(c *Config) { c.Sandbox = "prod,dev" }, "Sandbox"},
		"title":           {func(c *Config) { c.Sandbox = "Production data" }, "Sandbox"},
		"space":           {func(c *Config) { c.Sandbox = " " }, "Sandbox"},
		"wide sandbox":    {func(c *Config) { c.Sandbox = "pröd" }, "Sandbox"},
		"agent":           {func(c *Config) { c.UserAgent = "a\nb" }, "UserAgent"},
		"tokens":          {func(c *Config) { c.Tokens = nil }, "Tokens"},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := Config{APIKey: "k", OrgID: "o", Sandbox: "prod", Tokens: &tokens{}}
			tc.change(&cfg)
			_, err := New(cfg)
			if tc.field == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if e := wantKind(t, err, KindInvalid); e.Field != tc.field {
				t.Errorf("field %q, want %q", e.Field, tc.field)
			}
		})
	}
}

func TestSandboxIsRequired(t *testing.T) {
	b := newBench(t)
	b.sandbox = ""
	_, err := b.CreateConnection(t.Context(), seedConnection())
	if e := wantKind(t, err, KindInvalid); e.Field != "Sandbox" {
		t.Error(e)
	}
}

// TestLog checks that the log has a line per call, and nothing of what the
// headers and bodies hold.
func TestLog(t *testing.T) {
	var out bytes.Buffer
	b := newBench(t, answer(201, goodAnswer), answer(400, `{"detail":"`+testSecret+`","title":"`+testToken+`"}`))
	b.log = slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	if _, err := b.CreateConnection(t.Context(), seedConnection()); err != nil {
		t.Error(err)
	}
	_, err := b.CreateConnection(t.Context(), seedConnection())
	wantKind(t, err, KindRejected)
	text := out.String()
	if strings.Count(text, "\n") != 2 || !strings.Contains(text, "op=CreateConnection") {
		t.Error(text)
	}
	for _, secret := range []string{testToken, testSecret, "AKIA", "{API_KEY}", "S3 Connection"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q in the log: %s", secret, text)
		}
	}
}

func TestProxyEnvironment(t *testing.T) {
	if NewTransport().Proxy == nil || !NewTransport().DisableCompression {
		t.Error("the transport ignores the environment's proxy or asks for compression")
	}
	if text := (&ProxyError{}).Error(); strings.Contains(text, "://") {
		t.Error(text)
	}
}

// BenchmarkCreateConnection makes one connection at a local server.
func BenchmarkCreateConnection(b *testing.B) {
	server := benchServer(b)
	c := newClient(b, server.URL, &tokens{value: testToken}, nil)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.CreateConnection(b.Context(), seedConnection()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBarePost is the same POST with net/http alone, over a kept
// connection and, as CreateConnection does it, over a new one.
func BenchmarkBarePost(b *testing.B) {
	body, err := encodeNewConnection(seedConnection())
	if err != nil {
		b.Fatal(err)
	}
	for name, keep := range map[string]bool{"kept": true, "new": false} {
		b.Run(name, func(b *testing.B) {
			server := benchServer(b)
			transport := NewTransport()
			defer transport.CloseIdleConnections()
			c := &http.Client{Transport: transport}
			b.ReportAllocs()
			for b.Loop() {
				if !keep {
					transport.CloseIdleConnections()
				}
				r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, server.URL, bytes.NewReader(body))
				if err != nil {
					b.Fatal(err)
				}
				r.Header.Set("Content-Type", "application/json")
				answer, err := c.Do(r)
				if err != nil {
					b.Fatal(err)
				}
				_, err = io.Copy(io.Discard, answer.Body)
				_ = answer.Body.Close()
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func benchServer(b *testing.B) *httptest.Server {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		answer(http.StatusCreated, goodAnswer)(w, r)
	}))
	b.Cleanup(server.Close)
	return server
}
