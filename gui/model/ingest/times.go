package ingest

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// isoLayout is a time as it is written where no language says otherwise.
const isoLayout = "2006-01-02 15:04"

// clockTime ends what is typed for a time: 17:30, 17h30, 17h, 5:30 pm, 17时30分.
var clockTime = regexp.MustCompile(`(?i)^(.*?)[\s,T]+(?:à |at )?(\d{1,2})\s?([:：h时点]?)\s?(\d{2})?(?::\d{2}|分)?\s?(am|pm)?$`)

// Days as they are typed. What has slashes is read either way where only one is possible.
var (
	dayLayouts = []string{
		"2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", "2 Jan 2006", "2 January 2006", "Jan 2, 2006", "January 2, 2006", "Jan 2 2006", "January 2 2006", "2.1.2006",
	}
	dayFirst   = []string{"2/1/2006", "2-1-2006", "2/1/06"}
	monthFirst = []string{"1/2/2006", "1-2-2006", "1/2/06"}
)

// readTime reads a local time as people type it in the languages that there are, or a day,
// which is meant from its beginning. Of two numbers that may each be the month, the first
// is the day where firstIsDay says so; otherwise nobody knows.
func readTime(typed string, firstIsDay bool) (at time.Time, ok bool) {
	typed = strings.Join(strings.Fields(typed), " ")
	date, hour, minute := typed, 0, 0
	if found := clockTime.FindStringSubmatch(typed); found != nil && found[3]+found[5] != "" {
		date = strings.TrimSpace(found[1])
		hour, _ = strconv.Atoi(found[2])
		minute, _ = strconv.Atoi(found[4])
		if half := strings.ToLower(found[5]); half != "" {
			if hour < 1 || hour > 12 {
				return time.Time{}, false
			}
			hour %= 12
			if half == "pm" {
				hour += 12
			}
		}
		if hour > 23 || minute > 59 || found[4] == "" && strings.ContainsAny(found[3], ":：") {
			return time.Time{}, false
		}
	}
	day, ok := readDay(date, firstIsDay)
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, time.Local), ok
}

// readDay reads a day.
func readDay(typed string, firstIsDay bool) (day time.Time, ok bool) {
	if day, ok = parseAny(typed, dayLayouts); ok {
		return day, true
	}
	first, isFirst := parseAny(typed, dayFirst)
	second, isSecond := parseAny(typed, monthFirst)
	switch {
	case isFirst && (firstIsDay || !isSecond || first.Equal(second)):
		return first, true
	case isSecond && !isFirst:
		return second, true
	}
	return time.Time{}, false
}

func parseAny(typed string, layouts []string) (day time.Time, ok bool) {
	for _, layout := range layouts {
		if day, err := time.Parse(layout, typed); err == nil {
			return day, true
		}
	}
	return time.Time{}, false
}
