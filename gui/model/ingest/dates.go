package ingest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"mooring/gui/model"
)

// knownDates are those that Data Prep reads without being told how, and reads as
// everybody means them.
var knownDates = []*regexp.Regexp{
	regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`),
	regexp.MustCompile(`^\d{4}/\d{2}/\d{2}$`),
	regexp.MustCompile(`^\d{4}\.\d{2}\.\d{2}$`),
	regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$`),
	regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}(Z|[-+]\d{2}(:?\d{2})?)$`),
	regexp.MustCompile(`^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{3})?[-+]\d{4}$`),
	regexp.MustCompile(`^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3}$`),
}

var (
	dateShape = regexp.MustCompile(`^(\d{1,4})([-/. ])(\d{1,2})[-/. ](\d{1,4})$`)
	epoch     = regexp.MustCompile(`^\d{10}(\d{3})?$`)
	eightLong = regexp.MustCompile(`^\d{8}$`)
	timestamp = regexp.MustCompile(`^\d{14}$`)
)

// dates looks at values for a field of dates. What Data Prep would have to guess is
// said with the format that reads it.
func dates(ref string, values []string) []Trouble {
	trimmed := make([]string, len(values))
	for i, v := range values {
		trimmed[i] = strings.TrimSpace(v)
	}
	trouble := Trouble{Text: model.T("ingest.trouble.date", "Value", values[0])}
	switch {
	case allLike(trimmed, knownDates...):
		return impossible(trimmed)
	case allLike(trimmed, epoch):
		milliseconds := "to_bigint(" + ref + ")"
		if len(trimmed[0]) == 10 {
			milliseconds += " * 1000"
		}
		trouble.Cures = []Cure{{"dformat(" + milliseconds + `, "yyyy-MM-dd'T'HH:mm:ss.SSSX")`, model.T("ingest.cure.epoch")}}
		return []Trouble{trouble}
	}
	formats, found := dateFormats(trimmed)
	switch {
	case !found:
		return unreadDates(values, trimmed)
	case len(formats) > 1:
		trouble.Text = model.T("ingest.trouble.dateOrder", "Value", values[0])
	}
	for _, format := range formats {
		trouble.Cures = append(trouble.Cures, Cure{
			"date(" + ref + ", " + quote(format) + ")", model.T("ingest.cure.date", "Format", model.DatePattern(format)),
		})
	}
	return []Trouble{trouble}
}

// dateFormats are the formats that read all values, the likelier first. found is false
// where they are no dates, or not all written in one way.
func dateFormats(values []string) (formats []string, found bool) {
	days, clock, alike := apart(values)
	switch {
	case allLike(values, eightLong):
		return eightDigits(values), true
	case allLike(values, timestamp):
		return []string{"yyyyMMddHHmmss"}, true
	case !alike:
		return nil, false
	case allLike(days, inChinese):
		formats = []string{chineseDate}
	case allLike(days, dateShape):
		formats = dividedDates(days)
	default:
		format, exact := namedDate(days)
		if !exact {
			return nil, format != ""
		}
		formats = []string{format}
	}
	for i := range formats {
		formats[i] += clock
	}
	return formats, len(formats) > 0
}

// unreadDates says what is wrong with values that no one format reads.
func unreadDates(values, trimmed []string) []Trouble {
	for i, value := range trimmed {
		if _, found := dateFormats([]string{value}); !found && !allLike([]string{value}, epoch) {
			return noDate(values[i])
		}
	}
	return []Trouble{{Text: model.T("ingest.trouble.dateMixed", "Value", values[0])}}
}

func noDate(value string) []Trouble {
	return []Trouble{{Text: model.T("ingest.trouble.noDate", "Value", value)}}
}

// impossible finds a day that there is not among dates with the year first, such as the
// 0000-00-00 of some databases.
func impossible(values []string) []Trouble {
	for _, value := range values {
		if _, err := time.Parse("20060102", value[:4]+value[5:7]+value[8:10]); err != nil {
			return noDate(value)
		}
	}
	return nil
}

// eightDigits are the formats that dates without any divider may have.
func eightDigits(values []string) []string {
	in := func(v string, from, to, least, most int) bool {
		n, err := strconv.Atoi(v[from:to])
		return err == nil && n >= least && n <= most
	}
	all := func(ok func(string) bool) bool {
		return !slices.ContainsFunc(values, func(v string) bool { return !ok(v) })
	}
	var formats []string
	if all(func(v string) bool { return in(v, 0, 4, 1900, 2100) && in(v, 4, 6, 1, 12) && in(v, 6, 8, 1, 31) }) {
		formats = append(formats, "yyyyMMdd")
	}
	if all(func(v string) bool { return in(v, 0, 2, 1, 31) && in(v, 2, 4, 1, 12) && in(v, 4, 8, 1900, 2100) }) {
		formats = append(formats, "ddMMyyyy")
	}
	if all(func(v string) bool { return in(v, 0, 2, 1, 12) && in(v, 2, 4, 1, 31) && in(v, 4, 8, 1900, 2100) }) {
		formats = append(formats, "MMddyyyy")
	}
	return formats
}

// dividedDates are the formats that dates with dividers may have: more than one where
// no day is above the twelfth, none where the values differ.
func dividedDates(values []string) []string {
	first := dateShape.FindStringSubmatch(values[0])
	divider := first[2]
	yearFirst, dayFirst, monthFirst := true, true, true
	day, month, year := "dd", "MM", "yyyy"
	for _, value := range values {
		m := dateShape.FindStringSubmatch(value)
		otherYear := len(m[1]) <= 2 && len(m[4]) != len(first[4])
		if m[2] != divider || otherYear {
			return nil
		}
		yearFirst = yearFirst && len(m[1]) == 4
		dayFirst = dayFirst && upTo(m[1], 31) && upTo(m[3], 12)
		monthFirst = monthFirst && upTo(m[1], 12) && upTo(m[3], 31)
		if min(len(m[1]), len(m[3])) == 1 {
			day, month = "d", "M"
		}
	}
	if len(first[4]) == 2 { // of no matter where the year comes first
		year = "yy"
	}
	var formats []string
	for _, order := range []struct {
		fits  bool
		parts []string
	}{
		{yearFirst, []string{"yyyy", month, day}},
		{dayFirst, []string{day, month, year}},
		{monthFirst, []string{month, day, year}},
	} {
		if order.fits {
			formats = append(formats, strings.Join(order.parts, divider))
		}
	}
	return formats
}

// upTo reports whether a text is a number of one or two digits that is not too high.
func upTo(text string, most int) bool {
	n, err := strconv.Atoi(text)
	return err == nil && len(text) <= 2 && n <= most
}
