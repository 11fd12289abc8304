package practice

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestElsewhereAdd(t *testing.T) {
	p := openTest(t, Options{})
	s := dial(t, p)
	if err := p.Elsewhere(t.Context(), ElsewhereAdd, OrgID, SandboxProduction, ""); err != nil {
		t.Fatal(err)
	}
	all, s3 := s.list(nil), s.list(url.Values{"property": {"connectionSpec.id==" + s3SpecID}})
	if len(all) != len(addedElsewhere) || len(s3) != len(all)-1 {
		t.Errorf("%d connections, %d of them to S3", len(all), len(s3))
	}
	shapes := map[bool]int{}
	for _, i := range all {
		if i.CreatedClient != PagesClient || i.UpdatedClient != PagesClient || !strings.HasSuffix(i.CreatedBy, "@AdobeID") ||
			i.Auth.Params["s3SecretKey"] != mask || i.ETag == "" || time.UnixMilli(i.CreatedAt).After(time.Now().Add(-48*time.Hour)) {
			t.Errorf("got %+v", i)
		}
		shapes[strings.HasPrefix(i.ETag, `"`)]++
	}
	if shapes[true] == 0 || shapes[false] == 0 {
		t.Errorf("etags with and without quotes: %v", shapes)
	}
	if other := s.with("X-Sandbox-Name", SandboxDevelopment).list(nil); len(other) != 0 {
		t.Errorf("%d connections in another sandbox", len(other))
	}
}

func TestElsewhereChange(t *testing.T) {
	p := openTest(t, Options{})
	s := dial(t, p)
	c := s.create("Mine")
	elsewhere := func(what Elsewhere) {
		t.Helper()
		if err := p.Elsewhere(t.Context(), what, OrgID, SandboxProduction, c.ID); err != nil {
			t.Fatal(err)
		}
	}
	change := func(etag string) reply {
		return s.with("If-Match", etag).flow("PATCH", "/connections/"+c.ID, renames)
	}

	elsewhere(ElsewhereChange)
	got := s.get(c.ID)
	if got.Name != "Mine (v2)" || got.ETag == c.ETag || got.UpdatedClient != PagesClient || got.UpdatedBy == got.CreatedBy || got.CreatedClient != APIKey {
		t.Errorf("changed: %+v", got)
	}
	if r := change(c.ETag); r.code(t) != "FLOW-1404-412" {
		t.Errorf("with the etag from before: %d %s", r.status, r.body)
	}
	if r := change(got.ETag); r.status != http.StatusOK {
		t.Errorf("with the new etag: %d %s", r.status, r.body)
	}
	if after := s.get(c.ID); after.UpdatedBy != TechnicalAccount || after.UpdatedClient != APIKey {
		t.Errorf("changed by API: %+v", after)
	}

	before := s.get(c.ID)
	elsewhere(ElsewhereScript)
	if after := s.get(c.ID); after.Name != before.Name+" (script)" || after.ETag == before.ETag || after.UpdatedBy != TechnicalAccount || after.UpdatedClient != APIKey {
		t.Errorf("changed by a script: %+v", after)
	}

	before = s.get(c.ID)
	elsewhere(ElsewhereUse)
	if after := s.get(c.ID); after.ETag != before.ETag {
		t.Error("a dataflow changes the etag")
	}
	if r := s.flow("DELETE", "/connections/"+c.ID, ""); r.code(t) != "FLOW-1418-400" {
		t.Errorf("in use: %d %s", r.status, r.body)
	}
	elsewhere(ElsewhereFree)

	elsewhere(ElsewhereDisable)
	got = s.get(c.ID)
	if r := change(got.ETag); got.State != "disabled" || r.status != http.StatusOK {
		t.Errorf("disabled: %+v, %d %s", got, r.status, r.body)
	}
	elsewhere(ElsewhereBusy)
	got = s.get(c.ID)
	if r := change(got.ETag); got.State != "updating" || r.code(t) != "FLOW-1416-400" {
		t.Errorf("busy: %+v, %d %s", got, r.status, r.body)
	}
	if r := s.flow("DELETE", "/connections/"+c.ID, ""); r.code(t) != "FLOW-1416-400" {
		t.Errorf("busy: %d %s", r.status, r.body)
	}
	elsewhere(ElsewhereEnable)

	elsewhere(ElsewhereDelete)
	if r := s.flow("DELETE", "/connections/"+c.ID, ""); r.code(t) != "FLOW-1439-404" {
		t.Errorf("deleted: %d %s", r.status, r.body)
	}
	for _, what := range []Elsewhere{ElsewhereDelete, ElsewhereChange, ElsewhereUse} {
		if err := p.Elsewhere(t.Context(), what, OrgID, SandboxProduction, c.ID); !errors.Is(err, errNoConnection) {
			t.Errorf("%s of what is not there: %v", what, err)
		}
	}
	c = s.create("Other")
	if err := p.Elsewhere(t.Context(), "dance", OrgID, SandboxProduction, c.ID); err == nil {
		t.Error("an unknown act is done")
	}
}

func TestETagOnAWS(t *testing.T) {
	s := dial(t, openTest(t, Options{})).with("X-Sandbox-Name", SandboxDevelopment)
	pattern := regexp.MustCompile(`^"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$`)
	c := s.create("On AWS")
	var changed created
	s.with("If-Match", c.ETag).flow("PATCH", "/connections/"+c.ID, renames).into(t, &changed)
	for _, etag := range []string{c.ETag, changed.ETag} {
		if !pattern.MatchString(etag) || etagPattern.MatchString(etag) {
			t.Errorf("etag %s", etag)
		}
	}
}

func TestFill(t *testing.T) {
	p := openTest(t, Options{})
	const n = 1200
	if err := p.Fill(t.Context(), OrgID, SandboxProduction, n); err != nil {
		t.Fatal(err)
	}
	s := dial(t, p)
	query := url.Values{"limit": {"250"}, "property": {"connectionSpec.id==" + s3SpecID}}
	seen, clients := map[string]bool{}, map[string]int{}
	for _, i := range s.list(query) {
		seen[i.ID] = true
		clients[i.CreatedClient]++
	}
	if len(seen) != n || clients[APIKey] == 0 || clients[PagesClient] == 0 {
		t.Errorf("%d connections, by %v", len(seen), clients)
	}
	query.Set("orderby", "-name")
	list := s.list(query)
	if len(list) != n || list[0].Name < list[n-1].Name {
		t.Errorf("%d in order", len(list))
	}
	query.Add("property", "name=="+list[7].Name)
	if found := s.list(query); len(found) != 1 || found[0].ID != list[7].ID {
		t.Errorf("by name: %+v", found)
	}
}

func BenchmarkFillAndList(b *testing.B) {
	const n = 5000
	for b.Loop() {
		p := openTest(b, Options{Dir: b.TempDir()})
		began := time.Now()
		if err := p.Fill(b.Context(), OrgID, SandboxProduction, n); err != nil {
			b.Fatal(err)
		}
		filled := time.Since(began)
		s := dial(b, p)
		if got := len(s.list(url.Values{"limit": {"100"}, "property": {"connectionSpec.id==" + s3SpecID}})); got != n {
			b.Fatal(fmt.Sprint(got, " connections"))
		}
		b.ReportMetric(filled.Seconds()*1000, "fill-ms")
		b.ReportMetric((time.Since(began)-filled).Seconds()*1000, "list-ms")
	}
}
