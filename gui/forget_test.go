package gui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/secrets"
	"mooring/gui/parts"
	"mooring/gui/process"
)

// heldFolder is a data folder of this process, with a saved account whose client
// secret is in the vault.
func heldFolder(t *testing.T, vault secrets.Vault) (dir string, claim *process.Claim, b *backend, account history.Account) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "mooring")
	claim, err := process.ClaimFolder(process.Options{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	v := &screen{t: t, dir: dir, vault: vault}
	b = v.openBackend()
	account = history.Account{ID: "6c1f4a52-0000-4000-8000-000000000001", Label: "Harbour", OrgID: "0123456789ABCDEF01234567@AdobeOrg", APIKey: "abc"}
	if err := errors.Join(b.register.Accounts.Save(t.Context(), account), vault.Set(t.Context(), account.SecretKey(), client.NewSecret("p8e-x"))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "budget.xlsx"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, claim, b, account
}

func TestForgetWithoutAWindow(t *testing.T) {
	vault := secrets.NewSession()
	dir, claim, b, account := heldFolder(t, vault)
	if said, err := b.forget(claim, "app.mooring.test"); err != nil || said != "" {
		t.Fatal(said, err)
	}
	if _, err := vault.Get(t.Context(), account.SecretKey()); !errors.Is(err, secrets.ErrNotFound) {
		t.Errorf("the client secret is still there: %v", err)
	}
	if left := names(t, dir); len(left) != 1 || left[0] != "budget.xlsx" {
		t.Errorf("left %v", left)
	}
}

// Where the keyring keeps its items, the register that knows them stays.
func TestForgetWithoutAWindowAndTheKeyring(t *testing.T) {
	dir, claim, b, _ := heldFolder(t, deaf{secrets.NewSession()})
	said, err := b.forget(claim, "app.mooring.test")
	if !errors.Is(err, secrets.ErrUnavailable) || said != "" {
		t.Errorf("forget: %q, %v", said, err)
	}
	if err.Error() != parts.Tr("forgetAll.kept") {
		t.Errorf("it says %q", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "register.db")); err != nil {
		t.Error(err)
	}
	claim, err = process.ClaimFolder(process.Options{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := claim.Release(false); err != nil {
		t.Error(err)
	}
}

// absent is what there is instead of a keyring where none is installed.
type absent struct{ secrets.Vault }

func (absent) Delete(_ context.Context, key string) error {
	return fmt.Errorf("%s: %w: %w", key, secrets.ErrUnavailable, secrets.ErrMissing)
}

// Where there is no keyring, all that is here goes, and what might be elsewhere is said.
func TestForgetWithoutAWindowOrAnyKeyring(t *testing.T) {
	dir, claim, b, _ := heldFolder(t, absent{secrets.NewSession()})
	said, err := b.forget(claim, "app.mooring.test")
	if err != nil || said != parts.Tr("forgetAll.noKeyring", "Service", "app.mooring.test") {
		t.Errorf("forget: %q, %v", said, err)
	}
	if left := names(t, dir); len(left) != 1 || left[0] != "budget.xlsx" {
		t.Errorf("left %v", left)
	}
}

// While another Mooring has the folder, nothing is removed.
func TestForgetWhatAnotherHas(t *testing.T) {
	if _, err := Forget(process.About{}, process.Options{DataDir: t.TempDir()}, &process.Claim{}); err == nil {
		t.Error("no word of the other one")
	}
}

// With nothing there, nothing is left: neither a folder nor an item asked for.
func TestForgetNothing(t *testing.T) {
	options := process.Options{DataDir: filepath.Join(t.TempDir(), "mooring")}
	claim, err := process.ClaimFolder(options)
	if err != nil {
		t.Fatal(err)
	}
	said, err := Forget(process.About{ID: "app.mooring.Test", Name: "Mooring", Version: "0.0.0"}, options, claim)
	if err != nil || said != "" {
		t.Error(said, err)
	}
	if _, err := os.Stat(options.DataDir); !os.IsNotExist(err) {
		t.Errorf("left %v", names(t, options.DataDir))
	}
}

func names(t *testing.T, dir string) (left []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		left = append(left, entry.Name())
	}
	return left
}
