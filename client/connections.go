package client

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"strings"
)

var errNoResult = errors.New("the answer has no result")

// Connections returns the connections of the sandbox that f lets through, page
// by page as they are taken. An error ends the sequence and is its last pair.
//
// Platform is asked to filter where the values allow it, and what it returns
// is compared again here: names match exactly, and what says that it is in
// another sandbox is left out.
func (c *Client) Connections(ctx context.Context, f Filter) iter.Seq2[Connection, error] {
	return connectionList(f).all(ctx, c)
}

// connectionList is the list of the connections that f lets through.
func connectionList(f Filter) listing[Connection] {
	q := listQuery{limit: f.PageSize}
	q.equalsPlain("name", f.Name)
	q.equalsPlain("connectionSpec.id", f.SpecID)
	return listing[Connection]{op: opConnections, path: connectionsPath, query: q, read: readConnection, admits: f.admits}
}

// admits compares a connection with the filter. The specification counts only where
// the item tells it.
func (f Filter) admits(found Connection) bool {
	return (f.Name == "" || f.Name == found.Name) &&
		(f.SpecID == "" || found.SpecID == "" || strings.EqualFold(f.SpecID, found.SpecID))
}

// Connection returns what Platform says of one connection.
func (c *Client) Connection(ctx context.Context, id ConnectionID) (Connection, error) {
	return getOne(ctx, c, opConnection, connectionsPath, string(id), readConnection)
}

// TestConnection asks Platform to reach the S3 account with the keys that it
// holds. That it cannot is no error but false, unless the answer says why: then the
// error has its words, and its TestedFalse is true.
func (c *Client) TestConnection(ctx context.Context, id ConnectionID) (bool, error) {
	q, err := testCall(id)
	return ask(ctx, c, q, err, readTest)
}

// readTest reads the answer to a test.
func readTest(a Answer) (bool, *APIError) {
	works, e := readBool(a)
	if e != nil || works {
		return works, e
	}
	o := salvage(a.Body, 0)
	delete(o, "result")
	if said := readErrorObject(o, nil, 0); said.title+said.detail == "" {
		return false, nil
	}
	status := a.Status
	a.Status = http.StatusBadRequest
	e = NewAnswerError(opTest, a, a.secrets...)
	e.Kind, e.Status = KindRejected, status
	return false, e
}

// TestedFalse reports whether the error is the result of a test that Platform has made:
// it cannot reach the account, for the reason that it gives.
func (e *APIError) TestedFalse() bool {
	return e.Op == opTest && e.Kind == KindRejected && e.Status == http.StatusOK
}

// readBool reads an answer that is yes or no.
func readBool(a Answer) (bool, *APIError) {
	v, e := decodeJSON(a.Body)
	if e != nil {
		return false, e
	}
	// The reference of the test shows an object, its prose the bare value.
	if o, ok := v.(map[string]any); ok {
		v = o["result"]
	}
	switch s, _ := v.(string); strings.ToLower(strings.TrimSpace(s)) {
	case "true":
		v = true
	case "false":
		v = false
	}
	result, ok := v.(bool)
	if !ok {
		return false, &APIError{Kind: KindNotPlatform, Err: errNoResult}
	}
	return result, nil
}

// testCall returns the call of TestConnection, without what reads its answer.
func testCall(id ConnectionID) (call, error) {
	q, err := getItemCall(opTest, connectionsPath, string(id))
	q.path += "/test"
	return q, err
}

// readConnection reads one item of a list. Of the echoed credentials only what
// is not secret is taken.
func readConnection(o object) (found Connection, ok bool) {
	auth := o.object("auth")
	params := auth.object("params")
	found = Connection{
		ID:            ConnectionID(o.text("id")),
		Name:          o.text("name"),
		Description:   o.text("description"),
		State:         o.text("state"),
		ETag:          o.etag(),
		SpecID:        o.object("connectionSpec").text("id"),
		Auth:          readAuth(auth.text("specName")),
		AccessKeyID:   params.text("s3AccessKey"),
		Bucket:        params.text("bucketName"),
		FolderPath:    params.text("folderPath"),
		ServiceURL:    params.text("serviceUrl"),
		CreatedAt:     o.moment("createdAt"),
		UpdatedAt:     o.moment("updatedAt"),
		CreatedBy:     o.text("createdBy"),
		UpdatedBy:     o.text("updatedBy"),
		CreatedClient: o.text("createdClient"),
	}
	return found, found.ID != ""
}
