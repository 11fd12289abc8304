package register

import (
	"context"
	"io"
	"time"

	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// reloadEvery is the least time between two reloads of the table while work on
// the register is under way.
const reloadEvery = 500 * time.Millisecond

// Caretaker looks after connections that exist; *provision.Service is one.
type Caretaker interface {
	Refresh(ctx context.Context, p provision.Platform, place history.Place, source history.Source, progress func(found int)) (provision.Refreshed, error)
	TestAll(ctx context.Context, attemptIDs []string, platform func(history.Entry) (provision.Platform, error), each func(history.Entry, error)) error
}

// UpkeepStore is the register as Upkeep uses it; *history.Register is one.
type UpkeepStore interface {
	ScopeStore
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
	Import(ctx context.Context, entries []history.Entry, now time.Time) (history.ImportResult, error)
}

// Task is a kind of work on the register as a whole.
type Task int

// The tasks.
const (
	NoTask Task = iota
	TaskRefresh
	TaskTest
	TaskExport
	TaskImport
)

// Outcome is how a task ended: what it did, in numbers, and what is to be
// explained about it. Either may be empty.
type Outcome struct {
	Text    model.Text
	Problem model.Problem
}

// Upkeep is the work on the register that takes its time: reading what Platform
// holds, testing many connections, export and import. There is one task at a
// time; each can be stopped and keeps what it has done until then.
type Upkeep struct {
	// OnChange is called when anything has changed.
	OnChange func()
	// OnRecorded is called when the register holds something new, now and then
	// while a task is under way, and at its end.
	OnRecorded func()
	// OnEnd is called when a task has ended.
	OnEnd func(Task, Outcome)

	runner    model.Runner
	store     UpkeepStore
	service   Caretaker
	connector *session.Connector
	accounts  Accounts
	now       func() time.Time

	task        Task
	text        func(u *Upkeep) model.Text
	done, total int
	stopping    bool
	cancel      context.CancelFunc
	outcome     Outcome
	reloading   bool // a reload will follow soon

	place     history.Place // whose last refresh is known or being read
	refreshed time.Time
}

// NewUpkeep makes an Upkeep.
func NewUpkeep(runner model.Runner, store UpkeepStore, service Caretaker, connector *session.Connector, accounts Accounts) *Upkeep {
	return &Upkeep{runner: runner, store: store, service: service, connector: connector, accounts: accounts, now: time.Now}
}

// Task is what is under way.
func (u *Upkeep) Task() Task { return u.task }

// Busy reports whether a task is under way, so that no other may begin.
func (u *Upkeep) Busy() bool { return u.task != NoTask }

// Stopping reports whether the task has been asked to stop.
func (u *Upkeep) Stopping() bool { return u.stopping }

// Progress is how far the task is; total is 0 where that is not known.
func (u *Upkeep) Progress() (done, total int) { return u.done, u.total }

// Text says what is under way, and where.
func (u *Upkeep) Text() model.Text {
	switch {
	case u.task == NoTask:
		return model.Text{}
	case u.stopping:
		return model.T("upkeep.stopping")
	}
	return u.text(u)
}

// Outcome is how the last task ended, until the next one begins or Dismiss.
func (u *Upkeep) Outcome() Outcome { return u.outcome }

// Dismiss forgets how the last task ended.
func (u *Upkeep) Dismiss() {
	u.outcome = Outcome{}
	u.changed()
}

// Stop asks the task to end. What it has done stays.
func (u *Upkeep) Stop() {
	if !u.Busy() || u.stopping {
		return
	}
	u.stopping = true
	u.cancel()
	u.changed()
}

// begin does work in the background, unless a task is under way already. work
// reports by tell and ends with what is to be said.
func (u *Upkeep) begin(task Task, total int, text func(*Upkeep) model.Text, work func(ctx context.Context) Outcome) bool {
	if u.Busy() {
		return false
	}
	ctx, cancel := context.WithCancel(context.Background())
	u.task, u.text, u.done, u.total, u.stopping, u.cancel, u.outcome = task, text, 0, total, false, cancel, Outcome{}
	u.changed()
	u.runner.Go(func() func() {
		defer cancel()
		outcome := work(ctx)
		return func() {
			u.task, u.stopping, u.outcome = NoTask, false, outcome
			if task != TaskExport {
				u.recorded()
			}
			u.changed()
			if u.OnEnd != nil {
				u.OnEnd(task, outcome)
			}
		}
	})
	return true
}

// tell is called by work in the background with how far it is.
func (u *Upkeep) tell(done int) {
	u.runner.Apply(func() {
		if !u.Busy() {
			return
		}
		u.done = done
		if u.task != TaskExport {
			u.recordedSoon()
		}
		u.changed()
	})
}

// recordedSoon is recorded, at most once in reloadEvery.
func (u *Upkeep) recordedSoon() {
	if u.reloading {
		return
	}
	u.reloading = true
	u.runner.After(reloadEvery, func() {
		u.reloading = false
		if u.Busy() {
			u.recorded()
		}
	})
}

func (u *Upkeep) recorded() {
	if u.OnRecorded != nil {
		u.OnRecorded()
	}
}

func (u *Upkeep) changed() {
	if u.OnChange != nil {
		u.OnChange()
	}
}

// Opener opens a file to read.
type Opener func() (io.ReadCloser, error)

// Accounts is what background work needs to know of the accounts; the model of
// the accounts is one.
type Accounts interface {
	Practice() bool
	ReadingTargets() func(history.Entry) session.Target
	Targets() func(history.Entry) session.Target
}
