package ingest

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// clockShape is a time of day behind a day, with what says where on Earth it is.
var clockShape = regexp.MustCompile(`(T| +|, )(\d{1,2}):\d{2}(:\d{2})?(\.\d{1,9})?( [AP]M)?( ?)(Z|[-+]\d{2}(?::?\d{2})?|[A-Z]{3,4})?$`)

// offsets are the letters for what is east or west of Greenwich, by its length.
var offsets = [...]string{len("+01"): "X", len("+0100"): "XX", len("+01:00"): "XXX"}

// apart takes the times of day from days, and says the format that reads all of them;
// alike is false where there is none.
func apart(values []string) (days []string, clock string, alike bool) {
	hour, zone := "HH", "XXX"
	for _, value := range values {
		m := append(clockShape.FindStringSubmatch(value), make([]string, 8)...)
		days = append(days, strings.TrimSuffix(value, m[0]))
		if len(m[2]) == 1 {
			hour = "H"
		}
		if strings.ContainsAny(m[7], "+-") {
			zone = offsets[len(m[7])]
		}
	}
	for i, value := range values {
		format := clockFormat(clockShape.FindStringSubmatch(value), hour, zone)
		if i > 0 && format != clock {
			return days, "", false
		}
		clock = format
	}
	return days, clock, true
}

// clockFormat is the format of one time of day; empty where there is none.
func clockFormat(m []string, hour, zone string) string {
	if m == nil {
		return ""
	}
	if m[5] != "" {
		hour = strings.ToLower(hour)
	}
	format := strings.Replace(m[1], "T", "'T'", 1) + hour + ":mm"
	if m[3] != "" {
		format += ":ss"
	}
	if m[4] != "" {
		format += "." + strings.Repeat("S", len(m[4])-1)
	}
	if m[5] != "" {
		format += " a"
	}
	switch {
	case m[7] == "":
		return format
	case m[7] == "Z": // at Greenwich, among others or alone
		return format + m[6] + zone
	case strings.ContainsAny(m[7], "+-"):
		return format + m[6] + offsets[len(m[7])]
	}
	return format + m[6] + "z"
}

// monthDates are the formats of days whose month is a word, as package time writes them,
// and inPrep makes them what Data Prep has.
var (
	monthDates = strings.Split("2-Jan-2006|2 Jan 2006|2.Jan.2006|2/Jan/2006|2006-Jan-02|Jan 2, 2006|Jan 2 2006|2-Jan-06|2 January 2006|January 2, 2006|January 2 2006", "|")
	inPrep     = strings.NewReplacer(strings.Fields("January MMMM Jan MMM 2006 yyyy 06 yy 02 dd 2 d")...)
)

// namedDate is the format of days with their months in English; empty where they are none,
// or not all written in one way. exact is false where Data Prep has other letters for them.
func namedDate(days []string) (format string, exact bool) {
	for _, layout := range monthDates {
		exact = true
		fits := !slices.ContainsFunc(days, func(day string) bool {
			t, err := time.Parse(layout, day)
			exact = exact && strings.Contains(day, t.Format("Jan"))
			return err != nil
		})
		if fits {
			return inPrep.Replace(layout), exact
		}
	}
	return "", false
}
