package client

import (
	"context"
	"net/http"
)

// Ingest are the calls that bring the files of a connection into a dataset: what
// they find out about both, and what they make.
//
// What creates, changes or deletes follows the rules of CreateConnection about
// cancelling and repeating: after an error whose kind is OutcomeUnknown it may
// have happened, and has to be looked for. What only asks is repeated as reading is.
type Ingest struct{ client *Client }

// Ingest returns the calls about bringing data in, which go the way of all others.
func (c *Client) Ingest() *Ingest { return &Ingest{client: c} }

// make sends a call that is answered with an id.
func (i *Ingest) make(ctx context.Context, q call, err error) (id string, _ error) {
	made, err := ask(ctx, i.client, q, err, readCreated)
	return string(made.ID), err
}

// remove sends a call that is answered with nothing.
func (i *Ingest) remove(ctx context.Context, q call, err error) error {
	if err != nil {
		return err
	}
	return i.client.do(ctx, q)
}

// newItemCall returns the call that makes something of the Flow Service.
func newItemCall(op, path string, body any) (call, error) {
	encoded, err := encodeBody(op, body)
	return call{op: op, method: http.MethodPost, path: flowServicePath + path, body: encoded, want: http.StatusCreated}, err
}

// getItemCall returns the call for one thing of the Flow Service, without what
// reads its answer.
func getItemCall(op, path, id string) (call, error) {
	at, err := itemPath(op, path, id)
	return call{op: op, method: http.MethodGet, path: at, want: http.StatusOK}, err
}

// deleteItemCall returns the call that deletes something of the Flow Service.
func deleteItemCall(op, path, id string) (call, error) {
	at, err := itemPath(op, path, id)
	return call{op: op, method: http.MethodDelete, path: at, want: http.StatusNoContent}, err
}

// named is a list of what has exactly this name, which Platform is asked to
// compare where it can.
func named[T any](l listing[T], name string, nameOf func(T) string) listing[T] {
	l.query = listQuery{}
	l.query.equalsPlain("name", name)
	admits := l.admits
	l.admits = func(found T) bool { return nameOf(found) == name && (admits == nil || admits(found)) }
	return l
}

// checkNames refuses what cannot be a name and a description.
func checkNames(op, name, description string) error {
	if err := checkReadable(op, "Name", name, true); err != nil {
		return err
	}
	return checkReadable(op, "Description", description, false)
}
