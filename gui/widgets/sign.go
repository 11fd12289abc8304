package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Sign is how something went, as the sign at the head of a row shows it.
type Sign int

// Signs, which differ in shape as well as in color.
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

// signIcons are the icons of the signs and their colors. What runs turns, and a dot is drawn.
var signIcons = map[Sign]struct {
	icon  fyne.Resource
	color fyne.ThemeColorName
}{
	SignWaiting:   {iconWaiting, theme.ColorNameInputBorder},
	SignDone:      {iconDone, theme.ColorNameSuccess},
	SignWarned:    {iconWarned, theme.ColorNameWarning},
	SignFailed:    {iconFailed, theme.ColorNameError},
	SignNotNeeded: {iconNotNeeded, theme.ColorNamePlaceHolder},
	SignSkipped:   {iconSkipped, theme.ColorNamePlaceHolder},
}

// icon is the icon of a sign and its color, if it has one.
func (s Sign) icon() (fyne.Resource, fyne.ThemeColorName) {
	return signIcons[s].icon, signIcons[s].color
}

// quiet reports whether nothing came of it, or not yet.
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
