package client

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/legacy"
)

// TestSeed holds the request of CreateConnection against the curl command of
// Adobe's tutorial: the same five headers, the same bytes of the body; and the
// answer against the one that it shows.
func TestSeed(t *testing.T) {
	wantHeader, wantBody := curlCommand(t, "create_request.sh")
	if len(wantHeader) != 5 {
		t.Fatalf("the tutorial has %d headers", len(wantHeader))
	}

	b := newBench(t, answer(http.StatusCreated, shownAnswer(t, "create_answer.json")))
	b.tokens.value = "{ACCESS_TOKEN}"
	got, err := b.CreateConnection(t.Context(), NewConnection{
		Name:        "S3 Connection",
		Description: "Connection for an Amazon S3 account",
		S3:          S3Credentials{AccessKeyID: "{S3_ACCESS_KEY}", SecretAccessKey: NewSecret("{S3_SECRET_KEY}")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := Created{ID: "4cb0c374-d3bb-4557-b139-5712880adc55", ETag: `"1700d77b-0000-0200-0000-5e3b41a10000"`}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	b.script.holdAgainst(t, http.MethodPost, "/gateway/data/foundation/flowservice/connections", wantHeader, wantBody)
}

// TestUpdateSeed does the same for UpdateConnection and the command of the
// tutorial on updating accounts, with the parameters of Amazon S3.
func TestUpdateSeed(t *testing.T) {
	wantHeader, wantBody := curlCommand(t, "update_request.sh")
	b := newBench(t, answer(http.StatusOK, shownAnswer(t, "update_answer.json"), "X-Request-Id", "req-7"))
	b.tokens.value = "{ACCESS_TOKEN}"
	const id = "139f6a5f-a78b-4744-9f6a-5fa78bd74431"
	got, err := b.UpdateConnection(t.Context(), id, `"1400dd53-0000-0200-0000-5f3f23450000"`, Change{
		Name:        new("Test S3 connection"),
		Description: new("A test S3 connection"),
		S3: &S3Credentials{
			AccessKeyID: "{S3_ACCESS_KEY}", SecretAccessKey: NewSecret("{S3_SECRET_KEY}"),
			SessionToken: NewSecret("{S3_SESSION_TOKEN}"), ServiceURL: "https://s3.eu-west-3.amazonaws.com/",
			Bucket: "acme-landing", FolderPath: "in/daily",
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := (Created{ID: id, ETag: `"3600e378-0000-0200-0000-5f40212f0000"`, RequestID: "req-7"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	b.script.holdAgainst(t, http.MethodPatch, "/gateway/data/foundation/flowservice/connections/"+id, wantHeader, wantBody)
}

// curlCommand reads the headers and the body of a command in testdata.
func curlCommand(t *testing.T, file string) (http.Header, string) {
	t.Helper()
	curl, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	_, data, _ := strings.Cut(string(curl), "-d '")
	body, _, _ := strings.Cut(data, "'")
	header := http.Header{}
	for _, m := range regexp.MustCompile(`-H '([^:]+): ([^']*)'`).FindAllStringSubmatch(string(curl), -1) {
		header.Set(m[1], m[2])
	}
	return header, body
}

func shownAnswer(t *testing.T, file string) string {
	t.Helper()
	shown, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return string(shown)
}

// holdAgainst compares the first request with the one that is wanted.
func (s *script) holdAgainst(t *testing.T, method, uri string, header http.Header, body string) {
	t.Helper()
	if got := string(s.body[0]); got != body {
		t.Errorf("body:\n%s\nwant:\n%s", got, body)
	}
	r := s.seen[0]
	if r.Method != method || r.RequestURI != uri {
		t.Errorf("%s %s", r.Method, r.RequestURI)
	}
	header.Set("User-Agent", "Mooring/1.2.3")
	header.Set("Content-Length", r.Header.Get("Content-Length")) // HTTP must have it
	for name := range r.Header {
		if header.Get(name) != r.Header.Get(name) {
			t.Errorf("header %s: %q, want %q", name, r.Header[name], header[name])
		}
	}
	if len(r.Header) != len(header) || len(r.TransferEncoding) != 0 {
		t.Errorf("headers %v, want %v", r.Header, header)
	}
}

// TestRawRequest looks at the bytes on the wire, where a server's parser hides nothing.
func TestRawRequest(t *testing.T) {
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	lines := make(chan []string, 1)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }()
		buf := make([]byte, 64<<10)
		n, _ := io.ReadAtLeast(conn, buf, 600)
		head, _, _ := bytes.Cut(buf[:n], []byte("\r\n\r\n"))
		lines <- strings.Split(string(head), "\r\n")
		_, _ = io.WriteString(conn, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
	}()
	c := newClient(t, "http://"+l.Addr().String(), &tokens{value: testToken}, nil)
	_, err = c.CreateConnection(t.Context(), seedConnection())
	wantKind(t, err, KindRejected)
	var names []string
	for _, line := range (<-lines)[1:] {
		name, _, _ := strings.Cut(line, ":")
		names = append(names, strings.ToLower(name))
	}
	slices.Sort(names)
	want := []string{
		"authorization", "content-length", "content-type", "host", "user-agent",
		"x-api-key", "x-gw-ims-org-id", "x-sandbox-name",
	}
	if !slices.Equal(names, want) {
		t.Errorf("headers on the wire: %v, want %v", names, want)
	}
}

func TestOptionalParams(t *testing.T) {
	in := seedConnection()
	in.Name = `R&D <"quoted"> 数据 + it's`
	in.Description = ""
	in.S3.SessionToken = NewSecret("FwoGZXIvYXdzEXAMPLE//")
	in.S3.ServiceURL = "https://s3.eu-west-3.amazonaws.com/"
	in.S3.Bucket = "acme-landing"
	in.S3.FolderPath = "in/daily"
	body, err := encodeNewConnection(in)
	if err != nil {
		t.Fatal(err)
	}
	want := `{
        "name": "R&D <\"quoted\"> 数据 + it's",
        "auth": {
            "specName": "Access Key",
            "params": {
                "s3AccessKey": "AKIAIOSFODNN7EXAMPLE",
                "s3SecretKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "s3SessionToken": "FwoGZXIvYXdzEXAMPLE//",
                "serviceUrl": "https://s3.eu-west-3.amazonaws.com/",
                "bucketName": "acme-landing",
                "folderPath": "in/daily"
            }
        },
        "connectionSpec": {
            "id": "ecadc60c-7455-4d87-84dc-2a0e293d997b",
            "version": "1.0"
        }
    }`
	if string(body) != want {
		t.Errorf("body:\n%s\nwant:\n%s", body, want)
	}
}

// TestOpenAPI holds requests and answers against a description of the interface.
func TestOpenAPI(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromFile("testdata/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	const page = `{"items":[{"id":"4cb0c374-d3bb-4557-b139-5712880adc55","name":"S3 Connection","state":"enabled",
		"createdAt":1597973312000,"connectionSpec":{"id":"ecadc60c-7455-4d87-84dc-2a0e293d997b","version":"1.0"},
		"auth":{"specName":"Access Key","params":{"s3AccessKey":"AKIAIOSFODNN7EXAMPLE"}},"version":"\"a\"","etag":"\"a\""}]}`
	var doer validator
	doer.t = t
	doer.answers = []struct {
		status int
		body   string
	}{{http.StatusCreated, goodAnswer}, {http.StatusOK, page}, {http.StatusOK, page}}
	if doer.router, err = newRouter(doc); err != nil {
		t.Fatal(err)
	}
	c := newClient(t, "", &tokens{value: testToken}, &doer)
	if _, err := c.CreateConnection(t.Context(), seedConnection()); err != nil {
		t.Error(err)
	}
	if _, err := c.Connection(t.Context(), "4cb0c374-d3bb-4557-b139-5712880adc55"); err != nil {
		t.Error(err)
	}
	for _, err := range c.Connections(t.Context(), Filter{Name: "S3 Connection", SpecID: S3ConnectionSpecID}) {
		if err != nil {
			t.Error(err)
		}
	}
}

func newRouter(doc *openapi3.T) (func(*http.Request) (*openapi3filter.RequestValidationInput, error), error) {
	router, err := legacy.NewRouter(doc)
	if err != nil {
		return nil, err
	}
	return func(r *http.Request) (*openapi3filter.RequestValidationInput, error) {
		route, params, err := router.FindRoute(r)
		return &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route}, err
	}, nil
}

// validator is a transport that checks both ways against the description.
type validator struct {
	t       *testing.T
	router  func(*http.Request) (*openapi3filter.RequestValidationInput, error)
	answers []struct {
		status int
		body   string
	}
}

func (v *validator) RoundTrip(r *http.Request) (*http.Response, error) {
	input, err := v.router(r)
	if err != nil {
		v.t.Errorf("%s %s: %v", r.Method, r.URL, err)
		return nil, err
	}
	if err := openapi3filter.ValidateRequest(context.Background(), input); err != nil {
		v.t.Errorf("%s %s: %v", r.Method, r.URL, err)
	}
	next := v.answers[0]
	v.answers = v.answers[1:]
	header := http.Header{"Content-Type": {"application/json"}}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: input, Status: next.status, Header: header}
	out.SetBodyBytes([]byte(next.body))
	if err := openapi3filter.ValidateResponse(context.Background(), out); err != nil {
		v.t.Error(err)
	}
	return &http.Response{
		StatusCode: next.status, Header: header, Request: r,
		Body: io.NopCloser(strings.NewReader(next.body)),
	}, nil
}
