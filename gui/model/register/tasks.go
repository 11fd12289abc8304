package register

import (
	"context"
	"time"

	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// reloadEvery is the least time between two reloads of the table while work on
// the register is under way.
const reloadEvery = 500 * time.Millisecond

// Caretaker looks after connections that exist, and their dataflows;
// *provision.Service and *provision.Flows are one together.
type Caretaker interface {
	FlowReader
	Refresh(ctx context.Context, p provision.Platform, place history.Place, source history.Source, progress func(found int)) (provision.Refreshed, error)
	TestAll(ctx context.Context, attemptIDs []string, platform func(history.Entry) (provision.Platform, error), each func(history.Entry, error)) error
	DeleteAll(ctx context.Context, attemptIDs []string, platform func(history.Entry) (provision.Platform, error), each func(history.Entry, error)) error
}

// TaskStore is the register as Tasks uses it; *history.Entries is one.
type TaskStore interface {
	ScopeStore
	ImportStore
}

// Task is a kind of work on the register as a whole.
type Task int

// The tasks.
const (
	NoTask Task = iota
	TaskRefresh
	TaskTest
	TaskDelete
	TaskExport
	TaskImport
)

// Outcome is how a task ended: what it did, in numbers, and what is to be
// explained about it. Either may be empty.
type Outcome struct {
	Text    model.Text
	Problem model.Problem
	// Nothing says that a refresh was shown no connection at all.
	Nothing bool
	// place is what a refresh has read.
	place history.Place
	// atEnd words it on the UI goroutine, where that depends on what is shown by then.
	atEnd func() Outcome
}

// Ending is a task that has ended.
type Ending struct {
	Task    Task
	Outcome Outcome
}

// Tasks is the work on the register that takes its time: reading what Platform
// holds, testing and deleting many connections, export and import. There is one task at a
// time; each can be stopped and keeps what it has done until then.
type Tasks struct {
	// Changed tells that anything has changed.
	Changed *model.Signal
	// Recorded tells that the register holds something new: now and then while a
	// task is under way, and at its end.
	Recorded *model.Signal
	// Ended tells that a task has ended, and how.
	Ended model.Event[Ending]

	// Each of these is begun by Begin, which does nothing while another is under way.
	Refreshes *Refreshes
	Tests     *Tests
	Deletions *Deletions
	Exports   *Exports
	Imports   *Imports

	runner model.Runner

	task        Task
	text        func(t *Tasks) model.Text
	done, total int
	stopping    bool
	left        bool // its outcome is of no interest any more
	last        Task // whose outcome it is
	cancel      context.CancelFunc
	outcome     Outcome
	reloading   bool // a reload will follow soon
}

// NewTasks makes a Tasks.
func NewTasks(runner model.Runner, store TaskStore, settings model.Settings, service Caretaker, connector *session.Sessions, accounts Accounts) *Tasks {
	t := &Tasks{Changed: model.NewSignal(runner), Recorded: model.NewSignal(runner), runner: runner}
	t.Refreshes = &Refreshes{
		tasks: t, store: settings, service: service, connector: connector, now: time.Now, last: map[history.Place]time.Time{},
	}
	t.Tests = &Tests{tasks: t, store: store, service: service, connector: connector, accounts: accounts}
	t.Deletions = &Deletions{tasks: t, store: store, service: service, connector: connector, accounts: accounts}
	t.Exports = &Exports{tasks: t, store: store, now: time.Now}
	t.Imports = &Imports{tasks: t, store: store, accounts: accounts, now: time.Now}
	return t
}

// Busy reports whether a task is under way, so that no other may begin.
func (t *Tasks) Busy() bool { return t.task != NoTask }

// Deleting reports whether connections are being deleted.
func (t *Tasks) Deleting() bool { return t.task == TaskDelete }

// Stopping reports whether the task has been asked to stop.
func (t *Tasks) Stopping() bool { return t.stopping }

// Progress is how far the task is; total is 0 where that is not known.
func (t *Tasks) Progress() (done, total int) { return t.done, t.total }

// Text says what is under way, and where.
func (t *Tasks) Text() model.Text {
	switch {
	case t.task == NoTask:
		return model.Text{}
	case t.stopping:
		return model.T("upkeep.stopping")
	}
	return t.text(t)
}

// Outcome is how the last task ended, until the next one begins or Dismiss.
func (t *Tasks) Outcome() Outcome { return t.outcome }

// Inspected reports whether Outcome is of a task that has looked at how connections are.
func (t *Tasks) Inspected() bool { return t.last == TaskRefresh || t.last == TaskTest }

// Dismiss forgets how the last task ended.
func (t *Tasks) Dismiss() {
	t.outcome = Outcome{}
	t.Changed.Emit()
}

// Stop asks the task to end. What it has done stays.
func (t *Tasks) Stop() {
	if !t.Busy() || t.stopping {
		return
	}
	t.stopping = true
	t.Changed.Emit()
	t.cancel() // the last: what ends by it comes after all this
}

// Leave asks the task to end, and forgets how it or the one before it ended: it is
// about a side, practice or real, that is left.
func (t *Tasks) Leave() {
	t.Stop()
	t.left = t.Busy()
	t.Dismiss()
}

// begin does work in the background, unless a task is under way already. work
// reports by tell and ends with what is to be said.
func (t *Tasks) begin(task Task, total int, text func(*Tasks) model.Text, work func(ctx context.Context) Outcome) bool {
	if t.Busy() {
		return false
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.task, t.text, t.done, t.total, t.stopping, t.cancel, t.outcome = task, text, 0, total, false, cancel, Outcome{}
	t.Changed.Emit()
	t.runner.Go(func() func() {
		defer cancel()
		outcome := work(ctx)
		return func() {
			if outcome.atEnd != nil {
				outcome = outcome.atEnd()
			}
			if t.left {
				outcome = Outcome{}
			}
			t.task, t.last, t.stopping, t.left, t.outcome = NoTask, task, false, false, outcome
			if task != TaskExport {
				t.Recorded.Emit()
			}
			t.Changed.Emit()
			t.Ended.Emit(Ending{task, outcome})
		}
	})
	return true
}

// tell is called by work in the background with how far it is.
func (t *Tasks) tell(done int) {
	t.runner.Apply(func() {
		if !t.Busy() {
			return
		}
		t.done = done
		if t.task != TaskExport {
			t.recordedSoon()
		}
		t.Changed.Emit()
	})
}

// expect is called by work in the background that knows how far it will go.
func (t *Tasks) expect(total int) {
	t.runner.Apply(func() { t.total = total })
}

// recordedSoon tells of something new in the register, at most once in reloadEvery.
func (t *Tasks) recordedSoon() {
	if t.reloading {
		return
	}
	t.reloading = true
	t.runner.After(reloadEvery, func() {
		t.reloading = false
		if t.Busy() {
			t.Recorded.Emit()
		}
	})
}

// Accounts is what background work needs to know of the accounts; the model of
// the accounts is one.
type Accounts interface {
	Practice() bool
	Target() session.Target
	ReadingTargets() func(history.Entry) session.Target
	Targets() func(history.Entry) session.Target
}
