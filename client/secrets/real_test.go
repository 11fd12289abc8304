//go:build keyring

package secrets

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"

	"mooring/client"
)

// TestRealKeyring asks the keyring of this computer. It is built with the tag
// keyring and runs with MOORING_TEST_KEYRING=1, and then a keyring that is
// missing or locked is a failure.
func TestRealKeyring(t *testing.T) {
	if os.Getenv("MOORING_TEST_KEYRING") != "1" {
		t.Skip("MOORING_TEST_KEYRING is not 1")
	}
	service := "app.mooring.test." + uuid.NewString() // never the app's own
	plain := Keyring(service)
	v := WithFallback(plain)
	ctx := t.Context()
	t.Cleanup(func() {
		for _, k := range []string{key, "another"} {
			_ = plain.Delete(t.Context(), k)
		}
	})
	if _, err := v.Get(ctx, key); !errors.Is(err, ErrNotFound) {
		t.Fatalf("Get of nothing = %v, want ErrNotFound", err)
	}
	if err := v.Delete(ctx, key); err != nil {
		t.Fatalf("Delete of nothing = %v", err)
	}
	if err := v.Set(ctx, "another", secret); err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"first", "été 数据 \"'$(x)\r\n", strings.Repeat("x", MaxSize)} {
		if err := v.Set(ctx, key, client.NewSecret(value)); err != nil {
			t.Fatal(err)
		}
		if err := v.Degraded(); err != nil {
			t.Fatalf("only for this session: %v", err)
		}
		// Asked anew, as the next start of the app would.
		if got, err := Keyring(service).Get(ctx, key); err != nil || got.Reveal() != value {
			t.Errorf("Get = %q, %v; want %q", got.Reveal(), err, value)
		}
	}
	if err := v.Delete(ctx, key); err != nil {
		t.Fatal(err)
	}
	if _, err := plain.Get(ctx, key); !errors.Is(err, ErrNotFound) {
		t.Errorf("deleted, but %v", err)
	}
	if got, err := plain.Get(ctx, "another"); err != nil || got.Reveal() != secret.Reveal() {
		t.Errorf("the other item: %v, %v", got, err)
	}
}
