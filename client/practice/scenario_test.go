package practice

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestScenariosAreWellFormed(t *testing.T) {
	seen := make(map[string]bool)
	for _, sc := range Scenarios() {
		if sc.ID == "" || sc.Value == "" || seen[sc.ID] {
			t.Errorf("scenario %+v", sc)
		}
		seen[sc.ID] = true
		if sc.Field == FieldAccessKeyID && (len(sc.Value) != 20 || !strings.HasPrefix(sc.Value, "AKIA") || !validAccessKey(sc.Value, "")) {
			t.Errorf("%s is no access key id", sc.Value)
		}
		if sc.Field == FieldOrgID && !orgPattern.MatchString(sc.Value) {
			t.Errorf("%s is no organization id", sc.Value)
		}
	}
}

// scenarioShows says of each scenario what it must show with no Fault set.
var scenarioShows = map[string]func(t *testing.T, p *Platform, s *sender, sc Scenario){
	ScenarioWorks:             showWorks,
	ScenarioKeysRefused:       showNoAccess,
	ScenarioKeysWrong:         showKeysWrong,
	ScenarioNoPermission:      showNoAccess,
	ScenarioSlow:              showSlow,
	ScenarioLostAnswer:        showLostAnswer,
	ScenarioThrottled:         showThrottled,
	ScenarioInUse:             showInUse,
	ScenarioInitializing:      showInitializing,
	ScenarioOrgWithoutRight:   showWithoutRight,
	ScenarioOrgWithoutProfile: showWithoutProfile,
	ScenarioOrgWithoutSandbox: showWithoutSandbox,
	ScenarioOrgOnAWS:          showOnAWS,
	ScenarioWrongSecret:       showWrongSecret,
	ScenarioSandboxNotActive:  showNotActive,
}

// scenarioClock is the time in TestScenarioInputs.
var scenarioClock time.Time

func TestScenarioInputs(t *testing.T) {
	scenarios := Scenarios()
	for _, sc := range Scenarios() {
		if sc.Field == FieldAccessKeyID {
			fresh := sc
			fresh.Value = FreshKey(sc.Value)
			if fresh.Value == sc.Value || len(fresh.Value) != len(sc.Value) || !validAccessKey(fresh.Value, "") {
				t.Errorf("the fresh key of %s is %s", sc.Value, fresh.Value)
			}
			scenarios = append(scenarios, fresh)
		}
	}
	for _, sc := range scenarios {
		t.Run(sc.ID+" "+sc.Value, func(t *testing.T) {
			show := scenarioShows[sc.ID]
			if show == nil {
				t.Fatal("this scenario is not tested")
			}
			p := openTest(t, Options{SlowDelay: 50 * time.Millisecond, Now: func() time.Time { return scenarioClock }})
			scenarioClock = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
			show(t, p, dial(t, p), sc)
		})
	}
}

func (s *sender) test(id string) string {
	s.t.Helper()
	return s.flow("GET", "/connections/"+id+"/test", "").body
}

func (s *sender) exploreRoot(id string) reply {
	s.t.Helper()
	return s.flow("GET", "/connections/"+id+"/explore?objectType=root", "")
}

func showWorks(t *testing.T, _ *Platform, s *sender, sc Scenario) {
	id := s.createWith("Works", sc.Value).ID
	if got := s.test(id); got != `{"result":true}` {
		t.Errorf("test: %s", got)
	}
	if got := s.exploreRoot(id); got.status != http.StatusOK {
		t.Errorf("explore: %s", got.body)
	}
}

func showNoAccess(t *testing.T, _ *Platform, s *sender, sc Scenario) {
	id := s.createWith("No access", sc.Value).ID
	got := s.flow("GET", "/connections/"+id+"/test", "")
	switch {
	case sc.Code == "" && got.body != `{"result":false}`, // without a reason
		sc.Code != "" && (got.code(t) != sc.Code || !strings.Contains(got.body, "AccessDenied")):
		t.Errorf("test: %s", got.body)
	}
	if got := s.exploreRoot(id); got.code(t) != "FLOW-1100-400" ||
		strings.Contains(got.body, "Access Denied") != (sc.ID == ScenarioNoPermission) {
		t.Errorf("explore: %s", got.body)
	}
}

func showKeysWrong(t *testing.T, p *Platform, s *sender, sc Scenario) {
	r := s.flow("POST", "/connections", bodyFor("Wrong keys", sc.Value))
	if r.status != 400 || r.code(t) != sc.Code || !strings.Contains(r.body, "InvalidAccessKeyId") || len(held(t, p)) != 0 {
		t.Errorf("got %d %s", r.status, r.body)
	}
}

func showWithoutSandbox(t *testing.T, _ *Platform, s *sender, sc Scenario) {
	s = s.with("X-Gw-Ims-Org-Id", sc.Value)
	if r := s.send("GET", sandboxPath, ""); r.status != http.StatusOK || !strings.Contains(r.body, `"sandboxes":[]`) {
		t.Errorf("sandboxes: %d %s", r.status, r.body)
	}
	if r := s.flow("GET", "/connections", ""); r.status != http.StatusForbidden {
		t.Errorf("list: %d %s", r.status, r.body)
	}
}

func showSlow(t *testing.T, _ *Platform, s *sender, sc Scenario) {
	start := time.Now()
	s.createWith("Slow", sc.Value)
	if d := time.Since(start); d < 50*time.Millisecond {
		t.Errorf("took only %v", d)
	}
}

func showLostAnswer(t *testing.T, p *Platform, s *sender, sc Scenario) {
	if r, err := s.try("POST", flowPath+"/connections", bodyFor("Lost", sc.Value)); err == nil {
		t.Errorf("got an answer: %+v", r)
	}
	if list := held(t, p); len(list) != 1 || list[0].Name != "Lost" {
		t.Errorf("held: %+v", list)
	}
}

func showThrottled(t *testing.T, p *Platform, s *sender, sc Scenario) {
	for range throttledTimes {
		r := s.flow("POST", "/connections", bodyFor("Throttled", sc.Value))
		if r.status != 429 || r.code(t) != sc.Code || r.header.Get("Retry-After") != "1" {
			t.Errorf("got %d %s %v", r.status, r.body, r.header)
		}
	}
	s.createWith("Throttled", sc.Value)
	if got := s.flow("POST", "/connections", bodyFor("Throttled", sc.Value)).status; got != 429 {
		t.Errorf("the next one: %d", got)
	}
	if len(held(t, p)) != 1 {
		t.Errorf("%d connections", len(held(t, p)))
	}
}

// renames is a change of a name.
const renames = `[{"op":"replace","path":"/name","value":"Renamed"}]`

func showInUse(t *testing.T, p *Platform, s *sender, sc Scenario) {
	c := s.createWith("In use", sc.Value)
	if r := s.flow("DELETE", "/connections/"+c.ID, ""); r.code(t) != sc.Code || !strings.Contains(r.body, c.ID) {
		t.Errorf("delete: %d %s", r.status, r.body)
	}
	if r := s.with("If-Match", c.ETag).flow("PATCH", "/connections/"+c.ID, renames); r.status != http.StatusOK {
		t.Errorf("what is in use can be changed: %d %s", r.status, r.body)
	}
	if err := p.Elsewhere(t.Context(), ElsewhereFree, OrgID, SandboxProduction, c.ID); err != nil {
		t.Fatal(err)
	}
	if r := s.flow("DELETE", "/connections/"+c.ID, ""); r.status != http.StatusNoContent {
		t.Errorf("delete when free: %d %s", r.status, r.body)
	}
}

func showInitializing(t *testing.T, _ *Platform, s *sender, sc Scenario) {
	c := s.createWith("Getting ready", sc.Value)
	if !etagPattern.MatchString(c.ETag) {
		t.Errorf("created with etag %q", c.ETag)
	}
	refused := func() {
		t.Helper()
		r := s.flow("GET", "/connections/"+c.ID, "")
		if got := s.get(c.ID); got.State != "initializing" || strings.Contains(r.body, `"etag"`) || strings.Contains(r.body, `"version":"\"`) {
			t.Errorf("got %s", r.body)
		}
		if r := s.with("If-Match", c.ETag).flow("PATCH", "/connections/"+c.ID, renames); r.code(t) != sc.Code {
			t.Errorf("change: %d %s", r.status, r.body)
		}
		if r := s.flow("DELETE", "/connections/"+c.ID, ""); r.code(t) != sc.Code {
			t.Errorf("delete: %d %s", r.status, r.body)
		}
	}
	refused()
	scenarioClock = scenarioClock.Add(defaultInitializing - time.Millisecond)
	refused()
	scenarioClock = scenarioClock.Add(time.Millisecond)
	got := s.get(c.ID)
	if got.State != "enabled" || !etagPattern.MatchString(got.ETag) || got.Version != got.ETag || got.ETag == c.ETag ||
		got.UpdatedAt != scenarioClock.UnixMilli() || got.CreatedAt == got.UpdatedAt {
		t.Errorf("when enabled: %+v", got)
	}
	if r := s.with("If-Match", c.ETag).flow("PATCH", "/connections/"+c.ID, renames); r.status != http.StatusPreconditionFailed {
		t.Errorf("the etag of the creation: %d %s", r.status, r.body)
	}
	if r := s.with("If-Match", got.ETag).flow("PATCH", "/connections/"+c.ID, renames); r.status != http.StatusOK {
		t.Errorf("change: %d %s", r.status, r.body)
	}
	if r := s.flow("DELETE", "/connections/"+c.ID, ""); r.status != http.StatusNoContent {
		t.Errorf("delete: %d %s", r.status, r.body)
	}
}

func showWithoutRight(t *testing.T, _ *Platform, s *sender, sc Scenario) {
	s = s.with("X-Gw-Ims-Org-Id", sc.Value)
	if r := s.send("GET", sandboxPath, ""); r.status != http.StatusOK {
		t.Errorf("sandboxes: %s", r.body)
	}
	if r := s.flow("GET", "/connections", ""); r.status != http.StatusOK {
		t.Errorf("list: %s", r.body)
	}
	if r := s.flow("POST", "/connections", seedBody); r.code(t) != sc.Code {
		t.Errorf("create: %s", r.body)
	}
}

func showWithoutProfile(t *testing.T, _ *Platform, s *sender, sc Scenario) {
	if r := s.with("X-Gw-Ims-Org-Id", sc.Value).send("GET", sandboxPath, ""); r.code(t) != sc.Code {
		t.Errorf("sandboxes: %s", r.body)
	}
}

func showWrongSecret(t *testing.T, _ *Platform, s *sender, sc Scenario) {
	form := signInForm()
	form.Set("client_secret", sc.Value)
	r := s.with("Content-Type", "application/x-www-form-urlencoded").send("POST", tokenPath, form.Encode())
	if r.status != 400 || r.code(t) != sc.Code {
		t.Errorf("got %d %s", r.status, r.body)
	}
}

func showNotActive(t *testing.T, _ *Platform, s *sender, sc Scenario) {
	if r := s.with("X-Sandbox-Name", sc.Value).flow("POST", "/connections", seedBody); r.code(t) != sc.Code {
		t.Errorf("got %s", r.body)
	}
}

// Replacing refused keys makes the test pass.
func TestRefusedKeysCanBeReplaced(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	c := s.createWith("Refused", AccessKeyRefused)
	r := s.with("If-Match", c.ETag).flow("PATCH", "/connections/"+c.ID,
		`[{"op":"replace","path":"/auth/params","value":{"s3AccessKey":"AKIAIOSFODNN7EXAMPLE","s3SecretKey":"x"}}]`)
	if r.status != http.StatusOK {
		t.Fatal(r.body)
	}
	if got := s.flow("GET", "/connections/"+c.ID+"/test", "").body; got != `{"result":true}` {
		t.Errorf("test: %s", got)
	}
}
