package history

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAccounts(t *testing.T) {
	r := openNew(t)
	list := func() []Account {
		accounts, err := r.Accounts.List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return accounts
	}
	save := func(a Account) {
		if err := r.Accounts.Save(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if got := list(); len(got) != 0 {
		t.Errorf("a new register has accounts: %v", got)
	}
	old := Account{
		ID: "1", Label: "Old " + odd, OrgID: odd, APIKey: odd, Sandbox: odd, Scopes: "a,b", PlatformURL: odd, SignInURL: odd, Authority: odd, Technical: odd,
		LastUsedAt: start.UTC().Truncate(time.Millisecond),
	}
	recent := Account{ID: "2", Label: "Recent", LastUsedAt: old.LastUsedAt.Add(time.Millisecond)}
	never := Account{ID: "practice", Label: "Practice", Practice: true}
	save(never)
	save(old)
	save(recent)
	if diff := cmp.Diff([]Account{recent, old, never}, list()); diff != "" {
		t.Error(diff)
	}
	old.LastUsedAt, old.Label = recent.LastUsedAt.Add(time.Hour), "Used again"
	save(old)
	if diff := cmp.Diff([]Account{old, recent, never}, list()); diff != "" {
		t.Error(diff)
	}
	for range 2 {
		if err := r.Accounts.Delete(t.Context(), recent.ID); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]Account{old, never}, list()); diff != "" {
		t.Error(diff)
	}
	if err := r.Accounts.Save(t.Context(), Account{}); !errors.Is(err, ErrInvalid) {
		t.Errorf("no id: %v", err)
	}
}

func TestSettings(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	mine, other := openAt(t, dir), openAt(t, dir)
	for _, value := range []string{"", "first", odd, ""} {
		if err := mine.Settings.Set(t.Context(), "window", value); err != nil {
			t.Fatal(err)
		}
		if got, err := other.Settings.Get(t.Context(), "window"); got != value || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if got, err := mine.Settings.Get(t.Context(), "never set"); got != "" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}
