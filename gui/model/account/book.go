package account

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
)

// Store keeps the saved accounts; *history.Accounts is one.
type Store interface {
	List(ctx context.Context) ([]history.Account, error)
	Save(ctx context.Context, account history.Account) error
	Delete(ctx context.Context, id string) error
}

// Book is the saved accounts and, in the keyring, their client secrets.
type Book struct {
	// Removed tells of each account that has been removed.
	Removed model.Event[history.Account]
	// Own is whom Adobe has told to be behind the accounts, at a sign-in of now or before.
	Own model.Own
	// Wrote tells what came of saving an account: nil, or why it is not saved.
	Wrote model.Event[error]

	changed  *model.Signal
	store    Store
	vault    secrets.Vault
	sessions *session.Sessions
	now      func() time.Time

	saved    []history.Account // that of the practice Platform among them, once it was used
	disk     lines
	keyring  lines
	removing map[string]bool // a removal was asked for, and has not ended yet
	lacking  map[string]bool // known to have no client secret in the vault
	passing  map[string]bool // the client secret is kept only until the app quits
	beyond   map[string]bool // the keyring could not be asked for the client secret
}

func newBook(runner model.Runner, changed *model.Signal, store Store, vault secrets.Vault, sessions *session.Sessions) *Book {
	return &Book{
		Own: model.Own{}, changed: changed, store: store, vault: vault, sessions: sessions, now: time.Now,
		disk: newLines(runner), keyring: newLines(runner),
		removing: map[string]bool{}, lacking: map[string]bool{}, passing: map[string]bool{}, beyond: map[string]bool{},
	}
}

// Load reads the saved accounts and then calls then with the one that was used
// last, or a zero Account. The practice Platform is none of them.
func (b *Book) Load(then func(last history.Account, err error)) {
	b.disk.runner.Go(func() func() {
		read, err := b.store.List(context.Background())
		return func() {
			for _, account := range read {
				if _, known := b.find(account.ID); !known {
					b.saved = append(b.saved, account)
				}
				if b.Own[account.APIKey] == "" && account.Technical != "" {
					b.Own[account.APIKey] = account.Technical
				}
			}
			b.changed.Emit()
			then(b.Last(), err)
		}
	})
}

// Saved lists the saved accounts of real organizations.
func (b *Book) Saved() []history.Account {
	return slices.DeleteFunc(slices.Clone(b.saved), func(account history.Account) bool { return account.Practice })
}

// Last is the account of a real organization that was used last, or a zero one.
func (b *Book) Last() history.Account {
	var last history.Account
	for _, account := range b.Saved() {
		if account.LastUsedAt.After(last.LastUsedAt) || last.ID == "" {
			last = account
		}
	}
	return last
}

// LabelOf is the name under which the account of an entry is saved; empty if it
// is not.
func (b *Book) LabelOf(entry history.Entry) string {
	account, _ := b.find(entry.AccountID)
	return account.Label
}

// MaxLabel is the longest name of an account, in characters: it stands in the bar.
const MaxLabel = 60

// CleanLabel is what is kept of a name that was typed for an account.
func CleanLabel(label string) string {
	label, _ = credentials.Clean(credentials.PlainText, strings.Join(strings.Fields(label), " "))
	return label
}

// Rename gives a saved account another name, which must not be longer than MaxLabel, nor
// hold a secret.
func (b *Book) Rename(id, label string) {
	label = CleanLabel(label)
	if account, known := b.find(id); !known || account.Practice || label == "" || utf8.RuneCountInString(label) > MaxLabel || client.TellsSecret(label) {
		return
	}
	b.merge(id, func(account *history.Account) { account.Label = label })
	b.write(id, nil)
}

// Remove forgets a saved account and its client secret. The register keeps the
// connections that were made with it. then gets nil, or why it failed: where the
// keyring does not give the secret up, the account stays, so that the secret is
// not orphaned, unless anyway is set.
func (b *Book) Remove(account history.Account, anyway bool, then func(error)) {
	id := account.ID
	b.removing[id] = true
	end := func(err error) {
		delete(b.removing, id)
		b.sessions.Forget(account.SecretKey())
		if err == nil {
			b.saved = slices.DeleteFunc(b.saved, func(s history.Account) bool { return s.ID == id })
			b.Removed.Emit(account)
		}
		b.changed.Emit()
		then(err)
	}
	b.deleteSecret(account, func(err error) {
		if err != nil && !anyway {
			end(err)
			return
		}
		b.disk.add(id, func() func() func() {
			return func() func() {
				err := b.store.Delete(context.Background(), id)
				return func() { end(err) }
			}
		})
	})
}

// ForgetSecrets removes the client secrets of all saved accounts from the
// keyring. then gets nil, or why some of them are still there.
func (b *Book) ForgetSecrets(then func(error)) {
	saved := b.Saved()
	left, trouble := len(saved), error(nil)
	if left == 0 {
		then(nil)
	}
	for _, account := range saved {
		b.deleteSecret(account, func(err error) {
			trouble = errors.Join(trouble, err)
			if left--; left == 0 {
				then(trouble)
			}
		})
	}
}

func (b *Book) deleteSecret(account history.Account, then func(error)) {
	b.keyring.add(account.ID, func() func() func() {
		return func() func() {
			ctx, cancel := context.WithTimeout(context.Background(), signInLimit)
			defer cancel()
			err := b.vault.Delete(ctx, account.SecretKey())
			return func() {
				b.sessions.Forget(account.SecretKey())
				if err == nil {
					b.lacks(account.ID)
				}
				then(err)
			}
		}
	})
}

// lacks notes that there is no client secret of an account.
func (b *Book) lacks(id string) {
	b.lacking[id] = true
	delete(b.passing, id)
	delete(b.beyond, id)
	b.changed.Emit()
}

// keep saves what an account was signed in with, and its client secret; an empty
// one leaves the vault as it is.
func (b *Book) keep(id string, with history.Account, secret client.Secret) {
	if b.removing[id] {
		return
	}
	_, known := b.find(id)
	b.merge(id, func(account *history.Account) {
		account.OrgID, account.APIKey, account.Scopes = with.OrgID, with.APIKey, with.Scopes
		account.PlatformURL, account.SignInURL = with.PlatformURL, with.SignInURL
		account.Authority, account.Technical = with.Authority, b.Own[with.APIKey]
		account.Sandbox = with.Sandbox
		account.LastUsedAt = b.now()
		if account.Label == "" {
			account.Label = firstLabel(*account)
		}
	})
	b.lacking[id] = b.lacking[id] || !known
	// The account first: a secret without one would never be removed.
	b.write(id, func() {
		if !secret.Empty() {
			b.keepSecret(id, secret)
		}
	})
}

// firstLabel names a new account after the start of its organization's id until
// the user gives it a name.
func firstLabel(account history.Account) string {
	if len(account.OrgID) > 8 {
		return account.OrgID[:8] + "…"
	}
	return account.OrgID
}

// keepSecret puts a client secret into the vault. The account may be removed
// while the keyring asks for its password: the removal comes behind in its line,
// and takes the secret out again.
func (b *Book) keepSecret(id string, secret client.Secret) {
	b.keyring.add(id, func() func() func() {
		account, known := b.find(id)
		if !known || b.removing[id] {
			return nil
		}
		return func() func() {
			ctx, cancel := context.WithTimeout(context.Background(), signInLimit)
			defer cancel()
			err := b.vault.Set(ctx, account.SecretKey(), secret)
			if degraded, ok := b.vault.(interface{ Degraded() error }); ok && err == nil {
				err = degraded.Degraded()
			}
			return func() {
				b.sessions.Forget(account.SecretKey())
				b.passing[id] = err != nil
				delete(b.lacking, id)
				delete(b.beyond, id)
				b.changed.Emit()
			}
		}
	})
}

// used notes that an account was used just now, in that sandbox, so that it is
// the one to begin with next time.
func (b *Book) used(account history.Account) {
	if b.removing[account.ID] {
		return
	}
	if _, known := b.find(account.ID); !known {
		b.saved = append(b.saved, account)
	}
	b.merge(account.ID, func(a *history.Account) {
		a.Sandbox = account.Sandbox
		a.LastUsedAt = b.now()
	})
	b.write(account.ID, nil)
}

func (b *Book) find(id string) (history.Account, bool) {
	i := slices.IndexFunc(b.saved, func(account history.Account) bool { return account.ID == id })
	if i < 0 {
		return history.Account{}, false
	}
	return b.saved[i], true
}

// sameAs is the saved account with the same credential for the same addresses.
func (b *Book) sameAs(account history.Account) (history.Account, bool) {
	for _, saved := range b.Saved() {
		if saved.OrgID == account.OrgID && saved.APIKey == account.APIKey &&
			saved.PlatformURL == account.PlatformURL && saved.SignInURL == account.SignInURL && !b.removing[saved.ID] {
			return saved, true
		}
	}
	return history.Account{}, false
}

// merge changes an account as it is now, or begins one.
func (b *Book) merge(id string, change func(*history.Account)) {
	i := slices.IndexFunc(b.saved, func(account history.Account) bool { return account.ID == id })
	if i < 0 {
		b.saved = append(b.saved, history.Account{ID: id})
		i = len(b.saved) - 1
	}
	change(&b.saved[i])
	b.changed.Emit()
}

// write saves an account as it is when its turn comes, if it is still there, and
// then calls then, if any.
func (b *Book) write(id string, then func()) {
	b.disk.add(id, func() func() func() {
		account, known := b.find(id)
		if !known {
			return nil
		}
		return func() func() {
			err := b.store.Save(context.Background(), account)
			return func() {
				b.Wrote.Emit(err)
				if err == nil && then != nil {
					then()
				}
			}
		}
	})
}
