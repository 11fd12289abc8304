package secrets

import (
	"errors"
	"path/filepath"
	"testing"
)

// The real go-keyring where there is no session bus.
func TestNoBus(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "none"))
	v := WithFallback(Keyring("app.mooring.test"))
	if _, err := v.Get(t.Context(), key); !errors.Is(err, ErrUnavailable) {
		t.Errorf("Get = %v, want ErrUnavailable", err)
	}
	if err := v.Set(t.Context(), key, secret); err != nil {
		t.Errorf("Set = %v", err)
	}
	if got, err := v.Get(t.Context(), key); err != nil || got.Reveal() != secret.Reveal() {
		t.Errorf("Get = %v, %v", got, err)
	}
	if err := v.Degraded(); !errors.Is(err, ErrUnavailable) {
		t.Errorf("Degraded() = %v", err)
	}
}
