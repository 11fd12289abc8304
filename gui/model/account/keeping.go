package account

import (
	"errors"

	"mooring/client/secrets"
	"mooring/client/session"
)

// Keeping is where the client secret of an account is kept.
type Keeping int

// Where a client secret is kept.
const (
	// KeptNowhere : there is none, or no account yet.
	KeptNowhere Keeping = iota
	// KeptInKeyring : it is believed to be in the keyring.
	KeptInKeyring
	// KeptUntilQuit : the keyring did not take it.
	KeptUntilQuit
	// KeptOutOfReach : the keyring is missing or locked, and could not be asked for it.
	KeptOutOfReach
)

// KeepingOf is where the client secret of the chosen account is kept, as far as is known.
func KeepingOf(a *Accounts) Keeping {
	switch {
	case !a.SecretStored():
		return KeptNowhere
	case a.passing[a.chosen]:
		return KeptUntilQuit
	case a.beyond[a.chosen]:
		return KeptOutOfReach
	}
	return KeptInKeyring
}

// learn notes what a sign-in with the kept client secret of an account has told of it.
func (b *Book) learn(id string, err error) {
	switch {
	case errors.Is(err, session.ErrNoSecret):
		b.lacks(id)
	case errors.Is(err, secrets.ErrUnavailable), errors.Is(err, secrets.ErrTimeout):
		b.beyond[id] = true
	default:
		delete(b.beyond, id)
	}
}
