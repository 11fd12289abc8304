package account

import (
	"slices"

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
	var own []session.Target
	if chosen.Account.Practice == entry.Place.Practice && chosen.Account.APIKey == entry.APIKey {
		own = append(own, chosen)
	}
	for _, account := range saved {
		if account.ID == entry.AccountID || account.APIKey == entry.APIKey && account.OrgID == entry.Place.OrgID {
			own = append(own, session.Target{Account: account})
		}
	}
	// Without an account of its own the look-up finds no client secret, and the
	// entry stays as it is: another credential may not see the connection, and
	// its "none" would be taken for the truth.
	target := session.Target{Account: history.Account{ID: entry.AccountID, APIKey: entry.APIKey}}
	if i := slices.IndexFunc(own, func(t session.Target) bool { return speaksWith(t.Account, entry.Place) }); i >= 0 {
		target = own[i]
	} else if len(own) > 0 {
		// The account has been pointed elsewhere since. There an answer of "none" is
		// worth nothing, and where the entry was made it may be anybody's server now.
		target.Account.ID, target.Elsewhere = own[0].Account.ID, true
	}
	if !entry.Place.Practice {
		target.Account.PlatformURL = entry.Place.PlatformURL
	}
	target.Account.OrgID = entry.Place.OrgID
	target.Account.Sandbox = entry.Place.Sandbox
	return target
}

// speaksWith reports whether an account speaks with the server of a place.
func speaksWith(account history.Account, place history.Place) bool {
	return place.Practice && account.Practice || session.PlaceOf(account).PlatformURL == place.PlatformURL
}

// readingTarget says how to sign in to read a connection.
func readingTarget(entry history.Entry, saved []history.Account, chosen session.Target) session.Target {
	own := targetFor(entry, saved, chosen)
	if entry.Place.Practice {
		return own
	}
	for _, account := range saved {
		if account.ID == own.Account.ID && !own.Elsewhere {
			return own
		}
	}
	if chosen.Account.APIKey == entry.APIKey && chosen.Account.APIKey != "" && !own.Elsewhere {
		return own
	}
	usable := func(account history.Account) bool {
		return account.OrgID == entry.Place.OrgID && speaksWith(account, entry.Place)
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
