package connection

import (
	"testing"
	"time"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/stagetest"
)

// TestOwnWorkIsNotSomebodyElses is about who changed a connection, as far as it is
// known: Adobe names a technical account, and tells nobody whose it is.
func TestOwnWorkIsNotSomebodyElses(t *testing.T) {
	stagetest.New(t, "en")
	made := time.Date(2026, 11, 28, 18, 53, 0, 0, time.Local)
	const own, other = "0000000000000000000000A1@techacct.adobe.com", "0000000000000000000000B2@techacct.adobe.com"
	entry := func(f func(*history.Entry)) history.Entry {
		e := history.Entry{
			APIKey: "key", State: history.Created, CreatedClient: "key", CreatedBy: own, UpdatedBy: own,
			PlatformCreatedAt: made, PlatformUpdatedAt: made.Add(time.Hour),
		}
		f(&e)
		return e
	}
	mine, unknown := parts.Tr("who.own"), parts.Tr("who.credential", "ID", "0000…A1@techacct.adobe.com")
	elsewhere := entry(func(e *history.Entry) { e.CreatedClient, e.CreatedBy = madeInPages, "0000000000000000000000C3@AdobeID" })
	for name, c := range map[string]struct {
		entry history.Entry
		own   model.Own
		want  string
	}{
		"made with it":      {entry(func(*history.Entry) {}), nil, mine},
		"made in the pages": {elsewhere, nil, unknown},
		"told by Adobe":     {elsewhere, model.Own{"key": own}, mine},
		"another one told":  {elsewhere, model.Own{"key": other}, unknown},
	} {
		want := parts.Tr("details.changedBy", "When", parts.DayTime(made.Add(time.Hour)), "Who", c.want)
		if got := changedBy(c.entry, c.own); got != want {
			t.Errorf("%s: %q instead of %q", name, got, want)
		}
	}
}

// Nobody made what is not there, and nothing was created: it was tried.
func TestNobodyMadeWhatIsNotThere(t *testing.T) {
	stagetest.New(t, "en")
	at := time.Date(2026, 11, 28, 18, 53, 0, 0, time.Local)
	needs := Needs{
		Org:  func(history.Entry) string { return "" },
		Kind: func(history.Place) model.SandboxKind { return model.SandboxDevelopment },
	}
	for state, there := range map[history.State]bool{
		history.Pending: false, history.Failed: false, history.Unknown: false, history.Created: true, history.Deleted: true,
	} {
		labels := map[string]string{}
		for _, fact := range factsOf(history.Entry{APIKey: "key", State: state, StartedAt: at}, needs) {
			labels[fact.Title] = fact.Text
		}
		who, when := "", "details.tried"
		if there {
			who, when = parts.Tr("details.withCredential"), "details.created"
		}
		if got := labels[parts.Tr("details.made")]; got != who {
			t.Errorf("%s: made by %q", state, got)
		}
		if got := labels[parts.Tr(when)]; got != parts.Moment(at) {
			t.Errorf("%s: the facts are %q", state, labels)
		}
	}
}
