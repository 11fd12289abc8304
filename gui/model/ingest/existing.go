package ingest

import (
	"context"
	"slices"
	"time"

	"mooring/client"
	"mooring/gui/model"
)

// existing is a dataflow with all that belongs to it.
type existing struct {
	flow    client.Flow
	source  client.SourceConnection
	dataset client.Dataset
	mapped  []client.Mapping
}

// readExisting reads a dataflow in the background. A mapping set that is not there any
// more leaves the matching to the rules.
func readExisting(ctx context.Context, p Platform, id client.FlowID) (out existing, err error) {
	if out.flow, err = p.Flow(ctx, id); err != nil {
		return out, err
	}
	for _, source := range out.flow.SourceIDs[:min(1, len(out.flow.SourceIDs))] {
		if out.source, err = p.SourceConnection(ctx, source); err != nil {
			return out, err
		}
	}
	for target, err := range p.TargetConnections(ctx, out.flow.TargetIDs[:min(1, len(out.flow.TargetIDs))]) {
		if err != nil {
			return out, err
		}
		if out.dataset, err = p.Dataset(ctx, target.DatasetID); err != nil {
			return out, err
		}
	}
	if out.flow.Mapping.ID == "" {
		return out, nil
	}
	set, _, err := p.MappingSet(ctx, out.flow.Mapping.ID)
	if client.KindOf(err) == client.KindNotFound {
		return out, nil
	}
	out.mapped = set.Mappings
	return out, err
}

// read reads the dataflow that fills the steps.
func (i *Ingest) read(id client.FlowID) {
	i.reading, i.problem = true, model.Problem{}
	i.Changed.Emit()
	ask(i.work, func(ctx context.Context, p Platform) (existing, error) {
		return readExisting(ctx, p, id)
	}, func(out existing, err error) {
		i.reading, i.problem = false, model.Explain(err)
		if err == nil {
			i.fill(out)
		}
		i.Changed.Emit()
	})
}

// fill fills the steps in. The path of a new dataflow is the one that it is like, to be
// changed; its name is made anew.
func (i *Ingest) fill(from existing) {
	change := i.purpose == Change
	i.flow, i.mapped = from.flow, from.mapped
	w := i.What
	by := byOther
	if change {
		by = byItself
	}
	w.recursive, w.told = from.source.Recursive, true
	w.guess = Guess{Format: from.source.FileFormat(), byType: by, byDelimiter: by, byCompression: by, byEncoding: by}
	w.path = from.source.Path
	if from.source.PathType == "folder" && shapeOf(w.path) == OneFile {
		w.path += "/"
	}
	w.Look()
	i.Mapping.fill(from.mapped, by)
	i.Mapping.file.format = from.source.FileFormat()
	i.Target.take(from.dataset)
	i.When.fill(from.flow, change)
	i.Check.description = from.flow.Description
	if change {
		i.Check.name, i.Check.named = from.flow.Name, true
	}
}

// mappingChanged reports whether other pairs were chosen for a dataflow that exists.
func (i *Ingest) mappingChanged() bool {
	now := i.Mapping.set().Mappings
	if len(now) != len(i.mapped) {
		return true
	}
	return slices.ContainsFunc(now, func(m client.Mapping) bool { return !slices.Contains(i.mapped, m) })
}

// change is what becomes different of a dataflow that exists, without its mapping.
func (i *Ingest) change() client.FlowChange {
	var change client.FlowChange
	if name := i.Check.Name(); name != i.flow.Name {
		change.Name = &name
	}
	if description := i.Check.Description(); description != i.flow.Description {
		change.Description = &description
	}
	if !i.When.touched() {
		return change
	}
	before, now := i.flow.Schedule, i.When.Schedule()
	if now.Frequency != before.Frequency || now.Interval != max(before.Interval, 1) {
		change.Frequency, change.Interval = &now.Frequency, &now.Interval
	}
	if !now.Start.Truncate(time.Minute).Equal(before.Start.Truncate(time.Minute)) {
		change.Start = &now.Start
	}
	return change
}

// changes reports whether anything becomes different.
func (i *Ingest) changes() bool { return i.change() != (client.FlowChange{}) || i.mappingChanged() }
