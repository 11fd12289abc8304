package batch_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/amazon"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/session"
	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// secretKey is one that no check takes for an example.
const secretKey = "kD8sVq0R3nYtLw5ZbXcE1uGhJ7mPaF2oTi9QeB4x"

// desk is a table over a real register and a real practice Platform.
type desk struct {
	*modeltest.Desk
	runner   *modeltest.Shuffled
	accounts *accounts
	keys     *keys
	batch    *batch.Batch
}

func newDesk(t *testing.T, r *modeltest.Shuffled) *desk {
	t.Helper()
	d := &desk{
		Desk: modeltest.NewDesk(t, practice.Options{Dir: t.TempDir(), Record: true}, 50*time.Millisecond), runner: r,
		accounts: &accounts{chosen: practiceTarget()}, keys: &keys{},
	}
	d.again()
	return d
}

// again makes the batch anew, as the next start of the app does.
func (d *desk) again() {
	d.batch = batch.New(d.runner, batch.Needs{
		Sessions: d.Sessions, Service: d.Service, Keys: d.keys, Store: d.Register.Batches,
		Hash: d.Register.Journal.HashAccessKey, Accounts: d.accounts, Roles: d.accounts,
	})
	d.batch.Load()
	d.runner.Settle()
}

func (d *desk) read(t *testing.T, text string) {
	t.Helper()
	d.batch.Read("table.csv", []byte(text))
	d.runner.Settle()
	if problem := d.batch.Problem(); !problem.Empty() {
		t.Fatalf("%s", problem.Name)
	}
}

func (d *desk) create() {
	d.batch.Create(true)
	d.runner.Settle()
}

// held is how often Platform holds each name.
func (d *desk) held(t *testing.T) map[string]int {
	t.Helper()
	all, err := d.Practice.Connections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]int{}
	for _, c := range all {
		names[c.Name]++
	}
	return names
}

// states are those of the rows, with the keys of what is said of them.
func (d *desk) states() []string {
	var all []string
	for i := range d.batch.Len() {
		row := d.batch.Row(i)
		all = append(all, strings.TrimSpace(stateNames[row.State]+" "+row.Text.Key))
	}
	return all
}

var stateNames = map[batch.State]string{
	batch.Wrong: "wrong", batch.Doubtful: "doubtful", batch.Ready: "ready", batch.Twin: "twin",
	batch.Creating: "creating", batch.Created: "created", batch.Failed: "failed", batch.Unknown: "unknown",
}

func practiceTarget() session.Target {
	return session.Target{
		Account: history.Account{ID: "practice", Practice: true, OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: practice.SandboxDevelopment},
		Secrets: []client.Secret{client.NewSecret(practice.ClientSecret)},
	}
}

// accounts are those of a test.
type accounts struct {
	saved  []history.Account
	chosen session.Target
	listed []client.Sandbox
	role   *string // nil while it is not known
}

func (a *accounts) Of(session.Target) (string, bool) {
	if a.role == nil {
		return "", false
	}
	return *a.role, true
}

func (a *accounts) Saved() []history.Account { return a.saved }
func (a *accounts) Target() session.Target   { return a.chosen }
func (a *accounts) SandboxesOf(place history.Place) []client.Sandbox {
	if place.OrgID != a.chosen.Account.OrgID {
		return nil
	}
	return a.listed
}

// keys answers for Amazon.
type keys struct {
	asked  int
	answer func(client.S3Credentials) ([]amazon.Finding, error)
}

func (k *keys) Run(_ context.Context, creds client.S3Credentials, _ func(amazon.Finding)) ([]amazon.Finding, error) {
	k.asked++
	if k.answer == nil {
		return nil, nil
	}
	return k.answer(creds)
}

// keyID is an access key ID of its own for each number.
func keyID(n int) string { return fmt.Sprintf("AKIAQ2W3E4R5%08d", n) }

// tableOf is a table of n rows that are right.
func tableOf(n int) string {
	var b strings.Builder
	b.WriteString("Name,Access key ID,Secret access key,Bucket,Folder\n")
	for i := range n {
		fmt.Fprintf(&b, "S3 connection #%d,%s,%s,acme-data,in/%d\n", i, keyID(i), secretKey, i)
	}
	return b.String()
}

// noStore remembers nothing.
type noStore struct{}

func (noStore) Keep(context.Context, history.Batch) error          { return nil }
func (noStore) All(context.Context, bool) ([]history.Batch, error) { return nil, nil }
func (noStore) Forget(context.Context, string) error               { return nil }
