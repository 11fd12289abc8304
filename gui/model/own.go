package model

import (
	"strings"

	"mooring/client/history"
	"mooring/client/ims"
)

// Own knows the technical accounts of one's own credentials by their API keys, as far as
// Adobe has told them: Platform names a technical account as who made or changed
// something, and tells nobody whose it is. The zero value knows none.
type Own map[string]string

// WasMade reports whether an entry stands for a connection that there is or was, and not
// for an attempt that made none or of which it is not known.
func WasMade(entry history.Entry) bool {
	return entry.State == history.Created || entry.State == history.Deleted
}

// Made reports whether a connection was made with the credential of its entry, for
// certain.
func (o Own) Made(entry history.Entry) bool {
	if !WasMade(entry) {
		return false
	}
	if entry.CreatedClient != "" {
		return entry.CreatedClient == entry.APIKey
	}
	return entry.Origin == "" || entry.Origin == history.Here || o.told(entry, entry.CreatedBy)
}

// Did reports whether the id that Platform names as who did something with the
// connection of an entry is that of the entry's credential, for certain: its API key, or
// its technical account, which Adobe has told or under which it made the connection.
func (o Own) Did(entry history.Entry, id string) bool {
	switch {
	case id == "":
		return false
	case id == entry.APIKey, o.told(entry, id):
		return true
	}
	return id == entry.CreatedBy && ims.IsTechnicalAccount(id) && o.Made(entry)
}

func (o Own) told(entry history.Entry, id string) bool {
	own := o[entry.APIKey]
	return own != "" && strings.EqualFold(own, id)
}
