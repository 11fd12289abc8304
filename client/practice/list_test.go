package practice

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
)

func names(list []item) string {
	var all []string
	for _, i := range list {
		all = append(all, i.Name)
	}
	return strings.Join(all, " ")
}

// filled has the connections b, a, d and c, a second apart from each other.
func filled(t *testing.T) (*Platform, *sender, time.Time) {
	start := time.UnixMilli(1_800_000_000_000)
	now := start
	p := openTest(t, Options{Now: func() time.Time { return now }})
	s := dial(t, p)
	for _, name := range []string{"b", "a", "d", "c"} {
		s.create(name)
		now = now.Add(time.Second)
	}
	return p, s, start
}

func TestListFiltersAndOrder(t *testing.T) {
	_, s, start := filled(t)
	at := func(seconds int) string { return fmt.Sprint(start.UnixMilli() + int64(seconds)*1000) }
	for _, tt := range []struct {
		query string
		want  string
	}{
		{"", "b a d c"},
		{"property=name==a", "a"},
		{"property=name==a,c,x", "a c"},
		{"property=name==A", ""},
		{"property=name==a,c&property=name==c,d", "c"},
		{"property=connectionSpec.id==" + s3SpecID + "&property=name==d", "d"},
		{"property=connectionSpec.id==4890fc95-5a1f-4983-94bb-e060c08e3f81", ""},
		{"property=state==enabled", "b a d c"},
		{"property=state==disabled", ""},
		{"property=description==" + url.QueryEscape("Connection for an Amazon S3 account"), "b a d c"},
		{"property=id==nothing", ""},
		{"property=createdAt==" + at(1), "a"},
		{"property=" + url.QueryEscape("createdAt>="+at(1)), "a d c"},
		{"property=" + url.QueryEscape("createdAt>"+at(1)), "d c"},
		{"property=" + url.QueryEscape("updatedAt<="+at(1)), "b a"},
		{"property=" + url.QueryEscape("createdAt<"+at(1)), "b"},
		{"orderby=name", "a b c d"},
		{"orderby=%2Bname", "a b c d"},
		{"orderby=-name", "d c b a"},
		{"orderby=-createdAt", "c d a b"},
		{"orderby=state&limit=3", "b a d c"},
		{"orderby=-description&limit=3", "b a d c"},
		{"orderby=updatedAt&limit=1", "b a d c"},
		{"orderby=-name&limit=1", "d c b a"},
		{"limit=2&property=name==a,b,c", "b a c"},
		{"limit=4", "b a d c"},
		{"limit=100000", "b a d c"},
		{"count=false", "b a d c"},
	} {
		t.Run(tt.query, func(t *testing.T) {
			query, err := url.ParseQuery(tt.query)
			if err != nil {
				t.Fatal(err)
			}
			if got := names(s.list(query)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	if r := s.flow("GET", "/connections?count=true&property=name==a,b", ""); r.body != `{"count":2}` {
		t.Errorf("count: %s", r.body)
	}
	if r := s.flow("GET", "/connections?property=name==x", ""); r.body != `{"items":[],"_links":{}}` {
		t.Errorf("nothing: %s", r.body)
	}
}

func TestPaging(t *testing.T) {
	_, s, _ := filled(t)
	const query = "/connections?limit=2&property=name==a,b,c,d"
	var page listAnswer[item]
	s.flow("GET", query, "").into(t, &page)
	next := page.Links.Next
	if next == nil || names(page.Items) != "b a" || !strings.HasPrefix(next.Href, "/connections?continuationToken=") {
		t.Fatalf("first page: %+v", page)
	}
	token := next.Href[strings.Index(next.Href, "?")+1:]

	// What comes and goes between two pages moves nothing.
	s.flow("DELETE", "/connections/"+page.Items[0].ID, "")
	s.create("a")

	for name, href := range map[string]string{
		"alone":           next.Href,
		"with parameters": query + "&" + token,
		"with a limit":    "/connections?limit=50&" + token,
	} {
		var second listAnswer[item]
		s.flow("GET", href, "").into(t, &second)
		if got := names(second.Items); !strings.HasPrefix(got, "d c") {
			t.Errorf("%s: got %s", name, got)
		}
	}
	for _, other := range []string{"property=name==x", "orderby=name"} {
		if r := s.flow("GET", "/connections?"+other+"&"+token, ""); r.code(t) != "FLOW-1451-400" {
			t.Errorf("%s: got %d %s", other, r.status, r.body)
		}
	}
}

func TestDefaultLimit(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	for i := range defaultLimit + 1 {
		s.create(fmt.Sprint("C", i))
	}
	var page listAnswer[item]
	s.flow("GET", "/connections", "").into(t, &page)
	if len(page.Items) != defaultLimit || page.Links.Next == nil {
		t.Errorf("%d items, next %v", len(page.Items), page.Links.Next)
	}
	if all := s.list(nil); len(all) != defaultLimit+1 {
		t.Errorf("%d in all", len(all))
	}
}

func TestIsolation(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	s.create("in-prod")
	dev := s.with("X-Sandbox-Name", SandboxDevelopment)
	dev.create("in-dev")
	if got := names(s.list(nil)); got != "in-prod" {
		t.Errorf("prod: %s", got)
	}
	if got := names(dev.list(nil)); got != "in-dev" {
		t.Errorf("dev: %s", got)
	}
	if got := names(s.with("X-Gw-Ims-Org-Id", OrgWithoutRight).list(nil)); got != "" {
		t.Errorf("another organization: %s", got)
	}
}

// What is documented to separate values does so in names, too.
func TestNamesInFilters(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	for _, name := range []string{"=x", "a==b", "R&D 100% <ü> 数据", "with+plus", `quo"ted`} {
		s.create(name)
		if got := names(s.list(url.Values{"property": {"name==" + name}})); got != name {
			t.Errorf("%q: got %q", name, got)
		}
	}
	s.create("a,b")
	if got := names(s.list(url.Values{"property": {"name==a,b"}})); got != "" {
		t.Errorf("comma: got %q", got)
	}
}
