package secrets

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"mooring/client"
)

// wantSecret checks that the vault gives this value.
func wantSecret(t *testing.T, v Vault, want string) {
	t.Helper()
	if got, err := v.Get(t.Context(), key); err != nil || got.Reveal() != want {
		t.Errorf("Get = %q, %v; want %q", got.Reveal(), err, want)
	}
}

// wantDegraded checks why the vault says that it falls back.
func wantDegraded(t *testing.T, v *FallbackVault, want error) {
	t.Helper()
	if err := v.Degraded(); !errors.Is(err, want) {
		t.Errorf("Degraded() = %v, want %v", err, want)
	}
}

var errLocked = errors.New("failed to unlock correct collection '/org/freedesktop/secrets/aliases/default'")

func TestFallbackWhileUnavailable(t *testing.T) {
	f := newFake()
	v := WithFallback(newKeyring(service, f))
	ctx := t.Context()
	wantDegraded(t, v, nil)
	f.tell(func(f *fakeKeyring) { f.err = errLocked })

	if _, err := v.Get(ctx, key); !errors.Is(err, ErrUnavailable) {
		t.Errorf("Get = %v, want ErrUnavailable: the secret may well be there", err)
	}
	if err := v.Set(ctx, key, secret); err != nil {
		t.Fatal(err)
	}
	wantDegraded(t, v, ErrUnavailable)
	wantDegraded(t, v, errLocked)
	wantSecret(t, v, secret.Reveal())

	// The keyring is unlocked: what is held for the session wins until it is set anew.
	f.tell(func(f *fakeKeyring) { f.err = nil; f.values[service+":"+key] = "old" })
	wantSecret(t, v, secret.Reveal())
	if err := v.Set(ctx, key, client.NewSecret("new")); err != nil {
		t.Fatal(err)
	}
	wantDegraded(t, v, nil)
	if _, held := v.session.get(key); held || f.stored(key) != "new" {
		t.Errorf("held %v, stored %q", held, f.stored(key))
	}
	wantSecret(t, v, "new")
}

func TestFallbackDelete(t *testing.T) {
	f := newFake()
	v := WithFallback(newKeyring(service, f))
	ctx := t.Context()
	if err := v.Set(ctx, key, secret); err != nil {
		t.Fatal(err)
	}
	f.tell(func(f *fakeKeyring) { f.err = errLocked })
	if err := v.Delete(ctx, key); !errors.Is(err, ErrUnavailable) {
		t.Errorf("Delete = %v, want ErrUnavailable: it is still in the keyring", err)
	}
	if err := v.Set(ctx, "held", secret); err != nil {
		t.Fatal(err)
	}
	if err := v.Delete(ctx, "held"); err != nil {
		t.Errorf("Delete of what was held = %v", err)
	}
	if _, held := v.session.get("held"); held {
		t.Error("still held")
	}
	f.tell(func(f *fakeKeyring) { f.err = nil })
	if err := v.Delete(ctx, key); err != nil || f.stored(key) != "" {
		t.Errorf("Delete = %v, stored %q", err, f.stored(key))
	}
	wantDegraded(t, v, nil)
}

func TestFallbackWhileHanging(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		prompt := make(chan struct{})
		f.hang = prompt
		v := WithFallback(newKeyring(service, f))
		ctx := t.Context()
		begun := time.Now()
		if _, err := v.Get(ctx, key); !errors.Is(err, ErrTimeout) {
			t.Errorf("Get = %v, want ErrTimeout", err)
		}
		if took := time.Since(begun); took != askTimeout {
			t.Errorf("took %s", took)
		}
		// From now on nothing waits.
		if err := v.Set(ctx, key, secret); err != nil {
			t.Errorf("Set = %v", err)
		}
		wantSecret(t, v, secret.Reveal())
		if _, err := v.Get(ctx, "another"); !errors.Is(err, ErrTimeout) {
			t.Errorf("Get of another = %v, want ErrTimeout", err)
		}
		if err := v.Delete(ctx, "another"); !errors.Is(err, ErrTimeout) {
			t.Errorf("Delete of another = %v, want ErrTimeout", err)
		}
		if time.Since(begun) != askTimeout || f.calls() != 1 {
			t.Errorf("%d questions in %s", f.calls(), time.Since(begun))
		}
		wantDegraded(t, v, ErrTimeout)
		// The user answers, and asks for another try.
		f.tell(func(f *fakeKeyring) { f.hang = nil })
		close(prompt)
		synctest.Wait()
		if _, err := v.Get(ctx, "another"); !errors.Is(err, ErrTimeout) {
			t.Errorf("asked before Retry: %v", err)
		}
		v.Retry()
		wantDegraded(t, v, ErrTimeout) // until there is an answer
		if _, err := v.Get(ctx, "another"); !errors.Is(err, ErrNotFound) {
			t.Errorf("Get = %v, want ErrNotFound", err)
		}
		wantDegraded(t, v, nil)
		wantSecret(t, v, secret.Reveal())
	})
}

// That a user cancels says nothing about the keyring.
func TestFallbackCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		prompt := make(chan struct{})
		defer close(prompt)
		f.hang = prompt
		v := WithFallback(newKeyring(service, f))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := v.Set(ctx, key, secret); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Set = %v", err)
		}
		wantDegraded(t, v, nil)
		if _, held := v.session.get(key); held {
			t.Error("held although it was cancelled")
		}
	})
}
