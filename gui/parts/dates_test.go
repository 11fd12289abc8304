package parts

import (
	"strings"
	"testing"
	"time"

	"mooring/client"
	"mooring/gui/model"
)

// Dates in sentences are written as the language writes them.
func TestDatesOfTexts(t *testing.T) {
	at := time.Date(2026, 3, 7, 9, 5, 0, 0, time.Local)
	t.Cleanup(func() { _ = UseLanguage("en") })
	for file, want := range map[string]struct{ moment, day string }{
		"en.json":      {"7 Mar 2026 09:05", "7 Mar 2026"},
		"fr.json":      {"07/03/2026 09:05", "07/03/2026"},
		"zh-Hans.json": {"2026/3/7 09:05", "2026/3/7"},
	} {
		if err := UseLanguage(strings.TrimSuffix(file, ".json")); err != nil {
			t.Fatal(err)
		}
		text := model.T("problem.clock.cause", "Here", model.Moment{Time: at}, "There", model.Moment{Time: at.Add(time.Hour)})
		said := Say(text)
		if !strings.Contains(said, want.moment) || !strings.Contains(said, strings.Replace(want.moment, "09:05", "10:05", 1)) {
			t.Errorf("%s: %q does not say %q", file, said, want.moment)
		}
		if _, still := text.Args["Here"].(model.Moment); !still {
			t.Errorf("%s: saying a text has changed it", file)
		}
		said = Say(model.T("problem.certificateEarly.cause", "From", model.Day{Time: at}, "Today", model.Day{Time: at}))
		if strings.Count(said, want.day) != 2 || strings.Contains(said, "09:05") {
			t.Errorf("%s: %q does not say %q", file, said, want.day)
		}
	}
	if said := InEnglish(model.T("problem.certificateEarly.cause", "From", model.Day{Time: at}, "Today", model.Day{Time: at})); !strings.Contains(said, "7 Mar 2026") {
		t.Errorf("in English: %q", said)
	}
}

// Where there is little room a day of another year is not taken for one of this year.
func TestShortDays(t *testing.T) {
	t.Cleanup(func() { _ = UseLanguage("en") })
	now := time.Date(2026, 3, 7, 9, 5, 0, 0, time.Local)
	for language, want := range map[string][2]string{"en": {"5 Mar", "Dec 2025"}, "fr": {"05/03", "12/2025"}, "zh-Hans": {"3月5日", "2025/12"}} {
		if err := UseLanguage(language); err != nil {
			t.Fatal(err)
		}
		if got := [2]string{ShortDay(now.AddDate(0, 0, -2), now), ShortDay(now.AddDate(0, -3, 0), now)}; got != want {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
	}
}

// The words of a wrong clock are there in every language, with both clocks.
func TestWrongClockInEveryLanguage(t *testing.T) {
	t.Cleanup(func() { _ = UseLanguage("en") })
	for _, l := range Languages {
		if err := UseLanguage(l.Tag); err != nil {
			t.Fatal(err)
		}
		problem := model.Explain(&client.APIError{
			Kind: client.KindUnauthorized, Status: 401, Code: "401013", Op: "Sandboxes", ClockSkew: 3 * time.Hour,
		})
		there, _ := problem.Cause.Args["There"].(model.Moment)
		if cause := Say(problem.Cause); !strings.Contains(cause, DayTime(there.Time)) || Say(problem.Do) == "" || Say(problem.Title) == "" {
			t.Errorf("%s: %q, %q, %q", l.Tag, Say(problem.Title), cause, Say(problem.Do))
		}
	}
}
