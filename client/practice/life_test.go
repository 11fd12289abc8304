package practice_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/practice"
)

// source gives tokens of the practice Platform.
type source struct{ p *practice.Platform }

func (s source) Token(context.Context) (string, error) { return s.p.NewToken(), nil }
func (s source) Invalidate(string)                     {}

// connect starts a practice Platform and returns a client for a sandbox of it.
func connect(t testing.TB, sandbox string) (*practice.Platform, *client.Client) {
	t.Helper()
	return connectAt(t, sandbox, nil)
}

// connectAt does so with another clock.
func connectAt(t testing.TB, sandbox string, clock func() time.Time) (*practice.Platform, *client.Client) {
	t.Helper()
	p, err := practice.Open(t.Context(), practice.Options{Dir: t.TempDir(), Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	base, err := p.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	transport := client.NewTransport()
	t.Cleanup(transport.CloseIdleConnections)
	c, err := client.New(client.Config{
		BaseURL: base, APIKey: practice.APIKey, OrgID: practice.OrgID, Sandbox: sandbox, Tokens: source{p}, Transport: transport,
	})
	if err != nil {
		t.Fatal(err)
	}
	return p, c
}

func keys(id, bucket string) client.S3Credentials {
	return client.S3Credentials{AccessKeyID: id, SecretAccessKey: client.NewSecret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), Bucket: bucket}
}

func wantKind(t *testing.T, err error, kind client.Kind, code string) {
	t.Helper()
	if client.KindOf(err) != kind || err == nil || !strings.Contains(err.Error(), code) {
		t.Errorf("got %v, want %v with %s", err, kind, code)
	}
}

// TestLife leads a connection from its creation to its end with the real
// client, in both sandboxes, whose etags differ in shape.
func TestLife(t *testing.T) {
	for _, sandbox := range []string{practice.SandboxProduction, practice.SandboxDevelopment} {
		t.Run(sandbox, func(t *testing.T) {
			p, c := connect(t, sandbox)
			ctx := t.Context()
			made, err := c.CreateConnection(ctx, client.NewConnection{Name: "S3", S3: keys(practice.AccessKeyRefused, "")})
			if err != nil {
				t.Fatal(err)
			}
			changed, err := c.UpdateConnection(ctx, made.ID, made.ETag, client.Change{
				Name: new("R&D <数据>"), Description: new(""), S3: new(keys(practice.AccessKeyWorks, "acme-landing")),
			})
			if err != nil || changed.ETag == made.ETag || changed.RequestID == "" {
				t.Fatalf("%+v, %v", changed, err)
			}
			if _, err := c.UpdateConnection(ctx, made.ID, changed.ETag, client.Change{Description: new("d")}); err != nil {
				t.Fatal(err)
			}
			_, err = c.UpdateConnection(ctx, made.ID, made.ETag, client.Change{Name: new("late")})
			wantKind(t, err, client.KindConflict, "FLOW-1404-412")
			now, err := c.Connection(ctx, made.ID)
			if err != nil || now.Name != "R&D <数据>" || now.Description != "d" || now.AccessKeyID != practice.AccessKeyWorks || now.Bucket != "acme-landing" {
				t.Fatalf("%+v, %v", now, err)
			}
			if _, err := c.UpdateConnection(ctx, made.ID, now.ETag, client.Change{Description: new("")}); err != nil {
				t.Fatal(err)
			}
			if ok, err := c.TestConnection(ctx, made.ID); !ok || err != nil {
				t.Errorf("test: %v, %v", ok, err)
			}
			if err := p.Elsewhere(ctx, practice.ElsewhereUse, practice.OrgID, sandbox, string(made.ID)); err != nil {
				t.Fatal(err)
			}
			wantKind(t, c.DeleteConnection(ctx, made.ID), client.KindRejected, "FLOW-1418-400")
			if err := p.Elsewhere(ctx, practice.ElsewhereFree, practice.OrgID, sandbox, string(made.ID)); err != nil {
				t.Fatal(err)
			}
			if err := c.DeleteConnection(ctx, made.ID); err != nil {
				t.Error(err)
			}
			wantKind(t, c.DeleteConnection(ctx, made.ID), client.KindNotFound, "FLOW-1439-404")
		})
	}
}

// TestLostAnswers loses the answers of a change and of a deletion, which were
// carried out once.
func TestLostAnswers(t *testing.T) {
	p, c := connect(t, practice.SandboxProduction)
	made, err := c.CreateConnection(t.Context(), client.NewConnection{Name: "S3", S3: keys(practice.AccessKeyWorks, "")})
	if err != nil {
		t.Fatal(err)
	}
	p.Misbehave(practice.Fault{Op: practice.OpPatch, Drop: practice.DropAfterCommit, Times: 1},
		practice.Fault{Op: practice.OpDelete, Drop: practice.DropAfterCommit, Times: 1})
	_, err = c.UpdateConnection(t.Context(), made.ID, made.ETag, client.Change{Name: new("Changed")})
	wantKind(t, err, client.KindInterrupted, "")
	if now, err := c.Connection(t.Context(), made.ID); err != nil || now.Name != "Changed" || now.ETag == made.ETag {
		t.Errorf("%+v, %v", now, err)
	}
	wantKind(t, c.DeleteConnection(t.Context(), made.ID), client.KindInterrupted, "")
	_, err = c.Connection(t.Context(), made.ID)
	wantKind(t, err, client.KindNotFound, "")
}

// TestBrowse sees every file of the bucket with the real client, and inside.
func TestBrowse(t *testing.T) {
	_, c := connect(t, practice.SandboxProduction)
	made, err := c.CreateConnection(t.Context(), client.NewConnection{Name: "S3", S3: keys(practice.AccessKeyWorks, "")})
	if err != nil {
		t.Fatal(err)
	}
	files, seen := 0, 0
	for folders := []string{""}; len(folders) > 0; folders = folders[1:] {
		list, err := c.Explore(t.Context(), made.ID, folders[0])
		if err != nil {
			t.Fatalf("%s: %v", folders[0], err)
		}
		for i, o := range list {
			if o.Type == client.Folder {
				folders = append(folders, o.Path)
				continue
			}
			files++
			format, ok := client.FormatOf(o.Name)
			if !ok || i > 20 {
				continue
			}
			preview, err := c.Preview(t.Context(), made.ID, o.Path, format)
			if o.Name == "empty.csv" {
				wantKind(t, err, client.KindRejected, "FLOW-1100-400")
				continue
			}
			if o.Name == "clients-france.csv" {
				continue // has another delimiter than its ending says
			}
			if err != nil || len(preview.Columns) < 2 || (len(preview.Rows) == 0) != (format.Type == "parquet") {
				t.Errorf("%s: %+v, %v", o.Path, preview, err)
			}
			seen++
		}
	}
	if files < 3000 || seen < 20 {
		t.Errorf("%d files, %d of them seen", files, seen)
	}
}

// TestCrowd reads 5,000 connections page by page.
func TestCrowd(t *testing.T) {
	p, c := connect(t, practice.SandboxProduction)
	const n = 5000
	if err := p.Fill(t.Context(), practice.OrgID, practice.SandboxProduction, n); err != nil {
		t.Fatal(err)
	}
	if err := p.Elsewhere(t.Context(), practice.ElsewhereAdd, practice.OrgID, practice.SandboxProduction, ""); err != nil {
		t.Fatal(err)
	}
	count, pages := 0, 0
	began := time.Now()
	for found, err := range c.Connections(t.Context(), client.Filter{SpecID: client.S3ConnectionSpecID}) {
		if err != nil {
			t.Fatal(err)
		}
		if found.SpecID != client.S3ConnectionSpecID || found.CreatedClient == "" || found.ETag == "" {
			t.Errorf("%+v", found)
		}
		if count++; found.CreatedClient == practice.PagesClient {
			pages++
		}
	}
	if count != n+3 || pages < n/3 {
		t.Errorf("%d connections, %d of them of Adobe's pages", count, pages)
	}
	t.Logf("read in %v", time.Since(began))
}
