package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
)

var (
	errOddID     = errors.New("it is not the id of a connection")
	errNoItems   = errors.New("the answer has no items")
	errOtherItem = errors.New("the answer is about another connection")
	errNoResult  = errors.New("the answer has no result")
	errGone      = errors.New("the answer has no such connection")
)

// connectionPath returns the path of one connection.
func connectionPath(op string, id ConnectionID) (string, error) {
	s := string(id)
	if s == "" {
		return "", invalid(op, "ID", errEmpty)
	}
	if err := CheckHeaderValue(op, "ID", s); err != nil || strings.ContainsAny(s, `/\?#% `) || hasDotSegment(s) {
		return "", invalid(op, "ID", errOddID)
	}
	return flowServicePath + "/connections/" + url.PathEscape(s), nil
}

// Connection returns what Platform says of one connection.
func (c *Client) Connection(ctx context.Context, id ConnectionID) (Connection, error) {
	q, err := connectionCall(id)
	if err != nil {
		return Connection{}, err
	}
	var out Connection
	q.decode = func(a Answer) *APIError {
		o, e := decodeObject(a.Body)
		if e != nil {
			return e
		}
		items, ok := o["items"].([]any)
		switch {
		case !ok:
			return &APIError{Kind: KindNotPlatform, Err: errNoItems}
		case len(items) == 0:
			return &APIError{Kind: KindNotFound, Err: errGone}
		}
		for _, item := range items {
			if found := readConnection(item); strings.EqualFold(string(found.ID), string(id)) {
				if !c.isHere(found) {
					return &APIError{Kind: KindNotPlatform, Err: errOtherSandbox}
				}
				out = found
				return nil
			}
		}
		return &APIError{Kind: KindNotPlatform, Err: errOtherItem}
	}
	if err := c.do(ctx, q); err != nil {
		return Connection{}, err
	}
	return out, nil
}

// connectionCall returns the call of Connection, without what reads its answer.
func connectionCall(id ConnectionID) (call, error) {
	path, err := connectionPath(opConnection, id)
	return call{op: opConnection, method: http.MethodGet, path: path, want: http.StatusOK}, err
}

// TestConnection asks Platform to reach the S3 account with the keys that it
// holds. That it cannot is no error but false.
func (c *Client) TestConnection(ctx context.Context, id ConnectionID) (bool, error) {
	q, err := testCall(id)
	if err != nil {
		return false, err
	}
	var out bool
	q.decode = func(a Answer) *APIError {
		v, e := decodeJSON(a.Body)
		if e != nil {
			return e
		}
		// The reference shows an object, its prose the bare value.
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
			return &APIError{Kind: KindNotPlatform, Err: errNoResult}
		}
		out = result
		return nil
	}
	if err := c.do(ctx, q); err != nil {
		return false, err
	}
	return out, nil
}

// testCall returns the call of TestConnection, without what reads its answer.
func testCall(id ConnectionID) (call, error) {
	path, err := connectionPath(opTest, id)
	return call{op: opTest, method: http.MethodGet, path: path + "/test", want: http.StatusOK}, err
}

// readConnection reads one item of a list. Of the echoed credentials only what
// is not secret is taken.
func readConnection(item any) Connection {
	m, _ := item.(map[string]any)
	o := object(m)
	params := o.object("auth").object("params")
	etag := o.text("etag")
	if etag == "" {
		etag = o.text("version") // the same string under its other name
	}
	return Connection{
		ID:            ConnectionID(o.text("id")),
		Name:          o.text("name"),
		Description:   o.text("description"),
		State:         o.text("state"),
		ETag:          ETag(etag),
		SpecID:        o.object("connectionSpec").text("id"),
		SandboxName:   o.text("sandboxName"),
		AccessKeyID:   params.text("s3AccessKey"),
		Bucket:        params.text("bucketName"),
		FolderPath:    params.text("folderPath"),
		ServiceURL:    params.text("serviceUrl"),
		CreatedAt:     o.millis("createdAt"),
		UpdatedAt:     o.millis("updatedAt"),
		CreatedBy:     o.text("createdBy"),
		UpdatedBy:     o.text("updatedBy"),
		CreatedClient: o.text("createdClient"),
	}
}
