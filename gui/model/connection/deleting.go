package connection

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mooring/client/history"
	"mooring/client/provision"
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
	// Changed tells that anything has changed.
	Changed *model.Signal
	// Late tells how the deletion ended after Close: with what is to be said.
	Late model.Event[model.Text]

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
	return &Deleting{Changed: model.NewSignal(manage.runner), manage: manage, target: target, entry: entry, kind: kind}
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

// typedName bounds what a user is asked to type as a name.
const typedName = 24

// Wanted is what the user has to type before anything is deleted: the name or, of
// one that is long or hard to type, the end of the connection's id. It is empty where
// the sandbox is known not to be a production one.
func (d *Deleting) Wanted() string {
	if d.kind == model.SandboxDevelopment {
		return ""
	}
	name := d.entry.Name
	if name != "" && utf8.RuneCountInString(name) <= typedName && strings.TrimSpace(name) == name && !strings.ContainsFunc(name, hardToType) {
		return name
	}
	const end = 8
	id := string(d.entry.ConnectionID)
	return id[max(len(id)-end, 0):]
}

// WantsName reports whether Wanted is the name.
func (d *Deleting) WantsName() bool { return d.Wanted() == d.entry.Name }

func hardToType(r rune) bool {
	return !unicode.In(r, unicode.L, unicode.Nd, unicode.P, unicode.Zs, unicode.Sc)
}

// Allowed reports whether what was typed lets the connection be deleted.
func (d *Deleting) Allowed(typed string) bool {
	return d.phase == DeleteOpen && (d.Wanted() == "" || d.agrees(typed))
}

// agrees reports whether what was typed, or copied from beside it, is what is wanted.
func (d *Deleting) agrees(typed string) bool {
	typed = strings.TrimSpace(typed)
	return typed == d.Wanted() || typed == string(d.entry.ConnectionID)
}

// Wrong reports whether what was typed cannot become what is wanted by typing on.
func (d *Deleting) Wrong(typed string) bool {
	typed = strings.TrimSpace(typed)
	return !strings.HasPrefix(d.Wanted(), typed) && !strings.HasPrefix(string(d.entry.ConnectionID), typed)
}

// Submit deletes the connection, if what was typed allows it.
func (d *Deleting) Submit(typed string) {
	if d.closed || !d.Allowed(typed) {
		return
	}
	if d.begins() {
		d.manage.remove(d.target, d.entry, d.ended)
	}
}

// LookAgain asks Platform whether it still holds the connection, in DeleteUnknown.
func (d *Deleting) LookAgain() {
	if d.closed || d.phase != DeleteUnknown || !d.begins() {
		return
	}
	d.manage.look(d.target, d.entry, func(found done) {
		switch {
		case found.err != nil:
			d.phase, d.problem = DeleteUnknown, model.Explain(found.err)
		case found.entry.State == history.Deleted:
			d.phase, d.problem, d.gone = DeleteDone, model.Problem{}, found.entry.Gone
		default:
			d.phase, d.problem = DeleteOpen, model.NewProblem("changeNotMade")
		}
		d.Changed.Emit()
	})
}

// begins reports whether something can begin, and says so.
func (d *Deleting) begins() bool {
	free := !d.manage.Busy()
	if free {
		d.phase, d.problem = DeleteSending, model.Problem{}
	} else {
		d.problem = model.NewProblem("busy")
	}
	d.Changed.Emit()
	return free
}

func (d *Deleting) ended(result done) {
	switch {
	case d.closed:
		d.late(result)
		return
	case result.err == nil:
		d.phase, d.problem, d.gone = DeleteDone, model.Problem{}, result.entry.Gone
	case provision.IsOpen(result.err):
		d.phase, d.problem = DeleteUnknown, model.Explain(result.err)
	default:
		d.phase, d.problem = DeleteOpen, model.Explain(result.err)
	}
	d.Changed.Emit()
}

// late says how a deletion ended whose sheet was closed meanwhile.
func (d *Deleting) late(result done) {
	if result.err == nil {
		d.gone = result.entry.Gone
		d.Late.Emit(d.Outcome(d.entry.Name))
		return
	}
	d.Late.Emit(model.Explain(result.err).Title)
}

// Close asks what is under way to stop. What has left is not taken back.
func (d *Deleting) Close() {
	if d.closed {
		return
	}
	d.closed = true
	if d.phase == DeleteSending {
		d.manage.Cancel()
	}
}
