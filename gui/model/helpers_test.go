package model_test

import (
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/create"
	"mooring/gui/model/register"
)

// desk is the models over a real register and a real practice Platform, with
// work done inline.
type desk struct {
	runner    *model.Inline
	register  *history.Register
	practice  *practice.Platform
	vault     secrets.Vault
	connector *session.Sessions
	accounts  *account.Accounts
	form      *model.Form
	attempt   *create.Attempt
	table     *register.Table
	service   *provision.Service
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	return newDeskIn(t, t.TempDir())
}

func newDeskIn(t *testing.T, dir string) *desk {
	t.Helper()
	return newDeskWith(t, practice.Options{Dir: dir}, 0)
}

// newDeskWith is newDesk with the practice Platform set up in its own way, and
// with the time that a connection may take to turn up; 0 for the usual one.
func newDeskWith(t *testing.T, options practice.Options, settle time.Duration) *desk {
	t.Helper()
	store, err := history.Open(t.Context(), history.Options{Dir: options.Dir})
	if err != nil {
		t.Fatal(err)
	}
	platform, err := practice.Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := platform.Close(); err != nil {
			t.Error(err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &desk{runner: &model.Inline{}, register: store, practice: platform, vault: secrets.NewSession()}
	d.connector = session.New(d.vault, platform, "Mooring/test", nil)
	d.accounts = account.NewAccounts(d.runner, store.Accounts, d.vault, d.connector, account.PracticeSecrets{
		OrgID: practice.OrgID, APIKey: practice.APIKey, ClientSecret: practice.ClientSecret,
	})
	d.form = model.NewS3Form()
	d.service = provision.New(store.Journal, provision.Options{Settle: settle})
	d.attempt = create.NewAttempt(d.runner, d.connector, d.service)
	d.table = register.NewTable(d.runner, store.Entries)
	d.attempt.Recorded.Listen(d.table.Reload)
	return d
}

// fill puts a connection that can be created on the Amazon S3 card.
func (d *desk) fill(name, accessKey string) {
	d.form.Set(model.FieldName, name)
	d.form.Set(model.FieldAccessKey, accessKey)
	d.form.Set(model.FieldSecretKey, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
}

func (d *desk) create(allowTwin bool) {
	d.attempt.Create(d.accounts.Target(), model.NewConnection(d.form), allowTwin)
}

func ids(names ...client.ConnectionID) []client.ConnectionID { return names }
