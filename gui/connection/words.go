package connection

import (
	"time"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// platformState names a state of Platform's; the set is open.
func platformState(state string) string {
	switch state {
	case "enabled":
		return parts.Tr("details.state.enabled")
	case "disabled":
		return parts.Tr("details.state.disabled")
	case "initializing":
		return parts.Tr("details.state.initializing")
	}
	return state
}

// origin says how an entry came into the list, where it was not made with it.
func origin(entry history.Entry) string {
	switch entry.Origin {
	case history.Elsewhere:
		return parts.Tr("details.elsewhere")
	case history.Imported:
		return parts.Tr("details.imported")
	}
	return ""
}

// madeInPages is what Platform says of a connection that was made in its own pages.
const madeInPages = "exc_app"

// madeBy says by whom a connection was made; nothing of an attempt that made none, or of
// which it is not known.
func madeBy(entry history.Entry, own model.Own) string {
	switch {
	case !model.WasMade(entry):
		return ""
	case entry.CreatedClient == madeInPages && entry.CreatedBy != "":
		return parts.Tr("details.inPagesBy", "Who", parts.Who(entry.CreatedBy))
	case entry.CreatedClient == madeInPages:
		return parts.Tr("details.inPages")
	case own.Made(entry):
		return parts.Tr("details.withCredential")
	}
	return parts.Who(entry.CreatedBy)
}

// changedAt is when a connection was changed last; zero where it is as it was made.
func changedAt(entry history.Entry) time.Time {
	if at := entry.PlatformUpdatedAt; !at.Equal(entry.PlatformCreatedAt) {
		return at
	}
	return time.Time{}
}

// changedBy says when a connection was changed last, and by whom where Platform
// said so.
func changedBy(entry history.Entry, own model.Own) string {
	at := changedAt(entry)
	if at.IsZero() {
		return ""
	}
	if entry.UpdatedBy == "" {
		return parts.DayTime(at)
	}
	return parts.Tr("details.changedBy", "When", parts.DayTime(at), "Who", whoDid(entry, entry.UpdatedBy, own))
}

// whoDid names who did something with the connection of an entry.
func whoDid(entry history.Entry, id string, own model.Own) string {
	if own.Did(entry, id) {
		return parts.Tr("who.own")
	}
	return parts.Who(id)
}
