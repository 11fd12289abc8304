package diagnose

import (
	"context"
	"errors"
	"runtime"
	"time"

	"mooring/client"
)

// The throw-away item. It is always the same, so that one that could not be
// removed is not joined by others.
const (
	throwAwayKey   = "diagnose"
	throwAwayValue = "written by Diagnose, safe to delete"
)

// keyringNames are what the systems call their keyring.
var keyringNames = map[string]string{"windows": "Credential Manager", "darwin": "Keychain"}

// keyring makes a round trip with the throw-away item.
func (r *run) keyring(ctx context.Context) Finding {
	if r.Vault == nil {
		return Finding{Check: Keyring, Verdict: Skipped, Cause: NotGiven}
	}
	ctx, cancel := context.WithTimeout(ctx, keyringLimit)
	defer cancel()
	kind := keyringNames[runtime.GOOS]
	if kind == "" {
		kind = "Secret Service"
	}
	facts := []Fact{{"Kind", kind}}
	begun := time.Now()
	step, err := r.roundTrip(ctx)
	if err != nil {
		facts = append(facts, Fact{"Step", step})
		switch {
		case errors.Is(err, context.Canceled):
			return Finding{Check: Keyring, Verdict: Skipped, Cause: Canceled}
		case errors.Is(err, context.DeadlineExceeded):
			return Finding{Check: Keyring, Verdict: Broken, Cause: KeyringWaits, Facts: facts, Err: err}
		}
		return Finding{Check: Keyring, Verdict: Broken, Cause: KeyringUnavailable, Facts: facts, Err: err}
	}
	facts = append(facts, took(begun))
	if fallback, ok := r.Vault.(interface{ Degraded() error }); ok {
		if err := fallback.Degraded(); err != nil {
			return Finding{Check: Keyring, Verdict: Odd, Cause: KeyringUnavailable, Facts: facts, Err: err}
		}
	}
	return Finding{Check: Keyring, Verdict: Fine, Facts: facts}
}

// roundTrip returns the step that failed, with its error.
func (r *run) roundTrip(ctx context.Context) (step string, err error) {
	do := func(ctx context.Context, work func(context.Context) error) error {
		_, err := await(ctx, func() (struct{}, error) { return struct{}{}, work(ctx) })
		return err
	}
	if err := do(ctx, func(ctx context.Context) error {
		return r.Vault.Set(ctx, throwAwayKey, client.NewSecret(throwAwayValue))
	}); err != nil {
		return "store", err
	}
	readErr := do(ctx, func(ctx context.Context) error {
		stored, err := r.Vault.Get(ctx, throwAwayKey)
		if err == nil && stored.Reveal() != throwAwayValue {
			err = errors.New("it gave back something else")
		}
		return err
	})
	// What was stored is removed also when the run was called off meanwhile.
	clean, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanLimit)
	defer cancel()
	if ctx.Err() == nil {
		clean = ctx
	}
	removeErr := do(clean, func(ctx context.Context) error { return r.Vault.Delete(ctx, throwAwayKey) })
	if readErr != nil {
		return "read back", readErr
	}
	return "remove", removeErr
}
