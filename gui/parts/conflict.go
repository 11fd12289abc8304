package parts

import (
	"time"

	"fyne.io/fyne/v2"
)

// Conflict is who has changed something while the user was about to.
type Conflict struct {
	// Own says that it was the user's own credential, for certain.
	Own bool
	// Who it was otherwise, in words; empty where it is not known or goes without saying.
	Who string
	// At is when; zero if it is not known.
	At time.Time
}

// Words returns the title of a sheet that shows the conflict, and the label of the button
// that leaves things as they are now.
func (c Conflict) Words() (title, keep string) {
	if c.Own {
		return Tr("conflict.titleOwn"), Tr("conflict.keepOwn")
	}
	return Tr("conflict.title"), Tr("conflict.keep")
}

// AddTo adds who it was and when to a sheet, as far as it is known.
func (c Conflict) AddTo(rows *fyne.Container) {
	switch {
	case c.At.IsZero():
	case c.Own:
		rows.Add(Wrapped(Tr("conflict.byOwn", "When", DayTime(c.At))))
	case c.Who != "":
		rows.Add(Wrapped(Tr("conflict.by", "Who", c.Who, "When", DayTime(c.At))))
	}
}
