package credentials

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// cases are files of other tools, other stores and other countries, and values
// that a terminal broke, with what must come of each.
var cases = map[string]string{
	"02-token-over-lines-page.txt":      "text amazon(id=IDT secret=SECRET1 session=LONG joined=8)",
	"02-token-over-lines.env":           "environment amazon(id=IDT secret=SECRET1 session=LONG joined=8)",
	"02-token-over-lines.json":          "awsJSON amazon(id=IDT secret=SECRET1 session=LONG expires=2026-12-01T10:00:00Z joined=8)",
	"02-token-with-spaces.env":          "environment amazon(id=IDT secret=SECRET1 session=LONG joined=8)",
	"03-forty-hex-key.env":              "environment amazon(id=0011223344556677889900112233445566778899 secret=pni3q6XmadeupmadeupmadeupmadeupmadeupVY= url=https://acmens.compat.objectstorage.eu-frankfurt-1.oraclecloud.com)",
	"03-short-key.json":                 "awsJSON amazon(id=aepreader secret=made-up-secret-1 url=https://minio.acme.example)",
	"04-expired-profile":                "profiles amazon(label=default id=IDT secret=SECRET1 session=LONG expires=2024-01-01T10:00:00Z)",
	"04-guard-region-and-endpoint":      "profiles amazon(label=wasabi id=ID1 secret=SECRET1 region=eu-central-1 url=https://s3.eu-central-1.wasabisys.com)",
	"04-inactive.json":                  "awsJSON amazon(label=aep id=ID1 secret=SECRET1 inactive=yes)",
	"04-region-china-profile":           "profiles amazon(label=cn id=ID1 secret=SECRET1 region=cn-northwest-1)",
	"04-region-profile":                 "profiles amazon(label=default id=ID1 secret=SECRET1 region=eu-south-2)",
	"04-role-beside-base":               "profiles amazon(label=default id=ID1 secret=SECRET1) skipped(label=aep reason=role)",
	"05-adobe-cli.env":                  "environment adobe(label=AIO ims contexts Loyalty Import org=ACME client=HEX secrets=P8E scopes=SCOPES5)",
	"05-oauth-prefix.env":               "environment adobe(label=OAUTH org=ACME client=HEX secrets=P8E scopes=SCOPES5)",
	"05-prefixed-collection.json":       "postman adobe(label=UMAPI org=ACME client=HEX secrets=P8E scopes=openid,AdobeID)",
	"05-prefixed-session.env":           "environment amazon(label=AEP id=IDT secret=SECRET1 session=LONG region=eu-west-3)",
	"05-prefixed.json":                  "awsJSON amazon(label=PROD id=ID1 secret=SECRET1)",
	"05-short-names.env":                "environment amazon(id=ID1 secret=SECRET1)",
	"05-store.env":                      "environment amazon(label=STORE id=0011223344556677889900112233445566778899 secret=pni3q6XmadeupmadeupmadeupmadeupmadeupVY= url=https://acmens.compat.objectstorage.eu-frankfurt-1.oraclecloud.com bucket=exports)",
	"06-access-key-secret.json":         "awsJSON amazon(id=ID1 secret=SECRET1)",
	"07-password-manager.csv":           "csv amazon(id=ID1 secret=SECRET1)",
	"08-secret-begins-with-slashes.txt": "text amazon(id=ID1 secret=//alrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY)",
	"09-adobe-cli-contexts.json":        "adobeJSON adobe(label=aio-cli-plugin-cloudmanager org=ACME client=HEX secrets=P8E scopes=SCOPES5)",
	"09-aem-service-credentials.json":   "adobeJSON skipped(reason=retiredJWT)",
	"09-old-collection.json":            "postman adobe(org=ACME client=HEX secrets=P8E)",
	"10-terraform-output.json":          "awsJSON amazon(label=iam id=ID1 secret=SECRET1)",
	"10-terraform-state.json":           "awsJSON amazon(label=aep-reader id=ID1 secret=SECRET1)",
	"11-endpoint-on-page.txt":           "text amazon(label=aep-reader id=0012345678abcde0000000001 secret=K001madeupmadeupmadeupmadeupmad url=https://s3.us-west-002.backblazeb2.com)",
	"11-endpoint-without-scheme.env":    "environment amazon(id=minioaccesskey000001 secret=made-up-secret-for-minio url=https://s3.eu-central-1.wasabisys.com)",
	"11-services-section":               "profiles amazon(label=minio id=minioaccesskey000001 secret=made-up-secret-for-minio url=https://minio.acme.example)",
	"12-remark-after-tab":               "profiles amazon(label=aep id=ID1 secret=SECRET1)",
	"22-gbk-two-keys.csv":               "csv amazon(label=小王 id=ID1 secret=SECRET1) amazon(label=小李 id=ID2 secret=SECRET2)",
	"24-encoded-secret.yaml":            "text amazon(id=ID1 secret=SECRET1 decoded=yes)",
}

// longToken is a session token of usual length, on one line.
func longToken(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "cases", "04-expired-profile"))
	if err != nil {
		t.Fatal(err)
	}
	token := regexp.MustCompile(`(?m)^aws_session_token = (\S+)$`).FindSubmatch(data)
	if token == nil || len(token[1]) != 1132 {
		t.Fatal("there is no token in it")
	}
	return string(token[1])
}

// brief is a summary with the values of the cases under short names.
func brief(t testing.TB, found Found) string {
	t.Helper()
	return strings.NewReplacer(
		longToken(t), "LONG", "0A1B2C3D4E5F60718293A4B5@AdobeOrg", "ACME", "9f8e7d6c5b4a39281706f5e4d3c2b1a0", "HEX",
		"p8e-MadeUpSecretForTests0123456789ab", "P8E",
		"openid,AdobeID,read_organizations,additional_info.projectedProductContext,session", "SCOPES5",
	).Replace(summary(found))
}

func TestReadCases(t *testing.T) {
	files := corpus(t, "cases")
	if len(files) != len(cases) {
		t.Errorf("%d files for %d expectations", len(files), len(cases))
	}
	for name, text := range files {
		var wantErr error
		if name == "09-aem-service-credentials.json" {
			wantErr = ErrRetiredJWT
		}
		for encoding, encode := range encodings {
			if strings.HasPrefix(name, "22-") && encoding != "as it is" {
				continue // has an encoding of its own
			}
			found, err := Read(name, encode(text))
			if got := brief(t, found); !errors.Is(err, wantErr) || got != cases[name] {
				t.Errorf("%s, %s: %v, %s\nwant %s", name, encoding, err, got, cases[name])
			}
		}
	}
}
