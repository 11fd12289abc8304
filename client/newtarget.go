package client

import (
	"context"
	"iter"
)

// DataLakeConnectionSpecID is the connection specification of datasets as targets,
// the same in every organization (tutorial "Create a target connection").
const DataLakeConnectionSpecID = "c604ff05-7f1a-43c0-8e18-33bf874cb11c"

// NewTargetConnection is the input of CreateTargetConnection.
type NewTargetConnection struct {
	Name    string
	Dataset DatasetID
	Schema  SchemaRef // of the dataset
}

// newTargetBody is the body of POST /targetConnections, in the order of the
// tutorial "Create a dataflow for cloud storage sources".
type newTargetBody struct {
	Name   string         `json:"name"`
	Data   targetData     `json:"data"`
	Params targetParams   `json:"params"`
	Spec   connectionSpec `json:"connectionSpec"`
}

type targetData struct {
	Schema targetSchema `json:"schema"`
}

type targetSchema struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

type targetParams struct {
	DatasetID string `json:"dataSetId"`
}

// CreateTargetConnection says where the rows of a dataflow go.
func (i *Ingest) CreateTargetConnection(ctx context.Context, in NewTargetConnection) (TargetConnectionID, error) {
	q, err := newTargetCall(in)
	id, err := i.make(ctx, q, err)
	return TargetConnectionID(id), err
}

// newTargetCall returns the call of CreateTargetConnection, without what reads its answer.
func newTargetCall(in NewTargetConnection) (call, error) {
	if err := checkReadable(opCreateTarget, "Name", in.Name, true); err != nil {
		return call{}, err
	}
	if err := checkID(opCreateTarget, "Dataset", string(in.Dataset)); err != nil {
		return call{}, err
	}
	if err := checkText(opCreateTarget, "Schema", in.Schema.ID, true); err != nil {
		return call{}, err
	}
	return newItemCall(opCreateTarget, targetConnectionsPath, newTargetBody{
		Name:   in.Name,
		Data:   targetData{targetSchema{ID: in.Schema.ID, Version: in.Schema.full()}},
		Params: targetParams{string(in.Dataset)},
		Spec:   connectionSpec{ID: DataLakeConnectionSpecID, Version: "1.0"},
	})
}

// DeleteTargetConnection deletes a target connection. One that is not there any
// more gives KindNotFound.
func (i *Ingest) DeleteTargetConnection(ctx context.Context, id TargetConnectionID) error {
	q, err := deleteItemCall(opDeleteTarget, targetConnectionsPath, string(id))
	return i.remove(ctx, q, err)
}

// TargetConnectionsNamed returns the target connections that have exactly this
// name, of which there may be several. An error ends the sequence and is its last
// pair.
func (i *Ingest) TargetConnectionsNamed(ctx context.Context, name string) iter.Seq2[TargetConnection, error] {
	l := targetList(nil)
	l.admits = nil
	return named(l, name, func(t TargetConnection) string { return t.Name }).all(ctx, i.client)
}
