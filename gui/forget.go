package gui

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"mooring/client/history"
	accountmodel "mooring/gui/model/account"
	"mooring/gui/process"
)

// Forget does what *Forget everything* does, without a window: for whoever removes the
// app, and for its uninstaller. Where something cannot be forgotten, it says why, and
// the files stay: they know which secrets are still in the keyring.
func Forget(about process.About, options process.Options, claim *process.Claim) error {
	if !claim.Held() {
		return errors.New("another Mooring has the data folder and does not answer: nothing was removed")
	}
	b, err := openBackend(context.Background(), options.DataDir, about, slog.New(slog.DiscardHandler))
	if err != nil {
		return errors.Join(err, claim.Release(false))
	}
	return b.forget(claim)
}

func (b *backend) forget(claim *process.Claim) error {
	err := errors.Join(b.forgetSecrets(), b.close())
	return errors.Join(err, claim.Release(err == nil))
}

// forgetSecrets removes the client secrets of all saved accounts, and the passwords of
// proxies, from the keyring.
func (b *backend) forgetSecrets() error {
	accounts := accountmodel.NewAccounts(atOnce{}, b.register.Accounts, b.vault, b.connector, accountmodel.PracticeSecrets{})
	proxies := accountmodel.NewProxyLogin(atOnce{}, b.proxies, b.register.Settings, accounts.SignInAgain)
	var trouble error
	accounts.Load(func(_ history.Account, err error) {
		if trouble = err; err == nil {
			forgetSecrets(accounts, proxies, func(err error) { trouble = err })
		}
	})
	return trouble
}

// atOnce is the runner where there is no window to keep from freezing.
type atOnce struct{}

// Go does the work here and now.
func (atOnce) Go(work func() func()) {
	if apply := work(); apply != nil {
		apply()
	}
}

// Apply runs f here and now.
func (atOnce) Apply(f func()) { f() }

// After is for what a window shows later: here nobody sees it.
func (atOnce) After(time.Duration, func()) func() { return func() {} }
