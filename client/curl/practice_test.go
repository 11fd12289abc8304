package curl

import (
	"encoding/json"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"mooring/client"
	"mooring/client/practice"
)

// TestPractice goes through the life of a connection on the practice Platform, by
// copied commands alone.
func TestPractice(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no sh on Windows that hands arguments on unchanged")
	}
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not on this computer")
	}
	platform, err := practice.Open(t.Context(), practice.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := platform.Close(); err != nil {
			t.Error(err)
		}
	})
	base, err := platform.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p := NewPlaceholders()
	all, err := client.NewRequests(client.Config{
		BaseURL: base, APIKey: practice.APIKey, OrgID: practice.OrgID, Sandbox: practice.SandboxProduction, UserAgent: "Mooring/1.2.3",
	}, p.Token())
	if err != nil {
		t.Fatal(err)
	}
	type answer struct {
		ID, ETag string
		Items    []struct{ ID, Name, ETag string }
		Result   bool
	}
	ask := func(r client.Request, err error) (out answer) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		text := Render(Bash, r, p)
		cmd := exec.CommandContext(t.Context(), "sh")
		cmd.Stdin = strings.NewReader(text)
		cmd.Env = variables(map[string]string{
			accessToken: platform.NewToken(), s3AccessKey: practice.AccessKeyWorks, s3SecretKey: environment[s3SecretKey],
		})
		said, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		if len(said) > 0 {
			if err := json.Unmarshal(said, &out); err != nil {
				t.Fatalf("%v: %s\n%s", err, said, text)
			}
		}
		return out
	}

	keys := p.Hide(client.S3Credentials{}, false)
	made := ask(all.Create(client.NewConnection{Name: "it's 数据", S3: keys}))
	id := client.ConnectionID(made.ID)
	if found := ask(all.Connection(id)); len(found.Items) != 1 || found.Items[0].Name != "it's 数据" {
		t.Fatalf("made %+v, found %+v", made, found)
	}
	if found := ask(all.Connections(client.Filter{SpecID: client.S3ConnectionSpecID, Name: "it's 数据"})); len(found.Items) == 0 {
		t.Errorf("the list: %+v", found)
	}
	if !ask(all.Test(id)).Result {
		t.Error("the test says no")
	}
	name := "renamed"
	changed := ask(all.Update(id, client.ETag(made.ETag), client.Change{Name: &name, S3: &keys}))
	if changed.ID != made.ID || changed.ETag == made.ETag || changed.ETag == "" {
		t.Errorf("changed %+v", changed)
	}
	ask(all.Delete(id))
	if found := ask(all.Connection(id)); len(found.Items) != 0 {
		t.Errorf("after deleting: %+v", found)
	}
}
