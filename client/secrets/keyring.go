package secrets

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/zalando/go-keyring"

	"mooring/client"
)

// askTimeout is long, since a user may be typing the password of the keyring.
const askTimeout = 30 * time.Second

// backend is what a KeyringVault asks, replaced in tests.
type backend interface {
	Get(service, user string) (string, error)
	Set(service, user, password string) error
	Delete(service, user string) error
}

// systemKeyring is the keyring of the operating system.
type systemKeyring struct{}

func (systemKeyring) Get(service, user string) (string, error) {
	value, err := keyring.Get(service, user)
	return value, missing(err)
}

func (systemKeyring) Set(service, user, value string) error {
	return missing(keyring.Set(service, user, value))
}

func (systemKeyring) Delete(service, user string) error {
	return missing(keyring.Delete(service, user))
}

// KeyringVault is the keyring of the operating system. Its calls end with their
// context, and with ErrTimeout after 30 seconds, although the keyring itself
// answers when its user does. It asks one thing at a time: while a question is
// open, further calls wait for it within their own time.
type KeyringVault struct {
	service string
	backend backend
	timeout time.Duration
	turn    chan struct{} // holds one token while a question is open
}

// Keyring returns the vault of the service, under whose name the keyring files its
// items. It asks nothing yet.
func Keyring(service string) *KeyringVault { return newKeyring(service, systemKeyring{}) }

func newKeyring(service string, b backend) *KeyringVault {
	return &KeyringVault{service: service, backend: b, timeout: askTimeout, turn: make(chan struct{}, 1)}
}

// Get returns the secret of the key, or ErrNotFound.
func (v *KeyringVault) Get(ctx context.Context, key string) (client.Secret, error) {
	if err := check(key, client.Secret{}); err != nil {
		return client.Secret{}, err
	}
	return v.ask(ctx, key, func() (client.Secret, error) {
		value, err := v.backend.Get(v.service, key)
		if err != nil {
			return client.Secret{}, classify(err)
		}
		return client.NewSecret(value), nil
	})
}

// Set stores the secret and reads it back: of a prompt that the user dismisses
// and of a failing macOS tool go-keyring reports success. After ErrTimeout or a
// cancelled context the secret may be stored later, when the keyring's user
// answers; calls that follow come after it.
func (v *KeyringVault) Set(ctx context.Context, key string, value client.Secret) error {
	if err := check(key, value); err != nil {
		return err
	}
	if value.Empty() {
		return v.Delete(ctx, key)
	}
	_, err := v.ask(ctx, key, func() (client.Secret, error) {
		if err := v.backend.Set(v.service, key, value.Reveal()); err != nil {
			return client.Secret{}, classify(withhold(err, value))
		}
		stored, err := v.backend.Get(v.service, key)
		if err != nil {
			return client.Secret{}, fmt.Errorf("%w: not stored: %w", ErrUnavailable, withhold(err, value))
		}
		if stored != value.Reveal() {
			return client.Secret{}, fmt.Errorf("%w: not stored as it is", ErrUnavailable)
		}
		return client.Secret{}, nil
	})
	return err
}

// Delete removes the key.
func (v *KeyringVault) Delete(ctx context.Context, key string) error {
	if err := check(key, client.Secret{}); err != nil {
		return err
	}
	_, err := v.ask(ctx, key, func() (client.Secret, error) {
		err := classify(v.backend.Delete(v.service, key))
		if errors.Is(err, ErrNotFound) {
			err = nil
		}
		return client.Secret{}, err
	})
	return err
}

type answer struct {
	value client.Secret
	err   error
}

// ask runs question on a goroutine of its own, since the keyring cannot be
// interrupted. A question that was given up keeps its turn until it is answered,
// so that no goroutines pile up behind a window that nobody looks at.
func (v *KeyringVault) ask(ctx context.Context, key string, question func() (client.Secret, error)) (client.Secret, error) {
	if err := ctx.Err(); err != nil {
		return client.Secret{}, fmt.Errorf("%s: %w", key, err)
	}
	timer := time.NewTimer(v.timeout)
	defer timer.Stop()
	select {
	case v.turn <- struct{}{}:
	case <-ctx.Done():
		return client.Secret{}, fmt.Errorf("%s: %w", key, ctx.Err())
	case <-timer.C:
		return client.Secret{}, fmt.Errorf("%s: %w: an earlier question is open", key, ErrTimeout)
	}
	answers := make(chan answer, 1) // nobody may be left to receive
	go func() {
		defer func() { <-v.turn }()
		answers <- guarded(question)
	}()
	select {
	case a := <-answers:
		if a.err != nil {
			return client.Secret{}, fmt.Errorf("%s: %w", key, a.err)
		}
		return a.value, nil
	case <-ctx.Done():
		return client.Secret{}, fmt.Errorf("%s: %w", key, ctx.Err())
	case <-timer.C:
		return client.Secret{}, fmt.Errorf("%s: %w within %s", key, ErrTimeout, v.timeout)
	}
}

// guarded turns a panic into an error: go-keyring dereferences nil when the
// session bus goes away while a prompt is open.
func guarded(question func() (client.Secret, error)) (a answer) {
	defer func() {
		if recover() != nil { // its value is not shown: nobody knows what is in it
			a = answer{err: fmt.Errorf("%w: it failed while answering", ErrUnavailable)}
		}
	}()
	value, err := question()
	return answer{value, err}
}

// classify gives an error of go-keyring its sentinel. Everything that has no
// name of its own, such as an error of the bus, a refused unlock or a system
// without a keyring, means that the keyring cannot be used.
func classify(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return fmt.Errorf("%w: %w", ErrNotFound, err)
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return fmt.Errorf("%w: %w", ErrTooBig, err)
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}

// errWithheld stands for an error whose text holds the secret.
var errWithheld = errors.New("its message is withheld")

// withhold drops an error that quotes the secret, as it is or as macOS gets it.
func withhold(err error, value client.Secret) error {
	text, secret := err.Error(), value.Reveal()
	if strings.Contains(text, secret) || strings.Contains(text, base64.StdEncoding.EncodeToString([]byte(secret))) {
		return errWithheld
	}
	return err
}
