package client

import (
	"encoding/json"
	"fmt"
	"log/slog"
)

// redacted is what a Secret shows wherever it is printed, logged or marshalled.
// Its length says nothing about the length of the value.
const redacted = "••••••"

// Secret is a value that must never be seen by accident: a client secret, a
// secret access key, a session token. Printed with any verb, logged through
// slog or marshalled to JSON or text it shows as dots; only Reveal gives the
// value. The zero Secret holds nothing.
type Secret struct{ value string }

// NewSecret wraps value, which may be empty.
func NewSecret(value string) Secret { return Secret{value: value} }

// Reveal returns the value itself. Call it only where the value is handed to
// the component that needs it: the request body, the keyring, the entry field.
func (s Secret) Reveal() string { return s.value }

// Empty reports whether the Secret holds nothing.
func (s Secret) Empty() bool { return s.value == "" }

// String returns dots, or nothing for an empty Secret.
func (s Secret) String() string {
	if s.Empty() {
		return ""
	}
	return redacted
}

// Format writes dots whatever the verb and flags are, so that %#v and %x do
// not reach the value by reflection.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(s.String())) }

// LogValue makes slog print dots.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalJSON writes dots; a request body that needs the value uses Reveal.
func (s Secret) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// MarshalText writes dots, for encoders that look for text before JSON.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
