package account

import (
	"mooring/client/history"
	"mooring/client/session"
)

// Targeting says whom to sign in as for the entries of the register.
type Targeting struct{ accounts *Accounts }

// TargetFor says how to sign in for an entry of the register: as the account
// that made it, in the sandbox that it was made in.
func (t *Targeting) TargetFor(entry history.Entry) session.Target {
	return targetFor(entry, t.accounts.Saved(), t.accounts.Target())
}

// Targets is TargetFor as it is now, for background work.
func (t *Targeting) Targets() func(history.Entry) session.Target {
	saved, chosen := t.accounts.Saved(), t.accounts.Target()
	return func(entry history.Entry) session.Target { return targetFor(entry, saved, chosen) }
}

// ReadingTargets says how to sign in to read a connection, for background work:
// as the account that made it or, where this computer has none, as another one of
// its organization.
func (t *Targeting) ReadingTargets() func(history.Entry) session.Target {
	saved, chosen := t.accounts.Saved(), t.accounts.Target()
	return func(entry history.Entry) session.Target { return readingTarget(entry, saved, chosen) }
}

func targetFor(entry history.Entry, saved []history.Account, chosen session.Target) session.Target {
	target := chosen
	same := chosen.Account.Practice == entry.Place.Practice && chosen.Account.APIKey == entry.APIKey
	if !same {
		// Without an account of its own the look-up finds no client secret, and the
		// entry stays as it is: another credential may not see the connection, and
		// its "none" would be taken for the truth.
		target = session.Target{Account: history.Account{ID: entry.AccountID, APIKey: entry.APIKey}}
		for _, account := range saved {
			if account.ID == entry.AccountID || account.APIKey == entry.APIKey && account.OrgID == entry.Place.OrgID {
				target = session.Target{Account: account}
				break
			}
		}
	}
	// The look-up must ask where the request went, even if the account has been
	// pointed elsewhere since: only there can an answer of "none" be trusted.
	if !entry.Place.Practice {
		target.Account.PlatformURL = entry.Place.PlatformURL
	}
	target.Account.OrgID = entry.Place.OrgID
	target.Account.Sandbox = entry.Place.Sandbox
	return target
}

// readingTarget says how to sign in to read a connection.
func readingTarget(entry history.Entry, saved []history.Account, chosen session.Target) session.Target {
	own := targetFor(entry, saved, chosen)
	if entry.Place.Practice {
		return own
	}
	for _, account := range saved {
		if account.ID == own.Account.ID {
			return own
		}
	}
	if chosen.Account.APIKey == entry.APIKey && chosen.Account.APIKey != "" {
		return own
	}
	usable := func(account history.Account) bool {
		return account.OrgID == entry.Place.OrgID && session.PlaceOf(account).PlatformURL == entry.Place.PlatformURL
	}
	other := session.Target{}
	switch {
	case usable(chosen.Account):
		other = chosen
	default:
		for _, account := range saved {
			if usable(account) {
				other = session.Target{Account: account}
				break
			}
		}
	}
	if other.Account.OrgID == "" {
		return own // which has no client secret, and says so
	}
	other.Account.Sandbox = entry.Place.Sandbox
	return other
}
