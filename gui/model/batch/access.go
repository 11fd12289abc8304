package batch

import (
	"mooring/client"
	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// way is how Platform is to get in by what stands in the cell of a line; ok is false
// where that is no word for it.
func (s *cells) way() (way client.Auth, ok bool) {
	way, ok = ways[credentials.Canonical(s.plain[Access])]
	return way, ok
}

// byRole reports whether a line is for a connection without keys.
func (s *cells) byRole() bool {
	way, _ := s.way()
	return way == client.AuthRole
}

// checkAccess judges how Platform is to get in, as far as is known of the organization.
func (l *line) checkAccess(b book) {
	_, ok := l.way()
	switch {
	case !ok:
		l.note(Access, model.Note{Level: model.Error, Text: model.T("batch.access.unknown")})
	case !l.byRole():
		return
	case b.roleless[organization(session.PlaceOf(l.target.Account))]:
		l.note(Access, model.Note{Level: model.Error, Text: model.T("batch.access.noRole")})
	}
	for _, c := range []Column{AccessKey, SecretKey, SessionToken, ServiceURL} {
		if l.byRole() && l.value(c) != "" {
			l.note(c, model.Note{Level: model.Warning, Text: model.T("batch.access.unused")})
		}
	}
}

// remembered takes over from the register whether the line is by role: a connection
// by role has no key there, whatever the file said before it was mended.
func (s *cells) remembered(e history.Entry) {
	switch {
	case e.AccessKeyHash != "" && s.byRole():
		s.set(Access, "")
	case e.AccessKeyHash == "" && s.plain[AccessKey] != "":
		s.set(Access, string(client.AuthRole))
	}
}
