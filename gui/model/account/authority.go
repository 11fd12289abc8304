package account

import (
	"mooring/client"
	"mooring/gui/model"
)

// AuthoritiesOf are the certificates of a private authority that are trusted for the
// chosen account; nil for none.
func AuthoritiesOf(a *Accounts) client.Authorities { return client.KeptAuthorities(a.authority) }

// Trust trusts a private authority for the chosen account, or none. Who is signed in is
// then no longer certain.
func Trust(a *Accounts, authorities client.Authorities) {
	text := authorities.PEM()
	if a.Practice() || text == a.authority {
		return
	}
	a.authority = text
	a.edited(model.FieldPlatformURL)
	a.Changed.Emit()
}
