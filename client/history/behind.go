package history

import (
	"slices"
	"time"

	"mooring/client"
)

// keptBehind is how many runs are kept whose files were left unread, or may be yet.
// They are told of for behindFor after the newest run: who has not repeated them by then
// does not want to. One of which no end was read within pendingFor is given up.
const (
	keptBehind = 200
	behindFor  = 30 * 24 * time.Hour
	pendingFor = 24 * time.Hour
)

// LeftBehind are the runs whose files were left unread, and in whose place none has
// been asked for yet, the newest first.
func (d Dataflow) LeftBehind() []Mark {
	var left []Mark
	for _, m := range d.Behind {
		if m.Outcome == client.OutcomeFailed && !m.Again {
			left = append(left, m)
		}
	}
	return left
}

// Pending are the runs that were under way when they were last read, the newest first.
// They may have fallen out of Runs since, as where many were tried again.
func (d Dataflow) Pending() []Mark {
	return slices.DeleteFunc(slices.Clone(d.Behind), func(m Mark) bool { return !pending(m) })
}

func pending(m Mark) bool {
	return m.Outcome == client.OutcomeRunning || m.Outcome == client.OutcomeWaiting
}

// TriedAgain says that another run was asked for in the place of one.
func (d *Dataflow) TriedAgain(run client.RunID) {
	d.Behind = slices.Clone(d.Behind)
	for i := range d.Behind {
		if d.Behind[i].Run == run {
			d.Behind[i].Again = true
		}
	}
}

// fallBehind finds the runs that were left behind, or may be yet, in marks that are the
// newest first, besides those that were known.
func (d *Dataflow) fallBehind(known, marks []Mark) {
	all := slices.Clone(marks)
	read, again := map[client.RunID]bool{}, map[client.RunID]bool{}
	for _, m := range marks {
		read[m.Run] = true
	}
	for _, m := range known {
		again[m.Run] = m.Again
		if !read[m.Run] {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b Mark) int { return b.At.Compare(a.At) })
	made := map[time.Time]bool{}
	for _, m := range all {
		if m.Outcome != client.OutcomeFailed {
			made[m.Window] = true
		}
	}
	d.Behind = nil
	for _, m := range all {
		ago := all[0].At.Sub(m.At)
		switch {
		case len(d.Behind) == keptBehind, ago > behindFor:
			continue
		case pending(m) && ago < pendingFor: // it may not tell its time yet
		case !m.Window.IsZero() && m.Outcome == client.OutcomeFailed && !made[m.Window]:
			made[m.Window] = true // it is told once, by the last try
			m.Again = again[m.Run]
		default:
			continue
		}
		d.Behind = append(d.Behind, m)
	}
}
