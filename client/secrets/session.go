package secrets

import (
	"context"
	"fmt"
	"sync"

	"mooring/client"
)

// SessionVault holds secrets in memory, until the app ends.
type SessionVault struct {
	mu     sync.Mutex
	values map[string]client.Secret
}

// NewSession returns an empty SessionVault.
func NewSession() *SessionVault {
	return &SessionVault{values: map[string]client.Secret{}}
}

// Get returns the secret of the key, or ErrNotFound.
func (v *SessionVault) Get(ctx context.Context, key string) (client.Secret, error) {
	if err := ctx.Err(); err != nil {
		return client.Secret{}, err
	}
	value, ok := v.get(key)
	if !ok {
		return client.Secret{}, fmt.Errorf("%s: %w", key, ErrNotFound)
	}
	return value, nil
}

// Set holds the secret. An empty one deletes the key.
func (v *SessionVault) Set(ctx context.Context, key string, value client.Secret) error {
	if err := check(key, value); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	v.set(key, value)
	return nil
}

// Delete removes the key.
func (v *SessionVault) Delete(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	v.delete(key)
	return nil
}

func (v *SessionVault) get(key string) (client.Secret, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	value, ok := v.values[key]
	return value, ok
}

func (v *SessionVault) set(key string, value client.Secret) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if value.Empty() {
		delete(v.values, key)
		return
	}
	v.values[key] = value
}

// delete reports whether there was something to remove.
func (v *SessionVault) delete(key string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	_, ok := v.values[key]
	delete(v.values, key)
	return ok
}
