package handover

import (
	"errors"
	"fmt"
)

var (
	// ErrNotExport is a file that holds no exported connections.
	ErrNotExport = errors.New("handover: not a file of exported connections")
	errStopped   = errors.New("stopped")
)

// VersionError is a file that a newer version of the program wrote.
type VersionError struct{ Version int }

// Error names the version of the file's format.
func (e *VersionError) Error() string {
	return fmt.Sprintf("handover: the file has version %d of the format; version %d is known", e.Version, formatVersion)
}

// DamagedError is a file that breaks off, or is no JSON any more, in an entry or
// after the one before it.
type DamagedError struct{ Entry int } // counted from 1

// Error says how far the file is good.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("handover: the file is damaged at entry %d", e.Entry)
}

// TooLargeError is a file, or one entry of it, that is larger than any export.
type TooLargeError struct{ Entry int } // where reading stopped, counted from 1

// Error says where reading stopped.
func (e *TooLargeError) Error() string {
	return fmt.Sprintf("handover: too large, at entry %d", e.Entry)
}

// FieldError is a member of an entry that cannot be right. Its value is not part
// of the error.
type FieldError struct {
	Entry int    // counted from 1
	Field string // as the file names it: "connectionId", "etag", …
}

// Error says which member of which entry it is.
func (e *FieldError) Error() string {
	return fmt.Sprintf("handover: the member %q of entry %d cannot be right", e.Field, e.Entry)
}
