package session

import (
	"cmp"
	"strings"

	"mooring/client"
	"mooring/client/history"
)

// PlaceOf says where an account's entries belong in the register.
func PlaceOf(account history.Account) history.Place {
	place := history.Place{Practice: account.Practice, OrgID: account.OrgID, Sandbox: account.Sandbox}
	if !account.Practice {
		place.PlatformURL = cmp.Or(strings.TrimRight(account.PlatformURL, "/"), client.DefaultBaseURL)
	}
	return place
}
