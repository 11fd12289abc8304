package parts

import (
	"strings"
	"testing"
	"time"
)

func TestDatesAndNumbersFollowTheLanguage(t *testing.T) {
	at := time.Date(2026, 11, 2, 15, 4, 0, 0, time.Local)
	t.Cleanup(func() {
		if err := UseLanguage("en"); err != nil {
			t.Error(err)
		}
	})
	for _, c := range []struct{ tag, date, count string }{
		{"en", "2 Nov 2026 15:04", "12,345"},
		{"fr", "02/11/2026 15:04", "12\u00a0345"},
		{"zh-Hans", "2026/11/2 15:04", "12,345"},
	} {
		if err := UseLanguage(c.tag); err != nil {
			t.Fatal(err)
		}
		if got := DayTime(at); got != c.date {
			t.Errorf("%s: %q, want %q", c.tag, got, c.date)
		}
		for n, want := range map[int]string{
			12345: c.count, 1234567: "1 234 567", 1000: "1 000", 999: "999", 7: "7", -999: "-999", -1000: "-1 000",
		} {
			want = strings.ReplaceAll(want, " ", strings.Trim(c.count, "12345"))
			if got := Number(n); got != want {
				t.Errorf("%s: %q, want %q", c.tag, got, want)
			}
		}
	}
}
