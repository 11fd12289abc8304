package connection

import (
	"slices"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// EditPhase is where a sheet that changes a connection stands.
type EditPhase int

// The phases of an Editing.
const (
	EditOpen     EditPhase = iota // waits for the user; Problem may say what went wrong
	EditReading                   // Platform is asked what it holds now
	EditSending                   // the change is under way
	EditConflict                  // somebody else has changed it: Differences says what
	EditUnknown                   // it is not known whether the change was made
	EditDone                      // the change was made; Entry and Test say what came of it
	EditGone                      // Platform does not hold the connection any more
)

// Editing changes one connection: its keys and their place, or its name and
// description. It knows which version the user saw, and never overwrites
// another one unseen.
type Editing struct {
	// Changed tells that anything but a field has changed.
	Changed *model.Signal
	// Ended tells the phase in which something that was under way has ended.
	Ended model.Event[EditPhase]
	// Late tells how the change ended after Close: with what is to be said.
	Late model.Event[model.Text]
	// Form has the fields, filled in with what is known.
	Form *model.Form

	manage *Manage
	target session.Target
	entry  history.Entry
	build  func(*model.Form, Seen) client.Change

	phase    EditPhase
	seen     Seen
	change   client.Change // that was sent last; it holds keys until Close
	conflict *Conflict
	problem  model.Problem
	test     history.TestResult
	testErr  error
	closed   bool
}

// NewReplacing makes the Editing that gives a connection other keys.
func NewReplacing(manage *Manage, target session.Target, entry history.Entry) *Editing {
	e := &Editing{Changed: model.NewSignal(manage.runner), manage: manage, target: target, entry: entry, build: newKeys}
	check := func(field model.Field, values map[model.Field]string) model.Note { return checkKeys(e, field, values) }
	e.Form = model.NewForm(check, model.FieldAccessKey, model.FieldSecretKey, model.FieldSessionToken, model.FieldBucket, model.FieldFolder, model.FieldServiceURL)
	e.take(seenEntry(entry))
	e.Form.Valued.Listen(func(field model.Field) {
		if field == model.FieldAccessKey && hasKey(e, e.Form.Value(field)) {
			e.Form.Pass(field) // it is all there, so that this can be said at once
		}
	})
	return e
}

// checkKeys judges a field as the form of a connection does. The key that is to be
// replaced is the one that is most often given by mistake.
func checkKeys(e *Editing, field model.Field, values map[model.Field]string) model.Note {
	note := model.CheckS3Field(field, values)
	switch {
	case field != model.FieldAccessKey || note.Level == model.Error || !hasKey(e, values[field]):
		return note
	case e.entry.Test == history.Refused:
		return model.Note{Level: model.Warning, Text: model.T("replace.refusedKey")}
	}
	return model.Note{Level: model.Warning, Text: model.T("replace.sameKey")}
}

// hasKey reports whether an access key ID is the one that the connection has.
func hasKey(e *Editing, id string) bool {
	return id != "" && e.manage.Hash != nil && e.manage.Hash(id) == e.entry.AccessKeyHash
}

// NewRenaming makes the Editing that changes name and description.
func NewRenaming(manage *Manage, target session.Target, entry history.Entry) *Editing {
	e := &Editing{Changed: model.NewSignal(manage.runner), manage: manage, target: target, entry: entry, build: newWords}
	e.Form = model.NewForm(model.CheckS3Field, model.FieldName, model.FieldDescription)
	e.take(seenEntry(entry))
	return e
}

func newKeys(f *model.Form, _ Seen) client.Change {
	s3 := model.NewConnection(f).S3
	return client.Change{S3: &s3}
}

func newWords(f *model.Form, seen Seen) client.Change {
	var change client.Change
	if name := f.Value(model.FieldName); name != seen.Name {
		change.Name = &name
	}
	if description := f.Value(model.FieldDescription); description != seen.Description {
		change.Description = &description
	}
	return change
}

// Phase is where the sheet stands.
func (e *Editing) Phase() EditPhase { return e.phase }

// Busy reports whether something is under way.
func (e *Editing) Busy() bool { return e.phase == EditReading || e.phase == EditSending }

// Entry is the connection that is changed.
func (e *Editing) Entry() history.Entry { return e.entry }

// Problem is what went wrong, or what is open in EditUnknown.
func (e *Editing) Problem() model.Problem { return e.problem }

// Test is what Platform said of the new keys, in EditDone; the problem says why
// it could not be asked.
func (e *Editing) Test() (history.TestResult, model.Problem) {
	return e.test, explainChange(e.testErr, e.change)
}

// Begin asks Platform for the present version where the register has none, as
// of a connection that was still initializing.
func (e *Editing) Begin() {
	if e.seen.ETag == "" {
		e.read(func(done) {})
	}
}

// take makes a version the one that the user has seen, and fills the form with
// it as far as the user has not typed anything else.
func (e *Editing) take(seen Seen) {
	for _, part := range []struct {
		field       model.Field
		before, now string
	}{
		{model.FieldName, e.seen.Name, seen.Name},
		{model.FieldDescription, e.seen.Description, seen.Description},
		{model.FieldBucket, e.seen.Bucket, seen.Bucket},
		{model.FieldFolder, e.seen.Folder, seen.Folder},
		{model.FieldServiceURL, e.seen.ServiceURL, seen.ServiceURL},
	} {
		if slices.Contains(e.Form.Fields(), part.field) && e.Form.Value(part.field) == part.before {
			e.Form.Set(part.field, part.now)
		}
	}
	e.seen = seen
}

// Unsaved reports whether anything was typed that is neither sent nor what is there.
func (e *Editing) Unsaved() bool {
	switch e.phase {
	case EditOpen, EditConflict:
	case EditReading:
		if e.change != (client.Change{}) { // it has been sent, and is looked for
			return false
		}
	default:
		return false
	}
	there := map[model.Field]string{
		model.FieldName: e.seen.Name, model.FieldDescription: e.seen.Description, model.FieldBucket: e.seen.Bucket,
		model.FieldFolder: e.seen.Folder, model.FieldServiceURL: e.seen.ServiceURL,
	}
	return slices.ContainsFunc(e.Form.Fields(), func(field model.Field) bool { return e.Form.Value(field) != there[field] })
}

// Check judges the fields, and returns the first that cannot be right, if any.
func (e *Editing) Check() (wrong model.Field) {
	if e.Busy() || e.closed || e.phase != EditOpen {
		return model.FieldNone
	}
	return e.Form.CheckAll()
}

// Submit judges the fields and sends the change. Where a field cannot be right
// nothing is sent, and the field is returned.
func (e *Editing) Submit() (wrong model.Field) {
	if e.Busy() || e.closed || e.phase != EditOpen {
		return model.FieldNone
	}
	if wrong := e.Form.CheckAll(); wrong != model.FieldNone {
		return wrong
	}
	change := e.build(e.Form, e.seen)
	if change == (client.Change{}) {
		e.problem = model.NewProblem("nothingToChange")
		e.Changed.Emit()
		return model.FieldNone
	}
	e.change = change
	if e.seen.ETag == "" {
		// Without a version nothing can be changed: by now there may be one.
		e.read(func(done) {
			if e.phase == EditOpen && e.problem.Empty() {
				e.send()
			}
		})
		return model.FieldNone
	}
	e.send()
	return model.FieldNone
}

// read asks Platform for the connection as it is now.
func (e *Editing) read(then func(done)) {
	phase := e.phase
	if !e.begins(EditReading) {
		return
	}
	e.manage.look(e.target, e.entry, func(d done) {
		if e.closed {
			return
		}
		e.phase = EditOpen
		switch {
		case d.err != nil:
			e.phase, e.problem = phase, explainChange(d.err, e.change)
		case d.entry.State == history.Deleted:
			e.entry, e.phase, e.problem = d.entry, EditGone, model.NewProblem("connectionGone")
		case d.current.ETag == "":
			e.problem = model.NewProblem("notReady")
		default:
			e.entry, e.problem = d.entry, model.Problem{}
			e.take(seenConnection(d.current))
		}
		then(d)
		e.Changed.Emit()
		e.Ended.Emit(e.phase)
	})
}

func (e *Editing) send() {
	if !e.begins(EditSending) {
		return
	}
	e.manage.update(e.target, e.entry, e.seen.ETag, e.change, func(d done) {
		if e.closed {
			e.Late.Emit(lateText(d.err, e.entry.Name))
			return
		}
		e.sent(d)
		e.Changed.Emit()
		e.Ended.Emit(e.phase)
	})
}

// begins reports whether something can begin, and says so.
func (e *Editing) begins(phase EditPhase) bool {
	free := !e.manage.Busy()
	if free {
		e.phase, e.problem = phase, model.Problem{}
	} else {
		e.problem = model.NewProblem("busy")
	}
	e.Changed.Emit()
	return free
}

func (e *Editing) sent(d done) {
	e.phase, e.problem = EditOpen, model.Problem{}
	if d.entry.AttemptID != "" && d.err == nil {
		e.entry = d.entry // else it stays as the user saw it
	}
	switch conflict := conflictOf(d.err); {
	case d.err == nil:
		e.phase, e.test, e.testErr = EditDone, d.test, d.testErr
	case conflict != nil:
		e.phase, e.problem = EditConflict, explainChange(d.err, e.change)
		e.conflict = &Conflict{Current: conflict.Current, seen: e.seen, mine: e.change}
	case provision.IsOpen(d.err):
		e.phase, e.problem = EditUnknown, explainChange(d.err, e.change)
	default:
		e.problem = explainChange(d.err, e.change)
	}
}

// explainChange words an error about a change. What a server may have repeated of the
// keys is taken out: an answer to a request that does not carry them, such as to look
// what became of a change, is not scrubbed of them elsewhere.
func explainChange(err error, change client.Change) model.Problem {
	problem := model.Explain(err)
	if s3 := change.S3; s3 != nil {
		problem = problem.Without(s3.SecretAccessKey, s3.SessionToken)
	}
	return problem
}

// lateText says how a change ended whose sheet was closed meanwhile.
func lateText(err error, name string) model.Text {
	if err == nil {
		return model.T("change.lateDone", "Name", name)
	}
	return model.Explain(err).Title
}

// Close forgets the keys and asks what is under way to stop. What has left is
// not taken back.
func (e *Editing) Close() {
	if e.closed {
		return
	}
	busy := e.Busy()
	e.closed = true
	e.Form.Changed.Drop()
	e.Form.Valued.Drop()
	e.Form.Clear()
	e.change = client.Change{}
	if e.conflict != nil {
		e.conflict.mine = client.Change{}
	}
	if busy {
		e.manage.Cancel()
	}
}
