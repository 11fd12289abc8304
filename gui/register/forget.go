package register

import (
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/register"
	"mooring/gui/parts"
)

// Forget removes the marked entries, or the selected one, from this computer. It asks only where that would make
// it impossible to find out what became of an attempt; everything else can be
// undone.
func (c *Commands) Forget() {
	scope := c.table.Marks.Scope()
	if len(scope) == 0 {
		return
	}
	c.table.Removals.Doubt(scope, func(doubts register.Doubts, err error) {
		switch {
		case err != nil:
			c.stage.Toast.Note(parts.Say(model.Explain(err).Title))
		case doubts.Unsettled == 0:
			c.forgetNow(scope, doubts.Name)
		default:
			text := parts.Tr("forget.unsettled", "Name", doubts.Name)
			if doubts.Unsettled > 1 {
				text = parts.Tr("forget.unsettledMany", "Count", doubts.Unsettled)
			}
			c.stage.Confirm(parts.Question{
				Name: "forget", Title: parts.Tr("forget.title"), Text: text, Yes: parts.Tr("forget.yes"), No: parts.Tr("cancel.button"), Danger: true,
				Then: func() { c.forgetNow(scope, doubts.Name) },
			})
		}
	})
}

func (c *Commands) forgetNow(scope register.Scope, name string) {
	c.table.Removals.Remove(scope, func(removal register.Removal, err error) {
		if err == nil && removal.Count == 0 && removal.Skipped > 0 {
			err = history.ErrInProgress
		}
		if err != nil {
			c.stage.Toast.Note(parts.Say(model.Explain(err).Title))
		}
		if removal.Count == 0 {
			return
		}
		text := parts.Tr("forget.done", "Name", name)
		switch {
		case removal.Skipped > 0:
			text = parts.Tr("forget.doneSome", "Count", removal.Count, "Skipped", removal.Skipped)
		case removal.Count > 1:
			text = parts.Tr("forget.doneMany", "Count", removal.Count)
		}
		c.stage.Toast.Offer(text, parts.Tr("undo.button"), func() {
			c.table.Removals.Undo(removal, func(err error) {
				if err != nil {
					c.stage.Toast.Note(parts.Say(model.Explain(err).Title))
					return
				}
				c.stage.Toast.Say(parts.Tr("forget.undone", "Count", removal.Count))
			})
		})
	})
}
