package account

import (
	"mooring/client"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// SandboxesOf are those of the organization of a place that can be used, whatever its
// own. There are none while they are not known: they are where one is signed in to it,
// unless the credential may not list them.
func (t *Targeting) SandboxesOf(place history.Place) []client.Sandbox {
	chosen := t.accounts.Target().Account
	chosen.Sandbox = place.Sandbox
	if session.PlaceOf(chosen) != place {
		return nil
	}
	return t.accounts.sandboxes
}

// SandboxKind tells what is known of the sandbox of a place: its kind is known
// while signed in to its organization.
func (t *Targeting) SandboxKind(place history.Place) model.SandboxKind {
	for _, sandbox := range t.SandboxesOf(place) {
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
