package client

import (
	"context"
	"iter"
)

// FlowsInto returns the dataflows that put what they read into a target
// connection, whatever they read. An error ends the sequence and is its last pair.
func (d *Dataflows) FlowsInto(ctx context.Context, target TargetConnectionID) iter.Seq2[Flow, error] {
	if err := checkID(opFlows, "ID", string(target)); err != nil {
		return failed[Flow](err)
	}
	l := flowList("targetConnectionIds[]", string(target))
	l.admits = func(found Flow) bool { return contains(textsOf(found.TargetIDs), string(target)) }
	return l.all(ctx, d.client)
}

func textsOf[ID ~string](ids []ID) []string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return texts
}
