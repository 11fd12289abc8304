package batch

import (
	"maps"
	"slices"
	"strings"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// books are what is known of the accounts that rows may be for. It grows while the app
// is used.
type books struct {
	accounts Accounts
	roles    Roles
	listed   map[history.Place][]client.Sandbox // the sandboxes of organizations, as far as they are known
	roleless map[history.Place]bool             // the organizations that are known to have no IAM role
}

// book is what is known now.
func (k *books) book() book {
	return book{saved: k.accounts.Saved(), chosen: k.accounts.Target(), listed: maps.Clone(k.listed), roleless: maps.Clone(k.roleless)}
}

// learn takes what has become known of the chosen organization, its sandboxes and
// whether it has an IAM role, and reports whether there is news.
func (k *books) learn() (news bool) {
	target := k.accounts.Target()
	place := session.PlaceOf(target.Account)
	if list := k.accounts.SandboxesOf(place); len(list) > 0 && !slices.Equal(list, k.listed[organization(place)]) {
		k.listed[organization(place)], news = list, true
	}
	if role, answered := k.roles.Of(target); answered && k.roleless[organization(place)] != (role == "") {
		k.roleless[organization(place)], news = role == "", true
	}
	return news
}

// book is the accounts as they are at one moment.
type book struct {
	saved  []history.Account
	chosen session.Target
	listed map[history.Place][]client.Sandbox // the sandboxes of their organizations
	// roleless are the organizations that are known to have no IAM role.
	roleless map[history.Place]bool
}

// organization is a place without its sandbox.
func organization(place history.Place) history.Place {
	place.Sandbox = ""
	return place
}

// place tells whether another account or sandbox has been chosen.
func (b book) place() chosenPlace {
	account := b.chosen.Account
	return chosenPlace{session.PlaceOf(account), account.ID, account.APIKey}
}

// chosenPlace is where rows go that name no place of their own.
type chosenPlace struct {
	history.Place
	account, apiKey string
}

// find returns the account that a cell names: the chosen one where it is empty, and
// on the practice Platform no other.
func (b book) find(name string) (session.Target, model.Note) {
	if name == "" {
		if b.chosen.Account.OrgID == "" {
			return session.Target{}, model.Note{Level: model.Error, Text: model.T("batch.account.none")}
		}
		return b.chosen, model.Note{}
	}
	wanted := credentials.Canonical(name)
	if b.chosen.Account.Practice && practices[wanted] {
		return b.chosen, model.Note{}
	}
	var found []history.Account
	for _, account := range b.accounts() {
		if credentials.Canonical(account.Label) == wanted || account.OrgID == name {
			found = append(found, account)
		}
	}
	switch {
	case len(found) == 0:
		return session.Target{}, model.Note{Level: model.Error, Text: b.unknownAccount()}
	case len(found) > 1:
		return session.Target{}, model.Note{Level: model.Error, Text: model.T("batch.account.several")}
	case found[0].ID == b.chosen.Account.ID:
		return b.chosen, model.Note{}
	}
	return session.Target{Account: found[0]}, model.Note{}
}

// accounts are those that a cell may name, the chosen one first.
func (b book) accounts() []history.Account {
	all := []history.Account{b.chosen.Account}
	for _, account := range b.saved {
		if account.ID != b.chosen.Account.ID && !b.chosen.Account.Practice {
			all = append(all, account)
		}
	}
	return all
}

// unknownAccount says that there is no account of a name, and which there are.
func (b book) unknownAccount() model.Text {
	var labels []string
	for _, account := range b.accounts() {
		if account.Label != "" && !slices.Contains(labels, account.Label) {
			labels = append(labels, account.Label)
		}
	}
	switch {
	case b.chosen.Account.Practice:
		return model.T("batch.account.practice")
	case len(labels) == 0:
		return model.T("batch.account.unknown")
	}
	return model.T("batch.account.others", "Names", fewOf(labels))
}

// sandbox finds the sandbox that a cell means among those of an organization, where
// they are known: people write its title, both as the bar does, or capitals of their own.
func (b book) sandbox(target session.Target, written string) (name string, note model.Note) {
	list := b.listed[organization(session.PlaceOf(target.Account))]
	if written == "" || len(list) == 0 {
		return written, model.Note{}
	}
	var names, meant []string
	for _, s := range list {
		if s.Name == written {
			return written, model.Note{}
		}
		if strings.EqualFold(s.Name, written) || strings.EqualFold(s.Title, written) || credentials.Canonical(s.Title+s.Name) == credentials.Canonical(written) {
			meant = append(meant, s.Name)
		}
		names = append(names, s.Name)
	}
	if len(meant) == 1 {
		return meant[0], model.Note{Level: model.Cleaned, Text: model.T("batch.corrected")}
	}
	return written, model.Note{Level: model.Error, Text: model.T("batch.sandbox.unknown", "Sandbox", written, "Names", fewOf(names))}
}

// fewOf are as many of the names as can be read at a glance.
func fewOf(names []string) model.List {
	const few = 12
	if len(names) > few {
		return append(slices.Clone(names[:few]), "…")
	}
	return names
}
