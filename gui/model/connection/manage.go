package connection

import (
	"context"
	"errors"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// Manager does things with connections that exist or may exist; *provision.Service
// is one.
type Manager interface {
	Test(ctx context.Context, p provision.Platform, attemptID string) (history.TestResult, error)
	Reconcile(ctx context.Context, p provision.Platform, attemptID string) (provision.Result, error)
	Adopt(ctx context.Context, p provision.Platform, attemptID string, id client.ConnectionID) (provision.Result, error)
	Update(ctx context.Context, p provision.Platform, attemptID string, etag client.ETag, change client.Change) (provision.Result, error)
	Delete(ctx context.Context, p provision.Platform, attemptID string) (history.Entry, error)
	Read(ctx context.Context, p provision.Platform, attemptID string) (history.Entry, client.Connection, error)
}

// Manage does one thing at a time with a connection of the register.
type Manage struct {
	// Changed tells that Busy has changed.
	Changed *model.Signal
	// Recorded tells that the register holds something new.
	Recorded *model.Signal

	// Hash is what the register keeps of an access key ID to know it again; without it,
	// none is.
	Hash func(id string) string

	runner    model.Runner
	connector *session.Sessions
	service   Manager

	busy   bool
	cancel context.CancelFunc
}

// NewManage makes a Manage.
func NewManage(runner model.Runner, connector *session.Sessions, service Manager) *Manage {
	return &Manage{
		Changed: model.NewSignal(runner), Recorded: model.NewSignal(runner),
		runner: runner, connector: connector, service: service,
	}
}

// Busy reports whether something is under way, so that nothing else may begin.
func (m *Manage) Busy() bool { return m.busy }

// Cancel asks what is under way to stop. A request that has left is not taken
// back: what it did is still found out and recorded.
func (m *Manage) Cancel() {
	if m.busy {
		m.cancel()
	}
}

// done is how something with a connection ended.
type done struct {
	entry   history.Entry
	current client.Connection // that was read; of look only
	test    history.TestResult
	testErr error
	err     error
}

func (m *Manage) update(target session.Target, entry history.Entry, etag client.ETag, change client.Change, then func(done)) {
	m.begin(target, then, func(ctx context.Context, p *client.Client) done {
		result, err := m.service.Update(ctx, p, entry.AttemptID, etag, change)
		return done{entry: result.Entry, test: result.Test, testErr: result.TestErr, err: err}
	})
}

func (m *Manage) remove(target session.Target, entry history.Entry, then func(done)) {
	m.begin(target, then, func(ctx context.Context, p *client.Client) done {
		deleted, err := m.service.Delete(ctx, p, entry.AttemptID)
		return done{entry: deleted, err: err}
	})
}

func (m *Manage) look(target session.Target, entry history.Entry, then func(done)) {
	m.begin(target, then, func(ctx context.Context, p *client.Client) done {
		now, current, err := m.service.Read(ctx, p, entry.AttemptID)
		return done{entry: now, current: current, err: err}
	})
}

// begin does work in the background, unless something is under way already.
func (m *Manage) begin(target session.Target, then func(done), work func(context.Context, *client.Client) done) {
	if m.busy {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	m.busy, m.cancel = true, cancel
	m.Changed.Emit()
	m.runner.Go(func() func() {
		link, err := m.connector.Connect(ctx, target)
		ended := done{err: err}
		if err == nil {
			ended = work(ctx, link.Client)
		}
		return func() {
			cancel()
			m.busy = false
			m.Recorded.Emit()
			m.Changed.Emit()
			then(ended)
		}
	})
}

// conflictOf is the conflict that an error tells of, or nil.
func conflictOf(err error) *provision.ConflictError {
	conflict, _ := errors.AsType[*provision.ConflictError](err)
	return conflict
}
