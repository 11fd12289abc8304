package parts

import (
	"strconv"
	"strings"
	"time"

	"mooring/gui/model"
)

// lately writes a moment as briefly as it can be.
func lately(when model.Lately, text func(model.Text) string) string {
	if when.At.IsZero() {
		return text(model.T("lately.unknown"))
	}
	at, now := when.At.Local(), when.Now.Local()
	clock := at.Format("15:04")
	for days, key := range map[int]string{0: "lately.today", -1: "lately.yesterday", 1: "lately.tomorrow"} {
		if at.Format(time.DateOnly) == now.AddDate(0, 0, days).Format(time.DateOnly) {
			return text(model.T(key, "At", clock))
		}
	}
	if at.Year() == now.Year() {
		return at.Format(text(model.T("lately.thisYear")))
	}
	return at.Format(text(model.T("lately.earlier")))
}

var sizeUnits = []string{"format.unit.B", "format.unit.KB", "format.unit.MB", "format.unit.GB", "format.unit.TB"}

// bytes writes a size in the unit that fits, as S3 counts them.
func bytes(n int64, text func(model.Text) string) string {
	size, unit := float64(n), 0
	for size >= 1000 && unit < len(sizeUnits)-1 {
		size /= 1000
		unit++
	}
	digits := 0
	if unit > 0 && size < 10 {
		digits = 1
	}
	number := strings.Replace(strconv.FormatFloat(size, 'f', digits, 64), ".", text(model.T("format.decimal")), 1)
	return text(model.T("format.size", "Number", number, "Unit", text(model.T(sizeUnits[unit]))))
}
