package client

import (
	"context"
	"iter"
	"slices"
)

// TargetConnectionID is the id that Platform gives a target connection.
type TargetConnectionID string

// DatasetID is the id of a dataset, which Catalog gives: 24 hexadecimal digits.
type DatasetID string

// TargetConnection is what Platform says of a target connection: where a
// dataflow puts what it has read.
type TargetConnection struct {
	ID        TargetConnectionID
	Name      string
	DatasetID DatasetID // empty where it is no dataset
}

// TargetConnections returns the target connections of the ids, page by page as
// they are taken. An error ends the sequence and is its last pair.
func (d *Dataflows) TargetConnections(ctx context.Context, ids []TargetConnectionID) iter.Seq2[TargetConnection, error] {
	return func(yield func(TargetConnection, error) bool) {
		for some := range slices.Chunk(ids, atOnce) {
			for found, err := range targetList(some).all(ctx, d.client) {
				if !yield(found, err) || err != nil {
					return
				}
			}
		}
	}
}

// targetList is the list of the target connections of the ids.
func targetList(ids []TargetConnectionID) listing[TargetConnection] {
	texts := textsOf(ids)
	var q listQuery
	q.equals("id", texts...)
	return listing[TargetConnection]{
		op: opTargetConnections, path: targetConnectionsPath, query: q, read: readTargetConnection,
		admits: func(found TargetConnection) bool { return contains(texts, string(found.ID)) },
	}
}

// readTargetConnection reads one item of a list. The documentation writes
// dataSetId; other spellings are read as well.
func readTargetConnection(o object) (found TargetConnection, ok bool) {
	params := o.object("params")
	found = TargetConnection{
		ID:        TargetConnectionID(o.text("id")),
		Name:      o.text("name"),
		DatasetID: DatasetID(firstOf(params.text("dataSetId"), params.text("datasetId"))),
	}
	return found, found.ID != ""
}
