package account

import (
	"time"

	"mooring/client"
	"mooring/gui/model"
)

// AuthorityOf is the private authority that is trusted for the chosen account, and
// whether there is one.
func AuthorityOf(a *Accounts) (client.Authority, bool) {
	if a.authority == "" {
		return client.Authority{}, false
	}
	authority, _ := client.ReadAuthority([]byte(a.authority), time.Now()) // expired or not, it is whose it is
	return authority, authority.Certificate != nil
}

// Trust trusts a private authority for the chosen account, or none where its
// certificate is missing. Who is signed in is then no longer certain.
func Trust(a *Accounts, authority client.Authority) {
	text := ""
	if authority.Certificate != nil {
		text = authority.PEM()
	}
	if a.Practice() || text == a.authority {
		return
	}
	a.authority = text
	a.edited(model.FieldPlatformURL)
	a.Changed.Emit()
}
