package client

import (
	"context"
	"errors"
	"net/url"
	"strings"
)

// The paths of what Flow Service holds, under its own.
const (
	connectionsPath       = "/connections"
	sourceConnectionsPath = "/sourceConnections"
	targetConnectionsPath = "/targetConnections"
	flowsPath             = "/flows"
	runsPath              = "/runs"
)

var (
	errOddID     = errors.New("it is not an id")
	errNoItems   = errors.New("the answer has no items")
	errOtherItem = errors.New("the answer is about something else")
	errGone      = errors.New("the answer has nothing of that id")
)

// itemPath returns the path of one thing that Flow Service holds.
func itemPath(op, path, id string) (string, error) {
	if err := checkID(op, "ID", id); err != nil {
		return "", err
	}
	return flowServicePath + path + "/" + url.PathEscape(id), nil
}

// isID reports whether what an answer calls an id can be asked for. One that
// cannot would be noted as that of something that nobody finds again.
func isID(id string) bool { return checkID("", "", id) == nil }

// checkID refuses an id that could lead elsewhere in an address.
func checkID(op, field, id string) error {
	if id == "" {
		return invalid(op, field, errEmpty)
	}
	const longest = 256 // of Platform's own none has over 64
	if err := CheckHeaderValue(op, field, id); err != nil || len(id) > longest || strings.ContainsAny(id, `/\?#% `) || hasDotSegment(id) {
		return invalid(op, field, errOddID)
	}
	return nil
}

// getOne asks for one thing of the Flow Service, which answers with an envelope for many.
func getOne[T any](ctx context.Context, c *Client, op, path, id string, read func(object) (T, bool)) (T, error) {
	q, err := getItemCall(op, path, id)
	return ask(ctx, c, q, err, func(a Answer) (T, *APIError) { return readOne(c, a.Body, id, read) })
}

// readOne reads the one of the items that has the id.
func readOne[T any](c *Client, body []byte, id string, read func(object) (T, bool)) (T, *APIError) {
	var none T
	o, e := decodeObject(body)
	if e != nil {
		return none, e
	}
	items, ok := o["items"].([]any)
	switch {
	case !ok:
		return none, &APIError{Kind: KindNotPlatform, Err: errNoItems}
	case len(items) == 0:
		return none, &APIError{Kind: KindNotFound, Err: errGone}
	}
	for _, item := range o.objects("items") {
		found, ok := read(item)
		if !ok || !strings.EqualFold(item.text("id"), id) {
			continue
		}
		if !c.isHere(item) {
			return none, &APIError{Kind: KindNotPlatform, Err: errOtherSandbox}
		}
		return found, nil
	}
	return none, &APIError{Kind: KindNotPlatform, Err: errOtherItem}
}
