package connection

import (
	"context"

	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// AnyFlows finds out about the dataflows of any connection, whether or not it is the
// one that is looked at.
type AnyFlows struct {
	recorded *model.Signal
	runner   model.Runner
	store    FlowStore
	service  FlowReader
	manage   *Manage
}

// Recall hands over what the register knows of the dataflows of an entry, without
// asking Platform.
func (f *AnyFlows) Recall(attemptID string, then func([]history.Dataflow)) {
	f.runner.Go(func() func() {
		flows, err := f.store.Flows(context.Background(), attemptID)
		return func() {
			if err != nil {
				flows = nil // what else is known can be told without them
			}
			then(worstFirst(flows))
		}
	})
}

// Holding finds out which dataflows use the connection of an entry, and hands them to
// then: as Platform says or, where it does not, as they are known.
func (f *AnyFlows) Holding(target session.Target, entry history.Entry, then func([]history.Dataflow)) {
	f.runner.Go(func() func() {
		ctx := context.Background()
		link, err := f.manage.connector.Connect(ctx, target)
		var flows []history.Dataflow
		if err == nil {
			_, flows, err = f.service.Read(ctx, link.Client.Dataflows(), entry.AttemptID)
		}
		if err != nil {
			flows, _ = f.store.Flows(ctx, entry.AttemptID)
		}
		return func() {
			if err == nil {
				f.recorded.Emit()
			}
			then(flows)
		}
	})
}
