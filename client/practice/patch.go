package practice

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"time"
)

// patchOp is one instruction of a JSON Patch.
type patchOp struct {
	op    string
	path  []string        // the JSON Pointer, unescaped
	value json.RawMessage // nil if not given
}

// patch changes a connection, if the If-Match header holds its etag, with or
// without the quotes.
func (s connectionService) patch(c *call) answer {
	match := c.request.Header.Get("If-Match")
	if match == "" {
		return c.refused(missingIfMatch())
	}
	ops, r := parsePatch(c.body)
	if r != nil {
		return c.refused(r)
	}
	if err := s.flowStore().catchUp(c.request.Context(), c.org, c.sandbox); err != nil {
		return s.storeFailed(c, err) // what was due was done with the old keys
	}
	conn, err := s.store.update(c.request.Context(), c.org, c.sandbox, c.id, func(conn *Connection) error {
		if r := conn.fixed(); r != nil {
			return r
		}
		if bare(match) != bare(conn.ETag) {
			return versionMismatch(match, conn.ETag)
		}
		if r := applyPatch(conn, ops); r != nil {
			return r
		}
		conn.touch(s.now(), TechnicalAccount, APIKey)
		return nil
	})
	return s.finish(c, err, func() answer { return jsonAnswer(http.StatusOK, created{conn.ID, conn.ETag}) })
}

func missingIfMatch() *refusal {
	return &refusal{"1403-400", "The header 'If-Match' is missing in the request. Please provide the header and try again."}
}

// bare drops the quotes of an etag, if it has a pair of them.
func bare(etag string) string {
	if len(etag) >= 2 && etag[0] == '"' && etag[len(etag)-1] == '"' {
		return etag[1 : len(etag)-1]
	}
	return etag
}

// parsePatch reads a JSON Patch with the operations that Platform has, which
// are spelled in lower case.
func parsePatch(body []byte) ([]patchOp, *refusal) {
	var list []json.RawMessage
	if err := json.Unmarshal(body, &list); err != nil {
		return nil, &refusal{"", "The request body is not a JSON array of patch instructions"}
	}
	if len(list) == 0 {
		return nil, emptyBody()
	}
	ops := make([]patchOp, 0, len(list))
	for _, raw := range list {
		fields, ok := object(raw)
		if !ok {
			return nil, &refusal{"", "A patch instruction must be an object"}
		}
		op, ok := text(fields["op"])
		if !ok {
			return nil, missingField("op")
		}
		if op != "add" && op != "replace" && op != "remove" {
			return nil, &refusal{"1434-400", fmt.Sprintf(
				"Unsupported operation '%s' received. Please use one of the supported operation types and try again.", op)}
		}
		pointer, ok := text(fields["path"])
		if !ok || !strings.HasPrefix(pointer, "/") {
			return nil, missingField("path")
		}
		value, given := fields["value"]
		if !given && op != "remove" {
			return nil, missingField("value")
		}
		path := strings.Split(pointer[1:], "/")
		for i, part := range path {
			path[i] = strings.ReplaceAll(strings.ReplaceAll(part, "~1", "/"), "~0", "~")
		}
		ops = append(ops, patchOp{op: op, path: path, value: value})
	}
	return ops, nil
}

func missingField(name string) *refusal {
	return &refusal{"1455-400", fmt.Sprintf("An error has occurred while validating patch instructions: Missing field \"%s\".", name)}
}

// applyPatch changes conn as ops say, or not at all.
func applyPatch(conn *Connection, ops []patchOp) *refusal {
	next := *conn
	given := make(map[string]json.RawMessage)
	for name, value := range itemOf(next).Auth.Params {
		// Secrets stand there masked: all that counts is that there is one.
		given[name] = encode(value)
	}
	// An instruction may work on what one before it has added, were it empty.
	before := *conn
	name, description := &before.Name, &before.Description
	if *description == "" {
		description = nil
	}
	for _, op := range ops {
		var r *refusal
		switch op.path[0] {
		case "name":
			r = op.setText(&name, true)
		case "description":
			r = op.setText(&description, false)
		case "auth":
			r = op.changeAuth(conn, given)
			next.KeysEndedAt = time.Time{} // Amazon knows the new ones
		case "connectionSpec":
			r = &refusal{"1414-400", "The connection spec of a connection cannot be updated."}
		default:
			r = missingField(op.last())
		}
		if r != nil {
			return r
		}
	}
	p, r := parseParams(conn.AuthName, given)
	if r != nil {
		return r
	}
	next.setParams(p)
	next.Name, next.Description = *name, ""
	if description != nil {
		next.Description = *description
	}
	*conn = next
	return nil
}

func (op patchOp) last() string { return op.path[len(op.path)-1] }

// setText changes a text at the top of the connection, nil where there is none.
// What is not there can be neither replaced nor removed.
func (op patchOp) setText(field **string, required bool) *refusal {
	if len(op.path) > 1 || (op.op != "add" && *field == nil) || (op.op == "remove" && required) {
		return missingField(op.last())
	}
	if op.op == "remove" {
		*field = nil
		return nil
	}
	value, ok := text(op.value)
	if !ok || (required && strings.TrimSpace(value) == "") {
		return &refusal{"", op.last() + " must be a string"}
	}
	*field = &value
	return nil
}

// changeAuth changes the credentials: the whole, all parameters or one.
func (op patchOp) changeAuth(conn *Connection, given map[string]json.RawMessage) *refusal {
	switch {
	case len(op.path) == 3 && op.path[1] == "params":
		return op.changeParam(conn.AuthName, given)
	case op.op == "remove":
		return missingField(op.last())
	case len(op.path) == 1:
		auth, ok := object(op.value)
		if !ok {
			return &refusal{"", "auth must be an object"}
		}
		if r := conn.keepsAuth(auth["specName"]); r != nil {
			return r
		}
		return replaceAll(given, auth["params"])
	case len(op.path) == 2 && op.path[1] == "specName":
		return conn.keepsAuth(op.value)
	case len(op.path) == 2 && op.path[1] == "params":
		return replaceAll(given, op.value)
	}
	return missingField(op.last())
}

// keepsAuth refuses another kind of authentication than the connection was made with.
func (c *Connection) keepsAuth(raw json.RawMessage) *refusal {
	name, r := parseAuthName(c.OrgID, raw)
	if r == nil && name != c.AuthName {
		r = &refusal{providerPrefix + "1302-400", fmt.Sprintf("The authentication type = %s is not supported for the connection.", name)}
	}
	return r
}

func (op patchOp) changeParam(auth string, given map[string]json.RawMessage) *refusal {
	name := op.path[2]
	_, there := given[name]
	switch {
	case !knownParam(auth, name), op.op != "add" && !there:
		return missingField(name)
	case op.op == "remove":
		delete(given, name)
	default:
		given[name] = op.value
	}
	return nil
}

func replaceAll(given map[string]json.RawMessage, raw json.RawMessage) *refusal {
	fresh, ok := object(raw)
	if !ok {
		return &refusal{"", "auth.params must be an object"}
	}
	clear(given)
	maps.Copy(given, fresh)
	return nil
}
