package batch

import (
	"time"

	"mooring/gui/model"
	"mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// course says how far a rehearsal or the creation is, and how it has ended: on the page,
// and afar, for whoever has gone elsewhere meanwhile.
type course struct {
	page       *Page
	near, afar *widgets.Strip
	busy       bool // as it was painted last
	told       bool // the end was read
	missed     bool // the page was not in sight as it ended
}

func newCourse(p *Page) *course {
	c := &course{page: p}
	c.near, c.afar = c.strip("table.strip", "table.stop"), c.strip("table.afar", "table.afarStop")
	return c
}

func (c *course) strip(name, stop string) *widgets.Strip {
	s := widgets.NewStrip(parts.Tr("progress.stop"))
	s.OnStop = c.page.Stop
	s.OnDismiss = c.onDismiss
	c.page.stage.Name(name, s)
	c.page.stage.Name(stop, s.Button())
	return s
}

func (c *course) paint() {
	before := c.afar.Visible()
	c.paintStrip(c.near)
	busy := working(c.page.phase)
	if busy || c.busy {
		c.missed = !c.page.View.Visible()
	}
	c.busy = busy
	if busy || c.missed {
		c.paintStrip(c.afar)
	} else {
		c.afar.Hide()
	}
	if c.afar.Visible() != before {
		c.page.needs.Resized()
	}
}

func (c *course) paintStrip(strip *widgets.Strip) {
	phase, table := c.page.phase, c.page.table
	switch problem := table.Problem(); {
	case working(phase):
		c.told = false
		progress := table.Progress()
		strip.SetProgress(progress.Done, progress.Total)
		strip.SetText(progressText(phase, progress))
		parts.ShowIf(strip, true)
	case begun(phase) && !problem.Empty() && !c.told:
		strip.Done(parts.Say(problem.Title), parts.Tr("upkeep.explain"), widgets.SignFailed)
		parts.ShowIf(strip, true)
	case begun(phase) && table.Ended().Phase != batch.Empty && !c.told:
		text, sign := endText(table.Ended(), table.Counts())
		strip.Done(text, parts.Tr("close.button"), sign)
		parts.ShowIf(strip, true)
	default:
		parts.ShowIf(strip, false)
	}
}

// endText says how a rehearsal or the creation has ended. Only what nothing is left of
// has gone well.
func endText(ended batch.Ending, c batch.Counts) (string, widgets.Sign) {
	sign := widgets.SignWarned
	if ended.Phase == batch.Rehearsing {
		if !ended.Stopped && c.Ready+c.Created == c.Rows {
			sign = widgets.SignDone
		}
		return parts.Tr(stopped(ended, "table.rehearsed", "table.rehearsedStopped"), "Counts", countsText(c)), sign
	}
	if c.Created == c.Rows {
		if c.Flawed > 0 {
			return parts.TrCount("table.endedFlawedOne", "table.endedFlawed", c.Flawed), sign
		}
		return parts.TrCount("table.endedAllOne", "table.endedAll", c.Rows), widgets.SignDone
	}
	key := stopped(ended, "table.ended", "table.endedStopped")
	if c.Created+c.Unknown == 0 {
		key = stopped(ended, "table.endedNone", "table.endedNoneStopped")
	}
	return parts.Tr(key, "Counts", countsText(c)), sign
}

// stopped is the key of what is said: whole, or where the user has stopped it.
func stopped(ended batch.Ending, whole, stopped string) string {
	if ended.Stopped {
		return stopped
	}
	return whole
}

// progressText says how far it is, and how long it takes yet where that can be told: when
// it should have ended, what the last rows wait for can take any time.
func progressText(phase batch.Phase, p batch.Progress) string {
	key, told := "table.rehearsing", p.Left >= time.Second
	switch {
	case phase == batch.Making && told:
		key = "table.creatingLeft"
	case phase == batch.Making:
		key = "table.creating"
	case told:
		key = "table.rehearsingLeft"
	}
	return parts.Say(model.T(key, "Done", p.Done, "Total", p.Total, "Left", model.Span(p.Left)))
}

// onDismiss closes the strips and, where something went wrong, explains it.
func (c *course) onDismiss() {
	c.told = true
	c.paint()
	c.page.View.Refresh()
	if problem := c.page.table.Problem(); !problem.Empty() {
		c.page.explain("tableTrouble", problem)
	}
}
