package connection_test

import (
	"testing"
	"time"

	"mooring/client/history"
	"mooring/gui/model/modeltest"
)

// TestOnlyKeysChangeKeys is about when a connection got other keys: whatever else of
// it was changed says nothing of them.
func TestOnlyKeysChangeKeys(t *testing.T) {
	at := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	platform := at.Add(time.Minute) // whose clock is another one
	event := func(ago time.Duration, kind history.EventKind, fields ...string) history.Event {
		return history.Event{At: at.Add(-ago), Kind: kind, Fields: fields}
	}
	for name, c := range map[string]struct {
		events []history.Event
		want   time.Time
	}{
		"never":               {nil, time.Time{}},
		"renamed elsewhere":   {[]history.Event{event(0, history.EventChanged, history.ChangedName)}, time.Time{}},
		"another version":     {[]history.Event{event(0, history.EventChanged, history.ChangedETag)}, time.Time{}},
		"replaced":            {[]history.Event{event(0, history.EventUpdated, history.ChangedKeys)}, platform},
		"replaced elsewhere":  {[]history.Event{event(0, history.EventChanged, history.ChangedKeys)}, platform},
		"not replaced":        {[]history.Event{event(0, history.EventUpdateFailed, history.ChangedKeys)}, time.Time{}},
		"nobody knows":        {[]history.Event{event(0, history.EventUpdateUnknown, history.ChangedKeys)}, time.Time{}},
		"tested since":        {[]history.Event{event(0, history.EventTested), event(1, history.EventUpdated, history.ChangedKeys)}, platform},
		"replaced, renamed":   {[]history.Event{event(0, history.EventUpdated, history.ChangedName), event(time.Hour, history.EventUpdated, history.ChangedKeys)}, at.Add(-time.Hour)},
		"replaced and others": {[]history.Event{event(0, history.EventUpdated, history.ChangedBucket, history.ChangedKeys)}, platform},
	} {
		r := modeltest.NewShuffled(1)
		current, b, _ := atHand(r, &handler{})
		entry := entryOf("a", history.Created)
		entry.PlatformUpdatedAt = platform
		b.entries["a"], b.events["a"] = entry, c.events
		current.Show(entry)
		r.Settle()
		if got := current.KeysChangedAt(); !got.Equal(c.want) {
			t.Errorf("%s: %v instead of %v", name, got, c.want)
		}
	}
}

// TestANameMendsNothing is about when anything of a connection was changed that may be
// why its data flows, or does not.
func TestANameMendsNothing(t *testing.T) {
	at := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	platform := at.Add(time.Minute)
	changed := func(kind history.EventKind, fields ...string) []history.Event {
		return []history.Event{{At: at, Kind: kind, Fields: fields}}
	}
	for name, c := range map[string]struct {
		events []history.Event
		want   time.Time
	}{
		"nobody knows what":  {nil, platform},
		"renamed":            {changed(history.EventUpdated, history.ChangedName), time.Time{}},
		"renamed elsewhere":  {changed(history.EventChanged, history.ChangedName, history.ChangedETag), time.Time{}},
		"another version":    {changed(history.EventChanged, history.ChangedETag), platform},
		"moved and renamed":  {changed(history.EventUpdated, history.ChangedName, history.ChangedBucket), platform},
		"replaced elsewhere": {changed(history.EventChanged, history.ChangedKeys), platform},
		"not moved":          {append(changed(history.EventUpdateFailed, history.ChangedBucket), changed(history.EventUpdated, history.ChangedName)...), time.Time{}},
	} {
		r := modeltest.NewShuffled(1)
		current, b, _ := atHand(r, &handler{})
		entry := entryOf("a", history.Created)
		entry.PlatformUpdatedAt = platform
		b.entries["a"], b.events["a"] = entry, c.events
		current.Show(entry)
		r.Settle()
		if got := current.ChangedAt(); !got.Equal(c.want) {
			t.Errorf("%s: %v instead of %v", name, got, c.want)
		}
	}
}
