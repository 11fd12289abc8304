package practice

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	idPattern   = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	etagPattern = regexp.MustCompile(`^"[0-9a-f]{8}-0000-0200-0000-[0-9a-f]{8}0000"$`)
)

func (s *sender) get(id string) item {
	s.t.Helper()
	r := s.flow("GET", "/connections/"+id, "")
	if r.status != http.StatusOK {
		s.t.Fatalf("get: %d %s", r.status, r.body)
	}
	var got items
	r.into(s.t, &got)
	if len(got.Items) != 1 {
		s.t.Fatalf("got %d items", len(got.Items))
	}
	return got.Items[0]
}

func TestCreateAndGet(t *testing.T) {
	now := time.UnixMilli(1597973312345)
	s := dial(t, openTest(t, Options{Now: func() time.Time { return now }}))
	body := edit(`"s3AccessKey"`, `"s3SessionToken": "`+testSession+`", "bucketName": "my.data", "folderPath": "/in",
		"serviceUrl": "https://s3.eu-west-3.amazonaws.com/", "s3AccessKey"`)
	r := s.flow("POST", "/connections", body)
	var c created
	r.into(t, &c)
	if r.status != http.StatusCreated || !idPattern.MatchString(c.ID) || !etagPattern.MatchString(c.ETag) {
		t.Fatalf("got %d %s", r.status, r.body)
	}
	if !strings.Contains(c.ETag, fmt.Sprintf("-%08x0000", now.Unix())) {
		t.Errorf("the etag does not hold the time: %s", c.ETag)
	}
	if !strings.HasSuffix(r.header.Get("Location"), "/connections/"+c.ID) {
		t.Errorf("Location: %q", r.header.Get("Location"))
	}
	want := item{
		ID: c.ID, CreatedAt: 1597973312345, UpdatedAt: 1597973312345, CreatedBy: TechnicalAccount, UpdatedBy: TechnicalAccount,
		CreatedClient: APIKey, UpdatedClient: APIKey, SandboxID: sandboxID(OrgID, "prod"), SandboxName: "prod", OrgID: OrgID,
		Name: "S3 Connection", Description: "Connection for an Amazon S3 account", ConnectionSpec: specRef{s3SpecID, "1.0"},
		State: "enabled", Version: c.ETag, ETag: c.ETag, Auth: authEcho{"Access Key", map[string]string{
			"s3AccessKey": AccessKeyWorks, "s3SecretKey": mask, "s3SessionToken": mask, "bucketName": "my.data",
			"folderPath": "/in", "serviceUrl": "https://s3.eu-west-3.amazonaws.com/",
		}},
	}
	if got := s.get(c.ID + "/"); fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

// patchStep is one patch after the other, each with the current etag.
type patchStep struct {
	name  string
	body  string
	code  string          // empty if it works
	check func(item) bool // of the connection afterwards; may be nil
}

func (step patchStep) judge(t *testing.T, before item, r reply, after item) {
	t.Helper()
	if step.code != "" {
		if r.status != http.StatusBadRequest || r.code(t) != step.code || after.ETag != before.ETag {
			t.Errorf("got %d %s, want %s; etag %s then %s", r.status, r.body, step.code, before.ETag, after.ETag)
		}
	} else {
		var got created
		r.into(t, &got)
		if r.status != http.StatusOK || got.ID != before.ID || got.ETag == before.ETag || after.ETag != got.ETag {
			t.Errorf("got %d %s, then %+v", r.status, r.body, after)
		}
	}
	if step.check != nil && !step.check(after) {
		t.Errorf("after: %+v", after)
	}
}

func TestPatch(t *testing.T) {
	now := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	s := dial(t, openTest(t, Options{Now: func() time.Time { return now }}))
	c := s.create("Patched")
	patch := func(etag, body string) reply {
		return s.with("If-Match", etag).flow("PATCH", "/connections/"+c.ID, body)
	}

	steps := []patchStep{
		{"name", `[{"op":"replace","path":"/name","value":"New"}]`, "", func(i item) bool { return i.Name == "New" }},
		{"several", `[{"op":"replace","path":"/name","value":"Newer"},{"op":"add","path":"/description","value":"<ü>"}]`, "", func(i item) bool {
			return i.Name == "Newer" && i.Description == "<ü>"
		}},
		{"all or nothing", `[{"op":"replace","path":"/name","value":"No"},{"op":"remove","path":"/x"}]`, "FLOW-1455-400", func(i item) bool {
			return i.Name == "Newer"
		}},
		{"a name alone, and the rest stays", `[{"op":"replace","path":"/name","value":"Newest"}]`, "", func(i item) bool {
			return i.Name == "Newest" && i.Description == "<ü>"
		}},
		{"drop description", `[{"op":"remove","path":"/description"}]`, "", func(i item) bool { return i.Description == "" }},
		{"replace what is missing", `[{"op":"replace","path":"/description","value":"x"}]`, "FLOW-1455-400", nil},
		{"drop it again", `[{"op":"remove","path":"/description"}]`, "FLOW-1455-400", nil},
		{"drop what may be missing", `[{"op":"add","path":"/description","value":""},{"op":"remove","path":"/description"}]`, "", func(i item) bool {
			return i.Description == ""
		}},
		{"name away", `[{"op":"remove","path":"/name"}]`, "FLOW-1455-400", nil},
		{"name empty", `[{"op":"replace","path":"/name","value":""}]`, "/placeholder/type/uri", nil},
		{"below name", `[{"op":"replace","path":"/name/x","value":""}]`, "FLOW-1455-400", nil},
		{"token not there", `[{"op":"replace","path":"/auth/params/s3SessionToken","value":"x"}]`, "FLOW-1455-400", nil},
		{"token added", `[{"op":"add","path":"/auth/params/s3SessionToken","value":"` + testSession + `"}]`, "", func(i item) bool {
			return i.Auth.Params["s3SessionToken"] == mask
		}},
		{"token replaced", `[{"op":"replace","path":"/auth/params/s3SessionToken","value":"x"}]`, "", nil},
		{"one param", `[{"op":"replace","path":"/auth/params/s3AccessKey","value":"AKIAREFUSEDBYEXAMPLE"}]`, "", func(i item) bool {
			return i.Auth.Params["s3AccessKey"] == AccessKeyRefused && i.Auth.Params["s3SessionToken"] == mask
		}},
		{"unknown param", `[{"op":"add","path":"/auth/params/keyWhichDoesNotExist","value":"x"}]`, "FLOW-1455-400", nil},
		{"secret away", `[{"op":"remove","path":"/auth/params/s3SecretKey"}]`, "/placeholder/type/uri", nil},
		{"all params, no secret", `[{"op":"replace","path":"/auth/params","value":{"s3AccessKey":"AKIAIOSFODNN7EXAMPLE"}}]`, "/placeholder/type/uri", nil},
		{"all params", `[{"op":"replace","path":"/auth/params","value":{"s3AccessKey":"AKIAIOSFODNN7EXAMPLE","s3SecretKey":"x","bucketName":"abc"}}]`, "", func(i item) bool {
			_, token := i.Auth.Params["s3SessionToken"]
			return i.Auth.Params["s3AccessKey"] == AccessKeyWorks && i.Auth.Params["bucketName"] == "abc" && !token
		}},
		{"params away", `[{"op":"remove","path":"/auth/params"}]`, "FLOW-1455-400", nil},
		{"params a text", `[{"op":"replace","path":"/auth/params","value":"x"}]`, "/placeholder/type/uri", nil},
		{"whole auth", `[{"op":"replace","path":"/auth","value":{"specName":"Access Key","params":{"s3AccessKey":"AKIAIOSFODNN7EXAMPLE","s3SecretKey":"x"}}}]`, "", nil},
		{"auth of another kind", `[{"op":"replace","path":"/auth","value":{"specName":"IAMRole Based","params":{}}}]`, "FLOW-1415-400", nil},
		{"auth a text", `[{"op":"replace","path":"/auth","value":"x"}]`, "/placeholder/type/uri", nil},
		{"auth name", `[{"op":"replace","path":"/auth/specName","value":"OAuth"}]`, "FLOW-1415-400", nil},
		{"auth unknown", `[{"op":"replace","path":"/auth/x","value":"OAuth"}]`, "FLOW-1455-400", nil},
		{"spec", `[{"op":"replace","path":"/connectionSpec/version","value":"2.0"}]`, "FLOW-1414-400", nil},
		{"state", `[{"op":"replace","path":"/state","value":"disabled"}]`, "FLOW-1455-400", nil},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			now = now.Add(time.Minute)
			before := s.get(c.ID)
			r := patch(before.ETag, step.body)
			step.judge(t, before, r, s.get(c.ID))
			if after := s.get(c.ID); step.code == "" && (after.UpdatedAt != now.UnixMilli() || after.CreatedAt != before.CreatedAt) {
				t.Errorf("times: %+v", after)
			}
		})
	}

	etag := s.get(c.ID).ETag
	if r := patch(strings.Trim(etag, `"`), `[{"op":"replace","path":"/name","value":"Unquoted"}]`); r.status != http.StatusOK {
		t.Errorf("etag without quotes: %d %s", r.status, r.body)
	}
	if r := patch(etag, `[{"op":"replace","path":"/name","value":"Late"}]`); r.status != http.StatusPreconditionFailed {
		t.Errorf("old etag: %d %s", r.status, r.body)
	}
}

func TestDelete(t *testing.T) {
	p := openTest(t, Options{})
	s := dial(t, p)
	a, b := s.create("A"), s.create("B")
	if r := s.flow("DELETE", "/connections/"+a.ID, ""); r.status != http.StatusNoContent || r.body != "" {
		t.Fatalf("got %d %s", r.status, r.body)
	}
	if r := s.flow("DELETE", "/connections/"+b.ID+"/", ""); r.status != http.StatusNoContent {
		t.Fatalf("with a slash: %d %s", r.status, r.body)
	}
	for _, id := range []string{a.ID, b.ID} {
		if r := s.flow("GET", "/connections/"+id, ""); r.status != http.StatusNotFound {
			t.Errorf("still there: %d", r.status)
		}
	}
}

func TestConcurrentCreates(t *testing.T) {
	p := openTest(t, Options{Record: true})
	s := dial(t, p)
	const n = 32
	ids := make(chan string, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			r, err := s.try("POST", flowPath+"/connections", bodyFor(fmt.Sprint("C", i), AccessKeyWorks))
			if err != nil || r.status != http.StatusCreated {
				t.Errorf("%v %d %s", err, r.status, r.body)
				return
			}
			ids <- r.header.Get("Location")
		})
	}
	wg.Wait()
	close(ids)
	seen := make(map[string]bool)
	for id := range ids {
		seen[id] = true
	}
	if len(seen) != n || len(held(t, p)) != n || len(p.Requests()) != n {
		t.Errorf("%d ids, %d connections, %d requests; want %d", len(seen), len(held(t, p)), len(p.Requests()), n)
	}
}

// Of several changes that start from the same version only one may win.
func TestConcurrentPatches(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	c := s.create("Contended")
	var mu sync.Mutex
	count := make(map[int]int)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			r, err := s.with("If-Match", c.ETag).try("PATCH", flowPath+"/connections/"+c.ID,
				fmt.Sprintf(`[{"op":"replace","path":"/name","value":"N%d"}]`, i))
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			count[r.status]++
		})
	}
	wg.Wait()
	if count[200] != 1 || count[412] != 7 {
		t.Errorf("got %v", count)
	}
}

func TestRequestsAreRecordedOnlyOnDemand(t *testing.T) {
	p := openTest(t, Options{})
	dial(t, p).create("Unrecorded")
	if p.Requests() != nil || p.requests != nil {
		t.Error("requests are kept without Record")
	}

	p = openTest(t, Options{Record: true})
	s := dial(t, p)
	s.create("Recorded")
	got := p.Requests()
	if len(got) != 1 {
		t.Fatalf("%d requests", len(got))
	}
	r := got[0]
	if r.Op != OpCreate || r.Method != "POST" || r.Path != flowPath+"/connections" ||
		r.Header.Get("X-Api-Key") != APIKey || !strings.Contains(string(r.Body), "Recorded") {
		t.Errorf("got %+v", r)
	}
	for range maxRequests + 5 {
		p.requests.add(Request{Method: "LATER"})
	}
	if got := p.Requests(); len(got) != maxRequests || got[0].Method != "LATER" {
		t.Errorf("%d requests, the first one %s", len(got), got[0].Method)
	}
}
