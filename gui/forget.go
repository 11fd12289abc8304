package gui

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"mooring/client/history"
	"mooring/client/secrets"
	accountmodel "mooring/gui/model/account"
	"mooring/gui/parts"
	"mooring/gui/process"
)

// Forget does what *Forget everything* does, without a window: for whoever removes the
// app, and for its uninstaller. It returns what they are to know. Where a keyring is there
// and does not give its items up, that is an error, and the files stay: they know the
// items. Where there is none to ask, the files go.
func Forget(about process.About, options process.Options, claim *process.Claim) (said string, err error) {
	if !claim.Held() {
		return "", errors.New("another Mooring has the data folder and does not answer: nothing was removed")
	}
	if err := parts.UseLanguage(""); err != nil {
		return "", errors.Join(err, claim.Release(false))
	}
	b, err := openBackend(context.Background(), options.DataDir, about, slog.New(slog.DiscardHandler))
	if err != nil {
		return "", errors.Join(err, claim.Release(false))
	}
	return b.forget(claim, about.ID)
}

// forget lets everything go; service is what the keyring files its items under.
func (b *backend) forget(claim *process.Claim, service string) (said string, err error) {
	err = b.forgetSecrets()
	switch {
	case errors.Is(err, secrets.ErrMissing):
		said, err = parts.Tr("forgetAll.noKeyring", "Service", service), nil
	case keyringFailed(err):
		err = kept{parts.Tr("forgetAll.kept"), err}
	}
	err = errors.Join(err, b.close())
	if err = errors.Join(err, claim.Release(err == nil)); err != nil {
		said = ""
	}
	return said, err
}

// keyringFailed reports whether it is the keyring that keeps something from being
// forgotten.
func keyringFailed(err error) bool {
	return errors.Is(err, secrets.ErrUnavailable) || errors.Is(err, secrets.ErrTimeout)
}

// kept is why nothing was forgotten, in words for people.
type kept struct {
	text  string
	cause error
}

func (k kept) Error() string { return k.text }
func (k kept) Unwrap() error { return k.cause }

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
