package connection

import (
	"strings"
	"time"

	"mooring/client/history"
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

// madeBy says by whom a connection was made.
func madeBy(entry history.Entry) string {
	switch {
	case entry.CreatedClient == madeInPages && entry.CreatedBy != "":
		return parts.Tr("details.inPagesBy", "Who", who(entry.CreatedBy))
	case entry.CreatedClient == madeInPages:
		return parts.Tr("details.inPages")
	case ownMade(entry):
		return parts.Tr("details.withCredential")
	}
	return who(entry.CreatedBy)
}

// ownMade reports whether a connection was made with the credential of its entry.
func ownMade(entry history.Entry) bool {
	if entry.CreatedClient != "" {
		return entry.CreatedClient == entry.APIKey
	}
	return entry.Origin == "" || entry.Origin == history.Here
}

// ownID reports whether an id is known to be the credential of an entry: its client
// id, or the technical account under which it made the connection. Only the latter
// tells what technical account a credential has.
func ownID(entry history.Entry, id string) bool {
	return id != "" && (id == entry.APIKey || id == entry.CreatedBy && ownMade(entry))
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
func changedBy(entry history.Entry) string {
	at := changedAt(entry)
	if at.IsZero() {
		return ""
	}
	if entry.UpdatedBy == "" {
		return parts.DayTime(at)
	}
	by := who(entry.UpdatedBy)
	if ownID(entry, entry.UpdatedBy) {
		by = parts.Tr("who.own")
	}
	return parts.Tr("details.changedBy", "When", parts.DayTime(at), "Who", by)
}

// who names somebody of whom Platform gives an id that tells nobody anything: a
// person, or a credential that works by itself; which one it is, is not known.
func who(id string) string {
	name, kind, _ := strings.Cut(id, "@")
	if runes := []rune(name); len(runes) > 8 {
		name = string(runes[:4]) + "…" + string(runes[len(runes)-2:])
	}
	switch {
	case strings.EqualFold(kind, "AdobeID"):
		return parts.Tr("who.colleague", "ID", name+"@"+kind)
	case strings.EqualFold(kind, "techacct.adobe.com"):
		return parts.Tr("who.credential", "ID", name+"@"+kind)
	}
	return id
}
