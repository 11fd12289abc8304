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

// Ingest is one go at bringing files in. Steps can be gone back over.
type Ingest struct {
	// Changed tells that anything has changed, of any step.
	Changed *model.Signal

	What    *What
	Target  *Target
	Mapping *Matching
	When    *When
	Check   *Check

	purpose Purpose
	entry   history.Entry
	step    Step
	ctx     context.Context //nolint:containedctx // ends with the sheet: Close cancels what is under way
	end     context.CancelFunc
}

// Ingests makes an Ingest for each go.
type Ingests struct {
	// Recorded tells that the register holds something new.
	Recorded *model.Signal

	runner    model.Runner
	connector *session.Sessions
}

// Open begins to bring in what is at a path, as the file browser knows it. The path
// may be empty.
func (s *Ingests) Open(target session.Target, entry history.Entry, path string, folder bool) *Ingest {
	return nil
}

// Like begins another dataflow that is set up as one that exists, for another path.
func (s *Ingests) Like(target session.Target, entry history.Entry, flow history.Dataflow) *Ingest {
	return nil
}

// Edit begins to change a dataflow that exists.
func (s *Ingests) Edit(target session.Target, entry history.Entry, flow history.Dataflow) *Ingest {
	return nil
}

// Delete begins to delete a dataflow with what belongs to it; nothing is sent before
// Deleting.Confirm.
func (s *Ingests) Delete(target session.Target, entry history.Entry, flow history.Dataflow) *Deleting {
	return nil
}

// Purpose is what the Ingest is for.
func (i *Ingest) Purpose() Purpose { return i.purpose }

// Entry is the connection whose files are brought in.
func (i *Ingest) Entry() history.Entry { return i.entry }

// Step is the step that is shown.
func (i *Ingest) Step() Step { return i.step }

// Hinders says why one cannot go on from a step yet; empty where one can.
func (i *Ingest) Hinders(step Step) model.Text { return model.Text{} }

// CanGo reports whether a step can be gone to: none before it hinders.
func (i *Ingest) CanGo(to Step) bool { return false }

// Go shows a step, if it can be gone to.
func (i *Ingest) Go(to Step) bool { return false }

// Reading reports whether the dataflow that fills the steps is being read.
func (i *Ingest) Reading() bool { return false }

// Problem is why the dataflow that fills the steps could not be read.
func (i *Ingest) Problem() model.Problem { return model.Problem{} }

// Close asks what is under way to stop. What has left is not taken back, and what
// became of it is still recorded.
func (i *Ingest) Close() { i.end() }

// Deleting deletes one dataflow with its source and target connection.
type Deleting struct {
	// Changed tells that Phase or Problem has changed.
	Changed *model.Signal
	// Ended tells that it has ended, with the phase.
	Ended model.Event[Phase]
}

// Flow is the dataflow.
func (d *Deleting) Flow() history.Dataflow { return history.Dataflow{} }

// Phase is where it stands: PhaseOpen before Confirm.
func (d *Deleting) Phase() Phase { return PhaseOpen }

// Problem is what went wrong.
func (d *Deleting) Problem() model.Problem { return model.Problem{} }

// Confirm has it deleted.
func (d *Deleting) Confirm() {}

// Stop asks what is under way to stop.
func (d *Deleting) Stop() {}

// Phase is where something stands that is sent to Platform.
type Phase int

// The phases.
const (
	PhaseOpen     Phase = iota // waits for the user; Problem may say what went wrong
	PhaseSending               // is under way
	PhaseConflict              // somebody else has changed the dataflow
	PhaseUnknown               // it is not known what became of it; it is found out at the next start
	PhaseDone
)

// Level says how much a Warning weighs.
type Level int

// The levels.
const (
	Note  Level = iota // good to know
	Warn               // harm is likely
	Fatal              // cannot be brought in like this: Next says so
)

// Warning is something that is told before it does harm.
type Warning struct {
	Level Level
	Text  model.Text
}

// Fact is something that was found out by looking, and why it is believed.
type Fact struct{ Label, Value, Why model.Text }

// Shape says what a path stands for.
type Shape int

// The shapes.
const (
	OneFile Shape = iota
	WholeFolder
	Pattern // a folder and a pattern for the names of its files, such as *.csv
)

// What is the first step: which files, and how they are read.
type What struct {
	// Changed tells that anything of the step has changed.
	Changed *model.Signal
}

// Path is the file, the folder or the pattern.
func (w *What) Path() string { return "" }

// SetPath takes another file, folder or pattern.
func (w *What) SetPath(path string) {}

// Shape says what the path stands for.
func (w *What) Shape() Shape { return OneFile }

// Recursive reports whether folders within the folder are read as well.
func (w *What) Recursive() bool { return false }

// SetRecursive says whether folders within the folder are read as well.
func (w *What) SetRecursive(on bool) {}

// Format is how the files are read; its Type is empty while that is not known.
func (w *What) Format() client.FileFormat { return client.FileFormat{} }

// SetFormat corrects how the files are read, and has the first one read again.
func (w *What) SetFormat(format client.FileFormat) {}

// Facts are what was found out about the format: type, delimiter, encoding,
// compression, each with what tells so.
func (w *What) Facts() []Fact { return nil }

// Matching are the files that are read, and Others those of the folder that are not.
func (w *What) Matching() []client.Object { return nil }

// Others are the files of the folder that are not read.
func (w *What) Others() []client.Object { return nil }

// Sample is the file whose first rows are shown.
func (w *What) Sample() client.Object { return client.Object{} }

// Preview is the beginning of the sample.
func (w *What) Preview() client.Preview { return client.Preview{} }

// Reading reports whether files are being listed or read.
func (w *What) Reading() bool { return false }

// Problem is why they could not be.
func (w *What) Problem() model.Problem { return model.Problem{} }

// Look lists and reads them again.
func (w *What) Look() {}

// Warnings are what is told before it does harm.
func (w *What) Warnings() []Warning { return nil }

// Next says why one cannot go on yet.
func (w *What) Next() model.Text { return model.Text{} }

// Target is the second step: the dataset.
type Target struct {
	// Changed tells that anything of the step has changed.
	Changed *model.Signal
}

// Load lists the datasets, unless that has been done.
func (t *Target) Load() {}

// Reload lists them again.
func (t *Target) Reload() {}

// Reading reports whether datasets or a schema are being read.
func (t *Target) Reading() bool { return false }

// Problem is why they could not be.
func (t *Target) Problem() model.Problem { return model.Problem{} }

// Filter is what the names of the datasets are narrowed by.
func (t *Target) Filter() string { return "" }

// SetFilter narrows the datasets to those with a part in their name.
func (t *Target) SetFilter(part string) {}

// Datasets are those that the filter lets through, by name.
func (t *Target) Datasets() []Dataset { return nil }

// Count is how many there are without the filter.
func (t *Target) Count() int { return 0 }

// Choose takes a dataset, whose schema is read.
func (t *Target) Choose(id client.DatasetID) {}

// Chosen is the dataset that was chosen.
func (t *Target) Chosen() (Dataset, bool) { return Dataset{}, false }

// Schema is that of the chosen dataset; ok is false until it has been read.
func (t *Target) Schema() (Schema, bool) { return Schema{}, false }

// Warnings are what is told of the dataset: what Profile on or off means, a schema
// that is very new, one that a file without mapping must fit.
func (t *Target) Warnings() []Warning { return nil }

// Next says why one cannot go on yet.
func (t *Target) Next() model.Text { return model.Text{} }

// Cure is an expression that takes a fault away.
type Cure struct {
	Expression string
	Text       model.Text // what it does
}

// Trouble is what would go wrong with a pair, and what helps.
type Trouble struct {
	Text  model.Text
	Cures []Cure
}

// Pair says what goes into one field.
type Pair struct {
	Mapping
	Why      model.Text // why it was matched, or that the user did
	Guessed  bool       // by the words alone: to be looked at
	Field    SchemaField
	Troubles []Trouble
	Said     string // what Data Prep says is wrong with it; empty where nothing is
}

// Value is what one field of a row becomes.
type Value struct{ Path, Value string }

// Trial is what one of the first rows becomes.
type Trial struct {
	Row    int
	Values []Value
	Faults []MappingFault
}

// Matching is the third step: which column goes where.
type Matching struct {
	// Changed tells that anything of the step has changed.
	Changed *model.Signal
}

// Pairs are what goes where, in the order of the file's columns, then the rest.
func (m *Matching) Pairs() []Pair { return nil }

// Columns are the columns of the file without a field.
func (m *Matching) Columns() []string { return nil }

// Fields are the fields without a source, the required ones first.
func (m *Matching) Fields() []SchemaField { return nil }

// Missing are the required fields without a source.
func (m *Matching) Missing() []SchemaField { return nil }

// Put gives a field a source, in place of the one that it has. An empty source takes
// it away.
func (m *Matching) Put(destination string, kind MappingKind, source string) {}

// Rematch matches anew, and forgets what the user did.
func (m *Matching) Rematch() {}

// Trying reports whether Data Prep is being asked.
func (m *Matching) Trying() bool { return false }

// Trials are what the first rows become.
func (m *Matching) Trials() []Trial { return nil }

// Problem is why Data Prep could not be asked.
func (m *Matching) Problem() model.Problem { return model.Problem{} }

// Try asks Data Prep what the pairs and the first rows are worth, unless it has been
// asked since the last change.
func (m *Matching) Try() {}

// Warnings are what is told of the pairs as a whole.
func (m *Matching) Warnings() []Warning { return nil }

// Next says why one cannot go on yet.
func (m *Matching) Next() model.Text { return model.Text{} }

// When is the fourth step: how often, and from when.
type When struct {
	// Changed tells that anything of the step has changed.
	Changed *model.Signal
}

// Schedule is what is sent.
func (w *When) Schedule() client.Schedule { return client.Schedule{} }

// SetFrequency takes another unit, with the interval that it allows.
func (w *When) SetFrequency(frequency client.Frequency) {}

// IntervalText is the interval as typed.
func (w *When) IntervalText() string { return "" }

// SetIntervalText takes another interval.
func (w *When) SetIntervalText(text string) {}

// StartText is the local time of the first run as typed; empty for as soon as possible.
func (w *When) StartText() string { return "" }

// SetStartText takes another time, such as 2026-11-28 17:30.
func (w *When) SetStartText(text string) {}

// SetBackfill says whether the files that are there now are read.
func (w *When) SetBackfill(on bool) {}

// ErrorText is how many percent of the rows may be refused, as typed.
func (w *When) ErrorText() string { return "" }

// SetErrorText takes another threshold.
func (w *When) SetErrorText(text string) {}

// Lines say in words what was chosen: local time and UTC, what backfill means.
func (w *When) Lines() []model.Text { return nil }

// Locked says why the schedule cannot be changed any more; empty where it can.
func (w *When) Locked() model.Text { return model.Text{} }

// Next says why one cannot go on yet.
func (w *When) Next() model.Text { return model.Text{} }

// PieceRow is something that will be made, in the order in which it is.
type PieceRow struct {
	Piece string
	Title model.Text
	Name  string
	Lines []model.Text
	State string
}

// Check is the last step: what will be made, and the start.
type Check struct {
	// Changed tells that anything of the step has changed.
	Changed *model.Signal
	// Ended tells that what was sent has ended, with the phase.
	Ended model.Event[Phase]
}

// Name is that of the dataflow.
func (c *Check) Name() string { return "" }

// SetName takes another one.
func (c *Check) SetName(name string) {}

// Description is that of the dataflow.
func (c *Check) Description() string { return "" }

// SetDescription takes another one.
func (c *Check) SetDescription(text string) {}

// Pieces are what will be made, or changed.
func (c *Check) Pieces() []PieceRow { return nil }

// Phase is where it stands.
func (c *Check) Phase() Phase { return PhaseOpen }

// Problem is what went wrong.
func (c *Check) Problem() model.Problem { return model.Problem{} }

// Start has all made, or the dataflow changed.
func (c *Check) Start() {}

// Stop asks what is under way to stop: what has been made is taken back.
func (c *Check) Stop() {}

// Overwrite sends the change over the version that the user has seen in PhaseConflict.
func (c *Check) Overwrite() {}

// Flow is the dataflow that was made.
func (c *Check) Flow() client.FlowID { return "" }

// Next says why it cannot be started yet.
func (c *Check) Next() model.Text { return model.Text{} }
