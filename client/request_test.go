package client

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRequests holds what Requests shows against what a Client sends.
func TestRequests(t *testing.T) {
	const etag = `"1700d77b-0000-0200-0000-5e3b41a10000"`
	keys := seedConnection().S3
	change := Change{S3: &keys}
	const id = "4cb0c374-d3bb-4557-b139-5712880adc55"
	list := Filter{SpecID: S3ConnectionSpecID, Name: `R&D 数据`}
	for name, tc := range map[string]struct {
		answer string
		status int
		send   func(t *testing.T, c *Client) error
		show   func(r *Requests) (Request, error)
	}{
		"create": {
			goodAnswer, http.StatusCreated,
			func(t *testing.T, c *Client) error {
				_, err := c.CreateConnection(t.Context(), seedConnection())
				return err
			},
			func(r *Requests) (Request, error) { return r.Create(seedConnection()) },
		},
		"create by role": {
			goodAnswer, http.StatusCreated,
			func(t *testing.T, c *Client) error {
				_, err := c.CreateConnection(t.Context(), byRole())
				return err
			},
			func(r *Requests) (Request, error) { return r.Create(byRole()) },
		},
		"get": {
			`{"items":[{"id":"` + id + `"}]}`, http.StatusOK,
			func(t *testing.T, c *Client) error { _, err := c.Connection(t.Context(), id); return err },
			func(r *Requests) (Request, error) { return r.Connection(id) },
		},
		"test": {
			`{"result":true}`, http.StatusOK,
			func(t *testing.T, c *Client) error { _, err := c.TestConnection(t.Context(), id); return err },
			func(r *Requests) (Request, error) { return r.Test(id) },
		},
		"update": {
			goodAnswer, http.StatusOK,
			func(t *testing.T, c *Client) error {
				_, err := c.UpdateConnection(t.Context(), id, etag, change)
				return err
			},
			func(r *Requests) (Request, error) { return r.Update(id, etag, change) },
		},
		"delete": {
			"", http.StatusNoContent,
			func(t *testing.T, c *Client) error { return c.DeleteConnection(t.Context(), id) },
			func(r *Requests) (Request, error) { return r.Delete(id) },
		},
		"list": {
			`{"items":[]}`, http.StatusOK,
			func(t *testing.T, c *Client) error {
				for _, err := range c.Connections(t.Context(), list) {
					return err
				}
				return nil
			},
			func(r *Requests) (Request, error) { return r.Connections(list) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, answer(tc.status, tc.answer))
			if err := tc.send(t, b.Client); err != nil {
				t.Fatal(err)
			}
			requests, err := NewRequests(Config{
				BaseURL: b.server.URL + "/gateway/", APIKey: "{API_KEY}", OrgID: "{IMS_ORG}", Sandbox: "{SANDBOX_NAME}", UserAgent: "Mooring/1.2.3",
			}, testToken)
			if err != nil {
				t.Fatal(err)
			}
			shown, err := tc.show(requests)
			if err != nil {
				t.Fatal(err)
			}
			sent := b.script.seen[0]
			if shown.Method != sent.Method || shown.URL != b.server.URL+sent.RequestURI {
				t.Errorf("%s %s, sent %s %s", shown.Method, shown.URL, sent.Method, sent.RequestURI)
			}
			if string(shown.Body) != string(b.script.body[0]) {
				t.Errorf("body:\n%s\nsent:\n%s", shown.Body, b.script.body[0])
			}
			header := http.Header{}
			for _, h := range shown.Header {
				header.Add(h.Name, h.Value)
			}
			if length := sent.Header.Get("Content-Length"); length != "" {
				header.Set("Content-Length", length) // HTTP's own
			}
			if diff := cmp.Diff(sent.Header, header); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRequestsRefuseInput(t *testing.T) {
	good := Config{APIKey: "k", OrgID: "o", Sandbox: "s"}
	for field, change := range map[string]func(*Config) string{
		"BaseURL":     func(c *Config) string { c.BaseURL = "ftp://example.com"; return "t" },
		"APIKey":      func(c *Config) string { c.APIKey = " "; return "t" },
		"OrgID":       func(c *Config) string { c.OrgID = "a\nb"; return "t" },
		"Sandbox":     func(c *Config) string { c.Sandbox = ""; return "t" },
		"UserAgent":   func(c *Config) string { c.UserAgent = "é"; return "t" },
		"AccessToken": func(*Config) string { return "" },
	} {
		cfg := good
		token := change(&cfg)
		_, err := NewRequests(cfg, token)
		if e := wantKind(t, err, KindInvalid); e.Field != field {
			t.Errorf("field %q, want %q", e.Field, field)
		}
	}
	requests, err := NewRequests(good, "t")
	if err != nil {
		t.Fatal(err)
	}
	_, err = requests.Create(NewConnection{Name: "n"})
	wantKind(t, err, KindInvalid)
	_, err = requests.Test("../x")
	wantKind(t, err, KindInvalid)
}
