package model

import "time"

// Text is something to be said to the user: a key of assets/translations and
// the values that its sentence takes. Whole sentences only, so that every
// language can order its words as it needs.
type Text struct {
	Key  string
	Args map[string]any
}

// T makes a Text of key and of pairs of a placeholder's name and its value:
// T("status.signedIn", "Until", "14:30").
func T(key string, pairs ...any) Text {
	text := Text{Key: key}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			continue
		}
		if text.Args == nil {
			text.Args = make(map[string]any, len(pairs)/2)
		}
		text.Args[name] = pairs[i+1]
	}
	return text
}

// Empty reports whether there is nothing to say.
func (t Text) Empty() bool { return t.Key == "" }

// Moment is a value of a Text that the language writes in its own way, as a date
// and a time of day, in the user's time zone.
type Moment struct{ time.Time }

// Day is a Moment of which only the date is of interest.
type Day struct{ time.Time }

// Lately is a Moment that is written as briefly as it can be, as of Now: today at a
// time of day, or a day without its year.
type Lately struct{ At, Now time.Time }

// List is several names, which the language puts one after the other in its own way.
type List []string

// DatePattern is how the days of a column are written, in the letters of Data Prep: dd/MM/yyyy.
// Each language has letters of its own for it.
type DatePattern string

// Bytes is a size, which is written in the unit that fits.
type Bytes int64
