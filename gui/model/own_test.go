package model_test

import (
	"testing"

	"mooring/client/history"
	"mooring/gui/model"
)

// Who made or changed a connection is said to be its credential only where that is
// certain: Adobe names a technical account, and tells nobody whose it is.
func TestOwn(t *testing.T) {
	const (
		own, other = "0000000000000000000000A1@techacct.adobe.com", "0000000000000000000000B2@techacct.adobe.com"
		person     = "0000000000000000000000C3@AdobeID"
	)
	told := model.Own{"key": own, "another": other}
	entry := func(f func(*history.Entry)) history.Entry {
		e := history.Entry{APIKey: "key", State: history.Created, CreatedClient: "key", CreatedBy: own}
		f(&e)
		return e
	}
	inPages := func(e *history.Entry) { e.CreatedClient, e.CreatedBy, e.Origin = "exc_app", person, history.Elsewhere }
	for name, c := range map[string]struct {
		own   model.Own
		entry history.Entry
		id    string
		made  bool
		did   bool
	}{
		"made with it":                        {nil, entry(func(*history.Entry) {}), own, true, true},
		"by its API key":                      {nil, entry(inPages), "key", false, true},
		"made here, no client said":           {nil, entry(func(e *history.Entry) { e.CreatedClient = "" }), own, true, true},
		"another one since":                   {nil, entry(func(*history.Entry) {}), other, true, false},
		"nobody said":                         {told, entry(func(e *history.Entry) { e.CreatedBy = "" }), "", true, false},
		"made with another client":            {nil, entry(func(e *history.Entry) { e.CreatedClient = "other" }), own, false, false},
		"imported, no client said":            {nil, entry(func(e *history.Entry) { e.CreatedClient, e.Origin = "", history.Imported }), own, false, false},
		"imported, and told":                  {told, entry(func(e *history.Entry) { e.CreatedClient, e.Origin = "", history.Imported }), own, true, true},
		"a person's, with the same client":    {nil, entry(func(e *history.Entry) { e.CreatedBy = person }), person, true, false},
		"in the pages, not told":              {nil, entry(inPages), own, false, false},
		"in the pages, told":                  {told, entry(inPages), own, false, true},
		"in the pages, told in another case":  {model.Own{"key": "0000000000000000000000a1@techacct.adobe.com"}, entry(inPages), own, false, true},
		"in the pages, told of another":       {told, entry(inPages), other, false, false},
		"in the pages, the person again":      {told, entry(inPages), person, false, false},
		"nothing was made":                    {told, history.Entry{APIKey: "key", State: history.Failed}, "", false, false},
		"not known whether anything was made": {told, history.Entry{APIKey: "key", State: history.Unknown}, "", false, false},
		"deleted since":                       {nil, entry(func(e *history.Entry) { e.State = history.Deleted }), own, true, true},
	} {
		if got := c.own.Made(c.entry); got != c.made {
			t.Errorf("%s: made with it: %v", name, got)
		}
		if got := c.own.Did(c.entry, c.id); got != c.did {
			t.Errorf("%s: done with it: %v", name, got)
		}
	}
}
