package provision

import (
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// aheadPlatform is a Platform of which this computer's clock is ahead.
type aheadPlatform struct {
	*fakePlatform
	by time.Duration
}

func (p aheadPlatform) ClockSkew() time.Duration { return p.by }

// A connection that was made is found however wrong this computer's clock is, or was.
func TestReconcileWithAWrongClock(t *testing.T) {
	const month = 30 * 24 * time.Hour
	for name, c := range map[string]struct {
		then, now time.Duration // how far the clock was and is ahead
		age       time.Duration // of the connection that is there, since the attempt
		found     bool
	}{
		"right":                         {0, 0, 0, true},
		"a month ahead":                 {month, month, 0, true},
		"a month behind":                {-month, -month, 0, true},
		"put right since":               {month, 0, 0, true},
		"a month ahead, another's":      {month, month, 26 * time.Hour, false},
		"put right since, another's":    {month, 0, 100 * time.Hour, false},
		"a month behind, another's":     {-month, -month, 26 * time.Hour, false},
		"right, and another's, as ever": {0, 0, 26 * time.Hour, false},
	} {
		t.Run(name, func(t *testing.T) {
			truth := time.Now()
			journal, platform := newJournal(), &fakePlatform{}
			entry := left(history.Unknown)
			entry.StartedAt = truth.Add(-time.Hour + c.then)
			entry.UpdatedAt = entry.StartedAt
			journal.put(entry)
			platform.add(own(func(o *client.Connection) { o.CreatedAt = truth.Add(-time.Hour - c.age) }))
			s := New(journal, Options{Settle: time.Nanosecond, Now: func() time.Time { return time.Now().Add(c.now) }})
			result, err := s.Reconcile(t.Context(), aheadPlatform{platform, c.now}, "attempt-1")
			if err != nil {
				t.Fatal(err)
			}
			if found := result.Entry.State == history.Created; found != c.found {
				t.Errorf("%+v", result.Entry)
			}
		})
	}
}
