package curl

import (
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/practice"
)

// chainOf is a chain for a connection and a dataset.
func chainOf(base client.ConnectionID, set client.Dataset) Chain {
	return Chain{
		Source: client.NewSourceConnection{
			Name: "it's 数据", Base: base, Path: "/practice-bucket/loyalty/members.csv", Format: client.FileFormat{Type: "delimited", Delimiter: ","},
		},
		Target: client.NewTargetConnection{Name: "$HOME `id`", Dataset: set.ID, Schema: set.Schema},
		Mapping: client.NewMappingSet{Schema: set.Schema, Mappings: []client.Mapping{
			{Kind: client.MappingExpression, Source: `trim(memberId)`, Destination: "_practice.loyalty.memberId"},
			{Kind: client.MappingExpression, Source: `iif(optIn == "1", true, false)`, Destination: "_practice.loyalty.optIn"},
		}},
		Flow: client.NewFlow{Name: "Members", Start: time.Now(), Frequency: client.ByHour, Interval: 1, Backfill: true, Diagnostics: true, ErrorPercent: 5},
	}
}

// TestChain makes a whole dataflow on the practice Platform with one script.
func TestChain(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no sh on Windows that hands arguments on unchanged")
	}
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not on this computer")
	}
	for _, shell := range []string{"sh", "bash", "zsh"} {
		t.Run(shell, func(t *testing.T) {
			if _, err := exec.LookPath(shell); err != nil {
				t.Skipf("%s is not on this computer", shell)
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
			cfg := client.Config{
				BaseURL: base, APIKey: practice.APIKey, OrgID: practice.OrgID, Sandbox: practice.SandboxProduction, UserAgent: "Mooring/1.2.3",
				Tokens: fixedToken(platform.NewToken()),
			}
			c, err := client.New(cfg)
			if err != nil {
				t.Fatal(err)
			}
			made, err := c.CreateConnection(t.Context(), client.NewConnection{Name: "S3", S3: client.S3Credentials{
				AccessKeyID: practice.AccessKeyWorks, SecretAccessKey: client.NewSecret(environment[s3SecretKey]),
			}})
			if err != nil {
				t.Fatal(err)
			}
			var members client.Dataset
			for set, err := range c.Dataflows().Datasets(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
				if set.Name == "Loyalty members" {
					members = set
				}
			}
			p := NewPlaceholders()
			requests, err := client.NewRequests(cfg, p.Token())
			if err != nil {
				t.Fatal(err)
			}
			text, needs, err := RenderChain(Bash, requests, p, chainOf(made.ID, members), "Bring it in: $(id)")
			if err != nil || !slices.Equal(needs, []string{accessToken}) {
				t.Fatalf("%v, %v", needs, err)
			}
			run := func(token string) string {
				cmd := exec.CommandContext(t.Context(), shell)
				cmd.Stdin = strings.NewReader(text)
				cmd.Env = variables(map[string]string{accessToken: token})
				said, _ := cmd.CombinedOutput()
				return string(said)
			}
			if said := run("wrong"); !strings.Contains(said, "401013") || !strings.Contains(said, sourceConnectionID) {
				t.Errorf("with a wrong token: %s", said)
			}
			said := run(platform.NewToken())
			flows, err := platform.Dataflows(t.Context())
			if err != nil || len(flows) != 1 || flows[0].Name != "Members" || flows[0].MappingID == "" || !strings.Contains(said, flows[0].ID) {
				t.Errorf("%+v, %v\n%s\n%s", flows, err, text, said)
			}
		})
	}
}

// TestChainOfShells names each variable before it is used, in every shell.
func TestChainOfShells(t *testing.T) {
	p := NewPlaceholders()
	requests, err := client.NewRequests(config("https://platform.adobe.io"), p.Token())
	if err != nil {
		t.Fatal(err)
	}
	set := client.Dataset{ID: "5f3c3cedb2805c194ff0b69a", Schema: client.SchemaRef{ID: "https://ns.adobe.com/acme/schemas/1"}}
	for shell, uses := range map[Shell][2]string{
		Bash: {"%s=$(", `"${%s:?}"`}, PowerShell: {"$env:%s = (", "${env:%s}"}, Cmd: {"@rem set %s=id", "%%%s%%"},
	} {
		text, _, err := RenderChain(shell, requests, p, chainOf("b", set), "Comment")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{sourceConnectionID, targetConnectionID, mappingSetID} {
			set := strings.Index(text, strings.Replace(uses[0], "%s", name, 1))
			use := strings.Index(text, strings.ReplaceAll(strings.Replace(uses[1], "%s", name, 1), "%%", "%"))
			if set < 0 || use < set {
				t.Errorf("shell %d: %s is set at %d and used at %d:\n%s", shell, name, set, use, text)
			}
		}
		if strings.Count(text, "Comment") != 1 || strings.Contains(text, p.Token()) {
			t.Errorf("shell %d:\n%s", shell, text)
		}
	}
	if _, _, err := RenderChain(Bash, requests, p, Chain{}); client.KindOf(err) != client.KindInvalid {
		t.Errorf("an empty chain: %v", err)
	}
}
