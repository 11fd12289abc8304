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

// Manager changes and deletes connections that exist; *provision.Service is one.
type Manager interface {
	Update(ctx context.Context, p provision.Platform, attemptID string, etag client.ETag, change client.Change) (provision.Result, error)
	Delete(ctx context.Context, p provision.Platform, attemptID string) (history.Entry, error)
	Read(ctx context.Context, p provision.Platform, attemptID string) (history.Entry, client.Connection, error)
}

// Manage does one thing at a time with a connection that exists on Platform.
type Manage struct {
	// OnChange is called when Busy has changed.
	OnChange func()
	// OnRecorded is called when the register holds something new.
	OnRecorded func()

	runner    model.Runner
	connector *session.Connector
	service   Manager

	busy   bool
	cancel context.CancelFunc
}

// NewManage makes a Manage.
func NewManage(runner model.Runner, connector *session.Connector, service Manager) *Manage {
	return &Manage{runner: runner, connector: connector, service: service}
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

func (m *Manage) update(target session.Target, entry history.Entry, etag client.ETag, change client.Change, then func(done)) bool {
	return m.begin(target, then, func(ctx context.Context, p provision.Platform) done {
		result, err := m.service.Update(ctx, p, entry.AttemptID, etag, change)
		return done{entry: result.Entry, test: result.Test, testErr: result.TestErr, err: err}
	})
}

func (m *Manage) remove(target session.Target, entry history.Entry, then func(done)) bool {
	return m.begin(target, then, func(ctx context.Context, p provision.Platform) done {
		deleted, err := m.service.Delete(ctx, p, entry.AttemptID)
		return done{entry: deleted, err: err}
	})
}

func (m *Manage) look(target session.Target, entry history.Entry, then func(done)) bool {
	return m.begin(target, then, func(ctx context.Context, p provision.Platform) done {
		now, current, err := m.service.Read(ctx, p, entry.AttemptID)
		return done{entry: now, current: current, err: err}
	})
}

// begin does work in the background, unless something is under way already.
func (m *Manage) begin(target session.Target, then func(done), work func(context.Context, provision.Platform) done) bool {
	if m.busy {
		return false
	}
	ctx, cancel := context.WithCancel(context.Background())
	m.busy, m.cancel = true, cancel
	m.changed()
	m.runner.Go(func() func() {
		link, err := m.connector.Connect(ctx, target)
		ended := done{err: err}
		if err == nil {
			ended = work(ctx, link.Client)
		}
		return func() {
			cancel()
			m.busy = false
			if m.OnRecorded != nil {
				m.OnRecorded()
			}
			then(ended)
			m.changed()
		}
	})
	return true
}

// conflictOf is the conflict that an error tells of, or nil.
func conflictOf(err error) *provision.ConflictError {
	var conflict *provision.ConflictError
	errors.As(err, &conflict)
	return conflict
}

// isOpen reports whether Platform has to be looked at before anything else: it is
// not known what a request did, or what it did is not in the register.
func isOpen(err error) bool {
	var unknown *provision.ChangeUnknownError
	var unrecorded *provision.ChangeNotRecordedError
	return errors.As(err, &unknown) || errors.As(err, &unrecorded)
}

func (m *Manage) changed() {
	if m.OnChange != nil {
		m.OnChange()
	}
}
