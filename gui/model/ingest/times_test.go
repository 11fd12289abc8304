package ingest

import (
	"strings"
	"testing"
	"time"
)

// TestTimesAsTheyAreTyped reads a time as people write it, the way that the app itself
// writes it among them; what may mean two days means none, unless the language decides.
func TestTimesAsTheyAreTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"24/12/2026 17:30": "2026-12-24 17:30", "24/12/2026 17h30": "2026-12-24 17:30", "24/12/2026 à 17 h 30": "2026-12-24 17:30",
		" 24/12/26\u00a017h ": "2026-12-24 17:00", "24/12/2026": "2026-12-24 00:00", "24.12.2026 8:05": "2026-12-24 08:05",
		"2026-12-24 17:30": "2026-12-24 17:30", "2026-12-24T17:30:00": "2026-12-24 17:30", "2026-12-24": "2026-12-24 00:00",
		"2026/12/24 17:30": "2026-12-24 17:30", "2026年12月24日 17时30分": "2026-12-24 17:30", "2026/1/2 17：30": "2026-01-02 17:30",
		"24 Dec 2026 17:30": "2026-12-24 17:30", "24 december 2026, 5 pm": "2026-12-24 17:00", "Dec 24, 2026 at 12:15 am": "2026-12-24 00:15", "12/24/2026 5:30 PM": "2026-12-24 17:30",
		"5/6/2026 8:00": "day 2026-06-05 08:00", "6/6/2026 8:00": "2026-06-06 08:00",
		"": "", "tomorrow": "", "17:30": "", "31/2/2026 8:00": "", "24/12/2026 25:00": "", "24/12/2026 17:60": "", "24/12/2026 17:": "", "24/12/2026 13 pm": "", "24/12/2026 17": "",
	} {
		for _, first := range []bool{true, false} {
			want := want
			if day, ok := strings.CutPrefix(want, "day "); ok {
				if want = ""; first {
					want = day
				}
			}
			got := ""
			if at, ok := readTime(typed, first); ok {
				got = at.Format(isoLayout)
				if at.Location() != time.Local {
					t.Errorf("%q is not local", typed)
				}
			}
			if got != want {
				t.Errorf("%q with the day first %t: %q, want %q", typed, first, got, want)
			}
		}
	}
}
