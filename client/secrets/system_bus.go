//go:build !windows && !darwin

package secrets

import (
	"errors"
	"fmt"

	"github.com/godbus/dbus/v5"
)

// missing names an error that comes of there being no keyring: no bus that could be
// asked, or nothing installed that would answer on it. One that is locked or fails to
// start is there.
func missing(err error) error {
	if err == nil {
		return nil
	}
	if answer, ok := errors.AsType[dbus.Error](err); ok {
		if answer.Name == "org.freedesktop.DBus.Error.ServiceUnknown" {
			return fmt.Errorf("%w: %w", ErrMissing, err)
		}
		return err
	}
	if _, none := dbus.SessionBus(); none != nil {
		return fmt.Errorf("%w: %w", ErrMissing, err)
	}
	return err
}
