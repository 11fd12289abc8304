package register

import (
	"strings"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/register"
	"mooring/gui/parts"
)

// Commands is what can be done with the marked connections, the selected one, or
// all that are shown.
type Commands struct {
	stage    *parts.Stage
	table    *register.Table
	tasks    *register.Tasks
	exchange *Exchange
	needs    Needs
	removed  func() // is called once entries were taken off the list
}

func newCommands(s *parts.Stage, table *register.Table, tasks *register.Tasks, exchange *Exchange, needs Needs) *Commands {
	return &Commands{stage: s, table: table, tasks: tasks, exchange: exchange, needs: needs}
}

// Several reports whether more than one entry is marked.
func (c *Commands) Several() bool { return c.table.Marks.Count() > 1 }

// Lacks is the key of why there is nothing that the command of a key would do now; "" if
// there is something.
func (c *Commands) Lacks(key string) string {
	entry, _, selected := c.table.Selected()
	switch {
	case c.Several():
		return c.lacksForSeveral(key)
	case !selected:
		return "details.chooseFirst"
	case key == "register.test" && entry.State != history.Created:
		return "details.notHeld"
	case key == "progress.findOut" && !parts.Unsettled(entry):
		return "menu.nothing"
	case key == "register.copyID" && entry.ConnectionID == "", key == "register.copyETag" && entry.ETag == "":
		return "copied.none"
	}
	return ""
}

func (c *Commands) lacksForSeveral(key string) string {
	switch {
	case (key == "register.test" || key == "details.delete") && c.tasks.Busy():
		return "busy.note"
	case key == "progress.findOut":
		return "several.one"
	}
	return ""
}

// show shows the selected entry.
func (c *Commands) show() {
	if entry, _, ok := c.table.Selected(); ok {
		c.needs.Show(entry)
	}
}

// Test asks Platform whether it can read the buckets of the marked connections,
// or that of the selected one.
func (c *Commands) Test() {
	if c.Several() {
		c.testAll(c.table.Marks.Scope())
		return
	}
	if entry, _, ok := c.table.Selected(); ok && entry.State == history.Created {
		c.needs.Test(entry)
	}
}

// TestShown asks the same of all connections that are shown.
func (c *Commands) TestShown() { c.testAll(c.table.Shown()) }

func (c *Commands) testAll(scope register.Scope) {
	if len(scope) > 0 && !c.tasks.Tests.Begin(scope) {
		c.stage.Toast.Note(parts.Tr("busy.note"))
	}
}

// FindOut finds out what became of the selected attempt.
func (c *Commands) FindOut() {
	if entry, _, ok := c.table.Selected(); ok && parts.Unsettled(entry) {
		c.needs.FindOut(entry)
	}
}

// copyLimit bounds how many entries are put on the clipboard at a time.
const copyLimit = 10_000

// CopyID copies the connection ids.
func (c *Commands) CopyID() {
	c.copy(copyWhat{
		one: "copied.id", several: "copied.ids",
		text: func(e history.Entry) string { return string(e.ConnectionID) },
	})
}

// CopyETag copies the etags.
func (c *Commands) CopyETag() {
	c.copy(copyWhat{
		one: "copied.etag", several: "copied.etags",
		text: func(e history.Entry) string { return string(e.ETag) },
	})
}

// CopyRow copies rows as a spreadsheet takes them: cells between tabs.
func (c *Commands) CopyRow() {
	c.copy(copyWhat{one: "copied.row", several: "copied.rows", text: func(e history.Entry) string {
		cells := make([]string, len(columns))
		for i, by := range columns {
			cells[i] = parts.OneLine(cellText(e, by))
		}
		return strings.Join(cells, "\t")
	}})
}

// copyWhat is what is copied of each entry, and what is said then.
type copyWhat struct {
	one, several string
	text         func(history.Entry) string
}

// copy puts a text of the marked entries on the clipboard, each on a line of its
// own, or that of the selected one.
func (c *Commands) copy(what copyWhat) {
	if !c.Several() {
		if entry, _, ok := c.table.Selected(); ok {
			c.stage.Copy(what.text(entry), parts.Tr(what.one))
		}
		return
	}
	c.table.Reader.Gather(c.table.Marks.Scope(), copyLimit, func(entries []history.Entry, err error) {
		if err != nil {
			c.stage.Toast.Note(parts.Say(model.Explain(err).Title))
			return
		}
		var lines []string
		for _, entry := range entries {
			if text := what.text(entry); text != "" {
				lines = append(lines, text)
			}
		}
		if len(lines) == 0 {
			c.stage.Toast.Note(parts.Tr("copied.none"))
			return
		}
		c.stage.Copy(strings.Join(lines, "\n"), parts.Tr(what.several, "Count", len(lines)))
	})
}

// cellText is a cell of a row that is copied.
func cellText(e history.Entry, by history.Column) string {
	if text := Text(e, by); text != "" {
		return text
	}
	return "–"
}
