package ingest

import (
	"mooring/client"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/ingest"
	"mooring/gui/parts"
)

// Needs is what this package asks of the rest of the window.
type Needs struct {
	// TargetFor says how to sign in for an entry.
	TargetFor func(history.Entry) session.Target
	// Org names the organization of an entry.
	Org func(history.Entry) string
	// Kind says how much is at stake in the sandbox of an entry.
	Kind func(history.Place) model.SandboxKind
	// Own tells what was done with the credential of an entry.
	Own model.Own
	// ShowFlows shows the dataflows of an entry, as they are now, and that which was just
	// made or changed before the others; none where it was deleted.
	ShowFlows func(entry history.Entry, first client.FlowID)
	// Address is where Platform is reached. It may take a while.
	Address func(session.Target) (string, error)
	// App is how the app names itself to a server.
	App string
}

// Actions are what can be done with the data behind a connection. Each opens a sheet.
type Actions struct {
	stage   *parts.Stage
	ingests *ingest.Ingests
	needs   Needs
}

// New makes the Actions over what goes on.
func New(s *parts.Stage, ingests *ingest.Ingests, needs Needs) *Actions {
	return &Actions{stage: s, ingests: ingests, needs: needs}
}

// Bring sets up a dataflow that reads what is at a path.
func (a *Actions) Bring(entry history.Entry, path string, folder bool) {
	a.open(a.ingests.Open(a.needs.TargetFor(entry), entry, path, folder), "")
}

// Like sets up another dataflow like one that exists.
func (a *Actions) Like(entry history.Entry, flow history.Dataflow) {
	a.open(a.ingests.Like(a.needs.TargetFor(entry), entry, flow), flowName(flow))
}

// Edit changes a dataflow that exists.
func (a *Actions) Edit(entry history.Entry, flow history.Dataflow) {
	a.open(a.ingests.Edit(a.needs.TargetFor(entry), entry, flow), flowName(flow))
}

func flowName(flow history.Dataflow) string {
	if flow.Name == "" {
		return string(flow.ID)
	}
	return flow.Name
}
