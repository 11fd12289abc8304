package ingest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"mooring/client/credentials"
)

// isoLayout is a time as it is written where no language says otherwise.
const isoLayout = "2006-01-02 15:04"

// clockTime ends what is typed for a time: 17:30, 17h30, 17h, 5:30 pm, 17时30分, 17点.
var clockTime = regexp.MustCompile(`(?i)^(.*?)[\s,T]+(?:à |at )?(\d{1,2})\s?([:：h时点]?)\s?(\d{2})?(?::\d{2}|分)?\s?([ap]\.?m\.?)?$`)

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
	typed = clockFirst(strings.Join(strings.Fields(credentials.HalfWidth(typed)), " "))
	date, hour, minute := typed, 0, 0
	if found := clockTime.FindStringSubmatch(typed); found != nil && found[3]+found[5] != "" {
		date = strings.TrimSpace(found[1])
		hour, _ = strconv.Atoi(found[2])
		minute, _ = strconv.Atoi(found[4])
		if half := strings.ReplaceAll(strings.ToLower(found[5]), ".", ""); half != "" {
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
	day, ok := readDay(inEnglish(date), firstIsDay)
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, time.Local), ok
}

// Chinese says which half of the day it is before the hour: 下午5点半. A day and a time need
// no space between them.
var (
	chineseHalf = regexp.MustCompile(`\s?(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上)\s?(\d{1,2})(.*)$`)
	dayAndTime  = regexp.MustCompile(`日(\d)`)
	clockWords  = strings.NewReplacer("点半", "点30分", "点整", "点", "点钟", "点", "点一刻", "点15分", "点三刻", "点45分")
)

// clockFirst writes a time in Chinese with am and pm at its end, unless the hour says it
// alone. What may be either noon or midnight is left as it is.
func clockFirst(typed string) string {
	typed = dayAndTime.ReplaceAllString(clockWords.Replace(typed), "日 $1")
	at := chineseHalf.FindStringSubmatchIndex(typed)
	if at == nil {
		return typed
	}
	before, word, hour, after := typed[:at[0]], typed[at[2]:at[3]], typed[at[4]:at[5]], typed[at[6]:]
	half := " am"
	if slices.Contains([]string{"中午", "下午", "傍晚", "晚上"}, word) {
		half = " pm"
	}
	switch n, _ := strconv.Atoi(hour); {
	case n == 12 && word != "凌晨" && word != "中午" && word != "下午":
		return typed
	case n == 0 && half == " am", n > 12 && half == " pm":
		half = ""
	case word == "中午" && n < 11 && n > 2:
		return typed
	case word == "中午" && n == 11:
		half = " am"
	}
	return before + " " + hour + after + half
}

var (
	weekday     = regexp.MustCompile(`(?i)^(?:le )?(?:(?:\pL+di|dimanche|\pL+day),? )?`)
	frenchMonth = regexp.MustCompile(`(?i)^(\d+)(?:er)? (jan|f[ée]v|mar|avr|mai|juin|juil|ao[ûu]|sep|oct|nov|d[ée]c)\pL*\.? `)
	toEnglish   = strings.NewReplacer(strings.Fields("fév feb fev feb avr apr mai may juin jun juil jul aoû aug aou aug déc dec")...)
)

// inEnglish writes a day whose month is a word in French as package time knows it, without
// the day of the week.
func inEnglish(day string) string {
	day = weekday.ReplaceAllString(day, "")
	if m := frenchMonth.FindStringSubmatch(day); m != nil {
		return m[1] + " " + toEnglish.Replace(strings.ToLower(m[2])) + " " + day[len(m[0]):]
	}
	return day
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
