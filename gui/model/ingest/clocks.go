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
var offsets = map[int]string{len("+01"): "X", len("+0100"): "XX", len("+01:00"): "XXX"}

// apart takes the times of day from days, and says the format that reads all of them;
// alike is false where there is none.
func apart(values []string) (days []string, clock string, alike bool) {
	hour, zone, parts := "HH", "XXX", make([][]string, len(values))
	for i, value := range values {
		m := clockShape.FindStringSubmatch(value)
		parts[i], days = m, append(days, strings.TrimSuffix(value, append(m, "")[0]))
		if m != nil && len(m[2]) == 1 {
			hour = "H"
		}
		if m != nil && strings.ContainsAny(m[7], "+-") {
			zone = offsets[len(m[7])]
		}
	}
	for i, m := range parts {
		format := clockFormat(m, hour, zone)
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

// monthDates are the formats of days whose month is a word, as package time and Data Prep
// write them.
var monthDates = [][2]string{
	{"2-Jan-2006", "d-MMM-yyyy"},
	{"2 Jan 2006", "d MMM yyyy"},
	{"2.Jan.2006", "d.MMM.yyyy"},
	{"2/Jan/2006", "d/MMM/yyyy"},
	{"2006-Jan-02", "yyyy-MMM-dd"},
	{"Jan 2, 2006", "MMM d, yyyy"},
	{"Jan 2 2006", "MMM d yyyy"},
	{"2-Jan-06", "d-MMM-yy"},
	{"2 January 2006", "d MMMM yyyy"},
	{"January 2, 2006", "MMMM d, yyyy"},
	{"January 2 2006", "MMMM d yyyy"},
}

// namedDate is the format of days with their months in English; empty where they are none,
// or not all written in one way. exact is false where Data Prep has other letters for them.
func namedDate(days []string) (format string, exact bool) {
	for _, f := range monthDates {
		exact = true
		fits := !slices.ContainsFunc(days, func(day string) bool {
			t, err := time.Parse(f[0], day)
			exact = exact && strings.Contains(day, t.Format("Jan"))
			return err != nil
		})
		if fits {
			return f[1], exact
		}
	}
	return "", false
}
