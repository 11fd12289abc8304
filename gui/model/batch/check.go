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

// book is the accounts as they are at one moment.
type book struct {
	saved  []history.Account
	chosen session.Target
	listed map[history.Place][]client.Sandbox // the sandboxes of their organizations
	// roleless are the organizations that are known to have no IAM role.
	roleless map[history.Place]bool
}

func (b *Batch) book() book {
	return book{saved: b.needs.Accounts.Saved(), chosen: b.needs.Accounts.Target(), listed: maps.Clone(b.listed), roleless: maps.Clone(b.roleless)}
}

// organization is a place without its sandbox.
func organization(place history.Place) history.Place {
	place.Sandbox = ""
	return place
}

// learn takes what has become known of the chosen organization, its sandboxes and
// whether it has an IAM role, and reports whether there is news.
func (b *Batch) learn() (news bool) {
	target := b.needs.Accounts.Target()
	place := session.PlaceOf(target.Account)
	if list := b.needs.Accounts.SandboxesOf(place); len(list) > 0 && !slices.Equal(list, b.listed[organization(place)]) {
		b.listed[organization(place)], news = list, true
	}
	if role, answered := b.needs.Roles.Of(target); answered && b.roleless[organization(place)] != (role == "") {
		b.roleless[organization(place)], news = role == "", true
	}
	return news
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

// Follow lets the rows that name no place of their own follow the account and the
// sandbox that are chosen now, and all of them what is known of the sandboxes.
func (b *Batch) Follow() {
	if b.busy() {
		return
	}
	learned, now := b.learn(), b.book()
	if b.Len() == 0 || !learned && now.place() == b.checked {
		return
	}
	if now.place().Practice != b.checked.Practice {
		b.id = "" // what is made there is another batch
	}
	b.checked = now.place()
	b.followed++
	for _, l := range b.lines {
		l.recheck(now)
	}
	b.compare()
	b.ended = Ending{}
	b.Changed.Emit()
}

// recheck checks a line anew, unless it is settled, by what is chosen now.
func (l *line) recheck(now book) {
	if l.settled() {
		return
	}
	if l.filled {
		l.plain[Sandbox], l.filled = "", false
	}
	l.check(now)
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
	all := []history.Account{b.chosen.Account}
	for _, account := range b.saved {
		if account.ID != b.chosen.Account.ID && !b.chosen.Account.Practice {
			all = append(all, account)
		}
	}
	wanted := credentials.Canonical(name)
	var found []history.Account
	for _, account := range all {
		if credentials.Canonical(account.Label) == wanted || account.OrgID == name {
			found = append(found, account)
		}
	}
	switch {
	case len(found) == 0:
		return session.Target{}, model.Note{Level: model.Error, Text: model.T("batch.account.unknown")}
	case len(found) > 1:
		return session.Target{}, model.Note{Level: model.Error, Text: model.T("batch.account.several")}
	case found[0].ID == b.chosen.Account.ID:
		return b.chosen, model.Note{}
	}
	return session.Target{Account: found[0]}, model.Note{}
}

// check cleans and judges a line as the form of a connection does, and finds out
// where it goes. What was said of it before no longer holds.
func (l *line) check(b book) {
	l.reveal()
	form := model.NewS3Form()
	l.said, l.notes, l.refused, l.odd = verdict{}, nil, l.wide, false
	way, ok := l.way()
	if !ok && l.plain[AccessKey] == "" {
		way = client.AuthRole // most likely; what to call it is to be said, and not that keys are missing
	}
	form.Set(model.FieldAuth, string(way))
	for c, field := range columnFields[:Sandbox] {
		form.Set(field, l.value(Column(c)))
	}
	form.CheckAll()
	notes := mendWhatIsClear(form)
	for c, field := range columnFields[:Sandbox] {
		l.set(Column(c), form.Value(field))
		note := form.Note(field)
		if note.Level < model.Cleaned {
			note = notes[field]
		}
		l.note(Column(c), note)
	}
	l.hide()
	l.checkRegion()
	target, note := b.find(l.plain[Account])
	l.note(Account, note)
	l.checkSandbox(target, b)
	l.checkAccess(b)
	l.noteHidden()
}

// checkRegion doubts an address that is that of another region than the one beside it.
func (l *line) checkRegion() {
	code, ok := credentials.RegionNamed(l.region)
	if !ok {
		address, _ := client.ParseS3Address(l.region)
		code = address.Region
	}
	of := client.S3RegionOf(l.plain[ServiceURL])
	if code != "" && of != "" && code != of {
		l.note(ServiceURL, model.Note{Level: model.Warning, Text: model.T("batch.otherRegion", "Region", l.region)})
	}
}

// checkSandbox finds the sandbox of a line. One that names none goes into the chosen
// one, which is written into its cell; another account has none that is chosen.
func (l *line) checkSandbox(target session.Target, b book) {
	l.plain[Sandbox], _ = credentials.Clean(credentials.SandboxName, l.plain[Sandbox])
	if chosen := b.chosen.Account; l.plain[Sandbox] == "" && target.Account.OrgID != "" && target.Account.ID == chosen.ID {
		l.plain[Sandbox], l.filled = chosen.Sandbox, true
	}
	sandbox, note := b.sandbox(target, l.plain[Sandbox])
	l.plain[Sandbox], target.Account.Sandbox = sandbox, sandbox
	l.target = target
	if l.plain[Sandbox] == "" && target.Account.OrgID == "" {
		return // the account is to be put right first
	}
	if note.Level == model.Fine {
		note = model.CheckPlatformField(model.FieldSandbox, map[model.Field]string{model.FieldSandbox: sandbox}, false)
	}
	l.note(Sandbox, note)
}

// sandbox finds the sandbox that a cell means among those of an organization, where
// they are known: people write its title, or capitals of their own.
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
		if strings.EqualFold(s.Name, written) || strings.EqualFold(s.Title, written) {
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

func (l *line) note(c Column, note model.Note) {
	if note.Level == model.Fine {
		return
	}
	if l.notes == nil {
		l.notes = map[Column]model.Note{}
	}
	l.notes[c] = note
	l.refused = l.refused || note.Level == model.Error
	l.odd = l.odd || note.Level == model.Warning
}

// certain are the mends that leave no doubt of what is meant, and what is said of
// them: in a form they wait for a press, in a table there would be too many.
var certain = map[string]model.Text{
	"mend.split": model.T("batch.split"), "mend.swap": model.T("batch.swapped"), "mend.correct": model.T("batch.corrected"),
}

// mendWhatIsClear puts right what can only be meant in one way, and tells where.
func mendWhatIsClear(form *model.Form) map[model.Field]model.Note {
	notes := map[model.Field]model.Note{}
	const most = 4
	for range most {
		before := values(form)
		for _, field := range form.Fields() {
			mend, ok := form.Mend(field)
			if text, isClear := certain[mend.Label.Key]; ok && isClear {
				mend.Do()
				for changed, value := range values(form) {
					if before[changed] != value && value != "" {
						notes[changed] = model.Note{Level: model.Cleaned, Text: text}
					}
				}
			}
		}
		if maps.Equal(before, values(form)) {
			break
		}
	}
	// Many write one, and it means nothing; two of them might.
	if folder, ok := strings.CutSuffix(form.Value(model.FieldFolder), "/"); ok && folder != "" && !strings.HasSuffix(folder, "/") {
		form.Set(model.FieldFolder, folder)
		notes[model.FieldFolder] = model.Note{Level: model.Cleaned, Text: certain["mend.correct"]}
	}
	return notes
}

func values(form *model.Form) map[model.Field]string {
	values := make(map[model.Field]string, len(form.Fields()))
	for _, field := range form.Fields() {
		values[field] = form.Value(field)
	}
	return values
}
