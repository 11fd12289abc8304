package register

import (
	"mooring/client/history"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Columns of the register, in their order.
var Columns = []struct {
	By    history.Column
	key   string
	width float32
	mono  bool
}{
	{history.ByName, "column.name", 152, false},
	{history.ByConnectionID, "column.id", 304, true},
	{history.ByETag, "column.etag", 318, true},
	{history.BySandbox, "column.sandbox", 82, false},
	{history.ByStatus, "column.status", 168, false},
	{history.ByStarted, "column.created", 136, false},
}

// cellOf is what the register shows of an entry. What Platform does not hold any
// more stays in sight, but steps back.
func cellOf(entry history.Entry, column history.Column) widgets.Cell {
	cell := widgets.Cell{}
	switch column {
	case history.ByName:
		cell.Text = entry.Name
	case history.ByConnectionID:
		cell = orDash(string(entry.ConnectionID))
	case history.ByETag:
		cell = orDash(string(entry.ETag))
	case history.BySandbox:
		cell.Text = entry.Place.Sandbox
	case history.ByStatus:
		return parts.StatusCell(entry)
	default:
		cell.Text = parts.DayTime(entry.StartedAt)
	}
	if entry.State == history.Deleted {
		cell.ColorName = widgets.ColorNameMuted
	}
	return cell
}

func orDash(text string) widgets.Cell {
	if text == "" {
		return widgets.Cell{Text: "–", ColorName: widgets.ColorNameMuted}
	}
	return widgets.Cell{Text: text}
}
