package practice

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// edit replaces part of the seed's body.
func edit(old, replacement string) string {
	next := strings.Replace(seedBody, old, replacement, 1)
	if next == seedBody {
		return "the test's edit does not apply: " + old
	}
	return next
}

// problem is the body of an error of the Flow Service.
type problem struct {
	Title   string `json:"title"`
	Status  int    `json:"status"`
	Report  report `json:"report"`
	Message string `json:"errorMessage"`
	Details string `json:"errorDetails"`
}

func TestRefusals(t *testing.T) {
	p := openTest(t, Options{})
	s := dial(t, p)
	there := "/connections/" + s.create("There").ID
	const missing = "/connections/4cb0c374-d3bb-4557-b139-5712880adc55"
	other := openTest(t, Options{})

	tests := []struct {
		name    string
		headers []string
		method  string
		path    string // below the Flow Service, unless it begins with /data or /ims
		body    string
		status  int
		code    string
	}{
		// The gateway.
		{"no token", []string{"Authorization", ""}, "GET", "/connections", "", 403, "403010"},
		{"no Bearer", []string{"Authorization", p.NewToken()}, "GET", "/connections", "", 401, "401013"},
		{"foreign token", []string{"Authorization", "Bearer " + other.NewToken()}, "GET", "/connections", "", 401, "401013"},
		{"token cut off", []string{"Authorization", "Bearer " + p.NewToken()[:100]}, "GET", "/connections", "", 401, "401013"},
		{"token is no JWT", []string{"Authorization", "Bearer abc"}, "GET", "/connections", "", 401, "401013"},
		{"no API key", []string{"X-Api-Key", ""}, "GET", "/connections", "", 403, "403000"},
		{"wrong API key", []string{"X-Api-Key", "e053e1a87cf74c68a6ec8e71d4a82662"}, "GET", "/connections", "", 403, "403003"},
		{"no organization", []string{"X-Gw-Ims-Org-Id", ""}, "GET", "/connections", "", 400, "400003"},
		{"organization misspelled", []string{"X-Gw-Ims-Org-Id", "5C13@AdobeOrg"}, "GET", "/connections", "", 403, "403027"},
		{"technical account as organization", []string{"X-Gw-Ims-Org-Id", TechnicalAccount}, "GET", "/connections", "", 403, "403027"},
		{"organization without profile", []string{"X-Gw-Ims-Org-Id", OrgWithoutProfile}, "GET", "/connections", "", 403, "403025"},
		{"gateway before sandboxes", []string{"X-Api-Key", ""}, "GET", sandboxPath, "", 403, "403000"},
		{"sandboxes of a foreign organization", []string{"X-Gw-Ims-Org-Id", "5C1328435BF324E90A49402A@AdobeOrg"}, "GET", sandboxPath, "", 403, "403025"},

		// The sandbox service.
		{"limit without offset", nil, "GET", sandboxPath + "?limit=50", "", 400, "http://ns.adobe.com/aep/errors/SMS-2074-400"},
		{"offset without limit", nil, "GET", sandboxPath + "?offset=0", "", 400, "http://ns.adobe.com/aep/errors/SMS-2074-400"},
		{"limit of nothing", nil, "GET", sandboxPath + "?offset=0&limit=0", "", 400, "http://ns.adobe.com/aep/errors/SMS-2074-400"},
		{"sandboxes without slash", nil, "GET", strings.TrimSuffix(sandboxPath, "/"), "", 404, "/placeholder/type/uri"},

		// Organization and sandbox of the Flow Service.
		{"foreign organization", []string{"X-Gw-Ims-Org-Id", "5C1328435BF324E90A49402A@AdobeOrg"}, "GET", "/connections", "", 401, "FLOW-2000-401"},
		{"no sandbox", []string{"X-Sandbox-Name", ""}, "GET", "/connections", "", 400, "FLOW-2105-400"},
		{"unknown sandbox", []string{"X-Sandbox-Name", "qa"}, "GET", "/connections", "", 404, "FLOW-2100-404"},
		{"sandbox in upper case", []string{"X-Sandbox-Name", "Prod"}, "GET", "/connections", "", 404, "FLOW-2100-404"},
		{"sandbox not active", []string{"X-Sandbox-Name", SandboxResetting}, "GET", "/connections", "", 404, "FLOW-2101-404"},
		{"all sandboxes", []string{"X-Sandbox-Name", "*"}, "GET", "/connections", "", 403, "FLOW-2111-403"},
		{"sandbox by id", []string{"X-Sandbox-Id", sandboxID(OrgID, "prod")}, "GET", "/connections", "", 400, "FLOW-2110-400"},
		{"create without the right", []string{"X-Gw-Ims-Org-Id", OrgWithoutRight}, "POST", "/connections", seedBody, 403, "FLOW-2121-403"},
		{"delete without the right", []string{"X-Gw-Ims-Org-Id", OrgWithoutRight}, "DELETE", there, "", 403, "FLOW-2121-403"},

		// Addresses.
		{"unknown address", nil, "GET", "/mappingSets", "", 404, "/placeholder/type/uri"},
		{"no id", nil, "GET", "/connections/", "", 404, "/placeholder/type/uri"},
		{"PUT does not exist", nil, "PUT", there, "{}", 405, "/placeholder/type/uri"},

		// Creating.
		{"no content type", []string{"Content-Type", ""}, "POST", "/connections", seedBody, 400, "/placeholder/type/uri"},
		{"form", []string{"Content-Type", "application/x-www-form-urlencoded"}, "POST", "/connections", seedBody, 400, "/placeholder/type/uri"},
		{"empty body", []string{"Content-Type", jsonType}, "POST", "/connections", "", 400, "FLOW-1405-400"},
		{"null body", nil, "POST", "/connections", "null", 400, "FLOW-1405-400"},
		{"half a body", nil, "POST", "/connections", seedBody[:100], 400, "/placeholder/type/uri"},
		{"two bodies", nil, "POST", "/connections", seedBody + seedBody, 400, "/placeholder/type/uri"},
		{"array", nil, "POST", "/connections", "[" + seedBody + "]", 400, "/placeholder/type/uri"},
		{"no name", nil, "POST", "/connections", edit(`"name": "S3 Connection",`, ``), 400, "/placeholder/type/uri"},
		{"blank name", nil, "POST", "/connections", edit(`"S3 Connection"`, `"  "`), 400, "/placeholder/type/uri"},
		{"key in upper case", nil, "POST", "/connections", edit(`"name"`, `"Name"`), 400, "/placeholder/type/uri"},
		{"description is a number", nil, "POST", "/connections", edit(`"Connection for an Amazon S3 account"`, `7`), 400, "/placeholder/type/uri"},
		{"no auth", nil, "POST", "/connections", edit(`"auth"`, `"oauth"`), 400, "/placeholder/type/uri"},
		{"no auth name", nil, "POST", "/connections", edit(`"specName": "Access Key",`, ``), 400, "/placeholder/type/uri"},
		{"wrong auth name", nil, "POST", "/connections", edit(`"Access Key"`, `"IAMRole Based"`), 400, "FLOW-1415-400"},
		{"no params", nil, "POST", "/connections", edit(`"params"`, `"parms"`), 400, "/placeholder/type/uri"},
		{"no access key", nil, "POST", "/connections", edit(`"s3AccessKey": "AKIAIOSFODNN7EXAMPLE",`, ``), 400, "/placeholder/type/uri"},
		{"access key with a space", nil, "POST", "/connections", edit(`AKIAIOSFODNN7EXAMPLE`, `AKIAIOSFODNN7 EXAMPLE`), 400, "/placeholder/type/uri"},
		{"no secret", nil, "POST", "/connections", edit(testSecretKey, ``), 400, "/placeholder/type/uri"},
		{"param in upper case", nil, "POST", "/connections", edit(`"s3SecretKey"`, `"S3SecretKey"`), 400, "/placeholder/type/uri"},
		{"param of another source", nil, "POST", "/connections", edit(`"s3AccessKey"`, `"accessKeyId": "x", "s3AccessKey"`), 400, "/placeholder/type/uri"},
		{"empty bucket", nil, "POST", "/connections", edit(`"s3AccessKey"`, `"bucketName": "", "s3AccessKey"`), 400, "/placeholder/type/uri"},
		{"bad bucket", nil, "POST", "/connections", edit(`"s3AccessKey"`, `"bucketName": "s3://x", "s3AccessKey"`), 400, "/placeholder/type/uri"},
		{"bad service URL", nil, "POST", "/connections", edit(`"s3AccessKey"`, `"serviceUrl": "s3.eu", "s3AccessKey"`), 400, "/placeholder/type/uri"},
		{"no spec", nil, "POST", "/connections", edit(`"connectionSpec"`, `"spec"`), 400, "/placeholder/type/uri"},
		{"spec of the destination", nil, "POST", "/connections", edit(s3SpecID, `4890fc95-5a1f-4983-94bb-e060c08e3f81`), 400, "FLOW-1413-400"},
		{"no spec id", nil, "POST", "/connections", edit(`"id"`, `"uid"`), 400, "FLOW-1413-400"},
		{"no version", nil, "POST", "/connections", edit(`"version": "1.0"`, `"x": 1`), 400, "/placeholder/type/uri"},
		{"version is a number", nil, "POST", "/connections", edit(`"1.0"`, `1`), 400, "/placeholder/type/uri"},
		{"unknown version", nil, "POST", "/connections", edit(`"1.0"`, `"2.0"`), 400, "FLOW-1413-400"},

		// Single connections.
		{"get unknown", nil, "GET", missing, "", 404, "FLOW-1439-404"},
		{"test unknown", nil, "GET", missing + "/test", "", 404, "FLOW-1439-404"},
		{"explore unknown", nil, "GET", missing + "/explore?objectType=root", "", 404, "FLOW-1439-404"},
		{"delete unknown", nil, "DELETE", missing, "", 404, "FLOW-1439-404"},
		{"patch unknown", []string{"If-Match", "x"}, "PATCH", missing, `[{"op":"replace","path":"/name","value":"x"}]`, 404, "FLOW-1439-404"},
		{"in another sandbox", []string{"X-Sandbox-Name", SandboxDevelopment}, "GET", there, "", 404, "FLOW-1439-404"},
		{"in another organization", []string{"X-Gw-Ims-Org-Id", OrgWithoutRight}, "GET", there, "", 404, "FLOW-1439-404"},
		{"unknown spec", nil, "GET", "/connectionSpecs/4890fc95-5a1f-4983-94bb-e060c08e3f81/configs?authType=IamBasedAuthentication", "", 404, "FLOW-1439-404"},

		// Lists.
		{"limit and count", nil, "GET", "/connections?limit=10&count=true", "", 400, "FLOW-1401-400"},
		{"limit and no count", nil, "GET", "/connections?limit=10&count=false", "", 400, "FLOW-1401-400"},
		{"limit zero", nil, "GET", "/connections?limit=0", "", 400, "FLOW-1452-400"},
		{"count of what", nil, "GET", "/connections?count=all", "", 400, "FLOW-1452-400"},
		{"unknown param", nil, "GET", "/connections?testParam=1", "", 400, "FLOW-1451-400"},
		{"order with a bare plus", nil, "GET", "/connections?orderby=+name", "", 400, "FLOW-1432-400"},
		{"order by an unknown field", nil, "GET", "/connections?orderby=size", "", 400, "FLOW-1433-400"},
		{"order by nothing", nil, "GET", "/connections?orderby=-", "", 400, "FLOW-1433-400"},
		{"single equals sign", nil, "GET", "/connections?property=name=x", "", 400, "FLOW-1450-400"},
		{"tilde", nil, "GET", "/connections?property=name~x", "", 400, "FLOW-1440-400"},
		{"name greater than", nil, "GET", "/connections?property=name%3E%3Dx", "", 400, "FLOW-1448-400"},
		{"unknown field", nil, "GET", "/connections?property=size==1", "", 400, "FLOW-1449-400"},
		{"no value", nil, "GET", "/connections?property=name==", "", 400, "FLOW-1453-400"},
		{"no operator", nil, "GET", "/connections?property=name", "", 400, "FLOW-1453-400"},
		{"two times", nil, "GET", "/connections?property=createdAt%3C%3D1,2", "", 400, "FLOW-1443-400"},
		{"two equal times", nil, "GET", "/connections?property=createdAt==1,2", "", 400, "FLOW-1452-400"},
		{"token made up", nil, "GET", "/connections?continuationToken=abc", "", 400, "FLOW-1452-400"},
		{"token not base64", nil, "GET", "/connections?continuationToken=%21", "", 400, "FLOW-1452-400"},
		{"query malformed", nil, "GET", "/connections?limit=%zz", "", 400, "/placeholder/type/uri"},

		// Patches.
		{"patch without If-Match", nil, "PATCH", there, `[{"op":"replace","path":"/name","value":"x"}]`, 400, "FLOW-1403-400"},
		{"patch an old version", []string{"If-Match", `"old"`}, "PATCH", there, `[{"op":"replace","path":"/name","value":"x"}]`, 412, "FLOW-1404-412"},
		{"patch with a star", []string{"If-Match", `*`}, "PATCH", there, `[{"op":"replace","path":"/name","value":"x"}]`, 412, "FLOW-1404-412"},
		{"patch with nothing", []string{"If-Match", "x"}, "PATCH", there, `[]`, 400, "FLOW-1405-400"},
		{"patch as an object", []string{"If-Match", "x"}, "PATCH", there, `{"op":"replace","path":"/name","value":"x"}`, 400, "/placeholder/type/uri"},
		{"patch of numbers", []string{"If-Match", "x"}, "PATCH", there, `[1]`, 400, "/placeholder/type/uri"},
		{"patch in upper case", []string{"If-Match", "x"}, "PATCH", there, `[{"op":"REPLACE","path":"/name","value":"x"}]`, 400, "FLOW-1434-400"},
		{"move", []string{"If-Match", "x"}, "PATCH", there, `[{"op":"move","from":"/a","path":"/name"}]`, 400, "FLOW-1434-400"},
		{"no op", []string{"If-Match", "x"}, "PATCH", there, `[{"path":"/name","value":"x"}]`, 400, "FLOW-1455-400"},
		{"no path", []string{"If-Match", "x"}, "PATCH", there, `[{"op":"add","value":"x"}]`, 400, "FLOW-1455-400"},
		{"no value of patch", []string{"If-Match", "x"}, "PATCH", there, `[{"op":"add","path":"/name"}]`, 400, "FLOW-1455-400"},

		// Explore.
		{"no object type", nil, "GET", there + "/explore", "", 400, "FLOW-2119-400"},
		{"unknown object type", nil, "GET", there + "/explore?objectType=table", "", 400, "FLOW-1452-400"},
		{"folder of nothing", nil, "GET", there + "/explore?objectType=folder", "", 400, "FLOW-2119-400"},
		{"unknown folder", nil, "GET", there + "/explore?objectType=folder&object=/practice-bucket/no", "", 404, "FLOW-1101-404"},
		{"folder outside", nil, "GET", there + "/explore?objectType=folder&object=/practice-bucket/../etc", "", 404, "FLOW-1101-404"},
		{"file of no type", nil, "GET", there + "/explore?objectType=file&object=/practice-bucket/products.csv", "", 400, "FLOW-2119-400"},
		{"file of a wrong type", nil, "GET", there + "/explore?objectType=file&object=/practice-bucket/products.csv&fileType=xml", "", 400, "FLOW-1452-400"},
		{"file without object", nil, "GET", there + "/explore?objectType=file&fileType=json", "", 400, "FLOW-2119-400"},
		{"file read as another", nil, "GET", there + "/explore?objectType=file&object=/practice-bucket/products.csv&fileType=json", "", 400, "FLOW-1100-400"},
		{"file not unpacked", nil, "GET", there + "/explore?objectType=file&object=/practice-bucket/customers/archive/customers-2024.csv.gz&fileType=delimited", "", 400, "FLOW-1100-400"},
		{"unknown compression", nil, "GET", there + "/explore?objectType=file&object=/practice-bucket/products.csv&fileType=delimited&compressionType=rar", "", 400, "FLOW-1452-400"},
		{"unknown encoding", nil, "GET", there + "/explore?objectType=file&object=/practice-bucket/products.csv&fileType=delimited&encoding=utf8", "", 400, "FLOW-1452-400"},
		{"delimiter of two", nil, "GET", there + "/explore?objectType=file&object=/practice-bucket/products.csv&fileType=delimited&columnDelimiter=%2C%2C", "", 400, "FLOW-1452-400"},
		{"bad preview", nil, "GET", there + "/explore?objectType=file&object=/practice-bucket/products.csv&fileType=json&preview=maybe", "", 400, "FLOW-1452-400"},
		{"unknown file", nil, "GET", there + "/explore?objectType=file&object=/practice-bucket/x.csv&fileType=delimited", "", 404, "FLOW-1101-404"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := tt.path
			if !strings.HasPrefix(path, "/data") {
				path = flowPath + path
			}
			r := s.with(tt.headers...).send(tt.method, path, tt.body)
			if r.status != tt.status || r.code(t) != tt.code {
				t.Errorf("got %d %s, want %d %s\n%s", r.status, r.code(t), tt.status, tt.code, r.body)
			}
			if strings.Contains(r.body, testSecretKey) {
				t.Errorf("the answer repeats the secret: %s", r.body)
			}
			if strings.HasPrefix(tt.code, "FLOW-") {
				var b problem
				r.into(t, &b)
				if b.Title == "" || b.Status != tt.status || b.Report.RequestID == "" || b.Report.Detail == "" ||
					b.Message != b.Report.Detail || b.Details != b.Report.Detail {
					t.Errorf("not the documented shape: %s", r.body)
				}
				if id := r.header.Get("X-Request-Id"); id != b.Report.RequestID {
					t.Errorf("request id %q in the header, %q in the body", id, b.Report.RequestID)
				}
			}
		})
	}
	if list := held(t, p); len(list) != 1 {
		t.Errorf("refused requests left %d connections, want only the first", len(list))
	}
}

func TestNotFoundBody(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	var b problem
	s.flow("GET", "/connections/nope", "").into(t, &b)
	if b.Report.ID != "nope" || b.Report.Type != "connections" {
		t.Errorf("got %+v", b.Report)
	}
}

func TestBodyTooLarge(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	r := s.flow("POST", "/connections", edit("S3 Connection", strings.Repeat("x", maxBody)))
	if r.status != http.StatusRequestEntityTooLarge {
		t.Errorf("got %d", r.status)
	}
}

func TestAllowedMethods(t *testing.T) {
	s := dial(t, openTest(t, Options{}))
	if got := s.flow("PUT", "/connections/x", "{}").header.Get("Allow"); got != "DELETE, GET, PATCH" {
		t.Errorf("Allow: %q", got)
	}
}

func TestTokenExpires(t *testing.T) {
	now := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	p := openTest(t, Options{Now: func() time.Time { return now }})
	s := dial(t, p)
	now = now.Add(tokenLifetime - time.Millisecond)
	if r := s.flow("GET", "/connections", ""); r.status != http.StatusOK {
		t.Fatalf("just before: %d %s", r.status, r.body)
	}
	now = now.Add(time.Millisecond)
	if r := s.flow("GET", "/connections", ""); r.code(t) != "401013" {
		t.Fatalf("after 24 h: %d %s", r.status, r.body)
	}
}
