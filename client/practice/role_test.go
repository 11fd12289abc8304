package practice

import (
	"net/http"
	"strings"
	"testing"
)

// roleBody is the request of the tutorial for organizations on Amazon Web Services.
const roleBody = `{"name":"By role","auth":{"specName":"IAMRole Based","params":{"bucketName":"acme-loyalty"}},` +
	`"connectionSpec":{"id":"ecadc60c-7455-4d87-84dc-2a0e293d997b","version":"1.0"}}`

const configsPath = "/connectionSpecs/" + s3SpecID + "/configs?authType=IamBasedAuthentication"

// showOnAWS makes a connection without any key, and one with.
func showOnAWS(t *testing.T, _ *Platform, s *sender, sc Scenario) {
	s = s.with("X-Gw-Ims-Org-Id", sc.Value)
	if got := s.flow("GET", configsPath, ""); got.status != http.StatusOK || got.body != `{"configParams":{"IAMRole":"`+AdobeRole+`"}}` {
		t.Fatalf("configs: %d %s", got.status, got.body)
	}
	made := s.flow("POST", "/connections", roleBody)
	var c created
	made.into(t, &c)
	if made.status != http.StatusCreated || c.ID == "" {
		t.Fatalf("%d %s", made.status, made.body)
	}
	var shown items
	s.flow("GET", "/connections/"+c.ID, "").into(t, &shown)
	auth := shown.Items[0].Auth
	if auth.SpecName != roleAuth || len(auth.Params) != 1 || auth.Params[paramBucket] != "acme-loyalty" {
		t.Errorf("%+v", auth)
	}
	if got := s.test(c.ID); got != `{"result":true}` {
		t.Errorf("test: %s", got)
	}
	if got := s.exploreRoot(c.ID); got.status != http.StatusOK {
		t.Errorf("explore: %s", got.body)
	}
	patch := s.with("If-Match", c.ETag)
	for body, code := range map[string]string{
		`[{"op":"replace","path":"/auth/specName","value":"Access Key"}]`:                                           "CONNECTOR-1302-400",
		`[{"op":"replace","path":"/auth/params","value":{"s3AccessKey":"AKIAIOSFODNN7EXAMPLE","s3SecretKey":"x"}}]`: "",
	} {
		got := patch.flow("PATCH", "/connections/"+c.ID, body)
		if got.status != http.StatusBadRequest || code != "" && got.code(t) != code {
			t.Errorf("%s: %d %s", body, got.status, got.body)
		}
	}
	showWorks(t, nil, s, Scenario{Value: AccessKeyWorks})
}

// A bucket whose policy was not pasted keeps the role out.
func TestBucketWithoutPolicy(t *testing.T) {
	s := dial(t, openTest(t, Options{})).with("X-Gw-Ims-Org-Id", OrgOnAWS)
	var c created
	s.flow("POST", "/connections", strings.ReplaceAll(roleBody, "acme-loyalty", BucketWithoutPolicy)).into(t, &c)
	if got := s.flow("GET", "/connections/"+c.ID+"/test", ""); got.code(t) != "CONNECTOR-1308-400" || !strings.Contains(got.body, "AccessDenied") {
		t.Errorf("test: %s", got.body)
	}
	if got := s.exploreRoot(c.ID); got.code(t) != "FLOW-1100-400" {
		t.Errorf("explore: %s", got.body)
	}
}

// On Azure there is no role, and by role only a bucket is taken.
func TestRoleRefusals(t *testing.T) {
	azure := dial(t, openTest(t, Options{}))
	aws := azure.with("X-Gw-Ims-Org-Id", OrgOnAWS)
	for _, tt := range []struct {
		name               string
		s                  *sender
		method, path, body string
		status             int
		code               string
	}{
		{"no role on Azure", azure, "GET", configsPath, "", 400, "CONNECTOR-1302-400"},
		{"by role on Azure", azure, "POST", "/connections", roleBody, 400, "FLOW-1415-400"},
		{"another kind", aws, "GET", strings.ReplaceAll(configsPath, "IamBased", "Key"), "", 400, "CONNECTOR-1302-400"},
		{"no kind", aws, "GET", strings.TrimSuffix(configsPath, "?authType=IamBasedAuthentication"), "", 400, "FLOW-2119-400"},
		{"another parameter", aws, "GET", configsPath + "&x=1", "", 400, "FLOW-1451-400"},
		{"another specification", aws, "GET", strings.ReplaceAll(configsPath, s3SpecID, "x"), "", 404, "FLOW-1439-404"},
		{"no bucket", aws, "POST", "/connections", strings.ReplaceAll(roleBody, `"bucketName":"acme-loyalty"`, ""), 400, "CONNECTOR-1304-400"},
		{"a folder", aws, "POST", "/connections", strings.ReplaceAll(roleBody, `"bucketName"`, `"folderPath":"x","bucketName"`), 400, "/placeholder/type/uri"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := tt.s.flow(tt.method, tt.path, tt.body)
			if got.status != tt.status || got.code(t) != tt.code {
				t.Errorf("%d %s", got.status, got.body)
			}
		})
	}
}
