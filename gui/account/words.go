package account

import (
	"mooring/client/history"
	"mooring/gui/model/account"
	"mooring/gui/parts"
)

// Organization is what the user calls the organization of the chosen account.
func Organization(accounts *account.Accounts) string {
	target := accounts.Target()
	switch {
	case target.Account.Practice:
		return parts.PracticeName(target.Account.OrgID)
	case target.Account.Label != "" && target.Account.OrgID == accounts.Chosen().OrgID:
		return target.Account.Label
	}
	return target.Account.OrgID
}

// OrganizationOf is the organization of an entry, with the name under which its account
// is saved where that is known.
func OrganizationOf(accounts *account.Accounts, entry history.Entry) string {
	switch label := accounts.LabelOf(entry); {
	case entry.Place.Practice:
		return parts.PracticeName(entry.Place.OrgID)
	case label != "":
		return parts.Tr("details.orgOf", "Label", label, "OrgID", entry.Place.OrgID)
	}
	return entry.Place.OrgID
}

// NameOf is what the user calls the account of an id, be it one that is not saved.
func NameOf(accounts *account.Accounts, id string) string {
	if id == account.PracticeID {
		return parts.Tr("account.practice")
	}
	for _, saved := range accounts.Saved() {
		if saved.ID == id {
			return saved.Label
		}
	}
	return parts.Tr("account.new")
}
