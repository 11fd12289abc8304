package connection

import (
	"testing"
	"time"

	"mooring/client/history"
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
			APIKey: "key", CreatedClient: "key", CreatedBy: own, UpdatedBy: own,
			PlatformCreatedAt: made, PlatformUpdatedAt: made.Add(time.Hour),
		}
		f(&e)
		return e
	}
	mine, unknown := parts.Tr("who.own"), parts.Tr("who.credential", "ID", "0000…A1@techacct.adobe.com")
	for name, c := range map[string]struct {
		entry history.Entry
		want  string
	}{
		"own":                       {entry(func(*history.Entry) {}), mine},
		"made here, no client said": {entry(func(e *history.Entry) { e.CreatedClient = "" }), mine},
		"client id":                 {entry(func(e *history.Entry) { e.CreatedBy, e.CreatedClient, e.UpdatedBy = other, "other", "key" }), mine},
		"made elsewhere":            {entry(func(e *history.Entry) { e.CreatedClient = "other" }), unknown},
		"imported":                  {entry(func(e *history.Entry) { e.CreatedClient, e.Origin = "", history.Imported }), unknown},
		"another one since": {
			entry(func(e *history.Entry) { e.UpdatedBy = other }),
			parts.Tr("who.credential", "ID", "0000…B2@techacct.adobe.com"),
		},
	} {
		want := parts.Tr("details.changedBy", "When", parts.DayTime(made.Add(time.Hour)), "Who", c.want)
		if got := changedBy(c.entry); got != want {
			t.Errorf("%s: %q instead of %q", name, got, want)
		}
	}
}
