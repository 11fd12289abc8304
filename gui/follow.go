package gui

import (
	"mooring/client/history"
	"mooring/gui/account"
	"mooring/gui/model"
	batchmodel "mooring/gui/model/batch"
	registermodel "mooring/gui/model/register"
	"mooring/gui/parts"
)

// followModels lets the pages follow what happens in another room than their own. What
// models have to do with each other is tied together in models.go.
func followModels(s *parts.Stage, m *models, p *pages) {
	s.Follow(m.table.Changed.Listen(func() {
		p.panel.connection.Select(m.table.Marks.Count())
		p.panel.connection.SetHidden(registermodel.Hides(m.table, m.current.Entry().AttemptID))
		p.panel.paint()
	}))
	s.Follow(m.current.Changed.Listen(func() {
		p.panel.create.Follow(m.current.Entry())
		p.panel.connection.SetHidden(registermodel.Hides(m.table, m.current.Entry().AttemptID))
		p.panel.paint()
	}))
	s.Follow(m.whenWorkChanges(func() {
		p.account.Enable(m.idle())
		p.panel.create.SetInto(into(m))
		p.panel.connection.Paint()
		p.panel.paint()
	}))
	s.Follow(m.batch.Changed.Listen(func() {
		text, tables := cutShort(m)
		m.notices.SetCutShort(text, tables...)
	}))
	followAccount := func() {
		p.panel.create.SetInto(into(m))
		if p.tablePage != nil {
			p.tablePage.PaintInto()
		}
		p.register.FollowSandbox()
		p.refresher.paint()
	}
	s.Follow(m.accounts.Changed.Listen(func() {
		followAccount()
		p.panel.connection.Paint()
	}))
	s.Follow(m.accounts.Form.Changed.Listen(func(model.Field) { followAccount() }))
	s.Follow(m.accounts.SignInDone.Listen(func(history.Account) { p.refresher.signedIn() }))
	s.Follow(m.noRole.Listen(func() { s.Toast.Note(parts.Tr("role.none")) }))
	s.Follow(m.recovery.Settled.Listen(func(entry history.Entry) { saySettled(s, entry) }))
}

// saySettled says what became of an attempt of an earlier run.
func saySettled(s *parts.Stage, entry history.Entry) {
	switch entry.State {
	case history.Created:
		s.Toast.Say(parts.Tr("recovered.created", "Name", parts.EntryName(entry)))
	case history.Failed:
		s.Toast.Note(parts.Tr("recovered.failed", "Name", parts.EntryName(entry)))
	}
}

// cutShort says what is left of tables that a crash or the end of the app cut short,
// unless one is open, and which these are.
func cutShort(m *models) (text model.Text, tables []string) {
	left := m.batch.Unfinished()
	if len(left) == 0 || m.batch.Phase() != batchmodel.Empty {
		return model.Text{}, nil
	}
	for _, u := range left {
		tables = append(tables, u.ID)
	}
	if len(left) == 1 {
		return model.T("table.unfinishedNote", "Created", left[0].Created, "Left", left[0].Left), tables
	}
	return model.T("table.unfinishedNotes", "Count", len(left)), tables
}

// intoTable says where rows of a table go that name no place.
func intoTable(m *models) string {
	organization, sandbox := account.Organization(m.accounts), m.accounts.Target().Account.Sandbox
	if organization == "" || sandbox == "" {
		return parts.Tr("table.nowhere")
	}
	return parts.Tr("table.into", "Sandbox", sandbox, "Org", organization)
}

// into says where a connection would be made, or why none can be made now.
func into(m *models) string {
	if m.batchBusy() {
		return parts.Tr("create.waits")
	}
	organization, sandbox := account.Organization(m.accounts), m.accounts.Target().Account.Sandbox
	if organization == "" || sandbox == "" {
		return parts.Tr("create.nowhere")
	}
	return parts.Tr("create.into", "Sandbox", sandbox, "Org", organization)
}
