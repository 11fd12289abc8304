package client

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const item = `{"id":"4cb0c374-d3bb-4557-b139-5712880adc55","name":"S3 Connection","description":"d","state":"enabled",
	"createdAt":1597973312000,"updatedAt":"1597973312000","createdBy":"a@AdobeID","updatedBy":"b@AdobeID",
	"createdClient":"exc_app","sandboxName":"prod","version":"\"v\"","etag":"\"e\"",
	"connectionSpec":{"id":"ecadc60c-7455-4d87-84dc-2a0e293d997b","version":"1.0"},
	"auth":{"specName":"Access Key","params":{"s3AccessKey":"AKIAIOSFODNN7EXAMPLE","s3SecretKey":"hidden",
	"bucketName":"acme","folderPath":"in","serviceUrl":"https://s3.amazonaws.com/"}}}`

func TestConnection(t *testing.T) {
	at := time.UnixMilli(1597973312000).UTC()
	want := Connection{
		ID: "4cb0c374-d3bb-4557-b139-5712880adc55", Name: "S3 Connection", Description: "d", State: "enabled",
		ETag: `"e"`, SpecID: S3ConnectionSpecID, Auth: AuthKeys, AccessKeyID: "AKIAIOSFODNN7EXAMPLE",
		Bucket: "acme", FolderPath: "in", ServiceURL: "https://s3.amazonaws.com/", CreatedAt: at, UpdatedAt: at,
		CreatedBy: "a@AdobeID", UpdatedBy: "b@AdobeID", CreatedClient: "exc_app",
	}
	b := newBench(t, answer(200, `{"items":[`+item+`]}`))
	b.sandbox = "prod"
	got, err := b.Connection(t.Context(), want.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	r := b.script.seen[0]
	if r.URL.Path != "/gateway/data/foundation/flowservice/connections/"+string(want.ID) {
		t.Error(r.URL)
	}
	if len(r.Header) != 5 || r.Header.Get("Content-Type") != "" || r.Header.Get("X-Sandbox-Name") == "" {
		t.Errorf("headers of a GET: %v", r.Header)
	}

	for body, want := range map[string]Kind{
		`{"items":[]}`:             KindNotFound,
		`{"items":[{"id":"y"}]}`:   KindNotPlatform,
		`{"items":[7,null,"x"]}`:   KindNotPlatform,
		`{"id":"x"}`:               KindNotPlatform,
		`null`:                     KindNotPlatform,
		`{"items":{"0":"x"}}`:      KindNotPlatform,
		`{"items":[{"id":"x"}]} {`: KindNotPlatform,
	} {
		b := newBench(t, answer(200, body))
		_, err := b.Connection(t.Context(), "x")
		wantKind(t, err, want)
	}
	b = newBench(t, answer(200, `{"items":[{"id":"x","name":7,"state":[],"createdAt":"soon","updatedAt":-1,"auth":"a","connectionSpec":null}]}`))
	if got, err := b.Connection(t.Context(), "x"); err != nil || got != (Connection{ID: "x", Name: "7"}) {
		t.Errorf("%+v, %v", got, err)
	}
	for _, id := range []ConnectionID{"", "..", "a/b", "a?b", "a b", "é", "a\n"} {
		b := newBench(t)
		_, err := b.Connection(t.Context(), id)
		if e := wantKind(t, err, KindInvalid); e.Field != "ID" {
			t.Error(e)
		}
		_, err = b.TestConnection(t.Context(), id)
		wantKind(t, err, KindInvalid)
	}
}

func TestTestConnection(t *testing.T) {
	for body, want := range map[string]bool{
		`{"result":true}`: true, `{"result":false}`: false, `true`: true, `false`: false, `{"result":"true"}`: true,
	} {
		b := newBench(t, answer(200, body))
		if got, err := b.TestConnection(t.Context(), "x"); err != nil || got != want {
			t.Errorf("%s: %v, %v", body, got, err)
		}
		if path := b.script.seen[0].URL.Path; !strings.HasSuffix(path, "/connections/x/test") {
			t.Error(path)
		}
	}
	for body, want := range map[string]bool{"true": true, "false\n": false} {
		b := newBench(t, answer(200, body, "Content-Type", "text/plain;charset=UTF-8"))
		if got, err := b.TestConnection(t.Context(), "x"); err != nil || got != want {
			t.Errorf("%s as plain text: %v, %v", body, got, err)
		}
	}
	b := newBench(t, answer(200, "Please log in", "Content-Type", "text/plain"))
	_, err := b.TestConnection(t.Context(), "x")
	wantKind(t, err, KindNotPlatform)
	for _, body := range []string{`{}`, `{"result":1}`, `[]`, ``} {
		b := newBench(t, answer(200, body))
		_, err := b.TestConnection(t.Context(), "x")
		wantKind(t, err, KindNotPlatform)
	}
}

// A test that fails may say why.
func TestTestConnectionSaysWhy(t *testing.T) {
	for body, want := range map[string]string{
		`{"result":false,"message":"The request signature we calculated does not match"}`:  "The request signature we calculated does not match",
		`{"result":"false","errorMessage":"Connection to s3.acme.example timed out"}`:      "Connection to s3.acme.example timed out",
		`{"result":false,"error":{"code":"X","message":"No route to host"}}`:               "No route to host",
		`{"result":false,"title":"Access denied","detail":"Access denied for these keys"}`: "Access denied for these keys",
	} {
		b := newBench(t, answer(200, body))
		got, err := b.TestConnection(t.Context(), "x")
		e, ok := errors.AsType[*APIError](err)
		if got || !ok || !e.TestedFalse() || e.Words() != want {
			t.Errorf("%s: %v, %v", body, got, err)
		}
	}
	for _, body := range []string{`{"result":false}`, `{"result":false,"message":""}`, `{"result":false,"message":null,"connectionId":"x"}`, `{"result":true,"message":"ok"}`} {
		b := newBench(t, answer(200, body))
		if _, err := b.TestConnection(t.Context(), "x"); err != nil {
			t.Errorf("%s: %v", body, err)
		}
	}
	b := newBench(t, answer(200, `{"result":false,"message":"denied for wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}`))
	if _, err := b.TestConnection(t.Context(), "x"); err == nil || strings.Contains(err.Error(), "wJalr") {
		t.Errorf("a secret that it repeats: %v", err)
	}
}

// list reads all connections of a filter.
func list(t *testing.T, c *Client, f Filter) (ids []string, err error) {
	t.Helper()
	for found, e := range c.Connections(t.Context(), f) {
		if e != nil {
			return ids, e
		}
		ids = append(ids, string(found.ID))
	}
	return ids, nil
}

func page(next string, ids ...string) http.HandlerFunc {
	var items []string
	for _, id := range ids {
		items = append(items, fmt.Sprintf(`{"id":%q,"name":"n"}`, id))
	}
	return answer(200, fmt.Sprintf(`{"items":[%s],"_links":{"next":{"href":%q}}}`, strings.Join(items, ","), next))
}

func TestPaging(t *testing.T) {
	const base = "/gateway/data/foundation/flowservice"
	b := newBench(t,
		page("/connections?continuationToken=a%3D%3D", "1", "2"),
		page("?continuationToken=b&limit=7&property=name==n"),
		page(base+"/connections/?continuationToken=c", "3"),
		page("/data/foundation/flowservice/connections?continuationToken=d", "4"),
		page("", "5"),
	)
	ids, err := list(t, b.Client, Filter{Name: "n", PageSize: 2})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(ids, ""); got != "12345" {
		t.Errorf("ids %s", got)
	}
	want := []string{
		"property=name==n&limit=2",
		"continuationToken=a%3D%3D&property=name==n&limit=2",
		"continuationToken=b&limit=7&property=name==n",
		"continuationToken=c&property=name==n&limit=2",
		"continuationToken=d&property=name==n&limit=2",
	}
	for i, r := range b.script.seen {
		if r.URL.Path != base+"/connections" || r.URL.RawQuery != want[i] {
			t.Errorf("call %d: %s?%s, want %s", i+1, r.URL.Path, r.URL.RawQuery, want[i])
		}
	}
}

// A token may hold any character, escaped or not: it goes back as it came.
func TestPagingOddTokens(t *testing.T) {
	const want = `{"_rid":"x\y #1", "a+b": [50%]}é`
	for _, token := range []string{
		`{"_rid":"x\y #1", "a+b": [50%]}é`,
		`%7B%22_rid%22%3A%22x%5Cy%20%231%22%2C%20%22a+b%22%3A%20%5B50%%5D%7D%C3%A9`,
	} {
		b := newBench(t, page("/connections?continuationToken="+token, "1"), page("", "2"))
		ids, err := list(t, b.Client, Filter{PageSize: 3})
		if err != nil || len(ids) != 2 {
			t.Fatalf("%s: %v, %v", token, ids, err)
		}
		query := b.script.seen[1].URL.RawQuery
		got, err := url.PathUnescape(strings.TrimSuffix(strings.TrimPrefix(query, "continuationToken="), "&limit=3"))
		if err != nil || got != want {
			t.Errorf("%s: sent %q, %v", query, got, err)
		}
	}
}

// What says that it is in another sandbox is not ours, whatever Platform was asked.
func TestOtherSandboxes(t *testing.T) {
	b := newBench(t, answer(200, `{"items":[{"id":"1","sandboxName":"dev"},{"id":"2","sandboxName":"Prod"},{"id":"3"}]}`))
	b.sandbox = "prod"
	if ids, err := list(t, b.Client, Filter{}); err != nil || strings.Join(ids, "") != "23" {
		t.Errorf("%v, %v", ids, err)
	}
	b = newBench(t, answer(200, `{"items":[{"id":"1","sandboxName":"dev"}]}`))
	b.sandbox = "prod"
	_, err := b.Connection(t.Context(), "1")
	wantKind(t, err, KindNotPlatform)
}

func TestPagingAbsolute(t *testing.T) {
	b := newBench(t, func(w http.ResponseWriter, r *http.Request) {
		page("http://"+r.Host+"/gateway/data/foundation/flowservice/connections?continuationToken=x", "1")(w, r)
	}, page("", "2"))
	if ids, err := list(t, b.Client, Filter{}); err != nil || len(ids) != 2 {
		t.Errorf("%v, %v", ids, err)
	}
}

func TestPagingLeadsElsewhere(t *testing.T) {
	for _, href := range []string{
		"https://evil.example/connections", "//evil.example/connections", "http://user@127.0.0.1/connections",
		"/flows?x=1", "/connections/../flows", "/connections%2f..", "/connections{?limit}", `\\evil.example`,
		"mailto:x", "http://[::1", "/connections#x", "/connections/x", "/connections#?continuationToken=x",
	} {
		b := newBench(t, page(href, "1"))
		ids, err := list(t, b.Client, Filter{})
		wantKind(t, err, KindNotPlatform)
		if len(ids) != 1 {
			t.Errorf("%s: %v", href, ids)
		}
	}
}

func TestPagingRepeats(t *testing.T) {
	again := page("/connections?continuationToken=a", "1")
	b := newBench(t, again, again)
	_, err := list(t, b.Client, Filter{})
	wantKind(t, err, KindNotPlatform)
}

// A list must not end early because its link is written in another way.
func TestPagingForms(t *testing.T) {
	for links, want := range map[string]int{
		`{"next":"/connections?continuationToken=a"}`:            2,
		`{"next":[{"href":"/connections?continuationToken=a"}]}`: 2,
		`{}`: 1, `{"next":null}`: 1, `{"next":{}}`: 1, `{"next":""}`: 1, `{"next":[]}`: 1, `{"next":{"href":null}}`: 1, `null`: 1,
		`{"next":true}`: 0, `{"next":{"href":{}}}`: 0, `{"next":[1,2]}`: 0, `{"next":{"href":["/connections"]}}`: 0,
	} {
		steps := []http.HandlerFunc{answer(200, `{"items":[{"id":"1"}],"_links":`+links+`}`)}
		if want == 2 {
			steps = append(steps, page("", "2"))
		}
		b := newBench(t, steps...)
		ids, err := list(t, b.Client, Filter{})
		if len(ids) != want || (err != nil) != (want == 0) {
			t.Errorf("%s: %v, %v", links, ids, err)
		}
	}
}

func TestPagingStops(t *testing.T) {
	b := newBench(t, page("/connections?continuationToken=a", "1", "2"))
	for _, err := range b.Connections(t.Context(), Filter{}) {
		if err != nil {
			t.Error(err)
		}
		break
	}
}

// TestFilterQuery checks what Platform is asked to filter: whatever its syntax
// would read as more than a value stays here.
func TestFilterQuery(t *testing.T) {
	spec := "property=connectionSpec.id==" + S3ConnectionSpecID + "&"
	for name, want := range map[string]string{
		"":                spec,
		"S3 Connection":   "property=name==S3%20Connection&" + spec,
		"R&D + more/less": "property=name==R%26D%20%2B%20more%2Fless&" + spec,
		"数据":              "property=name==%E6%95%B0%E6%8D%AE&" + spec,
		"a#b@c":           "property=name==a%23b%40c&" + spec,
		"a,b":             spec,
		`say "hi"`:        spec,
		"it's":            spec,
		"a==b":            spec,
		"a<b":             spec,
		"!a":              spec,
		" a":              spec,
		"a*":              spec,
		"a\tb":            spec,
		"\xff":            spec,
	} {
		if got := connectionList(Filter{Name: name, SpecID: S3ConnectionSpecID}).query.encode(); got != want+"limit=100" {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
	got := connectionList(Filter{Name: "n", PageSize: 5}).query.encode()
	if got != "property=name==n&limit=5" {
		t.Error(got)
	}
}

func TestFilterHere(t *testing.T) {
	b := newBench(t, answer(200, `{"items":[
		{"id":"1","name":"a,b","connectionSpec":{"id":"ECADC60C-7455-4d87-84dc-2a0e293d997b"},"state":"enabled"},
		{"id":"2","name":"a"},{"id":"3","name":"a,b","connectionSpec":{"id":"other"}},{"name":"a,b"},
		{"id":"4","name":"A,b"},{"id":"5","name":"a,b"},{"id":"6","name":"a,b","state":"disabled"}]}`))
	ids, err := list(t, b.Client, Filter{Name: "a,b", SpecID: S3ConnectionSpecID})
	if err != nil || strings.Join(ids, "") != "156" {
		t.Errorf("%v, %v", ids, err)
	}
}

func TestListErrors(t *testing.T) {
	for body, want := range map[string]Kind{`{}`: KindNotPlatform, `{"items":7}`: KindNotPlatform, `x`: KindNotPlatform} {
		b := newBench(t, answer(200, body))
		_, err := list(t, b.Client, Filter{})
		wantKind(t, err, want)
	}
	b := newBench(t, answer(200, `{"items":[],"x":"`+strings.Repeat("x", maxAnswer)+`"}`))
	_, err := list(t, b.Client, Filter{})
	if e := wantKind(t, err, KindNotPlatform); e.Op != "Connections" {
		t.Error(e)
	}
}

func sandboxes(from, to int) http.HandlerFunc {
	var all []string
	for i := from; i < to; i++ {
		all = append(all, fmt.Sprintf(`{"name":"s%d","title":"T","state":"active","type":"development","region":"VA7","isDefault":false,"eTag":2}`, i))
	}
	return answer(200, `{"sandboxes":[`+strings.Join(all, ",")+`],"_page":{"limit":50,"count":1},
		"_links":{"page":{"href":"https://platform.adobe.io:443/x?limit={limit}&offset={offset}","templated":true}}}`)
}

// sandboxPages is a service that gives no more than limit at a time, and says so, or
// where that is 0 only that there is more.
func sandboxPages(from, to, limit int) http.HandlerFunc {
	var all []string
	for i := from; i < to; i++ {
		all = append(all, fmt.Sprintf(`{"name":"s%d","state":"active"}`, i))
	}
	how := fmt.Sprintf(`"_page":{"limit":%d,"count":%d}`, limit, to-from)
	if limit == 0 {
		how = `"_links":{"next":{"href":"https://platform.adobe.io:443/x?limit={limit}&offset={offset}","templated":true}}`
	}
	return answer(200, `{"sandboxes":[`+strings.Join(all, ",")+`],`+how+`}`)
}

func TestSandboxes(t *testing.T) {
	b := newBench(t, sandboxes(0, 50), sandboxes(50, 75))
	got, err := b.Sandboxes(t.Context())
	if err != nil || len(got) != 75 {
		t.Fatalf("%d, %v", len(got), err)
	}
	if want := (Sandbox{Name: "s74", Title: "T", State: "active", Type: "development"}); got[74] != want {
		t.Errorf("%+v", got[74])
	}
	for i, want := range []string{"limit=50&offset=0", "limit=50&offset=50"} {
		r := b.script.seen[i]
		if r.URL.Path != "/gateway/data/foundation/sandbox-management/" || r.URL.RawQuery != want {
			t.Error(r.URL)
		}
		if _, ok := r.Header["X-Sandbox-Name"]; ok || len(r.Header) != 4 {
			t.Errorf("headers %v", r.Header)
		}
	}
	for name, tc := range map[string]struct {
		steps []http.HandlerFunc
		want  int
	}{
		"one page":      {[]http.HandlerFunc{sandboxes(0, 3)}, 3},
		"none":          {[]http.HandlerFunc{sandboxes(0, 0)}, 0},
		"exactly fifty": {[]http.HandlerFunc{sandboxes(0, 50), sandboxes(0, 0)}, 50},
		"smaller pages": {[]http.HandlerFunc{sandboxPages(0, 20, 20), sandboxPages(20, 40, 20), sandboxPages(40, 45, 20)}, 45},
		"a next link":   {[]http.HandlerFunc{sandboxPages(0, 20, 0), sandboxPages(20, 20, 0)}, 20},
		"no offset":     {[]http.HandlerFunc{sandboxes(0, 75), sandboxes(0, 75)}, 75},
		"odd entries":   {[]http.HandlerFunc{answer(200, `{"sandboxes":[7,null,{"name":""},{"name":"a","isDefault":"x"}]}`)}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, tc.steps...)
			if got, err := b.Sandboxes(t.Context()); err != nil || len(got) != tc.want {
				t.Errorf("%d, %v", len(got), err)
			}
		})
	}
	b = newBench(t, answer(200, `{"sandboxes":[{"name":"a","state":"ACTIVE","type":"PRODUCTION","isDefault":"true"},{"name":"b","state":"resetting"}]}`))
	if got, err := b.Sandboxes(t.Context()); err != nil || !got[0].Active() || !got[0].Production() || !got[0].IsDefault || got[1].Active() {
		t.Errorf("in other spellings: %+v, %v", got, err)
	}
	b = newBench(t, answer(200, `{"_page":{}}`))
	_, err = b.Sandboxes(t.Context())
	wantKind(t, err, KindNotPlatform)
}
