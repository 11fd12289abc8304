package secrets

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/godbus/dbus/v5"
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
	if err := v.Delete(t.Context(), "another"); !errors.Is(err, ErrUnavailable) || !errors.Is(err, ErrMissing) {
		t.Errorf("Delete = %v, want both ErrUnavailable and ErrMissing", err)
	}
}

// What the bus answers where nothing is installed that keeps secrets, and where it is
// there and does not work.
func TestMissingService(t *testing.T) {
	for name, want := range map[string]bool{
		"org.freedesktop.DBus.Error.ServiceUnknown":    true,
		"org.freedesktop.DBus.Error.Spawn.ChildExited": false,
		"org.freedesktop.DBus.Error.NoReply":           false,
		"org.freedesktop.Secret.Error.IsLocked":        false,
	} {
		if err := classify(missing(dbus.Error{Name: name})); errors.Is(err, ErrMissing) != want || !errors.Is(err, ErrUnavailable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
