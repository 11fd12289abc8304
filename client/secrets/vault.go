// Package secrets keeps the client secrets of accounts in the keyring of the
// operating system, or for the running session only where there is none. Nothing
// in it writes a secret anywhere else.
package secrets

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"mooring/client"
)

// MaxSize is how many bytes a secret may have. Windows takes 2,560 and macOS
// about 3,000 with the names around it; the limit is the same everywhere, so
// that what is accepted on one computer is accepted on all.
const MaxSize = 2500

// maxKeySize keeps the names short enough for what macOS takes in all.
const maxKeySize = 256

// Vault holds secrets by key, one item for each.
type Vault interface {
	// Get returns the secret of the key, or ErrNotFound.
	Get(ctx context.Context, key string) (client.Secret, error)
	// Set stores the secret under the key and replaces what was there. To store
	// an empty secret is to delete the key.
	Set(ctx context.Context, key string, value client.Secret) error
	// Delete removes the key. Removing one that is not there is no error.
	Delete(ctx context.Context, key string) error
}

// The errors of a vault. They come wrapped with their cause, which never holds
// the secret; use errors.Is.
var (
	// ErrNotFound is a key without a secret.
	ErrNotFound = errors.New("no such secret")
	// ErrUnavailable is a keyring that is missing, locked or failing. What it
	// holds, if anything, is not known.
	ErrUnavailable = errors.New("the keyring is not available")
	// ErrMissing is an ErrUnavailable where no keyring can be asked at all: none is
	// installed, or this session does not reach it.
	ErrMissing = errors.New("there is no keyring")
	// ErrTimeout is a keyring that did not answer in time, most often because
	// its own window waits for a password.
	ErrTimeout = errors.New("the keyring does not answer")
	// ErrTooBig is a secret of more than MaxSize bytes.
	ErrTooBig = errors.New("the secret is too big for the keyring")
	// ErrInvalidKey is a key that is empty, too long or not printable.
	ErrInvalidKey = errors.New("invalid key of a secret")
)

// check refuses what some keyring would choke on, on every system alike.
func check(key string, value client.Secret) error {
	switch {
	case key == "", len(key) > maxKeySize,
		strings.ContainsFunc(key, func(c rune) bool { return !unicode.IsPrint(c) }):
		return fmt.Errorf("%w: %q", ErrInvalidKey, key[:min(len(key), maxKeySize)])
	case len(value.Reveal()) > MaxSize:
		return fmt.Errorf("%s: %w: over %d bytes", key, ErrTooBig, MaxSize)
	}
	return nil
}
