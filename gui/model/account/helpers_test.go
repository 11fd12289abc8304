package account_test

import (
	"context"
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model/account"
	"mooring/gui/model/modeltest"
)

// desk is the accounts over a real register and a real practice Platform.
type desk struct {
	runner   *modeltest.Shuffled
	register *history.Register
	practice *practice.Platform
	vault    *countingVault
	sessions *session.Sessions
	accounts *account.Accounts
}

func newDesk(t *testing.T, r *modeltest.Shuffled) *desk {
	t.Helper()
	dir := t.TempDir()
	store, err := history.Open(t.Context(), history.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	platform, err := practice.Open(t.Context(), practice.Options{Dir: dir, Record: true})
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
	d := &desk{runner: r, register: store, practice: platform, vault: &countingVault{Vault: secrets.NewSession()}}
	d.sessions = session.New(d.vault, platform, "Mooring/test", nil)
	d.accounts = account.NewAccounts(r, store, d.vault, d.sessions, account.PracticeSecrets{
		OrgID: practice.OrgID, APIKey: practice.APIKey, ClientSecret: practice.ClientSecret,
	})
	return d
}

// stored is the accounts that the next start would find.
func (d *desk) stored(t *testing.T) []history.Account {
	t.Helper()
	accounts, err := d.register.Accounts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return accounts
}

// countingVault counts how often it is read.
type countingVault struct {
	secrets.Vault
	read int
}

func (v *countingVault) Get(ctx context.Context, key string) (client.Secret, error) {
	v.read++
	return v.Vault.Get(ctx, key)
}
