package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Sign is how something went, as the sign at the head of a row shows it.
type Sign int

// Signs, told apart by shape as well as by color.
const (
	SignWaiting Sign = iota
	SignRunning
	SignDone
	SignWarned
	SignFailed
	SignNotNeeded
	SignSkipped
	// SignDot is for what went nowhere: it has happened.
	SignDot
)

// icon is the icon of a sign and its color. What runs turns, and a dot is drawn.
func (s Sign) icon() (fyne.Resource, fyne.ThemeColorName) {
	switch s {
	case SignDone:
		return iconDone, theme.ColorNameSuccess
	case SignWarned:
		return iconWarned, theme.ColorNameWarning
	case SignFailed:
		return iconFailed, theme.ColorNameError
	case SignNotNeeded:
		return iconNotNeeded, theme.ColorNamePlaceHolder
	case SignSkipped:
		return iconSkipped, theme.ColorNamePlaceHolder
	case SignRunning, SignDot:
		return nil, ""
	default:
		return iconWaiting, theme.ColorNameInputBorder
	}
}

// quiet tells whether nothing came of it, or not yet.
func (s Sign) quiet() bool { return s == SignWaiting || s == SignSkipped || s == SignNotNeeded }

// tailColor is that of the small text beside what has the sign.
func (s Sign) tailColor() fyne.ThemeColorName {
	switch s {
	case SignFailed:
		return ColorNameDangerText
	case SignWarned:
		return ColorNameWarningText
	default:
		return ColorNameMuted
	}
}
