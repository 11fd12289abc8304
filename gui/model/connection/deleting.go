package connection

import (
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// DeletePhase is where a sheet that deletes a connection stands.
type DeletePhase int

// The phases of a Deleting.
const (
	DeleteOpen    DeletePhase = iota // waits for the user; Problem may say what went wrong
	DeleteSending                    // something is under way
	DeleteUnknown                    // it is not known whether the connection was deleted
	DeleteDone                       // Platform does not hold it any more, or does not show it
)

// Deleting deletes one connection on Platform. Its entry stays in the register.
type Deleting struct {
	// OnChange is called when anything has changed.
	OnChange func()
	// OnLate is called where the deletion ends after Close: with what is to be said.
	OnLate func(model.Text)

	manage *Manage
	target session.Target
	entry  history.Entry
	kind   model.SandboxKind

	phase   DeletePhase
	problem model.Problem
	gone    bool // it was not deleted from here
	closed  bool
}

// NewDeleting makes a Deleting. kind says how much is at stake.
func NewDeleting(manage *Manage, target session.Target, entry history.Entry, kind model.SandboxKind) *Deleting {
	return &Deleting{manage: manage, target: target, entry: entry, kind: kind}
}

// Phase is where the sheet stands.
func (d *Deleting) Phase() DeletePhase { return d.phase }

// Outcome says what came of it, in DeleteDone. name is what the user calls the
// connection. One that Platform did not show any more was not deleted by this.
func (d *Deleting) Outcome(name string) model.Text {
	if d.gone {
		return model.T("delete.notVisible", "Name", name)
	}
	return model.T("delete.done", "Name", name)
}

// Problem is what went wrong, or what is open in DeleteUnknown.
func (d *Deleting) Problem() model.Problem { return d.problem }

// Wanted is what the user has to type before anything is deleted: the name, or
// the id of a connection without one. It is empty where the sandbox is known not
// to be a production one.
func (d *Deleting) Wanted() string {
	switch {
	case d.kind == model.SandboxDevelopment:
		return ""
	case d.entry.Name == "":
		return string(d.entry.ConnectionID)
	}
	return d.entry.Name
}

// Allowed reports whether what was typed lets the connection be deleted.
func (d *Deleting) Allowed(typed string) bool {
	return d.phase == DeleteOpen && (d.Wanted() == "" || typed == d.Wanted())
}

// Submit deletes the connection, if what was typed allows it.
func (d *Deleting) Submit(typed string) {
	if d.closed || !d.Allowed(typed) {
		return
	}
	d.begun(d.manage.remove(d.target, d.entry, d.ended))
}

// LookAgain asks Platform whether it still holds the connection, in DeleteUnknown.
func (d *Deleting) LookAgain() {
	if d.closed || d.phase != DeleteUnknown {
		return
	}
	d.begun(d.manage.look(d.target, d.entry, func(found done) {
		switch {
		case found.err != nil:
			d.phase, d.problem = DeleteUnknown, model.Explain(found.err)
		case found.entry.State == history.Deleted:
			d.phase, d.problem, d.gone = DeleteDone, model.Problem{}, found.entry.Gone
		default:
			d.phase, d.problem = DeleteOpen, model.ProblemOf("changeNotMade", model.FieldNone, true)
		}
		d.changed()
	}))
}

func (d *Deleting) begun(began bool) {
	switch {
	case !began:
		d.problem = model.ProblemOf("busy", model.FieldNone, true)
	case d.manage.Busy():
		d.phase, d.problem = DeleteSending, model.Problem{}
	default:
		return // a Runner that does its work at once has ended already
	}
	d.changed()
}

func (d *Deleting) ended(result done) {
	switch {
	case d.closed:
		d.late(result)
		return
	case result.err == nil:
		d.phase, d.problem, d.gone = DeleteDone, model.Problem{}, result.entry.Gone
	case isOpen(result.err):
		d.phase, d.problem = DeleteUnknown, model.Explain(result.err)
	default:
		d.phase, d.problem = DeleteOpen, model.Explain(result.err)
	}
	d.changed()
}

// late says how a deletion ended whose sheet was closed meanwhile.
func (d *Deleting) late(result done) {
	if d.OnLate == nil {
		return
	}
	if result.err == nil {
		d.gone = result.entry.Gone
		d.OnLate(d.Outcome(d.entry.Name))
		return
	}
	d.OnLate(model.Explain(result.err).Title)
}

// Close asks what is under way to stop. What has left is not taken back.
func (d *Deleting) Close() {
	if d.closed {
		return
	}
	d.closed, d.OnChange = true, nil
	if d.phase == DeleteSending {
		d.manage.Cancel()
	}
}

func (d *Deleting) changed() {
	if d.OnChange != nil {
		d.OnChange()
	}
}
