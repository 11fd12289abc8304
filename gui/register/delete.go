package register

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/register"
	"mooring/gui/parts"
)

// Delete deletes the connections of the marked entries on Platform, after a question that
// says what will happen.
func (c *Commands) Delete() {
	if c.tasks.Busy() {
		c.stage.Toast.Note(parts.Tr("busy.note"))
		return
	}
	c.tasks.Deletions.Look(c.table.Marks.Scope(), func(doomed *register.Doomed, err error) {
		switch {
		case err != nil:
			c.stage.Toast.Note(parts.Say(model.Explain(err).Title))
		case doomed.Count() > 0:
			c.askDelete(doomed)
		case doomed.Strangers > 0:
			c.stage.Toast.Note(parts.Tr("problem.noAccounts.title"))
		default:
			c.stage.Toast.Note(parts.Tr("details.notHeld", "Command", parts.Tr("delete.submit")))
		}
	})
}

// manyDeleted is from how many connections in one place on their number has to be typed, even
// where nothing is known to be at stake: nobody deletes that many by one slip.
const manyDeleted = 10

func (c *Commands) askDelete(doomed *register.Doomed) {
	const name = "deleteMany"
	rows := container.NewVBox()
	say := func(text string) { rows.Add(parts.Wrapped(text)) }
	typed := parts.NewStakes(c.stage, name)
	for _, place := range doomed.Places {
		entry := place.First[0]
		kind, org := c.needs.Kind(entry.Place), c.needs.Org(entry)
		parts.AddStakes(rows, kind, entry.Place)
		say(parts.Tr("deleteMany.place", "Count", place.Count, "Sandbox", entry.Place.Sandbox, "Org", org, "Names", names(place.First, place.Count)))
		if kind != model.SandboxDevelopment || place.Used || place.Count >= manyDeleted {
			typed.Add(rows, org, entry.Place.Sandbox, place.Count)
		}
	}
	if doomed.UsedCount > 0 {
		say(parts.Tr("deleteMany.used", "Count", doomed.UsedCount, "Names", names(doomed.Used, doomed.UsedCount)))
	} else {
		say(parts.Tr("deleteMany.flows"))
	}
	for _, left := range []struct {
		key   string
		count int
	}{
		{"deleteMany.elsewhere", doomed.Elsewhere},
		{"deleteMany.nothing", doomed.Nothing},
		{"deleteMany.unsettled", doomed.Unsettled},
		{"deleteMany.strangers", doomed.Strangers},
	} {
		if left.count > 0 {
			say(parts.Tr(left.key, "Count", left.count))
		}
	}
	yes := strings.TrimSuffix(parts.TrCount("details.delete", "register.deleteMany", doomed.Count()), "…")
	sheet := c.stage.Sheet(name, parts.TrCount("deleteMany.titleOne", "deleteMany.title", doomed.Count()), rows, yes, parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("deleteMany.intro"))
	sheet.SetDanger(true)
	sheet.Resize(fyne.NewSize(640, 0))
	typed.Guard(sheet, func() {
		if !c.tasks.Deletions.Begin(doomed) {
			c.stage.Toast.Note(parts.Tr("busy.note"))
		}
	})
	sheet.Show()
}

// names are those of the first of so many entries.
func names(first []history.Entry, count int) string {
	all := make([]string, len(first))
	for i, entry := range first {
		all[i] = parts.EntryName(entry)
	}
	text := strings.Join(all, parts.Tr("format.list"))
	if more := count - len(first); more > 0 {
		return parts.Tr("deleteMany.more", "Names", text, "More", more)
	}
	return text
}
