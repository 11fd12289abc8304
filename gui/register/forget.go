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
func (c *Commands) Forget() { c.forget(c.table.Marks.Scope()) }

// ForgetEntry removes one entry, which the list may hide.
func (c *Commands) ForgetEntry(entry history.Entry) { c.forget(register.Scope{entry.AttemptID}) }

func (c *Commands) forget(scope register.Scope) {
	if len(scope) == 0 {
		return
	}
	c.table.Removals.Doubt(scope, func(doubts register.Doubts, err error) {
		switch {
		case err != nil:
			c.stage.Toast.Note(parts.Say(model.Explain(err).Title))
		case doubts.Unsettled == 0:
			c.forgetNow(scope)
		default:
			text := parts.Tr("forget.unsettled", "Name", doubts.Name)
			if doubts.Unsettled > 1 {
				text = parts.Tr("forget.unsettledMany", "Count", doubts.Unsettled)
			}
			c.stage.Confirm(parts.Question{
				Name: "forget", Title: parts.Tr("forget.title"), Text: text, Yes: parts.Tr("forget.yes"), No: parts.Tr("cancel.button"), Danger: true,
				Then: func() { c.forgetNow(scope) },
			})
		}
	})
}

func (c *Commands) forgetNow(scope register.Scope) {
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
		c.removed()
		c.stage.Toast.Offer(removed(removal), parts.Tr("undo.button"), func() {
			c.table.Removals.Undo(removal, func(err error) {
				if err != nil {
					c.stage.Toast.Note(parts.Say(model.Explain(err).Title))
					return
				}
				text := parts.Tr("forget.undoneOne", "Name", removal.Name())
				if removal.Count > 1 {
					text = parts.Tr("forget.undone", "Count", removal.Count)
				}
				c.stage.Toast.Say(text)
			})
		})
	})
}

// removed says what was removed, and what Platform has of it.
func removed(r register.Removal) string {
	kept := r.In(history.Created)
	switch {
	case r.Skipped > 0:
		return parts.Tr("forget.doneSome", "Count", r.Count, "Skipped", r.Skipped)
	case r.Count == 1 && kept == 1:
		return parts.Tr("forget.done", "Name", r.Name())
	case r.Count == 1 && r.In(history.Failed) == 1:
		return parts.Tr("forget.doneFailed", "Name", r.Name())
	case r.Count == 1:
		return parts.Tr("forget.doneOne", "Name", r.Name())
	case kept == r.Count:
		return parts.Tr("forget.doneMany", "Count", r.Count)
	case kept > 0:
		return parts.Tr("forget.doneMixed", "Count", r.Count, "Kept", kept)
	}
	return parts.Tr("forget.doneNone", "Count", r.Count)
}
