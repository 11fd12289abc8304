package create

import (
	"context"
	"errors"
	"slices"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// Phase is how far an attempt is.
type Phase int

// The phases of an Attempt.
const (
	Idle      Phase = iota
	Working         // it is under way
	Stopping        // it has been asked to stop and has not ended yet
	Succeeded       // Platform holds the connection
	Trouble         // nothing was created; Problem says why
	Undecided       // the request left and its outcome is not known yet
)

// Steps is the order in which the steps of an attempt are shown.
var Steps = []provision.Step{
	provision.StepKeys, provision.StepSignIn, provision.StepSandbox,
	provision.StepTwin, provision.StepCreate, provision.StepTest,
}

// Provisioner does the work of an Attempt; *provision.Service is one.
type Provisioner interface {
	Create(ctx context.Context, p provision.Platform, tokens client.TokenSource, req provision.Request, progress provision.Progress) (provision.Result, error)
}

// Attempt is one attempt to create a connection: its steps and how it ended.
type Attempt struct {
	// Changed tells that anything that is shown of it has changed.
	Changed *model.Signal
	// Recorded tells that the register holds something new.
	Recorded *model.Signal
	// Ended tells in which phase an attempt has ended, each time one does.
	Ended model.Event[Phase]

	runner    model.Runner
	connector *session.Sessions
	service   Provisioner

	phase   Phase
	steps   map[provision.Step]provision.StepState
	aside   model.Text // what happened on the way although it went well
	entry   history.Entry
	problem model.Problem
	twins   []provision.Twin
	shown   wish // what the twins that were shown are twins of
	byRole  bool
	cancel  context.CancelFunc
}

// NewAttempt makes an Attempt that has not begun.
func NewAttempt(runner model.Runner, connector *session.Sessions, service Provisioner) *Attempt {
	return &Attempt{
		Changed: model.NewSignal(runner), Recorded: model.NewSignal(runner),
		runner: runner, connector: connector, service: service, steps: map[provision.Step]provision.StepState{},
	}
}

// Phase is how far it is.
func (a *Attempt) Phase() Phase { return a.phase }

// Busy reports whether it is under way, so that nothing else may begin.
func (a *Attempt) Busy() bool { return a.phase == Working || a.phase == Stopping }

// Step is where a step stands.
func (a *Attempt) Step(step provision.Step) provision.StepState { return a.steps[step] }

// ByRole reports whether it is about a connection without keys.
func (a *Attempt) ByRole() bool { return a.byRole }

// Aside is what happened while the connection was made although it went well, such
// as that the answer was lost; it may be empty.
func (a *Attempt) Aside() model.Text { return a.aside }

// Entry is the register's entry of the attempt; its AttemptID is empty if nothing
// was written.
func (a *Attempt) Entry() history.Entry { return a.entry }

// Problem is what went wrong; in phase Succeeded, what is still wrong with the
// connection, such as keys that Amazon refuses.
func (a *Attempt) Problem() model.Problem { return a.problem }

// Twins are the connections that look like the one to be created, where that is
// why nothing was created.
func (a *Attempt) Twins() []provision.Twin { return a.twins }

// TwinAllowed reports whether the user may create the connection although there
// are others like it: not where it is unknown what became of one of them.
func (a *Attempt) TwinAllowed() bool { return len(a.twins) > 0 && a.problem.Name != "twinUnsettled" }

// wish tells one connection that is wanted from another.
type wish struct {
	place           history.Place
	name, accessKey string
	role            string // the bucket, of one by role
}

// Create begins an attempt. While one is under way it does nothing, so that a
// double click makes one connection. allowTwin says that the user has seen the
// connections that look the same.
func (a *Attempt) Create(target session.Target, in client.NewConnection, allowTwin bool) {
	if a.Busy() {
		return
	}
	wanted := wish{place: session.PlaceOf(target.Account), name: in.Name, accessKey: in.S3.AccessKeyID}
	if in.Auth == client.AuthRole {
		wanted.role = in.S3.Bucket
	}
	// Twins may be passed over only if they are those that the user was shown.
	allowTwin = allowTwin && wanted == a.shown
	a.reset()
	ctx, cancel := context.WithCancel(context.Background())
	a.phase, a.cancel, a.byRole = Working, cancel, in.Auth == client.AuthRole
	a.steps[provision.StepKeys] = provision.Running
	a.Changed.Emit()
	a.runner.Go(func() func() {
		result, err := a.create(ctx, target, in, allowTwin)
		return func() {
			cancel()
			a.end(in, result, err)
			if len(a.twins) > 0 {
				a.shown = wanted
			}
			a.Changed.Emit()
			a.Ended.Emit(a.phase)
		}
	})
}

func (a *Attempt) create(ctx context.Context, target session.Target, in client.NewConnection, allowTwin bool) (provision.Result, error) {
	link, err := a.connector.Connect(ctx, target)
	if err != nil {
		return provision.Result{}, err
	}
	return a.service.Create(ctx, link.Client, link.Tokens, provision.Request{
		Place:      link.Place,
		AccountID:  target.Account.ID,
		APIKey:     target.Account.APIKey,
		Connection: in,
		AllowTwin:  allowTwin,
	}, func(step provision.Step, state provision.StepState) {
		if step == provision.StepKeys && state == provision.Done && unusual(in) {
			state = provision.Warned
		}
		a.progress(step, state)
	})
}

// unusual reports whether keys may be right, but do not look it.
func unusual(in client.NewConnection) bool {
	return slices.ContainsFunc([]string{"AccessKeyID", "SecretAccessKey", "SessionToken"}, func(input string) bool {
		return in.Check(input).Reason != ""
	})
}

// Follow takes an entry that was read anew, if it is the one of the attempt: what
// became of a lost answer is found out elsewhere.
func (a *Attempt) Follow(entry history.Entry) {
	before := a.entry
	if a.Busy() || before.AttemptID == "" || before.AttemptID != entry.AttemptID {
		return
	}
	unsettled := entry.State == history.Pending || entry.State == history.Unknown
	if before.State == history.Created && unsettled {
		return // it was read before that was known
	}
	if before.State == entry.State && before.Test == entry.Test && before.ETag == entry.ETag && before.Name == entry.Name {
		return
	}
	a.entry = entry
	if before.State != entry.State || before.Test != entry.Test {
		a.judge(entry)
	}
	a.Changed.Emit()
}

// judge takes over what the register says of the attempt.
func (a *Attempt) judge(entry history.Entry) {
	switch entry.State {
	case history.Created:
		a.phase, a.problem = Succeeded, model.Problem{}
		a.steps[provision.StepCreate] = provision.Done
		a.judgeTest(entry.Test, nil)
	case history.Failed:
		a.phase, a.problem = Trouble, model.ExplainRecorded(entry)
		a.steps[provision.StepCreate] = provision.Failed
	case history.Deleted:
		a.reset() // there is nothing to show of it any more
	case history.Pending, history.Unknown:
		a.phase, a.problem = Undecided, model.ExplainRecorded(entry)
	}
}

// Clear makes ready for the next attempt.
func (a *Attempt) Clear() {
	if a.Busy() {
		return
	}
	a.reset()
	a.Changed.Emit()
}

// Cancel asks what is under way to stop. A request that has left is not taken
// back: its outcome is still found out and recorded.
func (a *Attempt) Cancel() {
	if a.phase != Working {
		return
	}
	a.phase = Stopping
	a.cancel()
	a.Changed.Emit()
}

func (a *Attempt) reset() {
	a.phase, a.entry, a.problem, a.twins, a.aside = Idle, history.Entry{}, model.Problem{}, nil, model.Text{}
	clear(a.steps)
}

// progress is called by the work in the background.
func (a *Attempt) progress(step provision.Step, state provision.StepState) {
	a.runner.Apply(func() {
		a.steps[step] = state
		a.Changed.Emit()
	})
}

func (a *Attempt) end(in client.NewConnection, result provision.Result, err error) {
	if result.Entry.AttemptID != "" {
		a.entry = result.Entry
		a.Recorded.Emit()
	}
	var twin *provision.TwinError
	var unrecorded *provision.NotRecordedError
	switch {
	case errors.As(err, &twin):
		a.phase, a.problem, a.twins = Trouble, model.Explain(err), twin.Twins
	case errors.As(err, &unrecorded):
		a.phase, a.problem = Succeeded, model.Explain(err)
		a.steps[provision.StepCreate] = provision.Warned
	case err == nil && a.entry.State == history.Created:
		a.phase = Succeeded
		a.steps[provision.StepCreate] = provision.Done
		switch {
		case result.Found:
			a.aside = model.T("step.create.found")
		case result.Throttled > 0:
			a.aside = model.T("step.create.waited")
		}
		a.judgeTest(a.entry.Test, result.TestErr)
	case a.entry.State == history.Unknown || a.entry.State == history.Pending:
		a.phase, a.problem = Undecided, model.Explain(err)
		a.steps[provision.StepCreate] = provision.Warned
	default:
		a.phase, a.problem = Trouble, explainRefusal(in, err)
		a.settleSteps()
	}
}

// explainRefusal is model.Explain for a connection that was not made. Where Platform does
// not say what it objects to, it is most likely the field that did not look right before.
func explainRefusal(in client.NewConnection, err error) model.Problem {
	problem := model.Explain(err)
	if doubted := model.Doubted(in); problem.Name == "rejected" && problem.Field == model.FieldNone && doubted != model.FieldNone {
		problem.Field, problem.Do = doubted, model.T("problem.rejected.doField", "Field", doubted.Label())
	}
	return problem
}

// judgeTest turns the answer to "can Platform read the bucket" into the last
// step and, if it is no, into a problem of a connection that exists.
func (a *Attempt) judgeTest(result history.TestResult, err error) {
	switch {
	case err != nil:
		a.steps[provision.StepTest], a.problem = provision.Warned, model.ExplainTest(a.entry, err, true)
	case result == history.Working:
		a.steps[provision.StepTest] = provision.Done
	case result == history.Refused:
		a.steps[provision.StepTest], a.problem = provision.Warned, model.ExplainRefused(a.entry, true)
	default:
		a.steps[provision.StepTest] = provision.Skipped
	}
}

// settleSteps ends a step that was running when the attempt failed.
func (a *Attempt) settleSteps() {
	for _, step := range Steps {
		if a.steps[step] == provision.Running {
			a.steps[step] = provision.Failed
		}
	}
}
