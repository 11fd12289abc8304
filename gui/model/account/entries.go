package account

import (
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// SandboxKind tells what is known of the sandbox of a place: its kind is known
// while signed in to its organization.
func (t *Targeting) SandboxKind(place history.Place) model.SandboxKind {
	chosen := t.accounts.Target().Account
	chosen.Sandbox = place.Sandbox
	if session.PlaceOf(chosen) != place {
		return model.SandboxUnsure
	}
	for _, sandbox := range t.accounts.sandboxes {
		switch {
		case sandbox.Name != place.Sandbox:
		case sandbox.Production():
			return model.SandboxProduction
		default:
			return model.SandboxDevelopment
		}
	}
	return model.SandboxUnsure
}
