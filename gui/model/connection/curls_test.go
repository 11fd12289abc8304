package connection_test

import (
	"slices"
	"strings"
	"testing"

	"mooring/client"
	"mooring/client/curl"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model/connection"
)

// Of a connection by role there are no keys to be replaced, and none to be given.
func TestCurlByRole(t *testing.T) {
	keys := history.Entry{
		AttemptID: "a", Place: history.Place{OrgID: "5C1328435BF324E90A49402A@AdobeOrg", Sandbox: "prod"}, Name: "Loyalty",
		Bucket: "acme-landing", State: history.Created, ConnectionID: "id", ETag: `"1"`,
	}
	role := keys
	role.Auth = client.AuthRole
	if !slices.Contains(connection.CurlTasks(keys), connection.CurlReplace) || slices.Contains(connection.CurlTasks(role), connection.CurlReplace) {
		t.Errorf("tasks %v by keys, %v by role", connection.CurlTasks(keys), connection.CurlTasks(role))
	}
	target := session.Target{Account: history.Account{APIKey: "key"}}
	got, err := connection.CurlFor(target, role, connection.CurlCreate, curl.Bash, "Mooring", "")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Variables, []string{"ACCESS_TOKEN"}) || !strings.Contains(got.Command, `"IAMRole Based"`) ||
		!strings.Contains(got.Command, `"bucketName": "acme-landing"`) || strings.Contains(got.Command, "s3AccessKey") {
		t.Errorf("variables %q in\n%s", got.Variables, got.Command)
	}
}
