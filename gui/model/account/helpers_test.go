package account_test

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/modeltest"
)

// platform serves all tests, one after the other, and at address also as that of
// a real organization: the same code path as Adobe's.
var (
	platform *practice.Platform
	address  string
	tokens   atomic.Int32 // how often that server was asked for a token
)

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "accounts")
	if err == nil {
		platform, err = practice.Open(context.Background(), practice.Options{Dir: dir})
	}
	if err != nil {
		_, _ = os.Stderr.WriteString(err.Error())
		os.Exit(1)
	}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/ims/token") {
			tokens.Add(1)
		}
		platform.ServeHTTP(w, r)
	}))
	server.Config.SetKeepAlivesEnabled(false) // each of thousands of desks would keep a connection open
	server.Start()
	address = server.URL
	code := m.Run()
	server.Close()
	_ = platform.Close()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// runner counts the jobs that are started.
type runner struct {
	*modeltest.Shuffled
	jobs int
}

func (r *runner) Go(work func() func()) {
	r.jobs++
	r.Shuffled.Go(work)
}

// desk is the accounts over a store and a vault in memory, and the practice Platform.
type desk struct {
	runner   *runner
	store    shelf
	vault    *vault
	sessions *session.Sessions
	accounts *account.Accounts
}

func newDesk(r *modeltest.Shuffled) *desk {
	return newDeskWith(r, shelf{}, &vault{Vault: secrets.NewSession()})
}

func newDeskWith(r *modeltest.Shuffled, store shelf, v *vault) *desk {
	d := &desk{runner: &runner{Shuffled: r}, store: store, vault: v}
	d.sessions = session.New(d.vault, platform, "Mooring/test", nil)
	d.accounts = account.NewAccounts(d.runner, d.store, d.vault, d.sessions, account.PracticeSecrets{
		OrgID: practice.OrgID, APIKey: practice.APIKey, ClientSecret: practice.ClientSecret,
	})
	return d
}

// enter fills in a real organization.
func (d *desk) enter() {
	d.accounts.ChooseNew()
	d.accounts.Form.Set(model.FieldOrgID, practice.OrgID)
	d.accounts.Form.Set(model.FieldAPIKey, practice.APIKey)
	d.accounts.Form.Set(model.FieldClientSecret, practice.ClientSecret)
	d.accounts.Form.Set(model.FieldPlatformURL, address)
	d.accounts.Form.Set(model.FieldSignInURL, address)
}

// signIn signs in, and leaves open what comes of it.
func (d *desk) signIn(t *testing.T) {
	t.Helper()
	if began, wrong := d.accounts.SignIn(); !began {
		t.Fatalf("field %s is wrong", wrong)
	}
	for d.accounts.State() == account.SigningIn {
		if !d.runner.Step() {
			break
		}
	}
	if d.accounts.State() != account.SignedIn {
		t.Fatalf("problem %+v", d.accounts.Problem())
	}
}

// signedIn is an organization that is signed in to, with nothing left open.
func (d *desk) signedIn(t *testing.T) history.Account {
	t.Helper()
	d.enter()
	d.signIn(t)
	d.runner.Settle()
	return d.accounts.Chosen()
}

// shelf is a store in memory.
type shelf map[string]history.Account

func (s shelf) List(context.Context) ([]history.Account, error) {
	return slices.Collect(maps.Values(s)), nil
}

func (s shelf) Save(_ context.Context, account history.Account) error {
	if _, full := s[fullShelf]; full {
		return errors.New("the disk is full")
	}
	s[account.ID] = account
	return nil
}

// fullShelf is what a shelf holds that takes no more.
const fullShelf = "full"

func (s shelf) Delete(_ context.Context, id string) error {
	delete(s, id)
	return nil
}

// vault counts how often it is read, and can refuse to give a secret up.
type vault struct {
	secrets.Vault
	read   int
	locked error
}

func (v *vault) Get(ctx context.Context, key string) (client.Secret, error) {
	v.read++
	return v.Vault.Get(ctx, key)
}

func (v *vault) Delete(ctx context.Context, key string) error {
	if v.locked != nil {
		return v.locked
	}
	return v.Vault.Delete(ctx, key)
}
