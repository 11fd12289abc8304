package ingest

import (
	"context"
	"path"
	"strings"

	"mooring/client"
	"mooring/gui/model"
)

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

// PieceRow is something that will be made, in the order in which it is.
type PieceRow struct {
	Piece string
	Title model.Text
	Name  string
	Lines []model.Text
	// Doubtful says that the last line is a warning.
	Doubtful bool
	State    string // waiting, working, done, failed, unknown, takenBack or left; empty before the start
}

// Check is the last step: what will be made, and the start.
type Check struct {
	// Changed tells that anything of the step has changed.
	Changed *model.Signal
	// Ended tells that what was sent has ended, with the phase.
	Ended model.Event[Phase]

	steps       *Ingest
	name        string
	named       bool // the user has said the name
	description string
	states      map[string]string
	phase       Phase
	problem     model.Problem
	flow        client.FlowID
	theirs      client.Flow // in PhaseConflict
	cancel      context.CancelFunc
}

func newCheck(i *Ingest) *Check {
	return &Check{Changed: model.NewSignal(i.work.runner), steps: i, cancel: func() {}}
}

// Name is that of the dataflow: where none was typed, the files and the dataset.
func (c *Check) Name() string {
	if c.named {
		return c.name
	}
	p := c.steps.What.Path()
	name := path.Base(p)
	if c.steps.What.Shape() == Pattern {
		name = path.Base(folderOf(p)) + "/" + patternOf(p)
	}
	if dataset, ok := c.steps.Target.Chosen(); ok {
		name += " – " + dataset.Name
	}
	return name
}

// SetName takes another one.
func (c *Check) SetName(name string) {
	if name != c.Name() {
		c.name, c.named = name, true
		c.Changed.Emit()
	}
}

// Description is that of the dataflow.
func (c *Check) Description() string { return c.description }

// SetDescription takes another one.
func (c *Check) SetDescription(text string) {
	if text != c.description {
		c.description = text
		c.Changed.Emit()
	}
}

// shownName is the name, or dots in the place of a secret.
func (c *Check) shownName() string {
	if name := c.Name(); !model.LooksSecret(model.FieldName, name) {
		return name
	}
	return client.NewSecret(c.Name()).String()
}

// Pieces are what will be made, or changed.
func (c *Check) Pieces() []PieceRow {
	i, name := c.steps, c.shownName()
	flow := PieceRow{Piece: pieceFlow, Title: model.T("ingest.piece.flow"), Name: name, Lines: c.scheduleLines()}
	mapping := PieceRow{Piece: pieceMapping, Title: model.T("ingest.piece.mapping"), Lines: []model.Text{
		model.T("ingest.piece.pairs", "Count", len(i.Mapping.pairs), "Of", len(i.Mapping.file.columns)),
	}}
	if refused := i.Mapping.Rehearsal.refusal("ingest.piece.refused"); !refused.Empty() {
		mapping.Lines, mapping.Doubtful = append(mapping.Lines, refused), true
	}
	var rows []PieceRow
	switch {
	case i.purpose != Change:
		dataset, _ := i.Target.Chosen()
		source := PieceRow{
			Piece: pieceSource, Title: model.T("ingest.piece.source"), Name: name,
			Lines: []model.Text{model.T("ingest.piece.path", "Path", i.What.Path()), model.T("ingest.piece.format", "Kind", i.What.guess.kind())},
		}
		if i.What.Recursive() {
			source.Lines = append(source.Lines, model.T("ingest.piece.recursive"))
		}
		target := PieceRow{
			Piece: pieceTarget, Title: model.T("ingest.piece.target"), Name: name,
			Lines: []model.Text{model.T("ingest.piece.dataset", "Name", dataset.Name, "Schema", i.Target.schema.Title)},
		}
		rows = []PieceRow{source, target, mapping, flow}
	case i.mappingChanged():
		rows = []PieceRow{mapping, flow}
	default:
		rows = []PieceRow{flow}
	}
	for n := range rows {
		rows[n].State = c.states[rows[n].Piece]
	}
	return rows
}

// scheduleLines say when the dataflow runs and what it makes of rows that are refused.
func (c *Check) scheduleLines() []model.Text {
	w := c.steps.When
	lines := []model.Text{model.Often(w.Schedule(), w.now())}
	if locked := w.Locked(); !locked.Empty() && !w.overtaken {
		return lines
	}
	lines = append(lines, w.Lines()...)
	if c.steps.purpose != Change {
		lines = append(lines, model.T("ingest.piece.errors", "Percent", percentOf(w.percent)))
	}
	return lines
}

// Phase is where it stands.
func (c *Check) Phase() Phase { return c.phase }

// Problem is what went wrong.
func (c *Check) Problem() model.Problem { return c.problem }

// Flow is the dataflow that was made or changed.
func (c *Check) Flow() client.FlowID { return c.flow }

// Next says why it cannot be started yet.
func (c *Check) Next() model.Text {
	i := c.steps
	for step := StepWhat; step < StepCheck; step++ { // time has passed since
		if why := i.Hinders(step); !why.Empty() {
			return why
		}
	}
	switch {
	case strings.TrimSpace(c.Name()) == "":
		return model.T("ingest.next.name")
	case client.TellsSecret(c.Name()), client.TellsSecret(c.description):
		return model.T("check.hidden")
	case i.purpose == Change && !i.changes():
		return model.T("ingest.next.noChange")
	}
	return model.Text{}
}

// plan is what is made.
func (c *Check) plan() Plan {
	i := c.steps
	dataset, _ := i.Target.Chosen()
	schedule := i.When.Schedule()
	name := strings.TrimSpace(c.Name())
	return Plan{
		Source: client.NewSourceConnection{
			Name: name, Base: i.entry.ConnectionID, Format: i.What.Format(), Path: i.What.Path(),
			Folder: i.What.Shape() != OneFile, Recursive: i.What.Recursive(),
		},
		Target:  client.NewTargetConnection{Name: name, Dataset: dataset.ID, Schema: dataset.Schema},
		Mapping: i.Mapping.set(),
		Flow: client.NewFlow{
			Name: name, Description: strings.TrimSpace(c.description),
			Start: schedule.Start, Frequency: schedule.Frequency, Interval: schedule.Interval, Backfill: schedule.Backfill,
			Diagnostics: true, ErrorPercent: percentOf(i.When.percent),
		},
	}
}

// Start has all made, or the dataflow changed, unless a step hinders.
func (c *Check) Start() {
	i := c.steps
	if c.phase != PhaseOpen || i.When.overtake() || !c.Next().Empty() {
		return
	}
	if i.purpose == Change {
		c.change(i.flow.ETag)
		return
	}
	plan := c.plan()
	c.states = map[string]string{pieceSource: "waiting", pieceTarget: "waiting", pieceMapping: "waiting", pieceFlow: "waiting"}
	progress := func(piece, state string) {
		i.work.runner.Apply(func() {
			c.states[piece] = state
			c.Changed.Emit()
		})
	}
	c.send(func(ctx context.Context, link Link) (client.FlowID, error) {
		return i.made.maker.Start(ctx, link.Client, i.entry.AttemptID, plan, progress)
	})
}

// send does something on Platform that goes on when the sheet is closed: what has left
// is found out and recorded.
func (c *Check) send(do func(context.Context, Link) (client.FlowID, error)) {
	w := c.steps.work
	ctx, cancel := context.WithCancel(c.steps.made.ctx)
	c.phase, c.problem, c.cancel = PhaseSending, model.Problem{}, cancel
	c.Changed.Emit()
	w.runner.Go(func() func() {
		var flow client.FlowID
		link, err := w.connect(ctx, w.target)
		if err == nil {
			flow, err = do(ctx, link)
		}
		return func() {
			cancel()
			c.ended(flow, err)
		}
	})
}

// ended takes what came of it.
func (c *Check) ended(flow client.FlowID, err error) {
	c.phase, c.problem, c.flow = phaseOf(err), model.Explain(err), flow
	if conflict := conflictOf(err); conflict != nil {
		c.theirs = conflict.Current
	}
	c.steps.made.Recorded.Emit()
	c.Changed.Emit()
	c.Ended.Emit(c.phase)
}

// Stop asks what is under way to stop: what has been made is taken back.
func (c *Check) Stop() {
	if c.phase == PhaseSending {
		c.cancel()
	}
}

// change sends what is different, over the version of the dataflow that was seen.
func (c *Check) change(etag client.ETag) {
	i := c.steps
	change, flow, attemptID, maker := i.change(), i.flow.ID, i.entry.AttemptID, i.made.maker
	var mapping *client.NewMappingSet
	if i.mappingChanged() {
		set := i.Mapping.set()
		mapping = &set
	}
	c.send(func(ctx context.Context, link Link) (client.FlowID, error) {
		return flow, maker.Edit(ctx, link.Client, attemptID, flow, etag, change, mapping)
	})
}

// Theirs is the dataflow as somebody else left it, in PhaseConflict.
func (c *Check) Theirs() client.Flow { return c.theirs }

// Overwrite sends the change over the version that the user has seen in PhaseConflict.
func (c *Check) Overwrite() {
	if c.phase == PhaseConflict && c.theirs.ETag != "" {
		c.change(c.theirs.ETag)
	}
}
