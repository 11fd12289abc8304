package gui

import (
	"mooring/client/history"
	"mooring/gui/parts"
)

// orgName is the organization of an entry, with the name under which its account
// is saved where that is known.
func (w *mainWindow) orgName(entry history.Entry) string {
	switch label := w.accounts.LabelOf(entry); {
	case entry.Place.Practice:
		return parts.Tr("account.practice")
	case label != "":
		return parts.Tr("details.orgOf", "Label", label, "OrgID", entry.Place.OrgID)
	}
	return entry.Place.OrgID
}
