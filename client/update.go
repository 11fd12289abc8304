package client

import (
	"context"
	"errors"
	"net/http"
	"strings"
)

var errNoChange = errors.New("it changes nothing")

// Change is what UpdateConnection changes of a connection. What is nil stays as
// it is.
type Change struct {
	Name *string
	// Description replaces the description; an empty one removes it, whether
	// there is one or not.
	Description *string
	// S3 replaces all of auth.params: a key pair, and where it is used. An empty
	// field of it is left out, as in CreateConnection.
	S3 *S3Credentials
}

// patchOp is one instruction of a JSON Patch. Platform wants an array of them
// with the operations in lower case (tutorial "Update accounts").
type patchOp struct {
	Op    string `json:"op"`
	Path  string `json:"path"`
	Value any    `json:"value,omitempty"` // nil only where op is "remove"
}

// UpdateConnection changes a connection whose current version is etag, and
// returns its new version. Where another has changed it meanwhile nothing
// happens and the error is of KindConflict.
//
// Cancelling ctx and repeating the request follow the rules of
// CreateConnection: after an error whose kind is OutcomeUnknown the connection
// may have been changed and has to be read.
func (c *Client) UpdateConnection(ctx context.Context, id ConnectionID, etag ETag, change Change) (Created, error) {
	q, err := updateCall(id, etag, change)
	return ask(ctx, c, q, err, changed(string(id)))
}

// changed reads the answer to a change of what has the id.
func changed(id string) func(Answer) (Created, *APIError) {
	return func(a Answer) (Created, *APIError) {
		out, e := readCreated(a)
		if e == nil && !strings.EqualFold(string(out.ID), id) {
			e = &APIError{Kind: KindNotPlatform, Err: errOtherItem}
		}
		return out, e
	}
}

// updateCall returns the call of UpdateConnection, without what reads its answer.
func updateCall(id ConnectionID, etag ETag, change Change) (call, error) {
	q, err := patchCall(opUpdate, connectionsPath, string(id), etag)
	if err != nil {
		return call{}, err
	}
	q.body, err = encodeChange(change)
	q.secrets = change.secrets()
	return q, err
}

// patchCall returns the call that changes something of the Flow Service whose current
// version is etag, without its body.
func patchCall(op, path, id string, etag ETag) (call, error) {
	at, err := itemPath(op, path, id)
	if err != nil {
		return call{}, err
	}
	if strings.TrimSpace(string(etag)) == "" {
		return call{}, invalid(op, "ETag", errEmpty)
	}
	if err := CheckHeaderValue(op, "ETag", string(etag)); err != nil {
		return call{}, err
	}
	return call{op: op, method: http.MethodPatch, path: at, ifMatch: string(etag), want: http.StatusOK}, nil
}

// Apply returns what Platform shows of c once it has been changed, but for its
// version and its times.
func (change Change) Apply(c Connection) Connection {
	if change.Name != nil {
		c.Name = *change.Name
	}
	if change.Description != nil {
		c.Description = *change.Description
	}
	if s3 := change.S3; s3 != nil {
		c.AccessKeyID, c.Bucket, c.FolderPath, c.ServiceURL = s3.AccessKeyID, s3.Bucket, s3.FolderPath, s3.ServiceURL
	}
	return c
}

// secrets returns what must not show in an error about the change.
func (change Change) secrets() []Secret {
	if change.S3 == nil {
		return nil
	}
	return []Secret{change.S3.SecretAccessKey, change.S3.SessionToken}
}

// encodeChange writes the body in the form and order of the tutorial.
func encodeChange(change Change) ([]byte, error) {
	var ops []patchOp
	if change.S3 != nil {
		if err := checkS3(opUpdate, *change.S3); err != nil {
			return nil, err
		}
		ops = append(ops, patchOp{"replace", "/auth/params", paramsOf(*change.S3)})
	}
	texts, err := textOps(opUpdate, change.Name, change.Description)
	if err != nil {
		return nil, err
	}
	ops = append(ops, texts...)
	if len(ops) == 0 {
		return nil, invalid(opUpdate, "Change", errNoChange)
	}
	return encodeBody(opUpdate, ops)
}

// textOps are the instructions for a name and a description; nil ones stay.
func textOps(op string, name, description *string) ([]patchOp, error) {
	var ops []patchOp
	if name != nil {
		if err := checkReadable(op, "Name", *name, true); err != nil {
			return nil, err
		}
		ops = append(ops, patchOp{"replace", "/name", *name})
	}
	if description != nil {
		if err := checkReadable(op, "Description", *description, false); err != nil {
			return nil, err
		}
		// Adding replaces what is there, and cannot fail for what is not.
		ops = append(ops, patchOp{"add", "/description", *description})
		if *description == "" {
			// What is not there cannot be removed (FLOW-1455-400): after the
			// instruction before this one it is, whatever there was.
			ops = append(ops, patchOp{Op: "remove", Path: "/description"})
		}
	}
	return ops, nil
}

// DeleteConnection deletes a connection on Platform. It refuses while a
// dataflow uses the connection (FLOW-1418-400).
//
// Cancelling ctx and repeating the request follow the rules of
// CreateConnection: after an error whose kind is OutcomeUnknown the connection
// may be gone and has to be looked for. One that is not there any more gives
// KindNotFound.
func (c *Client) DeleteConnection(ctx context.Context, id ConnectionID) error {
	q, err := deleteCall(id)
	if err != nil {
		return err
	}
	return c.do(ctx, q)
}

// deleteCall returns the call of DeleteConnection.
func deleteCall(id ConnectionID) (call, error) {
	return deleteItemCall(opDelete, connectionsPath, string(id))
}
