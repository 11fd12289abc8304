package register

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// columns of the register, in their order.
var columns = []history.Column{
	history.ByName, history.ByConnectionID, history.ByETag, history.BySandbox, history.ByStatus, history.ByStarted,
}

var columnKeys = map[history.Column]string{
	history.ByName: "column.name", history.ByConnectionID: "column.id", history.ByETag: "column.etag",
	history.BySandbox: "column.sandbox", history.ByStatus: "column.status", history.ByStarted: "column.created",
}

// How many letters of the head and the tail are left of an id in each of its
// forms; an etag has its quotes besides.
var idForms = []struct{ head, tail int }{{8, 12}, {8, 8}, {8, 4}}

// Texts that take as much room as any of their kind.
const (
	sampleID   = "00000000-0000-0000-0000-000000000000"
	sampleETag = `"00000000-0000-0000-0000-000000000000"`
)

func shortID(id string, form int) string {
	f := idForms[min(max(form, 0), len(idForms)-1)]
	return widgets.Middle(id, f.head, f.tail)
}

func shortETag(etag string, form int) string {
	f := idForms[min(max(form, 0), len(idForms)-1)]
	return widgets.Middle(etag, f.head+1, f.tail+1)
}

// widestDay is the day of a year that needs the most room as it is written.
func widestDay(write func(time.Time) string) string {
	widest, most := "", float32(0)
	for month := time.January; month <= time.December; month++ {
		text := write(time.Date(2028, month, 28, 20, 48, 0, 0, time.Local))
		if width := fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{}).Width; width > most {
			widest, most = text, width
		}
	}
	return widest
}

// widestShort is the wider of the two ways in which a day is written where there is
// little room: in its own year, and in another.
func widestShort(at time.Time) string {
	own, other := parts.ShortDay(at, at), parts.ShortDay(at, at.AddDate(1, 0, 0))
	width := func(text string) float32 { return fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{}).Width }
	if width(other) > width(own) {
		return other
	}
	return own
}

// columnOf describes a column for the grid.
func columnOf(by history.Column) widgets.Column {
	c := widgets.Column{Title: parts.Tr(columnKeys[by]), Sortable: true}
	switch by {
	case history.ByName:
		c.Fills, c.MinWidth = true, 130
	case history.ByConnectionID:
		c.Mono = true
		for form := range idForms {
			c.Forms = append(c.Forms, shortID(sampleID, form))
		}
	case history.ByETag:
		c.Mono = true
		for form := range idForms {
			c.Forms = append(c.Forms, shortETag(sampleETag, form))
		}
		c.Forms = append(c.Forms, "") // the panel, the menu and the copy of a row have it
	case history.BySandbox:
		c.Width = 96
	case history.ByStatus:
		const icon = "MM"
		c.Forms = []string{parts.LongestAged() + icon, parts.LongestStatus() + icon}
	default:
		c.Forms = []string{widestDay(parts.DayTime), widestDay(widestShort)}
	}
	return c
}

// yields are the columns that give way, one after the other, until a name has that much
// room. Names are what people read: a long one is worth more than the middle of an id, which
// is copied and not read, and most of one more than an age, a year and a time. The etag goes
// last.
var yields = []struct {
	column history.Column
	name   float32
}{
	{history.ByConnectionID, longName},
	{history.ByETag, longName},
	{history.ByConnectionID, longName},
	{history.ByETag, longName},
	{history.ByStatus, mostNames},
	{history.ByStarted, mostNames},
	{history.ByETag, 0},
}

// longName has room for some 60 letters, and mostNames for half of that.
const longName, mostNames = 460, 240

// Text is what the register says of an entry, whole.
func Text(entry history.Entry, by history.Column) string {
	switch by {
	case history.ByName:
		return entry.Name
	case history.ByConnectionID:
		return string(entry.ConnectionID)
	case history.ByETag:
		return string(entry.ETag)
	case history.BySandbox:
		return entry.Place.Sandbox
	case history.ByStatus:
		return parts.AgedStatus(entry, time.Now()).Text
	}
	return parts.DayTime(entry.StartedAt)
}

// cellOf is what a cell shows in one of the forms of its column. What Platform
// does not hold any more stays in sight, but steps back.
func cellOf(entry history.Entry, by history.Column, form int) widgets.Cell {
	switch {
	case by == history.ByStatus && form == 0:
		return parts.AgedStatus(entry, time.Now())
	case by == history.ByStatus:
		return parts.StatusCell(entry)
	}
	cell := widgets.Cell{Text: Text(entry, by)}
	switch {
	case by == history.ByConnectionID:
		cell.Text = shortID(cell.Text, form)
	case by == history.ByETag:
		cell.Text = shortETag(cell.Text, form)
	case by == history.ByStarted && form > 0:
		cell.Text = parts.ShortDay(entry.StartedAt, time.Now())
	}
	if entry.State == history.Deleted {
		cell.ColorName = widgets.ColorNameMuted
	}
	if cell.Text == "" && by != history.ByName {
		return widgets.Cell{Text: "–", ColorName: widgets.ColorNameMuted}
	}
	return cell
}

// shownColumns are those of a list, with the sandbox where that has to be told.
func shownColumns(sandbox bool) []history.Column {
	if sandbox {
		return columns
	}
	return slices.DeleteFunc(slices.Clone(columns), func(by history.Column) bool { return by == history.BySandbox })
}
