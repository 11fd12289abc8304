package model

import "mooring/client/history"

// SandboxKind says how much is at stake in a sandbox.
type SandboxKind int

// The kinds of sandboxes.
const (
	SandboxUnsure      SandboxKind = iota // it cannot be told now: to be treated as production
	SandboxProduction                     // it holds live data
	SandboxDevelopment                    // it does not
)

// SandboxKind tells what is known of the sandbox of a place: its kind is known
// while signed in to its organization.
func (a *Accounts) SandboxKind(place history.Place) SandboxKind {
	account := a.Target().Account
	account.Sandbox = place.Sandbox
	if placeOf(account) != place {
		return SandboxUnsure
	}
	for _, sandbox := range a.sandboxes {
		switch {
		case sandbox.Name != place.Sandbox:
		case sandbox.Production():
			return SandboxProduction
		default:
			return SandboxDevelopment
		}
	}
	return SandboxUnsure
}

// LabelOf is the name under which the account of an entry is saved; empty if it
// is not.
func (a *Accounts) LabelOf(entry history.Entry) string {
	for _, account := range a.Saved() {
		if account.ID == entry.AccountID {
			return account.Label
		}
	}
	return ""
}
