package curl

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

// TestGolden holds the commands against testdata, for people to look at.
// MOORING_UPDATE_GOLDEN=1 makes these anew.
func TestGolden(t *testing.T) {
	p := NewPlaceholders()
	all, err := client.NewRequests(client.Config{
		APIKey: "{API_KEY}", OrgID: "{IMS_ORG}", Sandbox: "{SANDBOX_NAME}", UserAgent: "Mooring/1.2.3",
	}, p.Token())
	if err != nil {
		t.Fatal(err)
	}
	keys := p.Hide(client.S3Credentials{AccessKeyID: "AKIAIOSFODNN7EXAMPLE"}, true)
	create, err := all.Create(client.NewConnection{Name: "S3 Connection", Description: "100% of R&D's \"数据\"", S3: keys})
	if err != nil {
		t.Fatal(err)
	}
	update, err := all.Update(connectionID, etag, client.Change{S3: &keys})
	if err != nil {
		t.Fatal(err)
	}
	list, err := all.Connections(client.Filter{SpecID: client.S3ConnectionSpecID, Name: "S3 Connection"})
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]client.Request{"create": create, "update": update, "list": list} {
		for ending, shell := range map[string]Shell{".sh": Bash, ".ps1": PowerShell, ".bat": Cmd} {
			path := filepath.Join("testdata", name+ending)
			got := Render(shell, r, p, "Set ACCESS_TOKEN first.")
			if breaks := strings.Count(got, "\n"); strings.Count(got, "\r\n") != map[Shell]int{Cmd: breaks}[shell] {
				t.Errorf("%s: the line breaks are not those of the shell", path)
			}
			got = strings.ReplaceAll(got, "\r", "") // Git may give either to the files
			if os.Getenv("MOORING_UPDATE_GOLDEN") != "" {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r", ""), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		}
	}
}

// TestVariables holds which variables a command asks for.
func TestVariables(t *testing.T) {
	p := NewPlaceholders()
	all, err := client.NewRequests(client.Config{APIKey: "k", OrgID: "o", Sandbox: "s"}, p.Token())
	if err != nil {
		t.Fatal(err)
	}
	temporary := client.S3Credentials{AccessKeyID: "ASIAIOSFODNN7EXAMPLE", SecretAccessKey: client.NewSecret("secret"), SessionToken: client.NewSecret("session")}
	for _, tc := range []struct {
		in    client.S3Credentials
		keyID bool
		want  []string
	}{
		{temporary, true, []string{accessToken, s3SecretKey, s3SessionToken}},
		{temporary, false, []string{accessToken, s3AccessKey, s3SecretKey, s3SessionToken}},
		{client.S3Credentials{AccessKeyID: "AKIA…MPLE"}, false, []string{accessToken, s3AccessKey, s3SecretKey}},
		{client.S3Credentials{}, true, []string{accessToken, s3AccessKey, s3SecretKey}},
	} {
		r, err := all.Create(client.NewConnection{Name: "n", S3: p.Hide(tc.in, tc.keyID)})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, p.Variables(r)); diff != "" {
			t.Errorf("%+v: %s", tc, diff)
		}
	}
	r, err := all.Test(connectionID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{accessToken}, p.Variables(r)); diff != "" {
		t.Error(diff)
	}
}
