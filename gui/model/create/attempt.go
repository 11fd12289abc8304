package create

import (
	"context"
	"errors"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// Phase is what the Progress card shows.
type Phase int

// The phases of the Progress card.
const (
	Idle      Phase = iota
	Working         // an attempt, a test or a look-up is under way
	Stopping        // it has been asked to stop and has not ended yet
	Succeeded       // Platform holds the connection
	Trouble         // nothing was created; Problem says why
	Undecided       // the request left and its outcome is not known yet
)

// StepState is where one named step of an attempt stands.
type StepState = provision.StepState

// The states of a step.
const (
	StepWaiting = provision.Waiting
	StepRunning = provision.Running
	StepDone    = provision.Done
	StepWarned  = provision.Warned
	StepFailed  = provision.Failed
	StepSkipped = provision.Skipped
)

// Steps is the order in which the Progress card names the steps.
var Steps = []provision.Step{
	provision.StepKeys, provision.StepSignIn, provision.StepSandbox,
	provision.StepTwin, provision.StepCreate, provision.StepTest,
}

// Provisioner does the work of an Attempt; *provision.Service is one.
type Provisioner interface {
	Create(ctx context.Context, p provision.Platform, tokens client.TokenSource, req provision.Request, progress provision.Progress) (provision.Result, error)
	Reconcile(ctx context.Context, p provision.Platform, attemptID string) (provision.Result, error)
	Adopt(ctx context.Context, p provision.Platform, attemptID string, id client.ConnectionID) (provision.Result, error)
	Test(ctx context.Context, p provision.Platform, attemptID string) (history.TestResult, error)
}

// Attempt is the Progress card: one attempt to create a connection, or what is
// done with an entry of the register, its steps and how it ended.
type Attempt struct {
	// OnChange is called when anything that the card shows has changed.
	OnChange func()
	// OnRecorded is called when the register holds something new.
	OnRecorded func()
	// OnSettled is called when a look-up has found the connection of an entry.
	OnSettled func(history.Entry)
	// OnRepeat creates anew with what stands on the cards now, which the user has
	// been asked to correct; nil to repeat the very same.
	OnRepeat func()

	runner    model.Runner
	connector *session.Connector
	service   Provisioner

	phase   Phase
	steps   map[provision.Step]StepState
	entry   history.Entry
	problem model.Problem
	twins   []provision.Twin
	shown   wish   // what the twins that were shown are twins of
	again   func() // repeats what failed
	cancel  context.CancelFunc
	// recorded says that the card shows an entry of the register as it is, and no
	// attempt of this session.
	recorded bool
}

// NewAttempt makes the model of the Progress card.
func NewAttempt(runner model.Runner, connector *session.Connector, service Provisioner) *Attempt {
	return &Attempt{runner: runner, connector: connector, service: service, steps: map[provision.Step]StepState{}}
}

// Phase is what the card shows.
func (a *Attempt) Phase() Phase { return a.phase }

// Busy reports whether something is under way, so that nothing else may begin.
func (a *Attempt) Busy() bool { return a.phase == Working || a.phase == Stopping }

// Step is where a step stands.
func (a *Attempt) Step(step provision.Step) StepState { return a.steps[step] }

// Entry is the register's entry that the card is about; its AttemptID is empty
// if nothing was written.
func (a *Attempt) Entry() history.Entry { return a.entry }

// Recorded reports whether the card shows an entry of the register, and not the
// steps of an attempt to create one.
func (a *Attempt) Recorded() bool { return a.recorded }

// Problem is what went wrong; in phase Succeeded, what is still wrong with the
// connection, such as keys that Amazon refuses.
func (a *Attempt) Problem() model.Problem { return a.problem }

// Twins are the connections that look like the one to be created, where that is
// why nothing was created.
func (a *Attempt) Twins() []provision.Twin { return a.twins }

// CanRepeat reports whether Again does something.
func (a *Attempt) CanRepeat() bool { return a.again != nil && !a.Busy() }

// Again repeats what failed.
func (a *Attempt) Again() {
	if a.CanRepeat() {
		a.again()
	}
}

// wish tells one connection that is wanted from another.
type wish struct {
	place           history.Place
	name, accessKey string
}

// Create begins an attempt. While one is under way it does nothing, so that a
// double click makes one connection. allowTwin says that the user has seen the
// connections that look the same.
func (a *Attempt) Create(target session.Target, in client.NewConnection, allowTwin bool, then func(created bool)) {
	if a.Busy() {
		return
	}
	wanted := wish{session.PlaceOf(target.Account), in.Name, in.S3.AccessKeyID}
	// Twins may be passed over only if they are those that the user was shown.
	allowTwin = allowTwin && wanted == a.shown
	again := a.OnRepeat
	if again == nil {
		again = func() { a.Create(target, in, allowTwin, then) }
	}
	ctx := a.begin(again)
	a.steps[provision.StepKeys] = StepRunning
	a.changed()
	a.runner.Go(func() func() {
		result, err := a.create(ctx, target, in, allowTwin)
		return func() {
			a.end(result, err)
			if len(a.twins) > 0 {
				a.shown = wanted
			}
			then(a.phase == Succeeded)
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
	}, a.progress)
}

// FindOut asks Platform what became of an entry whose outcome is not known.
func (a *Attempt) FindOut(target session.Target, entry history.Entry) {
	if a.Busy() {
		return
	}
	ctx := a.begin(func() { a.FindOut(target, entry) })
	a.entry = entry
	a.steps[provision.StepCreate] = StepRunning
	a.changed()
	a.withLink(ctx, target, func(link *session.Link) (provision.Result, error) {
		return a.service.Reconcile(ctx, link.Client, entry.AttemptID)
	})
}

// Adopt settles an entry for which Platform holds several connections with the
// one that the user picked.
func (a *Attempt) Adopt(target session.Target, entry history.Entry, id client.ConnectionID) {
	if a.Busy() {
		return
	}
	ctx := a.begin(func() { a.Adopt(target, entry, id) })
	a.entry = entry
	a.steps[provision.StepCreate] = StepRunning
	a.changed()
	a.withLink(ctx, target, func(link *session.Link) (provision.Result, error) {
		return a.service.Adopt(ctx, link.Client, entry.AttemptID, id)
	})
}

// Test asks Platform whether it can read the bucket of an entry now.
func (a *Attempt) Test(target session.Target, entry history.Entry) {
	if a.Busy() {
		return
	}
	recorded := a.recorded && a.entry.AttemptID == entry.AttemptID
	ctx := a.begin(func() { a.Test(target, entry) })
	a.entry, a.recorded = entry, recorded
	a.steps[provision.StepCreate] = StepDone
	a.steps[provision.StepTest] = StepRunning
	a.changed()
	a.withLink(ctx, target, func(link *session.Link) (provision.Result, error) {
		result, err := a.service.Test(ctx, link.Client, entry.AttemptID)
		if err == nil || result == history.Refused {
			entry.Test = result
		}
		return provision.Result{Entry: entry, TestErr: err}, nil
	})
}

func (a *Attempt) withLink(ctx context.Context, target session.Target, work func(*session.Link) (provision.Result, error)) {
	a.runner.Go(func() func() {
		link, err := a.connector.Connect(ctx, target)
		var result provision.Result
		if err == nil {
			result, err = work(link)
		}
		return func() {
			a.end(result, err)
			if a.phase == Succeeded && a.OnSettled != nil {
				a.OnSettled(a.entry)
			}
		}
	})
}

// Show puts an entry of the register on the card, without doing anything.
func (a *Attempt) Show(entry history.Entry) {
	if a.Busy() {
		return
	}
	a.reset()
	a.entry, a.recorded = entry, true
	switch entry.State {
	case history.Created, history.Deleted:
		a.phase = Succeeded
		a.steps[provision.StepCreate] = StepDone
		a.judgeTest(entry.Test, nil)
	case history.Failed:
		a.phase, a.problem = Trouble, model.ExplainRecorded(entry)
		a.steps[provision.StepCreate] = StepFailed
	default:
		a.phase, a.problem = Undecided, model.ExplainRecorded(entry)
		a.steps[provision.StepCreate] = StepWarned
	}
	a.changed()
}

// Follow takes an entry that was read anew, if the card shows an earlier state of
// it. What went wrong with it meanwhile stays, unless the entry has news.
func (a *Attempt) Follow(entry history.Entry) {
	if a.Busy() || !a.recorded || a.entry.AttemptID != entry.AttemptID {
		return
	}
	before := a.entry
	news := before.State != entry.State || before.ConnectionID != entry.ConnectionID || before.Test != entry.Test ||
		len(before.Candidates) != len(entry.Candidates)
	if news {
		a.Show(entry)
		return
	}
	a.entry = entry
	a.changed()
}

// Clear makes the card ready for the next connection.
func (a *Attempt) Clear() {
	if a.Busy() {
		return
	}
	a.reset()
	a.changed()
}

// Cancel asks what is under way to stop. A request that has left is not taken
// back: its outcome is still found out and recorded.
func (a *Attempt) Cancel() {
	if a.phase != Working {
		return
	}
	a.phase = Stopping
	a.cancel()
	a.changed()
}

func (a *Attempt) begin(again func()) context.Context {
	a.reset()
	ctx, cancel := context.WithCancel(context.Background())
	a.phase, a.cancel, a.again = Working, cancel, again
	return ctx
}

func (a *Attempt) reset() {
	a.phase, a.entry, a.problem, a.twins, a.again = Idle, history.Entry{}, model.Problem{}, nil, nil
	a.recorded = false
	clear(a.steps)
}

// progress is called by the work in the background.
func (a *Attempt) progress(step provision.Step, state provision.StepState) {
	a.runner.Apply(func() {
		a.steps[step] = state
		a.changed()
	})
}

func (a *Attempt) end(result provision.Result, err error) {
	a.cancel()
	if result.Entry.AttemptID != "" {
		a.entry = result.Entry
	}
	if a.entry.AttemptID != "" && a.OnRecorded != nil {
		a.OnRecorded()
	}
	var twin *provision.TwinError
	var unrecorded *provision.NotRecordedError
	switch {
	case errors.As(err, &twin):
		a.phase, a.problem, a.twins = Trouble, model.Explain(err), twin.Twins
	case errors.As(err, &unrecorded):
		a.phase, a.problem = Succeeded, model.Explain(err)
		a.steps[provision.StepCreate] = StepWarned
	case err == nil && a.entry.State == history.Created:
		a.phase, a.again = Succeeded, nil
		a.steps[provision.StepCreate] = StepDone
		a.judgeTest(a.entry.Test, result.TestErr)
	case err == nil:
		a.phase, a.problem = Trouble, model.ExplainRecorded(a.entry)
		a.settleSteps()
	case a.entry.State == history.Unknown || a.entry.State == history.Pending:
		a.phase, a.problem = Undecided, model.Explain(err)
		a.steps[provision.StepCreate] = StepWarned
	default:
		a.phase, a.problem = Trouble, model.Explain(err)
		a.settleSteps()
	}
	if !a.problem.Retry {
		a.again = nil
	}
	a.changed()
}

// judgeTest turns the answer to "can Platform read the bucket" into the last
// step and, if it is no, into a problem of a connection that exists.
func (a *Attempt) judgeTest(result history.TestResult, err error) {
	switch {
	case err != nil:
		a.steps[provision.StepTest], a.problem = StepWarned, model.Explain(err)
	case result == history.Working:
		a.steps[provision.StepTest] = StepDone
	case result == history.Refused:
		a.steps[provision.StepTest], a.problem = StepWarned, testRefused(a.recorded)
	default:
		a.steps[provision.StepTest] = StepSkipped
	}
}

// testRefused words that Platform cannot read the bucket: right after the
// connection was made, or of one that has been there for a while.
func testRefused(recorded bool) model.Problem {
	problem := model.ProblemOf("testRefused", model.FieldNone, false)
	if recorded {
		problem.Title, problem.Do = model.T("problem.testRefused.now"), model.T("problem.testRefused.doNow")
	}
	return problem
}

// settleSteps ends a step that was running when the attempt failed.
func (a *Attempt) settleSteps() {
	for _, step := range Steps {
		if a.steps[step] == StepRunning {
			a.steps[step] = StepFailed
		}
	}
}

func (a *Attempt) changed() {
	if a.OnChange != nil {
		a.OnChange()
	}
}
