package ingest

import (
	"context"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// Step is one of the five steps.
type Step int

// The steps, in their order.
const (
	StepWhat Step = iota
	StepTarget
	StepMapping
	StepWhen
	StepCheck
)

// Steps are all of them.
var Steps = []Step{StepWhat, StepTarget, StepMapping, StepWhen, StepCheck}

// Purpose says what an Ingest is for.
type Purpose int

// The purposes.
const (
	Make   Purpose = iota // a new dataflow
	Like                  // a new dataflow whose steps are filled in from another
	Change                // another name, schedule or mapping for a dataflow that exists
)

// Ingests makes an Ingest for each go.
type Ingests struct {
	// Recorded tells that the register holds something new.
	Recorded *model.Signal

	runner  model.Runner
	connect Connect
	maker   Maker
	ctx     context.Context //nolint:containedctx // ends with the app: Stop cancels what is under way
	end     context.CancelFunc
}

// NewIngests makes an Ingests.
func NewIngests(runner model.Runner, connect Connect, maker Maker) *Ingests {
	s := &Ingests{Recorded: model.NewSignal(runner), runner: runner, connect: connect, maker: maker}
	s.ctx, s.end = context.WithCancel(context.Background())
	return s
}

// Stop ends what is under way, also of sheets that have been closed. What has left is not
// taken back.
func (s *Ingests) Stop() { s.end() }

// Open begins to bring in what is at a path, as the file browser knows it. The path
// may be empty.
func (s *Ingests) Open(target session.Target, entry history.Entry, path string, folder bool) *Ingest {
	i := s.newIngest(target, entry, Make)
	if folder && path != "" && shapeOf(path) == OneFile {
		path += "/"
	}
	i.What.SetPath(path)
	i.Target.Load()
	return i
}

// Like begins another dataflow that is set up as one that exists, for another path.
func (s *Ingests) Like(target session.Target, entry history.Entry, flow history.Dataflow) *Ingest {
	i := s.newIngest(target, entry, Like)
	i.read(flow.ID)
	i.Target.Load()
	return i
}

// Edit begins to change a dataflow that exists.
func (s *Ingests) Edit(target session.Target, entry history.Entry, flow history.Dataflow) *Ingest {
	i := s.newIngest(target, entry, Change)
	i.What.kept, i.Target.kept = true, true
	i.read(flow.ID)
	return i
}

// Delete begins to delete a dataflow with what belongs to it; nothing is sent before
// Deleting.Confirm.
func (s *Ingests) Delete(target session.Target, entry history.Entry, flow history.Dataflow) *Deleting {
	w := s.work(target, entry)
	return &Deleting{Changed: model.NewSignal(s.runner), made: s, work: w, entry: entry, flow: flow, cancel: func() {}}
}

func (s *Ingests) work(target session.Target, entry history.Entry) *work {
	return &work{runner: s.runner, connect: s.connect, target: target, base: entry.ConnectionID, bucket: entry.Bucket, folder: entry.FolderPath}
}

func (s *Ingests) newIngest(target session.Target, entry history.Entry, purpose Purpose) *Ingest {
	w := s.work(target, entry)
	w.ctx, w.end = context.WithCancel(s.ctx)
	i := &Ingest{
		Changed: model.NewSignal(s.runner), What: newWhat(w), Target: newTarget(w), Mapping: newMatching(w), When: newWhen(w),
		made: s, work: w, purpose: purpose, entry: entry,
	}
	i.Check = newCheck(i)
	for _, changed := range []*model.Signal{i.What.Changed, i.Target.Changed} {
		changed.Listen(i.follow)
	}
	for _, changed := range []*model.Signal{i.What.Changed, i.Target.Changed, i.Mapping.Changed, i.When.Changed, i.Check.Changed} {
		changed.Listen(i.Changed.Emit)
	}
	return i
}

// Ingest is one go at bringing files in. Steps can be gone back over.
type Ingest struct {
	// Changed tells that anything has changed, of any step.
	Changed *model.Signal

	What    *What
	Target  *Target
	Mapping *Matching
	When    *When
	Check   *Check

	made    *Ingests
	work    *work
	purpose Purpose
	entry   history.Entry
	step    Step

	reading bool
	problem model.Problem
	flow    client.Flow      // that fills the steps
	mapped  []client.Mapping // what its mapping set says
}

// follow lets the steps know of each other.
func (i *Ingest) follow() {
	schema, ok := i.Target.Schema()
	dataset, _ := i.Target.Chosen()
	put(i.When.Changed, &i.When.profile, dataset.Profile)
	if ok && !i.What.Reading() {
		i.Mapping.follow(i.What.Format(), i.What.Preview(), dataset.Schema, schema.Fields)
	}
}

// Purpose is what the Ingest is for.
func (i *Ingest) Purpose() Purpose { return i.purpose }

// Entry is the connection whose files are brought in.
func (i *Ingest) Entry() history.Entry { return i.entry }

// Step is the step that is shown.
func (i *Ingest) Step() Step { return i.step }

// Hinders says why one cannot go on from a step yet; empty where one can.
func (i *Ingest) Hinders(step Step) model.Text {
	switch {
	case i.reading:
		return model.T("ingest.next.flowReading")
	case !i.problem.Empty():
		return model.T("ingest.next.flowUnread")
	}
	switch step {
	case StepWhat:
		return i.What.Next()
	case StepTarget:
		return i.Target.Next()
	case StepMapping:
		return i.Mapping.Next()
	case StepWhen:
		return i.When.Next()
	}
	return i.Check.Next()
}

// Awaits reports whether one can perhaps go on from a step once what it needs has been
// read.
func (i *Ingest) Awaits(step Step) bool {
	_, chosen := i.Target.Chosen()
	return i.reading || step == StepWhat && i.What.Reading() || step == StepTarget && chosen && i.Target.Reading() ||
		Rehearsed(step) && i.Mapping.Rehearsal.Pending()
}

// Rehearsed reports whether one goes on from a step with what the first rows have told:
// to the schedule, and to what cannot be taken back.
func Rehearsed(step Step) bool { return step == StepMapping || step == StepCheck }

// CanGo reports whether a step can be gone to: none before it hinders.
func (i *Ingest) CanGo(to Step) bool {
	for step := StepWhat; step < to; step++ {
		if !i.Hinders(step).Empty() {
			return false
		}
	}
	return true
}

// Go shows a step, if it can be gone to.
func (i *Ingest) Go(to Step) bool {
	if to < StepWhat || to > StepCheck || !i.CanGo(to) {
		return false
	}
	i.When.overtake()
	if i.step != to {
		i.step = to
		i.Changed.Emit()
	}
	return true
}

// Reading reports whether the dataflow that fills the steps is being read.
func (i *Ingest) Reading() bool { return i.reading }

// Problem is why the dataflow that fills the steps could not be read.
func (i *Ingest) Problem() model.Problem { return i.problem }

// Close asks what is under way to stop. What has left is not taken back, and what
// became of it is still recorded.
func (i *Ingest) Close() {
	i.work.end()
	i.What.stop()
	i.Mapping.Rehearsal.stopTimer()
	i.Check.Stop()
}
