package secrets

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/zalando/go-keyring"

	"mooring/client"
)

const key = "account/4711/client-secret"

var secret = client.NewSecret("p8e-obviously-a-secret")

// vaults are all the kinds, each over a keyring that works.
func vaults() map[string]Vault {
	return map[string]Vault{
		"keyring":           newKeyring(service, newFake()),
		"session":           NewSession(),
		"fallback":          WithFallback(newKeyring(service, newFake())),
		"degraded fallback": WithFallback(newKeyring(service, &fakeKeyring{err: errors.New("no bus")})),
	}
}

func TestVaults(t *testing.T) {
	for name, v := range vaults() {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			degraded := name == "degraded fallback"
			if _, err := v.Get(ctx, key); !errors.Is(err, ErrNotFound) && !degraded {
				t.Errorf("Get of nothing = %v", err)
			}
			if err := v.Delete(ctx, key); err != nil && !degraded {
				t.Errorf("Delete of nothing = %v", err)
			}
			for _, value := range []string{"x", "été 数据\r\n\x00\xff \"'$(x)", strings.Repeat("x", MaxSize)} {
				if err := v.Set(ctx, key, client.NewSecret(value)); err != nil {
					t.Fatal(err)
				}
				if got, err := v.Get(ctx, key); err != nil || got.Reveal() != value {
					t.Errorf("Get = %q, %v; want %q", got.Reveal(), err, value)
				}
			}
			if err := v.Set(ctx, "another", secret); err != nil {
				t.Fatal(err)
			}
			if err := v.Delete(ctx, key); err != nil {
				t.Fatal(err)
			}
			if got, err := v.Get(ctx, key); err == nil {
				t.Errorf("deleted, but %q", got.Reveal())
			}
			if err := v.Set(ctx, "another", client.Secret{}); err != nil {
				t.Errorf("setting nothing: %v", err)
			}
			if got, err := v.Get(ctx, "another"); err == nil {
				t.Errorf("set to nothing, but %q", got.Reveal())
			}
		})
	}
}

func TestVaultsRefuse(t *testing.T) {
	for name, v := range vaults() {
		t.Run(name, func(t *testing.T) {
			big := client.NewSecret(strings.Repeat("x", MaxSize+1))
			err := v.Set(t.Context(), key, big)
			if !errors.Is(err, ErrTooBig) || strings.Contains(err.Error(), "xx") {
				t.Errorf("too big: %v", err)
			}
			if got, err := v.Get(t.Context(), key); err == nil {
				t.Errorf("too big, but kept: %d bytes", len(got.Reveal()))
			}
			for _, bad := range []string{"", "line\nbreak", "nul\x00", strings.Repeat("x", 257)} {
				if err := v.Set(t.Context(), bad, secret); !errors.Is(err, ErrInvalidKey) {
					t.Errorf("key %q: %v", bad, err)
				}
			}
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if _, err := v.Get(ctx, key); !errors.Is(err, context.Canceled) {
				t.Errorf("cancelled Get: %v", err)
			}
			if err := v.Delete(ctx, key); !errors.Is(err, context.Canceled) {
				t.Errorf("cancelled Delete: %v", err)
			}
			if err := v.Set(ctx, key, secret); !errors.Is(err, context.Canceled) {
				t.Errorf("cancelled Set: %v", err)
			}
		})
	}
}

func TestKeyringIsNamespaced(t *testing.T) {
	f := newFake()
	if err := newKeyring(service, f).Set(t.Context(), key, secret); err != nil {
		t.Fatal(err)
	}
	if f.stored(key) != secret.Reveal() {
		t.Errorf("stored as %v", f.values)
	}
	if _, err := newKeyring("another", f).Get(t.Context(), key); !errors.Is(err, ErrNotFound) {
		t.Errorf("another service sees it: %v", err)
	}
}

func TestKeyringErrors(t *testing.T) {
	quoting := fmt.Errorf("cannot store %q", secret.Reveal())
	encoded := errors.New("security: " + base64.StdEncoding.EncodeToString([]byte(secret.Reveal())))
	for name, test := range map[string]struct {
		err, want error
		hidden    bool
	}{
		"too big":          {keyring.ErrSetDataTooBig, ErrTooBig, false},
		"unlock refused":   {errors.New("failed to unlock correct collection '/org/freedesktop/secrets/aliases/default'"), ErrUnavailable, false},
		"no service":       {dbus.Error{Name: "org.freedesktop.DBus.Error.ServiceUnknown", Body: []any{"The name org.freedesktop.secrets was not provided"}}, ErrUnavailable, false},
		"no platform":      {keyring.ErrUnsupportedPlatform, ErrUnavailable, false},
		"something":        {errors.New("exit status 51"), ErrUnavailable, false},
		"quoting it":       {quoting, ErrUnavailable, true},
		"quoting it in 64": {encoded, ErrUnavailable, true},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake()
			f.err = test.err
			err := newKeyring(service, f).Set(t.Context(), key, secret)
			if !errors.Is(err, test.want) {
				t.Errorf("Set = %v, want %v", err, test.want)
			}
			if told := strings.Contains(err.Error(), test.err.Error()); told == test.hidden {
				t.Errorf("%v tells its cause: %v", err, told)
			}
			if text := fmt.Sprintf("%+v", err); strings.Contains(text, secret.Reveal()) || strings.Contains(text, encoded.Error()) {
				t.Errorf("%s tells the secret", text)
			}
			if !strings.Contains(err.Error(), key) {
				t.Errorf("%v does not tell the key", err)
			}
		})
	}
}

func TestSetThatStoresNothing(t *testing.T) {
	for name, change := range map[string]func(*fakeKeyring){
		"dismissed": func(f *fakeKeyring) { f.forget = true },
		"garbled":   func(f *fakeKeyring) { f.garble = true },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake()
			change(f)
			if err := newKeyring(service, f).Set(t.Context(), key, secret); !errors.Is(err, ErrUnavailable) || errors.Is(err, ErrNotFound) {
				t.Errorf("Set = %v, want ErrUnavailable", err)
			}
		})
	}
}

// panicking does what go-keyring does when the bus goes away under a prompt.
type panicking struct{}

func (panicking) Get(string, string) (string, error) {
	var signal *dbus.Signal
	return signal.Name, nil
}

func (panicking) Set(_, _, value string) error {
	var backends map[string]backend
	return backends[value].Set("", "", value)
}

func (panicking) Delete(string, string) error { return nil }

func TestPanicOfTheKeyring(t *testing.T) {
	v := newKeyring(service, panicking{})
	for range 3 { // and the turn is given back
		if _, err := v.Get(t.Context(), key); !errors.Is(err, ErrUnavailable) {
			t.Errorf("Get = %v", err)
		}
		if err := v.Set(t.Context(), key, secret); !errors.Is(err, ErrUnavailable) {
			t.Errorf("Set = %v", err)
		}
	}
}

// A prompt that nobody answers costs each caller its time, and one goroutine in all.
func TestHangingKeyring(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		prompt := make(chan struct{})
		f.hang = prompt
		v := newKeyring(service, f)
		begun := time.Now()
		var callers sync.WaitGroup
		for range 50 {
			callers.Go(func() {
				if _, err := v.Get(t.Context(), key); !errors.Is(err, ErrTimeout) {
					t.Errorf("Get = %v, want ErrTimeout", err)
				}
			})
		}
		callers.Wait()
		if took := time.Since(begun); took != askTimeout {
			t.Errorf("took %s", took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := v.Set(ctx, key, secret); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Set = %v, want the context's error", err)
		}
		if took := time.Since(begun); took != askTimeout+time.Second {
			t.Errorf("the context was not heeded: %s", took)
		}
		if f.calls() != 1 || f.most != 1 {
			t.Errorf("%d questions, %d at once", f.calls(), f.most)
		}
		// The user comes back and answers: all is well again.
		f.tell(func(f *fakeKeyring) { f.hang = nil })
		close(prompt)
		synctest.Wait()
		if err := v.Set(t.Context(), key, secret); err != nil {
			t.Errorf("Set = %v", err)
		}
	})
}

func TestCancelWhileAsking(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		prompt := make(chan struct{})
		f.hang = prompt
		v := newKeyring(service, f)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(2*time.Second, cancel)
		begun := time.Now()
		if err := v.Set(ctx, key, secret); !errors.Is(err, context.Canceled) || time.Since(begun) != 2*time.Second {
			t.Errorf("Set = %v after %s", err, time.Since(begun))
		}
		// A later call waits for the open question and comes after it.
		time.AfterFunc(5*time.Second, func() { close(prompt) })
		if err := v.Set(t.Context(), key, client.NewSecret("newer")); err != nil {
			t.Errorf("Set = %v", err)
		}
		if got := f.stored(key); got != "newer" || f.most != 1 {
			t.Errorf("stored %q, %d questions at once", got, f.most)
		}
	})
}
