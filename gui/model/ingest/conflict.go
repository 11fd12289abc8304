package ingest

import (
	"reflect"

	"mooring/client"
	"mooring/gui/model"
)

// Difference is one thing of a dataflow in three versions: as it was when the user began
// to change it, as somebody else has left it since, and as it would be with the user's
// change over that.
type Difference struct {
	Label           model.Text
	Seen, Now, Mine model.Text
}

// Differences are what differs between the three versions, in PhaseConflict.
func (c *Check) Differences() []Difference {
	i, seen, now := c.steps, c.steps.flow, c.theirs
	change := i.change()
	mine := now
	replace(&mine.Name, change.Name)
	replace(&mine.Description, change.Description)
	replace(&mine.Schedule.Frequency, change.Frequency)
	replace(&mine.Schedule.Interval, change.Interval)
	replace(&mine.Schedule.Start, change.Start)
	var all []Difference
	add := func(label string, of func(client.Flow) model.Text) {
		d := Difference{model.T(label), of(seen), of(now), of(mine)}
		if !same(d.Seen, d.Now) || !same(d.Now, d.Mine) {
			all = append(all, d)
		}
	}
	add("bring.name", func(f client.Flow) model.Text { return model.T("ingest.word", "Word", f.Name) })
	add("bring.description", func(f client.Flow) model.Text { return model.T("ingest.word", "Word", f.Description) })
	add("bring.frequency", func(f client.Flow) model.Text { return model.Often(f.Schedule, i.When.now()) })
	add("bring.startTime", func(f client.Flow) model.Text {
		if f.Schedule.Start.IsZero() {
			return model.Text{}
		}
		return model.T("ingest.word", "Word", model.Moment{Time: f.Schedule.Start})
	})
	kept, theirs := model.T("ingest.mapping.before"), model.T("ingest.mapping.before")
	if now.Mapping != seen.Mapping {
		theirs = model.T("ingest.mapping.theirs")
	}
	result := theirs
	if i.mappingChanged() {
		result = model.T("ingest.mapping.mine")
	}
	if theirs.Key != kept.Key || result.Key != theirs.Key {
		all = append(all, Difference{model.T("ingest.piece.mapping"), kept, theirs, result})
	}
	return all
}

func replace[T any](to, value *T) {
	if value != nil {
		*to = *value
	}
}

// same reports whether two texts say the same.
func same(a, b model.Text) bool { return reflect.DeepEqual(a, b) }
