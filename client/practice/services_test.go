package practice

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func signInForm() url.Values {
	return url.Values{
		"grant_type": {"client_credentials"}, "client_id": {APIKey},
		"client_secret": {ClientSecret}, "scope": {defaultScope},
	}
}

func TestSignIn(t *testing.T) {
	p := openTest(t, Options{})
	s := dial(t, p).with("Content-Type", "application/x-www-form-urlencoded", "Authorization", "")
	r := s.send("POST", tokenPath, signInForm().Encode())
	var got struct {
		AccessToken string `json:"access_token"`
		TokenType   string `json:"token_type"`
		ExpiresIn   int    `json:"expires_in"`
	}
	r.into(t, &got)
	if r.status != http.StatusOK || got.TokenType != "bearer" || got.ExpiresIn != 86399 {
		t.Fatalf("got %d %s", r.status, r.body)
	}
	parts := strings.Split(got.AccessToken, ".")
	if len(parts) != 3 {
		t.Fatalf("not a JWT: %s", got.AccessToken)
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	var c map[string]string
	if err := json.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	if c["client_id"] != APIKey || c["org"] != OrgID || c["expires_in"] != "86400000" || c["created_at"] == "" ||
		c["user_id"] != TechnicalAccount || c["aa_id"] != TechnicalAccount {
		t.Errorf("claims: %+v", c)
	}
	if r := s.with("Authorization", "Bearer "+got.AccessToken).flow("GET", "/connections", ""); r.status != http.StatusOK {
		t.Errorf("the token does not work: %d %s", r.status, r.body)
	}
}

func TestSignInRefusals(t *testing.T) {
	s := dial(t, openTest(t, Options{})).with("Content-Type", "application/x-www-form-urlencoded")
	for _, tt := range []struct {
		name, field, value  string
		code, inDescription string
	}{
		{"grant type", "grant_type", "authorization_code", "unsupported_grant_type", "grant_type"},
		{"client id", "client_id", "nobody", "invalid_client", "client_id"},
		{"client secret", "client_secret", "wrong-secret", "invalid_client", "client_secret"},
		{"no client secret", "client_secret", "", "invalid_client", "client_secret"},
		{"scopes joined with spaces", "scope", "openid session", "invalid_scope", "scope"},
		{"unknown scope", "scope", "openid,everything", "invalid_scope", "scope"},
		{"no scope", "scope", "", "invalid_scope", "scope"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			form := maps.Clone(signInForm())
			form.Set(tt.field, tt.value)
			r := s.send("POST", tokenPath, form.Encode())
			if r.status != http.StatusBadRequest || r.code(t) != tt.code || !strings.Contains(r.body, tt.inDescription) {
				t.Errorf("got %d %s", r.status, r.body)
			}
		})
	}
	t.Run("in the address", func(t *testing.T) {
		if r := s.send("POST", tokenPath+"?"+signInForm().Encode(), "x=y"); r.status != http.StatusBadRequest {
			t.Errorf("got %d %s", r.status, r.body)
		}
	})
	t.Run("as JSON", func(t *testing.T) {
		if r := s.with("Content-Type", jsonType).send("POST", tokenPath, "{}"); r.code(t) != "invalid_request" {
			t.Errorf("got %d %s", r.status, r.body)
		}
	})
	t.Run("broken form", func(t *testing.T) {
		if r := s.send("POST", tokenPath, "a=%zz"); r.code(t) != "invalid_request" {
			t.Errorf("got %d %s", r.status, r.body)
		}
	})
}

type sandboxPage struct {
	Sandboxes []sandbox `json:"sandboxes"`
	Page      struct {
		Limit int `json:"limit"`
		Count int `json:"count"`
	} `json:"_page"`
	Links struct {
		Next *link `json:"next"`
		Page link  `json:"page"`
	} `json:"_links"`
}

func (s *sender) sandboxPage(query string) sandboxPage {
	s.t.Helper()
	r := s.send("GET", sandboxPath+query, "")
	if r.status != http.StatusOK {
		s.t.Fatalf("%d %s", r.status, r.body)
	}
	var page sandboxPage
	r.into(s.t, &page)
	return page
}

func TestSandboxes(t *testing.T) {
	s := dial(t, openTest(t, Options{})).with("X-Sandbox-Name", "")
	all := s.sandboxPage("")
	var got []string
	for _, b := range all.Sandboxes {
		got = append(got, fmt.Sprint(b.Name, " ", b.State, " ", b.Type, " ", b.IsDefault))
	}
	want := []string{"prod active production true", "dev active development false", "training resetting development false"}
	if !slices.Equal(got, want) || all.Page.Limit != 50 || all.Page.Count != len(SandboxNames) {
		t.Errorf("got %+v", all)
	}
}

func TestSandboxPaging(t *testing.T) {
	s := dial(t, openTest(t, Options{})).with("X-Sandbox-Name", "")
	first, second := s.sandboxPage("?limit=2&offset=0"), s.sandboxPage("?limit=2&offset=2")
	if len(first.Sandboxes) != 2 || first.Links.Next == nil || !first.Links.Page.Templated {
		t.Errorf("first page: %+v", first)
	}
	if len(second.Sandboxes) != 1 || second.Links.Next != nil || second.Page.Count != 1 {
		t.Errorf("second page: %+v", second)
	}
	if past := s.sandboxPage("?limit=9223372036854775807&offset=9223372036854775807"); past.Sandboxes == nil || len(past.Sandboxes) != 0 {
		t.Errorf("past the end: %+v", past)
	}
}

func TestExplore(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	id := s.create("Files").ID
	explore := func(id, query string) []storedObject {
		r := s.flow("GET", "/connections/"+id+"/explore?"+query, "")
		if r.status != http.StatusOK {
			t.Fatalf("%s: %d %s", query, r.status, r.body)
		}
		var list []storedObject
		r.into(t, &list)
		return list
	}
	paths := func(list []storedObject) string {
		var all []string
		for _, o := range list {
			all = append(all, o.Type+" "+o.Path)
		}
		return strings.Join(all, ", ")
	}
	for _, tt := range []struct{ query, want string }{
		{"objectType=root", "folder /practice-bucket"},
		{"objectType=ROOT", "folder /practice-bucket"},
		{
			"objectType=folder&object=/practice-bucket",
			"folder /practice-bucket/customers, folder /practice-bucket/events, folder /practice-bucket/incoming, folder /practice-bucket/loyalty, " +
				"folder /practice-bucket/odd names, folder /practice-bucket/orders, folder /practice-bucket/sales, file /practice-bucket/products.csv",
		},
		{
			"objectType=folder&object=practice-bucket/customers/",
			"folder /practice-bucket/customers/archive, file /practice-bucket/customers/customers.csv",
		},
	} {
		if got := paths(explore(id, tt.query)); got != tt.want {
			t.Errorf("%s: got %s", tt.query, got)
		}
	}
	var c created
	s.flow("POST", "/connections", edit(`"s3AccessKey"`, `"bucketName": "my-data", "folderPath": "in/box", "s3AccessKey"`)).into(t, &c)
	if got := paths(explore(c.ID, "objectType=root")); got != "folder /my-data/in/box/customers, folder /my-data/in/box/events, folder /my-data/in/box/incoming, "+
		"folder /my-data/in/box/loyalty, folder /my-data/in/box/odd names, folder /my-data/in/box/orders, folder /my-data/in/box/sales, file /my-data/in/box/products.csv" {
		t.Errorf("bucket and folder: %s", got)
	}
}
