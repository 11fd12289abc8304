package secrets

import (
	"context"
	"errors"
	"sync"

	"mooring/client"
)

// FallbackVault keeps secrets in a primary vault and, where that is unavailable,
// locked or hangs, in memory for this session, so that the app works without a
// keyring. What is held for the session wins over the primary.
type FallbackVault struct {
	primary Vault
	session *SessionVault

	mu      sync.Mutex
	cause   error // why the primary was of no use the last time; nil while fine
	blocked bool  // the primary hangs and is not asked again
}

// WithFallback returns a vault over primary that falls back to the session.
func WithFallback(primary Vault) *FallbackVault {
	return &FallbackVault{primary: primary, session: NewSession()}
}

// Degraded says why secrets are held for this session only: ErrUnavailable or
// ErrTimeout with the cause. It is nil while the primary works.
func (v *FallbackVault) Degraded() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.cause
}

// Retry lets a primary that timed out be asked again. Until then nothing waits
// for it. Degraded stays as it is until the primary has answered.
func (v *FallbackVault) Retry() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.blocked = false
}

// Get returns the secret that is held for this session, or else the primary's.
// Where the primary is of no use it fails as Degraded does: the secret may well
// be there, and is to be asked of the user for this session.
func (v *FallbackVault) Get(ctx context.Context, key string) (client.Secret, error) {
	if err := ctx.Err(); err != nil {
		return client.Secret{}, err
	}
	if value, ok := v.session.get(key); ok {
		return value, nil
	}
	if err := v.blockedBy(); err != nil {
		return client.Secret{}, err
	}
	value, err := v.primary.Get(ctx, key)
	v.note(err)
	return value, err
}

// Set stores the secret in the primary, or holds it for this session where the
// primary is of no use; Degraded tells which. It fails for what no vault takes,
// and with the context.
func (v *FallbackVault) Set(ctx context.Context, key string, value client.Secret) error {
	if value.Empty() {
		return v.Delete(ctx, key)
	}
	if v.blockedBy() != nil {
		return v.session.Set(ctx, key, value)
	}
	err := v.primary.Set(ctx, key, value)
	switch {
	case v.note(err):
		v.session.set(key, value)
		return nil
	case err == nil:
		v.session.delete(key)
	}
	return err
}

// Delete removes the secret from the session and the primary. Where the primary
// is of no use that is an error only if the secret was not held for the session:
// then it may still be in the primary.
func (v *FallbackVault) Delete(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	held := v.session.delete(key)
	err := v.blockedBy()
	if err == nil {
		err = v.primary.Delete(ctx, key)
		if !v.note(err) {
			return err
		}
	}
	if held {
		return nil
	}
	return err
}

// blockedBy returns why the primary is not to be asked, or nil if it is.
func (v *FallbackVault) blockedBy() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.blocked {
		return nil
	}
	return v.cause
}

// note learns from what the primary said and reports whether it was of no use.
// A cancelled context and a refused argument say nothing about it.
func (v *FallbackVault) note(err error) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch {
	case errors.Is(err, ErrUnavailable), errors.Is(err, ErrTimeout):
		v.cause = err
		v.blocked = v.blocked || errors.Is(err, ErrTimeout)
		return true
	case err == nil, errors.Is(err, ErrNotFound):
		v.cause, v.blocked = nil, false
	}
	return false
}
