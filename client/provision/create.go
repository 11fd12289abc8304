package provision

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"mooring/client"
	"mooring/client/history"
)

// maker makes connections.
type maker struct {
	*core
	recorder *recorder
	finder   *finder
	tester   *tester
}

// Create makes the connection that req asks for, exactly once.
//
// The attempt is in the register before its request leaves, and what became of
// it is written there whatever happens to ctx. Cancelling before the request
// has left sends nothing. After that the request runs to its end and its outcome
// is recorded; only what would follow is left out.
//
// An error whose Result has no AttemptID left nothing behind. Otherwise the
// Entry says what is known. A failed test of the connection is no error.
func (m *maker) Create(ctx context.Context, p Platform, tokens client.TokenSource, req Request, progress Progress) (Result, error) {
	if progress == nil {
		progress = func(Step, StepState) {}
	}
	release, err := m.take(claim{place: req.Place, name: req.Connection.Name})
	if err != nil {
		return Result{}, err
	}
	defer release()
	found, err := m.prepare(ctx, p, tokens, req, progress)
	if err != nil {
		return Result{}, err
	}
	result, err := m.create(ctx, p, req, found, progress)
	if err != nil {
		return result, err
	}
	m.tester.last(ctx, p, &result, progress)
	return result, nil
}

// prepare takes the steps that come before anything is written or sent.
func (m *maker) prepare(ctx context.Context, p Platform, tokens client.TokenSource, req Request, progress Progress) (survey, error) {
	var found survey
	err := run(progress, StepKeys, func() (StepState, error) { return Done, validate(req) })
	if err != nil {
		return found, err
	}
	err = run(progress, StepSignIn, func() (StepState, error) {
		_, err := tokens.Token(ctx)
		return Done, err
	})
	if err != nil {
		return found, err
	}
	err = run(progress, StepSandbox, func() (StepState, error) { return checkSandbox(ctx, p, req.Place.Sandbox) })
	if err != nil {
		return found, err
	}
	err = run(progress, StepTwin, func() (StepState, error) {
		found, err = m.survey(ctx, p, req, m.journal.HashAccessKey(req.Connection.S3.AccessKeyID))
		switch {
		case err != nil:
			return Failed, err
		case len(found.twins) == 0:
			return Done, nil
		}
		if twins := found.blocking(req); len(twins) > 0 {
			return Failed, &TwinError{Twins: twins}
		}
		return Warned, nil
	})
	return found, err
}

// run takes one step and reports it.
func run(progress Progress, step Step, work func() (StepState, error)) error {
	progress(step, Running)
	state, err := work()
	if err != nil && state != Warned {
		state = Failed
	}
	progress(step, state)
	return err
}

// noProfile is the gateway's code for a credential that has no product profile in the
// organization, before any of Platform's services.
const noProfile = "403025"

// NotListed reports whether err, of Platform.Sandboxes, says no more than that
// the sandboxes cannot be listed now. A credential that may not list them may
// still work in one, and the service that lists them is another one than the
// one that makes connections: that it is down says nothing of the other. That the
// credential has no profile in the organization is no such error: nothing works there.
func NotListed(err error) bool {
	if answer, ok := errors.AsType[*client.APIError](err); ok && answer.Code == noProfile {
		return false
	}
	kind := client.KindOf(err)
	return kind == client.KindForbidden || kind == client.KindUnavailable
}

// checkSandbox looks whether the sandbox can be used.
func checkSandbox(ctx context.Context, p Platform, name string) (StepState, error) {
	sandboxes, err := p.Sandboxes(ctx)
	if NotListed(err) {
		return Warned, nil
	}
	if err == nil && len(sandboxes) == 0 {
		err = ErrNoSandbox
	}
	if err != nil {
		return Failed, err
	}
	for _, sandbox := range sandboxes {
		if sandbox.Name != name {
			continue
		}
		if !sandbox.Active() {
			return Failed, &SandboxInactiveError{Name: name, State: sandbox.State}
		}
		return Done, nil
	}
	return Failed, &SandboxMissingError{Name: name, Available: sandboxes}
}

// create writes the attempt down, sends it, and writes down what came of it.
// Without an error the entry is Created.
func (m *maker) create(ctx context.Context, p Platform, req Request, found survey, progress Progress) (Result, error) {
	var result Result
	entry := &result.Entry
	err := run(progress, StepCreate, func() (StepState, error) {
		turn, err := req.turns.take(ctx)
		if err != nil {
			return Failed, err // nothing was written yet
		}
		defer turn.end()
		*entry = m.newEntry(req, found.known)
		release, err := m.take(claim{attemptID: entry.AttemptID})
		if err != nil {
			return Failed, err
		}
		defer release()
		if err := m.begin(ctx, entry); err != nil {
			*entry = history.Entry{}
			return Failed, err
		}
		if ctx.Err() != nil { // called off while it was written down
			err := canceled(opCreate, ctx.Err())
			m.fail(ctx, entry, err)
			return Failed, err
		}
		err = m.send(ctx, p, turn, &result, req.Connection)
		if _, ok := errors.AsType[*NotRecordedError](err); ok {
			return Warned, err // it does exist
		}
		return Done, err
	})
	return result, err
}

func (m *maker) newEntry(req Request, known []client.ConnectionID) history.Entry {
	c := req.Connection
	now := m.now().UTC().Truncate(time.Millisecond)
	return history.Entry{
		AttemptID: cmp.Or(req.AttemptID, uuid.NewString()), Place: req.Place, AccountID: req.AccountID, APIKey: req.APIKey,
		Name: c.Name, Description: c.Description, Auth: c.Auth,
		Bucket: c.S3.Bucket, FolderPath: c.S3.FolderPath, ServiceURL: c.S3.ServiceURL,
		AccessKeyHint: history.HintAccessKey(c.S3.AccessKeyID), AccessKeyHash: m.journal.HashAccessKey(c.S3.AccessKeyID),
		State: history.Pending, KnownIDs: known, StartedAt: now, UpdatedAt: now,
	}
}

// begin writes the entry down. If that fails nothing may be sent.
func (m *maker) begin(ctx context.Context, entry *history.Entry) error {
	if ctx.Err() != nil {
		return canceled(opCreate, ctx.Err())
	}
	err := m.journal.Begin(ctx, *entry)
	if err == nil {
		m.log.InfoContext(ctx, "attempt begun", "attempt", entry.AttemptID, "known", len(entry.KnownIDs))
		return nil
	}
	if ctx.Err() != nil {
		err = canceled(opCreate, ctx.Err())
	}
	// A write may report an error and have taken place all the same; then its
	// entry must not stay pending.
	clean, cancel := detached(ctx, recordTimeout)
	defer cancel()
	_ = m.journal.Finish(clean, entry.AttemptID, failedOutcome(problemOf(opCreate, err)))
	return err
}

// fail records that nothing was created. If the register cannot be told, what
// the caller gets to know is still why nothing was created.
func (m *maker) fail(ctx context.Context, entry *history.Entry, cause error) {
	// record has logged and kept what it could not write.
	_ = m.recorder.record(ctx, entry, failedOutcome(problemOf(opCreate, cause)))
}

// send sends the request and records its outcome, finding it out if it has to.
func (m *maker) send(ctx context.Context, p Platform, turn *turn, result *Result, in client.NewConnection) error {
	entry := &result.Entry
	created, err := turn.create(ctx, p, in)
	if err == nil {
		result.Throttled = created.Throttled
		return m.recorder.record(ctx, entry, createdOutcome(created))
	}
	// An error that is not the client's says nothing about what was sent.
	if kind := client.KindOf(err); !kind.OutcomeUnknown() && kind != client.KindUnknown {
		m.fail(ctx, entry, err)
		return err
	}
	// record has logged and kept what it could not write; the outcome itself
	// may still be found out, and that can be told.
	_ = m.recorder.record(ctx, entry, unknownOutcome(problemOf(opCreate, err)))
	if err := m.finder.findOutNow(ctx, p, entry); err != nil {
		return err
	}
	if entry.State == history.Failed {
		return &NotCreatedError{AttemptID: entry.AttemptID, Err: err}
	}
	result.Found = true
	return nil
}
