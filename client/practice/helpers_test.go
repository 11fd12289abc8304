package practice

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
)

const (
	testSecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	testSession   = "FwoGZXIvYXdzEXAMPLESESSIONTOKEN"
)

// seedBody is the request of the tutorial.
const seedBody = `{
        "name": "S3 Connection",
        "description": "Connection for an Amazon S3 account",
        "auth": {
            "specName": "Access Key",
            "params": {
                "s3AccessKey": "AKIAIOSFODNN7EXAMPLE",
                "s3SecretKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
            }
        },
        "connectionSpec": {
            "id": "ecadc60c-7455-4d87-84dc-2a0e293d997b",
            "version": "1.0"
        }
    }`

func openTest(t testing.TB, opts Options) *Platform {
	t.Helper()
	if opts.Dir == "" {
		opts.Dir = t.TempDir()
	}
	p, err := Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// reply is an answer that was read whole.
type reply struct {
	status int
	header http.Header
	body   string
}

// into reads the body as JSON.
func (r reply) into(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(r.body), v); err != nil {
		t.Fatalf("%v in %s", err, r.body)
	}
}

// code is the error code of a body of any service.
func (r reply) code(t testing.TB) string {
	t.Helper()
	var b struct {
		Type      string `json:"type"`
		ErrorCode string `json:"error_code"`
		Error     string `json:"error"`
	}
	r.into(t, &b)
	return strings.TrimPrefix(b.Type, "https://ns.adobe.com/aep/errors/") + b.ErrorCode + b.Error
}

// sender sends requests with the headers that are always needed.
type sender struct {
	t       testing.TB
	base    string
	headers map[string]string // an empty one is not sent
}

// dial serves p under a base path and returns a sender that is signed in.
func dial(t testing.TB, p *Platform) *sender {
	t.Helper()
	server := httptest.NewServer(http.StripPrefix("/some/base", p))
	t.Cleanup(server.Close)
	return &sender{t: t, base: server.URL + "/some/base", headers: map[string]string{
		"Authorization": "Bearer " + p.NewToken(), "X-Api-Key": APIKey, "X-Gw-Ims-Org-Id": OrgID, "X-Sandbox-Name": SandboxProduction,
	}}
}

// with returns a sender that sends other headers; key, value, key, value.
func (s *sender) with(pairs ...string) *sender {
	next := &sender{t: s.t, base: s.base, headers: map[string]string{}}
	maps.Copy(next.headers, s.headers)
	for pair := range slices.Chunk(pairs, 2) {
		next.headers[pair[0]] = pair[1]
	}
	return next
}

func (s *sender) request(method, path, body string) *http.Request {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.base+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for k, v := range s.headers {
		if v == "" {
			req.Header.Del(k)
			continue
		}
		req.Header.Set(k, v)
	}
	return req
}

// try sends a request that may fail.
func (s *sender) try(method, path, body string) (reply, error) {
	s.t.Helper()
	resp, err := http.DefaultClient.Do(s.request(method, path, body))
	if err != nil {
		return reply{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	return reply{resp.StatusCode, resp.Header, string(text)}, err
}

func (s *sender) send(method, path, body string) reply {
	s.t.Helper()
	r, err := s.try(method, path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

func (s *sender) flow(method, path, body string) reply {
	s.t.Helper()
	return s.send(method, flowPath+path, body)
}

// create makes a connection and fails the test if that does not work.
func (s *sender) create(name string) created {
	s.t.Helper()
	return s.createWith(name, AccessKeyWorks)
}

func (s *sender) createWith(name, accessKey string) created {
	s.t.Helper()
	r := s.flow("POST", "/connections", bodyFor(name, accessKey))
	if r.status != http.StatusCreated {
		s.t.Fatalf("create: %d %s", r.status, r.body)
	}
	var c created
	r.into(s.t, &c)
	return c
}

// bodyFor is the seed's body with another name and access key.
func bodyFor(name, accessKey string) string {
	quoted := string(bytes.TrimSpace(encode(name)))
	return strings.NewReplacer(`"S3 Connection"`, quoted, AccessKeyWorks, accessKey).Replace(seedBody)
}

// list follows all pages of a query.
func (s *sender) list(query url.Values) []item {
	s.t.Helper()
	href := "/connections?" + query.Encode()
	var all []item
	for range 100 {
		r := s.flow("GET", href, "")
		if r.status != http.StatusOK {
			s.t.Fatalf("list: %d %s", r.status, r.body)
		}
		var page listAnswer[item]
		r.into(s.t, &page)
		all = append(all, page.Items...)
		if page.Links.Next == nil {
			return all
		}
		href = page.Links.Next.Href
	}
	s.t.Fatal("the pages do not end")
	return nil
}

func held(t testing.TB, p *Platform) []Connection {
	t.Helper()
	list, err := p.Connections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list
}
