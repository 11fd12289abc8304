package create_test

import (
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/model/modeltest"
)

// desk is an attempt over a real register and a real practice Platform, with what
// it takes to make one.
type desk struct {
	*modeltest.Desk
	runner  *modeltest.Shuffled
	target  session.Target
	form    *model.Form
	attempt *create.Attempt
}

func newDesk(t *testing.T, r *modeltest.Shuffled) *desk {
	t.Helper()
	return newDeskWith(t, r, practice.Options{Dir: t.TempDir()}, 0)
}

// newDeskWith is newDesk with the practice Platform set up in its own way, and
// with the time that a connection may take to turn up; 0 for the usual one.
func newDeskWith(t *testing.T, r *modeltest.Shuffled, options practice.Options, settle time.Duration) *desk {
	t.Helper()
	d := &desk{Desk: modeltest.NewDesk(t, options, settle), runner: r, form: model.NewS3Form()}
	d.target = session.Target{
		Account: history.Account{Practice: true, OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: practice.SandboxProduction},
		Secrets: []client.Secret{client.NewSecret(practice.ClientSecret)},
	}
	d.attempt = create.NewAttempt(r, d.Sessions, d.Service)
	return d
}

// fill puts a connection that can be created into the form.
func (d *desk) fill(name, accessKey string) {
	d.form.Set(model.FieldName, name)
	d.form.Set(model.FieldAccessKey, accessKey)
	d.form.Set(model.FieldSecretKey, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
}

// create makes what stands in the form, from the press to the end.
func (d *desk) create(allowTwin bool) {
	d.attempt.Create(d.target, model.NewConnection(d.form), allowTwin)
	d.runner.Settle()
}

// entries is what the register holds of the practice Platform.
func (d *desk) entries(t *testing.T) []history.Entry {
	t.Helper()
	var entries []history.Entry
	err := d.Register.Entries.Each(t.Context(), history.Query{Practice: true}, func(e history.Entry) error {
		entries = append(entries, e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return entries
}
